"""Wording that two contents of one article share."""

from __future__ import annotations

import sys

import pytest

from rasd.errors import UsageError
from rasd.model import Article, Span
from rasd.reuse.find import passages_between

FIRST = (
    "إن الحكومة أصبحت حريصة على تقديم المساعدات الطبية وإرسال "
    "الفرق إلى القرى الجبلية بعد أن قطعت السيول طرقها"
)
SECOND = (
    "أن الحكومة قد اصبحت حريصة على تقديم المساعدات الطبيه وارسال "
    "الفرق للقرى الجبلية بعد أن قطعت السيول الطرق كلها"
)
OTHER = "وأعلنت الوزارة أنها ستفتح مركزين للإيواء في المدرسة القديمة وفي قاعة الرياضة حتى يوم الخميس المقبل"


def article_of(*parts: str) -> tuple[Article, list[Span]]:
    text = " قال. ".join(parts)
    spans = [Span(start := text.index(part, 0 if k == 0 else text.index(parts[k - 1]) + 1), start + len(part))
             for k, part in enumerate(parts)]  # fmt: skip
    return Article("x", text), spans


def test_the_founding_example() -> None:
    """Two agencies, one sentence: each gives it in its own spelling."""
    first = (
        "إن مصر أصبحت حريصة على تقديم المساعدات العسكرية، وإرسال القوات لسورية؛ للمشاركة في معارك الحكومة "
        "السورية ضد الإرهابيين، بعد أن ظهرت شروخ كبيرة بينها وبين المملكة العربية السعودية"
    )
    second = (
        "ان مصر لقد اصبحت حريصة على تقديم المساعدات العسكرية وارسال القوات لسوريا للمشاركة في معارك الحكومة "
        "السورية ضد الإرهابيين، بعد أن ظهرت شروخ كبيرة بينها مع المملكة السعودية التي تقدم المساعدات"
    )
    article, spans = article_of(first, second)
    (passage,) = passages_between(article, spans)
    assert (passage.a, passage.b) == ("x", "x")
    assert passage.a_span.of(article.text) == first
    assert passage.b_span.of(article.text) == second.removesuffix(" التي تقدم المساعدات")
    assert 0.8 < passage.identity < 0.9


def test_edited_wording_is_one_passage_whatever_the_order_of_the_spans() -> None:
    article, spans = article_of(FIRST, OTHER, SECOND)
    found = passages_between(article, spans)
    (passage,) = found
    assert passage.a_span == spans[0]
    assert passage.b_span.of(article.text) == SECOND.removesuffix(" كلها")
    assert passages_between(article, [*reversed(spans), spans[0]]) == found


@pytest.mark.parametrize(
    "parts",
    [[FIRST, OTHER], [FIRST], [], [FIRST, "قال نعم"], ["", ""]],
    ids=["other", "one", "none", "short", "empty"],
)
def test_nothing_is_shared(parts: list[str]) -> None:
    article, spans = article_of(*parts) if any(parts) else (Article("x", "نص"), [Span(0, 0)] * len(parts))
    assert passages_between(article, spans) == []


def test_a_content_inside_another_is_not_compared_with_it() -> None:
    article, (whole,) = article_of(FIRST)
    inner = Span(whole.start + 3, whole.end)
    assert passages_between(article, [whole, inner]) == []


def test_the_wording_is_given_once_though_one_content_holds_another() -> None:
    article, (first, second) = article_of(FIRST, FIRST.replace("الحكومة", "البلدية"))
    inner = Span(second.start + 3, second.end)
    (passage,) = passages_between(article, [first, second, inner])
    assert (passage.a_span.end, passage.b_span.end) == (first.end, second.end)


def test_a_passage_needs_its_words() -> None:
    article, spans = article_of(FIRST, FIRST)
    words = len(FIRST.split())
    assert passages_between(article, spans, min_words=words)[0].words == words
    assert passages_between(article, spans, min_words=words + 1) == []
    with pytest.raises(UsageError, match="min_words is 2"):
        passages_between(article, spans, min_words=2)


def test_the_first_look_loads_no_arrays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rasd.reuse.search", None)
    article, spans = article_of(FIRST, OTHER)
    assert passages_between(article, spans) == []
    with pytest.raises(ImportError):
        passages_between(*article_of(FIRST, SECOND))
