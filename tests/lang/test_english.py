"""How an English text is cut, and what its data must hold."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasd.lang.english import cut, load

CUTS = [
    ("He doesn't know.", ["he", "does", "n't", "know", "."]),
    ("Clinton’s team", ["clinton", "'s", "team"]),
    ("They've left.", ["they", "'ve", "left", "."]),
    ("Mr. Reda of the U.S. Army", ["mr.", "reda", "of", "the", "u.s.", "army"]),
    ("in the U.S. He left", ["in", "the", "u.s", ".", "he", "left"]),
    ("Steven M. Lee", ["steven", "m.", "lee"]),
    ("''It is safe,'' he said", ['"', "it", "is", "safe", ",", '"', "he", "said"]),
    ("1,200 ships, 3.5%", ["1,200", "ships", ",", "3.5%"]),
    ("vice-president", ["vice-president"]),
]


@pytest.mark.parametrize(("text", "words"), CUTS)
def test_a_text_is_cut_into_words_and_marks(text: str, words: list[str]) -> None:
    assert cut(text).words == words


@given(st.text())
def test_no_offset_is_lost(text: str) -> None:
    tokens = cut(text)
    spans = list(zip(tokens.starts, tokens.ends, strict=True))
    assert all(0 <= begin < end <= len(text) for begin, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert "".join(text[b:e] for b, e in spans) == "".join(text.split()) or any(c.isspace() for c in text)


def test_every_verb_has_forms_and_frames() -> None:
    for cue in load().cues.values():
        assert cue.shapes
        assert all(verb.frames or verb.prepositions for verb in cue.verbs)
