"""``rasd.reuse`` beside its peers, on the same machine in the same run.

    python benchmarks/reuse_peers.py [PARQUET ...] [--passim DIR] [--peers-python PYTHON] [--only PART]

PARQUET files as in ``reuse.py``. Each contender runs alone in a fresh process and reads the same file of JSON
lines; ``seconds`` are those of the whole process, from its start to its end, ``search_seconds`` without its
start and reading. Rasd's kernels were compiled before. A peer that is not there is ``skipped``.

``passages``: the first articles of the first file, against passim up to its ``extents`` - pairs of passages,
grown to both sides, but not yet aligned. ``aligned_seconds`` goes on to its alignments (``--pairwise``) in a
second process, whose start, some seconds, is counted too; writing them out is not. DIR is a checkout of
dasmiq/passim, PYTHON (default: this one) has what its ``setup.py`` asks for; or set ``RASD_PASSIM`` and
``RASD_PEERS_PYTHON``. Its settings are those of its own ``bin/passim``: all pairs across outlets. Rasd
runs before and after it, and the median is taken. ``share`` is the part of its pairs of articles that
Rasd has; ``joined`` counts those too that Rasd joins through one third article. Many of passim's pairs
share titles and set phrases alone, which Rasd leaves out as stock. So ``by_shared_words`` gives the same two
figures of those pairs whose extents have so many words in common, in runs of five that at most ten articles
have. Of the pairs that Rasd lacks, ``found_alone`` are found when nothing but the two articles is searched:
there the words were stock, or the pair fell to a cap. ``like_passim`` is Rasd with passim's selection instead
of its own (``contenders.py``: ``rasd-all``): its seconds, and the same figures of all of passim's pairs.

``documents``: all articles of all files, among them hosts of planted copies (``reuse.py`` tells how they are
made), against the two libraries of ``contenders.py``. ``planted_found`` counts the planted pairs found, by
rate of edits. Their pairs are also checked one by one: ``true_pairs`` have half of their shingles in common
(Jaccard) and twelve words or more each (an index also pairs all texts that are empty, each with each), and
``share`` and ``joined`` are of these.

``limits``: what the machine can do at most (``limits.py``).
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import contenders
import duckdb
import limits
import measure
from contenders import Pairs

import reuse
from rasd.lang.normalize import fold
from rasd.model import Article
from rasd.reuse.find import ReuseOptions, find_passages

HERE = Path(__file__).parent
PEERS = ("datasketch", "rensa")
RUNS_BEFORE, RUNS_AFTER = 3, 2
FEW = 10
SHARED_WORDS = (1, 12, 20, 40)
OUTLET = 10**6  # passim is given outlet and article as one number: outlet * OUTLET + article


Extents = dict[tuple[int, int], list[tuple[str, str]]]
"""The texts that passim found in common, by pair of articles."""


class Work(NamedTuple):
    """Where the peers are, and where files may be put."""

    folder: Path
    passim: Path | None
    python: str


def contend(name: str, source: Path, work: Work) -> tuple[dict[str, Any], Pairs]:
    """One contender in a process of its own: its figures and its pairs."""
    out, log = work.folder / f"{name}.pairs", work.folder / f"{name}.log"
    python = work.python if name in PEERS else sys.executable
    command: list[str | Path] = [python, HERE / "contenders.py", name, source, out]
    try:
        spent = measure.spent_by(command, log)
    except subprocess.CalledProcessError as error:
        sys.stderr.write(log.read_text(encoding="utf-8"))
        raise SystemExit(f"{name} ended with {error.returncode}") from error
    printed: dict[str, Any] = json.loads(log.read_text(encoding="utf-8").splitlines()[-1])
    if "missing" in printed:
        return {"skipped": printed["missing"]}, set()
    own = printed.pop("own_peak_megabytes")
    figures = {"seconds": spent.seconds, **printed, "peak_megabytes": max(own, spent.peak_megabytes)}
    return figures, contenders.read_pairs(out)


def warm_up(work: Work) -> None:
    """Compile Rasd's kernels, or see that they are."""
    source = work.folder / "warm.jsonl"
    write_rows([Article(str(k), "كلمة " * 30_000) for k in range(2)], source)
    contend("rasd", source, work)


