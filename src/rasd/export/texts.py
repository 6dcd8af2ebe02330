"""HTML of what the articles say: a text with its attributions marked, two wordings side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rasd.export import marks, phrases, sentences
from rasd.export.markup import Markup, bdi, join, moment, said, table, tag
from rasd.export.phrases import Context, Words
from rasd.export.visible import way
from rasd.lang.normalize import fold_word
from rasd.lang.tokens import WORD
from rasd.model import (
    Analysis,
    Article,
    Attribution,
    Direction,
    Evidence,
    Link,
    LinkType,
    Passage,
    Span,
    Stance,
)

_LONGEST_COMPARED = 1500  # words; aligning for display takes the square of it at worst
_ALIKE, _LONG = 0.8, 30
"""How alike two wordings of how many words are that stand there once, with what differs in both wordings."""


def link_box(link: Link, words: Words) -> Markup:
    """One party of a chain: its name, what the text says of it, its kind."""
    return tag(
        "span",
        tag("span", bdi(link.name), class_="name"),
        tag("span", bdi(link.description), class_="about") if link.description else None,
        tag("span", words.word(str(link.type), "types"), class_="kind"),
        class_=f"party {link.type}",
    )


def chain_row(first: Markup | None, links: tuple[Link, ...], words: Words) -> Markup:
    """A chain as boxes with an arrow between them; ``first`` is the box of the article's own outlet."""
    boxes = [first] if first else []
    boxes += [link_box(link, words) for link in links]
    return tag("span", *_between(boxes, words), class_="chain")


def _between(boxes: list[Markup], words: Words) -> Iterator[Markup]:
    for i, box in enumerate(boxes):
        if i:
            yield tag("span", tag("span", words.word("from"), class_="from"), class_="arrow")
        yield box


def marked_article(analysis: Analysis, context: Context, words: Words, unfolded: bool) -> Markup:
    """The article's whole text in place, its attributions marked, and a table of them under it."""
    article = analysis.article
    name = context.names.get(article.id, article.id)
    when = article.published.date().isoformat() if article.published else article.date
    summary = tag(
        "summary",
        tag("strong", bdi(name)),
        " ",
        tag("span", bdi(article.title), class_="title") if article.title else None,
        " ",
        tag("span", words.count("attributions", len(analysis.attributions)), class_="count"),
        moment(when, words),
    )
    return tag(
        "details",
        summary,
        marked_text(analysis, words),
        attribution_table(analysis, context, words),
        open=unfolded,
    )


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Words of a text that stand in another article too: ``span``, the other's ``name``, a link to it."""

    span: Span
    name: str
    href: str


def marked_text(analysis: Analysis, words: Words, elsewhere: Sequence[Elsewhere] = ()) -> Markup:
    """The whole text with its attributions marked in place, and with links to where its words stand too."""
    article = analysis.article
    lang, runs = _lang(article), way(article.text) or "auto"
    return tag("div", *_marked(analysis, words, elsewhere), class_="text", lang=lang, dir=runs)


def _marked(analysis: Analysis, words: Words, elsewhere: Sequence[Elsewhere] = ()) -> Iterator[Markup]:
    found = analysis.attributions
    shared = [marks.Mark(one.span, "shared", at) for at, one in enumerate(elsewhere)]
    for piece in marks.cut(analysis.article.text, (*marks.of_attributions(found), *shared)):
        yield from (_also(elsewhere[mark.number], words) for mark in piece.opens if mark.role == "shared")
        if not piece.marks:
            yield tag("span", piece.text)
            continue
        classes = " ".join(dict.fromkeys(mark.role for mark in piece.marks))
        cues = [mark for mark in piece.opens if mark.role == "cue"]
        tips = [_tip(found[mark.number - 1], mark.number, words) for mark in cues]
        numbers = [tag("sup", words.figures(str(mark.number))) for mark in cues]
        focus = "0" if cues else None
        yield tag("span", *numbers, piece.text, *tips, class_=f"m {classes}", tabindex=focus)


def _also(one: Elsewhere, words: Words) -> Markup:
    label = phrases.plain(words.say("also_in", name=one.name))
    return tag(
        "a",
        tag("i", class_="twice"),
        href=one.href,
        class_="also",
        title=label,
        aria_label=label,
        dir=words.direction,
    )


def _tip(item: Attribution, number: int, words: Words) -> Markup:
    return tag(
        "span",
        tag("b", words.figures(f"{number} "), class_="number"),
        stance_chip(item.stance, words),
        chain_row(None, item.chain, words),
        class_="tip",
        role="tooltip",
        dir=words.direction,
    )


def attribution_table(analysis: Analysis, context: Context, words: Words) -> Markup:
    """The attributions of an article with the reasons of each; a sentence where it has none."""
    if not analysis.attributions:
        return tag("p", words.word("no_attributions"), class_="note")
    head = [words.word(key) for key in ("label", "cue", "chain", "stance", "why")]
    here = Context(context.names, context.articles, analysis.article.id)
    rows = [
        (
            words.figures(str(number)),
            bdi(item.cue.of(analysis.article.text)),
            chain_line(item.chain, words),
            stance_chip(item.stance, words),
            reasons(item.evidence, here, words),
        )
        for number, item in enumerate(analysis.attributions, 1)
    ]
    return table(head, rows, ("whole", "whole", "", "", "why"), words.word("attributions"))


def stance_chip(stance: Stance, words: Words) -> Markup:
    """A stance as a coloured word."""
    return tag("span", words.word(str(stance), "stances"), class_=f"stance {stance}")


def reasons(evidence: Sequence[Evidence], context: Context, words: Words) -> Markup | None:
    """The evidence as a list of sentences, each once; nothing where there is none."""
    told = dict.fromkeys(words.reason(item, context) for item in evidence)
    if not told:
        return None
    return tag("ul", *(tag("li", said(one)) for one in told), class_="reasons")


