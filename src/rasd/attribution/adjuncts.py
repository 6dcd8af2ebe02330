"""Steps over what stands beside the source: times, occasions, the people told, the party relayed.

A step takes the cursor and says whether it did something: it consumed tokens or stopped the walk."""

from __future__ import annotations

from rasd.attribution.cursor import COMMAS, Cursor
from rasd.attribution.draft import Part
from rasd.attribution.endings import NOT_REPORTED
from rasd.attribution.kinds import noun_of
from rasd.lang.normalize import fold
from rasd.model import LinkType

NAME_WORDS = 5
_DASHES = frozenset("-–—")


def comma(c: Cursor) -> bool:
    """A comma or dash: an aside, an apposition, or the end of the clause."""
    if c.word() not in COMMAS and c.word() not in _DASHES:
        return False
    if c.i + 1 >= c.limit or _new_clause(c, c.i + 1):
        return c.halt("comma")
    c.open, c.after_comma, c.relative, c.adjunct = False, True, False, False
    c.skip()
    return True


def _new_clause(c: Cursor, at: int) -> bool:
    word = c.words[at]
    form = c.lexicon.cues.get(word)
    if form and (form.shape == "participle" or (form.shape == "verb" and form.joined)):
        return c.part is not None
    return word in c.lexicon.words("content_ends")


def time(c: Cursor) -> bool:
    """A time adverbial; the subject may still follow it."""
    lexicon = c.lexicon
    if c.word() not in lexicon.words("time") or c.word() in lexicon.words("cuts"):
        return False
    c.skip()
    while c.word() in lexicon.words("time_more") or c.word().isdigit():
        c.skip()
    c.open = c.part is None
    return True


def addressee(c: Cursor) -> bool:
    """The people or the medium told: ``للصحافيين``, ``لوكالة فرانس برس``."""
    word = c.word()
    if word in c.lexicon.words("told"):
        c.skip()
        c.open = c.part is None
        return True
    if not word.startswith("ل") or c.relaying or (c.verb and c.verb.past == "نسب"):
        return False
    if word == "ل":
        return _told_name(c, 1, 1)
    found = c.page.parties.get(c.i)
    if found and found[0].type is LinkType.SOCIAL and c.part is not None and c.open:
        return False  # "الرئيس التنفيذي لتويتر"
    if found:
        return _tell(c, Part(c.i, min(found[1], c.limit), 1 + _stretched(c)))
    if word[1:] in c.lexicon.words("told_media"):
        return _told_name(c, 1, 0)
    if len(word) > 1 and word[1:2].isascii() and word[1:2].isalpha():
        return _tell(c, Part(c.i, c.i + 1, _latin_skip(c)))
    return False


def _stretched(c: Cursor) -> int:
    """1 where the clitic is written with a tatweel, ``لـ``."""
    return int(c.page.text[c.page.starts[c.i] + 1 : c.page.starts[c.i] + 2] == "ـ")


def _latin_skip(c: Cursor) -> int:
    raw = c.page.text[c.page.starts[c.i] : c.page.ends[c.i]]
    return next((k for k, c in enumerate(raw) if c.isascii()), 0)


def _told_name(c: Cursor, ahead: int, bare: int) -> bool:
    """A medium named after ``لقناة`` or a lone ``لـ``: one quoted name, or words up to a boundary."""
    begin, end = c.i + bare, c.i + ahead
    if end in c.page.closes:
        end = min(c.page.closes[end] + 1, c.limit)
    else:
        lexicon = c.lexicon
        while end < c.limit and c.page.is_word(end):
            word = c.words[end]
            if word in lexicon.words("that") | lexicon.words("time") | lexicon.words("cuts") or word == "في":
                break
            end += 1
        if (
            end in c.page.closes
            and c.page.closes[end] - end <= NAME_WORDS
            and c.goes_on(c.page.closes[end] + 1)
        ):
            end = min(c.page.closes[end] + 1, c.limit)
    return _tell(c, Part(begin, end, 0 if bare else 1)) if end > begin else False


def _tell(c: Cursor, part: Part) -> bool:
    c.told = c.told or part
    c.i = part.end
    c.open = c.part is None
    return True


