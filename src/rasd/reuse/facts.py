"""What deciding a direction needs of an article, beside the words: kept in an index as a line of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rasd.model import Article, Credit, Link, LinkType, Span


@dataclass(frozen=True, slots=True)
class Facts:
    """An article without its text: who published it and when, its length, whom it credits.

    ``length`` and ``own_length`` are its characters, all and without the blanks at both ends.
    """

    id: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    date: str = ""
    published: datetime | None = None
    length: int = 0
    own_length: int = 0
    credits: tuple[Credit, ...] = ()

    @property
    def article(self) -> Article:
        """The article, with no text."""
        return Article(
            self.id, "", self.title, self.outlet, self.url, date=self.date, published=self.published
        )


def facts_of(articles: Iterable[Article], credits: Mapping[str, Sequence[Credit]]) -> dict[str, Facts]:
    """The facts of some articles, whose ``credits`` are known, by their ids."""
    return {
        a.id: Facts(
            a.id, a.title, a.outlet, a.url, a.date, a.published,
            len(a.text), len(a.text.strip()), tuple(credits.get(a.id, ())),
        )
        for a in articles
    }  # fmt: skip


def as_note(facts: Facts) -> str:
    """The facts as one line of JSON, without the id."""
    row = [
        facts.title, facts.outlet, facts.url, facts.date,
        facts.published.isoformat() if facts.published else None,
        facts.length, facts.own_length, [_credit_row(credit) for credit in facts.credits],
    ]  # fmt: skip
    return json.dumps(row, separators=(",", ":"))


def from_note(id_: str, note: str) -> Facts:
    """The facts that :func:`as_note` wrote."""
    title, outlet, url, date, published, length, own_length, credits = json.loads(note)
    when = datetime.fromisoformat(published) if published else None
    read = tuple(map(_credit, credits))
    return Facts(id_, title, outlet, url, date, when, length, own_length, read)


def _credit_row(credit: Credit) -> list[Any]:
    links = [[link.name, link.type.value, link.span, link.description, link.key] for link in credit.parties]
    return [credit.place, credit.text, links, credit.span, credit.wire]


def _credit(row: Sequence[Any]) -> Credit:
    place, text, links, span, wire = row
    return Credit(place, text, tuple(map(_link, links)), _span(span), wire)


def _link(row: Sequence[Any]) -> Link:
    name, kind, span, description, key = row
    return Link(name, LinkType(kind), _span(span), description, key)


def _span(row: Sequence[int] | None) -> Span | None:
    return Span(*row) if row else None
