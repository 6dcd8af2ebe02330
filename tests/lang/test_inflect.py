"""The inflections of Arabic reporting verbs, as a table: what must be generated and what must not.

Grammar: W. Wright, A Grammar of the Arabic Language, vol. I.
"""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from rasd.lang import inflect
from rasd.lang.normalize import fold

CUES = tomllib.loads((resources.files("rasd.lang") / "data" / "ar" / "cues.toml").read_text(encoding="utf-8"))


def spelt(words: str) -> set[str]:
    return {fold(word) for word in words.split()}


def texts(forms) -> set[str]:
    return {form.text for form in forms}


def only(forms, text: str) -> inflect.Form:
    (form,) = {f for f in forms if f.text == fold(text)}
    return form


# past, present, jussive | must be generated | must not
FINITE = [
    pytest.param(
        ("كشف", "يكشف", ""),
        "كشف كشفت كشفوا كشفا كشفتا يكشف تكشف يكشفون يكشفوا يكشفان تكشفان وكشفت فكشف ويكشف كشفته كشفها",
        "كشفون يكشفت نكشف أكشف سيكشف كشفتم للكشف",
        id="sound",
    ),
    pytest.param(
        ("أكد", "يؤكد", ""),
        "أكد أكدت أكدوا يؤكد تؤكد يؤكدون تؤكدون وأكدته أكده",
        "يأكد تاكد أأكد",
        id="hamza at the head",
    ),
    pytest.param(
        ("قال", "يقول", "يقل"),
        "قال قالت قالوا قالا قالتا يقول تقول يقولون يقولان يقل تقل قالها وقاله تقوله",
        "قلت قالوه يقلون ويقل",
        id="hollow, with its jussive",
    ),
    pytest.param(
        ("أفاد", "يفيد", "يفد"),
        "أفاد أفادت أفادوا يفيد تفيد يفيدون يفد تفد",
        "أفدت يفدون",
        id="hollow, fourth form",
    ),
    pytest.param(
        ("نفى", "ينفي", "ينف"),
        "نفى نفت نفوا نفيا نفتا ينفي تنفي ينفون ينفيان ينف نفاه نفته نفاها ينفيه تنفيها",
        "نفيت نفيوا ينفيون نفيه ينفاه",
        id="final alef maqsura",
    ),
    pytest.param(
        ("تمنى", "يتمنى", ""),
        "تمنى تمنت تمنوا تمنيا يتمنى تتمنى يتمنون يتمنيان تمناه يتمناه تتمناها",
        "تمنيت يتمنيون يتمنيه",
        id="final alef maqsura in both",
    ),
    pytest.param(
        ("دعا", "يدعو", ""),
        "دعا دعت دعوا دعتا يدعو تدعو يدعون يدعوان دعاه دعته يدعوه",
        "دعات دعاوا دعيا يدعوون دعوه",
        id="final alef",
    ),
    pytest.param(
        ("خشي", "يخشى", ""),
        "خشي خشيت خشوا خشيا يخشى تخشى يخشون يخشيان يخشاه",
        "خشت خشاه يخشيون يخشيه",
        id="final ya, a consonant",
    ),
    pytest.param(
        ("تنبأ", "يتنبأ", ""),
        "تنبأ تنبأت تنبأوا تنبؤوا يتنبأ تتنبأ يتنبأون يتنبؤون تتنبؤون",
        "يتنبون تنبوا تنبأا",
        id="final hamza",
    ),
    pytest.param(
        ("حث", "يحث", ""),
        "حث حثت حثوا حثا يحث تحث يحثون حثه حثتهم",
        "حثثت حثثوا",
        id="doubled",
    ),
    pytest.param(
        ("شدد", "يشدد", ""),
        "شدد شددت شددوا يشدد تشدد يشددون",
        "شدت يشدون",
        id="doubled in the second form",
    ),
    pytest.param(
        ("ذكّر", "", ""), "ذكر ذكرت ذكروا وذكر", "يذكر تذكر", id="no imperfect, and its marks folded"
    ),
]


