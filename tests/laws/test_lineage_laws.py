"""Laws of counting origins, over small generated newsrooms."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from newsroom import newsroom, one_text, whole_text
from rasd.lineage.origins import standing
from rasd.model import Analysis, Claim, Copy, Passage, Statement

SOURCES = [
    "own", "?", "مصدر أمني", "مصدر طبي سوري", "شهود", "وزير النقل سامي حداد", "حداد", "وزارة النقل",
    "الجيش السوري", "متحدث باسم الجيش السوري", "وكالة رويترز", "وكالة الأناضول",
    "وكالة رويترز ← مصدر أمني", "وكالة الأناضول ← مصدر أمني", "صحيفة الميناء",
    "وكالة رويترز ← وزير النقل سامي حداد", "صحيفة الميناء ← شهود",
]  # fmt: skip
STANCES = ["", "", "", "", " : denies", " : confirms", " : declines", " : partly"]
OUTLETS = ["الخبر", "صحيفة الميناء", "قناة الشرق", "موقع الفجر"]
CREDITS = ["", "", " | credit رويترز", " | credit وكالات"]
HOURS = ["08:00", "09:00", "10:00", "-"]

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
def rooms(draw: st.DrawFn) -> tuple[list[Analysis], Claim, list[Passage], list[Copy]]:
    """A newsroom with some texts copied whole."""
    lines = [f"a{at} {line}" for at, line in enumerate(draw(st.lists(LINE, min_size=1, max_size=5)))]
    analyses, claim = newsroom(lines)
    ids = [analysis.article.id for analysis in analyses]
    passages: list[Passage] = []
    copies: list[Copy] = []
    for a, b in draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=2)):
        if a < b:
            direction = draw(st.sampled_from(["undetermined", "a>b", "b>a"]))
            passages += whole_text(a, b, analyses, direction)
            copies.append(one_text(b, a))
    return analyses, claim, passages, copies


def copied(analysis: Analysis, id_: str, outlet: str, hour: int) -> Analysis:
    """The same text as another outlet's article."""
    published = analysis.article.published
    article = replace(
        analysis.article, id=id_, outlet=outlet, published=published and published.replace(hour=hour)
    )
    own = tuple(replace(a, article=id_) for a in analysis.attributions)
    return replace(analysis, article=article, attributions=own, credits=())


def asserted(claim: Claim) -> bool:
    return any(statement.stance in ("asserts", "confirms") for statement in claim.statements)


@given(rooms())
def test_the_range_is_a_range(room: tuple[list[Analysis], Claim, list[Passage], list[Copy]]) -> None:
    analyses, claim, passages, copies = room
    found = standing(claim, analyses, passages, copies)
    if asserted(claim):
        assert 1 <= found.lowest <= found.highest
    else:
        assert found.lowest == found.highest == 0
    assert found.highest == len(found.origins)
    assert sum(origin.firm for origin in found.origins) <= found.lowest


@given(rooms(), st.randoms(use_true_random=False))
def test_the_order_of_input_changes_nothing(
    room: tuple[list[Analysis], Claim, list[Passage], list[Copy]], shuffler: random.Random
) -> None:
    analyses, claim, passages, copies = room
    before = standing(claim, analyses, passages, copies)
    statements = list(claim.statements)
    for row in (analyses, statements, passages, copies):
        shuffler.shuffle(row)
    assert standing(replace(claim, statements=tuple(statements)), analyses, passages, copies) == before


@given(rooms(), st.integers(0, 4), st.sampled_from([*OUTLETS, "بوابة أخرى"]), st.integers(5, 12))
def test_a_copied_article_never_raises_the_highest(
    room: tuple[list[Analysis], Claim, list[Passage], list[Copy]], which: int, outlet: str, hour: int
) -> None:
    analyses, claim, passages, copies = room
    before = standing(claim, analyses, passages, copies)
    original = analyses[which % len(analyses)]
    copy = copied(original, "z", outlet, hour)
    reports = [s for s in claim.statements if s.article == original.article.id]
    more = Claim(claim.id, claim.text, (*claim.statements, *(_moved(s) for s in reports)))
    everyone = [*analyses, copy]
    shared = whole_text(original.article.id, "z", everyone)
    after = standing(more, everyone, [*passages, *shared], [*copies, one_text("z", original.article.id)])
    assert after.highest <= before.highest


def _moved(statement: Statement) -> Statement:
    found = statement.attribution
    return replace(statement, article="z", attribution=found and replace(found, article="z"))


@given(rooms(), LINE)
def test_a_further_article_never_lowers_who_confirmed_or_denied(
    room: tuple[list[Analysis], Claim, list[Passage], list[Copy]], line: str
) -> None:
    analyses, claim, passages, copies = room
    before = standing(claim, analyses, passages, copies)
    more, said = newsroom([f"z {line}"])
    longer = Claim(claim.id, claim.text, (*claim.statements, *said.statements))
    after = standing(longer, [*analyses, *more], passages, copies)
    assert set(before.confirmed_by) <= set(after.confirmed_by)
    assert set(before.denied_by) <= set(after.denied_by)
    assert set(before.declined) <= set(after.declined)
    assert set(before.denies) <= set(after.denies)
