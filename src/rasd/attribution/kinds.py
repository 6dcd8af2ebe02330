"""What kind of party a noun phrase names."""

from __future__ import annotations

from typing import NamedTuple

from rasd.attribution.draft import Part
from rasd.attribution.scan import Page
from rasd.lang.lexicon import Lexicon, Noun
from rasd.lang.parties import Party, parties
from rasd.model import LinkType

_CLOSING = frozenset('"”“»«)]')
_ADJECTIVES = ("ي", "يه", "يين", "يون", "ين", "ون")
_PRONOUNS = ("هما", "ها", "هم", "ه")


class Kind(NamedTuple):
    """A party's type, its head noun (folded, bare), its agreement, the known party, the rule that said so."""

    type: LinkType
    head: str
    agreement: str
    party: Party | None
    rule: str


def match_party(page: Page, at: int) -> tuple[Party, int] | None:
    """The known party whose name begins at token ``at``, and the token behind it and its closing marks."""
    if not page.words[at][:1].isalnum():
        return None
    begin = page.plain_at[at]
    close = page.closes.get(at - 1) if at else None
    quoted = page.plain_at[close] - begin if close is not None and close < page.n else 0
    found = parties().match(page.plain, begin, quoted=quoted)
    if found is None:
        return None
    end = page.token_of[begin + found[1] - 1] + 1
    if end < page.n and page.words[end] in _CLOSING and page.inside[end - 1] >= at:
        end += 1
    return found[0], end


def bare(word: str) -> str:
    """A folded word without the article (also ``لل``)."""
    if word.startswith("لل") and len(word) > 4:
        return word[2:]
    return word[2:] if word.startswith("ال") and len(word) > 3 else word


def noun_of(word: str, lexicon: Lexicon) -> tuple[str, Noun] | None:
    """The head noun that a folded word is a form of: with the article, or with a pronoun."""
    # An indefinite accusative is written with an alef: مصدرا.
    unmarked = word[:-1] if word.endswith("ا") else word
    for form in (word, bare(word), unmarked):
        noun = lexicon.nouns.get(form)
        if noun:
            return form, noun
    for tail in _PRONOUNS:
        if word.endswith(tail) and len(word) > len(tail) + 2:
            stem = word[: -len(tail)]
            for form in (stem, stem[:-1] + "ه" if stem.endswith("ت") else stem):
                noun = lexicon.nouns.get(form)
                if noun:
                    return form, noun
    return None


def kind_of(part: Part, page: Page, lexicon: Lexicon) -> Kind:
    """The kind of the party that ``part`` names."""
    words = [w for word in part.words(page) for w in word.split("_") if w]
    if not words:
        return Kind(LinkType.UNNAMED, "", "", None, "no-words")
    party = parties().lookup(part.span(page).of(page.text))
    if words[0] in lexicon.words("determiners") and len(words) > 1:
        words = words[1:]
    found = noun_of(words[0], lexicon)
    if party is not None:
        head, noun = found or ("", Noun(party.type, "f"))
        return Kind(party.type, head, noun.agreement, party, "known-party")
    if tuple(words) in lexicon.states or ((words[0],) in lexicon.states and len(words) < 3):
        return Kind(LinkType.ORGANISATION, words[0], "f", None, "state-speaks")
    if found is None:
        return Kind(LinkType.PERSON, "", "", None, "no-head-noun")
    head, noun = found
    if head in lexicon.indefinite and is_unnamed(words, lexicon):
        return Kind(LinkType.UNNAMED, head, noun.agreement, None, "indefinite-head")
    return Kind(noun.type, head, noun.agreement, None, "head-noun")


def is_unnamed(words: list[str], lexicon: Lexicon) -> bool:
    """Whether an official, a witness or an expert is left without a name."""
    return len(name_words(words, lexicon)) < 2 and not words[0].startswith("ال")


def name_words(words: list[str], lexicon: Lexicon) -> list[str]:
    """The words that look like a proper name: no article, known noun, relative adjective or particle."""
    particles = lexicon.words("particles")
    return [
        word
        for word in words[1:]
        if len(word) > 2
        and word[0].isalpha()
        and not word.startswith("ال")
        and word not in particles
        and not word.endswith(_ADJECTIVES)
        and noun_of(word, lexicon) is None
    ]
