"""Names in two scripts, as a table: what sounds alike meets, what does not stays apart."""

from __future__ import annotations

import pytest

from rasd.lang.normalize import fold
from rasd.lang.stems import light_stem
from rasd.lang.transliterate import neutral, sounds

ALIKE = [
    ("Netanyahu", "نتنياهو"), ("Netanyahu", "نتانیاهو"), ("Haddad", "حداد"), ("Samir", "سمير"),
    ("Karim", "كريم"),
    ("Mohammed", "محمد"), ("Khamenei", "خامنئي"), ("Abdullah", "عبدالله"),
    ("Rouhani", "روحاني"), ("Zelensky", "زيلينسكي"), ("Guterres", "غوتيرس"), ("Hodeidah", "حديدة"),
]  # fmt: skip
APART = [("Haddad", "حمدان"), ("Samir", "سامح"), ("Karim", "كامل"), ("Nasser", "منصور")]


@pytest.mark.parametrize(("latin", "other"), ALIKE)
def test_a_name_in_two_scripts_sounds_alike(latin: str, other: str) -> None:
    assert sounds(fold(latin)) == sounds(fold(other)) != ""


@pytest.mark.parametrize(("latin", "other"), APART)
def test_other_names_do_not(latin: str, other: str) -> None:
    assert sounds(fold(latin)) != sounds(fold(other))


@pytest.mark.parametrize("word", ["Ali", "علي", "Omar", "عمر", "و", ""])
def test_two_consonants_tell_nobody(word: str) -> None:
    assert sounds(fold(word)) == ""


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        (["Egypt", "مصر", "Egyptian"], "@EG"),
        (["Damascus", "دمشق"], "@damascus"),
        (["Syria", "سوريا", "سوریه"], "@SY"),
        (["3200", "٣٢٠٠", "۳۲۰۰"], "3200"),
        (["2026", "7"], ""),
    ],
)
def test_places_and_numbers_are_one_in_every_language(words: list[str], sign: str) -> None:
    assert {neutral(light_stem(fold(word))) for word in words} == {sign}
