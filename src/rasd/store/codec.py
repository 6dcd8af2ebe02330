"""Values of the model as bytes, and back: MessagePack, deflated. The only file that knows msgspec.

Bytes of another shape than the model's (a desk that an older version filled) are refused, never guessed at:
what is derived can be made anew from the articles.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeVar, cast

from rasd.doors import open_door
from rasd.errors import StoreError
from rasd.model import (
    Analysis,
    Article,
    Attribution,
    Claim,
    Copy,
    Credit,
    Cycle,
    Evidence,
    Graph,
    Passage,
    Related,
    TimeMention,
)

LEVEL = 1
"""zlib's quickest: a quarter of the size, for a tenth of the time that the reading took."""
Vector = tuple[tuple[str, ...], "array[float]"]
T = TypeVar("T")


class Outdated(StoreError):
    """Bytes of another shape than this version's model: another version wrote them, or they are damaged."""

    def __init__(self, why: str) -> None:
        super().__init__("the desk", f"something was worked out by another version ({why})", _ANEW)


_ANEW = "run: rasd check --repair"


@dataclass(frozen=True, slots=True)
class _Read:
    """An analysis without its article."""

    attributions: tuple[Attribution, ...]
    credits: tuple[Credit, ...]
    times: tuple[TimeMention, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """What is worked out for a story, beside the articles and what is known of each.

    ``inside`` are passages that contents of one article share, ``earlier`` the stories before it.
    """

    inside: tuple[Passage, ...]
    copies: tuple[Copy, ...]
    claims: tuple[Claim, ...]
    lineage: Graph
    cycles: tuple[Cycle, ...]
    ties: tuple[Evidence, ...]
    earlier: tuple[Related, ...]


def pack_analysis(analysis: Analysis) -> bytes:
    """What was read out of an article, without the article."""
    return _packed(_Read(analysis.attributions, analysis.credits, analysis.times))


def unpack_analysis(data: bytes, article: Article, language: str) -> Analysis:
    """The same with its article.

    Raises:
        Outdated: another version of the model wrote it.
    """
    read: _Read = _unpacked(data, _Read)
    return Analysis(article, language, read.attributions, read.credits, read.times)


def pack_parts(parts: Parts) -> bytes:
    """What was worked out for a story."""
    # By itself MessagePack has moments alone: written out, a time keeps the zone that it was given in.
    return _packed(open_door("msgspec:to_builtins")(parts))


def unpack_parts(data: bytes) -> Parts:
    """The same, back.

    Raises:
        Outdated: another version of the model wrote it.
    """
    parts: Parts = _unpacked(data, Parts)
    return parts


def pack_vector(vector: Vector) -> bytes:
    """An article's terms and their weights (32 bits each, little-endian)."""
    terms, weights = vector
    return _packed((terms, _little(weights).tobytes()))


def unpack_vector(data: bytes) -> Vector:
    """The same, back."""
    terms, weights = _unpacked(data, tuple[tuple[str, ...], bytes])
    return terms, _little(array("f", weights))


def _little(weights: array[float]) -> array[float]:
    """The other order of bytes on machines that have it."""
    if array("H", [1]).tobytes() == b"\0\1":
        weights = array("f", weights)
        weights.byteswap()
    return weights


def to_json(value: object) -> str:
    """A value of the model as JSON: a column that people can read."""
    encode = open_door("msgspec.json:encode")
    try:
        text: bytes = encode(value)
    except UnicodeEncodeError:  # half of a surrogate pair
        text = encode(_storable_value(open_door("msgspec:to_builtins")(value)))
    return text.decode()


def _storable_value(value: Any) -> Any:
    """Lists, mappings and texts without what no database can hold."""
    if isinstance(value, str):
        return storable_text(value)
    if isinstance(value, dict):
        return {storable_text(name): _storable_value(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_storable_value(one) for one in value]
    return value


def from_json(text: str, shape: type[T]) -> T:
    """The same, back."""
    found: T = _json_decoder(cast("Any", shape)).decode(text)
    return found


@cache
def _json_decoder(shape: Any) -> Any:
    return open_door("msgspec.json:Decoder")(shape)


def pack_extra(extra: Mapping[str, object]) -> str:
    """An input's other fields as JSON; what JSON does not have (a date, bytes) as its text."""
    return storable_text(json.dumps(dict(extra), ensure_ascii=False, default=str)) if extra else ""


def unpack_extra(text: str) -> dict[str, object]:
    """The same, back."""
    return dict(json.loads(text)) if text else {}


_UNWRITABLE = dict.fromkeys((0, *range(0xD800, 0xE000)), "\ufffd")


def storable(article: Article) -> Article:
    """The article without what no database can hold: NUL, halves of surrogate pairs. They become U+FFFD, so
    that every offset stays where it was."""
    return replace(
        article, id=storable_text(article.id), text=storable_text(article.text),
        title=storable_text(article.title), outlet=storable_text(article.outlet),
        url=storable_text(article.url), author=storable_text(article.author),
        date=storable_text(article.date), language=storable_text(article.language),
    )  # fmt: skip


def storable_text(text: str) -> str:
    """The text without what no database can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.translate(_UNWRITABLE)
    return text.translate(_UNWRITABLE) if "\0" in text else text


def _packed(value: object) -> bytes:
    return zlib.compress(open_door("msgspec.msgpack:encode")(value), LEVEL)


@cache
def _decoder(shape: Any) -> Any:
    return open_door("msgspec.msgpack:Decoder")(shape)


def _unpacked(data: bytes, shape: Any) -> Any:
    msgspec = open_door("msgspec")
    try:
        return _decoder(shape).decode(zlib.decompress(data))
    except (msgspec.ValidationError, msgspec.DecodeError, zlib.error) as error:
        raise Outdated(str(error)) from error
