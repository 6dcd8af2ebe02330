"""JSON lines have the shapes that other programs rely on, whatever the text in them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from export.cases import bare, founding, harbour
from rasd.export import jsonl
from rasd.model import Article, Claim, Direction, Evidence, Passage, Span, Story

PARTIES = ["person", "organisation", "agency", "outlet", "document", "social", "unnamed"]


def shape(**properties: Any) -> dict[str, Any]:
    """An object with exactly these properties."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def many(items: Any) -> dict[str, Any]:
    return {"type": "array", "items": items}


TEXT: dict[str, Any] = {"type": "string"}
OFFSET: dict[str, Any] = {"type": "integer", "minimum": 0}
SPAN = {"type": "array", "items": OFFSET, "minItems": 2, "maxItems": 2}
MAYBE_SPAN = {"anyOf": [SPAN, {"type": "null"}]}
EVIDENCE = shape(rule=TEXT, article=TEXT, span=MAYBE_SPAN, values={"type": "object"})
ATTRIBUTION = {
    "cue": SPAN,
    "source": MAYBE_SPAN,
    "content": MAYBE_SPAN,
    "kind": {"enum": ["direct", "indirect", "mixed"]},
    "chain": many(shape(name=TEXT, type={"enum": PARTIES})),
    "stance": {"enum": ["asserts", "confirms", "denies", "declines", "doubts"]},
}
ANALYSIS = shape(id=TEXT, language=TEXT, attributions=many(shape(**ATTRIBUTION)))
EXPLAINED = shape(id=TEXT, language=TEXT, attributions=many(shape(**ATTRIBUTION, evidence=many(EVIDENCE))))
PASSAGE = shape(
    a=TEXT,
    a_start=OFFSET,
    a_end=OFFSET,
    b=TEXT,
    b_start=OFFSET,
    b_end=OFFSET,
    identity={"type": "number", "minimum": 0, "maximum": 1},
    words=OFFSET,
    direction={"enum": ["a>b", "b>a", "undetermined"]},
    because=many(EVIDENCE),
)
ORIGIN = shape(
    label=TEXT,
    name=TEXT,
    type={"enum": PARTIES},
    firm={"type": "boolean"},
    articles=many(TEXT),
    basis=TEXT,
    keys=many(TEXT),
)
MAYBE: dict[str, Any] = {"type": ["string", "null"]}
FIRST = shape(
    article=MAYBE,
    published=MAYBE,
    sure={"enum": ["certain", "likely", "open"]},
    perhaps=many(TEXT),
    elsewhere=many(TEXT),
    because=many(EVIDENCE),
)
SIGHTING = shape(article=TEXT, published=MAYBE, copy={"type": "boolean"}, reports=OFFSET, origins=OFFSET)
PLACE = shape(article=TEXT, span=SPAN)
VARIANT = shape(
    kind={"enum": ["figure", "day"]},
    subject=TEXT,
    value=TEXT,
    text=TEXT,
    claim=TEXT,
    first=TEXT,
    places=many(PLACE),
)
CLAIM = shape(
    text=TEXT,
    supports=many(TEXT),
    denies=many(TEXT),
    doubts=many(TEXT),
    origins=many(ORIGIN),
    origins_low=OFFSET,
    origins_high=OFFSET,
    confirmed_by=many(TEXT),
    denied_by=many(TEXT),
    declined=many(TEXT),
    copies=many(TEXT),
    origins_named=OFFSET,
    origins_unnamed=OFFSET,
    origins_own=OFFSET,
    first_seen={"anyOf": [FIRST, {"type": "null"}]},
    spread=many(SIGHTING),
    claim=TEXT,
    wording={"anyOf": [PLACE, {"type": "null"}]},
    variants=many(VARIANT),
)
COPY = shape(copier=TEXT, original=TEXT, credited={"type": ["boolean", "null"]})
BEFORE = shape(story=TEXT, title=TEXT, first=MAYBE, nearness={"type": "number"}, because=many(EVIDENCE))
STORY = shape(
    story=TEXT,
    articles=many(TEXT),
    claims=many(CLAIM),
    copies=many(COPY),
    cycles=many(many(TEXT)),
    because=many(EVIDENCE),
    earlier=many(BEFORE),
)


