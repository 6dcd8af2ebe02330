"""The laws of attribution hold in English and Persian as well."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rasd.attribution import attribute
from rasd.lang import english, persian
from rasd.model import Analysis, Article
from work import lines_executed

GOLDEN = Path(__file__).parents[1] / "golden"
ENGLISH = ("the", "Clinton", "'s", "that", "who", "to", "by", "was", "not", "and", "she", "U.S.", "on Monday")
PERSIAN = ("که", "را", "به گزارش", "خبرگزاری", "تسنیم", "وی", "این", "از", "در", "می", "اعلام", "تکذیب")
WORDS = {
    "en": [*sorted(english.load().triggers)[::3], *sorted(english.load().nouns)[::5], *ENGLISH],
    "fa": [
        *sorted(persian.load().simple)[::5],
        *sorted(persian.load().light)[::9],
        *sorted(persian.load().nouns)[::5],
        *PERSIAN,
    ],
}
MARKS = [*",.;:!?…\"'“”«»()—-\n،؛", "''", "n't", "\u200c", "\ud800"]
SENTENCES = {
    language: [
        case["text"]
        for file in sorted((GOLDEN / language).glob("*.toml"))
        for case in tomllib.loads(file.read_text("utf-8"))["case"]
    ]
    for language in WORDS
}


def read(text: str, language: str) -> Analysis:
    return attribute(Article("x", text, language=language))


def texts(language: str) -> st.SearchStrategy[str]:
    words = st.one_of(st.sampled_from(WORDS[language]), st.sampled_from(MARKS))
    return st.one_of(
        st.text(st.characters(), max_size=120),
        st.lists(words, max_size=50).map(" ".join),
        st.lists(words, max_size=50).map("".join),
        st.lists(st.sampled_from(SENTENCES[language]), max_size=4).map(" ".join),
    )


@pytest.mark.parametrize("language", WORDS)
@given(data=st.data())
@settings(max_examples=300)
def test_nothing_points_outside_the_text(language: str, data: st.DataObject) -> None:
    text = data.draw(texts(language))
    for a in read(text, language).attributions:
        spans = [s for s in (a.cue, a.source, a.content) if s is not None]
        spans += [link.span for link in a.chain if link.span is not None]
        spans += [e.span for e in a.evidence if e.span is not None]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(link.name.strip() for link in a.chain)


@pytest.mark.parametrize("language", WORDS)
@given(data=st.data())
@settings(max_examples=100)
def test_cues_stand_in_text_order_each_once(language: str, data: st.DataObject) -> None:
    cues = [a.cue for a in read(data.draw(texts(language)), language).attributions]
    assert cues == sorted(cues)
    assert len(set(cues)) == len(cues)


@pytest.mark.parametrize("language", WORDS)
def test_the_same_text_is_read_the_same(language: str) -> None:
    text = " ".join(SENTENCES[language])
    assert read(text, language) == read(text, language)


REPEATED = {
    "en": lambda n: "".join(
        f"Mr. Reda{i} said that the work was over, and Lee{i} agreed. " for i in range(n)
    ),
    "fa": lambda n: "وزیر نیرو گفت که کار تمام شده است. وی خبر را تکذیب کرد. " * n,
}


@pytest.mark.parametrize("language", REPEATED)
def test_twice_the_text_is_twice_the_work(language: str) -> None:
    text = REPEATED[language]
    read(text(5), language)  # what is loaded once is no work of either
    small, large = (lines_executed(lambda n=n: read(text(n), language)) for n in (150, 300))
    assert small > 1000
    assert large <= 2.6 * small
