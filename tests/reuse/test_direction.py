"""Who had a text first: each reason alone, one against another, and why the direction stays open."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from rasd.errors import InputError
from rasd.lang.parties import parties
from rasd.model import Article, Credit, Direction, Link, LinkType, Passage, Span
from rasd.reuse.clock import Clock
from rasd.reuse.direction import RULES, decide

NOON = datetime(2026, 2, 12, 12, tzinfo=UTC)
TEXT = "نص طويل يكفي لأن يكون فيه مقطع " * 20


def party(name: str, type_: LinkType) -> Link:
    found = parties().lookup(name, certain=True)
    return Link(name, type_, Span(0, len(name)), "", found.key if found else name)


def credit(name: str, type_: LinkType = LinkType.AGENCY, wire: bool = False) -> Credit:
    return Credit("credit line", name, () if wire else (party(name, type_),), Span(0, len(name)), wire)


REUTERS, AFP, WIRE = credit("رويترز"), credit("فرانس برس"), credit("وكالات", wire=True)
JAZEERA = credit("الجزيرة نت", LinkType.OUTLET)
ANSWERS = {"a>b": Direction.A_TO_B, "b>a": Direction.B_TO_A, "-": Direction.UNDETERMINED}


def article(id_: str, minutes: float | None = 0, outlet: str = "", text: str = TEXT) -> Article:
    when = None if minutes is None else NOON + timedelta(minutes=minutes)
    return Article(id_, text, outlet=outlet or f"موقع {id_}", published=when)


def decided(
    a: Article, b: Article, a_credits: tuple[Credit, ...] = (), b_credits: tuple[Credit, ...] = ()
) -> Passage:
    passage = Passage("a", Span(0, 60), "b", Span(200, 260), 1.0, 12)
    (found,) = decide([passage], {"a": a, "b": b}, {"a": a_credits, "b": b_credits})
    assert replace(found, direction=passage.direction, because=()) == passage
    return found


CASES = [
    # a's outlet and minute, b's, a's credits, b's credits: the direction and its reasons (agrees yes, no)
    ("", 0, "", 60, (), (), "a>b", ["published-earlier"]),
    ("", 60, "", 0, (), (), "b>a", ["published-earlier"]),
    ("", 0, "", 4, (), (), "-", ["direction-open close"]),
    ("", 0, "", 0, (), (), "-", ["direction-open equal"]),
    ("", None, "", 0, (), (), "-", ["direction-open absent"]),
    ("", 0, "الجزيرة نت", 60, (JAZEERA,), (), "b>a", ["credits-outlet", "published-earlier no"]),
    ("", 60, "الجزيرة نت", 0, (JAZEERA,), (), "b>a", ["credits-outlet", "published-earlier yes"]),
    ("الجزيرة نت", None, "", 0, (), (JAZEERA,), "a>b", ["credits-outlet"]),
    ("", 0, "رويترز", 60, (REUTERS,), (), "b>a", ["credits-agency", "published-earlier no"]),
    ("رويترز", None, "", None, (), (REUTERS,), "a>b", ["credits-agency"]),
    ("", 0, "", 60, (REUTERS,), (), "-", ["agency-text"]),
    ("", 0, "", 60, (), (REUTERS,), "-", ["agency-text"]),
    ("", 0, "", 60, (REUTERS,), (REUTERS,), "-", ["same-agency"]),
    ("", 0, "", 60, (AFP, REUTERS), (REUTERS,), "-", ["same-agency"]),
    ("", 0, "", 60, (AFP,), (REUTERS,), "-", ["agency-text"]),
    ("", 0, "", 60, (WIRE,), (WIRE,), "-", ["agency-text"]),
    ("", 0, "", 60, (), (WIRE,), "-", ["agency-text"]),
    ("", 0, "الجزيرة نت", 60, (JAZEERA, REUTERS), (REUTERS,), "b>a", ["credits-outlet", "same-agency"]),
    ("رويترز", 60, "", 0, (REUTERS,), (REUTERS,), "a>b", ["credits-agency", "published-earlier no"]),
    ("الجزيرة نت", 0, "رويترز", 60, (REUTERS,), (JAZEERA,), "a>b",
     ["credits-outlet", "credits-agency no", "published-earlier yes"]),
    ("الجزيرة نت", 0, "العربية نت", 60, (credit("العربية نت", LinkType.OUTLET),), (JAZEERA,), "a>b",
     ["published-earlier", "credits-outlet no", "credits-outlet yes"]),
    ("الجزيرة نت", None, "العربية نت", 60, (credit("العربية نت", LinkType.OUTLET),), (JAZEERA,), "-",
     ["direction-open absent", "credits-outlet no", "credits-outlet no"]),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[6]} {' '.join(case[7])}")
def test_the_direction_and_its_reasons(case) -> None:
    a_outlet, a_minute, b_outlet, b_minute, a_credits, b_credits, direction, reasons = case
    found = decided(article("a", a_minute, a_outlet), article("b", b_minute, b_outlet), a_credits, b_credits)
    told = []
    for why in found.because:
        values = dict(why.values)
        told.append(" ".join(filter(None, (why.rule, values.get("agrees"), values.get("time")))))
        assert set(values) <= set(RULES[why.rule][1])
    assert (found.direction, told) == (ANSWERS[direction], reasons)


def test_a_credit_says_who_is_named_and_where() -> None:
    found = decided(article("a"), article("b", outlet="الجزيرة نت"), (JAZEERA,))
    (why,) = found.because[:1]
    assert (why.article, why.span) == ("a", JAZEERA.parties[0].span)
    assert why.values == (("original", "b"), ("named", "الجزيرة نت"), ("place", "credit line"))


def test_an_outlet_that_the_lexicon_does_not_know_is_credited_by_its_name() -> None:
    named = Credit(
        "credit line", "موقع ب", (Link("موقع  ب".replace("  ", " "), LinkType.OUTLET, None, "", ""),)
    )
    found = decided(article("a"), article("b", outlet="موقع ب"), (named,))
    assert (found.direction, found.because[0].rule) == (Direction.B_TO_A, "credits-outlet")


MIDST = "س" * 150


@pytest.mark.parametrize(
    ("a_text", "b_text", "a_span", "b_span", "direction"),
    [
        ("ن" * 300, MIDST + "ن" * 300 + MIDST, (0, 300), (150, 450), "a>b"),
        (MIDST + "ن" * 300 + MIDST, "ن" * 300, (150, 450), (0, 300), "b>a"),
        ("ن" * 300, "ن" * 300 + MIDST * 2, (0, 300), (0, 300), "-"),
        ("ن" * 300, MIDST * 2 + "ن" * 300, (0, 300), (300, 600), "-"),
        ("ن" * 300 + "م" * 60, MIDST + "ن" * 300 + MIDST, (0, 300), (150, 450), "-"),
    ],
    ids=["a in b", "b in a", "at the head", "at the foot", "not whole"],
)
def test_a_text_that_stands_whole_in_the_midst_of_another(a_text, b_text, a_span, b_span, direction) -> None:
    passage = Passage("a", Span(*a_span), "b", Span(*b_span), 1.0, 50)
    articles = {"a": article("a", None, text=a_text), "b": article("b", None, text=b_text)}
    (found,) = decide([passage], articles, {})
    assert found.direction is ANSWERS[direction]
    assert (found.because[-1].rule == "stands-whole") == (direction != "-")
    # Two copies of an agency's text: how they lie in each other says nothing.
    (found,) = decide([passage], articles, {"a": (REUTERS,), "b": (REUTERS,)})
    assert [why.rule for why in found.because] == ["same-agency"]


def test_a_passage_inside_one_article_stays_as_it_is() -> None:
    passage = Passage("a", Span(0, 60), "a", Span(200, 260), 1.0, 12)
    assert decide([passage], {"a": article("a")}, {}) == [passage]


def test_an_article_that_is_missing_is_named() -> None:
    passage = Passage("a", Span(0, 60), "b", Span(0, 60), 1.0, 12)
    with pytest.raises(InputError, match="article 'b': a passage names it, but it is not given"):
        decide([passage], {"a": article("a")}, {})


# --- times -----------------------------------------------------------------------------------------

GULF = timezone(timedelta(hours=4))


def at(day: int, hour: int = 0, minute: int = 0, zone: timezone | None = UTC) -> datetime:
    return datetime(2026, 2, day, hour, minute, tzinfo=zone)


@pytest.mark.parametrize(
    ("a", "b", "same_outlet", "answer"),
    [
        (at(1, 12), at(1, 12, 5), False, (0, "")),
        (at(1, 12), at(1, 12, 4), False, (None, "close")),
        (at(1, 12, zone=GULF), at(1, 9), False, (0, "")),
        (at(1, 12, zone=GULF), at(1, 8), False, (None, "equal")),
        (at(1), at(1, 18), False, (None, "close")),
        (at(1), at(2, 1), False, (0, "")),
        (at(2), at(1), False, (1, "")),
        (at(3), at(1), False, (1, "")),
        (at(1), at(1), False, (None, "equal")),
        (at(1, 12, zone=None), at(1, 20), False, (None, "close")),
        (at(1, 12, zone=None), at(2, 3), False, (0, "")),
        (at(1, 12, zone=None), at(1, 20, zone=None), False, (None, "close")),
        (at(1, 12, zone=None), at(1, 20, zone=None), True, (0, "")),
        (at(1, 12, zone=None), at(1, 20), True, (None, "close")),
        (None, at(1), False, (None, "absent")),
    ],
)
def test_which_of_two_times_is_earlier(a, b, same_outlet: bool, answer: tuple[int | None, str]) -> None:
    outlets = ("x", "x" if same_outlet else "y")
    first, second = (Article(str(k), "", outlet=outlets[k], published=w) for k, w in enumerate((a, b)))
    assert Clock([first, second]).earlier(first, second) == answer
    mirrored = {0: 1, 1: 0, None: None}[answer[0]], answer[1]
    assert Clock([first, second]).earlier(second, first) == mirrored


@pytest.mark.parametrize(
    ("seconds", "trusted"), [((0, 1, 2, 3), False), ((0, 25, 50, 75), True), ((0, 1, 2), True)]
)
def test_a_series_of_times_is_a_crawl(seconds: tuple[int, ...], trusted: bool) -> None:
    series = [
        Article(f"s{k}", "", outlet="x", published=NOON + timedelta(seconds=s)) for k, s in enumerate(seconds)
    ]
    other = Article("other", "", outlet="y", published=NOON + timedelta(hours=2))
    answer = Clock([*series, other]).earlier(series[1], other)
    assert answer == ((0, "") if trusted else (None, "crawl"))
    assert Clock([series[1], other]).earlier(series[1], other) == (0, "")
