"""Who said what, via whom, with which stance: the ladder from one article's text to its attributions.

find cues → what was said → who said it → order the links → stance → resolve against what came before.
"""

from __future__ import annotations

from rasd.attribution.chains import Chainer
from rasd.attribution.credits import find_credits
from rasd.attribution.find import Finder
from rasd.attribution.scan import Page
from rasd.lang import dates, lexicon
from rasd.lang.identify import identify
from rasd.lang.parties import parties
from rasd.lang.tokens import Tokens
from rasd.model import Analysis, Article

SUPPORTED = ("ar",)
"""Languages whose cues are known; articles in others keep their credits and get no attributions."""


def attribute(article: Article) -> Analysis:
    """Read one article: its attributions in text order, its credits, its dates.

    All spans are character offsets into ``article.text``. Never raises on any text.
    """
    language = article.language[:2].lower() or identify(article.text)
    published = article.published.date() if article.published else None
    cut = Tokens(article.text)
    mentions = parties().find(cut)
    times = dates.find_dates(cut, language, published, mentions)
    credits = find_credits(article, mentions)
    if language not in SUPPORTED:
        return Analysis(article, language, (), credits, tuple(times))
    known = lexicon.load("ar")
    own = parties().of_outlet(article.outlet, article.url)
    page = Page(cut, known.kinds, mentions, times)
    drafts = Finder(page, known).run()
    outlet = article.outlet.strip()
    attributions = Chainer(page, known, own, outlet).run(drafts, article.id, times)
    return Analysis(article, language, tuple(attributions), credits, tuple(times))
