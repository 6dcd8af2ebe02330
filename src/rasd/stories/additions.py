"""What comes to a claim beside the contents that plainly say it, each with its reason.

``points-back``      a refusal to comment, "denied the reports": the content only points at the claim
``relays-inner-report``  a report whose content is another report of the claim
``short-content``    a few words ("it has been done") that the article's leading claim explains
``narration``        an article says it in its own voice further down
``partly-the-same``  a content that says a part of what the articles lead with
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rasd.lang.lexis import lexis
from rasd.model import Analysis, Evidence, Link, Stance
from rasd.stories.likeness import Gist, gist
from rasd.stories.matching import Likeness, Members, sum_to
from rasd.stories.units import Unit, narration

PARTLY = 0.38
"""Likeness to a leading claim from which a content soon after the lead says a part of it."""
CORE = 0.5
"""Share of what the headlines have in common that a content must hold to say all of the claim."""
SHORT = 2.2
"""A content that weighs no more than this can only be understood from its article's lead."""
EXPLAINED = 0.75
"""Share of such a content that the lead must hold."""
_SUPPORT = (Stance.ASSERTS, Stance.CONFIRMS)


@dataclass(slots=True)
class Group:
    """A claim in the making.

    ``units`` are indexes, ``answers`` those among them that deny, doubt or confirm; ``marks`` the reasons
    on units; ``bridged`` why pieces in other languages belong to it; ``added`` what came later, with its
    reason.
    """

    units: list[int]
    answers: list[int] = field(default_factory=list)
    marks: dict[int, tuple[Evidence, ...]] = field(default_factory=dict)
    bridged: dict[int, tuple[Evidence, ...]] = field(default_factory=dict)
    added: list[tuple[Unit, Evidence]] = field(default_factory=list)


def add_pointing(groups: list[Group], units: Sequence[Unit]) -> None:
    """Units that only point back go to the claim that their article leads with.

    A denial goes to the claim of the content before it instead: "he denied that" speaks of what
    was just said.
    """
    if not any(unit.pointing for unit in units):
        return
    leading = _leading(groups, units)
    homes, claims = _by_article(groups, units), list(groups)
    for at, unit in enumerate(units):
        if not unit.pointing:
            continue
        group = leading.get(unit.article)
        before = [place for place in homes.get(unit.article, ()) if units[place[2]].span < unit.span]
        if unit.stance is Stance.DENIES and before:
            group = claims[max(before, key=lambda place: units[place[2]].span)[0]]
        if group is None:
            groups.append(Group([at]))
        else:
            group.added.append((unit, Evidence("points-back", unit.span)))


def point_back(groups: list[Group], at: int, units: Sequence[Unit]) -> None:
    """Add a unit to the claim that its article leads with."""
    target = _leading(groups, units).get(units[at].article)
    if target is None:
        groups.append(Group([at]))
    else:
        target.added.append((units[at], Evidence("points-back", units[at].span)))


def add_relays(groups: list[Group], units: Sequence[Unit]) -> None:
    """A report whose content is another report goes where that one went."""
    home = {(units[u].article, units[u].span): group for group in groups for u in group.units}
    for at, unit in enumerate(units):
        if unit.inner is not None:
            group = home.get((unit.article, unit.inner))
            if group is None:
                groups.append(Group([at]))
            else:
                group.added.append((unit, Evidence("relays-inner-report", unit.span)))


def _leading(groups: Sequence[Group], units: Sequence[Unit]) -> dict[int, Group]:
    """For each article (by index) the claim that it leads with; its first one where the lead is lost."""
    out: dict[int, Group] = {}
    for headed in (True, False):
        for group in groups:
            for unit in (units[u] for u in group.units):
                if unit.headed or not headed:
                    out.setdefault(unit.article, group)
    return out


def add_short(groups: list[Group], units: Sequence[Unit]) -> None:
    """Contents of a few words go to the claim that their article leads with, if its words explain them."""
    leading = _leading(groups, units)
    for group in list(groups):
        members = [units[u] for u in group.units]
        if any(m.headed or m.gist.weight > SHORT or not m.gist.stems for m in members):
            continue
        target = leading.get(members[0].article)
        if target is None or target is group:
            continue
        known = {stem for u in target.units if units[u].headed for stem in units[u].gist.stems}
        if all(_held(member.gist, known) >= EXPLAINED for member in members):
            target.added += [(m, Evidence("short-content", m.span)) for m in members]
            groups.remove(group)


def _held(part: Gist, known: set[str]) -> float:
    """The share of the weight of ``part`` whose stems are known."""
    return sum(weight for stem, weight in part.stems.items() if stem in known) / part.weight