def write_rows(articles: Sequence[Article], path: Path) -> list[int]:
    """The articles as JSON lines; and the outlet of each, as a number."""
    numbers = {name: k for k, name in enumerate(sorted({article.outlet for article in articles}))}
    outlets = [numbers[article.outlet] for article in articles]
    with path.open("w", encoding="utf-8") as file:
        for k, article in enumerate(articles):
            row = {"id": article.id, "text": article.text, "outlet": article.outlet}
            file.write(json.dumps(row | {"place": outlets[k] * OUTLET + k}, ensure_ascii=False) + "\n")
    return outlets


def agreement(theirs: Pairs, ours: Pairs) -> dict[str, float]:
    """Which part of their pairs we have, and which we join directly or through one third article."""
    near: defaultdict[int, set[int]] = defaultdict(set)
    for a, b in ours:
        near[a].add(b)
        near[b].add(a)
    direct = len(theirs & ours)
    joined = sum((a, b) in ours or not near[a].isdisjoint(near[b]) for a, b in theirs)
    return {
        "share": round(direct / max(len(theirs), 1), 4),
        "joined": round(joined / max(len(theirs), 1), 4),
    }


def passim_spent(stage: list[str], source: Path, work: Work) -> measure.Spent:
    """Passim up to a stage; what it did before in this folder it does not do again."""
    assert work.passim
    options = ["--all-pairs", "--fields", "place as gid"]
    options += ["--filterpairs", f"gid div {OUTLET} < gid2 div {OUTLET}"]
    env = dict.fromkeys(("PYSPARK_PYTHON", "PYSPARK_DRIVER_PYTHON"), work.python)
    env |= {"SPARK_LOCAL_DIRS": str(work.folder)}
    program = work.passim / "passim" / "seriatim.py"
    command: list[str | Path] = [work.python, program, *options, *stage, source, work.folder / "passim"]
    return measure.spent_by(command, work.folder / "passim.log", {**os.environ, **env})


def run_passim(source: Path, work: Work) -> tuple[dict[str, Any], Extents]:
    """Passim on the file of JSON lines: its figures and its extents."""
    out, log = work.folder / "passim", work.folder / "passim.log"
    try:
        spent = passim_spent(["--to-extents"], source, work)
    except subprocess.CalledProcessError:
        last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
        return {"skipped": f"passim failed: {' '.join(last)}"}, {}
    extents = f"{out}/tmp/extents.parquet/**/*.parquet"
    query = f"SELECT gid % {OUTLET}, gid2 % {OUTLET}, text, text2 FROM read_parquet(?)"
    found: Extents = defaultdict(list)
    for a, b, text, other in duckdb.execute(query, [extents]).fetchall():
        found[min(a, b), max(a, b)].append((text, other))
    figures = {**spent._asdict(), "passages": sum(map(len, found.values())), "pairs": len(found)}
    started = time.time()
    try:
        # With ``--docwise`` it ends before it looks for clusters, which needs more than its Python packages.
        passim_spent(["--pairwise", "--docwise"], source, work)
        done = max(path.stat().st_mtime for path in out.glob("tmp/psg.parquet/*/_SUCCESS"))
        figures["aligned_seconds"] = round(spent.seconds + done - started, 3)
    except (subprocess.CalledProcessError, ValueError):
        figures["aligned_seconds"] = None
    return figures, found


