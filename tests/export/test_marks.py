"""A text is cut where its marks begin and end, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.cases import founding
from rasd.export import marks
from rasd.export.marks import Mark
from rasd.model import Span


def drawn(text: str, found: list[Mark]) -> str:
    """The text with ``(`` and ``)`` where marks open and close, each with the first letter of its role."""
    return "".join(
        "".join(f"{mark.role[0]}(" for mark in piece.opens) + piece.text + ")" * len(piece.closes)
        for piece in marks.cut(text, found)
    )


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ([], "abcdef"),
        ([Mark(Span(1, 3), "cue", 1)], "ac(bc)def"),
        ([Mark(Span(0, 6), "cue", 1)], "c(abcdef)"),
        ([Mark(Span(1, 5), "content", 1), Mark(Span(2, 3), "cue", 2)], "ac(bc(c)de)f"),
        ([Mark(Span(1, 4), "content", 1), Mark(Span(1, 2), "cue", 1)], "ac(c(b)cd)ef"),
        (
            [Mark(Span(1, 4), "content", 1), Mark(Span(3, 6), "source", 1)],
            "ac(bcs(d)ef)",
        ),  # across each other
        ([Mark(Span(2, 2), "cue", 1)], "abcdef"),  # empty
        ([Mark(Span(4, 99), "cue", 1)], "abcdc(ef)"),  # beyond the end
        ([Mark(Span(-3, 2), "cue", 1)], "c(ab)cdef"),
    ],
)
def test_cut(found: list[Mark], shown: str) -> None:
    assert drawn("abcdef", found) == shown


OFFSETS = st.integers(-5, 40)
MARKS = st.lists(
    st.builds(Mark, st.builds(Span, OFFSETS, OFFSETS), st.sampled_from(["cue", "source"]), st.just(1))
)


@given(st.text(max_size=30), MARKS)
def test_nothing_is_lost(text: str, found: list[Mark]) -> None:
    pieces = marks.cut(text, found)
    assert "".join(piece.text for piece in pieces) == text
    assert sum(len(piece.opens) for piece in pieces) == sum(len(piece.closes) for piece in pieces)
    for piece in pieces:
        assert set(piece.opens) | set(piece.closes) <= set(piece.marks)


def test_attributions_are_numbered() -> None:
    found = marks.of_attributions(founding().analyses[0].attributions)
    assert {mark.number for mark in found} == {1, 2, 3, 4, 5}
    assert [mark.role for mark in found if mark.number == 1] == ["cue", "source", "content"]