def records() -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    stories = (founding(), harbour(), bare())
    out = [("story", STORY, jsonl.story_record(story)) for story in stories]
    for story in stories:
        out += [("passage", PASSAGE, jsonl.passage_record(passage)) for passage in story.passages]
        for analysis in story.analyses:
            out.append(("analysis", ANALYSIS, jsonl.analysis_record(analysis)))
            out.append(("explained", EXPLAINED, jsonl.analysis_record(analysis, explain=True)))
    return out


@pytest.mark.parametrize(("name", "schema", "record"), records())
def test_record_has_its_shape(name: str, schema: dict[str, Any], record: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    read_back = json.loads(jsonl.line(record))
    Draft202012Validator(schema).validate(read_back)
    assert list(read_back) == list(schema["properties"]), "the keys stand in the order of the design"


@pytest.mark.parametrize(
    ("schema", "record"),
    [
        (ANALYSIS, jsonl.analysis_record(founding().analyses[0], explain=True)),  # more than was promised
        (STORY, {**jsonl.story_record(bare()), "claims": [{"text": "x"}]}),
        (PASSAGE, {**jsonl.passage_record(founding().passages[0]), "direction": "left"}),
    ],
)
def test_a_wrong_shape_is_seen(schema: dict[str, Any], record: dict[str, Any]) -> None:
    assert not Draft202012Validator(schema).is_valid(json.loads(jsonl.line(record)))


def test_offsets_point_into_the_text() -> None:
    analysis = founding().analyses[0]
    record = jsonl.analysis_record(analysis)
    begin, end = record["attributions"][0]["cue"]
    assert analysis.article.text[begin:end] == "نقلت"
    assert [link["type"] for link in record["attributions"][0]["chain"]] == ["agency", "unnamed"]
    assert record["attributions"][2]["stance"] == "declines"


def test_the_founding_story_says_one_to_two() -> None:
    claim = jsonl.story_record(founding())["claims"][0]
    assert (claim["origins_low"], claim["origins_high"]) == (1, 2)
    assert claim["confirmed_by"] == []
    assert claim["declined"] == ["مصدر سوري في وزارة الخارجية"]


@pytest.mark.parametrize(
    "broken", ["\ud800", "a\udfffb", "\u2028", "\u2029", "\x85", "\n", "\0", '"\\', "\U0001f525"]
)
def test_any_text_survives_on_one_line_of_utf_8(broken: str) -> None:
    claim = Claim("c", broken, ())
    story = Story(broken, "", (Article(broken, "x"),), (), (claim,))
    line = jsonl.line(jsonl.story_record(story))
    assert line.decode("utf-8").splitlines(keepends=True) == [line.decode("utf-8")]
    record = json.loads(line)
    assert (record["story"], record["articles"], record["claims"][0]["text"]) == (broken, [broken], broken)


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_every_string_comes_back(text: str) -> None:
    passage = Passage(text, Span(0, 1), "b", Span(0, 1), 0.5, 1, Direction.B_TO_A)
    line = jsonl.line(jsonl.passage_record(passage))
    assert line.count(b"\n") == 1
    assert json.loads(line)["a"] == text


def test_identity_is_rounded_not_lengthened() -> None:
    passage = replace(founding().passages[0], identity=2 / 3)
    assert jsonl.passage_record(passage)["identity"] == 0.6667


ANY_TEXT = st.text(st.characters() | st.sampled_from('\u2028\u2029\x85\ud800"\\\n\0'), max_size=12)
SPANS = st.builds(Span, st.integers(0, 9), st.integers(0, 9))
REASONS = st.builds(
    Evidence,
    ANY_TEXT,
    st.none() | SPANS,
    ANY_TEXT,
    st.dictionaries(ANY_TEXT, ANY_TEXT, max_size=2).map(lambda values: tuple(values.items())),
)
PASSAGES = st.builds(
    Passage, ANY_TEXT, SPANS, ANY_TEXT, SPANS, st.floats(0, 1), st.integers(0, 99),
    st.sampled_from(Direction), st.lists(REASONS, max_size=3).map(tuple),
)  # fmt: skip


@given(PASSAGES)
def test_a_passage_is_written_straight_down_as_by_its_record(passage: Passage) -> None:
    assert jsonl.passage_line(passage) == jsonl.line(jsonl.passage_record(passage))
