"""Agencies, outlets and states that speak through others are no origins: where does each of them lead?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rasd.components import UnionFind
from rasd.lineage.copies import MEDIA
from rasd.lineage.leaves import Leaf
from rasd.lineage.names import is_state, is_unnamed_medium, speaks_for_state
from rasd.lineage.setting import Setting


def _sources(leaves: Sequence[Leaf]) -> dict[str, list[Leaf]]:
    """By key of an agency or outlet: the candidates cited through it, which then is no origin itself.

    An article's own outlet relays what the article reports: an outlet that somebody cites, and whose
    article is here, only relays too. Media that an article does not name are those that it names beside them
    for the same claim; a state has said what its officials said.
    """
    through: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        for key in leaf.via | leaf.outlets:
            through.setdefault(key, []).append(leaf)
    sources: dict[str, list[Leaf]] = {}
    for party in leaves:
        if party.own:
            continue
        if is_unnamed_medium(party.link):
            found = [leaf for leaf in leaves if leaf.inside & party.inside and _by_media(leaf)]
        elif party.link.type in MEDIA:
            found = through.get(party.key.removeprefix("source:"), [])
        elif is_state(party.link):
            found = [leaf for leaf in leaves if speaks_for_state(leaf.link, party.link)]
        else:
            continue
        sources[party.key] = [leaf for leaf in found if leaf is not party]
    return sources


def _by_media(leaf: Leaf) -> bool:
    """Whether it is a medium with a name, or cited through one."""
    return leaf.relayed or (leaf.named and not leaf.own and leaf.link.type in MEDIA)


class Relay(NamedTuple):
    """A ``party`` and the ``source`` that it leads to; ``ring`` where each of them only relays the other."""

    party: Leaf
    source: Leaf
    ring: bool


def relays(leaves: Sequence[Leaf], union: UnionFind[str], setting: Setting) -> list[Relay]:
    """Agencies and outlets that only relay, each with a candidate at the end of what it relays.

    A group of nothing but relaying parties, and articles that carry their text, is no origin. Parties
    that relay only each other are one; otherwise each goes to one of the ends that it leads to (which
    one changes no count).
    """
    groups: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        groups.setdefault(union.find(leaf.key), []).append(leaf)
    steps: dict[str, dict[str, tuple[Leaf, Leaf]]] = {}
    sources = _sources(leaves)
    for root, members in groups.items():
        found = [(party, source) for party in members for source in sources.get(party.key, ())]
        idle = {party.key for party, _ in found} | (_carriers(members, setting) if found else set())
        out = {union.find(source.key): (party, source) for party, source in sorted(found, key=_by_keys)[::-1]}
        out.pop(root, None)
        steps[root] = out if len(idle) == len(members) else {}
    reach = {root: _reachable(root, steps) for root in groups}
    ends = {root for root in groups if all(root in reach[other] for other in reach[root])}
    chosen: list[Relay] = []
    for root in sorted(root for root in groups if steps[root]):
        if root in ends:
            chosen += [Relay(*steps[root][other], True) for other in sorted(steps[root])]
        else:
            # who says only a part may be no origin: whoever says all comes first
            end = min(reach[root] & ends, key=lambda key: (not any(leaf.full for leaf in groups[key]), key))
            party, source = steps[root].get(end) or next(iter(steps[root].values()))
            chosen.append(Relay(party, source if end in steps[root] else groups[end][0], False))
    return chosen


def _carriers(members: Sequence[Leaf], setting: Setting) -> set[str]:
    """The members that are only an outlet's articles, and carry the text of another member's article."""
    inside: dict[str, set[str]] = {}
    for leaf in members:
        for id_ in leaf.articles:
            inside.setdefault(id_, set()).add(leaf.key)
    found = set()
    for leaf in members:
        near = (other for id_ in leaf.articles for other in setting.texts.one_text.get(id_, ()))
        if leaf.derived and any(inside.get(other, set()) - {leaf.key} for other in near):
            found.add(leaf.key)
    return found


def _by_keys(pair: tuple[Leaf, Leaf]) -> tuple[str, bool, str]:
    return pair[0].key, not pair[1].full, pair[1].key


def _reachable(start: str, steps: Mapping[str, Mapping[str, object]]) -> set[str]:
    """All that steps lead to from ``start``, itself only where they lead back."""
    found: set[str] = set()
    waiting = list(steps[start])
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting.extend(steps[at])
    return found
