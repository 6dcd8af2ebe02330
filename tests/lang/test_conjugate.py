"""Forms of English verbs, as a table."""

from __future__ import annotations

import pytest

from rasd.lang.conjugate import english_forms

FORMS = [
    ("claim", "claims claimed claiming claimed"),
    ("deny", "denies denied denying denied"),
    ("stay", "stays stayed staying stayed"),
    ("argue", "argues argued arguing argued"),
    ("agree", "agrees agreed agreeing agreed"),
    ("press", "presses pressed pressing pressed"),
    ("rip", "rips ripped ripping ripped"),
    ("vow", "vows vowed vowing vowed"),
    ("stress", "stresses stressed stressing stressed"),
]


@pytest.mark.parametrize(("base", "forms"), FORMS)
def test_regular_forms(base: str, forms: str) -> None:
    assert [form.text for form in english_forms(base)] == [base, *forms.split()]


def test_irregular_forms_are_taken_as_given() -> None:
    given = ["says", "said", "saying", "said"]
    assert [form.text for form in english_forms("say", given)] == ["say", *given]
