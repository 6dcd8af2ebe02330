"""The ground floor: errors, stable ids, components, doors, settings and the words of the model."""

from __future__ import annotations

import dataclasses
import inspect
import subprocess
import sys
from enum import Enum
from pathlib import Path

import pytest

from rasd import errors, model, settings, stable
from rasd.components import UnionFind
from rasd.doors import open_door
from rasd.errors import InputError, MissingExtra, RasdError, UsageError
from rasd.model import Attribution, ContentKind, Span, Stance, Statement

# --- errors --------------------------------------------------------------------------------------


def test_the_tree_of_errors_is_the_one_that_is_drawn() -> None:
    classes = dict(inspect.getmembers(errors, inspect.isclass))
    drawn = {word for word in (errors.__doc__ or "").replace("─", " ").split() if word in classes}
    assert drawn == set(classes)
    assert all(issubclass(error, RasdError) for error in classes.values())


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (InputError("a.jsonl:3", "no text"), "a.jsonl:3: no text"),
        (InputError("a.jsonl:3", "no text", "give a 'text'"), "a.jsonl:3: no text (give a 'text')"),
    ],
)
def test_an_input_error_says_where_what_and_what_to_do(error: InputError, message: str) -> None:
    assert str(error) == message


# --- stable --------------------------------------------------------------------------------------


def test_ids_are_those_of_the_scheme() -> None:
    """Written down once: a value that changes must come with a new SCHEME."""
    assert stable.SCHEME == 1
    assert stable.content_id("خبر", "أصل") == "17383b0227833e6a"
    assert stable.hash64("خبر") == 3679392822707636701


def test_ids_see_where_a_part_ends() -> None:
    assert stable.content_id("ab", "c") != stable.content_id("a", "bc")
    assert stable.content_id("ab") != stable.content_id("ab", "")


def test_ids_take_any_text_that_python_holds() -> None:
    assert len(stable.content_id("\ud800 lone surrogate")) == 16
    assert 0 <= stable.hash64("\ud800") < 2**64


def test_ids_are_the_same_in_another_process() -> None:
    code = "from rasd.stable import content_id, hash64; print(content_id('خبر'), hash64('خبر'))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.split() == [stable.content_id("خبر"), str(stable.hash64("خبر"))]


# --- components ----------------------------------------------------------------------------------


def test_items_meet_when_first_asked_for() -> None:
    sets = UnionFind(["a"])
    assert sets.find("b") == "b"
    assert sets.union("a", "b")
    assert not sets.union("b", "a")
    assert sets.groups() == [["a", "b"]]


# --- doors ---------------------------------------------------------------------------------------


def test_a_door_opens_a_module_or_what_is_in_it() -> None:
    assert open_door("rasd.stable") is stable
    assert open_door("rasd.stable:content_id") is stable.content_id


@pytest.mark.parametrize(
    ("target", "extra", "error", "message"),
    [
        (
            "no_such_package",
            "bulk",
            MissingExtra,
            r"no_such_package is not installed.*pip install 'rasd\[bulk\]'",
        ),
        ("no_such_package.inside:thing", "bulk", MissingExtra, r"pip install 'rasd\[bulk\]'"),
        ("no_such_package", "", UsageError, "cannot import 'no_such_package'"),
        ("needs_what_is_not_there:f", "bulk", MissingExtra, r"no_such_package is not installed"),
        ("rasd.no_such_module", "bulk", UsageError, "cannot import 'rasd.no_such_module'"),
        ("rasd.stable:no_such_name", "", UsageError, "'rasd.stable' has no 'no_such_name'"),
    ],
)
def test_a_closed_door_says_what_to_do(
    target: str,
    extra: str,
    error: type[RasdError],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "needs_what_is_not_there.py").write_text("import no_such_package.inside")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(error, match=message) as caught:
        open_door(target, extra)
    assert type(caught.value) is error


# --- settings ------------------------------------------------------------------------------------


def test_settings_have_defaults() -> None:
    assert settings.load({}) == settings.Settings()


def test_settings_are_read_from_the_environment() -> None:
    found = settings.load(
        {"RASD_TIMEOUT": "2.5", "RASD_MIN_WORDS": "8", "RASD_USER_AGENT": "x", "OTHER": "1"}
    )
    assert found == settings.Settings(timeout=2.5, min_words=8, user_agent="x")


def test_settings_are_read_from_the_process_where_nothing_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASD_WINDOW_DAYS", "7")
    assert settings.load().window_days == 7.0


def test_a_setting_of_the_wrong_kind_is_named() -> None:
    with pytest.raises(UsageError, match="RASD_MIN_WORDS='many' is not a whole number"):
        settings.load({"RASD_MIN_WORDS": "many"})


# --- model ---------------------------------------------------------------------------------------

WORDS = [thing for _, thing in inspect.getmembers(model, inspect.isclass) if thing.__module__ == "rasd.model"]


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.__name__)
def test_every_word_is_explained_and_frozen(word: type) -> None:
    assert word.__doc__
    assert not word.__doc__.startswith(f"{word.__name__}(")  # the docstring that dataclass writes by itself
    if dataclasses.is_dataclass(word):
        assert word.__dataclass_params__.frozen
        assert hasattr(word, "__slots__")
    else:
        assert issubclass(word, Enum | tuple)


@pytest.mark.parametrize(
    ("a", "b", "overlaps", "contains"),
    [
        (Span(0, 4), Span(4, 6), False, False),
        (Span(0, 4), Span(3, 6), True, False),
        (Span(0, 4), Span(1, 3), True, True),
        (Span(0, 4), Span(0, 4), True, True),
        (Span(1, 3), Span(0, 4), True, False),
    ],
)
def test_spans(a: Span, b: Span, overlaps: bool, contains: bool) -> None:
    assert (a.overlaps(b), b.overlaps(a), a.contains(b)) == (overlaps, overlaps, contains)


def test_a_span_cuts_its_text() -> None:
    assert Span(1, 4).of("قالت إن") == "الت"


def test_the_articles_own_voice_asserts() -> None:
    denial = Attribution("a", Span(0, 3), None, None, ContentKind.INDIRECT, (), Stance.DENIES)
    assert Statement("a", Span(0, 9)).stance is Stance.ASSERTS
    assert Statement("a", Span(0, 9), denial).stance is Stance.DENIES
