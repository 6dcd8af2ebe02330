"""One article for people, with its attributions marked in place; and shared passages one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rasd.export import marks, phrases, sentences, view
from rasd.export.console import Bit, Sheet
from rasd.export.phrases import Context, Words
from rasd.export.terminal import WIDTH
from rasd.export.visible import lines, shortened
from rasd.model import Analysis, Article, Attribution, Link, LinkType, Passage

_BRACKETS = {"cue": "<>", "source": "[]", "content": "{}"}
_LOOKS = {"cue": "bold magenta", "source": "bold cyan", "content": "green"}
_SHARES = (2, 10, 17, 35, 26, 10)


def analysis_text(
    analysis: Analysis, lang: str = "en", width: int = WIDTH, colour: bool = False, *, explain: bool = False
) -> str:
    """The article with its attributions marked, and a table of them; with ``explain`` also their evidence.

    Raises:
        UsageError: the interface does not speak ``lang``.
    """
    words = phrases.load(lang)
    sheet = Sheet(words.direction, width, colour)
    article = analysis.article
    sheet.rule("═")
    sheet.line(Bit(shortened(article.title, 400) or words.word("untitled"), "bold", foreign=True))
    name = view.article_name(article)
    when = article.published.date().isoformat() if article.published else article.date
    sheet.line(
        Bit(name, "dim", foreign=True), "  ", Bit(when, "dim", fixed=True),
        Bit("  " + words.count("attributions", len(analysis.attributions)), "dim"),
    )  # fmt: skip
    sheet.blank()
    for bits in _paragraphs(analysis):
        sheet.paragraph(bits)
    sheet.blank()
    if not analysis.attributions:
        sheet.line(words.word("no_attributions"))
        return sheet.text()
    sheet.line(Bit(phrases.plain(words.say("marks_legend")), "dim"))
    sheet.blank()
    sheet.grid(_table(analysis, words), _SHARES, ("dim", "magenta", "cyan", "", "", ""))
    if explain:
        _explain(analysis, words, sheet)
    return sheet.text()


def passages_text(
    passages: Iterable[Passage], articles: Mapping[str, Article], lang: str, width: int, colour: bool
) -> Iterator[str]:
    """Each shared passage for people, in the order given: who shares how much, its wording, why this way."""
    words = phrases.load(lang)
    context = Context(view.article_names(articles.values()), articles)
    for passage in map(view.earlier_first, passages):
        sheet = Sheet(words.direction, width, colour)
        a, b = (phrases.name_in(context.names, key) for key in (passage.a, passage.b))
        sheet.line(sentences.passage_said(passage, a, b, words), style="bold")
        for wording in sentences.passage_wordings(passage, articles):
            sheet.quote(shortened(wording, 280), indent=2)
        for item in passage.because:
            sheet.line("- ", words.reason(item, context), indent=2, style="dim")
        sheet.blank()
        yield sheet.text()


def reuse_summary(
    counts: Mapping[str, int], lang: str = "en", width: int = WIDTH, colour: bool = False
) -> str:
    """The last lines under the passages: how many there are in how many articles, what was not compared.

    ``counts`` are those of ``passages`` and ``articles``; of articles ``held`` by the index already; of
    wordings taken for ``stock``, and of those in too many ``copies`` to compare all with all.
    """
    sheet = Sheet(phrases.load(lang).direction, width, colour)
    first, *others = reuse_lines(counts, lang)
    sheet.line(first, style="bold")
    for text in others:
        sheet.line(text, style="dim")
    return sheet.text()


def reuse_lines(counts: Mapping[str, int], lang: str = "en") -> list[str]:
    """The lines of :func:`reuse_summary`, plain."""
    words = phrases.load(lang)
    found = {name: words.counted(name, counts[name]) for name in ("passages", "articles")}
    said = [words.say("reuse_summary", **found)]
    said += [
        words.say(f"reuse_{name}", n=counts[name]) for name in ("held", "stock", "copies") if counts[name]
    ]
    return list(map(phrases.plain, said))


def _paragraphs(analysis: Analysis) -> Iterator[tuple[Bit, ...]]:
    """The text by its line breaks, each line as styled bits with brackets where a mark opens and closes."""
    row: list[Bit] = []
    for piece in marks.cut(analysis.article.text, marks.of_attributions(analysis.attributions)):
        row += [Bit(f"{_BRACKETS[mark.role][0]}{mark.number} ", "dim") for mark in piece.opens]
        style = _look(piece.marks)
        for i, part in enumerate(lines(piece.text).split("\n")):
            if i:
                yield tuple(row)
                row = []
            row.append(Bit(part, style))
        row += [Bit(_BRACKETS[mark.role][1], "dim") for mark in piece.closes]
    yield tuple(row)


def _look(over: Iterable[marks.Mark]) -> str:
    roles = {mark.role for mark in over}
    return next((look for role, look in _LOOKS.items() if role in roles), "")


def _table(analysis: Analysis, words: Words) -> list[list[str]]:
    head = [words.word(key) for key in ("label", "cue", "source", "content", "chain", "stance")]
    text = analysis.article.text
    return [head, *(_row(i, item, text, words) for i, item in enumerate(analysis.attributions, 1))]


def _row(number: int, item: Attribution, text: str, words: Words) -> list[str]:
    content = f"({words.word('nothing_reported')})"
    if item.content:
        content = shortened(item.content.of(text), 160)
    source = shortened(item.source.of(text), 80) if item.source else f"({words.word('implied')})"
    chain = "\n← ".join(_party(link, words) for link in item.chain)
    stance = f"{words.word(str(item.stance), 'stances')}\n{words.word(str(item.kind), 'kinds')}"
    return [str(number), item.cue.of(text), source, content, chain, stance]


def _party(link: Link, words: Words) -> str:
    name = shortened(link.name, 80)
    return f"{name} ({words.word('unnamed', 'types')})" if link.type is LinkType.UNNAMED else name


def _explain(analysis: Analysis, words: Words, sheet: Sheet) -> None:
    context = Context(articles={analysis.article.id: analysis.article}, home=analysis.article.id)
    sheet.blank()
    sheet.line(Bit(words.word("why"), "bold underline"))
    for number, item in enumerate(analysis.attributions, 1):
        for evidence in item.evidence:
            sheet.line(f"{number}. ", words.reason(evidence, context), indent=2, hang=3)
