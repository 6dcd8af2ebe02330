"""Who a name, a host or a sentence cites. The sentences are made up for these tests."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from rasd.errors import DataError
from rasd.lang.parties import Parties, parties
from rasd.lang.party_data import load_grammar, load_parties, words_of
from rasd.model import LinkType

NAMES = [
    ("رويترز", "reuters"),
    ("وكالة رويترز للأنباء", "reuters"),
    ("وكالة أنباء رويترز", "reuters"),
    ("لوكالة «رويترز»", "reuters"),
    ("وَكالَةُ رويتـــرز", "reuters"),
    ("Reuters", "reuters"),
    ("Reuters news agency", "reuters"),
    ("رویترز", "reuters"),
    ("(ا ف ب)", "afp"),
    ("أ.ف.ب", "afp"),
    ("أ ف ب", "afp"),
    ("فرانس برس", "afp"),
    ("وكالة الأنباء الفرنسية", "afp"),
    ("وكالة الصحافة الفرنسية (فرانس برس)", "afp"),
    ("خبرگزاری فرانسه", "afp"),
    ("د ب أ", "dpa"),
    ("د. ب. أ", "dpa"),
    ("وكالة الأنباء الألمانية (د ب أ)", "dpa"),
    ("أسوشيتد برس", "ap"),
    ("وكالة أسوشييتد برس الأميركية", "ap"),
    ("يونايتد برس", "upi"),
    ("بلومبيرغ", "bloomberg"),
    ("واس", "spa"),
    ("وكالة الأنباء السعودية", "spa"),
    ("وكالة الأنباء السعودية الرسمية (واس)", "spa"),
    ("وكالة الأنباء الرسمية (سانا)", "sana"),
    ("وكالة الأنباء العربية السورية", "sana"),
    ("وكالة الأنباء الرسمية الفلسطينية (وفا)", "wafa"),
    ("وكالة الأنباء الفلسطينية \"وفا\"", "wafa"),
    ("(وفا)", "wafa"),
    ("وكالة بترا", "petra"),
    ("وكالة الأنباء الأردنية", "petra"),
    ("وكالة أنباء الإمارات", "wam"),
    ("وكالة السودان للأنباء", "suna"),
    ("وكالة أنباء الشرق الأوسط", "mena"),
    ("صحيفة الشرق الأوسط", "asharq-al-awsat"),
    ("«الشرق الأوسط»", "asharq-al-awsat"),
    ("الوكالة الوطنية للإعلام", "nna"),
    ("وكالة يونهاب الكورية الجنوبية", "yonhap"),
    ("وكالة أنباء كوريا الجنوبية", "yonhap"),
    ("وكالة الأنباء الكورية الشمالية", "kcna"),
    ("وكالة أنباء الصين الجديدة (شينخوا)", "xinhua"),
    ("وكالة تاس الروسية", "tass"),
    ("ريا نوفوستي", "ria-novosti"),
    ("سبوتنيك", "sputnik"),
    ("وكالة الأناضول", "anadolu"),
    ("وكالة الأنباء الإيرانية \"إيرنا\"", "irna"),
    ("وكالة الأنباء الإيرانية الرسمية", "irna"),
    ("وكالة أنباء فارس شبه الرسمية", "fars"),
    ("خبرگزاری فارس", "fars"),
    ("وكالة “تسنيم” الإيرانية", "tasnim"),
    ("وكالة مهر", "mehr"),
    ("وكالة ايران اليوم", "iran-today"),
    ("إيران اليوم", "iran-today"),
    ("وكالة أنسا الإيطالية للأنباء", "ansa"),
    ("خبرگزاری رسمی سوریه", "sana"),
    ("صحيفة الحياة", "al-hayat"),
    ("صحيفة الحياة السعودية", "al-hayat"),
    ("«الحياة»", "al-hayat"),
    ("صحيفة الوطن السورية", "al-watan-sy"),
    ("صحيفة الوطن السعودية", "al-watan-sa"),
    ("صحيفة النهار اللبنانية", "an-nahar"),
    ("قناة النهار الجزائرية", "ennahar"),
    ("صحيفة هآرتس الإسرائيلية", "haaretz"),
    ("يديعوت أحرونوت", "yedioth"),
    ("صحيفة \"ذي غارديان\" البريطانية", "guardian"),
    ("الجارديان", "guardian"),
    ("the Guardian newspaper", "guardian"),
    ("The Guardian", "guardian"),
    ("صحيفة نيويورك تايمز", "new-york-times"),
    ("the New York Times", "new-york-times"),
    ("واشنطن بوست", "washington-post"),
    ("مجلة دير شبيغل", "spiegel"),
    ("لوموند", "le-monde"),
    ("صحيفة آس الإسبانية", "as"),
    ("صحيفة اليوم", "al-yaum"),
    ("اليوم السابع", "youm7"),
    ("روزنامه کیهان", "kayhan"),
    ("الموقع الإلكتروني لصحيفة عكاظ", "okaz"),
    ("قناة العربية", "al-arabiya"),
    ("العربية.نت", "al-arabiya"),
    ("قناة الجزيرة القطرية", "al-jazeera"),
    ("صحيفة الجزيرة", "al-jazirah"),
    ("هيئة الإذاعة البريطانية (بي بي سي)", "bbc"),
    ("بی‌بی‌سی فارسی", "bbc"),
    ("شبكة سي إن إن الأميركية", "cnn"),
    ("سكاي نيوز عربية", "sky-news-arabia"),
    ("شبكة سكاي نيوز", "sky-news"),
    ("قناة روسيا اليوم", "rt"),
    ("التلفزيون السوري الرسمي", "syria-tv-state"),
    ("التلفزيون المصري", "egypt-tv"),
    ("قناة الإخبارية السورية", "syria-tv-state"),
    ("موقع ويكيليكس", "wikileaks"),
    ("موقع واللا العبري", "walla"),
    ("تويتر", "twitter"),
    ("منصة إكس", "twitter"),
    ("فيسبوك", "facebook"),
    ("تلغرام", "telegram"),
    ("توییتر", "twitter"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "party"), NAMES)
def test_whole_name(name: str, party: str) -> None:
    found = parties().lookup(name)
    assert found is not None
    assert found.id == party


NOT_NAMES = [
    ("", "nothing"),
    ("«»", "marks alone"),
    ("وكالة الأنباء", "whose?"),
    ("وكالة الأنباء الكورية", "of the North or of the South"),
    ("الحياة", "an ordinary word"),
    ("الرأي", "an ordinary word"),
    ("العربية", "an ordinary word"),
    ("الوطن", "an ordinary word"),
    ("مهر", "a dowry"),
    ("فارس", "a man's name"),
    ("النهار", "the day"),
    ("العالم", "the world"),
    ("اليوم", "today"),
    ("الرياض", "a city: a by-line's place"),
    ("(شرق)", "brackets vouch for agencies only"),
    ("صحيفة الوطن", "there are many"),
    ("صحيفة الأخبار", "of Beirut or of Cairo"),
    ("صحيفة مهر", "an agency is no newspaper"),
    ("صحيفة الوطن البلجيكية", "no such one is known"),
    ("رويترز وفرانس برس", "two parties"),
    ("مدير مكتب رويترز", "more than the name"),
    ("guardian", "somebody's guardian"),
    ("وزارة الخارجية السعودية", "no medium"),
    ("قناة السويس", "a canal"),
    ("وكالة الطاقة الذرية", "no news agency"),
    ("التلفزيون العراقية", "the adjective belongs to another noun"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "why"), NOT_NAMES)
def test_no_name(name: str, why: str) -> None:
    assert parties().lookup(name) is None, why


@pytest.mark.parametrize(
    ("name", "party"),
    [("الحياة", "al-hayat"), ("مهر", "mehr"), ("Guardian", "guardian"), ("وفا", "wafa")],
)
def test_certain_name_needs_no_company(name: str, party: str) -> None:
    found = parties().lookup(name, certain=True)
    assert found is not None
    assert found.id == party


SENTENCES: list[tuple[str, list[tuple[str, str]]]] = [
    ("وقال الوزير لرويترز إن الاجتماع تأجل", [("reuters", "لرويترز")]),
    ("ونقلت وكالة رويترز للأنباء عن دبلوماسي", [("reuters", "وكالة رويترز للأنباء")]),
    ("وفي تصريح لوكالة “تسنيم” الإيرانية قال", [("tasnim", "لوكالة “تسنيم")]),
    ("وبحسب «الحياة» فإن اللقاء ألغي", [("al-hayat", "الحياة")]),
    ("تستمر الحياة في المدينة القديمة", []),
    ("أدلى العالم برأيه أمام الصحافة الفرنسية الحرة", []),
    ("اشترى فارس مهر العروس من مصر اليوم", []),
    ("أفاد مراسل قناة العربية بأن الطريق مغلق", [("al-arabiya", "قناة العربية")]),
    ("دعت جامعة الدول العربية إلى اجتماع", []),
    ("وذكرت (وفا) أن المعبر فتح", [("wafa", "وفا")]),
    ("وقع الحادث في ولاية (شرق) البلاد", []),
    ("كتب على تويتر وفيسبوك", [("twitter", "تويتر"), ("facebook", "وفيسبوك")]),
    ("نقلت رويترز والأناضول الخبر", [("reuters", "رويترز")]),
    ("وكالة الأناضول أكدت، ثم نفت الأناضول", [("anadolu", "وكالة الأناضول"), ("anadolu", "الأناضول")]),
    ("قالت إيران اليوم إنها سترد", []),
    ("وكالة إيران اليوم نشرت", [("iran-today", "وكالة إيران اليوم")]),
    ("وكالة إيران اليوم: قال لإيران اليوم", [("iran-today", f"{w}إيران اليوم") for w in ("وكالة ", "ل")]),
    ("أعلنت تسنيم الإيرانية المقربة من الحرس", [("tasnim", "تسنيم")]),
    ("قناة السويس الجديدة وموقع الحدث وموقع المدينة", []),
    ("جمهورية مصر العربية والجمهورية اللبنانية", []),
    ("نطق لسانا فصيحا وأرسل فاكسا", []),
    ("مؤشر وول ستريت ومؤشر نيكي يتراجعان", []),
    ("خسر الفريق أمام روسيا 1-3", []),
    ("التلفزيون السوري العام الماضي", [("syria-tv-state", "التلفزيون السوري")]),
    ("وكالات الأنباء الروسية كلها", []),
    ("ذكرت وكالة الأنباء الإيرانية مهر أن", [("mehr", "وكالة الأنباء الإيرانية مهر")]),
    ('قال لصحيفة "ليكيب" الفرنسية "هم أقوى"', [("lequipe", 'لصحيفة "ليكيب')]),
    ("به گزارش خبرگزاری تسنیم، وزیر گفت", [("tasnim", "خبرگزاری تسنیم")]),
    ("به گزارش ایسنا و به نقل از بی‌بی‌سی", [("isna", "ایسنا"), ("bbc", "بی‌بی‌سی")]),
    ("The minister told Reuters and CNN on Monday", [("reuters", "Reuters"), ("cnn", "CNN")]),
    ("The legal guardian of the child met the press", []),
    ("اليومية", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "mentions"), SENTENCES)
def test_in_a_sentence(sentence: str, mentions: list[tuple[str, str]]) -> None:
    assert [(m.party.id, m.span.of(sentence)) for m in parties().find(sentence)] == mentions


@pytest.mark.parametrize(
    ("sentence", "start", "expected"),
    [
        ("قال لوكالة رويترز للأنباء إن", 1, ("reuters", 3)),
        ("قال لوكالة رويترز للأنباء إن", 2, ("reuters", 2)),
        ("قال لوكالة رويترز للأنباء إن", 0, None),
        ("وتسنيم", 0, None),
        ("وكالة مهر", 1, ("mehr", 1)),
        ("بالبي بي سي", 0, ("bbc", 3)),
        ("للجزيرة نت", 0, ("al-jazeera", 2)),
    ],
)
def test_match_counts_words(sentence: str, start: int, expected: tuple[str, int] | None) -> None:
    found = parties().match(words_of(sentence), start)
    assert (found and (found[0].id, found[1])) == expected


def test_a_known_party_counts_by_its_short_name() -> None:
    words = words_of("وأضافت تسنيم أن")
    assert parties().match(words, 1) is None
    found = parties().match(words, 1, known={"tasnim"})
    assert found is not None
    assert found[0].id == "tasnim"


def test_marks_vouch_only_where_the_name_fills_them() -> None:
    words = words_of("الحياة تستمر")
    assert parties().match(words, 0, quoted=2) is None
    assert parties().match(words, 0, quoted=-1) is None
    found = parties().match(words, 0, quoted=1)
    assert found is not None
    assert found[0].id == "al-hayat"


@pytest.mark.parametrize(
    ("host", "party"),
    [
        ("www.bbc.co.uk", "bbc"),
        ("arabic.cnn.com", "cnn"),
        ("AAWSAT.COM:80", "asharq-al-awsat"),
        ("www.spa.gov.sa.", "spa"),
        ("com", None),
        ("", None),
        ("notbbc.com", None),
        ("example.org", None),
    ],
)
def test_host(host: str, party: str | None) -> None:
    found = parties().by_domain(host)
    assert (found.id if found else None) == party


@pytest.mark.parametrize(
    ("outlet", "url", "party"),
    [
        ("alarabia", "", "al-arabiya"),
        ("was", "", "spa"),
        ("skynews", "https://www.skynewsarabia.com/web/article/1", "sky-news-arabia"),
        ("france24", "", "france24"),
        ("BBC", "", "bbc"),
        ("CNN", "http://arabic.cnn.com/x", "cnn"),
        ("سواليف", "", "sawaleif"),
        ("الرياض", "", "al-riyadh"),
        ("bbc.com", "", "bbc"),
        ("", "http://www.alriyadh.com/1", "al-riyadh"),
        ("was", "http://[", "spa"),
        ("an unknown site", "http://example.org/", None),
        ("", "", None),
    ],
)
def test_own_outlet(outlet: str, url: str, party: str | None) -> None:
    found = parties().of_outlet(outlet, url)
    assert (found.id if found else None) == party


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("صحيفة الضحى", "الضحي"),
        ("الضحى", "الضحي"),
        ("شبكة الضحى الإخبارية", "الضحي"),
        ("وكالة الضحى للأنباء", "الضحي"),
        ("وكالة", "وكاله"),
        ("الإخبارية", "الاخباريه"),
        ("", ""),
    ],
)
def test_a_medium_without_the_word_for_what_it_is(name: str, bare: str) -> None:
    assert parties().bare(name) == bare


def test_party_speaks_the_words_of_the_model() -> None:
    tasnim = parties().get("tasnim")
    assert tasnim is not None
    assert (tasnim.key, tasnim.type, tasnim.country) == ("party:tasnim", LinkType.AGENCY, "IR")
    assert parties().get("party:tasnim") is tasnim
    assert parties().get("nobody") is None


def test_the_lexicon_is_wide() -> None:
    types = Counter(party.type for party in parties())
    assert len(parties()) >= 500
    assert types[LinkType.AGENCY] >= 100
    assert types[LinkType.SOCIAL] >= 10


OWNERS = Counter(name for party in parties() for name in {words_of(name) for name in party.names})


@pytest.mark.parametrize("party", list(parties()), ids=lambda party: party.id)
def test_every_name_leads_to_its_party_and_to_no_other(party: Any) -> None:
    for name in party.names:
        found = parties().lookup(name, certain=True)
        assert found == party or (OWNERS[words_of(name)] > 1 and found is None), name


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("no kind of party", {"newspapers": {"x": {"ar": ["ا"]}}}),
    ("unknown field", {"agency": {"x": {"ar": ["ا"], "colour": "red"}}}),
    ("has no name", {"agency": {"x": {"country": "FR"}}}),
    ("list of non-empty strings", {"agency": {"x": {"ar": ["ا", " "]}}}),
    ("list of non-empty strings", {"agency": {"x": {"ar": "ا"}}}),
    ("two letters", {"agency": {"x": {"ar": ["ا"], "country": "FRA"}}}),
    ("two letters", {"agency": {"x": {"ar": ["ا"], "state": "yes"}}}),
    ("given twice", {"agency": {"x": {"ar": ["ا"]}}, "site": {"x": {"ar": ["ب"]}}}),
    ("belongs to x", {"agency": {name: {"ar": [name], "domains": ["a.b"]} for name in ("x", "y")}}),
]  # fmt: skip


@pytest.mark.parametrize(("message", "data"), WRONG)
def test_a_wrong_file_is_named(message: str, data: dict[str, Any]) -> None:
    with pytest.raises(DataError, match=rf"mine\.toml: .*{message}"):
        load_parties("mine.toml", data)


def test_a_missing_file_is_named() -> None:
    with pytest.raises(DataError, match=r"nowhere\.toml"):
        load_parties("nowhere.toml")


def test_own_lexicon() -> None:
    mine = Parties(load_parties("mine.toml", {"site": {"x": {"ar": ["رصد بريس"]}}}), load_grammar())
    found = mine.lookup("موقع رصد بريس")
    assert found is not None
    assert found.id == "x"
    assert mine.lookup("رويترز") is None


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("EG", {"EG"}),
        (" eg ", {"EG"}),
        ("مصر", {"EG"}),
        ("الأردنية", {"JO"}),
        ("سوريه", {"SY"}),
        ("zz", set()),
        ("", set()),
    ],
)
def test_countries_by_code_name_or_adjective(name: str, codes: set[str]) -> None:
    assert parties().countries(name) == codes
