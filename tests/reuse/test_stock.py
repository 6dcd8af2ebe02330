"""What too many articles have: boilerplate and formulas are dropped, copies of one text stay linear."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from rasd.model import Article
from rasd.reuse.find import ReuseOptions, ReuseResult, find_passages

FORMULA = "صاحب السعادة المهندس وكيل الوزارة المساعد للشؤون الفنية والتطوير رئيس اللجنة العليا لبرنامج الجسور"


def own_words(seed: int, count: int) -> str:
    """Words that no other article has."""
    return " ".join(f"كلمة{seed}_{k}" for k in range(count))


def articles_with(phrase: str, count: int, outlets: int, own: int = 100) -> list[Article]:
    """Articles that have nothing in common but a phrase in their middle."""
    made = []
    for k in range(count):
        before, after = own_words(2 * k, own // 2), own_words(2 * k + 1, own - own // 2)
        outlet = f"o{k % outlets}" if outlets else ""
        made.append(Article(f"{k:05}", f"{before} {phrase} {after}".strip(), outlet=outlet))
    return made


def rules(result: ReuseResult) -> set[str]:
    return {stock.because.rule for stock in result.stock}


@pytest.mark.parametrize(
    ("count", "outlets", "passages", "rule"),
    [
        (4, 1, 6, set()),
        (5, 1, 0, {"outlet-stock"}),
        (5, 0, 10, set()),
        (9, 2, 0, {"outlet-stock"}),
        (20, 7, 190, set()),
        (21, 7, 0, {"common-stock"}),
        (21, 21, 210, set()),
        (21, 0, 210, set()),
        (51, 51, 50, {"many-copies"}),
        (51, 0, 50, {"many-copies"}),
    ],
)
def test_a_phrase_of_unlike_articles(count: int, outlets: int, passages: int, rule: set[str]) -> None:
    result = find_passages(articles_with(FORMULA, count, outlets))
    assert (len(result.passages), rules(result)) == (passages, rule)


def test_what_was_dropped_is_reported() -> None:
    result = find_passages(articles_with(FORMULA, 6, 1))
    (stock,) = result.stock
    assert (stock.article, stock.text, stock.outlet, stock.articles) == ("00000", FORMULA, "o0", 6)
    assert stock.because.values == (("articles", "6"), ("outlet", "o0"))


@pytest.mark.parametrize("outlets", [1, 50])
def test_copies_of_one_text_are_compared_with_the_earliest(outlets: int) -> None:
    text = own_words(1, 60)
    articles = [Article(f"{k:05}", text, outlet=f"o{k % outlets}") for k in range(400)]
    result = find_passages(articles)
    assert Counter(p.a for p in result.passages) == {"00000": 399}
    assert rules(result) == {"many-copies"}
    assert all(p.identity == 1 and p.words == 60 for p in result.passages)


def test_a_few_versions_of_an_outlets_own_article_are_no_stock() -> None:
    text = own_words(1, 80)
    articles = [Article(f"{k}", f"{own_words(9 + k, 20)} {text}", outlet="o") for k in range(8)]
    result = find_passages(articles)
    assert (len(result.passages), result.stock) == (28, [])


def test_a_formula_is_stock_though_each_article_came_twice() -> None:
    articles = [
        a for a in articles_with(FORMULA, 8, 1) for a in (a, Article(f"{a.id}x", a.text, outlet="o0"))
    ]
    result = find_passages(articles)
    assert rules(result) == {"outlet-stock"}
    assert len(result.passages) == 8


def test_edited_copies_stay_few() -> None:
    """Of many lightly edited copies each is paired with the earliest, and few with each other."""
    random, words = Random(5), own_words(1, 60).split()
    articles = [
        Article(f"{k:05}", " ".join("غيره" if random.random() < 0.03 else word for word in words))
        for k in range(600)
    ]
    result = find_passages(articles)
    assert len({p.b for p in result.passages} | {p.a for p in result.passages}) == 600
    assert len(result.passages) < 20 * 600


def test_a_passage_may_run_through_stock_but_not_be_stock() -> None:
    whole = f"زار الورشة الجديدة {FORMULA} وقال إن أعمال الصيانة تنتهي قبل حلول الشتاء"
    readers = articles_with(FORMULA, 6, 1)
    a, b = Article("a", whole, outlet="x"), Article("b", f"{whole} كما سبق", outlet="y")
    (passage,) = find_passages([*readers, a, b]).passages
    assert passage.a_span.of(a.text) == whole
    assert find_passages([*readers, Article("a", f"زار {FORMULA} أمس", outlet="x"), b]).passages == []


def test_caps_are_options() -> None:
    articles = articles_with(FORMULA, 8, 1)
    assert len(find_passages(articles, ReuseOptions(outlet_cap=8)).passages) == 28
    assert len(find_passages(articles, ReuseOptions(likeness=0)).passages) == 28
    assert len(find_passages(articles, ReuseOptions(likeness=0, pair_cap=7)).passages) == 7
