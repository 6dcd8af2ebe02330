"""What kind of party a noun phrase names."""

from __future__ import annotations

from rasd.attribution.arabic.reading import ONE_OF
from rasd.attribution.draft import Part
from rasd.attribution.entities import Kind
from rasd.attribution.scan import Page
from rasd.lang import arabic
from rasd.lang.flags import Is
from rasd.lang.lexicon import Lexicon, Noun
from rasd.lang.parties import Party
from rasd.model import LinkType

_STATEMENTS = ("بيان", "بلاغ", "تصريح")  # "بيان صحفي": no medium's report
_REACH = 6
_PEOPLE = ("ون", "ين")
_PLURALS = (("ين", "ون"), ("و", "ون"), ("ي", "ون"))  # one plural in two cases, and in construct


def noun_of(word: str, lexicon: Lexicon) -> tuple[str, Noun] | None:
    """The head noun that a folded word is a form of: with the article, or with a pronoun."""
    known = arabic.known_as(word, lexicon.nouns)
    if not known:
        return None
    for ending, full in _PLURALS:
        if ending == "ي" and lexicon.nouns[known].agreement != "p":
            break  # محامي
        if known.endswith(ending) and known[: len(known) - len(ending)] + full in lexicon.nouns:
            known = known[: len(known) - len(ending)] + full
            break
    return known, lexicon.nouns[known]


def kind_of(part: Part, page: Page, lexicon: Lexicon) -> Kind:
    """The kind of the party that ``part`` names; several rules ask it of one part."""
    place = part.begin, part.end, part.skip
    kind = page.remembered.get(place)
    if kind is None:
        kind = page.remembered[place] = _kind_of(part, page, lexicon)
    return kind


def _kind_of(part: Part, page: Page, lexicon: Lexicon) -> Kind:
    words = [w for word in part.words(page) for w in word.split("_") if w]
    if not words:
        return Kind(LinkType.UNNAMED, "", "", None, "no-words")
    named = named_party(part, page, lexicon)
    counted = lexicon.kinds[words[0]] & (Is.QUANTIFIERS | Is.DIGIT) or words[0] in ONE_OF
    while lexicon.kinds[words[0]] & Is.DETERMINERS and len(words) > 1:
        words = words[1:]
    if words[0] in lexicon.words("superlatives") and noun_of("".join(words[1:2]), lexicon):
        words = words[1:]  # "أكبر شركة في البلاد"
    found = noun_of(words[0], lexicon)
    if named is not None:
        kind = _known(named[0], found)
        return kind._replace(type=LinkType.ORGANISATION) if kind.head in lexicon.words("makers") else kind
    if _state(words, lexicon):
        return Kind(
            LinkType.ORGANISATION, words[0], found[1].agreement if found else "f", None, "state-speaks"
        )
    if counted and (found is None or found[1].type in (LinkType.PERSON, LinkType.UNNAMED)):
        return Kind(LinkType.UNNAMED, found[0] if found else words[0], "", None, "counted")
    if found is None:
        return _headless(words, part, page, lexicon)
    return _headed(found, words, part, page, lexicon)


def _known(party: Party, found: tuple[str, Noun] | None) -> Kind:
    head, noun = found or ("", Noun(party.type, "f"))
    return Kind(party.type, head, noun.agreement, party, "known-party")


def _state(words: list[str], lexicon: Lexicon) -> bool:
    """Whether a state or the like speaks: its name alone, or with where it sits."""
    end = next((k for k, w in enumerate(words) if lexicon.kinds[w] & Is.PREPOSITIONS), len(words))
    return tuple(words[:end]) in lexicon.states or ((words[0],) in lexicon.states and len(words) < 3)


def _headless(words: list[str], part: Part, page: Page, lexicon: Lexicon) -> Kind:
    """The kind of a phrase that no known noun heads: a name, or people in the plural."""
    if _people(words[0], page, lexicon) and not name_words(words, lexicon):
        return Kind(LinkType.UNNAMED, "", "p", None, "indefinite-plural")
    # People do not stand in quotation marks; companies and groups do.
    marked = part.begin in page.closes
    return Kind(LinkType.ORGANISATION if marked else LinkType.PERSON, "", "", None, "no-head-noun")


