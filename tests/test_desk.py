"""The whole way, from a text to its origins; the founding example above all."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rasd import desk
from rasd.attribution import attribute
from rasd.desk import runs, steps
from rasd.errors import UsageError
from rasd.model import Analysis, Article, Claim, Problem, Stance, Story
from rasd.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
FOUNDING = ROOT / "examples" / "sawaleif.html"


@pytest.fixture(scope="module")
def founding() -> Story:
    (story,) = desk.trace(FOUNDING)
    return story


def chains(claim: Claim, stance: Stance) -> list[str]:
    """The chains of a claim's statements with their kind of source, nearest party first."""
    return [
        " ← ".join(link.name.strip("“”") for link in s.attribution.chain)
        for s in claim.statements
        if s.attribution and s.stance is stance and not s.evidence
    ]


def test_founding_two_chains_stand_behind_the_claim(founding: Story) -> None:
    claim = founding.claims[0]
    assert claim.text.startswith("قيام الحكومة المصرية بإيفاد قوات عسكرية إلى سورية")
    assert dict.fromkeys(chains(claim, Stance.ASSERTS)).keys() >= {
        "وكالة “تسنيم ← مصادر صحفية",
        "وكالة ايران اليوم ← مصدرا عسكريا رفيع المستوى",
    }


def test_founding_the_two_sources_may_be_one(founding: Story) -> None:
    standing = founding.claims[0].standing
    assert (standing.lowest, standing.highest) == (1, 2)
    assert [origin.name for origin in standing.origins] == ["مصادر صحفية", "مصدرا عسكريا رفيع المستوى"]
    assert [(origin.firm, origin.possibly) for origin in standing.origins] == [
        (False, ("2",)),
        (False, ("1",)),
    ]
    reasons = {why.rule for origin in standing.origins for why in origin.evidence}
    assert {"both-unnamed", "shared-wording"} <= reasons


def test_founding_nobody_confirms_and_the_ministry_declines(founding: Story) -> None:
    standing = founding.claims[0].standing
    assert standing.confirmed_by == standing.denied_by == ()
    (declined,) = standing.declined
    assert "وزارة الخارجية" in declined


def test_founding_evidence_rests_on_words_of_the_text(founding: Story) -> None:
    (article,) = founding.articles
    shared = [w for w in founding.claims[0].standing.evidence if w.rule == "shared-wording"]
    assert shared
    assert all(w.span and "الحكومة المصرية" in w.span.of(article.text) for w in shared)


# --- what can be given -----------------------------------------------------------------------------

TEXT = "قال وزير النقل سامي حداد إن السفينة دخلت الميناء القديم فجر الثلاثاء بعد أن أصلح عطلها."


def test_a_text_is_taken_as_the_text_itself() -> None:
    (story,) = desk.trace(TEXT)
    assert story.articles[0].text == TEXT
    assert [origin.name for origin in story.claims[0].standing.origins] == ["وزير النقل سامي حداد"]


def test_a_name_that_leads_nowhere_is_a_problem_and_no_text(tmp_path: Path) -> None:
    for name in ("missing.html", str(tmp_path / "no such file.html"), "nothing"):
        found = desk.trace(name)
        assert found.stories == ()
        assert [type(problem) for problem in found.problems] == [Problem]


