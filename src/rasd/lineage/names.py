"""Whether two links of chains are one party.

Refuses to guess: a shared title alone, or a shared first name, joins nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from rasd.lang.descriptors import Description, contradict, describe
from rasd.lang.lexis import LANGUAGES, lexis
from rasd.lang.normalize import fold
from rasd.lang.parties import parties
from rasd.lang.transliterate import is_latin, sounds
from rasd.model import Link, LinkType

PRESS = (LinkType.AGENCY, LinkType.OUTLET)
"""Media with articles of their own."""
_INSTITUTIONS = (LinkType.ORGANISATION, LinkType.DOCUMENT)


def is_named(link: Link) -> bool:
    """Whether the link names somebody: a spokesman of a named body counts, "reports" alone do not."""
    if link.key.startswith("party:") or link.type not in (LinkType.UNNAMED, LinkType.DOCUMENT):
        return not is_unnamed_medium(link)
    told = describe(link.name)
    return told.voiced and bool(told.core)


def is_unnamed_medium(link: Link) -> bool:
    """Whether the link is media of which no name is given ("وسائل إعلام رسمية")."""
    return link.type in PRESS and not link.key.startswith("party:") and describe(link.name).media


def same_party(a: Link, b: Link) -> str:
    """The rule by which two named links are one party; empty where they are not."""
    if a.key and a.key == b.key:
        return "same-source"
    if a.key.startswith("party:") or b.key.startswith("party:"):
        return ""
    one, two = describe(a.name), describe(b.name)
    if _of_two_countries(one, two):
        return ""
    if one.state is not two.state:
        return ""  # several officials may speak for it: see speaks_for_state
    bodies = [_is_body(a, one), _is_body(b, two)]
    if all(bodies):
        return "same-organisation" if _within(one, two) else ""
    if any(bodies):
        body, person = (one, two) if bodies[0] else (two, one)
        return "same-organisation" if _holds_office(person, body) else ""
    return _same_person(one, two)


def is_state(link: Link) -> bool:
    """Whether the link is a country that speaks as one."""
    return describe(link.name).state


def speaks_for_state(official: Link, state: Link) -> bool:
    """Whether a state speaks through the other party ("أعلنت إيران", and its minister said so)."""
    one, two = describe(official.name), describe(state.name)
    if one.state or official.type is LinkType.UNNAMED or "rebel" in one.trades:
        return False
    return one.official and bool(one.countries & two.countries)


def is_state_agency(link: Link) -> bool:
    """Whether the link is the agency of a state."""
    party = parties().get(link.key) if link.type is LinkType.AGENCY else None
    return party is not None and party.state


def writes_for_state(agency: Link, official: Link) -> bool:
    """Whether the first is the agency of the state that the other is, or is in office in."""
    party = parties().get(agency.key) if is_state_agency(agency) else None
    if party is None:
        return False
    told, seat = describe(official.name), party.country.lower()
    return (told.state or told.official) and ("uk" if seat == "gb" else seat) in told.countries


def are_authorities(link: Link) -> bool:
    """Whether the link is authorities of which is not said which."""
    return link.type is LinkType.ORGANISATION and describe(link.name).authorities


def among_authorities(official: Link, authorities: Link) -> bool:
    """Whether a body, or somebody in office, can be one of the authorities of which is not said which."""
    one, two = describe(official.name), describe(authorities.name)
    if not are_authorities(authorities) or one.authorities or _of_two_countries(one, two):
        return False
    return one.in_office and "rebel" not in one.trades


def heads_body(person: Link, body: Link) -> bool:
    """Whether the person is in office at an institution that its own name gives short: "مدير المرصد" beside
    "المرصد السوري لحقوق الإنسان"."""
    if body.type is not LinkType.ORGANISATION or person.type is not LinkType.PERSON:
        return False
    one, two = describe(person.name), describe(body.name)
    if not two.words or _of_two_countries(one, two):
        return False
    pairs = zip(one.words, one.words[1:], strict=False)
    return any(office in one.offices and head == two.words[0] for office, head in pairs)


def _of_two_countries(one: Description, two: Description) -> bool:
    """Whether both tell of which country they are, and of none in common."""
    return bool(one.countries and two.countries and not one.countries & two.countries)


def _is_body(link: Link, told: Description) -> bool:
    """Whether the link is an institution, or only its voice."""
    return link.type in _INSTITUTIONS or (told.voiced and not told.proper) or link.type is LinkType.UNNAMED


def _within(one: Description, two: Description) -> bool:
    """Whether all words of one institution's name stand in the other's."""
    a, b = set(one.words), set(two.words)
    return bool(a and b) and (a <= b or b <= a)


def _holds_office(person: Description, body: Description) -> bool:
    """Whether the person speaks for the institution or heads it."""
    words = body.core if not body.countries & person.countries else frozenset(body.words)
    if not words or not words <= set(person.words):
        return False
    return person.voiced or bool(person.offices)


def _same_person(one: Description, two: Description) -> str:
    if one.proper and two.proper:
        # "وزير النقل سامي" and "وزير النقل سامي حداد"
        first = one.proper[0] == two.proper[0]
        titled = first and one.titles == two.titles and len(one.titles) > 1
        part = set(one.proper) <= set(two.proper) or set(two.proper) <= set(one.proper)
        return "name-variant" if _one_name(one.proper, two.proper) or (titled and part) else ""
    office = one.titles == two.titles and bool(one.titles)
    unique = len(one.titles) > 1 or bool(one.countries & two.countries)
    return "name-variant" if office and unique else ""


def _one_name(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether one name may be the other with more or fewer words; they must share a family name."""
    a, b = set(one), set(two)
    shared = a & b
    families = (one[-1] in b) + (two[-1] in a)
    if len(shared) > 1:
        return families > 0 and 3 * len(shared) >= 2 * min(len(a), len(b))
    return families == 2 and min(len(a), len(b)) == 1


