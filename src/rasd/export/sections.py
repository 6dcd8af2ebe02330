"""The sections of a story in HTML: its figures, who copied whom, shared wording, dates, what people decided.

A file that is exported lays out all of a story; a page of the desk the first of everything, so that it is
read, and made, in a moment (:class:`Extent`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rasd.export import phrases, sentences, spread, texts, view
from rasd.export.cards import claim_card
from rasd.export.front import claim_figures, origins_said
from rasd.export.markup import Markup, bdi, join, moment, said, tag
from rasd.export.order import outlets_of, ranked_claims
from rasd.export.phrases import Context, Words
from rasd.export.visible import shortened, way
from rasd.model import Claim, Passage, Story

_OPEN_PASSAGES = 4
_OPEN_DATES = 6
_LONG = 80
"""Words of a passage that is folded up: of one that is as long the beginning tells which it is."""
_BEGINNING = 110
_GLANCE = 5
_LONGEST_CLAIM = 160


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of a story is laid out, ``None`` being all of it: ``claims`` as cards, ``named`` more of them
    by a line each; ``copies`` with their reasons; ``passages`` word by word, ``listed`` more of them by a
    line; ``steps`` of its chains in a table, ``drawn`` reports of them in a drawing, and of the parties that
    one of these alone cites ``lone`` for each; ``dated`` reports in the table of how a claim spread."""

    claims: int | None = None
    named: int | None = None
    copies: int | None = None
    passages: int | None = None
    listed: int | None = None
    steps: int | None = None
    drawn: int | None = None
    lone: int | None = None
    dated: int | None = None


ALL = Extent()


@dataclass(frozen=True, slots=True)
class StoryParts:
    """A story in HTML, part by part, for a page that lays them out in its own way; a part that the story has
    not is ``None``. ``facts`` are its figures, ``glance`` its first claims on a line each, ``claims`` a card
    for each claim, ``others`` the claims that have only a line, ``decided`` what a person decided in it."""

    facts: Markup
    glance: Markup | None
    claims: tuple[Markup, ...]
    others: Markup | None
    decided: Markup | None
    copies: Markup | None
    shared: Markup | None
    dates: Markup | None


def story_parts(story: Story, words: Words, extent: Extent, whole: str = "") -> StoryParts:
    """The parts of a story's page; ``whole`` is the address of the page that has all of it."""
    context = view.context_of(story, words.direction)
    cards, rows = range(1, len(story.claims[: extent.claims]) + 1), (extent.dated, whole)
    return StoryParts(
        facts(story, words), glance(story, context, words, extent, whole),
        tuple(claim_card(number, story, context, words, rows) for number in cards),
        claim_lines(story, words, extent, whole), decided(story, context, words),
        copies(story, context, words, extent.copies, whole),
        shared(story, context, words, extent, whole), dates(story, context, words),
    )  # fmt: skip


def glance(story: Story, context: Context, words: Words, extent: Extent, whole: str) -> Markup | None:
    """What is to be known first: the claim that the story is ranked by and those with most reports, each with
    how many repeat it, its origins, who confirmed and denied it, and the way to its reasons. Nothing for one
    claim."""
    if len(story.claims) < 2:
        return None
    cards = len(story.claims) if extent.claims is None else extent.claims
    first, *others = ranked_claims(story)
    leads = [first, *sorted(others, key=lambda lead: lead.number)]
    lines = [
        tag(
            "li",
            _to_claim(lead.claim, f"{'' if lead.number <= cards else whole}#claim-{lead.number}"),
            tag("span", *_in_short(lead.claim, lead.outlets, context, words), class_="facts"),
        )
        for lead in leads[:_GLANCE]
    ]
    return join(tag("p", words.word("glance_note"), class_="note"), tag("ul", *lines, class_="lines"))


def _in_short(claim: Claim, outlets: int, context: Context, words: Words) -> list[Markup]:
    """Who repeats a claim, on how many origins, and who spoke for or against it: each in a few words."""
    standing = claim.standing
    found = [tag("span", words.count("outlets", outlets))] if outlets else []
    found.append(tag("span", said(sentences.supports_said(claim, words))))
    if standing.highest:
        basis = spread.basis_said(standing, words)
        found.append(tag("span", said(origins_said(standing, words)), f" ({basis})" if basis else None))
    else:
        found.append(tag("span", words.word("origins_none")))
    marks = {"confirmed_by": "confirmed", "denied_by": "denied", "doubted_in": "doubted"}
    if not standing.confirmed_by:
        found.append(tag("span", words.word("unconfirmed"), class_="unconfirmed"))
    for key, sentence in sentences.positions_said(claim, context.names, words):
        if any(piece.quoted for piece in sentence):
            found.append(tag("span", said(sentence), class_=marks.get(key)))
    return found


def _to_claim(claim: Claim, href: str) -> Markup:
    wording = shortened(claim.text, _LONGEST_CLAIM)
    return tag("a", wording, href=href, dir=way(wording) or "auto")


def claim_lines(story: Story, words: Words, extent: Extent, whole: str) -> Markup | None:
    """The claims that have no card, a line each that leads to their card; nothing where all have one."""
    if extent.claims is None or len(story.claims) <= extent.claims:
        return None
    articles = {article.id: article for article in story.articles}
    rest = story.claims[extent.claims :]
    lines = [
        tag(
            "li",
            _to_claim(claim, f"{whole}#claim-{number}"),
            claim_figures(claim, outlets_of(claim, articles), words),
        )
        for number, claim in enumerate(rest[: extent.named], extent.claims + 1)
    ]
    left = len(rest) - len(lines)
    return join(
        tag("ol", *lines, start=str(extent.claims + 1), class_="others"),
        _more("more_claims", left, whole, words),
    )


