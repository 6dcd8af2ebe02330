"""The house rules as functions: each takes a file's tree or text and returns what breaks the rule.

They read source alone and import nothing of Rasd. ``test_architecture.py`` turns each on the whole
repository, and on an example that must be caught, so that no rule can fall silent.
"""

from __future__ import annotations

import ast
import re
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src"

FLOORS: tuple[tuple[str, ...], ...] = (
    ("model", "errors", "settings", "stable", "components", "doors"),
    ("lang",),
    ("read", "attribution", "reuse", "stories", "lineage", "store", "export"),
    ("engines",),
    ("desk", "watch"),
    ("web",),
    ("cli",),
    ("__init__", "__main__"),
)
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
TOOLS = frozenset(FLOORS[0])

MOST_LINES, MOST_BRANCHES, MOST_PARAMETERS, MOST_CODE_LINES = 60, 10, 6, 400


def module_name(path: Path) -> str:
    """``src/rasd/lang/tokens.py`` -> ``rasd.lang.tokens``; a package's ``__init__`` keeps its name."""
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts)


def room_of(module: str) -> str:
    """The room of a dotted module of ours; the package itself and its ``__main__`` are the public door."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


OUR_TARGET = re.compile(rf"rasd\.({'|'.join(FLOOR_OF)})(\.\w+)*:\w+")
"""How a table names a thing of ours that is opened late: ``"rasd.export.graphml:write"``."""

# --- imports -------------------------------------------------------------------------------------


def _absolute(node: ast.ImportFrom, module: str) -> str:
    if not node.level:
        return node.module or ""
    return ".".join([*module.split(".")[: -node.level], *([node.module] if node.module else [])])


def imported(tree: ast.Module, module: str) -> Iterator[tuple[str, int]]:
    """The dotted names that a module imports, early or late, or opens as ``"package.module:name"``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, module)
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                yield (whole if base == "rasd" and alias.name in FLOOR_OF else base), node.lineno
        elif isinstance(node, ast.Call) and _call_name(node).rpartition(".")[2] in (
            "open_door",
            "import_module",
        ):
            target = node.args[0] if node.args else None
            if isinstance(target, ast.Constant) and isinstance(target.value, str):
                yield target.value.partition(":")[0], node.lineno
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and OUR_TARGET.fullmatch(node.value)
        ):
            yield node.value.partition(":")[0], node.lineno


def climbing_imports(tree: ast.Module, module: str) -> list[str]:
    """Imports of our own modules that do not go down a floor."""
    here = room_of(module)
    found = []
    for name, line in imported(tree, module):
        if name.split(".")[0] != "rasd":
            continue
        there = room_of(name)
        if there not in FLOOR_OF:
            found.append(f"{module}:{line} imports {name}, which stands on no floor")
        elif there == here or (here in TOOLS and there in TOOLS and here != "model"):
            continue
        elif FLOOR_OF[there] >= FLOOR_OF[here]:
            found.append(
                f"{module}:{line} imports {name}: floor {FLOOR_OF[here]} may not see {FLOOR_OF[there]}"
            )
    return found


def foreign_imports(tree: ast.Module, module: str) -> set[str]:
    """The top-level packages, neither ours nor of the standard library, that a module imports or opens."""
    tops = {name.split(".")[0] for name, _ in imported(tree, module)}
    return {top for top in tops if top and top != "rasd" and top not in sys.stdlib_module_names}


# --- shape ---------------------------------------------------------------------------------------

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
BRANCHING = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.match_case)


def _functions(tree: ast.Module) -> Iterator[FunctionNode]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _own_nodes(function: FunctionNode) -> Iterator[ast.AST]:
    """The nodes of a function without those of the functions defined inside it."""
    queue: list[ast.AST] = list(function.body)
    while queue:
        node = queue.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            queue.extend(ast.iter_child_nodes(node))


def branches(function: FunctionNode) -> int:
    """McCabe's number as ruff counts it: one, and one for each place where the way divides."""
    return 1 + sum(isinstance(node, BRANCHING) for node in _own_nodes(function))


def misshapen_functions(tree: ast.Module, module: str) -> list[str]:
    """Functions that are too long, divide too often or take too much."""
    found = []
    for function in _functions(tree):
        where = f"{module}:{function.lineno} {function.name}"
        arguments = function.args
        names = [a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
        parameters = len([name for name in names if name not in ("self", "cls")])
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > MOST_LINES:
            found.append(f"{where} has {lines} lines (at most {MOST_LINES})")
        if branches(function) > MOST_BRANCHES:
            found.append(f"{where} divides {branches(function)} times (at most {MOST_BRANCHES})")
        if parameters > MOST_PARAMETERS:
            found.append(
                f"{where} takes {parameters} parameters (at most {MOST_PARAMETERS}: use a dataclass)"
            )
    return found


def code_lines(text: str) -> int:
    """Lines that hold code: no blank lines, no comments, no docstrings."""
    lines: set[int] = set()
    skipped = {
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENDMARKER,
    }
    for token in tokenize.tokenize(BytesIO(text.encode()).readline):
        if token.type not in skipped and token.type != tokenize.ENCODING:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            lines.difference_update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return len(lines)


# --- what must not be written --------------------------------------------------------------------

SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+INTO|CREATE\s+(TABLE|INDEX|VIEW)|DELETE\s+FROM|UPDATE\s+\w+\s+SET|COPY\s.+\sTO)\b",
    re.S,
)


