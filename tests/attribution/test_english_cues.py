"""Every reporting word of English is found in a sentence of each frame; as a noun it reports nothing."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from rasd.attribution import attribute
from rasd.lang.conjugate import english_forms
from rasd.model import Article, Attribution

CUES = tomllib.loads(files("rasd.lang").joinpath("data/en/cues.toml").read_text("utf-8"))
BEHIND = {
    "that": "that the bridge was safe",
    "bare": "the bridge was safe",
    "quote": ': "The bridge is safe and open."',
    "told": "reporters that the bridge was safe",
    "wh": "whether the bridge was safe",
    "inf": "to close the bridge",
    "obj": "the bridge plan",
}
ALONE = "alone"
"""What takes nothing: there is no content to look for."""
VERBS = [
    (entry, frame) for entry, frames in CUES["verbs"].items() for frame in frames.split() if frame != ALONE
]
TAKEN = [
    (kind, word, frame)
    for kind in ("adjectives", "deeds")
    for word, frames in CUES[kind].items()
    for frame in frames.split()
]


def read(text: str) -> tuple[Attribution, ...]:
    return attribute(Article("case", text, language="en")).attributions


def found(text: str, word: str) -> Attribution:
    return next(a for a in read(text) if a.cue.of(text).split()[0].lower() == word)


def past(entry: str) -> tuple[str, str]:
    base, _, particle = entry.partition(" ")
    forms = list(english_forms(base, CUES["irregular"].get(base, "").split()))
    return next(form.text for form in forms if form.shape == "past"), particle


def behind(frame: str) -> str:
    return BEHIND.get(frame, f"{frame} the bridge plan")


@pytest.mark.parametrize(("entry", "frame"), VERBS)
def test_a_verb_is_found_with_what_it_takes(entry: str, frame: str) -> None:
    form, particle = past(entry)
    text = f"The mayor {form} {particle} {behind(frame)}.".replace("  ", " ").replace(" :", ":")
    attribution = found(text, form)
    assert attribution.source is not None
    assert attribution.source.of(text) == "The mayor"
    assert attribution.content is not None
    assert "bridge" in attribution.content.of(text)


@pytest.mark.parametrize(("kind", "word", "frame"), TAKEN)
def test_a_mood_and_a_deed_are_found(kind: str, word: str, frame: str) -> None:
    lead = "The mayor was" if kind == "adjectives" else "Residents heard the mayor's"
    text = f"{lead} {word} {behind(frame)}."
    assert found(text, word).source is not None


@pytest.mark.parametrize("verb", CUES["nouns"]["verbs"])
def test_as_a_noun_it_reports_nothing(verb: str) -> None:
    text = f"The {verb} of the town was old. Their new {verb} was late."
    assert [a.cue.of(text) for a in read(text) if a.cue.of(text) == verb] == []


@pytest.mark.parametrize("phrase", CUES["according"]["phrases"])
def test_a_phrase_names_the_source(phrase: str) -> None:
    (attribution,) = read(f"The bridge was closed, {phrase} the harbour board.")
    assert attribution.chain[-1].name == "the harbour board"


@pytest.mark.parametrize("phrase", CUES["declines"]["phrases"])
def test_a_refusal_declines(phrase: str) -> None:
    attribution = read(f"The ministry {phrase}.")[0]
    assert (attribution.stance, attribution.chain[-1].name) == ("declines", "The ministry")
