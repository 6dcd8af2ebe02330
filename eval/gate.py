"""The accuracy gate: measures the product on hand-made gold and fails below a pinned floor.

    python eval/gate.py [NAME ...] [--shared DIR] [--easy] [--corpora] [--json FILE] [--runs DIR] [--show N]

What is measured is what a user runs: ``rasd attribute GOLD --format jsonl`` and ``rasd trace``. The
scorers stand beside the data, which is not part of the repository (see floors.toml). Each run is
kept in ``.eval/``, and the next one says which cases it gained and lost.

Exit codes: 0 every floor holds (or there was nothing to measure with), 1 a floor is broken, 2 misuse.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import io
import json
import os
import re
import subprocess
import sys
import time
import tomllib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import cases
import corpus
import hidden_bylines
import languages
import leaks
import newsrooms
import three_days
from simulator import Conditions

HERE = Path(__file__).parent
RASD = [sys.executable, "-m", "rasd"]


class NotMeasured(Exception):
    """A set could not be measured; the message says why."""


@dataclass(frozen=True)
class Gold:
    """One entry of floors.toml."""

    name: str
    kind: str
    file: str
    sha256: str
    floors: dict[str, float] = field(default_factory=dict)
    easy: dict[str, float] = field(default_factory=dict)


@dataclass
class Result:
    """What one run on one set gave."""

    measures: dict[str, float]
    easy: dict[str, float] = field(default_factory=dict)
    cases: cases.Cases = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    sha256: str = ""
    remarks: list[str] = field(default_factory=list)


def golds(path: Path = HERE / "floors.toml") -> list[Gold]:
    """The sets to be measured, in the order of the file."""
    return [Gold(name, **entry) for name, entry in tomllib.loads(path.read_text(encoding="utf-8")).items()]


# --- running the product -------------------------------------------------------------------------


def read_rows(text: str) -> list[cases.Row]:
    """JSON lines."""
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def attribute(gold: Path) -> tuple[list[cases.Row], list[str]]:
    """What ``rasd attribute`` says of a file, and its complaints."""
    done = subprocess.run(
        [*RASD, "attribute", str(gold), "--format", "jsonl"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode not in (0, 1) or not done.stdout:
        raise NotMeasured(f"rasd attribute ended with {done.returncode}: {done.stderr.strip()[-2000:]}")
    return read_rows(done.stdout), done.stderr.splitlines() if done.returncode else []


def scorer(folder: Path, kind: str) -> ModuleType:
    """The script that scores a kind of gold, as a module."""
    path = folder / f"score_{kind}.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise NotMeasured(f"there is no {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def numbers(scores: dict[str, Any]) -> dict[str, float]:
    """Scores as plain numbers."""
    return {name: float(value) for name, value in scores.items()}


def measure_sentences(folder: Path, gold: Gold) -> Result:
    """Rows are matched by position; where gold names only some attributions, others found are not extras."""
    rows = read_rows((folder / gold.file).read_text(encoding="utf-8"))
    found, remarks = attribute(folder / gold.file)
    if len(found) != len(rows):
        raise NotMeasured(f"{len(rows)} rows went in and {len(found)} came out")
    whole = not any("neutral" in row for row in rows)
    named = [(str(i), row, p["attributions"]) for i, (row, p) in enumerate(zip(rows, found, strict=True), 1)]
    measures = numbers(scorer(folder, gold.kind).score(rows, found))
    texts = {name: row["text"] for name, row, _ in named}
    return Result(measures, cases=cases.of_rows(named, extras=whole), texts=texts, remarks=remarks)


def measure_articles(folder: Path, gold: Gold) -> Result:
    """Rows are matched by id; chains and stance count too."""
    rows = read_rows((folder / gold.file).read_text(encoding="utf-8"))
    lines, remarks = attribute(folder / gold.file)
    found = {line["id"]: line for line in lines}
    module = scorer(folder, gold.kind)
    named = [(row["id"], row, found.get(row["id"], {"attributions": []})["attributions"]) for row in rows]
    return Result(
        numbers(module.score(rows, found)),
        numbers(module.score(rows, found, easy=True)),
        cases.of_rows(named, module.same_chain),
        texts={row["id"]: row["text"] for row in rows},
        remarks=remarks,
    )


STORY = re.compile(
    r"^(?P<name>\S.*?)\s+gold (?P<gold>\S+)\s+got (?P<got>\S+)\s+grouped (?P<grouped>\S+)\s+exit (?P<exit>\d)"
)
"""What the scorer prints of one story."""


def measure_stories(folder: Path, gold: Gold) -> Result:
    """The scorer runs ``rasd trace`` itself, once a story."""
    rows = read_rows((folder / gold.file).read_text(encoding="utf-8"))
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        measures = numbers(scorer(folder, gold.kind).score(rows, [*RASD, "trace", "--format", "jsonl"]))
    stories = [match for line in said.getvalue().splitlines() if (match := STORY.match(line))]
    remarks = [f"{m['name']}: origins {m['gold']}, found {m['got']}, grouped {m['grouped']}" for m in stories]
    remarks += [f"{m['name']}: rasd trace ended with {m['exit']}" for m in stories if m["exit"] not in "01"]
    right = {f"{m['name']} origins": m["gold"] == m["got"] for m in stories}
    right |= {f"{m['name']} grouped": float(m["grouped"]) == 1 for m in stories}
    return Result(measures, cases=right, remarks=remarks)


def measure_newsrooms(folder: Path, gold: Gold) -> Result:
    """Made-up newsrooms on real sentences: no edits, all credits given or all missing; and in between."""
    conditions = {"": Conditions(), "_uncredited": Conditions(0.0, 1.0), "_edited": Conditions(0.1, 0.5)}
    sentences = corpus.read(folder / gold.file)
    if len(sentences.subjects) < newsrooms.LEAST_SUBJECTS:
        raise NotMeasured(f"{len(sentences.subjects)} claims in {folder / gold.file} make no newsrooms")
    done = newsrooms.run(sentences, 1, newsrooms.ROOMS, list(conditions.values()))
    result = Result({})
    for name, condition in conditions.items():
        found = done[condition]
        values = newsrooms.measures(found)
        result.measures |= {f"{measure}{name}": values[measure] for measure in newsrooms.OURS}
        result.cases |= {f"{o.name}{name} highest": o.known[1] == o.found[1] for o in found}
    return result


def measure_pairs(folder: Path, gold: Gold) -> Result:
    """Pairs of three days of news, labelled by hand as one story or two."""
    figures, pairs = three_days.figures_of(folder / gold.file, gold.name.removeprefix("pairs-"))
    return Result(numbers({name: value for name, value in figures.items() if value is not None}), cases=pairs)


def measure_bylines(folder: Path, gold: Gold) -> Result:
    """A corpus whose by-lines are hidden, then counted against."""
    outcome = hidden_bylines.measure(folder / gold.file, hidden_bylines.teller(quiet=False))
    return Result(outcome.measures, cases=outcome.cases, remarks=outcome.remarks)


def measure_languages(folder: Path, gold: Gold) -> Result:
    """Twenty words each, of several sets and a corpus."""
    measures, told = languages.measure(folder)
    return Result(measures, cases=dict(told))


KINDS = {
    "languages": measure_languages,
    "sentences": measure_sentences,
    "articles": measure_articles,
    "stories": measure_stories,
    "newsrooms": measure_newsrooms,
    "pairs": measure_pairs,
    "bylines": measure_bylines,
}


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file, or of the Parquet files of a folder one after the other."""
    found = hashlib.sha256()
    for file in sorted(path.glob("*.parquet")) if path.is_dir() else [path]:
        found.update(file.read_bytes())
    return found.hexdigest()


