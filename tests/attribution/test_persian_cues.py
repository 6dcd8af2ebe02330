"""Every reporting verb of Persian is found in a sentence of each frame, and its words alone are no report."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from rasd.attribution import attribute
from rasd.lang.persian import plain
from rasd.model import Article, Attribution

CUES = tomllib.loads(files("rasd.lang").joinpath("data/fa/cues.toml").read_text("utf-8"))
COMPOUNDS = [
    (entry["noun"], light, frame)
    for entry in CUES["compound"]
    for light in entry["light"]
    for frame in entry["frames"]
]
SENTENCES = {
    "clause": "شهردار {verb} که پل بسته است.",
    "object": "شهردار این خبر را {verb}.",
    "بعد": "شهردار {noun} گشودن پل {light}.",
}


def read(text: str) -> tuple[Attribution, ...]:
    return attribute(Article("case", text, language="fa")).attributions


@pytest.mark.parametrize(("noun", "light", "frame"), COMPOUNDS)
def test_a_compound_is_found_with_what_it_takes(noun: str, light: str, frame: str) -> None:
    template = SENTENCES.get(frame, f"شهردار {frame} بستن پل {{verb}}.")
    text = template.format(verb=f"{noun} {light}", noun=noun, light=light)
    (found,) = read(text)
    assert text[found.cue.start : found.cue.end].startswith(noun)
    assert found.source is not None
    assert found.source.of(text) == "شهردار"
    assert found.content is not None
    assert "پل" in found.content.of(text) or found.content.of(text) == "این خبر"


@pytest.mark.parametrize("verb", CUES["simple"], ids=lambda verb: verb["past"])
def test_a_verb_of_one_word_is_found_in_its_tenses(verb: dict[str, str]) -> None:
    stem = verb["present"] + ("ی" if verb["present"][-1] in "او" else "")
    for form in (verb["past"], f"می‌{stem}د", f"می‌{verb['past']}", f"{verb['past']}ه است", f"ن{verb['past']}"):
        text = f"شهردار {form} که پل بسته است."
        (found,) = read(text)
        assert plain(found.cue.of(text)) == plain(form.split()[0])


@pytest.mark.parametrize("noun", sorted({noun for noun, _, _ in COMPOUNDS}))
def test_the_word_of_a_compound_alone_reports_nothing(noun: str) -> None:
    assert read(f"{noun} تازه در شهر پیچید.") == ()


@pytest.mark.parametrize("phrase", CUES["according"]["phrases"])
def test_a_phrase_names_the_source(phrase: str) -> None:
    text = f"{phrase} خبرگزاری ایسنا، پل بسته ماند."
    (found,) = read(text)
    assert [link.key for link in found.chain] == ["party:isna"]


@pytest.mark.parametrize("phrase", CUES["declines"]["phrases"])
def test_a_refusal_declines(phrase: str) -> None:
    (found,) = read(f"شهردار {phrase}.")
    assert (found.stance, found.chain[-1].name) == ("declines", "شهردار")
