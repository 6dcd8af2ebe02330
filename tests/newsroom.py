"""A notation for small newsrooms: who reports a claim, through whom, with which words.

Each report is one line, nearest party first::

    "a 08:00 بوابة الخبر | وكالة رويترز ← مصدر أمني"         asserted through Reuters
    "b 09:00 صحيفة الميناء | own"                            in the article's own voice
    "c 10:00 قناة الشرق | وزارة الداخلية : denies"           with a stance
    "d - موقع الفجر | own | credit رويترز"                   undated, crediting an agency
    "e - موقع الفجر | ?"                                     it is not told who says so
    "f 2099-01-01T00:00 موقع الفجر | own"                    on another day than the others, or without a zone

A further ``| ...`` is a further report of the same article. Names that start with words such as
``مصدر`` are unnamed, those with ``وكالة`` agencies; the rest are told by their first word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from rasd.lang.normalize import fold
from rasd.model import (
    Analysis,
    Article,
    Attribution,
    Claim,
    ContentKind,
    Copy,
    Credit,
    Direction,
    Evidence,
    Link,
    LinkType,
    Passage,
    Span,
    Stance,
    Standing,
    Statement,
)

WORDING = "حريقا شب فجر اليوم في مخازن الميناء القديم وأدى إلى مقتل ثلاثة عمال وإصابة سبعة آخرين"
_TYPES = {
    "مصدر": LinkType.UNNAMED,
    "مصدرا": LinkType.UNNAMED,
    "مصادر": LinkType.UNNAMED,
    "شهود": LinkType.UNNAMED,
    "مسؤول": LinkType.UNNAMED,
    "متحدث": LinkType.UNNAMED,
    "وكالة": LinkType.AGENCY,
    "رويترز": LinkType.AGENCY,
    "صحيفة": LinkType.OUTLET,
    "وسائل": LinkType.OUTLET,
    "إيران": LinkType.ORGANISATION,
    "السلطات": LinkType.ORGANISATION,
    "المعارضة": LinkType.ORGANISATION,
    "المرصد": LinkType.ORGANISATION,
    "قناة": LinkType.OUTLET,
    "وزارة": LinkType.ORGANISATION,
    "الجيش": LinkType.ORGANISATION,
    "الشرطة": LinkType.ORGANISATION,
    "القوات": LinkType.ORGANISATION,
    "تقرير": LinkType.DOCUMENT,
    "وثائق": LinkType.DOCUMENT,
}
_PARTIES = {"وكالة رويترز": "party:reuters", "رويترز": "party:reuters", "وكالة الأناضول": "party:anadolu",
            "وكالة تاس": "party:tass"}  # fmt: skip


def link(name: str) -> Link:
    """A link of the notation."""
    key = _PARTIES.get(name, fold(name))
    return Link(name, _TYPES.get(name.split(maxsplit=1)[0], LinkType.PERSON), None, "", key)


def newsroom(lines: Iterable[str], wording: str = WORDING) -> tuple[list[Analysis], Claim]:
    """The analyses of the reports, and the claim that all of them speak of."""
    analyses: list[Analysis] = []
    statements: list[Statement] = []
    for line in lines:
        head, *parts = (part.strip() for part in line.split("|"))
        id_, hour, outlet = head.split(maxsplit=2)
        text = f"{head}. " + " ".join(f"[{number}] {wording}." for number, _ in enumerate(parts))
        article = Article(id_, text, outlet=outlet, published=_time(hour), language="ar")
        said, credits = _said(article, parts, wording)
        statements += said
        attributions = tuple(s.attribution for s in said if s.attribution)
        analyses.append(Analysis(article, "ar", attributions, tuple(credits)))
    return analyses, Claim("c", wording, tuple(statements))


def _time(hour: str) -> datetime | None:
    if hour == "-":
        return None
    if "T" in hour:
        return datetime.fromisoformat(hour)
    return datetime.fromisoformat(f"2026-03-03T{hour}").replace(tzinfo=UTC)


def _said(article: Article, parts: Sequence[str], wording: str) -> tuple[list[Statement], list[Credit]]:
    said: list[Statement] = []
    credits: list[Credit] = []
    for number, part in enumerate(parts):
        start = article.text.index(wording, article.text.index(f"[{number}]"))
        span = Span(start, start + len(wording))
        chain, _, stance = (piece.strip() for piece in part.partition(":"))
        why: tuple[Evidence, ...] = ()
        if stance == "partly":
            why, stance = (Evidence("partly-the-same", span, values=(("share", "0.40"),)),), ""
        if part.startswith("credit "):
            credits.append(_credit(part.removeprefix("credit ")))
        elif chain == "own":
            said.append(Statement(article.id, span, None, why))
        else:
            links = () if chain == "?" else tuple(link(name.strip()) for name in chain.split("←"))
            cue = Span(start - 2, start - 1)
            found = Attribution(
                article.id, cue, None, span, ContentKind.INDIRECT, links, Stance(stance or "asserts")
            )
            said.append(Statement(article.id, span, found, why))
    return said, credits


def _credit(names: str) -> Credit:
    if names == "وكالات":
        return Credit("author", names, (), wire=True)
    return Credit("author", names, tuple(link(name.strip()) for name in names.split("+")))


def whole_text(
    a: str, b: str, analyses: Sequence[Analysis], direction: str = "undetermined"
) -> list[Passage]:
    """The passages of two articles that carry all of each other's text."""
    texts = {analysis.article.id: analysis.article.text for analysis in analyses}
    words = len(texts[a].split())
    whole = Passage(a, Span(0, len(texts[a])), b, Span(0, len(texts[b])), 1.0, words, Direction(direction))
    return [whole]


def wording_shared(a: Statement, b: Statement, direction: str = "undetermined") -> Passage:
    """The passage that carries the wording of one statement to another."""
    return Passage(a.article, a.span, b.article, b.span, 1.0, 16, Direction(direction))


def one_text(copier: str, original: str) -> Copy:
    """Two articles with one text."""
    return Copy(copier, original, None)


def counted(standing: Standing) -> str:
    """The range as ``lowest-highest``."""
    return f"{standing.lowest}-{standing.highest}"


def rules(standing: Standing) -> set[str]:
    """The names of the rules in a standing's evidence, without those that only name the leaves."""
    return {why.rule for why in standing.evidence} - {"end-of-chain", "own-reporting"}
