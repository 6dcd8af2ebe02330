"""Counts the independent origins of a claim, as a range with the reason of each step.

statements   who supports, denies, doubts, declines (denials are never support)
leaves       for every supporting statement the party that claims to know (:mod:`rasd.lineage.leaves`)
certain      leaves that are one beyond doubt, or by a person's decision, are joined
             (:mod:`rasd.lineage.groups`): what is left is ``highest``
possible     origins that may be one, or may not speak of this claim, are taken as one: ``lowest``
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rasd.lineage.explain import reason
from rasd.lineage.groups import Joined, certain, possible
from rasd.lineage.judging import Decisions, decisions
from rasd.lineage.leaves import SUPPORT, Leaf, find_leaves
from rasd.lineage.setting import Texts, look, texts_of
from rasd.lineage.times import moment
from rasd.model import (
    Analysis,
    Claim,
    Copy,
    Evidence,
    Judgement,
    Link,
    LinkType,
    Origin,
    Passage,
    Stance,
    Standing,
    Statement,
)

_PREFERRED = (
    LinkType.PERSON,
    LinkType.ORGANISATION,
    LinkType.DOCUMENT,
    LinkType.SOCIAL,
    LinkType.AGENCY,
    LinkType.OUTLET,
    LinkType.UNNAMED,
)
"""Which member gives an origin its name: whoever stands nearest to the event."""
_QUOTED = re.compile(r"[\"“«‘']([^\"“”«»‘’']+)[\"”»’']")


def standing(
    claim: Claim,
    analyses: Sequence[Analysis],
    passages: Sequence[Passage],
    copies: Sequence[Copy],
    judgements: Iterable[Judgement] = (),
) -> Standing:
    """The standing of a claim. ``1 <= lowest <= highest`` whenever anybody asserts it.

    Statements of articles that are not among ``analyses`` are left out, and judgements on what is not there
    (:func:`rasd.lineage.judging.not_applied` names them). The order of the arguments' items changes nothing.
    """
    return next(standings([claim], analyses, passages, copies, judgements))


def standings(
    claims: Iterable[Claim],
    analyses: Sequence[Analysis],
    passages: Sequence[Passage],
    copies: Sequence[Copy],
    judgements: Iterable[Judgement] = (),
) -> Iterator[Standing]:
    """The standing of each claim of a story, in order, as of :func:`standing`."""
    texts, decided = texts_of(analyses, passages, copies), decisions(judgements)
    return (_standing(claim, texts, decided) for claim in claims)


def _standing(claim: Claim, texts: Texts, decided: Decisions) -> Standing:
    statements = _ordered(claim, texts.known)
    supporting = [statement for statement in statements if statement.stance in SUPPORT]
    leaves = find_leaves(supporting, texts.known, decided.reporting)
    if len(leaves) == 1 and not decided:  # most claims: there is nothing to join
        groups, lowest = [Joined(leaves, list(leaves[0].evidence))], 1
    else:
        setting = look(leaves, texts)
        groups = certain(leaves, setting, decided)
        lowest = possible(groups, setting)
    supports, denies = _positions(statements)
    return Standing(
        supports=supports,
        denies=denies,
        doubts=_articles(s for s in statements if s.stance is Stance.DOUBTS),
        copies=_repeating(supports, texts),
        origins=_origins(groups),
        lowest=lowest,
        highest=len(groups),
        confirmed_by=_parties(statements, Stance.CONFIRMS),
        denied_by=_parties(statements, Stance.DENIES),
        declined=_parties(statements, Stance.DECLINES),
        evidence=_evidence(groups),
    )


def _ordered(claim: Claim, known: dict[str, Analysis]) -> list[Statement]:
    found = [statement for statement in claim.statements if statement.article in known]
    return sorted(found, key=lambda s: (moment(known[s.article].article), s.article, s.span, str(s.stance)))


def _repeating(supports: Sequence[str], texts: Texts) -> tuple[str, ...]:
    """The supporting articles that repeat the text of another."""
    inside = set(supports)
    return tuple(id_ for id_ in supports if not inside.isdisjoint(texts.copied.get(id_, ())))


def _origins(groups: Sequence[Joined]) -> tuple[Origin, ...]:
    labels = [str(at) for at in range(1, len(groups) + 1)]
    out = []
    for label, group in zip(labels, groups, strict=True):
        face = _face(group)
        link = _named(face)
        evidence = [*group.evidence, *group.because]
        if not group.full:
            evidence.append(_part(group))
        out.append(
            Origin(
                label=label,
                name=link.name,
                type=link.type,
                firm=group.full and not group.possibly,
                articles=tuple(dict.fromkeys(id_ for leaf in group.leaves for id_ in leaf.articles)),
                possibly=tuple(labels[at] for at in group.possibly),
                evidence=tuple(dict.fromkeys(evidence)),
                basis=face.basis,
                keys=_keys(group, face),
            )
        )
    return tuple(out)


def _keys(group: Joined, face: Leaf) -> tuple[str, ...]:
    rows = sorted((leaf is not face, leaf.key) for leaf in group.leaves if not leaf.passing)
    return tuple(key for _, key in rows)


def _face(group: Joined) -> Leaf:
    """The candidate that names an origin: nearest to the event, of these the fullest name."""
    order = {kind: place for place, kind in enumerate(_PREFERRED)}
    through = {key for leaf in group.leaves if leaf.full for key in leaf.via}

    def key(leaf: Leaf) -> tuple[object, ...]:
        relays = leaf.key.removeprefix("source:") in through
        return (not leaf.full, relays, leaf.own, order[leaf.link.type], -len(leaf.link.name), leaf.key)

    return min(group.leaves, key=key)


def _named(leaf: Leaf) -> Link:
    """The link of a candidate, its name without the marks that it stands in."""
    link = leaf.link
    quoted = _QUOTED.fullmatch(link.name.strip())
    return replace(link, name=quoted.group(1)) if quoted else link


def _part(group: Joined) -> Evidence:
    why = [
        e for leaf in group.leaves for s in leaf.statements for e in s.evidence if e.rule == "partly-the-same"
    ]
    share = dict(why[0].values).get("share", "") if why else ""
    return reason("partly-the-same", why[0].span if why else None, group.leaves[0].articles[0], share=share)


def _positions(statements: Sequence[Statement]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The articles that support, and those that deny. An article that opens with the denial only denies."""
    first: dict[str, Stance] = {}
    for statement in statements:
        if statement.stance in (*SUPPORT, Stance.DENIES):
            first.setdefault(statement.article, statement.stance)
    denies = _articles(s for s in statements if s.stance is Stance.DENIES)
    supports = _articles(s for s in statements if s.stance in SUPPORT)
    opening = {id_ for id_, stance in first.items() if stance is Stance.DENIES}
    return tuple(id_ for id_ in supports if id_ not in opening), denies


def _articles(statements: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.article for s in statements))


def _parties(statements: Sequence[Statement], stance: Stance) -> tuple[str, ...]:
    """The names of the parties that take a stance, each party once, in the order of the statements."""
    names: dict[str, str] = {}
    for statement in statements:
        if statement.stance is stance and statement.attribution and statement.attribution.chain:
            link = statement.attribution.chain[-1]
            names.setdefault(link.key or link.name, link.name)
    return tuple(names.values())


def _evidence(groups: Sequence[Joined]) -> tuple[Evidence, ...]:
    found = [why for group in groups for why in group.evidence]
    found += [why for group in groups for why in group.because]
    return tuple(dict.fromkeys(found))