def _headed(found: tuple[str, Noun], words: list[str], part: Part, page: Page, lexicon: Lexicon) -> Kind:
    """The kind that the head noun gives, or the words behind it."""
    head, noun = found
    behind = lexicon.kinds[words[1]] if len(words) > 1 else 0
    if noun.type is LinkType.DOCUMENT and behind & Is.OF_THE_PRESS and head not in _STATEMENTS:
        return Kind(LinkType.OUTLET, head, noun.agreement, None, "reports-of-the-press")
    if head in lexicon.words("several") and words[1:2] == ["من"]:
        return Kind(LinkType.UNNAMED, head, noun.agreement, None, "some-of-many")
    if noun.type is LinkType.AGENCY and _no_news(words, lexicon):
        return Kind(LinkType.ORGANISATION, head, noun.agreement, None, "agency-without-news")
    named = len(name_words(words, lexicon)) > 1 or _named_apart(part, page)  # "الحكم الدولي فلان الفلاني"
    if head in lexicon.double and behind & (Is.ARTICLE | Is.NOUN) and not named:
        return Kind(LinkType.ORGANISATION, head, noun.agreement, None, "head-noun")
    if head in lexicon.indefinite and is_unnamed(words, lexicon) and not _named_apart(part, page):
        return Kind(LinkType.UNNAMED, head, noun.agreement, None, "indefinite-head")
    return Kind(noun.type, head, noun.agreement, None, "head-noun")


def _no_news(words: list[str], lexicon: Lexicon) -> bool:
    """``وكالة الطاقة الدولية``, ``الوكالة الوطنية لإدارة الكوارث``: an agency of a government or a trade."""
    of_what = lexicon.words("no_news")
    purposes = ["ال" + w[2:] for w in words[1:4] if w.startswith("لل")]
    if words[0].startswith("ال") and any(word not in lexicon.words("news") for word in purposes):
        return True  # "الوكالة الدولية للتعاون"
    return any(word in of_what for word in [*purposes, *(w.removeprefix("ل") for w in words[1:4])])


def _people(word: str, page: Page, lexicon: Lexicon) -> bool:
    """An indefinite plural of people: محليون, متابعون - met once, which names seldom are."""
    if arabic.has_article(word) or len(word) < 6 or word in lexicon.words("names_in_un"):
        return False
    if arabic.people_of(word):
        return True
    nisba = word.endswith(("يون", "يين"))
    return nisba or (word[0] == "م" and word.endswith(_PEOPLE) and page.counts[word] == 1)


def named_party(part: Part, page: Page, lexicon: Lexicon) -> tuple[Party, int] | None:
    """The known party that the part names, and the token behind the name.

    The name opens the part, or stands behind a word for the medium ("وكالة الأنباء الرسمية (سانا)").
    """
    for at in range(part.begin, min(part.begin + _REACH, part.end)):
        found = page.parties.get(at)
        if found and found[1] <= part.end and not _goes_on(part.begin, found[1], page):
            opens = all(not page.kinds[k] & Is.WORD for k in range(part.begin, at))
            medium = page.kinds[part.begin] & Is.MEDIUM
            return found if opens or medium or _makes(part.begin, at, found[0], page, lexicon) else None
    return None


def _makes(begin: int, at: int, party: Party, page: Page, lexicon: Lexicon) -> bool:
    """``شركة فيسبوك``, ``تطبيق التواصل "واتساب"``: a platform, and whoever runs it."""
    between = (k for k in range(begin + 1, at) if page.kinds[k] & Is.WORD)
    platform = party.type is LinkType.SOCIAL and page.words[begin] in lexicon.words("makers")
    return platform and all(page.kinds[k] & Is.ARTICLE for k in between)


def _goes_on(begin: int, end: int, page: Page) -> bool:
    """``محطة "سكاي تي جي"`` is not Sky: the name in marks goes on behind the known one."""
    return any(page.closes.get(k, 0) > end for k in range(begin, end))


def is_unnamed(words: list[str], lexicon: Lexicon) -> bool:
    """Whether an official, a witness or an expert is left without a name."""
    return len(name_words(words, lexicon)) < 2 and not arabic.has_article(words[0])


def _named_apart(part: Part, page: Page) -> bool:
    """``متحدث باسم الحكومة``: whoever speaks for somebody holds an office; and a name behind a comma."""
    if "باسم" in page.words[part.begin : part.begin + 3]:
        return True
    comma = next((k for k in range(part.begin, part.end) if page.kinds[k] & Is.COMMA), part.end)
    behind = page.kinds[comma + 1 : part.end]
    return len(behind) > 1 and not any(kind & (Is.NOUN | Is.APPOSING) for kind in behind[:2])


def name_words(words: list[str], lexicon: Lexicon) -> list[str]:
    """The words that look like a proper name: no article, known noun, relative adjective or particle."""
    not_names = Is.PARTICLES | Is.NOUN | Is.ARTICLE | Is.ADJECTIVE
    out = []
    for word in words[1:]:
        kind = lexicon.kinds[word]
        if len(word) > 4 and word.endswith("يا"):
            kind |= lexicon.kinds[word[:-1]] & Is.ADJECTIVE  # "مسؤولا أمنيا لبنانيا"
        if kind & Is.PREPOSITIONS or word == "باسم":
            break  # what follows says where, not who
        if len(word) > 2 and word[0].isalpha() and not kind & not_names:
            out.append(word)
    return out