def rare_words_shared(articles: Sequence[Article], found: Extents) -> dict[tuple[int, int], int]:
    """Of each pair, how many words its extents share in runs of five that few articles have."""
    often: Counter[str] = Counter()
    for article in articles:
        often.update(contenders.shingles(fold(article.text)))
    shared: Counter[tuple[int, int]] = Counter()
    for pair, extents in found.items():
        for text, other in extents:
            words, runs = fold(text).split(), contenders.shingles(fold(other))
            rare = set[int]()
            for k in range(len(words) - contenders.SHINGLE + 1):
                run = " ".join(words[k : k + contenders.SHINGLE])
                if run in runs and often[run] <= FEW:
                    rare.update(range(k, k + contenders.SHINGLE))
            shared[pair] += len(rare)
    return shared


def compared(articles: Sequence[Article], found: Extents, ours: Pairs) -> dict[str, Any]:
    """Which of passim's pairs Rasd has, by what they share; and what became of the others."""
    shared = rare_words_shared(articles, found)
    missed = set(found) - ours
    alone = sum(bool(find_passages([articles[a], articles[b]]).passages) for a, b in missed)
    rows = []
    for least in SHARED_WORDS:
        theirs = {pair for pair in found if shared[pair] >= least}
        rows.append({"at_least": least, "pairs": len(theirs), **agreement(theirs, ours)})
    return {
        **agreement(set(found), ours),
        "share_of_ours": agreement(ours, set(found))["share"],
        "by_shared_words": rows,
        "missed": {"pairs": len(missed), "found_alone": alone},
    }


def passage_figures(articles: Sequence[Article], work: Work) -> dict[str, Any]:
    """Rasd and passim: time, memory, and the pairs of articles of different outlets."""
    if work.passim is None or not (work.passim / "passim" / "seriatim.py").is_file():
        return {"skipped": "there is no checkout of passim (--passim DIR, or RASD_PASSIM)"}
    source = work.folder / "passages.jsonl"
    outlets = write_rows(articles, source)
    runs = [contend("rasd", source, work) for _ in range(RUNS_BEFORE)]
    passim, found = run_passim(source, work)
    runs += [contend("rasd", source, work) for _ in range(RUNS_AFTER)]
    alike, all_pairs = contend("rasd-all", source, work)
    ours, everything = (
        {(a, b) for a, b in pairs if outlets[a] != outlets[b]} for pairs in (runs[0][1], all_pairs)
    )
    rasd = runs[0][0] | {
        "seconds": statistics.median(run[0]["seconds"] for run in runs),
        "search_seconds": statistics.median(run[0]["search_seconds"] for run in runs),
        "peak_megabytes": max(run[0]["peak_megabytes"] for run in runs),
        "runs": [run[0]["seconds"] for run in runs],
        "pairs": len(ours),
    }
    figures: dict[str, Any] = {"articles": len(articles), "rasd": rasd, "passim": passim}
    if "skipped" not in passim:
        figures |= {
            "times_faster": round(passim["seconds"] / rasd["seconds"], 1),
            "times_faster_aligned": passim["aligned_seconds"]
            and round(passim["aligned_seconds"] / rasd["seconds"], 1),
            "times_smaller": round(passim["peak_megabytes"] / rasd["peak_megabytes"], 2),
            **compared(articles, found, ours),
            "like_passim": alike | agreement(set(found), everything),
        }
    return figures


class Plan(NamedTuple):
    """Articles with planted copies among them, and where: rate of edits, source, host."""

    articles: list[Article]
    planted: list[tuple[float, int, int]]


