"""Claims that very many report: the work grows with the reports, not with their pairs."""

from __future__ import annotations

import pytest

from newsroom import newsroom, one_text, whole_text
from rasd.lineage.leaves import find_leaves
from rasd.lineage.origins import standing
from rasd.lineage.pairs import certain_pairs
from rasd.lineage.setting import look, texts_of

NAMES = ["سامي", "كريم", "ليلى", "سعاد", "نادر", "هدى", "وليد", "رنا", "جمال", "فادي"]
FAMILIES = ["حداد", "نصار", "عون", "قيس", "صباغ", "خوري", "داغر", "شاهين", "عيسى", "مراد"]
OFFICIALS = [f"وزير النقل {name} {family}" for name in NAMES for family in FAMILIES]


def outlets(count: int, said: list[str]) -> list[str]:
    """Reports in turn by ``count`` outlets, a minute after each other."""
    return [
        f"a{at:04} {at // 60 % 24:02}:{at % 60:02} موقع {at % count} | {said[at % len(said)]}"
        for at in range(max(count, len(said)))
    ]


MANY = {
    "100 officials, each in three outlets": (outlets(300, OFFICIALS), "100-100", 100),
    "300 outlets' own reports": (outlets(300, ["own"]), "1-300", 300),
    "300 mentions of one unnamed source": (outlets(300, ["مصدر أمني"]), "1-300", 300),
    "one agency's unnamed source in 300 outlets": (outlets(300, ["وكالة رويترز ← مصدر أمني"]), "1-1", 300),
    "300 statements in one article": (
        ["a 08:00 الخبر | " + " | ".join(f"وكالة الغد {at} ← مصدر أمني" for at in range(300))],
        "1-300",
        300,
    ),
}


@pytest.mark.parametrize(("lines", "range_", "candidates"), MANY.values(), ids=MANY)
def test_very_many_are_counted(lines: list[str], range_: str, candidates: int) -> None:
    analyses, claim = newsroom(lines)
    found = standing(claim, analyses, [], [])
    assert f"{found.lowest}-{found.highest}" == range_
    leaves = find_leaves(claim.statements, texts_of(analyses, [], []).known)
    assert len(leaves) == candidates


@pytest.mark.parametrize(("lines", "most"), [(lines, most) for lines, _, most in list(MANY.values())[:4]])
def test_few_pairs_are_looked_at(lines: list[str], most: int) -> None:
    """Of 300 candidates there are 44,850 pairs."""
    analyses, claim = newsroom(lines)
    texts = texts_of(analyses, [], [])
    leaves = find_leaves(claim.statements, texts.known)
    assert len(list(certain_pairs(leaves, look(leaves, texts)))) <= 10 * most


def test_one_text_in_very_many_outlets_is_one_origin() -> None:
    analyses, claim = newsroom(outlets(300, ["own"]))
    passages = [p for at in range(1, 300) for p in whole_text("a0000", f"a{at:04}", analyses, "a>b")]
    copies = [one_text(f"a{at:04}", "a0000") for at in range(1, 300)]
    found = standing(claim, analyses, passages, copies)
    assert (found.lowest, found.highest, len(found.copies)) == (1, 1, 299)
