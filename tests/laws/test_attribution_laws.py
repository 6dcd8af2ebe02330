"""Laws of attribution: no text breaks it, nothing points outside the text, work grows with the text alone."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from importlib import resources

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rasd.attribution import attribute
from rasd.lang import lexicon
from rasd.model import Analysis, Article, Span
from work import calls_made, lines_executed

ARABIC = lexicon.load("ar")
EXAMPLES = tomllib.loads(
    (resources.files("rasd.lang") / "data" / "ar" / "examples.toml").read_text(encoding="utf-8")
)
SENTENCES = [
    sentence.replace("{", "").replace("}", "")
    for section in ("verbs", "according", "clauses", "declines")
    for table in EXAMPLES[section].values()
    for sentences in table.values()
    for sentence in sentences
]

NAMES = (
    "رويترز", "وكالة", "تسنيم", "صحيفة", "الحياة", "أ", "ف", "ب", "سانا", "موسكو", "الأمم", "المتحدة",
    "سامر", "الحلو", "مسؤولية", "إن", "أن", "12", "مارس", "CNN",
)  # fmt: skip

# What text is made of: words that report, words of grammar, names, marks, and what should not be there.
WORDS = st.sampled_from(
    sorted(ARABIC.cues)[::7]
    + sorted([*ARABIC.according, *ARABIC.clauses, *ARABIC.doubled])[::3]
    + sorted(frozenset().union(*ARABIC.grammar.values()))[::7]
    + sorted(ARABIC.nouns)[::5]
    + [*NAMES]
)
MARKS = st.sampled_from(list('،,؛;:.!?؟…"«»“”„‟‹›()[]-–—/#@_+&*%٪\n\t\r\u2028\u0085\u200c\u00a0ـ'))
STRAY = st.sampled_from(
    [
        *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\ufeff\u200b",  # bidi
        "\ud800", "\udfff", "\x00", "\x1b", "\ufffd", "\U0010ffff",
        "ﷺ", "ﻻ", "ﬀ", "İ", "ß", "e\u0301", "َُّ", "١٢", "🇸🇾", "لل", "ال", "و", "بـ",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(), max_size=200),
    st.lists(st.one_of(WORDS, WORDS, WORDS, MARKS, STRAY), max_size=60).flatmap(
        lambda parts: st.sampled_from(["", " "]).map(lambda gap: gap.join(parts))
    ),
    st.lists(st.one_of(WORDS, MARKS), max_size=60).map(" ".join),
    st.lists(st.sampled_from(SENTENCES), max_size=5).map(" ".join),
    st.tuples(st.sampled_from(SENTENCES), st.integers(0, 80), st.one_of(MARKS, STRAY, WORDS)).map(
        lambda t: t[0][: t[1]] + t[2] + t[0][t[1] :]
    ),
)


def read(text: str, **fields: str) -> Analysis:
    return attribute(Article("x", text, language="ar", **fields))


def spans(analysis: Analysis) -> Iterator[Span]:
    """Every place in the text that the analysis points to."""
    for a in analysis.attributions:
        yield from (s for s in (a.cue, a.source, a.content) if s is not None)
        yield from (link.span for link in a.chain if link.span is not None)
        yield from (e.span for e in a.evidence if e.span is not None)
        yield from (a.when.span,) if a.when else ()
    for credit in analysis.credits:
        yield from (credit.span,) if credit.span else ()
        yield from (link.span for link in credit.parties if link.span is not None)
    yield from (time.span for time in analysis.times)


@given(TEXTS)
@settings(max_examples=400)
@example("")
@example("قال")
@example("«" * 50)
@example("«" * 30 + "قال الوزير إن السد امتلأ" + "»" * 30)
@example('قال "' * 20 + "إن")
@example("بحسب ")
@example("لم يتسن")
@example("قال الوزير: ")
@example("\u202bقال\u202c الوزير\u200f إن\u200e السد امتلأ.")
@example("نقلت رويترز عن")
@example("(رويترز)")
def test_nothing_points_outside_the_text(text: str) -> None:
    for span in spans(read(text)):
        assert 0 <= span.start < span.end <= len(text)


@given(TEXTS)
@settings(max_examples=200)
def test_attributions_stand_in_text_order_each_with_a_cue(text: str) -> None:
    analysis = read(text)
    cues = [a.cue for a in analysis.attributions]
    assert cues == sorted(cues)
    assert len(set(cues)) == len(cues)
    for a in analysis.attributions:
        assert a.cue.of(text).strip() == a.cue.of(text) != ""
        assert a.content is None or not a.content.contains(a.cue)
        assert a.source is None or not a.source.contains(a.cue)
        assert all(link.name.strip() for link in a.chain)


@given(TEXTS, st.sampled_from(["", "رويترز", "الحياة", "\ud800"]), st.text(st.characters(), max_size=40))
@settings(max_examples=100)
def test_the_same_text_is_read_the_same(text: str, outlet: str, author: str) -> None:
    assert read(text, outlet=outlet, author=author) == read(text, outlet=outlet, author=author)


@given(st.text(st.characters(), max_size=80), st.sampled_from(["", "en", "fa", "ar-EG", "xx", "\ud800"]))
@settings(max_examples=100)
def test_no_language_breaks_it(text: str, language: str) -> None:
    analysis = attribute(Article("x", text, language=language))
    assert all(0 <= s.start < s.end <= len(text) for s in spans(analysis))


@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3), st.sampled_from(["\n", "\n\n", " \n\t\n"])
)
@settings(max_examples=50)
def test_a_line_before_the_text_moves_it_and_no_more(sentences: list[str], gap: str) -> None:
    """Blank lines and a heading without any report shift the spans; what is found stays the same."""
    text = " ".join(sentences)
    head = "سوق المدينة القديمة" + gap
    plain, moved = read(text), read(head + text)
    assert [(a.cue.of(text), a.stance, a.kind) for a in plain.attributions] == [
        (a.cue.of(head + text), a.stance, a.kind) for a in moved.attributions
    ]
    assert all(a.cue.start >= len(head) for a in moved.attributions)


# --- work grows with the text


def name(number: int) -> str:
    letters = "بتثجحخدذرزسشصضطظعغفقكلمنه"
    return "".join(letters[number // 25**k % 25] for k in range(3)) + "مو"


REPEATED: dict[str, Callable[[int], str]] = {
    "verbs": lambda n: "قال الوزير وأضاف المدير " * (n // 4),
    "clauses": lambda n: "قال الوزير إن " * (n // 3),
    "nested reports": lambda n: "قال الوزير إن المدير " * (n // 4),
    "quotations": lambda n: "«كلام طويل جدا هنا» قال " * (n // 5),
    "marks that nobody closes": lambda n: "«قال الوزير " * (n // 2),
    "straight marks": lambda n: 'قال " ' * (n // 2),
    "colons": lambda n: "قال : " * (n // 2),
    "brackets": lambda n: "قال ( " * (n // 2),
    "according to": lambda n: "غرق المركب ، بحسب رويترز ، " * (n // 6),
    "relayed": lambda n: "نقلت رويترز عمن كلمة " * (n // 4),
    "media told": lambda n: "قال ل كلمة " * (n // 3),
    "dates": lambda n: "قال الوزير أمس الأحد 12 مارس إن " * (n // 7),
    "sentences": lambda n: "قال الوزير سامر عودة إن العمل انتهى. " * (n // 7),
    "names": lambda n: "".join(f"قال الوزير {name(i)} إن العمل انتهى. " for i in range(n // 6)),
    "surnames": lambda n: "".join(f"وأكد {name(i)} أن العمل انتهى. " for i in range(n // 5)),
    "short lines": lambda n: "رويترز\n" * n,
    "slugs": lambda n: "(رويترز) " * n,
}


MANY = {"names": 2400, "surnames": 2400, "sentences": 2400}
"""Words of the shorter text where 600 are too few: only so many parties of an article are looked back at."""


@pytest.mark.parametrize("kind", REPEATED)
def test_twice_the_text_is_twice_the_work(kind: str) -> None:
    text, size = REPEATED[kind], MANY.get(kind, 600)
    read(text(20))  # what is loaded once is no work of either
    small, large = (lines_executed(lambda n=n: read(text(n))) for n in (size, 2 * size))
    assert small > 1000
    assert large <= 2.6 * small


@pytest.mark.parametrize(
    ("text", "size"),
    [
        pytest.param(lambda n: "كلمة " * n, 20_000, id="no stop, no report"),
        pytest.param(lambda n: "كلمة " * 9 + "قال " + "كلمة " * n, 20_000, id="one report, no stop"),
        pytest.param(lambda n: "« " * n, 20_000, id="opening marks"),
        pytest.param(lambda n: "رويترز " * n, 5_000, id="parties"),
        pytest.param(lambda n: "مؤكدا أن الخبر صحيح ، " * n, 1_000, id="participles"),
        pytest.param(lambda n: "قال الوزير الذي " * n, 200, id="relative clauses"),
        pytest.param(lambda n: "اتهم الوزير المدير " * n, 200, id="patients"),
        pytest.param(lambda n: "لم يتسن الوصول إلى " * n, 150, id="refusals"),
        pytest.param(
            lambda n: "".join(f"قال سالم حداد{k} إن السفينة غرقت، بحسب رويترز. " for k in range(n)),
            500,
            id="relayed",
        ),
    ],
)
def test_long_texts_without_a_stop(text: Callable[[int], str], size: int) -> None:
    read(text(20))
    small, large = (calls_made(lambda n=n: read(text(n))) for n in (size, 2 * size))
    assert large <= 2.6 * small
