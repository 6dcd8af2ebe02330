"""From a page to HTML: templates, language, links, dates. The only file that knows Jinja."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from rasd.export import html, phrases, sentences, telling, texts, view
from rasd.export.behind import behind
from rasd.export.editing import changes
from rasd.export.markup import Markup, bdi, join, moment, said, table, tag, web_address
from rasd.export.phrases import PARTY, Context, Words
from rasd.export.visible import clock, lines, shortened, way
from rasd.model import Article, Node, Story
from rasd.stable import content_id
from rasd.store.lines import SourceLine, StoryLine
from rasd.web import pages
from rasd.web.laying import LaidStory, lay_out
from rasd.web.visitors import Visitor

STATIC = Path(__file__).with_name("static")
_TEMPLATES = Path(__file__).with_name("templates")
_MARKS = ('""', "“”", "«»")
_QUOTES = frozenset("".join(_MARKS))


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is to look: ``lang`` of the interface, ``path`` that was asked for, the fields ``asked``
    with it, who looks."""

    lang: str
    path: str
    asked: Sequence[tuple[str, str]]
    visitor: Visitor

    def in_language(self, lang: str) -> str:
        """The same address in another language."""
        return address(self.path, *(pair for pair in self.asked if pair[0] != "lang"), ("lang", lang))

    def from_line(self, skip: int) -> str:
        """The same list from another line on."""
        rest = (pair for pair in self.asked if pair[0] != "skip")
        return address(self.path, *rest, ("skip", max(0, skip) or ""))

    def part(self, path: str) -> str:
        """The address of a part of the page, asked in the same way."""
        return address(path, *self.asked)


def address(path: str, *fields: tuple[str, object]) -> str:
    """A path of ours with fields; those without a value are left out."""
    # Lone surrogates have no place in an address either.
    asked = [
        (name, str(value).encode("utf-8", "replace")) for name, value in fields if value not in ("", None)
    ]
    return f"{path}?{urlencode(asked)}" if asked else path


def article_at(id_: str) -> str:
    """The address of an article. Ids may be anything, also addresses, and so stand in a field."""
    return address("/article", ("id", id_))


def story_at(id_: str) -> str:
    """The address of a story."""
    return f"/story/{quote(id_, safe='')}"


def profile_at(key: str, name: str) -> str:
    """The page of an outlet, or of a party that has no article here."""
    party = key.startswith(PARTY)
    return address("/source" if party else "/outlet", ("name", key if party else name))


def render(name: str, look: Look, page: Any = None, **more: Any) -> str:
    """A page as HTML, by the template ``name``."""
    words = phrases.load(look.lang)
    tools = _Tools(words)
    given = {
        "page": page, "look": look, "words": words, "w": tools.w, "say": tools.say, "t": tools,
        "lang": look.lang, "dir": words.direction, "version": version(), "languages": _LANGUAGES,
        "most": pages.MOST, **more,
    }  # fmt: skip
    return _environment().get_template(f"{name}.html").render(given)


def refused(lang: str, why: str) -> str:
    """What was refused before anything was asked, as a page that needs no visitor."""
    words = phrases.load(lang)
    tools = _Tools(words)
    given = {"lang": lang, "dir": words.direction, "version": version(), "w": tools.w, "t": tools, "why": why}
    return _environment().get_template("refused.html").render(given)


@lru_cache(maxsize=128)
def story_list(lang: str, stories: tuple[StoryLine, ...], skip: int, empty: bool) -> Markup:
    """The list of the front page, the same for all who read it in a language; ``skip`` lines stand before it,
    ``empty`` is whether the desk holds nothing at all."""
    words = phrases.load(lang)
    tools = _Tools(words)
    return Markup(_environment().get_template("stories.html").render(
        stories=stories, skip=skip, empty=empty, words=words, w=tools.w, t=tools
    ))  # fmt: skip


def laid(story: Story, lang: str, whole: bool) -> LaidStory:
    """A story laid out for all who read it in a language: the first of it, or the ``whole``."""
    words = phrases.load(lang)
    tools = _Tools(words)
    # No visitor and no look: what is remembered for everybody cannot show anything of one of them.
    reports = (
        _environment()
        .get_template("reports.html")
        .render(story=story, names=tools.names(story.articles), t=tools, w=tools.w)
    )
    where = "" if whole else f"{story_at(story.id)}?whole=true"
    return lay_out(story, words, _node_at, Markup(reports), where)


_LANGUAGES = {"ar": "العربية", "en": "English", "fa": "فارسی"}


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=_clean,
    )  # fmt: skip
    made.globals.update(
        address=address, article_at=article_at, story_at=story_at, shortened=shortened,
        article_name=view.article_name, web_address=web_address, profile_at=profile_at, bdi=bdi, way=way,
    )  # fmt: skip
    return made


def _clean(value: Any) -> Any:
    """Foreign text without control characters and marks of direction; markup as it is."""
    if value is None:
        return ""
    return value if hasattr(value, "__html__") else lines(str(value))


