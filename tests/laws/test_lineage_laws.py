"""Laws of counting origins, over small generated newsrooms."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

import oracles
from newsroom import newsroom, one_text, whole_text, wording_shared
from rasd.components import UnionFind
from rasd.lineage.judging import decisions, judgement
from rasd.lineage.leaves import SUPPORT, find_leaves
from rasd.lineage.origins import standing
from rasd.lineage.possible import TOLD, joins_of
from rasd.lineage.setting import texts_of
from rasd.lineage.times import moment
from rasd.model import Analysis, Claim, Copy, Judgement, Passage, Standing, Statement

SOURCES = [
    "own", "own", "?", "مصدر أمني", "مصدر أمني سوري", "مصدر طبي سوري", "مصدر عسكري تركي", "شهود",
    "وزير النقل سامي حداد", "وزير النقل", "حداد", "كريم حداد", "وزارة النقل", "السفير الروسي", "فاسيلي بوروف",
    "الجيش السوري", "متحدث باسم الجيش السوري", "وكالة رويترز", "وكالة الأناضول",
    "وكالة رويترز ← مصدر أمني", "وكالة الأناضول ← مصدر أمني", "صحيفة الميناء", "قناة الشرق",
    "وكالة رويترز ← وزير النقل سامي حداد", "صحيفة الميناء ← شهود", "قناة الشرق ← صحيفة الميناء",
    "صحيفة الميناء ← قناة الشرق", "وزير النقل سامي حداد ← تقرير",
]  # fmt: skip
STANCES = ["", "", "", "", " : denies", " : confirms", " : declines", " : doubts", " : partly"]
OUTLETS = ["الخبر", "صحيفة الميناء", "قناة الشرق", "موقع الفجر", "رويترز"]
CREDITS = ["", "", "", " | credit رويترز", " | credit وكالات", " | credit رويترز + وكالة الأناضول"]
BESIDE = ["", "", "", " قال وزير النقل سامي حداد", " قال السفير الروسي، فاسيلي بوروف"]
HOURS = ["08:00", "09:00", "10:00", "-"]

Room = tuple[list[Analysis], Claim, list[Passage], list[Copy]]

SAID = st.tuples(st.sampled_from(SOURCES), st.sampled_from(STANCES)).map(
    lambda pair: pair[0] if pair[0] == "own" else "".join(pair)
)
LINE = st.tuples(
    st.sampled_from(HOURS),
    st.sampled_from(OUTLETS),
    st.lists(SAID, min_size=1, max_size=3),
    st.sampled_from(CREDITS),
).map(lambda x: f"{x[0]} {x[1]} | {' | '.join(x[2])}{x[3]}")


@st.composite
def rooms(draw: st.DrawFn, most: int = 7) -> Room:
    """A newsroom with some texts copied whole, and some wordings shared."""
    lines = [f"a{at} {line}" for at, line in enumerate(draw(st.lists(LINE, min_size=1, max_size=most)))]
    analyses, claim = newsroom(lines)
    analyses = [_longer(analysis, draw(st.sampled_from(BESIDE))) for analysis in analyses]
    ids = [analysis.article.id for analysis in analyses]
    directions = st.sampled_from(["undetermined", "a>b", "b>a"])
    passages: list[Passage] = []
    copies: list[Copy] = []
    for a, b in draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=3)):
        if a < b:
            passages += whole_text(a, b, analyses, draw(directions))
            copies.append(one_text(b, a))
    if claim.statements:
        said = st.sampled_from(claim.statements)
        for x, y in draw(st.lists(st.tuples(said, said), max_size=3)):
            passages.append(wording_shared(x, y, draw(directions)))
    return analyses, claim, passages, copies


def _longer(analysis: Analysis, more: str) -> Analysis:
    return replace(analysis, article=replace(analysis.article, text=analysis.article.text + more))


def copied(analysis: Analysis, id_: str, outlet: str, hour: int) -> Analysis:
    """The same text as another outlet's article."""
    published = analysis.article.published
    article = replace(
        analysis.article, id=id_, outlet=outlet, published=published and published.replace(hour=hour)
    )
    own = tuple(replace(a, article=id_) for a in analysis.attributions)
    return replace(analysis, article=article, attributions=own, credits=())


