"""A claim told in three languages is one, by what no language owns; what contradicts stays apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from rasd import attribute, trace
from rasd.lang.events import event
from rasd.lang.normalize import fold
from rasd.model import Article, Claim, Stance
from rasd.stories.additions import Group
from rasd.stories.bridging import bridge
from rasd.stories.units import find_units

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
ENGLISH = Article(
    "en",
    "Reuters said on Tuesday that Qatar sent 300 troops to the port of Tadmor in Syria. The foreign ministry "
    "in Damascus denied that Qatar sent troops to Tadmor.",
    title="Qatar sent 300 troops to Tadmor in Syria, Reuters says",
    outlet="Harbour Post",
    language="en",
    published=NOON,
)
ARABIC = Article(
    "ar",
    "ذكرت وكالة رويترز أن قطر أرسلت 300 جندي من القوات إلى ميناء تدمر في سوريا.",
    title="رويترز: قطر ترسل 300 جندي إلى تدمر في سوريا",
    outlet="بوابة الميناء",
    language="ar",
    published=NOON + timedelta(hours=2),
)
PERSIAN = Article(
    "fa",
    "به گزارش رویترز، قطر ۳۰۰ نیرو به بندر تدمر در سوریه فرستاد.",
    title="رویترز: قطر ۳۰۰ نیرو به تدمر سوریه فرستاد",
    outlet="خبر بندر",
    language="fa",
    published=NOON + timedelta(hours=4),
)


def claims(*articles: Article) -> list[Claim]:
    (story,) = trace(articles)
    return list(story.claims)


def who(claim: Claim) -> set[str]:
    return {one.article for one in claim.statements}


@pytest.mark.parametrize("order", [(ENGLISH, ARABIC, PERSIAN), (PERSIAN, ARABIC, ENGLISH)])
def test_one_claim_in_three_languages_has_one_origin(order: tuple[Article, ...]) -> None:
    (claim,) = claims(*order)
    assert who(claim) == {"en", "ar", "fa"}
    assert claim.standing is not None
    assert (claim.standing.lowest, claim.standing.highest) == (1, 1)
    assert claim.standing.origins[0].name in ("Reuters", "وكالة رويترز", "رویترز")


def test_the_evidence_names_what_agrees() -> None:
    (claim,) = claims(ENGLISH, ARABIC)
    told = [
        dict(e.values) for s in claim.statements for e in s.evidence if e.rule == "said-in-another-language"
    ]
    assert [row["article"] for row in told] == ["en"]
    assert "جندي = troops" in told[0]["agree"]
    assert "قطر = Qatar" in told[0]["agree"]


VAGUER = replace(ENGLISH, text="Reuters said on Tuesday that Qatar sent 300 troops to a port in Syria.")


@pytest.mark.parametrize("order", list(permutations((VAGUER, ARABIC, PERSIAN))))
def test_the_reasons_tie_all_three_together(order: tuple[Article, ...]) -> None:
    known = list(attribute(order))
    units = [unit for unit in find_units(known) if unit.stance is Stance.ASSERTS]
    (group,) = bridge([Group([at]) for at in range(len(units))], units, known)
    ties = {
        frozenset((order[units[at].article].id, dict(reason.values)["article"]))
        for at, reasons in group.bridged.items()
        for reason in reasons
    }
    assert len(ties) == 2
    assert frozenset.union(*ties) == {"en", "ar", "fa"}


def test_two_agencies_are_two_origins_of_one_claim() -> None:
    other = replace(ARABIC, text=ARABIC.text.replace("وكالة رويترز", "وكالة تسنيم"), title=ARABIC.title[8:])
    claim = claims(ENGLISH, other)[0]
    assert who(claim) == {"en", "ar"}
    assert claim.standing is not None
    assert claim.standing.highest == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("300", "700"),  # another number
        ("قطر أرسلت", "قطر لم ترسل"),  # the opposite
        ("أرسلت 300 جندي من القوات", "تبحث بناء 300 منزل"),  # another thing
    ],
)
def test_what_contradicts_stays_apart(old: str, new: str) -> None:
    other = replace(ARABIC, text=ARABIC.text.replace(old, new))
    together = [claim for claim in claims(ENGLISH, other) if who(claim) == {"en", "ar"}]
    assert together == []


@pytest.mark.parametrize(
    "words", ["troops القوات نیروهای", "sent أرسلت فرستاد", "killed قتلى کشته", "port ميناء بندر"]
)
def test_what_happened_has_one_name_in_every_language(words: str) -> None:
    assert len({event(fold(word)) for word in words.split()} - {""}) == 1
    assert event("table") == ""


@pytest.mark.parametrize("word", ["آتش", "بس", "سوزی", "جمهور"])
def test_half_of_what_is_written_in_two_words_tells_nothing(word: str) -> None:
    assert event(fold(word)) == ""


@pytest.mark.parametrize(("word", "name"), [("کشته", "dead"), ("کشتی", "ship"), ("آتش‌بس", "truce")])
def test_words_of_one_stem_are_told_apart(word: str, name: str) -> None:
    assert event(fold(word)) == name