@pytest.mark.parametrize(("verb", "must", "must_not"), FINITE)
def test_finite_forms(verb: tuple[str, str, str], must: str, must_not: str) -> None:
    made = texts(inflect.verb_forms(*verb))
    assert spelt(must) - made == set()
    assert spelt(must_not) & made == set()


@pytest.mark.parametrize(
    ("text", "agreement", "joined", "suffixed"),
    [
        ("نفى", "m", False, False),
        ("ونفى", "m", True, False),
        ("نفت", "f", False, False),
        ("فنفت", "f", True, False),
        ("نفوا", "p", False, False),
        ("ينفون", "p", False, False),
        ("تنفي", "f", False, False),
        ("نفاه", "m", False, True),
        ("ونفته", "f", True, True),
        ("تنفيها", "f", False, True),
    ],
)
def test_what_a_form_says_of_itself(text: str, agreement: str, joined: bool, suffixed: bool) -> None:
    form = only(inflect.verb_forms("نفى", "ينفي"), text)
    assert form == inflect.Form(fold(text), "verb", agreement, joined, suffixed)


PARTICIPLES = [
    ("مضيف", "مضيفا مضيفة مضيفين مضيفات مضيفتين ومضيفا", "مضيف مضيفون بمضيفا مضيفتهم"),
    ("قائل", "قائلا قائلة قائلين وقائلة", "قائل قالئا"),
    ("نافي", "نافيا نافية نافين نافيات ونافيا", "نافا نافة نافيين نافي"),
    ("داعي", "داعيا داعية داعين داعيات", "داعيين داعا"),
    ("متنبئ", "متنبئا متنبئة متنبئين", "متنبأا متنبين"),
]


@pytest.mark.parametrize(("participle", "must", "must_not"), PARTICIPLES)
def test_participles(participle: str, must: str, must_not: str) -> None:
    forms = list(inflect.participle_forms(participle))
    assert spelt(must) - texts(forms) == set()
    assert spelt(must_not) & texts(forms) == set()
    assert {f.shape for f in forms} == {"participle"}
    assert not any(f.suffixed for f in forms)


@pytest.mark.parametrize(
    ("participle", "text", "agreement"),
    [("مؤكد", "مؤكدا", "m"), ("مؤكد", "مؤكدة", "f"), ("مؤكد", "مؤكدين", "p"), ("مؤكد", "مؤكدات", "p")],
)
def test_participles_agree(participle: str, text: str, agreement: str) -> None:
    assert only(inflect.participle_forms(participle), text).agreement == agreement


@pytest.mark.parametrize(
    ("masdar", "must", "must_not"),
    [
        ("تأكيد", "تأكيد تأكيده تأكيدها تأكيدهم وتأكيده بتأكيد بتأكيده", "التأكيد تأكيدا فتأكيد"),
        ("إشارة", "إشارة إشارته إشارتها بإشارة", "إشارهها إشارات"),
        ("ادعاء", "ادعاء ادعاءه ادعاءها", "ادعاته"),
    ],
)
def test_verbal_nouns(masdar: str, must: str, must_not: str) -> None:
    forms = list(inflect.masdar_forms(masdar))
    assert spelt(must) - texts(forms) == set()
    assert spelt(must_not) & texts(forms) == set()
    assert {f.shape for f in forms} == {"masdar"}


@pytest.mark.parametrize("entry", CUES["verbs"], ids=lambda entry: entry["past"])
def test_every_form_of_every_verb(entry: dict) -> None:
    """All is folded; a form with a conjunction is a plain form of its own behind one."""
    forms = list(inflect.verb_forms(entry["past"], entry["present"], entry.get("jussive", "")))
    forms += inflect.participle_forms(entry["participle"]) if entry.get("participle") else ()
    forms += inflect.masdar_forms(entry["masdar"]) if entry.get("masdar") else ()
    plain = {(f.text, f.suffixed) for f in forms if not f.joined}
    for form in forms:
        assert form.text == fold(form.text)
        assert form.agreement in ("m", "f", "p")
        assert " " not in form.text
        if form.joined:
            assert form.text[0] in "وف"
            assert (form.text[1:], form.suffixed) in plain