def add_narration(
    groups: Sequence[Group], units: Sequence[Unit], known: Sequence[Analysis], same: float
) -> None:
    """Own-voice statements of claims that are led with or shared, in articles that do not report them yet."""
    if len(known) < 2:
        return
    told: dict[int, list[Unit]] = {}
    for group in groups:
        members = [units[u] for u in group.units]
        reported = {unit.article for unit in members}
        if len(reported) < 2 and not any(unit.headed for unit in members):
            continue
        near = sum_to([unit.gist for unit in members])
        for index, analysis in enumerate(known):
            if index in reported:
                continue
            if index not in told:
                told[index] = narration(index, analysis)
            said = told[index]
            if not said:
                continue
            best = max(said, key=lambda unit: (near(unit.gist), -unit.span.start))
            average = near(best.gist) / len(members)
            if average >= same:
                group.added.append((best, _because("narration", average, best)))


def mark_parts(groups: Sequence[Group], units: Sequence[Unit], known: Sequence[Analysis]) -> None:
    """Mark the contents of a leading claim that hold too little of what its headlines have in common."""
    parts = ((group, part) for group in groups for part in _by_language(group, units, known))
    for whole, part in parts:
        core = _core(part, units, known)
        if not core:
            continue
        for u in part:
            unit = units[u]
            held = sum(weight for stem, weight in core.items() if stem in unit.gist.stems)
            if unit.headed is None and unit.stance in _SUPPORT and held < CORE * sum(core.values()):
                whole.marks[u] = (_because("partly-the-same", held / sum(core.values()), unit),)


def _by_language(group: Group, units: Sequence[Unit], known: Sequence[Analysis]) -> Iterator[list[int]]:
    """The pieces of a claim, those in each language apart: they share no words."""
    languages = {u: lexis(known[units[u].article].language).language for u in group.units}
    for language in sorted(set(languages.values())):
        yield [u for u in group.units if languages[u] == language]


def _core(part: Sequence[int], units: Sequence[Unit], known: Sequence[Analysis]) -> dict[str, float]:
    """What the headlines of the articles that lead with a claim have in common, by its pieces."""
    articles = sorted({units[u].article for u in part if units[u].headed})
    heads = [gist(known[a].article.title, lexis(known[a].language)).stems for a in articles]
    if len(heads) == 1:
        lead = {stem for u in part if units[u].headed for stem in units[u].gist.stems}
        return {stem: weight for stem, weight in heads[0].items() if stem in lead}
    spread = Counter(stem for head in heads for stem in head)
    return {s: w for head in heads for s, w in head.items() if spread[s] >= 2 and spread[s] * 2 >= len(heads)}


def add_parts(groups: Sequence[Group], units: Sequence[Unit], alike: Likeness) -> None:
    """Add what a second source says, right after the lead, in an article that leads with a claim."""
    homes = _by_article(groups, units)
    for group in groups:
        leading = {units[u].article for u in group.units if units[u].headed}
        beside = sorted(place for article in leading for place in homes[article])
        beside = [(at, k, u) for at, k, u in beside if groups[at] is not group and _may_be_second(units[u])]
        if not beside:
            continue
        members = Members(group.units, units, alike)
        cited = {(units[u].article, _chain(units[u])) for u in group.units}
        for _, _, u in beside:
            if (units[u].article, _chain(units[u])) not in cited:
                value = members.nearest(u)
                if value >= PARTLY:
                    group.added.append((units[u], _because("partly-the-same", value, units[u])))


def _by_article(groups: Sequence[Group], units: Sequence[Unit]) -> dict[int, list[tuple[int, int, int]]]:
    """By article, its units in the claims: number of the claim, place in it, number of the unit."""
    homes: dict[int, list[tuple[int, int, int]]] = {}
    for at, group in enumerate(groups):
        for place, u in enumerate(group.units):
            homes.setdefault(units[u].article, []).append((at, place, u))
    return homes


def _may_be_second(unit: Unit) -> bool:
    """Whether a unit stands soon after the lead and cites somebody."""
    cited = unit.attribution is not None and bool(unit.attribution.chain)
    return cited and unit.early and not unit.lead and unit.stance in _SUPPORT


def _chain(unit: Unit) -> tuple[Link, ...]:
    """The parties that a unit cites."""
    return unit.attribution.chain if unit.attribution else ()


def _because(rule: str, value: float, unit: Unit) -> Evidence:
    return Evidence(rule, unit.span, values=(("share", f"{value:.2f}"),))
