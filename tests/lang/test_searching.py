"""Where what somebody looks for stands in a text, whatever its spelling."""

from __future__ import annotations

import pytest

from rasd.lang.searching import first_found


@pytest.mark.parametrize(
    ("text", "question", "found"),
    [
        ("قالت الوكالة إن", "وكاله", "الوكالة"),
        ("وصرّح مسؤول كبير", "مسئول", "مسؤول"),
        ("قال مُحَمَّدٌ أمس", "محمد", "مُحَمَّدٌ"),
        ("نقلت رويترز عن مصدر", "مصدر رويترز", "مصدر"),
        ("في البيت، ثم في البيت الأبيض", '"البيت الابيض"', "البيت الأبيض"),
        ("in the White House", "white", "White"),
        ("دولت ایران", "ايران", "ایران"),
        ("لا شيء هنا", "غيره", None),
        ("", "غيره", None),
        ("نص", "", None),
    ],
)
def test_the_first_place_is_found(text: str, question: str, found: str | None) -> None:
    place = first_found(text, question)
    assert (text[place[0] : place[1]] if place else None) == found