def count(room: Room, judgements: Sequence[Judgement] = ()) -> Standing:
    """The standing of a newsroom's claim."""
    analyses, claim, passages, copies = room
    return standing(claim, analyses, passages, copies, judgements)


def asserted(claim: Claim) -> bool:
    return any(statement.stance in ("asserts", "confirms") for statement in claim.statements)


@given(rooms())
def test_the_range_is_a_range(room: Room) -> None:
    analyses, claim, passages, copies = room
    found = standing(claim, analyses, passages, copies)
    if asserted(claim):
        assert 1 <= found.lowest <= found.highest
    else:
        assert found.lowest == found.highest == 0
    assert found.highest == len(found.origins)
    assert sum(origin.firm for origin in found.origins) <= found.lowest


@settings(max_examples=300)
@given(rooms(most=12))
def test_no_pair_is_overlooked(room: Room) -> None:
    """The fast count looks at few pairs, and finds what looking at every pair finds."""
    analyses, claim, passages, copies = room
    texts = texts_of(analyses, passages, copies)
    statements = sorted(claim.statements, key=lambda s: (_moment(texts.known[s.article]), s.article, s.span))
    supporting = [statement for statement in statements if statement.stance in SUPPORT]
    plain = oracles.count_origins(find_leaves(supporting, texts.known), texts, decisions([]))
    found = standing(claim, analyses, passages, copies)
    assert (found.lowest, found.highest) == (plain.lowest, len(plain.groups))
    assert len(found.origins) <= TOLD
    for at, origin in enumerate(found.origins):
        pairs = {(set(pair) - {at}).pop(): why for pair, why in plain.possibly.items() if at in pair}
        assert origin.possibly == tuple(str(other + 1) for other in sorted(pairs))
        reasons = plain.because[at] + [why for _, row in sorted(pairs.items()) for why in row]
        assert [why for why in origin.evidence if why.rule != "partly-the-same"] == list(
            dict.fromkeys(reasons)
        )


@given(rooms(most=9), st.data())
def test_no_pair_is_overlooked_where_some_are_kept_apart(room: Room, data: st.DataObject) -> None:
    analyses, claim, passages, copies = room
    texts = texts_of(analyses, passages, copies)
    keys = [key for origin in count(room).origins for key in origin.keys]
    two = st.lists(st.sampled_from(keys), min_size=2, max_size=2, unique=True)
    about = data.draw(st.lists(two, max_size=4)) if keys[1:] else []
    when = datetime(2026, 3, 3, tzinfo=UTC)
    splits = [judgement("split", pair, "هدى", when) for pair in about]
    statements = sorted(claim.statements, key=lambda s: (_moment(texts.known[s.article]), s.article, s.span))
    supporting = [statement for statement in statements if statement.stance in SUPPORT]
    plain = oracles.count_origins(find_leaves(supporting, texts.known), texts, decisions(splits))
    found = count(room, splits)
    rows = [{leaf.key for leaf in row} for row in plain.groups]
    assert len(found.origins) == len(rows)
    assert all(set(origin.keys) <= row for origin, row in zip(found.origins, rows, strict=True))


def _moment(analysis: Analysis) -> float:
    return moment(analysis.article)


