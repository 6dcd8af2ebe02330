"""Simulated newsrooms: the error of the count of origins, from the printed articles to the range.

    python eval/newsrooms.py [--seed N] [--rooms N] [--edits P ...] [--missing P ...] [--json FILE] [--show N]

Real claims and background sentences, read at run time from the Parquet files of ``RASD_SHARED/corpora``,
are told by made-up parties whose origins are known (:mod:`simulator`, :mod:`known`). Each room is one
file of JSON lines for ``rasd.trace``; nothing else is handed over. The table says how often the count is
right as copies are edited more, and as more copies leave their credit out; beside it stand three plain
counts.

Examples:

    python eval/newsrooms.py                                  the whole table
    python eval/newsrooms.py --rooms 20 --edits 0 --missing 0 100     a quick look
    python eval/newsrooms.py --rooms 20 --edits 0 --missing 0 --show 5    five stories that were miscounted

Exit codes: 0 measured (or there was nothing to measure with), 1 below the floor, 2 misuse.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean

import corpus
from corpus import Corpus
from known import known
from simulator import Conditions, Room, make_room

from rasd import Story, trace

EDITS = (0.0, 0.05, 0.1, 0.2, 0.3)
MISSING = (0.0, 0.25, 0.5, 0.75, 1.0)
ROOMS = 100
LEAST_SUBJECTS = 20
"""Claims that a corpus must have to make rooms of."""
OURS = ("highest", "lowest", "within", "error", "grouped", "denials")
FLOOR = 0.9
"""Least share of stories with the right ``highest``, nothing edited, all credits given or all missing."""


@dataclass(frozen=True)
class Outcome:
    """One story, what is known and what was found.

    ``denies`` are the articles that deny: in both, known, found. ``naive`` are the plain counts: outlets,
    articles, named sources.
    """

    name: str
    known: tuple[int, int, int]
    found: tuple[int, int]
    grouped: bool
    denies: tuple[int, int, int]
    naive: tuple[int, int, int]


Count = Callable[[Room], Sequence[Story]]
"""What is measured: the stories of a room's articles."""


