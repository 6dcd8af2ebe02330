"""Hidden by-lines: which agency does an article rest on, told without its by-line?

    python eval/hidden_bylines.py FILE.parquet [--json FILE] [--quiet]

The file has the columns id, outlet, url, title, author and text. Every ``author`` is blanked before anything
is read; the by-lines come back in the last step only, to count. Two predictors speak, the first before the
second:

a) ``rasd``: the copies of agencies that ``find_copies`` reports - credits in the text, people who speak to an
   agency, text shared with an article that credits one, or with an agency's own article;
b) the house style (``house_style.py``), learnt in the same run from the articles whose text still tells their
   house; unsure guesses are not said, and how sure is sure enough is set on those examples alone.

Counted are the articles whose by-line names exactly one agency; "none" is neither right nor wrong. Nothing of
the texts is kept or printed. Exit codes: 0 done, 2 misuse.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb
import house_style
import numpy as np
from house_style import Floats, Traits

from rasd.attribution import attribute
from rasd.attribution.credits import find_credits
from rasd.components import UnionFind
from rasd.engines.local import map_in_order
from rasd.lang.addressed import addressed
from rasd.lang.parties import Mention, parties
from rasd.lang.tokens import word_spans
from rasd.lineage.copies import find_copies, told_agencies
from rasd.model import Article, Copy, LinkType, Passage
from rasd.reuse.find import find_passages

MOSTLY = 0.5
"""Share of the shorter article from which two articles carry one text."""
LEAST_WORDS = 20
SPEAKS_FOR_ITSELF = 30
"""Articles that must tell their house by one agency before its style is learnt."""
WRONG = 0.04
"""Of what is said of examples, at most this much may be wrong."""
OWN = "own"
"""The house of what an outlet wrote itself."""

_SUREST_FIRST = (
    "agency-credited", "told-to-agency", "agency-at-work", "agency-article-shared", "agency-text-shared",
)  # fmt: skip

Say = Callable[[str], object]


@dataclass(frozen=True)
class Batch:
    """The articles without their by-lines, what they share, and whom each of them names."""

    articles: list[Article]
    copies: list[Copy]
    shares: dict[tuple[str, str], float]
    mentions: dict[str, list[Mention]]


@dataclass
class Style:
    """The agency in whose style an article is written: ``said``, and ``if_an_agency`` had it from one.

    Where the article looks like its outlet's own writing, only the second has it.
    """

    said: dict[str, str]
    if_an_agency: dict[str, str]
    figures: dict[str, float]


@dataclass
class Outcome:
    """The measures, and of each counted article whether what was said of it is right."""

    measures: dict[str, float] = field(default_factory=dict)
    cases: dict[str, bool] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def read(path: Path) -> tuple[list[Article], dict[str, str]]:
    """The articles with their by-lines blanked, and the by-lines by id."""
    query = "SELECT id, outlet, url, title, author, text FROM read_parquet(?) ORDER BY id"
    rows = [["" if value is None else value for value in row] for row in
            duckdb.execute(query, [str(path)]).fetchall()]  # fmt: skip
    articles = [Article(id_, text, title, outlet, url) for id_, outlet, url, title, _, text in rows]
    return articles, {row[0]: row[4] for row in rows}


def gather(articles: list[Article], say: Say) -> Batch:
    """All that the predictors look at."""
    say("attributions and credits")
    analyses = list(map_in_order(attribute, articles))
    say("shared text")
    passages = find_passages(articles).passages
    say("copies")
    copies = find_copies(analyses, passages)
    mentions = {article.id: parties().find(article.text) for article in articles}
    return Batch(articles, copies, shares(articles, passages), mentions)


def shares(articles: Sequence[Article], passages: Iterable[Passage]) -> dict[tuple[str, str], float]:
    """How much of the shorter of two articles both carry, for those that share LEAST_WORDS words."""
    length = {article.id: sum(1 for _ in word_spans(article.text)) for article in articles}
    words: Counter[tuple[str, str]] = Counter()
    for passage in passages:
        words[min(passage.a, passage.b), max(passage.a, passage.b)] += passage.words
    return {
        (a, b): min(1.0, count / max(1, min(length[a], length[b])))
        for (a, b), count in sorted(words.items())
        if count >= LEAST_WORDS
    }


# --- the first predictor ---------------------------------------------------------------------------


def agency_of(article: Article) -> str:
    """The key of the agency whose own article this is; nothing for any other outlet's."""
    own = parties().of_outlet(article.outlet, article.url)
    return own.key if own is not None and own.type is LinkType.AGENCY else ""


