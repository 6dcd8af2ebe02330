"""Why articles are one story, and which stories before it a story seems to follow, each with the reason.

``near-article``    the article shares its telling words with another one of the story
``text-of-article`` it shares so much text with another one
``across-languages`` names, places and numbers agree with those of another one in another script
``alike-across-languages`` fewer of them agree, and the sentence encoder finds the two alike
``near-story``      the stories share telling words; they are two events of one affair
"""

from __future__ import annotations

from collections.abc import Sequence

from rasd.model import Analysis, Evidence
from rasd.stories.crossing import Agreement
from rasd.stories.nearness import Story
from rasd.stories.shelf import Shelf
from rasd.stories.terms import words_for

WORDS = 5
"""Shared words that are named, the most telling first."""

Earlier = tuple[Story, float, Evidence]
"""A story (as the shelf's numbers), how near it is, and why."""


def find_ties(shelf: Shelf, story: Sequence[int], analyses: Sequence[Analysis]) -> tuple[Evidence, ...]:
    """For each article of a story of several: which other one it is nearest to, and by what."""
    out = []
    for number in story:
        nearest = shelf.nearest(number)
        if nearest is not None:
            other, nearness = nearest
            here, there = analyses[number].article.id, analyses[other].article.id
            if shelf.by_text(number, other):
                values = (("article", there), ("share", f"{nearness:.0%}"))
                out.append(Evidence("text-of-article", None, here, values))
            elif agreement := shelf.across(number, other):
                agree = _agreeing(agreement, analyses[number], analyses[other])
                values = (("article", there), ("agree", agree))
                told = Evidence("across-languages", None, here, values)
                if agreement.alike:
                    alike = (*values, ("alike", f"{agreement.alike:.2f}"))
                    told = Evidence("alike-across-languages", None, here, alike)
                out.append(told)
            else:
                words = _named(shelf, (number,), (other,), analyses)
                near = (("article", there), ("nearness", f"{nearness:.2f}"), ("words", words))
                out.append(Evidence("near-article", None, here, near))
    return tuple(out)


def _agreeing(agreement: Agreement, here: Analysis, there: Analysis) -> str:
    """The names, places and numbers that agree, as both articles write them."""
    pairs = agreement.terms[:WORDS]
    ours = words_for([a for a, _ in pairs], here)
    theirs = words_for([b for _, b in pairs], there)
    return "، ".join(f"{ours.get(a, a)} = {theirs.get(b, b)}" for a, b in pairs)


def find_earlier(shelf: Shelf, story: Story, analyses: Sequence[Analysis]) -> tuple[Earlier, ...]:
    """The stories of the days before that a story seems to follow, the nearest first."""
    found = []
    for other, nearness in shelf.earlier(story):
        words = _named(shelf, story, other, analyses)
        values = (("nearness", f"{nearness:.2f}"), ("words", words))
        found.append((other, nearness, Evidence("near-story", None, analyses[story[0]].article.id, values)))
    return tuple(found)


def _named(shelf: Shelf, a: Story, b: Story, analyses: Sequence[Analysis]) -> str:
    """The most telling words that two groups of articles share, as the first group's first article that has
    them writes them."""
    terms = shelf.shared_terms(a, b)[:WORDS]
    words: dict[str, str] = {}
    for number in a:
        missing = [term for term in terms if term not in words]
        if missing:
            words |= words_for(missing, analyses[number])
    return "، ".join(words[term] for term in terms if term in words)