def measure(folder: Path, gold: Gold) -> Result:
    """One set, measured and timed."""
    path = folder / gold.file
    if not path.exists():
        raise NotMeasured(f"there is no {path}")
    started = time.perf_counter()
    result = KINDS[gold.kind](folder, gold)
    result.seconds = round(time.perf_counter() - started, 2)
    result.sha256 = fingerprint(path)
    if result.sha256 != gold.sha256:
        result.remarks.append(
            f"{gold.file} is not the file that the floors were set on (sha256 {result.sha256})"
        )
    return result


# --- judging and saying --------------------------------------------------------------------------


def broken(gold: Gold, result: Result) -> list[str]:
    """The floors that do not hold, each as a sentence."""
    found = []
    for floors, measures, note in ((gold.floors, result.measures, ""), (gold.easy, result.easy, " (easy)")):
        for name, floor in floors.items():
            if name not in measures:
                found.append(f"{gold.name}: {name}{note} was not measured, its floor is {floor:.3f}")
            elif measures[name] < floor:
                found.append(
                    f"{gold.name}: {name}{note} is {measures[name]:.3f}, below its floor {floor:.3f}"
                )
    return found


def against(value: float, floor: float | None) -> str:
    """How a value stands to its floor; nothing where it has none."""
    return "" if floor is None else f"  floor {floor:.3f} {'holds' if value >= floor else 'BROKEN'}"


