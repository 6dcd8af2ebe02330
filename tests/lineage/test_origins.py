"""How origins are counted, as a table of small newsrooms."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newsroom import counted, newsroom, one_text, rules, whole_text, wording_shared
from rasd.lineage.origins import standing
from rasd.model import LinkType, Standing

COUNTS = {
    "nobody cites anybody: one outlet, one origin": (["a 08:00 الخبر | own"], "1-1", set()),
    "one outlet twice is one origin": (["a 08:00 الخبر | own", "b 09:00 الخبر | own"], "1-1", set()),
    "the later of two that give no source may have it from the earlier": (
        ["a 08:00 الخبر | own", "b 09:00 الميناء | own"],
        "1-2",
        {"published-earlier"},
    ),
    "at the same hour neither may": (["a 08:00 الخبر | own", "b 08:00 الميناء | own"], "2-2", set()),
    "an article without a date may have come later": (
        ["a 08:00 الخبر | own", "b - الميناء | own"],
        "1-2",
        {"published-earlier"},
    ),
    "two officials are two origins": (
        ["a 08:00 الخبر | وزير النقل سامي حداد", "b 09:00 الميناء | محافظ الساحل كريم نصار"],
        "2-2",
        set(),
    ),
    "one official in two outlets is one": (
        ["a 08:00 الخبر | وزير النقل سامي حداد", "b 09:00 الميناء | وزير النقل سامي حداد"],
        "1-1",
        set(),
    ),
    "under his family name too": (
        ["a 08:00 الخبر | وزير النقل سامي حداد", "b 09:00 الميناء | حداد"],
        "1-1",
        {"name-variant"},
    ),
    "an agency that relays an official is no origin": (
        ["a 08:00 الخبر | وكالة رويترز ← وزير النقل سامي حداد", "b 09:00 الميناء | وزير النقل سامي حداد"],
        "1-1",
        set(),
    ),
    "nor where somebody else cites the agency alone": (
        ["a 08:00 الخبر | وكالة رويترز ← وزير النقل سامي حداد", "b 09:00 الميناء | وكالة رويترز"],
        "1-1",
        {"relayed"},
    ),
    "an agency at the end of a chain is an origin": (
        ["a 08:00 الخبر | وكالة رويترز", "b 09:00 الميناء | وكالة الأناضول"],
        "2-2",
        set(),
    ),
    "media without a name are those that the article names beside them": (
        ["a 08:00 الخبر | وسائل إعلام رسمية | وكالة رويترز ← وزير النقل سامي حداد"],
        "1-1",
        {"relayed"},
    ),
    "or may be any of the others": (
        ["a 08:00 الخبر | وزير النقل سامي حداد", "b 09:00 الميناء | وسائل إعلام محلية"],
        "1-2",
        {"media-unnamed"},
    ),
    "a state's agency may have it from the state": (
        ["a 08:00 الخبر | وكالة تاس", "b 09:00 الميناء | وزارة النقل الروسية"],
        "1-2",
        {"state-agency"},
    ),
    "and no other state's": (
        ["a 08:00 الخبر | وكالة تاس", "b 09:00 الميناء | وزارة النقل التركية"],
        "2-2",
        set(),
    ),
    "authorities of which is not said which may be any of them": (
        ["a 08:00 الخبر | القوات الأمنية السعودية", "b 09:00 الميناء | المتحدث باسم شرطة الرياض"],
        "1-2",
        {"authorities-unnamed"},
    ),
    "but not those of another state": (
        ["a 08:00 الخبر | القوات الأمنية السعودية", "b 09:00 الميناء | وزارة الداخلية التركية"],
        "2-2",
        set(),
    ),
    "papers of which is not said whose they are may be anybody's": (
        ["a 08:00 الخبر | وثائق قضائية", "b 09:00 الميناء | المهندس سامي حداد"],
        "1-2",
        {"document-unsigned"},
    ),
    "a state has said what its minister said": (
        ["a 08:00 الخبر | إيران", "b 09:00 الميناء | وزير النقل الإيراني سامي حداد"],
        "1-1",
        {"state-speaks"},
    ),
    "but its ministers are two": (
        [
            "a 08:00 الخبر | وزير النقل الإيراني سامي حداد",
            "b 09:00 الميناء | السلطات الإيرانية | وزير الصحة الإيراني كريم نصار",
        ],
        "2-2",
        {"state-speaks"},
    ),
    "and its opposition is not the state": (
        ["a 08:00 الخبر | السلطات السورية", "b 09:00 الميناء | المعارضة السورية"],
        "2-2",
        set(),
    ),
    "a body and its director, who is given with its name cut short": (
        ["a 08:00 الخبر | المرصد السوري لحقوق الإنسان | مدير المرصد سامي حداد"],
        "1-1",
        {"same-organisation"},
    ),
    "an agency's text without a source may rest on what another had published": (
        ["a 08:00 الخبر | وزير النقل سامي حداد", "b 09:00 الميناء | own | credit رويترز"],
        "1-2",
        {"published-earlier"},
    ),
    "an army and its spokesman are one": (
        ["a 08:00 الخبر | الجيش السوري", "b 09:00 الميناء | متحدث باسم الجيش السوري"],
        "1-1",
        {"same-organisation"},
    ),
    "a ministry and its minister are one": (
        ["a 08:00 الخبر | وزارة النقل", "b 09:00 الميناء | وزير النقل سامي حداد"],
        "1-1",
        {"same-organisation"},
    ),
    "two ministries are two": (
        ["a 08:00 الخبر | وزارة النقل", "b 09:00 الميناء | وزارة الصحة"],
        "2-2",
        set(),
    ),
    "unnamed sources in two outlets may be one": (
        ["a 08:00 الخبر | مصدر أمني", "b 09:00 الميناء | مصدر أمني"],
        "1-2",
        {"both-unnamed"},
    ),
    "through the same agency they are one": (
        ["a 08:00 الخبر | وكالة رويترز ← مصدر أمني", "b 09:00 الميناء | وكالة رويترز ← مصدر أمني"],
        "1-1",
        {"same-mention"},
    ),
    "a credited agency counts as the one it came through": (
        ["a 08:00 الخبر | مصدر أمني | credit رويترز", "b 09:00 الميناء | وكالة رويترز ← مصدر أمني"],
        "1-1",
        {"same-mention"},
    ),
    "two agencies with a source each may have the same": (
        ["a 08:00 الخبر | وكالة رويترز ← مصدر أمني | وكالة الأناضول ← مصدر أمني"],
        "1-2",
        {"both-unnamed"},
    ),
    "sources of two countries are two": (
        ["a 08:00 الخبر | مصدر عسكري سوري", "b 09:00 الميناء | مصدر عسكري تركي"],
        "2-2",
        set(),
    ),
    "so are a doctor and a soldier": (
        ["a 08:00 الخبر | مصدر طبي", "b 09:00 الميناء | مصدر عسكري"],
        "2-2",
        set(),
    ),
    "an unnamed source and a named one are two": (
        ["a 08:00 الخبر | مصدر أمني", "b 09:00 الميناء | وزير النقل سامي حداد"],
        "2-2",
        set(),
    ),
    "own voice beside a cited source rests on it": (
        ["a 08:00 الخبر | own | وزير النقل سامي حداد"],
        "1-1",
        set(),
    ),
    "two articles that credit one agency rest on its text": (
        ["a 08:00 الخبر | own | credit رويترز", "b 09:00 الميناء | own | credit رويترز"],
        "1-1",
        {"agency-text"},
    ),
    "agencies that nobody names may be any": (
        ["a 09:00 الخبر | وزير النقل سامي حداد", "b 08:00 الميناء | own | credit وكالات"],
        "1-2",
        {"agencies-unnamed"},
    ),
    "an outlet whose article is here is no further origin": (
        ["a 08:00 الخبر | صحيفة الميناء", "b 07:00 صحيفة الميناء | وزير النقل سامي حداد"],
        "1-1",
        {"relayed"},
    ),
    "who says a part of the claim may be no origin of it": (
        ["a 08:00 الخبر | وزير النقل سامي حداد | محافظ الساحل كريم نصار : partly"],
        "1-2",
        set(),
    ),
    "somebody whom nobody names may be any of the others": (
        ["a 08:00 الخبر | وزير النقل سامي حداد", "b 08:00 الميناء | ?"],
        "1-2",
        {"source-unresolved"},
    ),
    "a title alone and a name alone in one article may be one person": (
        ["a 08:00 الخبر | السفير الروسي | فاسيلي بوروف"],
        "1-2",
        {"title-and-name"},
    ),
    "one article that names a source twice, once more fully, cites one": (
        ["a 08:00 الخبر | مصدر أمني | مصدر أمني سوري"],
        "1-1",
        {"fuller-mention-of-source"},
    ),
    "a denial is no support": (
        ["a 08:00 الخبر | مصدر أمني", "b 09:00 الميناء | وزارة الداخلية : denies"],
        "1-1",
        set(),
    ),
    "a claim that is only denied has no origin": (["a 08:00 الخبر | وزارة الداخلية : denies"], "0-0", set()),
    "an agency's own article and who relays it cite one source": (
        ["a 08:00 رويترز | مصدر أمني", "b 09:00 الميناء | وكالة رويترز ← مصدر أمني"],
        "1-1",
        {"same-mention"},
    ),
    "but not who heard it himself": (
        ["a 08:00 رويترز | مصدر أمني", "b 09:00 الميناء | مصدر أمني"],
        "1-2",
        {"both-unnamed"},
    ),
    "a description that tells nothing is one where its words are": (
        ["a 08:00 الميناء | مصادر صحفية", "b 09:00 الخبر | صحيفة الميناء ← مصادر صحفية"],
        "1-1",
        {"same-mention"},
    ),
    "in the accusative too": (
        ["a 08:00 الخبر | وكالة رويترز ← مصدر قضائي", "b 09:00 الميناء | وكالة رويترز ← مصدرا قضائيا"],
        "1-1",
        {"same-mention"},
    ),
    "an outlet is known without the word for what it is": (
        ["a 08:00 نبأ المدينة | مصدر أمني", "b 09:00 الخبر | صحيفة نبأ المدينة"],
        "1-1",
        {"relayed"},
    ),
    "a day without an hour may be later than an hour of it": (
        ["a 00:00 الخبر | own", "b 09:00 الميناء | وزير النقل سامي حداد"],
        "1-2",
        {"published-earlier"},
    ),
    "what has no date may have been there before": (
        ["a 08:00 الخبر | own", "b - الميناء | وزير النقل سامي حداد"],
        "1-2",
        {"published-earlier"},
    ),
    "a document that a person cites is no further origin": (
        ["a 08:00 الخبر | وزير النقل سامي حداد ← تقرير", "b 09:00 الميناء | وزير النقل سامي حداد"],
        "1-1",
        set(),
    ),
}


@pytest.mark.parametrize(("lines", "range_", "because"), COUNTS.values(), ids=COUNTS)
def test_counts(lines: list[str], range_: str, because: set[str]) -> None:
    analyses, claim = newsroom(lines)
    found = standing(claim, analyses, [], [])
    assert counted(found) == range_
    assert because <= rules(found)


def test_a_copied_text_without_a_source_is_no_origin() -> None:
    analyses, claim = newsroom(["a 08:00 الخبر | وزير النقل سامي حداد", "b 07:00 الميناء | own"])
    assert counted(standing(claim, analyses, [], [])) == "2-2"
    found = standing(claim, analyses, [], [one_text("b", "a")])
    assert (counted(found), rules(found)) == ("1-1", {"copied-text"})
    assert found.copies == ("b",)


def test_a_copy_brings_no_doubt_of_its_own() -> None:
    lines = ["a 08:00 الخبر | own", "b 12:00 الميناء | own", "c 10:00 الشرق | وزير النقل سامي حداد"]
    analyses, claim = newsroom(lines)
    assert counted(standing(claim, analyses, [], [])) == "1-3"
    assert counted(standing(claim, analyses, [], [one_text("b", "a")])) == "2-2"
    wired, claim = newsroom([lines[0], f"{lines[1]} | credit وكالات", lines[2]])
    assert counted(standing(claim, wired, [], [])) == "1-3"
    assert counted(standing(claim, wired, [], [one_text("b", "a")])) == "2-2"


def test_an_agency_that_gives_no_source_may_have_it_from_elsewhere_though_others_credit_it() -> None:
    lines = [
        "a 09:00 رويترز | own",
        "b 10:00 الميناء | own | credit رويترز",
        "c 08:00 الشرق | وزير النقل سامي حداد",
    ]
    analyses, claim = newsroom(lines)
    assert counted(standing(claim, analyses, [], [one_text("b", "a")])) == "1-2"
    assert counted(standing(claim, analyses[1:], [], [])) == "1-2"


def test_the_text_of_an_agency_makes_its_two_sources_no_one() -> None:
    lines = [
        "a 08:00 رويترز | وزير النقل سامي حداد", "b 09:00 الميناء | own | credit رويترز",
        "c 10:00 رويترز | مصدر أمني", "d 11:00 الشرق | own | credit رويترز",
    ]  # fmt: skip
    analyses, claim = newsroom(lines)
    a, b, c, d = claim.statements
    wording = [wording_shared(a, b, "a>b"), wording_shared(c, d, "a>b")]
    copies = [one_text("b", "a"), one_text("d", "c")]
    assert counted(standing(claim, analyses, wording, copies)) == "2-2"


def test_the_credit_of_another_copy_says_through_whom() -> None:
    lines = [
        "a 08:00 الميناء | مصدر أمني",
        "b 09:00 الشرق | own | credit رويترز",
        "c 10:00 الخبر | وكالة رويترز ← مصدر أمني",
    ]
    analyses, claim = newsroom(lines)
    assert counted(standing(claim, analyses, [], [])) == "1-2"
    found = standing(claim, analyses, [], [one_text("b", "a")])
    assert (counted(found), "same-mention" in rules(found)) == ("1-1", True)


def test_who_only_relays_goes_to_who_says_all() -> None:
    lines = [
        "a 08:00 الخبر | رويترز ← آدم نصار : partly | رويترز ← وزير النقل سامي حداد",
        "b 09:00 الميناء | رويترز",
    ]
    analyses, claim = newsroom(lines)
    part, full = standing(claim, analyses, [], []).origins
    assert (part.articles, full.articles) == (("a",), ("a", "b"))


def test_a_copy_says_when_its_text_was_there() -> None:
    analyses, claim = newsroom(
        ["a - الخبر | own", "b 08:00 الميناء | own", "c 10:00 الشرق | وزير النقل سامي حداد"]
    )
    assert counted(standing(claim, analyses, [], [one_text("b", "a")])) == "2-2"


def test_a_date_that_cannot_be_right_is_none() -> None:
    analyses, claim = newsroom(["a 08:00 الخبر | own", "b 09:00 الميناء | وزير النقل سامي حداد"])
    assert counted(standing(claim, analyses, [], [])) == "2-2"
    far = replace(analyses[1].article, published=datetime(2099, 12, 31, 23, 59, tzinfo=UTC))
    found = standing(claim, [analyses[0], replace(analyses[1], article=far)], [], [])
    assert counted(found) == "1-2"


def test_one_text_that_cites_an_unnamed_source_has_one_origin() -> None:
    analyses, claim = newsroom(["a 08:00 الخبر | مصدر أمني", "b 09:00 الميناء | مصدر أمني"])
    found = standing(claim, analyses, whole_text("a", "b", analyses), [one_text("b", "a")])
    assert (counted(found), "same-text-same-source" in rules(found)) == ("1-1", True)


@pytest.mark.parametrize(
    ("direction", "range_", "because"),
    [("a>b", "1-1", "copied-wording"), ("undetermined", "1-2", "shared-wording")],
)
def test_the_same_wording_joins_for_certain_only_when_its_way_is_known(
    direction: str, range_: str, because: str
) -> None:
    analyses, claim = newsroom(["a 08:00 الخبر | شهود", "b 09:00 الميناء | مسؤول سوري"])
    apart = standing(claim, analyses, [], [])
    joined = standing(claim, analyses, [wording_shared(*claim.statements, direction)], [])
    assert (counted(apart), counted(joined)) == ("2-2", range_)
    assert because in rules(joined)


def test_a_short_wording_is_soon_the_same() -> None:
    analyses, claim = newsroom(["a 08:00 الخبر | مصدر أمني", "b 09:00 الميناء | مسؤول سوري"])
    short = replace(wording_shared(*claim.statements, "a>b"), words=13)
    found = standing(claim, analyses, [short], [])
    assert (counted(found), "shared-wording" in rules(found)) == ("1-2", True)
    long = replace(short, words=15)
    assert counted(standing(claim, analyses, [long], [])) == "1-1"


def test_a_source_that_is_cited_for_more_may_stand_behind_the_rest() -> None:
    analyses, claim = newsroom(["a 08:00 الخبر | own", "b 09:00 الميناء | وزير النقل سامي حداد"])
    assert counted(standing(claim, analyses, [], [])) == "2-2"
    more, _ = newsroom(["a 08:00 الخبر | own | حداد"])
    found = standing(claim, [more[0], analyses[1]], [], [])
    assert (counted(found), "cited-for-more" in rules(found)) == ("1-2", True)


def test_the_same_wording_does_not_join_two_named_sources() -> None:
    analyses, claim = newsroom(["a 08:00 الخبر | وزير النقل سامي حداد", "b 09:00 الميناء | وزارة الصحة"])
    found = standing(claim, analyses, [wording_shared(*claim.statements, "a>b")], [])
    assert counted(found) == "2-2"


def test_two_accounts_in_one_article_give_both_reasons() -> None:
    analyses, claim = newsroom(["a 08:00 الخبر | وكالة رويترز ← مصادر صحفية | وكالة الأناضول ← مصدر عسكري"])
    found = standing(claim, analyses, [wording_shared(*claim.statements)], [])
    assert counted(found) == "1-2"
    assert {"both-unnamed", "shared-wording"} <= rules(found)
    first, second = found.origins
    assert (first.possibly, second.possibly) == (("2",), ("1",))
    assert not first.firm
    assert not second.firm


def _of(*lines: str) -> Standing:
    analyses, claim = newsroom(lines)
    return standing(claim, analyses, [], [])


def test_positions() -> None:
    found = _of(
        "a 08:00 الخبر | مصدر أمني",
        "b 09:00 الميناء | وزارة الداخلية : denies | مصدر أمني",
        "c 10:00 الشرق | مصدر أمني | وزارة الداخلية : denies",
        "d 11:00 الفجر | وزير النقل سامي حداد : confirms",
        "e 12:00 الساحل | وزير الصحة ليلى عون : declines",
        "f 13:00 المساء | وزير العدل سعاد قيس : doubts",
    )
    assert found.supports == ("a", "c", "d")
    assert found.denies == ("b", "c")
    assert found.doubts == ("f",)
    assert found.denied_by == ("وزارة الداخلية",)
    assert found.confirmed_by == ("وزير النقل سامي حداد",)
    assert found.declined == ("وزير الصحة ليلى عون",)


def test_an_origin_bears_the_name_of_whoever_stands_nearest_to_the_event() -> None:
    found = _of(
        "a 08:00 الخبر | وكالة رويترز",
        "b 09:00 الميناء | وكالة رويترز ← حداد",
        "c 10:00 الشرق | وزير النقل سامي حداد",
    )
    (origin,) = found.origins
    assert (origin.name, origin.type) == ("وزير النقل سامي حداد", LinkType.PERSON)
    assert origin.articles == ("a", "b", "c")
    assert origin.firm


def test_an_empty_claim_has_an_empty_standing() -> None:
    _, claim = newsroom(["a 08:00 الخبر | own"])
    assert standing(claim, [], [], []) == Standing()
