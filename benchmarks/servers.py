"""A real PostgreSQL server for tests and benchmarks: made, started and stopped, on loopback."""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MISSING = "no PostgreSQL server is installed (Debian: apt-get install postgresql): its half is skipped"


def binaries() -> Path | None:
    """The folder of PostgreSQL's own programs; ``None`` where there is none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    return folders[-1].parent if folders else None


def _user() -> str:
    """Who runs the server: it refuses to be root."""
    if os.getuid():
        return getpass.getuser()
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A server that can be stopped and started. Connections are trusted; it listens on loopback alone."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.data, self.programs, self.port = folder / "data", programs, free_port()
        # Not subprocess's own "user": for that it forks, which a process with gRPC in it does not survive.
        self._as = (
            [shutil.which("runuser") or "/sbin/runuser", "-u", _user(), "--"] if not os.getuid() else []
        )
        if self._as:
            shutil.chown(folder, _user())
            folder.chmod(0o755)
        self._run(
            "initdb",
            "-D",
            str(self.data),
            "-U",
            "rasd",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
            "--locale=C",
        )

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [*self._as, str(self.programs / program), *arguments],
            check=False,
            capture_output=True,
            text=True,
            cwd=self.data.parent,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
        )
        assert not done.returncode, f"{program}: {done.stderr or done.stdout}"

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
        log = self.data.parent / "log"
        self._run("pg_ctl", "-D", str(self.data), "-w", "-l", str(log), "-o", options, "start")

    def stop(self, mode: str = "fast") -> None:
        self._run("pg_ctl", "-D", str(self.data), "-m", mode, "-w", "stop")

    def url(self, name: str) -> str:
        """The URL of a database of that name, made anew and empty."""
        self.ask("postgres", f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"')
        return self.address(name)

    def address(self, name: str) -> str:
        return f"postgresql://rasd@127.0.0.1:{self.port}/{name}"

    def ask(self, name: str, *statements: str) -> None:
        import psycopg  # noqa: PLC0415 - where there is no server there may be no driver

        with psycopg.connect(self.address(name), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


@contextmanager
def postgres() -> Iterator[Server | None]:
    """A running server; ``None`` where none is installed."""
    programs = binaries()
    if programs is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="rasd-postgres-", ignore_cleanup_errors=True) as folder:
        server = Server(Path(folder), programs)
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")
