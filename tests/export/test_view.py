"""What is shown of a story: names, ways, copies, dates, and which stories at all."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from export.cases import founding, harbour
from rasd.export import phrases, sentences, view
from rasd.export.phrases import plain
from rasd.model import (
    Article,
    Claim,
    Copy,
    Direction,
    Evidence,
    LinkType,
    Origin,
    Passage,
    Span,
    Standing,
    Story,
)


@pytest.mark.parametrize(
    ("article", "name"),
    [
        (Article("1", "", outlet=" سواليف "), "سواليف"),
        (Article("1", "", url="https://www.sawaleif.com/x"), "sawaleif.com"),
        (Article("page.html", ""), "page.html"),
        (Article("1", "", url="not a url"), "1"),
    ],
)
def test_article_name(article: Article, name: str) -> None:
    assert view.article_name(article) == name


def test_articles_of_one_outlet_are_numbered() -> None:
    articles = [Article(key, "", outlet=outlet) for key, outlet in (("1", "أ"), ("2", "ب"), ("3", "أ"))]
    assert view.article_names(articles) == {"1": "أ (1)", "2": "ب", "3": "أ (2)"}


def test_text_that_an_outlet_prints_again_is_said_to_be_its_own() -> None:
    silent = Evidence("credits-nobody", None, "b", ())
    articles = tuple(Article(id_, "x", outlet=outlet) for id_, outlet in (("a", "أ"), ("b", "أ"), ("c", "ج")))
    copies = tuple(Copy(id_, "a", False, (silent,)) for id_ in "bc")
    story = Story("s", "", articles, (), (), copies=copies)
    own, other = view.taken(story)
    names, words = view.article_names(story.articles), phrases.load("en")
    assert (own.again, own.reasons) == (True, ())
    assert plain(sentences.copy_said(own, names, words)).startswith(
        "أ (2) is the text of أ (1), printed again"
    )
    assert (other.again, other.reasons) == (False, (silent,))
    assert plain(sentences.copy_said(other, names, words)) == "ج copied أ (1) without saying so"


def test_ways_of_the_founding_claim() -> None:
    ways = view.routes(founding().claims[0])
    assert [(str(way.stance), [str(link.type) for link in way.chain]) for way in ways] == [
        ("asserts", ["agency", "unnamed"]),
        ("asserts", ["agency", "unnamed"]),
        ("declines", ["agency", "unnamed"]),
    ]


def test_outlets_with_the_same_chain_stand_together() -> None:
    ways = view.routes(harbour().claims[0])
    assert [way.articles for way in ways] == [("h1", "h3"), ("h2",), ("h5",), ("h4",)]


def test_copies_carry_their_figures() -> None:
    assert [(taken.copy.copier, taken.words, taken.identity) for taken in view.taken(harbour())] == [
        ("h2", 30, 1.0),
        ("h3", 30, 1.0),
    ]
    lonely = replace(harbour(), passages=())
    assert [taken.words for taken in view.taken(lonely)] == [0, 0]


def test_the_earlier_article_comes_first() -> None:
    passage = Passage("late", Span(0, 1), "early", Span(2, 3), 0.9, 12, Direction.B_TO_A)
    (turned,) = view.passages(Story("s", "", (), (), passages=(passage,)))
    assert (turned.a, turned.a_span, turned.direction) == ("early", Span(2, 3), Direction.A_TO_B)


def test_dates_are_resolved_once() -> None:
    dates = view.resolved_dates(founding())
    assert [date.mention.first for date in dates] == [
        datetime.date(2016, 11, 24),
        datetime.date(2016, 11, 23),
    ]


def test_a_party_has_its_name_from_the_texts() -> None:
    names = view.context_of(founding()).names
    assert phrases.name_in(names, "party:tasnim") == "وكالة “تسنيم”"
    assert phrases.name_in(names, "party:nobody-knows") == "nobody-knows"


def claim(lowest: int, highest: int, *possibly: tuple[str, ...] | None) -> Claim:
    """A claim with one origin for each of ``possibly``; ``None`` is one that may not count at all."""
    origins = tuple(
        Origin(str(i), f"o{i}", LinkType.PERSON, other == (), (), other or ())
        for i, other in enumerate(possibly, 1)
    )
    return Claim("c", "x", (), Standing(origins=origins, lowest=lowest, highest=highest))


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        (claim(0, 0), []),
        (claim(1, 1, ()), ["Exactly 1 origin: one party alone claims to know"]),
        (
            claim(2, 2, (), ()),
            [
                "At least 2 origins: nothing suggests that any two of them are the same",
                "At most 2 origins: nothing makes any two of them certainly the same",
            ],
        ),
        (
            claim(1, 2, (), None),
            [
                "At least 1 origin: 2 may not be an origin of this claim at all",
                "At most 2 origins: nothing makes any two of them certainly the same",
            ],
        ),
        (
            claim(1, 3, ("2",), ("1", "3"), ("2", "9")),
            [
                "At least 1 origin: 1 and 2 may be one and the same, 2 and 3 may be one and the same",
                "At most 3 origins: nothing makes any two of them certainly the same",
            ],
        ),
    ],
)
def test_the_range_has_its_reasons(given: Claim, lines: list[str]) -> None:
    assert [plain(line) for line in sentences.range_reasons(given, phrases.load("en"))] == lines


@pytest.mark.parametrize(
    ("credited", "said"),
    [
        (True, "أخبار الساحل copied صحيفة الميناء and says so"),
        (False, "أخبار الساحل copied صحيفة الميناء without saying so"),
        (None, "أخبار الساحل copied صحيفة الميناء; whether it says so cannot be told"),
    ],
)
def test_a_copy_is_said(credited: bool | None, said: str) -> None:
    names = view.context_of(harbour()).names
    assert (
        plain(
            sentences.copy_said(
                view.Taken(Copy("h2", "h1", credited), 9, 1.0, False), names, phrases.load("en")
            )
        )
        == said
    )


@pytest.mark.parametrize(
    ("a", "b", "shown"),
    [
        ("قال المصدر أن مصر", "قال المصدر ان مصر.", ["قال المصدر أن مصر"]),
        ("to Syria", "to Iraq", ["to Syria", "to Iraq"]),
    ],
)
def test_equal_wordings_are_shown_once(a: str, b: str, shown: list[str]) -> None:
    articles = {"a": Article("a", a), "b": Article("b", b)}
    passage = Passage("a", Span(0, len(a)), "b", Span(0, len(b)), 1.0, 4)
    assert list(sentences.passage_wordings(passage, articles)) == shown


def test_a_passage_inside_another_is_shown_once() -> None:
    whole = Passage("a", Span(0, 90), "b", Span(10, 99), 0.9, 20)
    inside = Passage("a", Span(5, 80), "b", Span(15, 80), 1.0, 15)
    elsewhere = Passage("a", Span(5, 80), "b", Span(200, 280), 1.0, 15)
    found = view.passages(Story("s", "", (), (), passages=(inside, elsewhere, whole, whole)))
    assert found == (whole, elsewhere)


def test_evidence_of_several_origins_is_said_once() -> None:
    why = view.why(founding().claims[0])
    assert [item.rule for item in why.joint] == ["both-unnamed"]
    assert {label: [item.rule for item in rows] for label, rows in why.own.items()} == {
        "1": ["some-unknown-rule"],
        "2": [],
    }


DRAWN = Evidence("end-of-chain", values=(("source", "x"),))


@pytest.mark.parametrize(
    ("evidence", "plain"), [((DRAWN,), True), ((), True), ((DRAWN, Evidence("copied-text")), False)]
)
def test_a_plain_claim_needs_no_reasons(evidence: tuple[Evidence, ...], plain: bool) -> None:
    origin = Origin("1", "x", LinkType.PERSON, True, (), (), evidence)
    assert view.is_plain(Claim("c", "x", (), Standing(origins=(origin,), lowest=1, highest=1))) == plain


@pytest.mark.parametrize(
    ("supports", "copies", "said"),
    [
        (("a",), (), "1 report"),
        (("a",), ("a",), "1 report, copied from another"),
        (("a", "b"), ("a", "b"), "2 reports, all of them copied from another"),
        (("a", "b", "c"), ("b",), "3 reports, 1 of them copied from another"),
    ],
)
def test_reports_and_copies(supports: tuple[str, ...], copies: tuple[str, ...], said: str) -> None:
    standing = Standing(supports=supports, copies=copies)
    assert plain(sentences.supports_said(Claim("c", "x", (), standing), phrases.load("en"))) == said
