"""Which passages are found, where they begin and end, and what is refused."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rasd.errors import InputError, UsageError
from rasd.model import Article, Direction, Passage
from rasd.reuse import kernels
from rasd.reuse.find import ReuseOptions, find_passages
from rasd.reuse.search import search_with

BRIDGE = (
    "أعلنت بلدية المدينة أن الجسر القديم سيغلق أمام السيارات صباح "
    "الأحد المقبل لإصلاح أعمدته التي تآكلت بفعل الفيضان"
)

COPIES = {
    "verbatim": (BRIDGE, BRIDGE),
    "spelt otherwise": (
        BRIDGE,
        (
            "اعلنت بلديه المدينه ان الجسر القديم سيغلق امام السيارات صباح "
            "الاحد المقبل لاصلاح اعمدته التى تاكلت بفعل الفيضان"
        ),
    ),
    "vocalised": (BRIDGE, BRIDGE.replace("الجسر القديم", "الجِسْرَ القديـــم")),
    "a clitic": (BRIDGE, BRIDGE.replace("أعلنت", "وأعلنت").replace("لإصلاح", "إصلاح")),
    "a word deleted": (BRIDGE, BRIDGE.replace("القديم ", "")),
    "a word replaced": (BRIDGE, BRIDGE.replace("صباح", "مساء")),
    "words put in": (BRIDGE, BRIDGE.replace("السيارات", "السيارات والشاحنات والحافلات المدرسية")),
    "all of it": (
        BRIDGE,
        BRIDGE.replace("القديم ", "").replace("صباح", "مساء").replace("السيارات", "السيارات والشاحنات"),
    ),
    "the other quotation marks": (BRIDGE.replace("القديم", "«القديم»"), BRIDGE.replace("القديم", '"القديم"')),
    "English": (
        "The mayor said on Sunday that the old bridge would be closed to traffic for at least three months.",
        (
            "The Mayor said on Sunday that the old bridge will be closed "
            "to all traffic for at least three months."
        ),
    ),
    "Persian": (
        "شهردار گفت پل قدیمی شهر از صبح یکشنبه آینده به مدت سه ماه بر روی همه خودروها بسته می‌شود",
        "شهردار گفت پل قديمي شهر از صبح يكشنبه آينده به مدت سه ماه بر روي همه خودروها بسته مي‌شود",
    ),
}


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_found_from_its_first_word_to_its_last(name: str) -> None:
    original, copy = COPIES[name]
    a = Article("a", f"خبر أول من المدينة. {original}. انتهى الخبر الأول")
    b = Article("b", f"نقرأ في هذا التقرير: {copy}، كما علمنا لاحقا")
    (passage,) = find_passages([a, b]).passages
    assert (passage.a_span.of(a.text), passage.b_span.of(b.text)) == (original.rstrip("."), copy.rstrip("."))
    assert (passage.identity == 1) == (
        name in ("verbatim", "spelt otherwise", "vocalised", "the other quotation marks", "Persian")
    )
    assert passage.direction is Direction.UNDETERMINED


TAIL = " صباح الأحد المقبل لإصلاح أعمدته التي تآكلت بفعل الفيضان قبل أسبوع"
NOT_SHARED = {
    "too short": (
        "أعلنت بلدية المدينة أن الجسر القديم سيغلق أمام السيارات",
        "قالت إن بلدية المدينة أن الجسر القديم سيغلق أمام المارة",
    ),
    "the same story in other words": (
        BRIDGE,
        "قالت البلدية إنها ستوقف المرور على جسر المدينة ابتداء من الأحد كي ترمم أعمدته المتضررة من السيول",
    ),
    "a form filled in": (
        "أغلق مؤشر السوق عند 8820 نقطة بعد تداول 46 مليون سهم وارتفعت أسعار 100 شركة وتراجعت أسعار 57 شركة",
        "أغلق مؤشر السوق عند 9301 نقطة بعد تداول 52 مليون سهم وارتفعت أسعار 35 شركة وتراجعت أسعار 111 شركة",
    ),
    "times of prayer": (
        "مواقيت الصلاة اليوم الفجر 4 12 الشروق 5 40 الظهر 12 20 العصر 3 44 المغرب 6 58 العشاء 8 28 بالتوقيت",
        "مواقيت الصلاة اليوم الفجر 4 15 الشروق 5 43 الظهر 12 21 العصر 3 41 المغرب 6 49 العشاء 8 19 بالتوقيت",
    ),
    "five function words do not carry over much else": (
        "من ان في عن ما " + " ".join(f"كلمة{k}" for k in range(10)) + TAIL,
        "من ان في عن ما" + TAIL,
    ),
}


@pytest.mark.parametrize("name", NOT_SHARED)
def test_what_is_no_passage(name: str) -> None:
    a, b = NOT_SHARED[name]
    assert find_passages([Article("a", a), Article("b", b)]).passages == []


def test_a_number_may_change_in_a_copy() -> None:
    """A toll that rose does not make a form of a sentence."""
    a, b = (BRIDGE + f" وأصيب {n} من العمال قبل يومين" for n in (3, 5))
    (passage,) = find_passages([Article("a", a), Article("b", b)]).passages
    assert passage.a_span.of(a) == a
    assert passage.identity == pytest.approx(23 / 24)


def test_sums_put_in_beside_those_that_stand_there_make_no_form() -> None:
    """Each of them pushes what follows one word further along."""
    lines = [f"وبلغ حجم القروض في المنطقة رقم {k} نحو {k * 37 + 11} مليار ريال" for k in range(30)]
    a = " ".join(lines)
    b = " ".join(f"{line} أي {k * 53 + 7} مليون دولار" for k, line in enumerate(lines))
    (passage,) = find_passages([Article("a", a), Article("b", b)]).passages
    assert passage.a_span.of(a) == a


def test_two_passages_with_much_between_them_are_two() -> None:
    second = "وقال مهندس في الورشة إن العمال يعملون ليلا ونهارا كي يعود الجسر إلى الخدمة قبل أن تبدأ الدراسة"
    filling = " ".join(f"كلمة{k}" for k in range(40))
    a, b = Article("a", f"{BRIDGE} {second}"), Article("b", f"{BRIDGE} {filling} {second}")
    found = find_passages([a, b]).passages
    assert [(p.a_span.of(a.text), p.b_span.of(b.text)) for p in found] == [(BRIDGE, BRIDGE), (second, second)]


def test_a_copy_that_becomes_another_text_is_found_as_far_as_it_is_one() -> None:
    """What goes on with a word put in after every word does not take the copy down with it."""
    words = [f"كلمة{k}" for k in range(120)]
    a = Article("a", f"{BRIDGE} {' '.join(words)}")
    b = Article("b", f"{BRIDGE} {' '.join(f'{word} غيرها{word}' for word in words)}")
    (passage,) = find_passages([a, b]).passages
    assert passage.a_span.of(a.text).startswith(BRIDGE)
    assert passage.words >= len(BRIDGE.split())
    assert 0.6 <= passage.identity < 0.7


def test_what_stands_twice_in_one_article_is_paired_once() -> None:
    a, b = Article("a", BRIDGE), Article("b", f"{BRIDGE}\nونكرر ما سبق\n{BRIDGE}")
    (passage,) = find_passages([a, b]).passages
    assert passage.b_span.start == 0


def test_a_is_the_smaller_id_whatever_was_published_first() -> None:
    early, late = datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 2, 2, tzinfo=UTC)
    articles = [Article("b", BRIDGE, published=early), Article("a", f"نقلا: {BRIDGE}", published=late)]
    (passage,) = find_passages(articles).passages
    assert (passage.a, passage.a_span.start, passage.b, passage.b_span.start) == ("a", 6, "b", 0)


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [BRIDGE],
        ["", ""],
        ["كلمة", "كلمة"],
        ["", BRIDGE, " \n\t", "12"],
        ["\ud800" * 30, "\ud800" * 30],
        ["ـ" * 20, "ـ" * 20],
    ],
    ids=["none", "one", "empty", "one word", "blank", "lone surrogates", "words of nothing"],
)
def test_little_input_gives_nothing(texts: list[str]) -> None:
    result = find_passages([Article(str(k), text) for k, text in enumerate(texts)])
    assert (result.passages, result.stock) == ([], [])


def test_two_articles_with_one_id_are_refused() -> None:
    with pytest.raises(InputError, match="article 'x7': two articles have this id"):
        find_passages([Article("x7", "a"), Article("y", "b"), Article("x7", "c")])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"min_words": 4}, "min_words is 4; a passage has at least 5 words"),
        ({"min_identity": 1.1}, "min_identity is 1.1; it is a share between 0 and 1"),
        ({"likeness": -0.1}, "likeness is -0.1; it is a share between 0 and 1"),
        ({"pair_cap": 0}, "pair_cap is 0; it is a number of articles, 1 or more"),
    ],
)
def test_options_out_of_range_are_refused(given: dict[str, float], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        ReuseOptions(**given)  # type: ignore[arg-type]


def test_min_words_and_min_identity_are_kept_to() -> None:
    a, b = COPIES["all of it"]
    articles = [Article("a", a), Article("b", b)]
    (passage,) = find_passages(articles).passages
    assert find_passages(articles, ReuseOptions(min_words=passage.words)).passages == [passage]
    assert find_passages(articles, ReuseOptions(min_words=passage.words + 1)).passages == []
    assert find_passages(articles, ReuseOptions(min_identity=passage.identity + 0.01)).passages == []


def test_progress_is_told() -> None:
    told: list[tuple[str, int, int]] = []
    find_passages([Article("a", BRIDGE), Article("b", BRIDGE)], progress=lambda *step: told.append(step))
    assert told == [("words", 0, 2), ("fingerprints", 0, 2), ("passages", 0, 2), ("passages", 2, 2)]


def silent(step: str, done: int, total: int) -> None:
    """No progress."""


def founding_articles() -> list[Article]:
    """The founding example cut where its second agency begins."""
    text = next((Path(__file__).parents[2] / "examples").glob("*.txt")).read_text("utf-8")
    cut = text.index("كما ذكرت وكالة ايران")
    return [Article("a", text[:cut]), Article("b", text[cut:])]


def padded(k: int) -> str:
    """The sentence among words that no other article has."""
    before, after = (
        " ".join(f"{word}{k}_{n}" for n in range(count)) for word, count in (("كلمة", 30), ("لفظ", k % 40))
    )
    return f"{before} {BRIDGE} {after}"


MANY = [Article(str(k), padded(k), outlet=f"o{k}") for k in range(60)]


@pytest.mark.parametrize(
    "articles",
    [[Article(n, t) for n, t in zip("ab", COPIES["all of it"], strict=True)], MANY],
    ids=["two", "many"],
)
def test_plain_and_compiled_kernels_find_the_same(articles: list[Article]) -> None:
    options = ReuseOptions()
    results = [search_with(run, articles, options, silent) for run in (kernels.plain(), kernels.compiled())]
    assert results[0] == results[1]
    assert results[0].passages


def test_many_runs_of_articles_give_the_same_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    options = ReuseOptions(pair_cap=200)
    whole = search_with(kernels.plain(), MANY, options, silent).passages
    monkeypatch.setattr("rasd.reuse.passages._ARTICLES", 16)
    monkeypatch.setattr("rasd.reuse.passages._SEEDS", 1)
    assert search_with(kernels.plain(), MANY, options, silent).passages == whole
    assert len(whole) == 60 * 59 // 2


def test_batches_of_texts_give_the_same_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = search_with(kernels.plain(), MANY, ReuseOptions(), silent)
    monkeypatch.setattr("rasd.reuse.words.BATCH", 200)
    assert search_with(kernels.plain(), MANY, ReuseOptions(), silent) == whole


def test_a_text_of_megabytes_is_no_trouble() -> None:
    words = [f"كلمة{k}" for k in range(400_000)]
    a = " ".join(words)
    b = " ".join(words[:200_000] + words[200_100:])
    found = find_passages([Article("a", a), Article("b", b)]).passages
    assert sum(p.words for p in found) >= 390_000
    assert all(isinstance(p, Passage) for p in found)


def test_a_handful_of_articles_loads_no_compiler() -> None:
    script = (
        "import sys\n"
        "from rasd.model import Article\n"
        "from rasd.reuse.find import find_passages, passages_between\n"
        "assert not {'numpy', 'numba'} & set(sys.modules), 'loaded too early'\n"
        f"text = {BRIDGE!r}\n"
        "assert len(find_passages([Article('a', text), Article('b', text)]).passages) == 1\n"
        "assert 'numpy' in sys.modules and 'numba' not in sys.modules, 'numba was loaded'\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stderr == ""
