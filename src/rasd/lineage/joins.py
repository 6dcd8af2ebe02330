"""Which candidates for origins are one: for certain, or possibly. Each rule is one small function.

A rule looks at two candidates and returns its reason or nothing. The rules of :data:`CERTAIN` are tried
before those of :data:`POSSIBLE`, each list in its order; the first that holds is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rasd.lang.descriptors import describe
from rasd.lang.normalize import fold
from rasd.lineage.explain import reason
from rasd.lineage.leaves import Leaf, credited
from rasd.lineage.names import in_apposition, is_named, may_be_same, same_party, title_and_name
from rasd.model import Analysis, Direction, Evidence, LinkType, Passage

CARRIED = 0.6
"""Share of the shorter wording that a passage must carry to be the wording of the claim."""


COPIED = 15
"""Words that it must have to be copied for certain: one short sentence, "according to a source", is soon told
twice in the same words."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rules look things up in: passages by article pair, pairs of articles with one text.

    ``undated`` are the articles whose dates cannot be right.
    """

    passages: dict[tuple[str, str], list[Passage]]
    one_text: frozenset[tuple[str, str]]
    known: dict[str, Analysis]
    undated: frozenset[str] = frozenset()

    def folded(self, id_: str) -> str:
        """The folded text of an article."""
        return fold(self.known[id_].article.text)

    def share_text(self, a: Leaf, b: Leaf) -> str:
        """An article of ``b`` that carries one text with an article of ``a``; empty where none does."""
        found = (y for x in a.articles for y in b.articles if (min(x, y), max(x, y)) in self.one_text)
        return next(found, "")

    def text_of(self, leaf: Leaf) -> set[str]:
        """The agencies whose text its articles carry, by the credits of others that carry it too."""
        if leaf.relayed:
            return set()
        pairs = (pair for pair in self.one_text if not set(leaf.articles).isdisjoint(pair))
        return {key for pair in pairs for id_ in pair for key in credited(self.known[id_])}

    def wording(self, a: Leaf, b: Leaf) -> list[Passage]:
        """The passages that carry the wording of a statement of ``a`` to one of ``b``, the longest first."""
        found = []
        for x in a.statements:
            for y in b.statements:
                for passage in self.passages.get((min(x.article, y.article), max(x.article, y.article)), ()):
                    ways = [(x.span, y.span)] if passage.a == x.article else []
                    ways += [(y.span, x.span)] if passage.a == y.article else []
                    if any(passage.carries(*way) >= CARRIED for way in ways):
                        found.append(passage)
        return sorted(found, key=lambda p: (-p.words, p.a, p.a_span, p.b_span))


Rule = Callable[[Leaf, Leaf, Setting], Evidence | None]


def _same_named(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """The same named source, one person under two names, or a body and who speaks for it."""
    if not (a.named and b.named):
        return None
    rule = same_party(a.link, b.link)
    return reason(rule, a=a.link.name, b=b.link.name) if rule else None


def _apposition(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """Two named persons whom some article puts side by side: a title, and who holds it."""
    if not (a.named and b.named) or not a.link.type == b.link.type == LinkType.PERSON:
        return None
    for id_ in dict.fromkeys([*a.articles, *b.articles]):
        if in_apposition(a.link, b.link, setting.folded(id_)):
            return reason("apposition", None, id_, a=a.link.name, b=b.link.name)
    return None


def _same_mention(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """One unnamed source: cited by the same words through the same party."""
    if a.named or b.named or a.own or b.own or a.words != b.words:
        return None
    if not a.words and fold(a.link.name) != fold(b.link.name):  # "press sources" tells nobody apart
        return None
    through = (a.citing | setting.text_of(a)) & (b.citing | setting.text_of(b))
    return reason("same-mention", source=a.link.name, via=min(through)) if through else None


def _fuller_mention(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """One article names a source twice, once more fully; not if through two different parties."""
    here = set(a.articles) & set(b.articles)
    if not here or not a.words or not b.words or (a.relayed and b.relayed and not a.via & b.via):
        return None
    if a.words <= b.words or b.words <= a.words or _bare_voice(a, b) or _bare_voice(b, a):
        return reason("fuller-mention-of-source", None, min(here), a=a.link.name, b=b.link.name)
    return None


def _bare_voice(a: Leaf, b: Leaf) -> bool:
    """Whether ``a`` is a spokesman whose body is not said, and ``b`` one whose body is."""
    one, two = describe(a.link.name), describe(b.link.name)
    return one.voiced and two.voiced and not one.titles and bool(two.titles)


def _same_text(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """Two articles with one text cite a source by the same words, or one of them by fewer."""
    if a.own or b.own or a.named or b.named or not (a.words <= b.words or b.words <= a.words):
        return None
    other = setting.share_text(a, b)
    return reason("same-text-same-source", source=a.link.name, article=other) if other else None


def _copied_text(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """An article that gives no source carries the text of one that reports the claim."""
    if not (a.own or b.own):
        return None
    other = setting.share_text(*((a, b) if a.own else (b, a)))
    return reason("copied-text", article=other) if other else None


def _copied_wording(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """The words of the claim were copied from one to the other, and it is known from which."""
    if _told_apart(a, b):
        return None
    for passage in setting.wording(a, b):
        if passage.direction is not Direction.UNDETERMINED and passage.words >= COPIED:
            return _wording("copied-wording", passage)
    return None


def _shared_wording(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """Both accounts have the same words, and it is open who had them first."""
    if _told_apart(a, b):
        return None
    found = setting.wording(a, b)
    return _wording("shared-wording", found[0]) if found else None


def _told_apart(a: Leaf, b: Leaf) -> bool:
    """Whether a copier gave the words to somebody else, who cannot be the same."""
    if a.own or b.own or not (a.named or b.named):
        return False
    if a.party in b.citing or b.party in a.citing:
        return True  # an agency's text, and whom it cites: it may cite others in other texts
    return (a.named and b.named) or not may_be_same(a.link, b.link)


def _wording(rule: str, passage: Passage) -> Evidence:
    identity, words = f"{passage.identity:.2f}", str(passage.words)
    return reason(rule, passage.a_span, passage.a, identity=identity, words=words)


def _both_unnamed(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """Both are unnamed and their descriptions do not contradict each other."""
    if a.own or b.own or a.named or b.named or not may_be_same(a.link, b.link):
        return None
    return reason("both-unnamed", a=a.link.name, b=b.link.name)


def _published_earlier(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """An article gives no source for what another had published, or may have."""
    for later, earlier in ((a, b), (b, a)):
        if later.own and earlier.since < later.known_by:
            return reason("published-earlier", None, later.articles[0], article=earlier.articles[0])
    return None


def _title_and_name(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """One article cites a person by a title alone, and one by a name alone."""
    here = set(a.articles) & set(b.articles)
    if not here or not a.link.type == b.link.type == LinkType.PERSON:
        return None
    for title, name in ((a, b), (b, a)):
        if title_and_name(title.link, name.link):
            return reason("title-and-name", None, min(here), a=title.link.name, b=name.link.name)
    return None


def _cited_for_more(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """An article gives no source for this, and cites the other's source for something else."""
    for told, source in ((a, b), (b, a)):
        if not source.named or any(statement.attribution for statement in told.statements):
            continue
        for id_ in told.articles:
            links = (link for said in setting.known[id_].attributions for link in said.chain)
            if any(same_party(link, source.link) for link in dict.fromkeys(links) if is_named(link)):
                return reason("cited-for-more", None, id_, source=source.link.name)
    return None


def _not_said_from_whom(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """An article has it from agencies, or from somebody, whom it does not name: from any of the others?"""
    own = next((leaf for leaf in (a, b) if leaf.own and leaf.wire), None)
    if own is None:
        return None
    unresolved = own.key.startswith("open:")
    rule = "source-unresolved" if unresolved else "agencies-unnamed"
    values = {"outlet": own.link.name} if unresolved else {"credit": own.credit}
    return reason(rule, None, own.articles[0], **values)


CERTAIN: tuple[Rule, ...] = (
    _same_named,
    _apposition,
    _same_mention,
    _fuller_mention,
    _same_text,
    _copied_text,
    _copied_wording,
)
POSSIBLE: tuple[Rule, ...] = (
    _shared_wording,
    _both_unnamed,
    _published_earlier,
    _cited_for_more,
    _title_and_name,
    _not_said_from_whom,
)


def first_reason(rules: Sequence[Rule], a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """The reason of the first rule that holds for two candidates."""
    for rule in rules:
        why = rule(a, b, setting)
        if why is not None:
            return why
    return None
