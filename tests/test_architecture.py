"""The house holds: floors, doors, lightness, sizes. Each rule is also shown something it must catch."""

from __future__ import annotations

import ast
import re
import socket
import subprocess
import sys
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import architecture as house

Rule = Callable[[ast.Module, str], list[str]]

SOURCES = sorted((house.ROOT / "src").rglob("*.py"))
TESTS = sorted((house.ROOT / "tests").rglob("*.py"))
TOOLS = sorted(path for folder in ("eval", "benchmarks") for path in (house.ROOT / folder).rglob("*.py"))

DOORS: dict[str, str | tuple[str, ...]] = {
    "fastapi": "web/",
    "hijridate": "lang/calendars.py",
    "httpx2": "read/fetch.py",
    "httpcore2": "read/fetch.py",
    "jinja2": "web/faces.py",
    "lxml": "read/extractors.py",
    "msgspec": "store/codec.py",
    # Two rooms that may not know each other: each compiles its own kernels.
    "numba": ("reuse/kernels.py", "stories/kernels.py"),
    "onnxruntime": "stories/encoder.py",
    "protego": "read/robots.py",
    "py3langid": "lang/identify.py",
    "pyarrow": "engines/spark.py",
    "pyspark": "engines/spark.py",
    "readability": "read/extractors.py",
    "resiliparse": "read/encoding.py",
    "selectolax": "read/dom.py",
    "psycopg": "store/postgres.py",
    "platformdirs": "desk/places.py",
    "uvicorn": "web/serving.py",
    "tokenizers": "stories/encoder.py",
    "trafilatura": "read/extractors.py",
    # Two rooms that may not know each other: one reads Parquet, one writes it.
    "duckdb": ("read/tables.py", "export/parquet.py"),
    # Not one file but one room: arrays are the speech of the kernels, options that of the command line.
    "click": "cli/",
    "numpy": ("reuse/", "stories/", "engines/spark.py", "lang/tokens.py", "export/parquet.py"),
    "rich": "export/console.py",
}
"""Where each package that we depend on is imported: in that file, or (with a slash) anywhere in that room."""

SQL_OUTSIDE_THE_STORE = {"rasd.read.tables": "DuckDB reads Parquet, and is asked in SQL"}

HEAVY = sorted(
    {*DOORS, "sqlite3", "asyncio", "urllib.request", "xml.etree.ElementTree", "multiprocessing"} - {"click"}
)
"""What must not load at ``import rasd``."""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def everywhere(rule: Rule, paths=SOURCES) -> list[str]:
    """What breaks the rule, over all files of ours."""
    names = {p: house.module_name(p) if p in SOURCES else p.relative_to(house.ROOT).as_posix() for p in paths}
    return [fault for path, name in names.items() for fault in rule(tree(path), name)]


