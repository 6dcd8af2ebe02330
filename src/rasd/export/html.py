"""Stories as one self-contained HTML page, or as a fragment of one for a notebook.

The page asks for nothing: no script, no font, no picture from outside, and its own security policy
forbids them. It reads from right to left in Arabic, and holds its own on paper, in the dark and on
a telephone. Everything foreign is escaped and stands in an element of its own direction.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from rasd.export import order, phrases, sections, texts, view
from rasd.export.cards import claim_card
from rasd.export.front import front_list
from rasd.export.markup import Markup, bdi, join, link, moment, raw_style, said, tag
from rasd.export.phrases import Context, Words
from rasd.export.visible import way
from rasd.model import Article, Problem, Story

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_OPEN_CLAIMS = 5


def page(
    stories: Sequence[Story],
    problems: Sequence[Problem] = (),
    lang: str = "en",
    selection: order.Selection | None = None,
) -> str:
    """The whole page; ``selection`` says how many stories there were where not all of them are shown.

    Raises:
        UsageError: the interface does not speak ``lang``.
    """
    words = phrases.load(lang)
    title = words.word("page_title")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        raw_style(style()),
    )
    body = tag(
        "body",
        tag(
            "header", tag("h1", title), tag("p", words.word("page_lead")), _counts(stories, selection, words)
        ),
        front_list(stories, words, selection.sort if selection else "input"),
        tag("main", *(_story(number, story, words) for number, story in enumerate(stories, 1))),
        _problems(problems, words),
        tag("footer", tag("p", words.word("made_by"))),
        class_="rasd",
    )
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang=lang, dir=words.direction)}\n"


def fragment(stories: Sequence[Story], lang: str = "en") -> str:
    """The stories alone with their style, for a notebook's cell.

    Raises:
        UsageError: the interface does not speak ``lang``.
    """
    words = phrases.load(lang)
    shown = [_story(number, story, words) for number, story in enumerate(stories, 1)]
    return str(tag("div", raw_style(style()), *shown, class_="rasd", lang=lang, dir=words.direction))


@cache
def style() -> str:
    """The style sheet of the page."""
    return Path(__file__).with_name("page.css").read_text("utf-8")


def _counts(stories: Sequence[Story], selection: order.Selection | None, words: Words) -> Markup:
    chosen = selection or order.select(stories, None, "input")
    if not chosen.stories:
        return tag("p", words.word("no_stories"), class_="counts")
    counts = {
        "stories": words.counted("stories", chosen.stories),
        "articles": words.counted("articles", chosen.articles),
    }
    lines = [said(words.say("summary", **counts))]
    if len(chosen.shown) < chosen.stories - chosen.bare:
        lines.append(said(words.say("shown_of", shown=len(chosen.shown), stories=chosen.stories)))
    if chosen.bare:
        lines.append(Markup(words.count("bare", chosen.bare)))
    return tag("p", join(*lines, between=" · "), class_="counts")


def _problems(problems: Sequence[Problem], words: Words) -> Markup | None:
    if not problems:
        return None
    lines = [
        tag(
            "li",
            tag("code", bdi(one.where)),
            ": ",
            bdi(one.what),
            join(" (", bdi(one.do), ")") if one.do else None,
        )
        for one in problems
    ]
    return tag("section", tag("h2", words.word("skipped")), tag("ul", *lines), class_="skipped")


def _story(number: int, story: Story, words: Words) -> Markup:
    context = view.context_of(story, words.direction)
    return tag(
        "article",
        tag("h2", story.title or words.word("untitled"), dir=way(story.title) or "auto", lang=_lang(story)),
        sections.facts(story, words),
        sections.decided(story, context, words),
        _reports(story, context, words),
        _earlier(story, words),
        *_claims(story, context, words),
        sections.copies(story, context, words),
        sections.shared(story, context, words),
        sections.dates(story, context, words),
        _articles(story, context, words),
        class_="story",
        id=f"story-{number}",
    )


def _earlier(story: Story, words: Words) -> Markup | None:
    """The stories that a story seems to follow."""
    if not story.earlier:
        return None
    lines = []
    for before in story.earlier:
        title = tag("span", before.title or words.word("untitled"), dir=way(before.title) or "auto")
        day = before.first.date().isoformat() if before.first else ""
        when = join(" · ", said(words.say("earlier_first", first=day))) if day else None
        lines.append(tag("li", title, when))
    return tag("div", tag("h3", words.word("earlier")), tag("ul", *lines), class_="earlier")


def _lang(story: Story) -> str | None:
    return (story.articles[0].language or None) if story.articles else None


def _reports(story: Story, context: Context, words: Words) -> Markup:
    several = len(story.articles) > 1  # one article's headline is the story's
    return tag(
        "ul", *(_report(article, context, words, several) for article in story.articles), class_="reports"
    )


def _report(article: Article, context: Context, words: Words, titled: bool) -> Markup:
    when = article.published.date().isoformat() if article.published else article.date
    name = bdi(context.names[article.id])
    return tag(
        "li",
        tag("strong", link(article.url, name) if article.url else name),
        moment(when, words),
        tag(
            "span",
            article.title,
            dir=way(article.title) or "auto",
            lang=article.language or None,
            class_="title",
        )
        if titled
        else None,
    )


def _claims(story: Story, context: Context, words: Words) -> list[Markup]:
    if not story.claims:
        return [tag("p", words.word("no_claims"), class_="note")]
    cards = [claim_card(number, story, context, words) for number in range(1, len(story.claims) + 1)]
    if len(cards) <= _OPEN_CLAIMS + 1:
        return cards
    rest = cards[_OPEN_CLAIMS:]
    summary = tag("summary", said(words.say("more_claims", n=len(rest))))
    return [*cards[:_OPEN_CLAIMS], tag("details", summary, *rest, class_="more")]


def _articles(story: Story, context: Context, words: Words) -> Markup:
    unfolded = len(story.analyses) == 1
    shown = [texts.marked_article(analysis, context, words, unfolded) for analysis in story.analyses]
    legend = tag(
        "p",
        *(tag("span", words.word(role), class_=f"m {role}") for role in ("cue", "source", "content")),
        class_="legend",
    )
    return tag("section", tag("h3", words.word("text_marked")), legend, *shown)