def chain_line(links: tuple[Link, ...], words: Words) -> Markup:
    """A chain on one line, for a cell of a table."""
    parts: list[Markup | str] = []
    for i, link in enumerate(links):
        parts += [" ← "] if i else []
        parts.append(bdi(link.name))
        if link.type is LinkType.UNNAMED:
            parts.append(f" ({words.word('unnamed', 'types')})")
    return join(*parts)


def side_by_side(passage: Passage, context: Context, words: Words) -> Markup:
    """The two wordings of a passage next to each other, what is equal in them marked; what is the same
    throughout stands there once, and so does what is nearly the same, with what differs in it."""
    places = ((passage.a, passage.a_span), (passage.b, passage.b_span))
    articles = [context.articles.get(key) for key, _ in places]
    wordings = [
        span.of(article.text) if article else "" for (_, span), article in zip(places, articles, strict=True)
    ]
    names = [phrases.name_in(context.names, key) for key, _ in places]
    if passage.a == passage.b:
        names = [words.word("first_place"), words.word("second_place")]
    if wordings[0] and len(sentences.passage_wordings(passage, context.articles)) == 1:
        both = said(words.join(tuple(names), "nobody"))
        return tag("div", _column(both, wordings[0], join(wordings[0]), articles[0]), class_="pair once")
    if all(wordings) and passage.identity >= _ALIKE and _LONG <= passage.words <= _LONGEST_COMPARED:
        first, second = (1, 0) if passage.direction is Direction.B_TO_A else (0, 1)
        only = [said(words.say("only_in", name=names[at])) for at in (first, second)]
        both = join(tag("del", only[0]), " ", tag("ins", only[1]))
        shown = changed(wordings[first], wordings[second])
        return tag("div", _column(both, wordings[first], shown, articles[first]), class_="pair once")
    marked = compared(wordings[0], wordings[1])
    columns = [_column(bdi(names[i]), wordings[i], marked[i], articles[i]) for i in (0, 1)]
    return tag("div", *columns, class_="pair")


def _column(name: Markup, wording: str, shown: Markup, article: Article | None) -> Markup:
    text = tag("p", shown, lang=_lang(article), dir=way(wording) or "auto")
    return tag("div", tag("p", name, class_="head"), text)


def _lang(article: Article | None) -> str | None:
    return (article.language or None) if article else None


def compared(a: str, b: str) -> tuple[Markup, Markup]:
    """Both texts with the words marked that they have in common, in order, whatever their spelling."""
    cuts = [[match.span() for match in WORD.finditer(one)] for one in (a, b)]
    if max(map(len, cuts)) > _LONGEST_COMPARED:
        return tag("span", a), tag("span", b)
    equal = _equal_spans(a, b, cuts)
    return _equal_marked(a, [one for one, _ in equal]), _equal_marked(b, [other for _, other in equal])


def changed(a: str, b: str) -> Markup:
    """The first text, with what the second has not as ``<del>``, and what that has instead as ``<ins>``.

    What the two have in common, whatever its spelling, stands as the first has it.
    """
    out: list[str] = []
    at, there = 0, 0
    ends = ((len(a), len(a)), (len(b), len(b)))
    for one, other in (*_equal_spans(a, b, [[m.span() for m in WORD.finditer(x)] for x in (a, b)]), ends):
        old, new = _words_of(a[at : one[0]]), _words_of(b[there : other[0]])
        out.append(old[0] or (" " if new[1] and at else ""))
        out += [tag("del", old[1])] if old[1] else []
        out += [" "] if old[1] and new[1] else []
        out += [tag("ins", new[1])] if new[1] else []
        out.append(old[2] or (" " if new[1] and one[0] < len(a) else ""))
        out.append(a[one[0] : one[1]])
        at, there = one[1], other[1]
    return join(*out)


def _words_of(text: str) -> tuple[str, str, str]:
    """What stands before the words of a text, the words, what stands behind them."""
    places = [match.span() for match in WORD.finditer(text)]
    if not places:
        return text, "", ""
    start, end = places[0][0], places[-1][1]
    return text[:start], text[start:end], text[end:]


def _equal_spans(
    a: str, b: str, cuts: list[list[tuple[int, int]]]
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where the stretches stand in both texts that are equal; ``cuts`` are the places of the words."""
    folded = [
        [fold_word(one[start:end]) for start, end in cut] for one, cut in zip((a, b), cuts, strict=True)
    ]
    return [
        ((cuts[0][i][0], cuts[0][i + size - 1][1]), (cuts[1][j][0], cuts[1][j + size - 1][1]))
        for i, j, size in _equal(*folded)
    ]


def _equal(a: list[str], b: list[str]) -> Iterator[tuple[int, int, int]]:
    """The stretches that are equal, in order: where they begin in both, and their length.

    Copies are mostly equal from both ends: only what lies between has to be aligned.
    """
    least = min(len(a), len(b))
    head = next((i for i in range(least) if a[i] != b[i]), least)
    rest = least - head
    tail = next((i for i in range(rest) if a[-1 - i] != b[-1 - i]), rest)
    if head:
        yield 0, 0, head
    between = SequenceMatcher(None, a[head : len(a) - tail], b[head : len(b) - tail], autojunk=False)
    yield from ((head + i, head + j, size) for i, j, size in between.get_matching_blocks() if size)
    if tail:
        yield len(a) - tail, len(b) - tail, tail


def _equal_marked(text: str, equal: list[tuple[int, int]]) -> Markup:
    out: list[str] = []
    at = 0
    for start, end in equal:
        out += [text[at:start], tag("mark", text[start:end])]
        at = end
    return join(*out, text[at:])