def occasion(c: Cursor) -> bool:
    """Where it was said: ``في تصريح``, ``في بيان``, ``على حسابه``."""
    word, following, said = c.word(), c.word(1), c.lexicon.words("said_in")
    inside = word in ("في", "وفي") and (following in said or c.part is None)
    on_account = word in ("علي", "ب", "من") and following in c.lexicon.words("by_in")
    joined = word.startswith("ب") and word[1:] in said
    if not (inside or on_account or joined):
        return False
    c.skip(1 if joined else 2)
    c.open, c.adjunct, c.after_comma = False, True, False
    return True


def relay(c: Cursor) -> bool:
    """``عن`` after a verb that passes on, ``نقلا عن`` after any: the party relayed begins."""
    if c.relaying:
        return False
    relays = c.verb is not None and c.verb.kind == "relay"
    if c.part is not None and c.word() == "نقلا" and c.word(1) == "عن":
        return _begin_relay(c, 2)
    return relays and _relays(c)


def _relays(c: Cursor) -> bool:
    word, ascribes = c.word(), c.verb is not None and c.verb.past == "نسب"
    if word in c.lexicon.words("of_him"):
        c.of_him = c.relaying = True
        c.open = False
        c.skip()
        return True
    if word == "علي" and c.word(1) == "لسان":
        return _begin_relay(c, 2)
    if word == "عن" or (word == "الي" and ascribes):
        return _begin_relay(c, 1)
    if word == "عمن":
        _begin_relay(c, 1)
        while c.word() and not c.word().startswith("ب"):
            c.skip()
        return _relay_from(c)
    return word.startswith("ل") and ascribes and c.part is not None and _relay_from(c)


def _relay_from(c: Cursor) -> bool:
    """The party relayed begins here, behind a clitic: ``لتلك المصادر``, ``بمسؤول رفيع``."""
    c.relaying = c.open = True
    c.extend(c.i + 1, 1)
    return True


def _begin_relay(c: Cursor, count: int) -> bool:
    c.skip(count)
    c.relaying = c.open = True
    c.after_comma = c.relative = False
    return True


def saying(c: Cursor) -> bool:
    """``قوله``, ``القول`` between the party relayed and its words."""
    if c.word() not in c.lexicon.words("saying"):
        return False
    c.denied = c.word().startswith("نفي")
    c.skip()
    c.open = False
    return True


def published(c: Cursor) -> bool:
    """``في بيان نقلته وكالة``: the medium that passed the statement on."""
    form = c.lexicon.cues.get(c.word())
    if form is None or not form.suffixed or fold(form.verb.past) not in c.lexicon.words("publishing"):
        return False
    c.skip()
    found = c.page.parties.get(c.i)
    if found:
        return _tell(c, Part(c.i, min(found[1], c.limit)))
    return True


def number(c: Cursor) -> bool:
    """A number outside brackets is no part of who speaks: the clause tells of something else."""
    if c.part is None or not c.word().isdigit() or c.relative or c.clause_ahead(commas=True):
        return False
    return c.halt("comma") if c.open else False


def cut(c: Cursor) -> bool:
    """A word that ends the source: what follows says when, where or how."""
    if _is_name(c):
        return False
    if c.word() not in c.lexicon.words("cuts"):
        return c.word() in c.lexicon.words("adverbs") and pass_over(c)
    if c.word(1) in c.lexicon.words("that") and c.word() in NOT_REPORTED:
        return c.halt("comma")
    return pass_over(c)


def _is_name(c: Cursor) -> bool:
    """``علي`` written with ya behind a title or a name is the name, not the preposition."""
    part, page = c.part, c.page
    raw = page.text[page.starts[c.i] : page.ends[c.i]]
    if raw != "علي" or part is None or not c.open or part.end != c.i:
        return False
    found = noun_of(c.words[part.begin], c.lexicon)
    return found is not None and found[1].type is LinkType.PERSON


def pass_over(c: Cursor) -> bool:
    """Pass over one word; after a preposition or conjunction the source is closed."""
    closed = c.word() in c.lexicon.words("cuts")
    c.adjunct = c.adjunct or closed
    c.after_comma = c.after_comma and not closed
    c.skip()
    c.open = c.open and c.part is None and not closed
    return True
