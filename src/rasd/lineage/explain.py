"""The reasons of the lineage room: one stable name a rule, with the values that a sentence needs.

The sentences are made where people read them (``export``); here only the names are given out. The
same table stands in ``docs/origins.md``.
"""

from __future__ import annotations

from rasd.model import Evidence, Span

RULES: dict[str, tuple[str, tuple[str, ...]]] = {
    # Who claims to know
    "end-of-chain": ("the chain ends at this party", ("source", "via")),
    "own-reporting": ("the article gives no source: it reports on its own account", ("outlet",)),
    "agency-text": ("the article gives no source and credits an agency's text", ("agency",)),
    "rests-on-attribution": ("the article says it itself and also cites a source for it", ("source",)),
    "source-unresolved": ("the article cites somebody, and it is not told whom", ("outlet",)),
    # Joined for certain
    "same-source": ("both are the same named source", ("a", "b")),
    "name-variant": ("both names are of one person", ("a", "b")),
    "apposition": ("an article puts the title and the name side by side", ("a", "b")),
    "same-organisation": ("a body and who speaks for it", ("a", "b")),
    "same-mention": ("one unnamed source, cited through the same party", ("source", "via")),
    "fuller-mention-of-source": ("one article names the source twice, once more fully", ("a", "b")),
    "same-text-same-source": ("the articles carry one text, which cites this source", ("source", "article")),
    "relayed": ("the party relays this source", ("party", "source")),
    "state-speaks": ("the state speaks through this official of its", ("party", "source")),
    "copied-wording": ("the wording of the claim was copied from one to the other", ("identity", "words")),
    "copied-text": ("the article gives no source and carries the other's text", ("article",)),
    # Possibly joined
    "both-unnamed": ("both are unnamed and their descriptions do not contradict each other", ("a", "b")),
    "shared-wording": (
        "both accounts have the same wording; who had it first is open, or it is short",
        ("identity", "words"),
    ),
    "published-earlier": ("the article gives no source for what another had published", ("article",)),
    "cited-for-more": ("the article gives no source for this, and cites this one for more", ("source",)),
    "name-across-scripts": ("two people's names sound alike in two scripts", ("a", "b")),
    "title-and-name": ("one article cites one by a title alone and one by a name alone", ("a", "b")),
    "media-unnamed": ("the article cites media without naming them", ("media",)),
    "state-agency": ("the agency is that of the state for which the other speaks", ("agency", "source")),
    "authorities-unnamed": ("it is not said which authorities these are", ("a", "b")),
    "document-unsigned": ("it is not said whose document this is", ("document",)),
    "agencies-unnamed": ("the article credits agencies without naming them", ("credit",)),
    "partly-the-same": ("the party may speak of something else: it says a part of the claim", ("share",)),
    # Decided by a person
    "judged": ("a person decided that they are one", ("who", "when", "note", "judgement")),
    "judged-apart": ("a person decided that they are two", ("who", "when", "note", "judgement")),
    "judged-own-reporting": (
        "a person decided that the article reports on its own account",
        ("who", "when", "note", "judgement"),
    ),
    # Copies
    "shared-text": ("text that both articles carry", ("words", "share")),
    "direction-undetermined": ("who had the text first is open; the earlier stands as the original", ()),
    "agency-credited": ("the article credits this agency", ("agency", "place")),
    "agency-text-shared": (
        "the article carries a text that another credits to this agency",
        ("agency", "article"),
    ),
    "told-to-agency": (
        "somebody in the article speaks to this agency: the text is the agency's",
        ("agency",),
    ),
    "agency-at-work": (
        "the article tells what this agency saw, asked or received itself: the text is the agency's",
        ("agency",),
    ),
    "credits-original": ("the copier names where it took the text from", ("named",)),
    "credits-nobody": ("the copier does not name where it took the text from", ()),
    # First seen
    "only-report": ("no other article here reports it", ()),
    "first-dated": ("the article has the earliest time, this one the next", ("earlier", "article", "later")),
    "later-by-text": ("the article was not before: it has its text from this one", ("article",)),
    "may-be-earlier": ("the article may have been before: its time does not tell", ("time", "date")),
    "date-alone": ("the date lies more than a year from those of all other reports", ("date",)),
    "original-dated-later": ("the article has its text from this one, which has a later time", ("article",)),
    "cites-later": ("the article cites this party, whose own article has a later time", ("party", "article")),
    "cites-outside": ("the article cites this agency or outlet, which has no article here", ("party",)),
    "denied-earlier": ("the article denied or doubted it before anybody here asserted it", ()),
    # In circles
    "cites": ("the one cites the other for it", ("a", "b")),
}
"""Rule name → what it says, and the names of its values."""


def reason(rule: str, span: Span | None = None, article: str = "", /, **values: str) -> Evidence:
    """Evidence by a rule of :data:`RULES`; the values come in the table's order.

    Raises:
        KeyError: no such rule, or a value that the rule does not have.
    """
    _, names = RULES[rule]
    given = tuple([(name, values[name]) for name in names if name in values])
    if len(given) < len(values):
        raise KeyError(f"rule {rule!r} has no value {sorted(values.keys() - set(names))}")
    return Evidence(rule, span, article, given)