def by_evidence(batch: Batch) -> dict[str, tuple[str, str]]:
    """The one agency whose text an article carries, and the rule that says so (the surest first)."""
    at_home = {article.id: agency_of(article) for article in batch.articles}
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for copy in batch.copies:
        if copy.original.startswith("party:"):
            found[copy.copier].append((copy.original, copy.evidence[0].rule))
            continue
        for one, other in ((copy.copier, copy.original), (copy.original, copy.copier)):
            if at_home[other] and at_home[one] != at_home[other]:
                found[one].append((at_home[other], "agency-article-shared"))
    said = {}
    for id_, ways in found.items():
        for rule in _SUREST_FIRST:
            agencies = {agency for agency, by in ways if by == rule}
            if agencies:
                if len(agencies) == 1:
                    said[id_] = (agencies.pop(), rule)
                break
    return said


# --- the second predictor --------------------------------------------------------------------------


def examples(batch: Batch) -> dict[str, str]:
    """The articles whose text tells their house: an agency's key or OWN.

    An agency's own articles and those that name one agency whose style can be learnt are that agency's; an
    article whose people speak to its own outlet is the outlet's. Articles that carry most of the text of
    examples of one house alone belong to it too.
    """
    told = {article.id: told_agencies(article) for article in batch.articles}
    speaking = Counter(key for keys in told.values() for key in keys)
    speaking.update(agency for article in batch.articles if (agency := agency_of(article)))
    learnt = {key for key, count in speaking.items() if count >= SPEAKS_FOR_ITSELF}
    known = {}
    for article in batch.articles:
        if house := _house(article, batch.mentions[article.id], learnt):
            known[article.id] = house
    near: dict[str, set[str]] = defaultdict(set)
    for (a, b), share in batch.shares.items():
        if share >= MOSTLY:
            for one, other in ((a, b), (b, a)):
                if other in known and one not in known:
                    near[one].add(known[other])
    return known | {id_: houses.pop() for id_, houses in near.items() if len(houses) == 1}


def _house(article: Article, mentions: Sequence[Mention], learnt: set[str]) -> str:
    if agency := agency_of(article):
        return agency if agency in learnt else ""
    own = parties().of_outlet(article.outlet, article.url)
    if own is not None and any(m.party == own for m in addressed(article.text, mentions)):
        return OWN
    named = {m.party.key for m in mentions} & learnt
    return named.pop() if len(named) == 1 else ""


def without_parties(article: Article, mentions: Sequence[Mention]) -> str:
    """The text without the names of agencies and outlets: they tell examples from others."""
    parts, at = [], 0
    for party, span in mentions:
        if party.type is not LinkType.SOCIAL:
            parts.append(article.text[at : span.start])
            at = span.end
    return " ".join([*parts, article.text[at:]])


def by_style(batch: Batch, say: Say) -> Style:
    """The agency in whose style an article is written, where that is sure enough."""
    known = examples(batch)
    houses = [*sorted(set(known.values()) - {OWN}), OWN]
    if len(houses) < 3:
        return Style({}, {}, {"examples": len(known)})
    say(f"style of {len(houses) - 1} agencies from {len(known)} examples")
    row = {article.id: number for number, article in enumerate(batch.articles)}
    matrix = house_style.traits([without_parties(a, batch.mentions[a.id]) for a in batch.articles])
    labels = {row[id_]: houses.index(house) for id_, house in known.items()}
    own = own_shares(matrix, labels, houses.index(OWN))
    labels = {number: house for number, house in labels.items() if houses[house] != OWN}
    joined = groups(batch, MOSTLY)
    together = [joined.find(article.id) for article in batch.articles]
    guessed = house_style.guesses(matrix, labels, together, len(houses) - 1)
    best, sure = guessed.argmax(axis=1), guessed.max(axis=1)
    seen = np.array(list(labels))
    right = best[seen] == np.array(list(labels.values()))
    least = house_style.threshold(sure[seen], right, WRONG)
    style = Style({}, {}, {"examples": len(known), "threshold": round(least, 3)})
    for number, article in enumerate(batch.articles):
        if sure[number] >= least:
            style.if_an_agency[article.id] = houses[best[number]]
            if own[number] < 0.5:
                style.said[article.id] = houses[best[number]]
    return style


def own_shares(matrix: Traits, labels: Mapping[int, int], own: int) -> Floats:
    """How likely each text is its outlet's own, beside the agencies together."""
    rows = np.array(sorted(labels), np.int64)
    written = np.array([labels[int(row)] == own for row in rows], np.int64)
    shares: Floats = house_style.apply(matrix, house_style.fit(matrix.rows(rows), written, 2))[:, 1]
    return shares


def groups(batch: Batch, share: float, abroad: bool = False) -> UnionFind[str]:
    """Articles joined by text that makes up this share of the shorter one; ``abroad``: of two outlets."""
    outlet = {article.id: article.outlet for article in batch.articles}
    joined = UnionFind(article.id for article in batch.articles)
    for (a, b), both in batch.shares.items():
        if both >= share and not (abroad and outlet[a] == outlet[b]):
            joined.union(a, b)
    return joined


# --- counting --------------------------------------------------------------------------------------


def agencies_in(byline: str, article: Article) -> set[str]:
    """The agencies that a by-line names."""
    credits = find_credits(replace(article, text="", author=byline))
    return {link.key for credit in credits for link in credit.parties if link.type is LinkType.AGENCY}