def names_beside(title: Link, text: str) -> set[str]:
    """The proper words that a folded text puts right after a title ("the president, Donald Trump")."""
    found: set[str] = set()
    words = fold(title.name)
    if words in text:
        for match in re.finditer(rf"{re.escape(words)}[،, ]+((?:\w+ ?){{1,3}})", text):
            beside = takewhile(_may_be_a_name, match.group(1).split())
            found.update(describe(" ".join(beside)).proper)
    return found


def _may_be_a_name(word: str) -> bool:
    return not any(lexis(language).stops(word) for language in LANGUAGES)


def across_scripts(a: Link, b: Link) -> bool:
    """Whether two people's names in two scripts sound alike: "Samir Haddad" and "سمير حداد".

    Only ever a possibility: first and family name must both agree, by the classes of their consonants.
    """
    if a.type is not LinkType.PERSON or b.type is not LinkType.PERSON or a.key == b.key:
        return False
    one, two = (tuple(filter(None, map(sounds, fold(link.name).split()))) for link in (a, b))
    if is_latin(fold(a.name)) is is_latin(fold(b.name)):
        return False
    return len(set(one) & set(two)) > 1 and bool(one) and bool(two) and one[-1] == two[-1]


def title_and_name(a: Link, b: Link) -> bool:
    """Whether ``a`` is a person cited by a title alone, and ``b`` one cited by a name alone."""
    one, two = describe(a.name), describe(b.name)
    return bool(one.titles and not one.proper and two.proper and not two.titles)


def may_be_same(a: Link, b: Link) -> bool:
    """Whether two unnamed sources may be one: their descriptions do not contradict each other."""
    return not contradict(describe(f"{a.name} {a.description}"), describe(f"{b.name} {b.description}"))


def kind_of(link: Link) -> tuple[frozenset[str], frozenset[str]]:
    """All of an unnamed source's description by which it can contradict another: countries and trades."""
    told = describe(f"{link.name} {link.description}")
    return told.countries, told.trades
