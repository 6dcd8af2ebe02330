"""Slow plain twins of the fast parts: what they compute, written so that it can be checked by reading.

Each section belongs to one room. A law in ``tests/laws`` says that a twin and its fast part agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time
from itertools import combinations
from math import inf
from typing import NamedTuple

from rasd.components import UnionFind
from rasd.lang.descriptors import describe
from rasd.lang.normalize import fold
from rasd.lang.tokens import word_spans
from rasd.lineage.explain import reason
from rasd.lineage.joins import CERTAIN, POSSIBLE, first_reason
from rasd.lineage.judging import Decisions, Joining
from rasd.lineage.leaves import Leaf
from rasd.lineage.names import is_named, names_beside, same_party
from rasd.lineage.setting import CARRIED, Setting, Texts, longest_first, pair_of
from rasd.lineage.times import moment
from rasd.model import Evidence, LinkType, Passage
from rasd.reuse.cutting import EMPTY

# --- reuse: passages that articles share ----------------------------------------------------------


def stem(word: str) -> str:
    """The folded word without ZWNJ, clitics and endings, taken off one at a time while three letters stay."""
    if len(word) > 64:
        return word
    word = word.replace("\u200c", "")
    while len(word) > 3:
        if word.startswith("ال") and len(word) > 4:
            word = word[2:]
        elif word[0] in "وفبلك":
            word = word[1:]
        elif word[-1] in "هايتنو":
            word = word[:-1]
        else:
            break
    return word


class Text(NamedTuple):
    """A text as folded words, their stems and their spans."""

    words: list[str]
    stems: list[str]
    spans: list[tuple[int, int]]


def read_text(text: str) -> Text:
    """What ``rasd.reuse.words`` makes of a text."""
    spans = [(span.start, span.end) for span in word_spans(text)]
    words = [fold(text[start:end]) for start, end in spans]
    return Text(words, [stem(word) for word in words], spans)


class Shared(NamedTuple):
    """A passage in words: from ``a`` to before ``a_end`` beside ``b`` to before ``b_end``."""

    a: int
    a_end: int
    b: int
    b_end: int
    pairs: int
    equal: int
    score: int


class Won(NamedTuple):
    """What an alignment has won: compared by score, then equal words, then pairs."""

    score: int
    equal: int
    pairs: int

    def __add__(self, other: Won) -> Won:  # type: ignore[override]
        return Won(self.score + other.score, self.equal + other.equal, self.pairs + other.pairs)


def is_number(word: str) -> bool:
    """A folded word that begins with a digit."""
    return word.replace("\u200c", "")[:1] in set("0123456789")


def match(a: Text, i: int, b: Text, j: int) -> Won:
    """What it wins to set two words of one stem beside each other."""
    if a.words[i] != b.words[j]:
        return Won(2, 0, 1)
    word = a.words[i]
    return Won(4 if is_number(word) else 2 if len(word) <= 3 else 3, 1, 1)


def gap(words: int) -> int:
    return 1 + words if words else 0


def edit(a: Sequence[str], b: Sequence[str]) -> Won:
    """The cheapest way to pass words that match nowhere: every number of them replaced is tried."""
    numbers = min(sum(map(is_number, a)), sum(map(is_number, b)))
    ways = [Won(-3 * s - gap(len(a) - s) - gap(len(b) - s), 0, s) for s in range(min(len(a), len(b)) + 1)]
    return max(ways) + Won(-3 * numbers, 0, 0)


def bridge(a: Text, i: int, b: Text, j: int, dip: int) -> tuple[int, int, Won] | None:
    """How many words of either side are passed, and what is won, where an edited stretch is crossed at all.

    Tries every chain of matching words in the window; of those that win something the shortest counts.
    """
    rows, columns = min(24, len(a.stems) - i), min(24, len(b.stems) - j)
    best = {(0, 0): Won(0, 0, 0)}
    for r, c in sorted((r, c) for r in range(1, rows + 1) for c in range(1, columns + 1)):
        if a.stems[i + r - 1] != b.stems[j + c - 1]:
            continue
        ways = [
            won + edit(a.words[i + p : i + r - 1], b.words[j + q : j + c - 1])
            for (p, q), won in best.items()
            if p < r and q < c
        ]
        allowed = [way for way in ways if way.score >= dip]
        if allowed:
            best[r, c] = max(allowed) + match(a, i + r - 1, b, j + c - 1)
    ends = [
        (r + c, -won.score, -won.equal, -won.pairs, abs(r - c), r, c)
        for (r, c), won in best.items()
        if won.score > 0
    ]
    if not ends:
        return None
    r, c = min(ends)[-2:]
    return r, c, best[r, c]


class Reach(NamedTuple):
    """How far two texts go together: the next words, what was won, and in how many columns."""

    i: int
    j: int
    won: Won
    columns: int


def extend(a: Text, b: Text, start: Reach, identity: float) -> Reach:
    """How far two texts are the same, lightly edited, from two places on: the furthest good place."""
    now, places = start, []
    while True:
        while now.i < len(a.stems) and now.j < len(b.stems) and a.stems[now.i] == b.stems[now.j]:
            now = Reach(now.i + 1, now.j + 1, now.won + match(a, now.i, b, now.j), now.columns + 1)
        places.append(now)
        crossed = bridge(a, now.i, b, now.j, -min(16, now.won.score))
        if crossed is None:
            break
        rows, columns, won = crossed
        more = rows + columns - won.pairs
        now = Reach(now.i + rows, now.j + columns, now.won + won, now.columns + more)
    good = [place for place in places if place.won.equal >= identity * place.columns]
    return good[-1] if good else places[0]


def reverse(text: Text) -> Text:
    return Text(text.words[::-1], text.stems[::-1], text.spans[::-1])


def grow(a: Text, i: int, b: Text, j: int, identity: float) -> Shared:
    """The passage round a place where two texts agree."""
    ahead = extend(a, b, Reach(i, j, Won(0, 0, 0), 0), identity)
    turned = Reach(len(a.stems) - i, len(b.stems) - j, ahead.won, ahead.columns)
    back = extend(reverse(a), reverse(b), turned, identity)
    score, equal, pairs = back.won
    return Shared(len(a.stems) - back.i, ahead.i, len(b.stems) - back.j, ahead.j, pairs, equal, score)


def first_runs(text: Text) -> dict[tuple[str, ...], int]:
    """Each run of five stems, and where it stands first."""
    found: dict[tuple[str, ...], int] = {}
    for at in range(len(text.stems) - 4):
        found.setdefault(tuple(text.stems[at : at + 5]), at)
    return found


def seeds(a: Text, b: Text) -> Iterator[tuple[int, int]]:
    """Places, in order of ``b``, where a run of five stems begins that does not go on from one before."""
    mine, theirs = first_runs(a), first_runs(b)
    pairs = {(at, theirs[run]) for run, at in mine.items() if run in theirs}
    for i, j in sorted(pairs, key=lambda pair: pair[::-1]):
        known = i - 1 in mine.values() and j - 1 in theirs.values()
        if not (known and a.stems[i - 1] == b.stems[j - 1]):
            yield i, j


def filled_in(a: Text, b: Text, found: Shared) -> bool:
    """Whether a third of the numbers of a passage have changed, and many: one form, filled in twice."""
    ours = [i for i in range(found.a, found.a_end) if is_number(a.words[i])]
    theirs = [j for j in range(found.b, found.b_end) if is_number(b.words[j])]
    shift = found.b - found.a
    kept = 0
    for i in ours:
        here = range(max(found.b, min(i + shift, found.b_end) - 24), min(i + shift + 24, found.b_end))
        same = [j for j in here if b.words[j] == a.words[i]]
        if same:
            kept += 1
            shift = min(same, key=lambda j: abs(j - i - shift)) - i
    changed = min(len(ours), len(theirs)) - kept
    return changed >= 3 and 2 * changed >= kept and 12 * changed >= found.pairs


def good(a: Text, b: Text, found: Shared, words: int, identity: float) -> bool:
    columns = found.a_end - found.a + found.b_end - found.b - found.pairs
    enough = found.pairs >= words and found.equal >= identity * columns
    return enough and not (found.equal < columns and filled_in(a, b, found))


def inside(place: int, low: int, high: int) -> bool:
    return low <= place < high


def half_inside(low: int, high: int, other_low: int, other_high: int) -> bool:
    return 2 * (min(high, other_high) - max(low, other_low)) >= high - low


def shared_passages(a: Text, b: Text, words: int = 12, identity: float = 0.6) -> list[Shared]:
    """All passages of two texts, with no regard to stock: the whole ladder for one pair."""
    found: list[Shared] = []
    last: Shared | None = None
    for i, j in seeds(a, b):
        looked = [*found, *([last] if last else [])]
        if any(inside(i, p.a, p.a_end) and inside(j, p.b, p.b_end) for p in looked):
            continue
        last = grow(a, i, b, j, identity)
        if good(a, b, last, words, identity):
            found.append(last)
            last = None
    chosen: list[Shared] = []
    for passage in sorted(found, key=lambda p: -p.score):
        if not any(
            half_inside(passage.a, passage.a_end, better.a, better.a_end)
            or half_inside(passage.b, passage.b_end, better.b, better.b_end)
            for better in chosen
        ):
            chosen.append(passage)
    return sorted(chosen, key=lambda p: (p.a, p.b))


def all_passages(
    texts: Sequence[str], words: int = 12, identity: float = 0.6
) -> list[tuple[int, int, Shared]]:
    """The passages of every pair of texts, the earlier text first."""
    read = [read_text(text) for text in texts]
    return [
        (a, b, found)
        for a, b in combinations(range(len(texts)), 2)
        for found in shared_passages(read[a], read[b], words, identity)
    ]


def occurrences(texts: Sequence[str]) -> dict[tuple[str, ...], list[tuple[int, int]]]:
    """Each run of five stems that several texts have: the texts, and where it stands first in each."""
    found: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for number, text in enumerate(texts):
        for run, at in first_runs(read_text(text)).items():
            found.setdefault(run, []).append((number, at))
    return {run: places for run, places in found.items() if len(places) > 1}


def fingerprint(stems: Sequence[int], at: int) -> int:
    """The hash of five codes from ``at`` on, none of them negative; -1 where there are not five."""
    run = stems[at : at + 5]
    if len(run) < 5 or min(run) < 0:
        return -1
    state = EMPTY
    for code in run:
        high = ((state >> 31) ^ code) * 16777619 % 2**31
        low = (state % 2**31 + code) * 1540483477 % 2**31
        state = high * 2**31 + (low ^ low >> 15)
    return state ^ state >> 29


def sketch(stems: Sequence[int], classes: int = 16) -> list[int]:
    """A byte of the least code of each class of codes (those that leave one remainder); 255 for none."""
    least = [min((s for s in stems if s % classes == k), default=None) for k in range(classes)]
    return [255 if code is None else code // classes % 255 for code in least]


def thinned(rows: Sequence[tuple[int, int]], home: dict[int, int], most: int) -> list[tuple[int, int]]:
    """The first place of each value in each article; of more than ``most`` articles some, spread evenly."""
    first: dict[tuple[int, int], int] = {}
    for value, place in sorted(rows):
        first.setdefault((value, home[place]), place)
    kept: list[tuple[int, int]] = []
    for value in sorted({value for value, _ in rows}):
        places = [place for (other, _), place in first.items() if other == value]
        n = len(places)
        chosen = places if n <= most else [places[k * n // most] for k in range(most)]
        kept += [(value, place) for place in chosen]
    return kept


# --- lineage: which candidates for origins are one -------------------------------------------------


def wording(a: Leaf, b: Leaf, texts: Texts) -> list[Passage]:
    """The passages that carry the wording of a statement of ``a`` to one of ``b`` or back."""
    found = []
    for passage in (passage for row in texts.passages.values() for passage in row):
        for x, y in [(x, y) for x in a.statements for y in b.statements]:
            for one, other in ((x, y), (y, x)):
                here = (one.article, other.article) == (passage.a, passage.b)
                if here and passage.carries(one.span, other.span) >= CARRIED:
                    found.append(passage)
    return sorted(set(found), key=longest_first)


def apposed(a: Leaf, b: Leaf, texts: Texts) -> set[str]:
    """The articles of two persons that put a title right before a name."""
    if not (a.named and b.named and a.link.type == b.link.type == LinkType.PERSON):
        return set()
    found = set()
    for title, person in ((a, b), (b, a)):
        own = describe(person.link.name).proper
        if own and not describe(title.link.name).proper:
            ids = {*a.articles, *b.articles}
            found |= {id_ for id_ in ids if own[-1] in names_beside(title.link, texts.folded(id_))}
    return found


def cited(id_: str, leaves: Sequence[Leaf], texts: Texts) -> set[str]:
    """The named candidates that an article cites for anything."""
    links = [link for said in texts.known[id_].attributions for link in said.chain if is_named(link)]
    return {leaf.key for leaf in leaves if leaf.named for link in links if same_party(link, leaf.link)}


def setting_of(leaves: Sequence[Leaf], texts: Texts) -> Setting:
    """What candidates have to do with each other: every two are looked at."""
    pairs = list(combinations(leaves, 2))
    carried = {pair_of(a, b): wording(a, b, texts) for a, b in pairs}
    beside = {pair_of(a, b): apposed(a, b, texts) for a, b in pairs}
    return Setting(texts, carried, beside, {id_: cited(id_, leaves, texts) for id_ in texts.known})


class Counted(NamedTuple):
    """The groups of candidates, with the reasons of each, and which of them may be one, with the reasons."""

    groups: list[list[Leaf]]
    because: list[list[Evidence]]
    possibly: dict[tuple[int, int], list[Evidence]]
    lowest: int


def count_origins(leaves: Sequence[Leaf], texts: Texts, decided: Decisions) -> Counted:
    """The candidates as groups: every rule is tried on every two of them, and splits are kept."""
    setting = setting_of(leaves, texts)
    union = Joining(leaves, decided)
    joins: list[tuple[str, Evidence]] = []
    for a, b in combinations(leaves, 2):
        why = first_reason(CERTAIN, a, b, setting)
        if why and union.union(a.key, b.key):
            joins.append((a.key, why))
    for a, b in relayed(leaves, union, setting):
        if union.relay(a.key, b.key):
            joins.append((a.key, reason("relayed", party=a.link.name, source=b.link.name)))
    by_key = {leaf.key: leaf for leaf in leaves}
    groups = [[by_key[key] for key in keys] for keys in union.groups()]
    groups.sort(
        key=lambda group: min((x.first, x.statements[0].article, x.statements[0].span, x.key) for x in group)
    )
    for group in groups:
        settle(group, texts)
    because = [
        [why for leaf in group for why in leaf.evidence]
        + [why for key, why in joins if union.joined(key, group[0].key)]
        for group in groups
    ]
    possibly = {}
    for (i, one), (k, other) in combinations(enumerate(groups), 2):
        ways = [[rule(a, b, setting) for a in one for b in other] for rule in POSSIBLE]
        if found := [next(filter(None, way)) for way in ways if any(way)]:
            possibly[i, k] = found
    full = UnionFind(i for i, group in enumerate(groups) if any(leaf.full for leaf in group))
    whole = {i for part in full.groups() for i in part}
    for i, k in possibly:
        if i in whole and k in whole:
            full.union(i, k)
    return Counted(groups, because, possibly, len(full.groups()) or min(1, len(groups)))


def settle(group: Sequence[Leaf], texts: Texts) -> None:
    """When the first of a group was there, and who only carries a text of another: every two looked at."""
    ids = {id_ for leaf in group for id_ in leaf.articles} - texts.undated
    articles = [texts.known[id_].article for id_ in ids]
    times = [(article.published, moment(article)) for article in articles]
    dated = [(at, at + 86_400.0 * (when.time() == time())) for when, at in times if when is not None]
    for leaf in group:
        leaf.since = min((first for first, _ in dated), default=-inf)
        leaf.known_by = min((last for _, last in dated), default=inf)
        before = [
            other for other in group
            if leaf.own and other is not leaf and other.party not in leaf.outlets
            and (not other.own or (other.first, other.key) < (leaf.first, leaf.key))
        ]  # fmt: skip
        leaf.carrying = any(
            y in texts.one_text.get(x, ()) for other in before for x in leaf.articles for y in other.articles
        )


def relayed(leaves: Sequence[Leaf], union: UnionFind[str], setting: Setting) -> list[tuple[Leaf, Leaf]]:
    """Agencies and outlets that only relay, each with a candidate that they lead to.

    A group is no origin if each of its members is a medium that relays a candidate, or an outlet's
    article that carries the text of another member, and one candidate at least is outside. From such groups
    one goes on until one comes to a group that is none of them; a ring of such groups is one.
    """
    groups: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        groups.setdefault(union.find(leaf.key), []).append(leaf)
    steps: dict[str, dict[str, tuple[Leaf, Leaf]]] = {root: {} for root in groups}
    for root, members in groups.items():
        ways = [
            (party, source)
            for party in members
            for source in leaves
            if source is not party and not party.own and party.link.type in ("agency", "outlet", "social")
            and party.key.removeprefix("source:") in source.via | source.outlets
        ]  # fmt: skip
        parties = {party.key for party, _ in ways}
        carriers = {
            leaf.key for leaf in members
            if leaf.derived and any(setting.share_text(leaf, other) for other in members if other is not leaf)
        }  # fmt: skip
        if {leaf.key for leaf in members} == parties | carriers:
            for party, source in sorted(ways, key=lambda way: (way[0].key, not way[1].full, way[1].key))[
                ::-1
            ]:
                if union.find(source.key) != root:
                    steps[root][union.find(source.key)] = party, source
    reach: dict[str, set[str]] = {root: set(steps[root]) for root in groups}
    for _ in groups:
        reach = {root: near.union(*(reach[other] for other in near)) for root, near in reach.items()}
    ends = {root for root in groups if all(root in reach[other] for other in reach[root])}
    chosen = []
    for root in sorted(groups):
        if steps[root] and root in ends:
            chosen += [steps[root][other] for other in sorted(steps[root])]
        elif steps[root]:
            whole = {key for key in groups if any(leaf.full for leaf in groups[key])}
            end = min(reach[root] & ends, key=lambda key: (key not in whole, key))
            chosen.append(steps[root].get(end) or (next(iter(steps[root].values()))[0], groups[end][0]))
    return chosen
