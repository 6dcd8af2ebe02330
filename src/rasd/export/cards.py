"""HTML of a claim: how many origins, who confirmed and denied it, its chains drawn, its reasons."""

from __future__ import annotations

from rasd.export import view
from rasd.export.markup import Markup, bdi, join, said, table, tag
from rasd.export.phrases import Context, Words
from rasd.export.texts import chain_row, reasons, stance_chip
from rasd.model import Claim, Origin

_MOST_DOTS = 12


def claim_card(number: int, claim: Claim, context: Context, words: Words) -> Markup:
    """One claim with all that stands behind it."""
    lang = _lang_of(claim, context)
    return tag(
        "section",
        tag("h3", words.word("claim").replace("{n}", str(number))),
        tag("blockquote", claim.text, dir="auto", lang=lang),
        tag("div", _origins_badge(claim, words), _standing(claim, context, words), class_="verdict"),
        _routes(claim, context, words),
        _origins(claim, context, words),
        class_="claim",
    )


def _lang_of(claim: Claim, context: Context) -> str | None:
    article = context.articles.get(claim.statements[0].article) if claim.statements else None
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
        class_="badge",
        title=words.word("origin_legend"),
    )


def _standing(claim: Claim, context: Context, words: Words) -> Markup:
    standing = claim.standing
    reports: list[str] = [words.count("reports", len(standing.supports))]
    if standing.copies:
        reports += [words.word("comma"), said(words.say("repeats", copies=len(standing.copies)))]
    lines = [tag("li", *reports)]
    doubts = tuple(view.name_in(context.names, key) for key in standing.doubts)
    for key, names, always in (
        ("confirmed_by", standing.confirmed_by, True),
        ("denied_by", standing.denied_by, True),
        ("declined", standing.declined, False),
        ("doubted_in", doubts, False),
    ):
        if names or always:
            sentence = said(words.say(key, names=words.join(names, "nobody")))
            lines.append(tag("li", sentence, class_=f"{key} {'some' if names else 'nobody'}"))
    return tag("ul", *lines, class_="facts")


def _routes(claim: Claim, context: Context, words: Words) -> Markup:
    rows = []
    for route in view.routes(claim):
        names = tuple(view.name_in(context.names, key) for key in route.articles)
        box = tag(
            "span",
            tag("span", said(words.join(names, "nobody")), class_="name"),
            tag("span", words.word("own_voice"), class_="about") if not route.chain else None,
            class_="party own",
        )
        rows.append(tag("li", stance_chip(route.stance, words), chain_row(box, route.chain, words)))
    return join(tag("h4", words.word("how_it_came")), tag("ul", *rows, class_="routes"))


def _origins(claim: Claim, context: Context, words: Words) -> Markup | None:
    standing = claim.standing
    if not standing.origins:
        return None
    head = [words.word(key) for key in ("label", "name", "type", "articles", "why")]
    rows = [_origin_row(origin, context, words) for origin in standing.origins]
    return join(
        tag("h4", words.word("origins")),
        table(head, rows, ("", "", "", "", "why")),
        _range_reasons(claim, context, words),
    )


def _origin_row(origin: Origin, context: Context, words: Words) -> tuple[Markup | str | None, ...]:
    names = tuple(view.name_in(context.names, key) for key in origin.articles)
    doubt = None
    if origin.possibly:
        same = words.say("may_be_same", names=words.join(origin.possibly, "nobody"))
        doubt = tag("span", said(same), class_="note")
    elif not origin.firm:
        doubt = tag("span", words.word("not_firm"), class_="note")
    return (
        bdi(origin.label),
        join(bdi(origin.name), doubt),
        words.word(str(origin.type), "types"),
        said(words.join(names, "nobody")),
        reasons(origin.evidence, context, words),
    )


def _range_reasons(claim: Claim, context: Context, words: Words) -> Markup:
    lines = [tag("li", said(line)) for line in view.range_reasons(claim, words)]
    return tag("div", tag("ul", *lines, class_="range"), reasons(claim.standing.evidence, context, words))
