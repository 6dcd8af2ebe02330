"""Which candidates for origins are one: for certain, or possibly. Each rule is one small function.

A rule looks at two candidates and returns its reason or nothing. The rules of :data:`CERTAIN` are tried
before those of :data:`POSSIBLE`, each list in its order; the first that holds is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rasd.lang.descriptors import describe
from rasd.lang.normalize import fold
from rasd.lineage.explain import reason
from rasd.lineage.leaves import Leaf
from rasd.lineage.names import (
    across_scripts,
    among_authorities,
    heads_body,
    is_unnamed_medium,
    may_be_same,
    same_party,
    title_and_name,
    writes_for_state,
)
from rasd.lineage.setting import Setting, pair_of
from rasd.model import Direction, Evidence, LinkType, Passage

COPIED = 15
"""Words that a wording must have to be copied for certain: one short sentence, "according to a source", is
soon told twice in the same words."""

Rule = Callable[[Leaf, Leaf, Setting], Evidence | None]


def _same_named(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """The same named source, one person under two names, or a body and who speaks for it."""
    if not (a.named and b.named):
        return None
    rule = same_party(a.link, b.link)
    return reason(rule, a=a.link.name, b=b.link.name) if rule else None


def _apposition(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """Two named persons whom some article puts side by side: a title, and who holds it."""
    here = setting.apposed.get(pair_of(a, b))
    if not here:
        return None
    id_ = next(id_ for id_ in (*a.articles, *b.articles) if id_ in here)
    return reason("apposition", None, id_, a=a.link.name, b=b.link.name)


def _same_mention(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """One unnamed source: cited by the same words through the same party."""
    if a.named or b.named or a.own or b.own or wording_of(a) != wording_of(b):
        return None
    through = setting.citing(a) & setting.citing(b)
    return reason("same-mention", source=a.link.name, via=min(through)) if through else None


def wording_of(leaf: Leaf) -> frozenset[str]:
    """By which words an unnamed source is known: its name as it is where these tell nobody apart."""
    return leaf.words or frozenset({fold(leaf.link.name)})


def _fuller_mention(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """One article names a source twice, once more fully; not if through two different parties."""
    here = a.inside & b.inside
    if not here or not a.words or not b.words or (a.relayed and b.relayed and not a.via & b.via):
        return None
    if a.words <= b.words or b.words <= a.words or _bare_voice(a, b) or _bare_voice(b, a):
        return reason("fuller-mention-of-source", None, min(here), a=a.link.name, b=b.link.name)
    return None


def _heads_body(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """One article cites an institution, and by a short name of it who is in office there."""
    if a.inside & b.inside and (heads_body(a.link, b.link) or heads_body(b.link, a.link)):
        return reason("same-organisation", a=a.link.name, b=b.link.name)
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
    if not (a.derived or b.derived):
        return None
    other = setting.share_text(*((a, b) if a.derived else (b, a)))
    return reason("copied-text", article=other) if other else None


def _copied_wording(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """The words of the claim were copied from one to the other, and it is known from which."""
    if told_apart(a, b):
        return None
    for passage in setting.wording.get(pair_of(a, b), ()):
        if passage.direction is not Direction.UNDETERMINED and passage.words >= COPIED:
            return _wording("copied-wording", passage)
    return None


def _shared_wording(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """Both accounts have the same words, and it is open who had them first."""
    if told_apart(a, b):
        return None
    found = setting.wording.get(pair_of(a, b))
    return _wording("shared-wording", found[0]) if found else None


def told_apart(a: Leaf, b: Leaf) -> bool:
    """Whether a copier gave the words to somebody else, who cannot be the same.

    What is decided to be an outlet's own reporting is nobody else's; another outlet may have it from there.
    """
    if a.judged or b.judged:
        return not (a.derived or b.derived)
    if a.own or b.own or not (a.named or b.named):
        return False
    if a.party in b.via | b.outlets or b.party in a.via | a.outlets:
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
        if later.open and earlier.since < later.known_by:
            return reason("published-earlier", None, later.articles[0], article=earlier.articles[0])
    return None


def _across_scripts(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """Two people whose names sound alike in two scripts."""
    if not (a.named and b.named and across_scripts(a.link, b.link)):
        return None
    return reason("name-across-scripts", a=a.link.name, b=b.link.name)


def _title_and_name(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """One article cites a person by a title alone, and one by a name alone."""
    here = a.inside & b.inside
    if not here or not a.link.type == b.link.type == LinkType.PERSON:
        return None
    for title, name in ((a, b), (b, a)):
        if title_and_name(title.link, name.link):
            return reason("title-and-name", None, min(here), a=title.link.name, b=name.link.name)
    return None


def _cited_for_more(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """An article gives no source for this, and cites the other's source for something else."""
    for told, source in ((a, b), (b, a)):
        if source.named and told.unsourced:
            here = next((id_ for id_ in told.articles if source.key in setting.cited[id_]), None)
            if here is not None:
                return reason("cited-for-more", None, here, source=source.link.name)
    return None


def _not_said_from_whom(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """An article has it from agencies, or from somebody, whom it does not name: from any of the others?"""
    own = next((leaf for leaf in (a, b) if leaf.open and leaf.wire), None)
    if own is None:
        return None
    unresolved = own.key.startswith("open:")
    rule = "source-unresolved" if unresolved else "agencies-unnamed"
    values = {"outlet": own.link.name} if unresolved else {"credit": own.credit}
    return reason(rule, None, own.articles[0], **values)


def _media_unnamed(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """An article has it from media that it does not name: from any of the others?"""
    for leaf in (a, b):
        if is_unnamed_medium(leaf.link):
            return reason("media-unnamed", None, leaf.articles[0], media=leaf.link.name)
    return None


def _state_agency(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """A state's agency says it, and so does the state or somebody in office there, who may have told it."""
    for agency, official in ((a, b), (b, a)):
        if official.named and writes_for_state(agency.link, official.link):
            return reason("state-agency", agency=agency.link.name, source=official.link.name)
    return None


def _authorities(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """Authorities of which is not said which, and a body or somebody in office."""
    for authorities, official in ((a, b), (b, a)):
        if official.named and among_authorities(official.link, authorities.link):
            return reason("authorities-unnamed", a=authorities.link.name, b=official.link.name)
    return None


def _document_unsigned(a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """Papers of which is not said whose they are may say what any of the others says."""
    for leaf in (a, b):
        if is_unsigned(leaf):
            return reason("document-unsigned", None, leaf.articles[0], document=leaf.link.name)
    return None


def is_unsigned(leaf: Leaf) -> bool:
    """Whether it is a document of which is not said whose it is."""
    return not (leaf.own or leaf.named) and leaf.link.type is LinkType.DOCUMENT


CERTAIN: tuple[Rule, ...] = (
    _same_named,
    _apposition,
    _same_mention,
    _fuller_mention,
    _heads_body,
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
    _across_scripts,
    _not_said_from_whom,
    _media_unnamed,
    _state_agency,
    _authorities,
    _document_unsigned,
)


def first_reason(rules: Sequence[Rule], a: Leaf, b: Leaf, setting: Setting) -> Evidence | None:
    """The reason of the first rule that holds for two candidates."""
    for rule in rules:
        why = rule(a, b, setting)
        if why is not None:
            return why
    return None