def with_copies(articles: Sequence[Article], count: int) -> Plan:
    """The articles, some of them made hosts of planted copies, as many at each rate of edits."""
    changed = list(articles)
    line = {article.id: k for k, article in enumerate(articles)}
    planted = []
    for k, rate in enumerate(reuse.RATES):
        # Each rate has articles of its own, so that no article is both host and source.
        for one in reuse.plant(articles[k :: len(reuse.RATES)], count // len(reuse.RATES), rate):
            source, host = (line[id_] for id_ in one.ids)
            changed[host] = Article(articles[host].id, one.host.text, outlet=articles[host].outlet)
            planted.append((rate, source, host))
    return Plan(changed, planted)


def planted_found(plan: Plan, pairs: Pairs) -> dict[str, int]:
    """How many planted pairs are among the pairs: of each rate, and in all."""
    found: dict[str, int] = {str(rate): 0 for rate in reuse.RATES}
    for rate, source, host in plan.planted:
        found[str(rate)] += (min(source, host), max(source, host)) in pairs
    return found | {"all": sum(found.values())}


def true_pairs(articles: Sequence[Article], pairs: Pairs) -> Pairs:
    """Those of the pairs that have as many shingles in common as was asked for, and room for a passage."""
    kept, last, of_last = set(), -1, set[str]()
    least = ReuseOptions().min_words
    long = [len(article.text.split()) >= least for article in articles]
    for a, b in sorted(pair for pair in pairs if long[pair[0]] and long[pair[1]]):
        if a != last:
            last, of_last = a, contenders.shingles(articles[a].text)
        of_b = contenders.shingles(articles[b].text)
        common = len(of_last & of_b)
        if common >= contenders.THRESHOLD * (len(of_last) + len(of_b) - common):
            kept.add((a, b))
    return kept


def document_figures(articles: Sequence[Article], count: int, work: Work) -> dict[str, Any]:
    """Rasd and the two libraries of locality-sensitive hashing, on all articles."""
    plan = with_copies(articles, count)
    source = work.folder / "documents.jsonl"
    write_rows(plan.articles, source)
    rasd, ours = contend("rasd", source, work)
    rasd["planted_found"] = planted_found(plan, ours)
    figures: dict[str, Any] = {"articles": len(articles), "planted": len(plan.planted), "rasd": rasd}
    for name in PEERS:
        peer, theirs = contend(name, source, work)
        if "skipped" not in peer:
            true = true_pairs(plan.articles, theirs)
            peer |= {
                "planted_found": planted_found(plan, theirs),
                "true_pairs": len(true),
                **agreement(true, ours),
                "times_slower": round(peer["seconds"] / rasd["seconds"], 2),
            }
        figures[name] = peer
    return figures


def options(arguments: list[str] | None, environment: Mapping[str, str]) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description="Rasd's search for reused text beside its peers.")
    parser.add_argument("parquet", nargs="*", type=Path, default=measure.real_news())
    passim = environment.get("RASD_PASSIM")
    parser.add_argument("--passim", type=Path, metavar="DIR", default=Path(passim) if passim else None)
    python = environment.get("RASD_PEERS_PYTHON") or sys.executable
    parser.add_argument("--peers-python", metavar="PYTHON", default=python, help="has the peers' packages")
    parser.add_argument("--passim-articles", type=int, default=5000, metavar="N", help="the first N (5000)")
    parser.add_argument("--planted", type=int, default=1500, metavar="N", help="copies planted (1500)")
    parser.add_argument("--articles", type=int, metavar="N", help="only the first N articles")
    parser.add_argument("--only", choices=("passages", "documents"), help="one part alone")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the files of the run there")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Print one JSON object."""
    chosen = options(arguments, os.environ)
    report: dict[str, Any] = {"benchmark": "reuse_peers", **measure.circumstances()}
    if missing := measure.missing(chosen.parquet):
        report["skipped"] = missing
        print(json.dumps(report, ensure_ascii=False))
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        work = Work(folder, chosen.passim, chosen.peers_python)
        report["limits"] = limits.machine_limits(folder)
        warm_up(work)
        if chosen.only != "documents":
            first = reuse.read_articles(chosen.parquet[:1])[: chosen.passim_articles]
            report["passages"] = passage_figures(first, work)
        if chosen.only != "passages":
            articles = reuse.read_articles(chosen.parquet)[: chosen.articles]
            report["documents"] = document_figures(articles, chosen.planted, work)
    print(json.dumps(report, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
