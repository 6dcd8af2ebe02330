"""One source in three languages is one; a language is told for an article, and for a quotation in it."""

from __future__ import annotations

import pytest

from rasd.attribution import attribute
from rasd.attribution.languages import LANGUAGES, language
from rasd.model import Article

SAID = {
    "tasnim": {
        "ar": "ذكرت وكالة تسنيم أن السفينة غادرت الميناء.",
        "en": "The ship had left the harbour, Tasnim news agency reported.",
        "fa": "خبرگزاری تسنیم گزارش داد که کشتی بندر را ترک کرده است.",
    },
    "reuters": {
        "ar": "نقلت رويترز عن مسؤول قوله إن السفينة غادرت.",
        "en": "An official told Reuters that the ship had left.",
        "fa": "به گزارش رویترز، کشتی بندر را ترک کرده است.",
    },
}
CASES = [(party, code, text) for party, texts in SAID.items() for code, text in texts.items()]


@pytest.mark.parametrize(("party", "code", "text"), CASES)
def test_a_source_is_one_whatever_the_language(party: str, code: str, text: str) -> None:
    analysis = attribute(Article("case", text))
    assert analysis.language == code
    assert [a.chain[0].key for a in analysis.attributions] == [f"party:{party}"]


def test_a_quotation_in_another_script_is_told_its_language() -> None:
    text = (
        'قال وزير الدفاع للصحفيين: "We will never leave this country to its enemies". وأضاف أن القوات باقية.'
    )
    first, second = attribute(Article("case", text, language="ar")).attributions
    told = [dict(e.values)["language"] for e in first.evidence if e.rule == "content-in-language"]
    assert told == ["en"]
    assert not any(e.rule == "content-in-language" for e in second.evidence)


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (
            "ar",
            "قال الوزير: «ما این گزارش را تأیید نمی‌کنیم و کشتی‌ها بندر را ترک نکرده‌اند، چنین خبری نیست».",
            ["fa"],
        ),
        ("fa", "وزیر گفت: «إن القوات لم تغادر المدينة وإن هذه الأنباء التي نشرت أمس غير صحيحة».", ["ar"]),
        ("ar", "قال المدرب إن فريق پرسپوليس سيلعب في طهران يوم السبت أمام فريق من العراق على كأس آسيا.", []),
        ("ar", "قال الوزير: «پس چرا».", []),
        ("fa", "وزیر گفت: «در سورة بقره آمده است که این کار درست نیست و ما آن را انجام نمی‌دهیم».", []),
    ],
)  # fmt: skip
def test_a_long_quotation_in_the_same_script_is_told_its_language(
    language: str, text: str, told: list[str]
) -> None:
    found = attribute(Article("case", text, language=language)).attributions
    evidence = [e for a in found for e in a.evidence if e.rule == "content-in-language"]
    assert [dict(e.values)["language"] for e in evidence] == told


def test_every_language_of_the_table_opens() -> None:
    assert all(callable(language(code)) for code in LANGUAGES)
    assert language("fr") is None
