"""Where a desk's things stand: its store, and the index of shared text beside it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from rasd.doors import open_door
from rasd.stable import content_id
from rasd.store.database import Database


def usual_store() -> str:
    """The store of who names none: a file in the user's folder for data (XDG on Linux)."""
    folder: str = open_door("platformdirs:user_data_dir")("rasd", appauthor=False)
    return str(Path(folder) / "desk.db")


def file_of(store: str) -> Path | None:
    """The file that a store stands in; ``None`` for one on a server or in memory.

    Raises:
        UsageError: no kind of store has such a URL.
    """
    path = Database(store).path
    return Path(path) if path else None


def make_room(store: str) -> None:
    """Make the folder of the usual store, where that is meant and it has none yet."""
    if store == usual_store():
        Path(store).parent.mkdir(parents=True, exist_ok=True)


def index_folder(database: Database) -> tuple[Path, TemporaryDirectory[str] | None]:
    """The folder of the index that belongs to a store; and what removes it, where the store is in memory.

    It stands beside a file; for a server it stands in the user's folder for what can be made anew.
    """
    if database.path:
        return Path(f"{database.path}.index"), None
    if database.dialect.name == "sqlite":
        folder = TemporaryDirectory(prefix="rasd-desk-")
        return Path(folder.name), folder
    caches: str = open_door("platformdirs:user_cache_dir")("rasd", appauthor=False)
    return Path(caches) / f"index-{content_id(database.name)}", None
