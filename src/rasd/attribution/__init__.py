"""Who said what, via whom, with which stance: the ladder from one article's text to its attributions.

find cues → what was said → who said it → order the links → stance → resolve against what came before.
"""

from __future__ import annotations

from rasd.attribution.chains import Chainer
from rasd.attribution.credits import find_credits
from rasd.attribution.languages import language
from rasd.lang import dates
from rasd.lang.identify import identify
from rasd.lang.parties import parties
from rasd.lang.tokens import Tokens
from rasd.model import Analysis, Article


def attribute(article: Article) -> Analysis:
    """Read one article: its attributions in text order, its credits, its dates.

    All spans are character offsets into ``article.text``. Never raises on any text.
    """
    code = article.language[:2].lower() or identify(article.text)
    published = article.published.date() if article.published else None
    cut = Tokens(article.text)
    mentions = parties().find(cut)
    times = dates.find_dates(cut, code, published, mentions)
    credits = find_credits(article, mentions)
    read = language(code)
    if read is None:
        return Analysis(article, code, (), credits, tuple(times))
    reading = read(cut, mentions, times)
    own = parties().of_outlet(article.outlet, article.url)
    chainer = Chainer(reading, code, own, article.outlet.strip())
    attributions = chainer.run(reading.drafts(), article.id, times)
    return Analysis(article, code, tuple(attributions), credits, tuple(times))
