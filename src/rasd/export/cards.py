"""HTML of a claim: how many origins, who confirmed and denied it, its chains drawn, its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rasd.export import differing, phrases, sentences, spread, texts, view
from rasd.export.markup import Markup, bdi, join, said, table, tag
from rasd.export.phrases import Context, Words
from rasd.export.texts import chain_row, stance_chip
from rasd.export.timeline import spread_section
from rasd.export.visible import way
from rasd.model import Claim, Evidence, Origin, Story

_MOST_DOTS = 12


def claim_card(
    number: int, story: Story, context: Context, words: Words, rows: tuple[int | None, str] = (None, "")
) -> Markup:
    """One claim of a story (by its number, from 1) with all that stands behind it.

    ``rows`` is how many reports the table of its spread has, ``None`` for all, and the page that has all.
    """
    claim = story.claims[number - 1]
    lang, whose = _lang_of(claim, context), differing.wording_said(claim, context, words)
    return tag(
        "section",
        tag("h3", phrases.plain(words.say("claim", n=number))),
        tag("blockquote", claim.text, dir=way(claim.text) or "auto", lang=lang),
        tag("p", said(whose), class_="note") if whose else None,
        tag("div", _origins_badge(claim, words), _standing(claim, context, words), class_="verdict"),
        _in_circles(story, claim, context, words),
        differing.variants_table(claim, story, context, words),
        _routes(claim, context, words),
        spread_section(claim, context, words, rows[0], f"{rows[1]}#claim-{number}" if rows[1] else ""),
        _origins(claim, context, words),
        class_="claim",
    )


def _lang_of(claim: Claim, context: Context) -> str | None:
    first = claim.wording or (claim.statements[0] if claim.statements else None)
    article = context.articles.get(first.article) if first else None
    return (article.language or None) if article else None


def _origins_badge(claim: Claim, words: Words) -> Markup:
    standing = claim.standing
    if not standing.highest:
        figure = words.word("origins_none")
        return tag(
            "div", tag("span", words.word("origins"), class_="of"), tag("strong", figure), class_="badge none"
        )
    key = "origins_exact" if standing.lowest == standing.highest else "origins_range"
    figure_said = words.say(key, low=standing.lowest, high=standing.highest)
    dots = [tag("i", class_="sure")] * standing.lowest
    dots += [tag("i", class_="maybe")] * (standing.highest - standing.lowest)
    return tag(
        "div",
        tag("strong", said(figure_said)),
        tag("span", words.word("origins"), class_="of"),
        tag("span", *dots, class_="dots", aria_hidden="true") if len(dots) <= _MOST_DOTS else None,
        tag("span", spread.basis_said(standing, words), class_="of"),
        class_="badge",
        title=words.word("origin_legend"),
    )


def _standing(claim: Claim, context: Context, words: Words) -> Markup:
    lines = [tag("li", said(sentences.supports_said(claim, words)))]
    if first := spread.first_said(claim, context, words):
        doubts = texts.reasons(spread.first_doubts(claim), context, words)
        lines.append(tag("li", said(first), doubts, class_="first"))
    for key, sentence in sentences.positions_said(claim, context.names, words):
        some = "some" if any(piece.quoted for piece in sentence) else "nobody"
        lines.append(tag("li", said(sentence), class_=f"{key} {some}"))
    return tag("ul", *lines, class_="facts")


def _in_circles(story: Story, claim: Claim, context: Context, words: Words) -> Markup | None:
    """Who cites each other for the claim, with who cites whom."""
    rings = spread.cycles_said(story, claim, words)
    if not rings:
        return None
    return join(
        *(tag("div", said(ring), texts.reasons(why, context, words), class_="cycle") for ring, why in rings)
    )


def _routes(claim: Claim, context: Context, words: Words) -> Markup:
    rows = []
    for route in view.routes(claim):
        names = tuple(phrases.name_in(context.names, key) for key in route.articles)
        box = tag(
            "span",
            tag("span", said(words.join(names, "nobody")), class_="name"),
            tag("span", words.word("own_voice"), class_="about") if not route.chain else None,
            class_="party own",
        )
        row = tag("div", stance_chip(route.stance, words), chain_row(box, route.chain, words), class_="route")
        rows.append(tag("li", row, _statement_reasons(route, context, words)))
    return join(tag("h4", words.word("how_it_came")), tag("ul", *rows, class_="routes"))


def _statement_reasons(route: view.Route, context: Context, words: Words) -> Markup | None:
    """Why what was said there was counted to the claim, where that does not go without saying."""
    lists = [
        texts.reasons(statement.evidence, replace(context, home=statement.article), words)
        for statement in route.statements
    ]
    return join(*dict.fromkeys(lists)) if any(lists) else None


def _origins(claim: Claim, context: Context, words: Words) -> Markup | None:
    standing = claim.standing
    if not standing.origins:
        return None
    if view.is_plain(claim):
        return tag("p", words.word("one_leaf"), class_="note")
    why = view.why(claim)
    head = [words.word(key) for key in ("label", "name", "type", "articles", "why")]
    rows = [_origin_row(origin, why.own[origin.label], context, words) for origin in standing.origins]
    first, *rest = sentences.range_reasons(claim, words) or ((),)
    lines = [tag("li", said(first), texts.reasons(why.joint, context, words))]
    lines += [tag("li", said(line)) for line in rest]
    return join(
        tag("h4", words.word("why_so_many")),
        table(head, rows, ("whole", "", "whole", "", "why"), words.word("why_so_many")),
        tag("ul", *lines, class_="range"),
    )


def _origin_row(
    origin: Origin, evidence: Sequence[Evidence], context: Context, words: Words
) -> tuple[Markup | str | None, ...]:
    names = tuple(phrases.name_in(context.names, key) for key in origin.articles)
    doubt = None
    if origin.possibly:
        same = words.say(
            "may_be_same", names=words.join(tuple(map(words.figures, origin.possibly)), "nobody")
        )
        doubt = tag("span", said(same), class_="note")
    elif not origin.firm:
        doubt = tag("span", words.word("not_firm"), class_="note")
    return (
        bdi(words.figures(origin.label)),
        join(bdi(origin.name), doubt),
        words.word(str(origin.type), "types"),
        said(words.join(names, "nobody")),
        texts.reasons(evidence, context, words),
    )
