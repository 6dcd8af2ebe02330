"""What the rules of joining look things up in: of a whole story, and of one claim of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rasd.lang.descriptors import describe
from rasd.lang.normalize import fold
from rasd.lineage.leaves import Leaf, credited
from rasd.lineage.names import is_named, names_beside, same_party
from rasd.lineage.namesakes import Namesakes
from rasd.lineage.times import implausible
from rasd.model import Analysis, Copy, Link, LinkType, Passage, Span

CARRIED = 0.6
"""Share of the shorter wording that a passage must carry to be the wording of the claim."""

Pair = tuple[str, str]
"""The keys of two candidates, the lesser first."""


def pair_of(a: Leaf, b: Leaf) -> Pair:
    """The keys of two candidates as a pair, whichever comes first."""
    return (a.key, b.key) if a.key <= b.key else (b.key, a.key)


@dataclass(frozen=True, slots=True)
class Texts:
    """The articles of a story, by id: their analyses, ``passages`` from each article, ``one_text`` those that
    carry the same text as it, ``copied`` whose text it was found to copy; ``undated``: those whose dates
    cannot be right."""

    known: dict[str, Analysis]
    passages: dict[str, list[Passage]]
    one_text: dict[str, set[str]]
    copied: dict[str, set[str]]
    undated: frozenset[str] = frozenset()
    _folded: dict[str, str] = field(default_factory=dict)
    _credited: dict[str, list[str]] = field(default_factory=dict)

    def credited(self, id_: str) -> list[str]:
        """The agency that an article credits; nothing where it credits none or several."""
        if id_ not in self._credited:
            self._credited[id_] = credited(self.known[id_])
        return self._credited[id_]

    def folded(self, id_: str) -> str:
        """The folded text of an article."""
        if id_ not in self._folded:
            self._folded[id_] = fold(self.known[id_].article.text)
        return self._folded[id_]


def texts_of(analyses: Iterable[Analysis], passages: Iterable[Passage], copies: Iterable[Copy]) -> Texts:
    """The articles of a story, and what they share."""
    known = {analysis.article.id: analysis for analysis in analyses}
    shared: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        shared[passage.a].append(passage)
    one_text: defaultdict[str, set[str]] = defaultdict(set)
    copied: defaultdict[str, set[str]] = defaultdict(set)
    for copy in copies:
        copied[copy.copier].add(copy.original)
        if copy.original in known:
            one_text[copy.copier].add(copy.original)
            one_text[copy.original].add(copy.copier)
    undated = implausible(analysis.article for analysis in known.values())
    return Texts(known, dict(shared), dict(one_text), dict(copied), undated)


@dataclass(frozen=True, slots=True)
class Setting:
    """What one claim's candidates have to do with each other.

    ``wording``: the passages that carry the wording of a statement of one to one of the other, the longest
    first. ``apposed``: the articles that put the one right after the other. ``cited``: by article, the
    keys of the named candidates that it cites for anything; of articles whose candidate has no source.
    """

    texts: Texts
    wording: dict[Pair, list[Passage]]
    apposed: dict[Pair, set[str]]
    cited: dict[str, set[str]]
    _citing: dict[str, set[str]] = field(default_factory=dict)

    def citing(self, leaf: Leaf) -> set[str]:
        """The parties that cite a candidate: those that relay it, else the outlets of its articles, and the
        agencies whose text they carry by their own credits or those of others that carry it."""
        if leaf.relayed:
            return leaf.via
        if leaf.key not in self._citing:
            self._citing[leaf.key] = self._found_citing(leaf)
        return self._citing[leaf.key]

    def _found_citing(self, leaf: Leaf) -> set[str]:
        others = {other for id_ in leaf.articles for other in self.texts.one_text.get(id_, ())}
        return leaf.via.union(leaf.outlets, *map(self.texts.credited, others))

    def share_text(self, a: Leaf, b: Leaf) -> str:
        """An article of ``b`` that carries one text with an article of ``a``; empty where none does."""
        for id_ in a.articles:
            near = self.texts.one_text.get(id_, ())
            if near and (found := next((other for other in b.articles if other in near), "")):
                return found
        return ""


def wordings(leaves: Sequence[Leaf], texts: Texts) -> dict[Pair, list[Passage]]:
    """The passages that carry the wording of a statement of one candidate to one of another."""
    told: defaultdict[str, list[tuple[Leaf, Span]]] = defaultdict(list)
    for leaf in leaves:
        for statement in leaf.statements:
            told[statement.article].append((leaf, statement.span))
    found: defaultdict[Pair, set[Passage]] = defaultdict(set)
    for id_ in told:
        for passage in texts.passages.get(id_, ()):
            for pair in _carried(passage, told):
                found[pair].add(passage)
    return {pair: sorted(rows, key=longest_first) for pair, rows in found.items()}


def longest_first(passage: Passage) -> tuple[object, ...]:
    """What passages that carry a wording are ordered by."""
    p = passage
    return -p.words, p.a, p.a_span, p.b, p.b_span, -p.identity, p.direction


Told = Mapping[str, Sequence[tuple[Leaf, Span]]]
"""By article, which candidates rest on which words of it."""


def _carried(passage: Passage, told: Told) -> Iterator[Pair]:
    """The candidates between which a passage carries the wording of the claim."""
    ours = [one for one in told[passage.a] if one[1].overlaps(passage.a_span)]
    theirs = [one for one in told.get(passage.b, ()) if one[1].overlaps(passage.b_span)]
    for a, here in ours:
        for b, there in theirs:
            if a is not b and passage.carries(here, there) >= CARRIED:
                yield pair_of(a, b)


def appositions(leaves: Sequence[Leaf], texts: Texts) -> dict[Pair, set[str]]:
    """The articles that put two named persons side by side: a title, and who holds it.

    Looked for in the articles that rest on one of the two.
    """
    persons = [leaf for leaf in leaves if leaf.named and leaf.link.type is LinkType.PERSON]
    families: defaultdict[str, list[Leaf]] = defaultdict(list)
    for leaf in persons:
        if proper := describe(leaf.link.name).proper:
            families[proper[-1]].append(leaf)
    articles = sorted({id_ for leaf in persons for id_ in leaf.articles}) if families else []
    found: defaultdict[Pair, set[str]] = defaultdict(set)
    for title in (leaf for leaf in persons if not describe(leaf.link.name).proper):
        here = set(title.articles)
        for id_ in articles:
            for family in names_beside(title.link, texts.folded(id_)):
                for person in families.get(family, ()):
                    if id_ in here or id_ in person.inside:
                        found[pair_of(title, person)].add(id_)
    return dict(found)


def citations(leaves: Sequence[Leaf], texts: Texts) -> dict[str, set[str]]:
    """By article whose candidate gives no source: the keys of named candidates that it cites for anything."""
    named = [leaf for leaf in leaves if leaf.named]
    namesakes = Namesakes([leaf.link for leaf in named])
    known: dict[Link, set[str]] = {}
    found: dict[str, set[str]] = {}
    for id_ in dict.fromkeys(id_ for leaf in leaves if leaf.unsourced for id_ in leaf.articles):
        found[id_] = set()
        links = (link for said in texts.known[id_].attributions for link in said.chain)
        for link in dict.fromkeys(replace(link, span=None, description="") for link in links):
            if link not in known:
                near = namesakes.of(link) if is_named(link) else ()
                known[link] = {named[at].key for at in near if same_party(link, named[at].link)}
            found[id_] |= known[link]
    return found


def look(leaves: Sequence[Leaf], texts: Texts) -> Setting:
    """What a claim's candidates have to do with each other."""
    return Setting(texts, wordings(leaves, texts), appositions(leaves, texts), citations(leaves, texts))
