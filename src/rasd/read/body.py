"""The lines of a page that are its article.

Parts that themes name as what they are (comments, related, share bars) go first. Then trafilatura says what
the article is; on pages without real paragraphs readability has a second vote. Then lines that
:mod:`rasd.lang.boilerplate` knows go, and short lines that stand among the article's own (a dateline, a
credit line) and were passed over come back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rasd.lang.boilerplate import Boilerplate, Where, load
from rasd.read.dom import Line, Page
from rasd.read.extractors import generous_lines, precise_lines
from rasd.read.quick import quick_lines

# Class and id names of common themes and plug-ins, whole names only: tests for parts of names ("share",
# "related") took paragraphs of articles away.
_FOREIGN = ", ".join(
    (
        "nav", "dialog", "menu", "[role=navigation]", "[role=search]", "[role=dialog]", "[role=alertdialog]",
        "body > footer", "[role=contentinfo]", "#footer", "#site-footer", ".site-footer",
        "#comments", "#respond", "#disqus_thread", ".comments-area", ".comment-respond", ".comment-list",
        ".commentlist", ".fb-comments", ".comments-container",
        "#related-posts", ".related-posts", ".related-articles", ".related-news", ".jp-relatedposts",
        ".td_block_related_posts", ".yarpp-related", ".crp_related", ".read-next", "#read-next-block",
        "#check-also-box", ".check-also-box", ".post-navigation", ".nav-links", ".prev-next-post-nav",
        ".share-buttons", ".share-links", ".sharedaddy", ".addtoany_share_save_container", ".a2a_kit",
        ".social-share", ".post-shares", ".td-post-sharing", ".essb_links",
        "#cookie-notice", ".cookie-notice", "#cookie-law-info-bar", ".cmplz-cookiebanner",
        ".screen-reader-text", ".sr-only", ".visually-hidden", "#go-to-top", ".go-to-top-button",
        ".breadcrumb", ".breadcrumbs", "#breadcrumb", ".tags-links", ".tagcloud", ".post-tags",
        ".author-box", ".about-author", ".newsletter-signup", ".wp-caption-text",
    )
)  # fmt: skip
_REAL_PARAGRAPH = 80
"""Characters from which a ``<p>`` is a paragraph of an article."""
_PROSE = 60
"""Characters from which a line is prose, and not a label."""
_MOST_RESCUED = 120
"""Characters up to which a line that was passed over may come back: it is a dateline, not a text."""
_MOST_BESIDE = 3


def article_lines(page: Page) -> list[str]:
    """The article's lines, in order, verbatim but for squeezed blanks; [] where the page holds no article.

    Takes foreign parts out of ``page``: read everything else from it before.
    """
    page.remove(_FOREIGN)
    phrases = load()
    lines, promoted = _without_boxes(page.lines(), phrases)
    links = frozenset(line.text for line in lines if line.linked)
    html = page.markup()
    precise = [text for text in precise_lines(html) if text not in promoted]
    chosen = phrases.strip(_with_headings(precise, lines, phrases), links)
    if sum(len(text) > _REAL_PARAGRAPH for text in page.texts("p")) < 2:
        generous = [text for text in generous_lines(html) if text not in promoted]
        second = phrases.strip(_with_headings(generous, lines, phrases), links)
        chosen = _better(chosen, second)
    chosen = _trimmed(_rescued(chosen, lines, phrases), links)
    return [*chosen, *_credits_below(chosen, lines, phrases)]


def quickly(page: Page) -> tuple[list[Line], list[str]]:
    """The lines of the page without its foreign parts, and those that are its article, by their looks."""
    page.remove(_FOREIGN)
    lines = page.lines()
    return lines, quick_lines(_without_boxes(lines, load())[0], load())


def _without_boxes(lines: Sequence[Line], phrases: Boilerplate) -> tuple[list[Line], frozenset[str]]:
    """The lines without those that are a heading and links in one ("do not miss", a headline), and these."""
    promoted = frozenset(line.text for line in lines if line.label and phrases.is_heading(line.label))
    return [line for line in lines if line.text not in promoted], promoted


def _credits_below(chosen: Sequence[str], lines: Sequence[Line], phrases: Boilerplate) -> list[str]:
    """The credit lines that the page lays out below the text, in an element of their own."""
    last = [i for i, line in enumerate(lines) if chosen and line.text == chosen[-1]]
    if len(last) != 1:
        return []
    below = [line.text for line in lines[last[0] + 1 : last[0] + 1 + _MOST_BESIDE]]
    return [text for text in below if phrases.is_credit(text)]


def _with_headings(chosen: list[str], lines: Sequence[Line], phrases: Boilerplate) -> list[str]:
    """The chosen lines with the headings of the page that end a text, which extractors tend to leave out."""
    wanted = Counter(chosen)
    placed = [line.text for line in lines if wanted[line.text] or _ends_a_text(line.text, phrases)]
    found = Counter(placed)
    return placed if all(found[text] == count for text, count in wanted.items()) else chosen


def _ends_a_text(text: str, phrases: Boilerplate) -> bool:
    phrase = phrases.find(text)
    return phrase is not None and phrase.where is Where.TAIL


def _trimmed(chosen: list[str], links: frozenset[str]) -> list[str]:
    """The lines without those at the top and the bottom that are nothing but links: menus, lists, buttons."""
    kept = [i for i, line in enumerate(chosen) if line not in links]
    return chosen[kept[0] : kept[-1] + 1] if kept else chosen


def _better(first: list[str], second: list[str]) -> list[str]:
    """Of two readings the one with more prose; of the same prose the one with fewer labels beside it."""
    prose = [sum(len(line) for line in lines if len(line) >= _PROSE) for lines in (first, second)]
    labels = [sum(len(line) < _PROSE for line in lines) for lines in (first, second)]
    if abs(prose[0] - prose[1]) <= 0.1 * max(prose):
        return second if labels[1] < labels[0] else first
    return second if prose[1] > prose[0] else first


def _rescued(chosen: Sequence[str], lines: Sequence[Line], phrases: Boilerplate) -> list[str]:
    """The chosen lines with the short ones beside them that the page lays out as part of the same text."""
    wanted = Counter(chosen)
    at = [i for i, line in enumerate(lines) if wanted[line.text]]
    if len(at) < 2 or len({lines[i].text for i in at}) < len(wanted) or len(at) > len(chosen):
        return list(chosen)  # the extractor cut, joined or repeated lines: what stands beside what is unknown
    home = Counter(lines[i].inside for i in at).most_common(1)[0][0]
    at_home = [i for i in at if lines[i].inside == home]
    passed_over = [
        *_beside(lines, range(at_home[0] - 1, -1, -1), home),
        *(i for i in range(at_home[0], at_home[-1]) if not wanted[lines[i].text]),
        *_beside(lines, range(at_home[-1] + 1, len(lines)), home),
    ]
    back = {
        i
        for i in passed_over
        if lines[i].inside == home
        and not lines[i].linked
        and len(lines[i].text) <= _MOST_RESCUED
        and phrases.find(lines[i].text) is None
    }
    return [lines[i].text for i in sorted(back.union(at))]


def _beside(lines: Sequence[Line], way: range, home: int) -> list[int]:
    """The lines of the element ``home`` right beside the text; [] for many: then they are a list."""
    found: list[int] = []
    for i in way:
        if lines[i].inside != home:
            break
        found.append(i)
    return found if len(found) <= _MOST_BESIDE else []