def traced(room: Room) -> Sequence[Story]:
    """What the product makes of the printed articles."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "room.jsonl"
        lines = (json.dumps(row, ensure_ascii=False) for row in room.rows)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return trace(path)


def outcomes(room: Room, seed: str, stories: Sequence[Story]) -> Iterator[Outcome]:
    """What became of each story of a room: the found story with most of its articles, its first claim."""
    for number, story in enumerate(room.stories):
        want = known(story, f"{seed}/{number}/world")
        best = max(stories, key=lambda found: len(want.articles & _ids(found)))
        standing = best.claims[0].standing if best.claims else None
        denies = frozenset(standing.denies) if standing else frozenset()
        yield Outcome(
            f"{seed}/{number}",
            (want.lowest, want.highest, want.actual),
            (standing.lowest, standing.highest) if standing else (0, 0),
            _ids(best) == want.articles,
            (len(denies & want.denies), len(want.denies), len(denies)),
            (want.outlets, len(want.supports), want.sources),
        )


def _ids(story: Story) -> frozenset[str]:
    return frozenset(article.id for article in story.articles)


def measures(found: Sequence[Outcome]) -> dict[str, float]:
    """Shares of right answers, and mean signed errors against the known ``highest``."""
    total = len(found)

    def share(right: Iterable[bool]) -> float:
        return sum(right) / total

    both, wanted, given = (sum(o.denies[k] for o in found) for k in range(3))
    out = {
        "highest": share(o.found[1] == o.known[1] for o in found),
        "lowest": share(o.found[0] == o.known[0] for o in found),
        "within": share(o.found[0] <= o.known[2] <= o.found[1] for o in found),
        "error": fmean(o.found[1] - o.known[1] for o in found),
        "grouped": share(o.grouped for o in found),
        "denials": 2 * both / (wanted + given) if wanted + given else 1.0,
    }
    for k, name in enumerate(("outlets", "articles", "sources")):
        out[f"{name}_right"] = share(o.naive[k] == o.known[1] for o in found)
        out[f"{name}_error"] = fmean(o.naive[k] - o.known[1] for o in found)
    return out | {"stories": float(total)}


def cell(
    corpus: Corpus, seed: int, rooms: int, conditions: Conditions, count: Count = traced
) -> list[Outcome]:
    """The stories of all rooms of one cell of the table. Cells of one seed have the same rooms."""
    found: list[Outcome] = []
    for number in range(rooms):
        name = f"{seed}/{number}"
        room = make_room(corpus, name, conditions)
        found += outcomes(room, name, count(room))
    return found


_corpus: list[Corpus] = []
"""In a worker: the corpus, which a forked process has already."""


def _cell(job: tuple[int, int, Conditions]) -> list[Outcome]:
    seed, rooms, conditions = job
    return cell(_corpus[0], seed, rooms, conditions)


def run(
    corpus: Corpus,
    seed: int,
    rooms: int,
    grid: Sequence[Conditions],
    say: Callable[[str], object] = lambda text: None,
) -> dict[Conditions, list[Outcome]]:
    """All cells, two at a time in forked processes."""
    _corpus[:] = [corpus]
    jobs = [(seed, rooms, conditions) for conditions in grid]
    done: dict[Conditions, list[Outcome]] = {}

    def note(found: Iterable[list[Outcome]]) -> dict[Conditions, list[Outcome]]:
        for conditions, stories in zip(grid, found, strict=True):
            done[conditions] = stories
            say(f"{len(done)} of {len(grid)} cells, {sum(map(len, done.values()))} stories")
        return done

    if len(jobs) == 1:
        return note(map(_cell, jobs))
    with multiprocessing.get_context("fork").Pool(min(2, os.cpu_count() or 1)) as pool:
        return note(pool.imap(_cell, jobs))


# --- the command ---------------------------------------------------------------------------------


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    about, _, examples = (__doc__ or "").partition("Examples:")
    parser = argparse.ArgumentParser(
        description=about, epilog=f"examples:{examples}", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    shared = os.environ.get("RASD_SHARED") or str(Path(__file__).parents[2] / "shared")
    parser.add_argument("--shared", type=Path, default=Path(shared), help="the folder that holds corpora/")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other rooms (1)")
    parser.add_argument("--rooms", type=int, default=ROOMS, help=f"rooms of two stories a cell ({ROOMS})")
    for name, what in (
        ("--edits", "words of a copy that are edited (0 5 10 20 30)"),
        ("--missing", "copies without credit (0 25 50 75 100)"),
    ):
        parser.add_argument(name, type=float, nargs="+", metavar="PERCENT", help=what)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all measures there")
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="name N stories that were miscounted"
    )
    chosen = parser.parse_args(arguments)
    if chosen.rooms < 1 or not all(0 <= p <= 100 for p in [*(chosen.edits or ()), *(chosen.missing or ())]):
        parser.error("--rooms is at least 1, and percents are from 0 to 100")
    return chosen


def table(cells: dict[Conditions, list[Outcome]]) -> list[str]:
    """The cells as lines of text."""
    naive = (
        "outlets_right",
        "outlets_error",
        "articles_right",
        "articles_error",
        "sources_right",
        "sources_error",
    )
    lines = [
        "edits  missing  " + "".join(f"{name:>9}" for name in OURS) + "   outlets      articles     sources"
    ]
    for conditions, found in cells.items():
        values = measures(found)
        ours = "".join(
            f"{values[name]:>+9.2f}" if name == "error" else f"{values[name]:>9.3f}" for name in OURS
        )
        plain = [f"{values[naive[k]]:>6.2f} {values[naive[k + 1]]:>+5.2f}" for k in (0, 2, 4)]
        lines.append(f"{conditions.edits:>5.0%}  {conditions.missing:>7.0%}  {ours} " + " ".join(plain))
    lines.append("error: highest found less highest known. Plain counts: share right and error, as highest.")
    return lines


def below(cells: dict[Conditions, list[Outcome]]) -> list[str]:
    """The cells without edits, all credits given or all missing, whose ``highest`` is below the floor."""
    out = []
    for conditions, found in cells.items():
        plain = conditions.edits == 0 and conditions.missing in (0, 1)
        value = measures(found)["highest"]
        if plain and value < FLOOR:
            out.append(f"no edits, {conditions.missing:.0%} of credits missing: {value:.3f} is below {FLOOR}")
    return out


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for; the exit code."""
    chosen = options(arguments)
    folder = chosen.shared / "corpora"
    if not any(folder.glob("*.parquet")):
        print(f"Nothing was measured: there are no Parquet files in {folder}.")
        print("Set RASD_SHARED to the folder that holds corpora/; it is not part of the repository.")
        return 0
    say = _say if sys.stderr.isatty() else _say_line
    say("reading sentences")
    edits = EDITS if chosen.edits is None else [p / 100 for p in chosen.edits]
    missing = MISSING if chosen.missing is None else [p / 100 for p in chosen.missing]
    grid = [Conditions(e, m) for e in edits for m in missing]
    cells = run(corpus.read(folder), chosen.seed, chosen.rooms, grid, say)
    print("\n".join(table(cells)))
    wrong = [
        f"{o.name}: known {o.known[:2]}, found {o.found}" for row in cells.values() for o in row if _off(o)
    ]
    print("\n".join(wrong[: chosen.show]), end="\n" * bool(chosen.show))
    if chosen.json:
        rows = [asdict(conditions) | measures(found) for conditions, found in cells.items()]
        chosen.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    faults = below(cells)
    print("\n".join(faults) if faults else "The floor holds.")
    return 1 if faults else 0


def _off(outcome: Outcome) -> bool:
    return outcome.known[:2] != outcome.found


def _say(text: str) -> None:
    print(f"\r{text} ", end="", file=sys.stderr, flush=True)


def _say_line(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
