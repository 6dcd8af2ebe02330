"""What is said of a claim, a passage, a copy, a date: whole sentences, for every face alike."""

from __future__ import annotations

from collections.abc import Mapping

from rasd.export import view
from rasd.export.phrases import Context, Piece, Said, Words, name_in, percent
from rasd.export.visible import one_line, shortened
from rasd.lang.normalize import fold
from rasd.model import Article, Claim, Direction, Passage

_PAIRS = 12
_COLON = Piece(": ")


def supports_said(claim: Claim, words: Words) -> Said:
    """How many reports say it, and how many of them only repeat another's text."""
    reports, copies = len(claim.standing.supports), len(claim.standing.copies)
    said = words.counted("reports", reports)
    if not copies:
        return said
    key = "repeats" if copies < reports else "all_repeat" if reports > 1 else "it_repeats"
    return (*said, Piece(words.word("comma")), *words.say(key, copies=copies))


def positions_said(claim: Claim, names: Mapping[str, str], words: Words) -> tuple[tuple[str, Said], ...]:
    """Who confirmed, denied, declined or doubted, as (key of the phrase, sentence).

    That nobody confirmed and that nobody denied is said as well.
    """
    standing = claim.standing
    doubts = tuple(name_in(names, key) for key in standing.doubts)
    rows = (
        ("confirmed_by", standing.confirmed_by),
        ("denied_by", standing.denied_by),
        ("declined", standing.declined),
        ("doubted_in", doubts),
    )
    always = ("confirmed_by", "denied_by")
    return tuple(
        (key, words.say(key, names=words.join(who, "nobody"))) for key, who in rows if who or key in always
    )


def range_reasons(claim: Claim, words: Words) -> tuple[Said, ...]:
    """Why the claim has as many origins as it has: a line for the lowest number, one for the highest.

    Empty where nobody asserts the claim.
    """
    standing = claim.standing
    if not standing.highest:
        return ()
    apart = words.say("one_leaf" if len(standing.origins) == 1 else "apart")
    if standing.lowest == standing.highest == 1:
        return ((*words.say("exactly", low=1), _COLON, *apart),)
    lowest = (*words.say("at_least", low=standing.lowest), _COLON, *_why_fewer(claim, words))
    return lowest, (*words.say("at_most", high=standing.highest), _COLON, *apart)


def _why_fewer(claim: Claim, words: Words) -> Said:
    """What makes the lowest number lower than the highest."""
    pairs = view.possible_joins(claim)
    clauses = [words.say("joined_possibly", a=a, b=b) for a, b in pairs[:_PAIRS]]
    clauses += [words.say("may_not_count", a=label) for label in view.doubtful(claim)]
    said = list(words.say("joined_by_nothing")) if not clauses else []
    for i, clause in enumerate(clauses):
        said += [Piece(words.word("comma")), *clause] if i else clause
    return (*said, Piece("…")) if len(pairs) > _PAIRS else tuple(said)


def passage_said(passage: Passage, a: str, b: str, words: Words) -> Said:
    """Which two articles (or places of one) share how many words, how alike, and who took it from whom."""
    key = "shared_within" if passage.a == passage.b else "shared_between"
    size = words.counted("words", passage.words)
    head = words.say(key, a=a, b=b, words=size, identity=percent(passage.identity))
    if passage.a == passage.b:
        return head
    source, taker = (b, a) if passage.direction is Direction.B_TO_A else (a, b)
    known = passage.direction is not Direction.UNDETERMINED
    tail = words.say("taken_by", a=source, b=taker) if known else words.say("direction_unknown")
    return (*head, Piece(words.word("comma")), *tail)


def copy_said(taken: view.Taken, names: Mapping[str, str], words: Words) -> Said:
    """Who copied whom, and whether the copier says so."""
    copy = taken.copy
    key = {True: "copied_credited", False: "copied_uncredited", None: "copied_unknown"}[copy.credited]
    key = "copied_again" if taken.again else key
    return words.say(key, copier=name_in(names, copy.copier), original=name_in(names, copy.original))


def passage_wordings(passage: Passage, articles: Mapping[str, Article]) -> tuple[str, ...]:
    """The passage as its two places word it; once where they do not differ."""
    places = ((passage.a, passage.a_span), (passage.b, passage.b_span))
    # Of an article in an index the text is not there.
    wordings = [span.of(articles[key].text) for key, span in places if key in articles and articles[key].text]
    return tuple({fold(one_line(wording)).strip(" .،"): wording for wording in reversed(wordings)}.values())[
        ::-1
    ]


def date_said(found: view.Resolved, names: Mapping[str, str], words: Words) -> Said:
    """A date's wording, the day or days that it means, and why; ``names`` of the articles where there are
    several to tell apart, else empty."""
    time = found.mention
    first, last = time.first.isoformat(), time.last.isoformat()
    day = first if first == last else words.say("days", first=first, last=last)
    wording = shortened(time.span.of(found.article.text), 60)
    said = words.say("date_of", words=wording, day=day)
    if names:
        inside = words.some(tuple(name_in(names, key) for key in found.articles))
        said = words.say("date_in", words=wording, day=day, article=inside)
    context = Context(articles={found.article.id: found.article}, home=found.article.id)
    for item in time.evidence:
        said = (*said, Piece(" ("), *words.reason(item, context), Piece(")"))
    return said
