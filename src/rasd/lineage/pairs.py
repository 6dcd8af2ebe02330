"""Which two candidates may be one for certain at all: no others need be looked at.

Every pair for which a rule of :data:`rasd.lineage.joins.CERTAIN` holds is among them, or is joined already
by pairs that come before it: where a rule holds for all of some candidates, they are paired with the
first of them alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from rasd.lineage.joins import wording_of
from rasd.lineage.leaves import Leaf
from rasd.lineage.namesakes import Namesakes
from rasd.lineage.setting import Setting

Places = tuple[int, int]
"""The places of two candidates, in any order."""


def certain_pairs(
    leaves: Sequence[Leaf], setting: Setting, every: bool = False
) -> Iterator[tuple[Leaf, Leaf]]:
    """The pairs to look at, in the order of their first and then of their second candidate.

    ``every``: those too that others make needless, unless some are kept apart.
    """
    after: list[set[int]] = [set() for _ in leaves]
    mentions = _every_mention if every else _mentions
    for find in (_namesakes, mentions, _in_one_article, _with_one_text, _with_one_wording):
        for a, b in find(leaves, setting):
            if a != b:
                after[min(a, b)].add(max(a, b))
    for leaf, others in zip(leaves, after, strict=True):
        yield from ((leaf, leaves[other]) for other in sorted(others))


def _namesakes(leaves: Sequence[Leaf], setting: Setting) -> Iterator[Places]:
    named = [at for at, leaf in enumerate(leaves) if leaf.named]
    near = Namesakes([leaves[at].link for at in named])
    for at in named:
        yield from ((at, named[other]) for other in near.of(leaves[at].link))


def _mentions(leaves: Sequence[Leaf], setting: Setting) -> Iterator[Places]:
    """Unnamed sources in the same words, cited by one party."""
    for row in _rows_of_mentions(leaves, setting):
        yield from ((row[0], at) for at in row)


def _every_mention(leaves: Sequence[Leaf], setting: Setting) -> Iterator[Places]:
    for row in _rows_of_mentions(leaves, setting):
        yield from combinations(row, 2)


def _rows_of_mentions(leaves: Sequence[Leaf], setting: Setting) -> list[list[int]]:
    """Unnamed sources in the same words, by who cites them."""
    rows: defaultdict[tuple[frozenset[str], str], list[int]] = defaultdict(list)
    for at, leaf in enumerate(leaves):
        if not leaf.named and not leaf.own:
            for key in setting.citing(leaf):
                rows[wording_of(leaf), key].append(at)
    return list(rows.values())


def _in_one_article(leaves: Sequence[Leaf], setting: Setting) -> Iterator[Places]:
    for row in _by_article((at, leaf) for at, leaf in enumerate(leaves) if leaf.words or leaf.named).values():
        yield from combinations(row, 2)


def _with_one_text(leaves: Sequence[Leaf], setting: Setting) -> Iterator[Places]:
    rows = _by_article(enumerate(leaves))
    for id_, row in rows.items():
        for other in setting.texts.one_text.get(id_, ()):
            yield from ((a, b) for b in rows.get(other, ()) for a in row)


def _with_one_wording(leaves: Sequence[Leaf], setting: Setting) -> Iterator[Places]:
    place = {leaf.key: at for at, leaf in enumerate(leaves)}
    yield from ((place[a], place[b]) for a, b in (*setting.wording, *setting.apposed))


def _by_article(leaves: Iterable[tuple[int, Leaf]]) -> dict[str, list[int]]:
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for at, leaf in leaves:
        for id_ in leaf.articles:
            rows[id_].append(at)
    return rows