def _string(node: ast.AST) -> str:
    """A string as it is written, with a mark where an f-string puts a value."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_string(part) or "?" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def sql(tree: ast.Module, module: str) -> list[str]:
    """Strings that are SQL."""
    lines = {node.lineno for node in ast.walk(tree) if SQL.search(_string(node))}
    return [f"{module}:{line} holds SQL" for line in sorted(lines)]


def _call_name(node: ast.AST) -> str:
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def irreproducible(tree: ast.Module, module: str) -> list[str]:
    """Calls whose value changes from run to run: the salted ``hash()``, unseeded random, pickled state."""
    found = []
    for node in ast.walk(tree):
        name = _call_name(node)
        seeded = isinstance(node, ast.Call) and bool(node.args or node.keywords)
        unseeded = name.endswith(("random.Random", "random.default_rng")) or name in ("Random", "default_rng")
        wild = re.match(r"(random|secrets|np\.random|numpy\.random)\.(?!Random|default_rng|Generator)", name)
        if name == "hash" or wild or (unseeded and not seeded) or re.match(r"uuid\.uuid[14]|pickle\.", name):
            found.append(f"{module}:{node.lineno} calls {name}()")
    return found


def broad_excepts(tree: ast.Module, module: str) -> list[str]:
    """Handlers that would swallow anything."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else ""
            if not caught or re.search(r"\b(Base)?Exception\b", caught):
                found.append(f"{module}:{node.lineno} catches {caught or 'everything'}")
    return found


def environment_reads(tree: ast.Module, module: str) -> list[str]:
    """Places that read the process's environment."""
    return [
        f"{module}:{node.lineno} reads the environment"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("os.environ", "os.getenv", "os.environb")
    ]


def toothless_tests(tree: ast.Module, module: str) -> list[str]:
    """Tests that assert nothing, or assert a constant."""
    found = []
    for function in _functions(tree):
        if not function.name.startswith("test"):
            continue
        nodes = list(ast.walk(function))
        asserts = [n for n in nodes if isinstance(n, ast.Assert)]
        calls = {_call_name(n).rpartition(".")[2] for n in nodes}
        checks = any(re.match(r"raises|warns|fail|check|assert|expect", call) for call in calls)
        if not checks and not asserts:
            found.append(f"{module}:{function.lineno} {function.name} asserts nothing")
        found += [
            f"{module}:{n.lineno} asserts a constant" for n in asserts if isinstance(n.test, ast.Constant)
        ]
    return found


def definitions(tree: ast.Module) -> Iterator[str]:
    """The names that a module gives to functions, classes, constants and fields; hooks of Python left out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
    for node in tree.body:
        if isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def named_once(trees: dict[str, ast.Module], everything: str) -> list[str]:
    """What is defined and named nowhere else: nobody can be using it."""
    counts = Counter(re.findall(r"\w+", everything))
    found = {
        f"{module} {name}" for module, tree in trees.items() for name in definitions(tree) if counts[name] < 2
    }
    return sorted(name for name in found if not name.endswith("__"))


def timed_tests(tree: ast.Module, module: str) -> list[str]:
    """Tests that read a clock or sleep: they fail on a slow machine, not on a wrong program."""
    clocks = {
        "time.time",
        "time.perf_counter",
        "time.monotonic",
        "time.process_time",
        "perf_counter",
        "time.sleep",
    }
    return [f"{module}:{n.lineno} calls {_call_name(n)}()" for n in ast.walk(tree) if _call_name(n) in clocks]


# Each pattern has a letter in brackets, so that this file does not hold what it forbids.
_FORBIDDEN = {
    "a machine's path": r"/(wor[k]/|roo[t]/|hom[e]/\w|user[s]/\w)",
    "a registry's address": r"pyp[i]\.org|python[h]osted|--index[-]url|--extra[-]index|find[-]links",
    "how the work was organised": r"\b(iss[u]e #\d|sub[a]gent|the brie[f]\b|claud[e]|chatgp[t])",
}
FORBIDDEN = {what: re.compile(pattern, re.I) for what, pattern in _FORBIDDEN.items()}


def forbidden_words(text: str, where: str) -> list[str]:
    """Words that speak of a machine, a registry or the making instead of the product."""
    return [
        f"{where}:{text.count(chr(10), 0, match.start()) + 1} holds {what}: {match.group()!r}"
        for what, pattern in FORBIDDEN.items()
        for match in pattern.finditer(text)
    ]


# A word of the left column in a name of ours stands for an idea that has another word (docs/glossary.md).
OTHER_WORDS = {
    "speaker": "source",
    "utterance": "content",
    "quotee": "source",
    "newspaper": "outlet",
    "provenance": "chain",
    "hop": "link",
    "plagiarism": "reuse",
    "polarity": "stance",
    "verdict": "standing",
    "rumour": "claim",
    "rumor": "claim",
}


def other_words(tree: ast.Module, module: str) -> list[str]:
    """Names of classes, functions, parameters and fields that use a second word for an idea that has one."""
    found = []
    for node in ast.walk(tree):
        name = ""
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = node.name
        elif isinstance(node, ast.arg):
            name = node.arg
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name = node.target.id
        for part in re.findall(r"[A-Z]?[a-z]+", name):
            word = part.lower().removesuffix("s")
            if word in OTHER_WORDS:
                found.append(
                    f"{module}:{getattr(node, 'lineno', 0)} {name}: the word is {OTHER_WORDS[word]!r}"
                )
    return found