def _more(key: str, left: int, whole: str, words: Words) -> Markup | None:
    """How many more there are, with the way to all of them; nothing where there are none."""
    if left <= 0:
        return None
    sentence = said(words.say(key, n=left))
    return tag("p", tag("a", sentence, href=whole) if whole else sentence, class_="more")


def facts(story: Story, words: Words) -> Markup:
    """How many reports, outlets and claims, and from when to when."""
    found = [words.count("reports", len(story.articles)), words.count("claims", len(story.claims))]
    if many := view.outlets(story):
        found.insert(1, words.count("outlets", many))
    return tag("p", join(*found, between=" · "), _days(story, words), class_="counts")


def _days(story: Story, words: Words) -> Markup | None:
    days = view.days(story)
    if days is None:
        return None
    first, last = days
    shown = moment(first, words) if first == last else said(words.say("days", first=first, last=last))
    return join(" · ", shown)


def decided(story: Story, context: Context, words: Words) -> Markup | None:
    """What a person decided in a story: every reason that names a judgement, and for which claims."""
    found: dict[phrases.Said, list[int]] = {}
    for number, claim in enumerate(story.claims, 1):
        origins = (item for origin in claim.standing.origins for item in origin.evidence)
        judged = [item for item in (*claim.standing.evidence, *origins) if dict(item.values).get("judgement")]
        for reason in dict.fromkeys(words.reason(item, context) for item in judged):
            found.setdefault(reason, []).append(number)
    if not found:
        return None
    lines = [
        tag("li", said(reason), tag("span", _numbered(numbers, words), class_="note"))
        for reason, numbers in found.items()
    ]
    return tag("section", tag("h3", words.word("decided_head")), tag("ul", *lines), class_="decided")


def _numbered(numbers: Sequence[int], words: Words) -> Markup:
    """Claims by their numbers."""
    shown = words.word("comma").join(words.figures(str(number)) for number in numbers)
    return join(f" ({words.word('claims')}: ", shown, ")")


def copies(
    story: Story, context: Context, words: Words, most: int | None = None, whole: str = ""
) -> Markup | None:
    """Who copied whom, the first ``most`` (all where it is ``None``) with what shows it."""
    if len(story.articles) == 1 and not story.copies:
        return None
    found = view.taken(story)
    lines = [_copy(taken, context, words) for taken in found[:most]]
    body = (
        tag("ul", *lines, class_="copies") if lines else tag("p", words.word("copied_nobody"), class_="note")
    )
    rest = _more("more_copies", len(found) - len(lines), f"{whole}#shared", words)
    return tag("section", tag("h3", words.word("copies")), body, rest)


def _copy(taken: view.Taken, context: Context, words: Words) -> Markup:
    figures = None
    if taken.words:
        share = bdi(words.figures(phrases.percent(taken.identity)))
        figures = tag("span", words.count("words", taken.words), words.word("comma"), share, class_="count")
    sentence = said(sentences.copy_said(taken, context.names, words))
    why = texts.reasons(taken.reasons, context, words)
    mark = {True: "credited", False: "uncredited", None: "unknown"}[taken.copy.credited]
    mark = "unknown" if taken.again else mark
    return tag("li", sentence, " ", figures, why, class_=mark)


def shared(
    story: Story, context: Context, words: Words, extent: Extent = ALL, whole: str = ""
) -> Markup | None:
    """The shared passages: the longest with their words, others by a line each."""
    passages = view.passages(story)
    if not passages:
        return None
    told = len(passages) if extent.passages is None else extent.passages
    shown = [_passage(passage, context, words) for passage in passages[:told]]
    listed = passages[told:][: extent.listed]
    rest = None
    if len(passages) > _OPEN_PASSAGES + 1:
        lines = [tag("li", said(_between(passage, context, words))) for passage in listed]
        rest = tag(
            "details",
            tag("summary", said(words.say("more_passages", n=len(passages) - _OPEN_PASSAGES))),
            *shown[_OPEN_PASSAGES:],
            tag("ul", *lines) if lines else None,
            _more("more_passages", len(passages) - len(shown) - len(listed), f"{whole}#shared", words),
            class_="more",
        )
        shown = shown[:_OPEN_PASSAGES]
    return tag("section", tag("h3", words.word("shared")), *shown, rest)


def _between(passage: Passage, context: Context, words: Words) -> phrases.Said:
    a, b = (phrases.name_in(context.names, key) for key in (passage.a, passage.b))
    return sentences.passage_said(passage, a, b, words)


def _passage(passage: Passage, context: Context, words: Words) -> Markup:
    pair = texts.side_by_side(passage, context, words)
    wordings = sentences.passage_wordings(passage, context.articles)
    if passage.words > _LONG and wordings:
        begins = shortened(wordings[0], _BEGINNING)
        pair = tag("details", tag("summary", begins, dir=way(begins) or "auto"), pair, class_="wording")
    return tag(
        "div",
        tag("p", said(_between(passage, context, words))),
        pair,
        texts.reasons(passage.because, context, words),
        class_="passage",
    )


def dates(story: Story, context: Context, words: Words) -> Markup | None:
    """The dates of the texts, worked out; nothing where there is none."""
    found = view.resolved_dates(story)
    if not found:
        return None
    names = context.names if len(story.articles) > 1 else {}
    lines = [tag("li", said(sentences.date_said(date, names, words))) for date in found]
    first = len(lines) if len(lines) <= _OPEN_DATES + 1 else _OPEN_DATES
    rest = None
    if left := lines[first:]:
        summary = tag("summary", said(words.say("more_dates", n=len(left))))
        rest = tag("details", summary, tag("ul", *left), class_="more")
    return tag("section", tag("h3", words.word("dates")), tag("ul", *lines[:first]), rest)