def table(gold: Gold, result: Result, easy: bool) -> list[str]:
    """The measures as lines; counts come last and plain."""
    lines = [f"{gold.name}  ({result.seconds:.1f} s)"]
    for name, value in result.measures.items():
        shown = f"{value:.0f}" if value == int(value) and value > 1 else f"{value:.3f}"
        line = f"  {name:22} {shown:>7}{against(value, gold.floors.get(name))}"
        if (easy or name in gold.easy) and name in result.easy and value <= 1:
            line += f"  easy {result.easy[name]:.3f}{against(result.easy[name], gold.easy.get(name))}"
        lines.append(line)
    return lines + [f"  - {remark}" for remark in result.remarks]


def difference(before: cases.Cases, result: Result, show: int) -> list[str]:
    """What changed since the run before, case by case, with the words that each is about."""
    lines = []
    for word, names in zip(("gained", "lost"), cases.changed(before, result.cases), strict=True):
        if names:
            lines.append(f"  {word} {len(names)} since the run before:")
            lines += [f"    {word}  {name}: {cases.excerpt(name, result.texts)}" for name in names[:show]]
            lines += [f"    ... and {len(names) - show} more (--show)"] if len(names) > show else []
    return lines


def leaked(shared: Path) -> list[str]:
    """Files of the repository that hold words of the gold or, where these are there, of the corpora."""
    rows = [
        row
        for path in sorted((shared / "eval").glob("*.jsonl"))
        for row in read_rows(path.read_text("utf-8"))
    ]
    articles = [article for row in rows for article in row.get("articles", [row])]
    texts = [(str(a.get("id", "?")), f"{a.get('title') or ''}\n{a['text']}") for a in articles]
    texts += [text for path in sorted((shared / "corpora").glob("*.parquet")) for text in leaks.rows(path)]
    return [f"{file} holds words of {text}" for file, text in leaks.find(leaks.tracked(HERE.parent), texts)]


def options(arguments: list[str] | None) -> argparse.Namespace:
    """The command line."""
    names = [gold.name for gold in golds()]
    parser = argparse.ArgumentParser(
        description="Measures rasd on hand-made gold; fails below a pinned floor."
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"what to measure: {', '.join(names)} (all)")
    shared = os.environ.get("RASD_SHARED") or str(HERE.parent.parent / "shared")
    parser.add_argument("--shared", type=Path, default=Path(shared), help="the folder that holds eval/")
    parser.add_argument("--easy", action="store_true", help="also without the cases that could go either way")
    parser.add_argument(
        "--corpora",
        action="store_true",
        help="measure on corpora/ too",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all measures there")
    parser.add_argument("--runs", type=Path, default=HERE.parent / ".eval", help="where runs are kept")
    parser.add_argument("--show", type=int, default=20, metavar="N", help="cases gained and lost to print")
    chosen = parser.parse_args(arguments)
    if unknown := set(chosen.names) - set(names):
        parser.error(f"nothing is measured under the name {', '.join(sorted(unknown))}")
    return chosen


def without_text(result: Result) -> dict[str, Any]:
    """What may be kept of a run: numbers and the names of cases, no word of the data."""
    return {name: value for name, value in asdict(result).items() if name != "texts"}


def run(gold: Gold, chosen: argparse.Namespace) -> tuple[Result, list[str]]:
    """Measure one set, say what came out, keep it; the result and the broken floors."""
    result = measure(chosen.shared / "eval", gold)
    print("\n".join(table(gold, result, chosen.easy)))
    kept = chosen.runs / f"{gold.name}.json"
    if kept.is_file():
        for line in difference(json.loads(kept.read_text("utf-8"))["cases"], result, chosen.show):
            print(line)
    chosen.runs.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(without_text(result), ensure_ascii=False), encoding="utf-8")
    return result, broken(gold, result)


def main(arguments: list[str] | None = None) -> int:
    """Measure what was asked for; the exit code."""
    chosen = options(arguments)
    if not (chosen.shared / "eval").is_dir():
        print(f"Nothing was measured: there is no {chosen.shared / 'eval'}.")
        print("Set RASD_SHARED to the folder that holds it; it is not part of the repository.")
        return 0
    results, faults = {}, []
    for gold in golds():
        if chosen.names and gold.name not in chosen.names:
            continue
        if gold.kind == "bylines" and not chosen.names and not chosen.corpora:
            print(f"{gold.name}\n  left out: it takes minutes (--corpora, or name it)")
            continue
        try:
            results[gold.name], more = run(gold, chosen)
            faults += more
        except NotMeasured as error:
            print(f"{gold.name}\n  NOT MEASURED: {error}")
            faults += [f"{gold.name}: not measured"] if gold.floors else []
    faults += leaked(chosen.shared)
    if chosen.json:
        report = {
            name: without_text(result) | {"cases": len(result.cases)} for name, result in results.items()
        }
        chosen.json.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print("\n".join(faults) if faults else "Every floor holds.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
