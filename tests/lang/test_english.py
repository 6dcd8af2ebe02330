"""How an English text is cut, and what its data must hold."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasd.errors import DataError
from rasd.lang import english
from rasd.lang.english import cut, load
from rasd.lang.lexicon import read_data

CUTS = [
    ("He doesn't know.", ["he", "does", "n't", "know", "."]),
    ("Clinton’s team", ["clinton", "'s", "team"]),
    ("They've left.", ["they", "'ve", "left", "."]),
    ("Mr. Reda of the U.S. Army", ["mr.", "reda", "of", "the", "u.s.", "army"]),
    ("in the U.S. He left", ["in", "the", "u.s", ".", "he", "left"]),
    ("He fell ill. The doctor came.", ["he", "fell", "ill", ".", "the", "doctor", "came", "."]),
    ("in Peoria, Ill. on Monday", ["in", "peoria", ",", "ill.", "on", "monday"]),
    ("at Acme Inc. The firm", ["at", "acme", "inc", ".", "the", "firm"]),
    ("on Mon. and Sat. with Del. Lee", ["on", "mon.", "and", "sat.", "with", "del.", "lee"]),
    ("the cat sat. Cars passed", ["the", "cat", "sat", ".", "cars", "passed"]),
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


def wrong(section: str, key: str) -> object:
    """The data reader, for English data in which an entry is said of a verb that is not there."""

    def reader(language: str, name: str) -> dict:
        data = read_data(language, name)
        if name == "cues":
            known = data[section].get(key)
            data[section][key] = "unsays unsaid unsaying unsaid" if known is None else [*known, "unsay"]
        return data

    return reader


@pytest.mark.parametrize(
    ("section", "key"), [("irregular", "unsay"), ("stance", "denies"), ("kinds", "think"), ("nouns", "verbs")]
)
def test_what_is_said_of_an_unknown_verb_is_refused(
    section: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(english, "read_data", wrong(section, key))
    with pytest.raises(DataError, match=r"data/en/cues\.toml: not in \[verbs\]: unsay"):
        load.__wrapped__()
