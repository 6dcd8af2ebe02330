"""Finds the claims of a story: contents that say the same, whoever said them.

  units      attributed contents and the articles' own leads (:mod:`rasd.stories.units`)
  likeness   how far two say the same (:mod:`rasd.stories.matching`)
  leads      the leads of different articles are compared first, together with their headlines
  groups     bottom-up by average likeness, so that one vague content does not join two claims
  languages  what is said in two languages is one claim (:mod:`rasd.stories.bridging`)
  answers    denials, doubts and confirmations go to the claim that they speak of
  variants   where the reports of one thing differ in a detail (:mod:`rasd.stories.variants`)
  additions  pointing back, short contents, narration, partial contents (:mod:`rasd.stories.additions`)

Every attributed content stands in some claim; a content that nobody else has is a claim of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasd.model import Analysis, Claim, Evidence, Passage, Stance, Statement
from rasd.stable import content_id
from rasd.stories.additions import (
    Group,
    add_narration,
    add_parts,
    add_pointing,
    add_relays,
    add_short,
    mark_parts,
    point_back,
)
from rasd.stories.bridging import bridge
from rasd.stories.matching import Likeness, Members
from rasd.stories.shelf import seconds
from rasd.stories.units import Unit, find_units
from rasd.stories.variants import with_variants
from rasd.stories.wording import best, text_of

SAME = 0.48
"""Average likeness from which contents are one claim."""
ANSWER = 0.32
"""Likeness from which a denial, a doubt or a confirmation speaks of a claim."""
HEADLONG = 0.08
"""An article that leads with a denial mostly denies what another leads with: so much less will do."""
_SUPPORT = (Stance.ASSERTS, Stance.CONFIRMS)
_SILENT = (Stance.DECLINES, Stance.DOUBTS)


def find_claims(analyses: Sequence[Analysis], passages: Sequence[Passage]) -> list[Claim]:
    """The claims of the articles of one story, those with most reports first.

    ``passages`` are those among these articles, those inside one article included. The order of
    ``analyses`` changes nothing. The claims' standing is left empty.
    """
    known = sorted(analyses, key=lambda a: (seconds(a.article.published), a.article.id))
    units = find_units(known)
    alike = Likeness(units, known, passages)
    _join_leads(units, alike)
    groups = bridge(_groups(units, alike), units, known)
    _answer(groups, units, alike)
    add_relays(groups, units)
    add_pointing(groups, units)
    add_short(groups, units)
    add_narration(groups, units, known, SAME)
    mark_parts(groups, units, known)
    add_parts(groups, units, alike)
    groups.sort(key=lambda group: _rank(group, units))
    claims = [_claim(group, units, known) for group in groups if group.units or group.added]
    return with_variants(claims, known)


def _join_leads(units: Sequence[Unit], alike: Likeness) -> None:
    """What the articles lead with is grouped among itself first; the rest joins afterwards."""
    leads = [at for at, unit in enumerate(units) if unit.headed]
    alike.lead_with_the_same(alike.linked(leads, SAME, apart=True))


def _groups(units: Sequence[Unit], alike: Likeness) -> list[Group]:
    """The asserted contents, bottom-up by average likeness."""
    asserted = [at for at, unit in enumerate(units) if not _follows(unit) and unit.stance is Stance.ASSERTS]
    return [Group(part) for part in sorted(map(sorted, alike.linked(asserted, SAME)))]


def _follows(unit: Unit) -> bool:
    """Whether the unit says nothing of its own and follows another one."""
    return unit.pointing or unit.inner is not None


def _answer(groups: list[Group], units: Sequence[Unit], alike: Likeness) -> None:
    """Denials, doubts, refusals and confirmations go to the claim that they speak of.

    Those that speak of nothing that anybody claims are claims of their own if they answer something
    definite, else they go to what their article leads with.
    """
    asserted, near = list(groups), _Near(units, alike)
    for at, unit in enumerate(units):
        if _follows(unit) or unit.stance is Stance.ASSERTS:
            continue
        best = _spoken_of(at, asserted, units, near)
        if best is not None:
            best.answers.append(at)
        elif unit.stance in _SILENT:
            point_back(groups, at, units)
        else:
            own = next((g for g in groups[len(asserted) :] if near.to(at, g) >= SAME), None)
            if own is None:
                groups.append(Group([at]))
            else:
                own.units.append(at)
                near.add(at, own)
    for group in asserted:
        group.units = sorted(group.units + group.answers)


def _spoken_of(at: int, groups: Sequence[Group], units: Sequence[Unit], near: _Near) -> Group | None:
    """The claim that a unit speaks of: the nearest; else, of a lead, what another article leads with."""
    values = {g.units[0]: near.to(at, g) for g in groups}
    best = max(groups, key=lambda g: (values[g.units[0]], -g.units[0]), default=None)
    if best is None or values[best.units[0]] >= ANSWER:
        return best
    for group in groups if units[at].lead else ():
        led = any(units[v].headed and units[v].article != units[at].article for v in group.units)
        if led and values[group.units[0]] >= ANSWER - HEADLONG:
            return group
    return None


class _Near:
    """How near pieces are to claims in the making, which are known by their first piece."""

    def __init__(self, units: Sequence[Unit], alike: Likeness) -> None:
        self._units, self._alike = units, alike
        self._members: dict[int, Members] = {}

    def to(self, at: int, group: Group) -> float:
        """Likeness to the nearest unit of a group; what stands inside its own words is no claim of others."""
        if group.units[0] not in self._members:
            self._members[group.units[0]] = Members(group.units, self._units, self._alike)
        span = self._units[at].span
        return self._members[group.units[0]].nearest(at, lambda v: not self._units[v].span.overlaps(span))

    def add(self, at: int, group: Group) -> None:
        """Note that a piece has come to a group."""
        self._members[group.units[0]].add(at)


def _claim(group: Group, units: Sequence[Unit], known: Sequence[Analysis]) -> Claim:
    def statement(unit: Unit, why: tuple[Evidence, ...]) -> Statement:
        return Statement(known[unit.article].article.id, unit.span, unit.attribution, why)

    stated = [*(units[u] for u in group.units), *(unit for unit, _ in group.added)]
    found = [statement(units[u], (*group.marks.get(u, ()), *group.bridged.get(u, ()))) for u in group.units]
    found += [statement(unit, (why,)) for unit, why in group.added]
    place = {one.article: unit.article for one, unit in zip(found, stated, strict=True)}
    found.sort(
        key=lambda s: (place[s.article], s.span, s.attribution is None, [why.rule for why in s.evidence])
    )
    members = [units[u] for u in group.units if u not in group.marks] or [unit for unit, _ in group.added]
    chosen = best(members or [units[u] for u in group.units], known)
    printed = statement(chosen, ())
    parts = [part for s in found for part in (s.article, f"{s.span.start}-{s.span.end}")]
    plain = (printed.article, printed.span, printed.attribution)
    wording = next(one for one in found if (one.article, one.span, one.attribution) == plain)
    text = text_of(chosen, known[chosen.article])
    return Claim(content_id("claim", *parts), text, tuple(found), wording=wording)


def _rank(group: Group, units: Sequence[Unit]) -> tuple[object, ...]:
    """Sort key: most supporting articles first, then most reports, then what leads an article."""
    members = [units[u] for u in group.units] + [unit for unit, _ in group.added]
    support = [unit for unit in members if unit.stance in _SUPPORT]
    first = min((unit.article, unit.span) for unit in members)
    supporting, speaking = ({unit.article for unit in some} for some in (support, members))
    leads = any(unit.headed for unit in members)
    return (-len(supporting), -len(speaking), not leads, -len(support), first)