def tracked() -> list[Path]:
    """The files that the repository holds, in text."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=house.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:  # an unpacked archive, without git
        pytest.skip("not a git checkout")
    return [house.ROOT / line for line in listed.stdout.splitlines() if (house.ROOT / line).is_file()]


RULES = {
    "imports go down": house.climbing_imports,
    "functions have a human size": house.misshapen_functions,
    "nothing is irreproducible": house.irreproducible,
    "no handler swallows anything": house.broad_excepts,
    "one word an idea": house.other_words,
}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_source_keeps(rule: Rule) -> None:
    assert everywhere(rule) == []


@pytest.mark.parametrize(
    "rule", [house.broad_excepts, house.misshapen_functions], ids=lambda rule: rule.__name__
)
def test_tools_keep(rule: Rule) -> None:
    assert everywhere(rule, TOOLS) == []


@pytest.mark.parametrize("rule", [house.toothless_tests, house.timed_tests], ids=lambda rule: rule.__name__)
def test_tests_keep(rule: Rule) -> None:
    assert everywhere(rule, [p for p in TESTS if p.name != "test_architecture.py"]) == []


CAUGHT = [
    (house.climbing_imports, "rasd.model", "from rasd.errors import RasdError"),
    (house.climbing_imports, "rasd.lang.tokens", "from rasd.read import html"),
    (house.climbing_imports, "rasd.lang.tokens", "from rasd import read"),
    (house.climbing_imports, "rasd.read.html", "import rasd.reuse.kernels"),
    (house.climbing_imports, "rasd.read.html", "from ..reuse import kernels"),
    (house.climbing_imports, "rasd.desk", "from rasd.cli import main"),
    (house.climbing_imports, "rasd.cli.main", "from rasd import trace"),
    (house.climbing_imports, "rasd.stories.claims", "def late():\n    from rasd.lineage import origins"),
    (
        house.climbing_imports,
        "rasd.reuse.index",
        "from rasd.doors import open_door\nopen_door('rasd.read.html:read')",
    ),
    (house.climbing_imports, "rasd.export.jsonl", "TABLE = {'desk': 'rasd.desk:trace'}"),
    (house.climbing_imports, "rasd.desk", "import rasd.newroom"),
    (house.misshapen_functions, "m", "def long():\n" + "    pass\n" * 60),
    (house.misshapen_functions, "m", "def wide(a, b, c, d, e, f, g): pass"),
    (house.misshapen_functions, "m", "def forked(a):\n" + "    if a: pass\n" * 10),
    (house.irreproducible, "m", "x = hash('a')"),
    (house.irreproducible, "m", "import random\nx = random.random()"),
    (house.irreproducible, "m", "import random\nx = random.Random()"),
    (house.irreproducible, "m", "import numpy as np\nx = np.random.default_rng()"),
    (house.irreproducible, "m", "import numpy as np\nx = np.random.rand(3)"),
    (house.irreproducible, "m", "import uuid\nx = uuid.uuid4()"),
    (house.broad_excepts, "m", "try: pass\nexcept Exception: pass"),
    (house.broad_excepts, "m", "try: pass\nexcept: pass"),
    (house.broad_excepts, "m", "try: pass\nexcept (ValueError, BaseException): pass"),
    (house.sql, "m", "q = 'SELECT a FROM b'"),
    (house.sql, "m", "q = f'COPY ({x}) TO file'"),
    (house.environment_reads, "m", "import os\nx = os.environ['A']"),
    (house.environment_reads, "m", "import os\nx = os.getenv('A')"),
    (house.other_words, "m", "def find_speaker(): pass"),
    (house.other_words, "m", "class QuoteUtterances: pass"),
    (house.other_words, "m", "def f(hops): pass"),
    (house.toothless_tests, "m", "def test_nothing():\n    print(1)"),
    (house.toothless_tests, "m", "def test_constant():\n    assert True"),
    (house.timed_tests, "m", "import time\ndef test_fast(): assert time.perf_counter() < 1"),
]


@pytest.mark.parametrize(("rule", "module", "source"), CAUGHT)
def test_a_rule_catches(rule: Rule, module: str, source: str) -> None:
    assert rule(ast.parse(source), module)


LET_PASS = [
    (house.climbing_imports, "rasd.desk", "from rasd.reuse import index\nfrom rasd.model import Article"),
    (
        house.climbing_imports,
        "rasd.reuse.index",
        "from rasd.reuse.kernels import align\nfrom .align import extend",
    ),
    (house.climbing_imports, "rasd.doors", "from rasd.errors import UsageError"),
    (house.climbing_imports, "rasd.cli", "TABLE = {'trace': 'rasd.desk:trace'}"),
    (house.irreproducible, "m", "import random\nx = random.Random(7).random()"),
    (house.irreproducible, "m", "import numpy as np\nx = np.random.default_rng(seed=7)"),
    (
        house.misshapen_functions,
        "m",
        "def outer(a, b, c, d, e, f):\n    def inner(): pass\n" + "    if a: pass\n" * 9,
    ),
    (house.broad_excepts, "m", "try: pass\nexcept (ValueError, OSError): pass"),
    (house.sql, "m", "text = 'Select what you need from the list'"),
    (house.toothless_tests, "m", "def test_raises():\n    with pytest.raises(ValueError): int('a')"),
    (house.other_words, "m", "def find_source(shop): pass"),
]


@pytest.mark.parametrize(("rule", "module", "source"), LET_PASS)
def test_a_rule_lets_pass(rule: Rule, module: str, source: str) -> None:
    assert rule(ast.parse(source), module) == []


def test_sql_stands_in_the_store() -> None:
    inside = [path for path in SOURCES if "store" not in path.relative_to(house.SOURCE).parts]
    allowed = tuple(f"{module}:" for module in SQL_OUTSIDE_THE_STORE)
    assert [fault for fault in everywhere(house.sql, inside) if not fault.startswith(allowed)] == []


def test_settings_alone_reads_the_environment() -> None:
    found = everywhere(house.environment_reads)
    assert {fault.partition(":")[0] for fault in found} == {"rasd.settings"}


def test_every_package_has_one_door() -> None:
    used = {path: house.foreign_imports(tree(path), house.module_name(path)) for path in SOURCES}
    strays = []
    for path, packages in used.items():
        where = path.relative_to(house.SOURCE / "rasd").as_posix()
        for package in sorted(packages):
            doors = DOORS.get(package, "not named in DOORS")
            doors = (doors,) if isinstance(doors, str) else doors
            if not any(where == door or (door.endswith("/") and where.startswith(door)) for door in doors):
                strays.append(f"{where} imports {package}, whose door is {' or '.join(doors)}")
    assert strays == []


def test_the_doors_are_not_forgotten() -> None:
    """A door that nobody opens is a dependency that nobody needs."""
    used = set().union(*(house.foreign_imports(tree(path), house.module_name(path)) for path in SOURCES))
    assert set(DOORS) - used == set()


def test_what_is_imported_is_declared() -> None:
    """Nothing is used that comes only because something else needs it today."""
    project = tomllib.loads((house.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = [
        *project["dependencies"],
        *(line for name, some in extras.items() if name != "all" for line in some),
    ]
    declared = {re.split(r"[^\w.-]", line)[0].lower() for line in lines} - ONLY_BOUNDED
    known = packages_distributions()
    assert {package for package in DOORS if not {name.lower() for name in known[package]} & declared} == set()
    assert len(declared) == len(DOORS)


ONLY_BOUNDED = {"pandas"}
"""What another dependency brings, and is named to keep it to versions that work."""

HOOKS = {
    "_repr_html_", "get_command", "format_commands", "get_metavar", "convert", "connect_unix_socket",
    "persistent_id", "persistent_load", "sign_in_form", "unfollow",
}  # fmt: skip
"""What only a framework calls: notebooks, click, httpcore, pickle, FastAPI."""


def test_nothing_stands_for_nobody() -> None:
    folders = (house.ROOT / name for name in ("src", "tests", "eval", "benchmarks"))
    files = [path for folder in folders for path in (*folder.rglob("*.py"), *folder.rglob("*.toml"))]
    files += (house.SOURCE / "rasd" / "web").rglob("*.html")
    everything = "\n".join(path.read_text(encoding="utf-8") for path in files)
    trees = {house.module_name(path): tree(path) for path in SOURCES}
    assert [name for name in house.named_once(trees, everything) if name.split()[-1] not in HOOKS] == []


def test_what_stands_for_nobody_is_seen() -> None:
    source = (
        "A = 1\nclass B:\n    c: int = 2\n    def d(self): return self.c\n    def __len__(self): return A"
    )
    assert house.named_once({"m": ast.parse(source)}, source) == ["m B", "m d"]


def test_foreign_imports_are_seen() -> None:
    source = (
        "import numpy as np\ndef f():\n    import duckdb.x\nopen_door('lxml.html:f')\nimport os, rasd.model"
    )
    assert house.foreign_imports(ast.parse(source), "rasd.reuse.x") == {"numpy", "duckdb", "lxml"}


def test_every_room_is_on_the_plan() -> None:
    rooms = {house.room_of(house.module_name(path)) for path in SOURCES}
    assert rooms - set(house.FLOOR_OF) == set()


def test_the_picture_shows_the_floors() -> None:
    picture = (house.ROOT / "docs" / "development.md").read_text(encoding="utf-8")
    rooms = {house.room_of(house.module_name(path)) for path in SOURCES}
    for number, floor in enumerate(house.FLOORS):
        line = re.search(rf"(?m)^floor {number}   (.+?)   ", picture)
        assert line is not None
        shown = tuple(name.strip("()") for name in line[1].split())
        assert shown == floor
        assert {name for name in line[1].split() if name[0] != "("} == rooms & set(floor)


def test_no_room_is_empty() -> None:
    """A room that is planned and not built has no folder: what stands in the tree can be used."""
    packages = [path for path in SOURCES if path.name == "__init__.py"]
    assert [
        p for p in packages if len(list(p.parent.rglob("*.py"))) == 1 and not house.code_lines(p.read_text())
    ] == []


@pytest.mark.parametrize("path", SOURCES + TOOLS, ids=lambda path: path.relative_to(house.ROOT).as_posix())
def test_file_fits_the_house(path: Path) -> None:
    assert house.code_lines(path.read_text(encoding="utf-8")) <= house.MOST_CODE_LINES
    assert path.stem not in ("utils", "util", "helpers", "helper", "common", "misc")


def test_code_lines_are_counted() -> None:
    doc = '"""Doc\nstring."""\n\n# no\n'
    code = 'x = [\n    1,  # one\n]\n\ndef f():\n    """Doc."""\n    y = """a\nb"""\n'
    assert house.code_lines(doc + code) == 6


def fresh(code: str) -> set[str]:
    """The modules that stand in ``sys.modules`` after the code, in a new interpreter."""
    out = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(' '.join(sys.modules))"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(out.stdout.splitlines()[-1].split())


def test_import_rasd_is_light() -> None:
    assert fresh("import rasd") & set(HEAVY) == set()


def test_heaviness_would_be_seen() -> None:
    assert "sqlite3" in fresh("import rasd, sqlite3") & set(HEAVY)


def test_help_is_light() -> None:
    code = "from rasd.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass"
    assert fresh(code) & (set(HEAVY) - {"rich"}) == set()


@pytest.mark.parametrize("address", [("192.0.2.1", 9), ("2001:db8::1", 9, 0, 0), ("example.org", 80)])
def test_no_test_reaches_out(address: tuple[str, int]) -> None:
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as outgoing:
        for connect in (outgoing.connect, outgoing.connect_ex):
            with pytest.raises(pytest.fail.Exception, match="tests open no socket but loopback"):
                connect(address)


def test_a_test_reaches_itself() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as out,
    ):
        assert out.getpeername() == server.getsockname()


# --- the repository as a whole --------------------------------------------------------------------


def test_the_repository_speaks_of_the_product() -> None:
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += house.forbidden_words(text, path.relative_to(house.ROOT).as_posix())
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "see /wor@k/main",
        "cd /hom@e/ann",
        "see iss@ue #12",
        "pip install --index@-url x",
        "https://pyp@i.org/p",
    ],
)
def test_forbidden_words_are_caught(text: str) -> None:
    text = text.replace("@", "")  # so that this file does not hold them
    assert house.forbidden_words(f"first line\n{text}\n", "doc.md")[0].startswith("doc.md:2 holds")


def test_forbidden_words_let_pass() -> None:
    assert (
        house.forbidden_words(
            "a network session, the root/ folder, a brief note: issue a statement", "doc.md"
        )
        == []
    )
