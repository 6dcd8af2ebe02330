"""The public door: exactly these names, each documented and typed, none shadowed by a room."""

from __future__ import annotations

import inspect
import pkgutil
import subprocess
import sys
from dataclasses import fields, is_dataclass
from typing import Any, get_type_hints

import pytest

import rasd
from rasd.errors import RasdError

FUNCTIONS = {
    "attribute": "(source, *, settings=None, progress=None) -> Iterator[Analysis | Problem]",
    "find_reuse": "(source, *, settings=None, progress=None) -> ReuseOutcome",
    "read_articles": "(source, *, settings=None) -> Iterator[Article | Problem]",
    "judgement": "(kind, about, who, when, note='') -> Judgement",
    "trace": "(source, *, settings=None, progress=None, judgements=()) -> Trace",
}
CLASSES = {
    "Analysis": "article language attributions credits times",
    "Article": "id text title outlet url author date published language extra",
    "Attribution": "article cue source content kind chain stance when evidence",
    "Claim": "id text statements standing",
    "Desk": "",
    "Judgement": "id kind about who when note",
    "Link": "name type span description key",
    "Origin": "label name type firm articles possibly evidence basis keys",
    "Passage": "",
    "Problem": "where what do",
    "RasdError": "",
    "Stance": "",
    "Standing": "",
    "Story": "id title articles analyses claims passages copies",
    "Trace": "",
}
"""Each class with its first fields in order, where code is likely to rely on them."""


def named(name: str) -> Any:
    return getattr(rasd, name)


def test_the_door_has_these_names() -> None:
    assert sorted(rasd.__all__) == sorted({**FUNCTIONS, **CLASSES})
    assert set(dir(rasd)) == {*rasd.__all__, "__version__"}


@pytest.mark.parametrize("name", rasd.__all__)
def test_each_is_documented(name: str) -> None:
    doc = inspect.getdoc(named(name)) or ""
    assert len(doc.split()) >= 5
    assert not doc.startswith(f"{name}(")  # what dataclass writes by itself


def without_types(function: Any) -> str:
    """A signature as ``(source, *, settings=None) -> Result``."""
    signature = inspect.signature(function)
    plain = [p.replace(annotation=p.empty) for p in signature.parameters.values()]
    result = str(signature.return_annotation).replace("collections.abc.", "")
    return f"{signature.replace(parameters=plain, return_annotation=signature.empty)} -> {result}"


@pytest.mark.parametrize(("name", "signature"), FUNCTIONS.items())
def test_functions_are_called_so(name: str, signature: str) -> None:
    assert without_types(named(name)) == signature


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_are_typed_and_explain_their_arguments(name: str) -> None:
    function = named(name)
    parameters = inspect.signature(function).parameters
    assert set(get_type_hints(function)) == {*parameters, "return"}
    doc = inspect.getdoc(function) or ""
    if "as of :func:`trace`" not in doc:
        assert [parameter for parameter in parameters if f"{parameter}:" not in doc] == []


@pytest.mark.parametrize(("name", "first"), CLASSES.items())
def test_classes_have_these_fields(name: str, first: str) -> None:
    word = named(name)
    known = [spec.name for spec in fields(word)] if is_dataclass(word) else []
    assert known[: len(first.split())] == first.split()


def test_spans_say_what_they_count() -> None:
    """Whoever reads a span has to know what it counts and where it ends."""
    doc = inspect.getdoc(inspect.getmodule(rasd.Article)) or ""
    assert "character offsets" in doc
    assert "end exclusive" in doc


def test_errors_have_one_root() -> None:
    assert named("RasdError") is RasdError


def test_no_room_shadows_a_name() -> None:
    """A package's submodule becomes its attribute once imported: a name must not depend on that."""
    rooms = {module.name for module in pkgutil.iter_modules(rasd.__path__)}
    assert rooms & set(rasd.__all__) == set()


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'rasd' has no attribute 'nothing'"):
        named("nothing")
    assert not hasattr(rasd, "numpy")


def test_the_version_is_that_of_the_installation() -> None:
    assert [int(part) for part in named("__version__").split(".")[:2]] >= [0, 1]


def test_a_star_import_brings_the_names() -> None:
    code = "from rasd import *; print(len([name for name in dir() if not name.startswith('_')]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) == len(rasd.__all__)