def test_where_nearly_all_may_be_one_every_step_to_the_lowest_is_told() -> None:
    """Of very many origins not every pair is told, and every step is."""
    lines = [f"a{at:02} 08:00 موقع {at} | مصدر {('أمني', 'طبي')[at % 2]} {at}" for at in range(3 * TOLD)]
    analyses, claim = newsroom(lines)
    found = standing(claim, analyses, [], [])
    assert (found.lowest, found.highest) == (2, 3 * TOLD)
    assert all(len(origin.possibly) == 1.5 * TOLD - 1 for origin in found.origins)
    assert max(len(origin.evidence) for origin in found.origins) <= 1 + TOLD + 1
    told = [dict(why.values) for why in found.evidence if why.rule == "both-unnamed"]
    assert len(_parts((int(pair["a"].split()[-1]), int(pair["b"].split()[-1])) for pair in told)) == 2


@given(st.integers(1, 40), st.sets(st.tuples(st.integers(0, 39), st.integers(0, 39))), st.integers(0))
def test_the_fewest_steps_join_what_all_steps_join(
    size: int, pairs: set[tuple[int, int]], among: int
) -> None:
    among %= 1 << size
    inside = [(a, b) for a, b in sorted(pairs) if a != b and among >> a & 1 and among >> b & 1]
    others = [
        sum(1 << (a + b - at) for a, b in {*map(_up, pairs)} if at in (a, b) and a != b) for at in range(size)
    ]
    found = joins_of(others, among)
    assert set(found) <= {_up(pair) for pair in inside}
    assert _parts(found) == _parts(inside)
    assert len(found) == sum(len(part) - 1 for part in _parts(found))


def _up(pair: tuple[int, int]) -> tuple[int, int]:
    return min(pair), max(pair)


def _parts(pairs: Iterable[tuple[int, int]]) -> set[frozenset[int]]:
    union: UnionFind[int] = UnionFind()
    for a, b in pairs:
        union.union(a, b)
    return {frozenset(part) for part in union.groups()}


@given(rooms(), st.randoms(use_true_random=False))
def test_the_order_of_input_changes_nothing(room: Room, shuffler: random.Random) -> None:
    analyses, claim, passages, copies = room
    before = standing(claim, analyses, passages, copies)
    statements = list(claim.statements)
    for row in (analyses, statements, passages, copies):
        shuffler.shuffle(row)
    assert standing(replace(claim, statements=tuple(statements)), analyses, passages, copies) == before


COPYING = st.tuples(st.integers(0, 6), st.sampled_from([*OUTLETS, "بوابة أخرى"]), st.integers(5, 12))


def with_a_copy(room: Room, copying: tuple[int, str, int]) -> Room:
    """The newsroom with one of its articles copied whole by some outlet at some hour."""
    analyses, claim, passages, copies = room
    which, outlet, hour = copying
    original = analyses[which % len(analyses)]
    copy = copied(original, "z", outlet, hour)
    reports = [s for s in claim.statements if s.article == original.article.id]
    more = Claim(claim.id, claim.text, (*claim.statements, *(_moved(s) for s in reports)))
    everyone = [*analyses, copy]
    shared = whole_text(original.article.id, "z", everyone)
    return everyone, more, [*passages, *shared], [*copies, one_text("z", original.article.id)]


@given(rooms(), COPYING)
def test_a_copied_article_never_raises_the_highest(room: Room, copying: tuple[int, str, int]) -> None:
    assert count(with_a_copy(room, copying)).highest <= count(room).highest


def _moved(statement: Statement) -> Statement:
    found = statement.attribution
    return replace(statement, article="z", attribution=found and replace(found, article="z"))


@given(rooms(), LINE)
def test_a_further_article_never_lowers_who_confirmed_or_denied(room: Room, line: str) -> None:
    analyses, claim, passages, copies = room
    before = standing(claim, analyses, passages, copies)
    more, said = newsroom([f"z {line}"])
    longer = Claim(claim.id, claim.text, (*claim.statements, *said.statements))
    after = standing(longer, [*analyses, *more], passages, copies)
    assert set(before.confirmed_by) <= set(after.confirmed_by)
    assert set(before.denied_by) <= set(after.denied_by)
    assert set(before.declined) <= set(after.declined)
    assert set(before.denies) <= set(after.denies)