@cache
def sheet() -> bytes:
    """The one style sheet: fonts, the page of the exporter, what the browser has more of."""
    return (html.style() + (STATIC / "site.css").read_text("utf-8")).encode()


@cache
def version() -> str:
    """Changes when the style sheet or the script does, so that browsers fetch them anew."""
    return content_id(sheet().decode(), (STATIC / "site.js").read_text("utf-8"))[:12]


class _Tools:
    """What templates ask: words, dates, and what the exporter draws."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def w(self, key: str, table: str = "web") -> str:
        """A word of the pages."""
        return self._words.word(key, table)

    def say(self, key: str, /, **values: object) -> Markup:
        """A sentence of the pages, with what comes from the material set apart."""
        filled = {name: value if isinstance(value, tuple) else str(value) for name, value in values.items()}
        return said(self._words.fill(self.w(key), filled, Context()))

    def problem(self, what: str, technical: bool = False) -> Markup:
        """What went wrong, in the language of the interface; ``technical`` is whether the original stands
        beside it, as it does where it is known in no other language."""
        if telling.is_original(self._words):
            return bdi(what)
        sentence = telling.told(what, self._words)
        original = tag("small", tag("bdi", what, lang="en", dir="ltr"), class_="original")
        if sentence is None:
            return original
        return join(said(sentence), " ", original if technical else None)

    def count(self, noun: str, number: int) -> str:
        """A number with its noun."""
        return self._words.count(noun, number)

    def more_claims(self, number: int) -> Markup:
        """How many claims more there are."""
        return said(self._words.say("more_claims", n=number))

    def found(self, page: pages.SearchPage) -> Markup:
        """How many articles a search found, and which of them are shown where these are not all."""
        counted = self._words.counted("articles", page.found)
        many = said(counted) if page.every else self.say("found_many", articles=counted)
        if not (page.skip or page.more):
            return many
        shown = self.say("from_to", first=page.skip + 1, last=page.skip + len(page.articles))
        return join(many, " · ", shown)

    def drawn_of(self, drawn: int, pairs: int) -> Markup:
        """That only so many pairs are drawn."""
        return self.say("drawn_of", drawn=drawn, pairs=self._words.counted("pairs", pairs))

    def number(self, number: int) -> str:
        """A number in the digits of the language."""
        return self._words.figures(f"{number:,}")

    def percent(self, share: float) -> str:
        """A share 0..1 as a percentage."""
        return self._words.figures(phrases.percent(share))

    def day(self, moment: float | datetime | None) -> Markup:
        """A day in the words of the language; nothing where it is not known."""
        when = _when(moment)
        if when is None:
            return Markup("")
        month = self._words.word(str(when.month), "months")
        text = phrases.plain(self._words.fill(
            self.w("day_of"), {"day": str(when.day), "month": month, "year": str(when.year)}, Context()
        ))  # fmt: skip
        return tag("time", text, datetime=when.date().isoformat())

    def minute(self, moment: float | datetime | None) -> Markup:
        """A day and the time of it, UTC."""
        when = _when(moment)
        if when is None:
            return Markup("")
        when = when.astimezone(UTC)
        return join(
            self.day(when),
            " ",
            tag(
                "time",
                self._words.figures(f"{when:%H:%M}") + " UTC",
                dir="ltr",
                datetime=f"{when:%Y-%m-%dT%H:%M}Z",
            ),
        )

    def facts(self, line: Any) -> list[tuple[str, str]]:
        """What stands behind the claim of a line."""
        return list(behind(line, self._words))

    def name(self, name: str) -> str:
        """A name as it stands, or that of our lexicon where it is a party's key."""
        return view.party_name(name, self._words.direction) if name.startswith(PARTY) else name

    def stories(self, page: pages.FrontPage) -> Markup:
        """The list of the front page."""
        return story_list(self._words.lang, page.stories, page.skip, not page.articles)

    def laid(self, story: Story) -> LaidStory:
        """A story that is on no desk, laid out."""
        return lay_out(story, self._words, _node_at, Markup(""), "")

    def called(self, line: SourceLine) -> str:
        """What a source is called: by our lexicon where that knows it, else as it is cited."""
        return self.name(line.key) if line.key.startswith(PARTY) else _unquoted(line.name)

    def carried(self, rows: Sequence[tuple[str, int, int]]) -> list[_Counted]:
        """Whose text is carried, or who carries it: with how often, and how often without credit."""
        return [_Counted(self.name(key), profile_at(key, key), times, silent) for key, times, silent in rows]

    def cited(self, rows: Sequence[tuple[str, int]]) -> list[_Counted]:
        """Who is cited, how often."""
        return [
            _Counted(_unquoted(name), address("/source", ("name", name)), times, 0) for name, times in rows
        ]

    def kinds(self, rows: Sequence[tuple[str, int]]) -> list[_Counted]:
        """Which kinds of parties, how often."""
        return [_Counted(self._words.word(kind, "types"), "", times, 0) for kind, times in rows]

    def about(
        self, key: str, judged: Mapping[str, tuple[str, str]], decided: Sequence[pages.Decided]
    ) -> Markup:
        """What a judgement names, for people; the key itself where the pointer rests on it.

        ``judged`` has outlet and headline of articles by their ids, ``decided`` the judgements of the page.
        """
        kind, _, rest = key.partition(":")
        if kind == "article":
            outlet, title = judged.get(rest, ("", ""))
            name = tag("a", bdi(title or rest), href=article_at(rest))
            return tag("span", bdi(outlet or self.w("article", "words")), ": ", name, title=key)
        if kind == "source":
            return tag("a", bdi(self.name(rest)), href=address("/source", ("name", rest)), title=key)
        if kind == "own":
            own = self._words.word("own-reporting", "decisions")
            return tag("span", bdi(self.name(rest)), f" ({own})", title=key)
        if kind == "unnamed":
            who = rest.partition(" @ ")[0]
            return tag("span", bdi(who), f" ({self._words.word('unnamed', 'types')})", title=key)
        return self._withdrawn(key, decided)

    def _withdrawn(self, key: str, decided: Sequence[pages.Decided]) -> Markup:
        """The judgement of that id: what was decided, and by whom."""
        for one in decided:
            if one.judgement.id == key:
                what = self._words.word(str(one.judgement.kind), "decisions")
                return tag("span", what, " · ", bdi(one.judgement.who), title=key)
        return tag("code", key, dir="ltr")

    def names(self, articles: Sequence[Article]) -> Mapping[str, str]:
        """A name for each article."""
        return view.article_names(articles)

    def text(self, page: pages.ArticlePage) -> Markup:
        """An article's text with all that is marked in it."""
        names = {one.id: one.outlet or one.title or one.id for one in page.neighbours}
        own = page.analysis.article.id
        found = []
        for passage in page.passages:
            other, span = (passage.b, passage.a_span) if passage.a == own else (passage.a, passage.b_span)
            if other != own:
                where = address("/compare", ("a", own), ("b", other))
                found.append(texts.Elsewhere(span, names.get(other, other), where))
        return texts.marked_text(page.analysis, self._words, found)

    def attributions(self, page: pages.ArticlePage) -> Markup:
        """The attributions of an article as a table, each with its reasons."""
        article = page.analysis.article
        context = Context(view.article_names([article]), {article.id: article}, article.id)
        return texts.attribution_table(page.analysis, context, self._words)

    def beside(self, page: pages.ComparePage) -> list[tuple[Markup, Markup, Markup | None]]:
        """The passages of two articles: what is said of each, both wordings, why it has its direction."""
        articles = [page.a.article, page.b.article]
        context = Context(view.article_names(articles), {one.id: one for one in articles})
        names = [phrases.name_in(context.names, one.id) for one in articles]
        return [
            (
                said(sentences.passage_said(one, names[0], names[1], self._words)),
                texts.side_by_side(one, context, self._words),
                texts.reasons(one.because, context, self._words),
            )
            for one in page.passages
        ]

    def whole(self, page: pages.ComparePage, first: bool) -> Markup:
        """One of two compared texts as a whole, its shared passages marked, each a link to its words."""
        analysis = page.a if first else page.b
        bare = type(analysis)(analysis.article, analysis.language)
        found = [
            texts.Elsewhere(one.a_span if first else one.b_span, str(at), f"#passage-{at}")
            for at, one in enumerate(page.passages, 1)
        ]
        return texts.marked_text(bare, self._words, found)

    def edits(self, old: pages.Edition, new: pages.Edition) -> list[tuple[str, str]]:
        """Where a version differs from the one before it, word by word: pairs of old and new words."""
        return [(one.old, one.new) for one in changes(old.text, new.text)]

    def alert(self, reasons: Sequence[Any]) -> Markup | None:
        """Why somebody was told of a claim."""
        return texts.reasons(reasons, Context(), self._words)

    def sighted(self, article: Article) -> Markup:
        """When an article was published, as far as it is known."""
        when = clock(article.published) if article.published else article.date
        return moment(when, self._words) or Markup("")

    def table(self, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> Markup:
        """A table that folds up on a telephone."""
        return table(head, [[cell if cell is None else _child(cell) for cell in row] for row in rows])


class _Counted(NamedTuple):
    """A line of a list of who does something how often: ``at`` is the address of its page, or empty;
    ``silent`` how often without credit."""

    name: str
    at: str
    times: int
    silent: int


def _unquoted(name: str) -> str:
    """A name without the quotation marks that stand round the whole of it."""
    inside = name[1:-1]
    return inside if f"{name[:1]}{name[-1:]}" in _MARKS and not _QUOTES.intersection(inside) else name


def _child(cell: Any) -> str:
    return cell if isinstance(cell, Markup) else str(cell)


def _when(moment: float | datetime | None) -> datetime | None:
    if moment is None or isinstance(moment, datetime):
        return moment
    try:
        return datetime.fromtimestamp(moment, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _node_at(node: Node) -> str:
    """Where a node of a graph leads: an article's page, a named source's."""
    if node.kind == "article":
        return article_at(node.key.removeprefix("article:"))
    return "" if node.kind == "unnamed" else address("/source", ("name", node.name))
