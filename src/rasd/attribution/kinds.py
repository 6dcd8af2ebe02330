"""What kind of party a noun phrase names."""

from __future__ import annotations

from typing import NamedTuple

from rasd.attribution.draft import Part
from rasd.attribution.scan import Page
from rasd.lang.lexicon import Lexicon, Noun
from rasd.lang.parties import Party
from rasd.model import LinkType

_CLOSING = frozenset('"”“»«)]')
_ADJECTIVES = ("ي", "يه", "يين", "يون", "ين", "ون")
_REACH = 6
_PRONOUNS = ("هما", "ها", "هم", "ه")


class Kind(NamedTuple):
    """A party's type, its head noun (folded, bare), its agreement, the known party, the rule that said so."""

    type: LinkType
    head: str
    agreement: str
    party: Party | None
    rule: str


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
    named = named_party(part, page, lexicon)
    party = named[0] if named else None
    while words[0] in lexicon.words("determiners") and len(words) > 1:
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


def named_party(part: Part, page: Page, lexicon: Lexicon) -> tuple[Party, int] | None:
    """The known party that the part names, and the token behind the name.

    The name opens the part, or stands behind a word for the medium ("وكالة الأنباء الرسمية (سانا)").
    """
    for at in range(part.begin, min(part.begin + _REACH, part.end)):
        found = page.parties.get(at)
        if found and found[1] <= part.end:
            head = noun_of(page.words[part.begin], lexicon)
            opens = all(not page.is_word(k) for k in range(part.begin, at))
            medium = head is not None and head[1].type in (LinkType.AGENCY, LinkType.OUTLET, LinkType.SOCIAL)
            return found if opens or medium else None
    return None


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
