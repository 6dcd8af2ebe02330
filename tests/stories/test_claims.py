"""Which contents are one claim."""

from __future__ import annotations

import random

import pytest

from rasd.lang.normalize import fold
from rasd.model import (
    Analysis,
    Article,
    Attribution,
    Claim,
    ContentKind,
    Link,
    LinkType,
    Passage,
    Span,
    Stance,
)
from rasd.stories.claims import find_claims

LEAD = "أن حريقا شب في مخازن الميناء القديم وأدى إلى مقتل ثلاثة عمال"
AGAIN = "إن ثلاثة عمال قتلوا في حريق مخازن الميناء القديم"
OTHER = "أن المحافظ أمر بإغلاق المدارس القريبة يومين بسبب الدخان"


def report(id_: str, *said: tuple[str, str, str] | tuple[str, str, str, Stance], title: str = "") -> Analysis:
    """An article of sentences ``cue source content.``; an empty cue is the article's own voice."""
    text, found = "", []
    for cue, source, content, *stance in said:
        start = len(text)
        text += f"{cue} {source} {content}. " if cue else f"{content}. "
        if cue:
            where = text.index(content, start) if content else start
            span = Span(where, where + len(content)) if content else None
            chain = tuple(Link(name, LinkType.PERSON, key=fold(name)) for name in source.split(" ← ") if name)
            what = stance[0] if stance else Stance.ASSERTS
            found.append(
                Attribution(id_, Span(start, start + len(cue)), None, span, ContentKind.INDIRECT, chain, what)
            )
    return Analysis(Article(id_, text, title=title, language="ar"), "ar", tuple(found))


def shown(claims: list[Claim]) -> list[list[str]]:
    """The claims as rows of ``article:stance`` (``own`` for the article's own voice), rules in brackets."""
    return [
        [
            f"{s.article}:{s.stance.value if s.attribution else 'own'}"
            + "".join(f"[{why.rule}]" for why in s.evidence)
            for s in claim.statements
        ]
        for claim in claims
    ]


def test_contents_that_say_the_same_are_one_claim() -> None:
    one = report("a", ("قال", "الوزير", LEAD), ("وأضاف", "الوزير", OTHER))
    two = report("b", ("أعلن", "المحافظ", AGAIN))
    claims = find_claims([one, two], [])
    assert shown(claims) == [["a:asserts", "b:asserts"], ["a:asserts"]]
    assert claims[0].text == LEAD


def test_the_order_of_articles_changes_nothing() -> None:
    rooms = [report("a", ("قال", "الوزير", LEAD), ("وأضاف", "الوزير", OTHER)), report("b", ("", "", AGAIN))]
    rooms.append(report("c", ("نفى", "المدير", "مقتل عمال في حريق الميناء", Stance.DENIES)))
    before = find_claims(rooms, [])
    random.Random(1).shuffle(rooms)
    assert find_claims(rooms[::-1], []) == find_claims(rooms, []) == before


def test_a_denial_belongs_to_the_claim_that_it_denies() -> None:
    one = report("a", ("قال", "الوزير", LEAD), ("وأضاف", "الوزير", OTHER))
    two = report("b", ("نفى", "المدير", "مقتل عمال في حريق الميناء", Stance.DENIES))
    assert shown(find_claims([one, two], []))[0] == ["a:asserts", "b:denies"]


def test_a_refusal_to_comment_goes_to_what_the_article_leads_with() -> None:
    one = report(
        "a", ("قال", "الوزير", LEAD), ("وأضاف", "الوزير", OTHER), ("ورفض", "المدير", "", Stance.DECLINES)
    )
    assert shown(find_claims([one], [])) == [["a:asserts", "a:declines[points-back]"], ["a:asserts"]]


def test_who_denies_that_denies_what_was_just_said() -> None:
    one = report(
        "a", ("قال", "الوزير", LEAD), ("وأضاف", "الوزير", OTHER), ("ونفى", "المدير", "ذلك", Stance.DENIES)
    )
    assert shown(find_claims([one], []))[1] == ["a:asserts", "a:denies[points-back]"]


