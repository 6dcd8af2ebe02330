"""Articles of a web archive (WARC, ISO 28500), read as a stream.

A page that holds no article - a front page, a list - is no fault of an archive: how many there were is said
once, at its end. The time at which a page was archived says nothing of when it was published, and is kept
in ``extra``.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

from rasd.errors import InputError
from rasd.model import Article, Problem
from rasd.read.captures import Captured, captures
from rasd.read.html import Place, read_page
from rasd.read.lines import HEAD


def warc_articles(
    stream: io.BufferedReader, where: str, most: int, fast: bool
) -> Iterator[Article | Problem]:
    """The articles of an archive, in its order, and what is damaged in it; the rest is read all the same.

    Args:
        stream: the archive, packed or not, whose first bytes can be looked at.
        where: what messages call it.
        most: bytes of a page, unpacked, beyond which it is refused.
        fast: read pages the quick way (:func:`rasd.read.html.read_page`).
    """
    pages, empty, first = 0, 0, ""
    for found in captures(stream, stream.peek(HEAD), where, most):
        if isinstance(found, Problem):
            yield found
            continue
        pages += 1
        article = _article(found, where, fast)
        if article is None:
            empty, first = empty + 1, first or found.url
        else:
            yield article
    if empty:
        yield Problem(where, f"{empty} of {pages} pages hold no article (the first: {first[:200]})")


def _article(page: Captured, where: str, fast: bool) -> Article | None:
    """The article of a page; ``None`` where it has none."""
    try:
        article = read_page(page.body, Place(url=page.url, charset=page.charset), fast)
    except InputError:
        return None
    cut = f"by the archive: {page.cut}" if page.cut else ""
    notes = {"archived": page.date, "file": where, "cut": cut}
    return replace(article, extra={**article.extra, **{key: note for key, note in notes.items() if note}})
