"""Agencies and outlets that only relay are no origins: where does each of them lead?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rasd.components import UnionFind
from rasd.lineage.copies import MEDIA
from rasd.lineage.joins import Setting
from rasd.lineage.leaves import Leaf


def relayed_by(party: Leaf, leaves: Sequence[Leaf]) -> list[Leaf]:
    """The candidates that are cited through an agency or outlet, which then is no origin itself.

    An article's own outlet relays what the article reports: an outlet that somebody cites, and whose
    article is here, only relays too.
    """
    if party.own or party.link.type not in MEDIA:
        return []
    key = party.key.removeprefix("source:")
    return [leaf for leaf in leaves if leaf is not party and key in leaf.via | leaf.outlets]


def relays(leaves: Sequence[Leaf], union: UnionFind[str], setting: Setting) -> list[tuple[Leaf, Leaf]]:
    """Agencies and outlets that only relay, each with a candidate at the end of what it relays.

    A group of nothing but relaying parties, and articles that carry their text, is no origin. Parties
    that relay only each other are one; otherwise each goes to one of the ends that it leads to (which
    one changes no count).
    """
    groups: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        groups.setdefault(union.find(leaf.key), []).append(leaf)
    steps: dict[str, dict[str, tuple[Leaf, Leaf]]] = {}
    for root, members in groups.items():
        found = [(party, source) for party in members for source in relayed_by(party, leaves)]
        idle = {party.key for party, _ in found} | {
            leaf.key for leaf in members if _carries(leaf, members, setting)
        }
        out = {union.find(source.key): (party, source) for party, source in sorted(found, key=_by_keys)[::-1]}
        out.pop(root, None)
        steps[root] = out if len(idle) == len(members) else {}
    reach = {root: _reachable(root, steps) for root in groups}
    ends = {root for root in groups if all(root in reach[other] for other in reach[root])}
    chosen: list[tuple[Leaf, Leaf]] = []
    for root in sorted(root for root in groups if steps[root]):
        if root in ends:
            chosen += [steps[root][other] for other in sorted(steps[root])]
        else:
            # who says only a part may be no origin: whoever says all comes first
            end = min(reach[root] & ends, key=lambda key: (not any(leaf.full for leaf in groups[key]), key))
            party, source = steps[root].get(end) or next(iter(steps[root].values()))
            chosen.append((party, source if end in steps[root] else groups[end][0]))
    return chosen


def _carries(leaf: Leaf, members: Sequence[Leaf], setting: Setting) -> bool:
    """Whether a leaf is only an outlet's article that carries the text of another member's article."""
    return leaf.own and any(setting.share_text(leaf, other) for other in members if other is not leaf)


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