def test_a_few_words_are_understood_from_the_lead() -> None:
    one = report(
        "a",
        ("قال", "الوزير", "أنه أفرج عن البحارة المحتجزين في الميناء"),
        ("وأكد", "المدير", "أنه أفرج عنهم"),
    )
    assert shown(find_claims([one], [])) == [["a:asserts", "a:asserts[short-content]"]]


def test_an_article_that_says_it_further_down_reports_it_too() -> None:
    one = report("a", ("قال", "الوزير", LEAD))
    two = report("b", ("", "", "تستعد المدينة لموسم الصيد الجديد مع ارتفاع أسعار الوقود"), ("", "", AGAIN))
    assert shown(find_claims([one, two], []))[0] == ["a:asserts", "b:own[narration]"]


def test_a_denial_through_and_through_points_back() -> None:
    one = report("a", ("قال", "الوزير", LEAD), ("ونفى", "المدير", "هذه الأنباء جملة وتفصيلا", Stance.DENIES))
    assert shown(find_claims([one], [])) == [["a:asserts", "a:denies[points-back]"]]


def test_a_content_that_says_a_part_of_what_the_headlines_say_is_marked() -> None:
    title = "مقتل ثلاثة عمال في حريق مخازن الميناء القديم"
    one = report("a", ("قال", "الوزير", LEAD), ("وقال", "المحافظ", "إن في الحريق قتلى"), title=title)
    two = report("b", ("أعلن", "الوزير", AGAIN), title=title)
    assert shown(find_claims([one, two], []))[0] == ["a:asserts", "a:asserts[partly-the-same]", "b:asserts"]


@pytest.mark.parametrize(
    "who",
    [
        "الوزير",
        "الوزير ونائبه الأول ومدير مكتبه والمتحدث باسم هيئة الموانئ والمنافذ البحرية في المدينة القديمة",
    ],
    ids=["at once", "behind a long list of who says it"],
)
def test_a_report_inside_a_report_follows_it(who: str) -> None:
    outer = f"أن {who} قال {LEAD}"
    one = report("a", ("ذكرت", "الوكالة", outer))
    inner = Attribution(
        "a",
        Span(one.article.text.index("قال"), one.article.text.index("قال") + 3),
        Span(one.article.text.index(who), one.article.text.index(who) + len(who)),
        Span(one.article.text.index(LEAD), one.article.text.index(LEAD) + len(LEAD)),
        ContentKind.INDIRECT,
        (Link("الوكالة", LinkType.AGENCY, key="وكاله"), Link("الوزير", LinkType.PERSON, key="الوزير")),
        Stance.ASSERTS,
    )
    both = Analysis(one.article, "ar", (*one.attributions, inner))
    assert shown(find_claims([both], [])) == [["a:asserts[relays-inner-report]", "a:asserts"]]


def test_shared_wording_makes_one_claim_of_two_chains() -> None:
    text = "أن الاستعدادات جارية على قدم وساق لاستقبال الضيوف في القاعات الجديدة"
    near = "أن التحضيرات مستمرة للاحتفال"
    one = report("a", ("قال", "الوزير", text), ("وقال", "المدير", near))
    assert len(find_claims([one], [])) == 2
    spans = [a.content for a in one.attributions if a.content]
    assert len(find_claims([one], [Passage("a", spans[0], "a", spans[1], 0.9, 12)])) == 1


def test_every_attributed_content_stands_in_some_claim() -> None:
    many = [
        report(
            f"a{i}", ("قال", "الوزير", LEAD), ("وأضاف", "الوزير", OTHER), ("وذكر", "المدير", "أن الأمر انتهى")
        )
        for i in range(4)
    ]
    claims = find_claims(many, [])
    stood = {(s.article, s.span) for claim in claims for s in claim.statements}
    assert {(a.article.id, said.content) for a in many for said in a.attributions} <= stood


def test_an_article_without_attributions_claims_its_lead() -> None:
    (claim,) = find_claims([report("a", ("", "", "افتتح المعرض السنوي للزهور أبوابه أمام الزوار"))], [])
    assert claim.text == "افتتح المعرض السنوي للزهور أبوابه أمام الزوار"
    assert find_claims([report("a", ("", "", "نعم"))], []) == []
