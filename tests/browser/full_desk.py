"""A desk that has something for every page, and the addresses of all pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from harbour_fire import newsroom
from rasd import Desk
from rasd.lineage.judging import judgement
from rasd.model import Alert, Article, Evidence, Feed, FeedHealth

EXAMPLES = Path(__file__).parents[2] / "examples"
WHEN = datetime(2026, 3, 4, 12, tzinfo=UTC)
LONG = "https://news.example/" + "section-with-a-long-name/" * 6 + "?id=" + "0123456789" * 12
ENGLISH = (
    "A port official who asked not to be named told the Coast Agency that four ships loaded with wheat were "
    "waiting outside the harbour. “Nobody knows when work will resume,” the official said.\n"
    "The Ministry of Supply denied that there was any shortage of bread."
)


def english() -> list[Article]:
    """Two that share their text, with names that are long and have no place to break."""
    names = (
        "The Daily Correspondent of the Northern Coastal Provinces",
        "Donaudampfschifffahrtsnachrichten" * 2,
    )
    return [
        Article(
            f"en{at}", ENGLISH, "Wheat ships wait outside the harbour " + "-" * 60 + "x" * 70, name,
            LONG + str(at), "A. Correspondent", published=WHEN.replace(hour=12 + at), language="en",
        )
        for at, name in enumerate(names)
    ]  # fmt: skip


def fill(desk: Desk) -> None:
    """Put articles, versions, feeds, alerts and judgements on a desk."""
    desk.add([*newsroom(), *english(), *(str(EXAMPLES / name) for name in ("story.jsonl", "sawaleif.html"))])
    edited = newsroom()[0]
    desk.add(replace(edited, text=edited.text.replace("حريق", "الحريق"), title=edited.title + " القديم"))
    desk.book.follow([
        Feed("https://one.example/rss", outlet="وسيلة الساحل"), Feed("https://two.example/rss"),
        Feed(LONG, outlet="The Daily Correspondent of the Northern Coastal Provinces", country="JO"),
    ])  # fmt: skip
    desk.book.record(FeedHealth("https://one.example/rss", polls=3, articles=4, answered=WHEN, due=WHEN))
    desk.book.record(
        FeedHealth(LONG, polls=31, trouble="the server answered 503 Service Unavailable: " + "x" * 90)
    )
    desk.book.post(alert(desk), [])
    claims = [claim for story in desk.stories() for claim in story.claims]
    claim = max(claims, key=lambda one: (len(one.standing.origins), one.id))
    about = tuple(origin.keys[0] for origin in claim.standing.origins[:2])
    first = judgement(
        "merge", about, "Huda", WHEN, "the same officer, as both editors confirmed by telephone"
    )
    desk.judge(first)
    desk.judge(judgement("withdraw", (first.id,), "Sami", WHEN.replace(hour=13), "too early"))
    desk.judge(judgement("own-reporting", ("article:a3",), "Huda", WHEN.replace(hour=14), ""))


def alert(desk: Desk) -> Alert:
    """What a rule raised on the largest story."""
    story = desk.story(largest(desk))
    why = Evidence("at-least", values=(("what", "outlets"), ("found", "5"), ("wanted", "4")))
    return Alert("many outlets, few origins", story.id, story.claims[0].id, (why,), "k1", story.title,
                 story.claims[0].text, WHEN)  # fmt: skip


def largest(desk: Desk) -> str:
    """The story that has most steps in its chains."""
    return max(desk.stories(), key=lambda story: (len(story.lineage.edges), story.id)).id


def sharing(desk: Desk) -> tuple[str, str]:
    """Two articles that share most passages."""
    pairs: dict[tuple[str, str], int] = {}
    for story in desk.stories():
        for passage in story.passages:
            pair = (passage.a, passage.b)
            if passage.a != passage.b:
                pairs[pair] = pairs.get(pair, 0) + 1
    return max(sorted(pairs), key=lambda pair: pairs[pair])


def pages(desk: Desk) -> dict[str, str]:
    """Every page that a full desk has, by a short name."""
    a, b = sharing(desk)
    english = next(line for line in desk.story_lines() if "Wheat ships" in line.title)
    source, agency = desk.source_lines("مصدر")[0].name, desk.source_lines("رويترز")[0].name
    return {
        "front": "/",
        "front-narrowed": "/?least_outlets=2&sort=time&everything=true",
        "front-nothing": "/?outlet=nobody-is-called-so",
        "story": f"/story/{largest(desk)}",
        "story-english": f"/story/{english.id}",
        "article": at("/article", id=a),
        "article-changed": "/article?id=a0",
        "article-english": "/article?id=en1",
        "compare": at("/compare", a=a, b=b),
        "compare-english": "/compare?a=en0&b=en1",
        "compare-nothing": "/compare?a=a3&b=a4",
        "search": at("/search", q="الميناء", sort="best"),
        "sources": "/sources",
        "source": at("/source", name=source),
        "agency": at("/source", name=agency),
        "outlets": "/outlets",
        "outlet": at("/outlet", name=desk.outlet_lines()[0].outlet),
        "network": "/network",
        "feeds": "/feeds",
        "alerts": "/alerts",
        "judgements": "/judgements",
        "trace": "/trace",
        "sign-in": "/sign-in",
        "missing": "/nothing",
    }


def at(path: str, **fields: str) -> str:
    """An address with its fields."""
    return f"{path}?{urlencode(fields)}"