def test_sources_of_all_kinds_in_one_call(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    article = Article("a", "افتتح المعرض أبوابه صباح اليوم في قاعة البلدية.")
    found = desk.trace([article, str(page), page, "نفى المدير العام وقوع أي حريق في المخازن.", "gone.html"])
    assert len(found.problems) == 1
    ids = [article.id for story in found for article in story.articles]
    assert len(ids) == len(set(ids)) == 3  # a page that is named twice is one article


def test_the_same_article_twice_counts_once() -> None:
    article = Article("a", TEXT, outlet="الخبر")
    (story,) = desk.trace([article, article])
    assert len(story.articles) == 1


def newsroom() -> list[Article]:
    def one(id_: str, hour: int, outlet: str, text: str) -> Article:
        when = datetime(2026, 3, 3, hour, tzinfo=UTC)
        return Article(id_, text, outlet=outlet, published=when, language="ar")

    more = " وأضاف أن فرق الإطفاء سيطرت على النيران بعد أربع ساعات وأن التحقيق بدأ لمعرفة سبب اندلاعها."
    fire = (
        "قال مصدر في الدفاع المدني إن حريقا شب فجر الثلاثاء في مخازن الميناء القديم وأدى إلى مقتل ثلاثة عمال."
    )
    return [
        one("h1", 7, "صحيفة الميناء", fire + more),
        one("h2", 9, "موقع الفجر", fire + more + " تابعوا آخر الأخبار."),
        one(
            "h3",
            12,
            "قناة الشرق",
            "نفى المتحدث باسم وزارة الداخلية مقتل ثلاثة عمال في حريق مخازن الميناء القديم.",
        ),
        one(
            "h4",
            9,
            "الملعب",
            "تعادل فريق النجمة مع ضيفه العهد بهدفين لكل منهما في ختام مرحلة الذهاب من الدوري.",
        ),
    ]


def test_a_copy_adds_no_origin_and_a_denial_is_no_support() -> None:
    stories = desk.trace(newsroom())
    assert [[article.id for article in story.articles] for story in stories] == [["h1", "h2", "h3"], ["h4"]]
    standing = stories[0].claims[0].standing
    assert (standing.supports, standing.denies) == (("h1", "h2"), ("h3",))
    assert (standing.lowest, standing.highest) == (1, 1)
    assert standing.denied_by == ("المتحدث باسم وزارة الداخلية",)
    assert [{copy.copier, copy.original} for copy in stories[0].copies] == [{"h1", "h2"}]


def test_the_order_of_articles_changes_only_the_order_of_stories() -> None:
    def shown(articles: list[Article]) -> set[object]:
        return {(story.id, story.claims, story.copies) for story in desk.trace(articles)}

    assert shown(newsroom()) == shown(newsroom()[::-1])


def test_a_fault_of_ours_costs_one_article_its_attributions(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks_on_one(article: Article) -> Analysis:
        if article.id == "h2":
            raise IndexError("list index out of range")
        return attribute(article)

    monkeypatch.setattr(steps, "attribute", breaks_on_one)
    stories = desk.trace(newsroom())
    found = {a.article.id: len(a.attributions) for story in stories for a in story.analyses}
    assert sorted(found) == ["h1", "h2", "h3", "h4"]
    assert found["h1"] and found["h3"] and not found["h2"]
    assert "h2: a fault in Rasd (IndexError: list index out of range at " in caplog.text


def test_attribute_streams_in_the_order_of_the_input(tmp_path: Path) -> None:
    lines = tmp_path / "news.jsonl"
    lines.write_text(
        "\n".join(json.dumps({"id": a.id, "text": a.text}) for a in newsroom()) + "\nnot json\n",
        encoding="utf-8",
    )
    found = list(desk.attribute(lines))
    assert [item.article.id for item in found if not isinstance(item, Problem)] == ["h1", "h2", "h3", "h4"]
    assert [item.where for item in found if isinstance(item, Problem)] == [f"{lines}:5"]


def test_reuse_finds_what_two_articles_share() -> None:
    found = desk.reuse(newsroom())
    assert [(passage.a, passage.b) for passage in found.passages] == [("h1", "h2")]
    assert len(found.articles) == 4
    fewer = desk.reuse(newsroom(), settings=Settings(min_words=60))
    assert fewer.passages == ()


@pytest.mark.parametrize("block", [1, 3, 50])
def test_an_index_finds_what_all_at_once_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    """Passages, directions and reasons: credits and times of what came before are kept."""
    monkeypatch.setattr(runs, "BLOCK", block)
    found = list(desk.reuse_with_index(newsroom(), tmp_path / "index"))
    passages = [passage for outcome in found for passage in outcome.passages]
    assert passages == list(desk.reuse(newsroom()).passages)
    assert passages[0].because
    again = list(desk.reuse_with_index(newsroom(), tmp_path / "index"))
    assert [(outcome.passages, outcome.articles) for outcome in again] == [((), ())] * len(again)
    assert sum(outcome.held for outcome in again) == 4


def test_one_may_only_look_in_an_index(tmp_path: Path) -> None:
    first, second, *_ = newsroom()
    list(desk.reuse_with_index([first], tmp_path))
    for _ in range(2):
        (found,) = desk.reuse_with_index([first, second], tmp_path, add=False)
        assert [(passage.a, passage.b) for passage in found.passages] == [("h1", "h2")]
        assert [article.id for article in found.articles] == ["h1", "h2"]
    (found,) = desk.reuse_with_index([second, "lost.html"], tmp_path, add=False)
    assert [(article.id, article.outlet, article.text) for article in found.earlier] == [
        (first.id, first.outlet, "")
    ]
    assert [problem.where for problem in found.problems] == ["lost.html"]


def test_a_block_whose_output_failed_is_not_in_the_index(tmp_path: Path) -> None:
    for _ in desk.reuse_with_index(newsroom(), tmp_path):
        break
    (found,) = desk.reuse_with_index(newsroom(), tmp_path)
    assert found.held == 0
    assert found.passages


def test_progress_is_reported_step_by_step() -> None:
    told: list[tuple[str, int, int | None]] = []
    desk.trace(newsroom(), progress=lambda *row: told.append(row))
    steps = list(dict.fromkeys(step for step, _, _ in told))
    assert (steps[0], steps[1], steps[-1]) == ("reading", "attribution", "stories")
    assert told[-1] == ("stories", 2, 2)


def test_a_trace_is_a_sequence_that_shows_itself() -> None:
    found = desk.trace(newsroom())
    assert (len(found), found[0], found[:1]) == (2, found.stories[0], found.stories[:1])
    assert "مقتل ثلاثة عمال" in str(found)
    assert found._repr_html_().startswith("<div")
    assert repr(found) == "<Trace: 2 stories, 4 articles, 0 problems>"


def test_nothing_gives_nothing() -> None:
    assert (desk.trace([]).stories, desk.reuse([]).passages, list(desk.attribute([]))) == ((), (), [])


def test_an_empty_text_is_a_problem_and_not_the_folder() -> None:
    found = desk.trace("")
    assert (len(found), [problem.what for problem in found.problems]) == (0, ["empty text"])


@pytest.mark.parametrize("source", [None, 5, {"text": "x"}, [1]], ids=repr)
def test_what_cannot_be_read_at_all_says_what_can(source: object) -> None:
    with pytest.raises(UsageError, match="give a path, a URL, a text"):
        desk.trace(source)  # type: ignore[arg-type]
