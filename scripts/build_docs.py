"""Builds the documentation site: English at its root, Arabic under ``ar/``.

    python scripts/build_docs.py            into site/
    python scripts/build_docs.py FOLDER     into FOLDER

The pages are the documents of the repository as they stand: README.md becomes the index, docs/ the rest,
notebooks with the outputs that they hold. They are copied, and only links are changed: what lies outside
docs/ is copied along, under ``files/``. Ends with 1, and says what is wrong, where a page cannot be built, a
link or an anchor leads nowhere, or something would be asked from another machine.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from nbconvert import MarkdownExporter

from check_site import problems

ROOT = Path(__file__).parent.parent
LINK = re.compile(r"(\]\()([^)\s]+)(\))")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
FENCE = re.compile(r"(?ms)^(`{3,}).*?^\1\s*$")
DIRECTION = re.compile(r'(?m)^(<div dir="rtl" lang="ar">|</div>)\n')
"""What turns a page on the repository's host round; the Arabic site is turned round as a whole."""


@dataclass(frozen=True, slots=True)
class Language:
    """A site: the file of its settings, its folder below the whole, its pages by their place here."""

    settings: str
    folder: str
    pages: dict[str, str]

    def place(self, page: str) -> str:
        """Where a page of this site stands in the whole, as a path."""
        return str(PurePosixPath(self.folder, self.pages[page]))


def languages() -> tuple[Language, Language]:
    """The English and the Arabic site, with all pages that the repository has now."""
    found = [path for kind in ("*.md", "*.ipynb") for path in (ROOT / "docs").rglob(kind)]
    documents = sorted(path.relative_to(ROOT).as_posix() for path in found)
    arabic = [name for name in documents if name.endswith(".ar.md")]
    english = [name for name in documents if name not in arabic]
    inside = {name: name.removeprefix("docs/").replace(".ipynb", ".md") for name in documents}
    return (
        Language("mkdocs.yml", "", {"README.md": "index.md", **{name: inside[name] for name in english}}),
        Language(
            "mkdocs.ar.yml",
            "ar",
            {"README.ar.md": "index.md", **{name: inside[name].replace(".ar.md", ".md") for name in arabic}},
        ),
    )


def moved(link: str, page: str, site: Language, whole: tuple[Language, ...]) -> str:
    """A link of a page as it must be written in the site, where README.md is the index.

    A page of the same site stays Markdown, so that the builder sees it; one of the other is where it will be.
    """
    target, mark, anchor = link.partition("#")
    if not target or re.match(r"[a-z]+:", target):
        return link
    wanted = os.path.normpath(PurePosixPath(page).parent / target)
    here = PurePosixPath(site.place(page)).parent
    if wanted in site.pages:
        return os.path.relpath(site.place(wanted), here) + mark + anchor
    for other in whole:
        if wanted in other.pages:
            return os.path.relpath(other.place(wanted), here).removesuffix(".md") + ".html" + mark + anchor
    inside = wanted.removeprefix("docs/") if wanted.startswith("docs/") else f"files/{wanted}"
    return os.path.relpath(f"{inside}/index.html" if (ROOT / wanted).is_dir() else inside, here)


def outside(text: str, page: str) -> set[str]:
    """The files and folders outside docs/ that a page links to, without other pages."""
    targets = {match[2].partition("#")[0] for match in LINK.finditer(FENCE.sub("", text))}
    wanted = {
        os.path.normpath(PurePosixPath(page).parent / target)
        for target in targets
        if target and ":" not in target
    }
    return {name for name in wanted if not name.endswith(".md") and not name.startswith("docs/")}


def written(text: str, page: str, site: Language, whole: tuple[Language, ...]) -> str:
    """The text of a page with its links as the site needs them; what stands in fences is left as it is."""
    parts, at = [], 0
    for fence in [*FENCE.finditer(text), None]:
        prose = text[at : fence.start() if fence else len(text)]
        parts.append(LINK.sub(lambda m: m[1] + moved(m[2], page, site, whole) + m[3], prose))
        if fence:
            parts.append(fence[0])
            at = fence.end()
    joined = "".join(parts)
    return DIRECTION.sub("", joined) if site.folder else joined


def stage(site: Language, whole: tuple[Language, ...], folder: Path) -> None:
    """Lays out settings, pages and what belongs to them as the builder wants them."""
    shutil.copy(ROOT / site.settings, folder / "mkdocs.yml")
    for page, name in site.pages.items():
        place = folder / "docs" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        text = markdown(ROOT / page, place.parent)
        place.write_text(written(text, page, site, whole), encoding="utf-8")
        if not site.folder:
            for carried in sorted(outside(text, page)):
                carry(carried, folder / "docs" / "files")
    for path in (ROOT / "docs").iterdir():
        if path.suffix in (".svg", ".png", ".css"):
            shutil.copy(path, folder / "docs" / path.name)


def markdown(page: Path, folder: Path) -> str:
    """The text of a page; of a notebook what it says, shows and prints, its pictures laid into ``folder``."""
    if page.suffix != ".ipynb":
        return page.read_text(encoding="utf-8")
    text, resources = MarkdownExporter().from_filename(str(page))
    for name, picture in resources["outputs"].items():
        (folder / name).write_bytes(picture)
    return str(text)


def carry(name: str, folder: Path) -> None:
    """Copies a file, or the files of a folder with a page that lists them."""
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    if not (ROOT / name).is_dir():
        shutil.copy(ROOT / name, place)
        return
    shutil.copytree(ROOT / name, place, dirs_exist_ok=True)
    listed = sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file())
    lines = [f"- [{file}]({file})" for file in listed if file != "index.md"]
    (place / "index.md").write_text(f"# {name}\n\n" + "\n".join(lines) + "\n", encoding="utf-8")


def build(site: Language, whole: tuple[Language, ...], into: Path) -> list[str]:
    """Builds one site into its folder of the whole; what the builder complains of."""
    with tempfile.TemporaryDirectory(prefix="rasd-docs-") as name:
        folder = Path(name)
        stage(site, whole, folder)
        done = subprocess.run(
            [sys.executable, "-m", "zensical", "build", "--strict"],
            cwd=folder, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        if done.returncode:
            said = COLOUR.sub("", done.stdout).partition("Traceback (most recent call last)")[0]
            return [f"{site.settings}: {said.strip()}"]
        shutil.copytree(folder / "site", into / site.folder, dirs_exist_ok=True)
        return []


def main(into: Path) -> int:
    """Builds all of it and looks at what was built; 0 where nothing is wrong."""
    shutil.rmtree(into, ignore_errors=True)
    whole = languages()
    wrong = [line for site in whole for line in build(site, whole, into)]
    wrong = wrong or problems(into)
    sys.stderr.writelines(f"{line}\n" for line in wrong)
    if not wrong:
        sys.stdout.write(f"{into / 'index.html'}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "site"))
