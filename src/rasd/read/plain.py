"""A plain text file to an article, verbatim."""

from __future__ import annotations

import re

from rasd.errors import InputError
from rasd.model import Article
from rasd.read.encoding import decode
from rasd.read.html import Place
from rasd.read.mojibake import undo
from rasd.stable import content_id

_MOST_HEADLINE = 250
_SENTENCE_END = re.compile(r"[.!؟?۔:،,]$")


def read_text(data: bytes, place: Place) -> Article:
    """The article of a text file: all of it, verbatim, boilerplate and all: offsets point into the file.

    The title is the first line where an empty line follows it and it does not end as a sentence does;
    the text keeps it. ``extra`` is as for pages (:func:`rasd.read.html.read_page`).

    Raises:
        InputError: the file holds nothing but blanks.
    """
    decoded = decode(data, place.charset)
    text, repaired = undo(decoded.text)
    if not text.strip():
        raise InputError(place.where, "empty text", "is it the right file?")
    notes = {
        "decoded": "; ".join(filter(None, (decoded.note, repaired))),
        "file": place.where if place.path else "",
    }
    return Article(
        id=content_id(place.key, text),
        text=text,
        title=_headline(text),
        url=place.url,
        extra={key: note for key, note in notes.items() if note},
    )


def _headline(text: str) -> str:
    first, _, rest = text.lstrip("\ufeff \t\r\n").partition("\n")
    first = first.strip().lstrip("#").strip()
    if len(first) > _MOST_HEADLINE or _SENTENCE_END.search(first) or rest.partition("\n")[0].strip():
        return ""
    return first if rest.strip() else ""