def count(said: Mapping[str, str], truth: Mapping[str, str]) -> tuple[float, float]:
    """The shares of the articles of ``truth`` of which the right and a wrong agency is said."""
    right = sum(said.get(id_) == agency for id_, agency in truth.items())
    spoken = sum(id_ in said for id_ in truth)
    return right / max(1, len(truth)), (spoken - right) / max(1, len(truth))


def score(
    batch: Batch,
    bylines: Mapping[str, str],
    evidence: Mapping[str, tuple[str, str]],
    style: Style,
) -> Outcome:
    """What was said against the by-lines, which are looked at here for the first time."""
    named = {a.id: agencies_in(bylines[a.id], a) for a in batch.articles if bylines[a.id].strip()}
    truth = {id_: next(iter(keys)) for id_, keys in named.items() if len(keys) == 1}
    joined = groups(batch, MOSTLY, abroad=True).groups()
    sharing = [group for group in joined if len(group) > 1 and any(named.get(id_) for id_ in group)]
    inside = {id_: truth[id_] for group in sharing for id_ in group if id_ in truth}
    alone = {id_: agency for id_, agency in truth.items() if id_ not in inside}
    plain = {id_: agency for id_, (agency, _) in evidence.items()}
    said, supposed = {**style.said, **plain}, {**style.if_an_agency, **plain}
    out = Outcome(cases={id_: said.get(id_) == agency for id_, agency in truth.items()})
    for name, words, of in (
        ("", said, truth), ("sharing_", said, inside), ("alone_", said, alone),
        ("rasd_", plain, truth), ("rasd_sharing_", plain, inside), ("style_", style.said, truth),
        ("if_an_agency_", supposed, truth), ("if_an_agency_sharing_", supposed, inside),
    ):  # fmt: skip
        right, wrong = count(words, of)
        out.measures |= {f"{name}right": right, f"{name}wrong": wrong}
    out.measures["not_wrong"] = 1 - out.measures["wrong"]
    signed = [id_ for id_ in named if not named[id_]]
    out.measures["said_of_other_bylines"] = sum(id_ in said for id_ in signed) / max(1, len(signed))
    out.measures["rasd_said_of_other_bylines"] = sum(id_ in plain for id_ in signed) / max(1, len(signed))
    out.measures |= {"articles": len(truth), "sharing_articles": len(inside), "groups": len(sharing)}
    out.remarks = _by_rule(evidence, truth) + _by_agency(said, truth)
    return out


def _by_rule(evidence: Mapping[str, tuple[str, str]], truth: Mapping[str, str]) -> list[str]:
    lines = []
    for rule in sorted({rule for _, rule in evidence.values()}):
        hits = [truth[id_] == agency for id_, (agency, by) in evidence.items() if by == rule and id_ in truth]
        lines.append(f"{rule}: {sum(hits)} right, {len(hits) - sum(hits)} wrong")
    return lines


def _by_agency(said: Mapping[str, str], truth: Mapping[str, str]) -> list[str]:
    lines = []
    for agency, size in Counter(truth.values()).most_common():
        of = {id_: agency for id_, key in truth.items() if key == agency}
        right, wrong = count(said, of)
        others = Counter(said[id_] for id_ in of if said.get(id_, agency) != agency).most_common(2)
        taken = ", ".join(f"{other} {number}" for other, number in others)
        lines.append(f"{agency}: {size} articles, right {right:.3f}, wrong {wrong:.3f} ({taken})")
    return lines


def measure(path: Path, say: Say) -> Outcome:
    """The whole evaluation of one file."""
    articles, bylines = read(path)
    batch = gather(articles, say)
    evidence = by_evidence(batch)
    style = by_style(batch, say)
    outcome = score(batch, bylines, evidence, style)
    outcome.measures |= style.figures
    return outcome


def teller(quiet: bool) -> Say:
    """Says each step and how long it has taken, on stderr."""
    started = time.perf_counter()

    def say(step: str) -> None:
        if not quiet:
            print(f"{time.perf_counter() - started:6.0f} s  {step}", file=sys.stderr, flush=True)

    return say


def main(arguments: list[str] | None = None) -> int:
    """Measure one file and print the measures; the exit code."""
    parser = argparse.ArgumentParser(description="Which agency an article rests on, without its by-line.")
    parser.add_argument("file", type=Path, help="articles as Parquet: id, outlet, url, title, author, text")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the measures there")
    parser.add_argument("--quiet", action="store_true", help="no progress")
    chosen = parser.parse_args(arguments)
    if not chosen.file.is_file():
        parser.error(f"there is no {chosen.file}")
    outcome = measure(chosen.file, teller(chosen.quiet))
    for name, value in outcome.measures.items():
        print(f"{name:28} {value:.3f}" if value != int(value) else f"{name:28} {value:.0f}")
    print("\n".join(outcome.remarks))
    if chosen.json:
        kept = {"measures": outcome.measures, "remarks": outcome.remarks}
        chosen.json.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
