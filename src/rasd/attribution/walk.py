"""Reads what follows a reporting word, token by token, up to where the content begins.

A ladder of small steps is tried at every token; each either consumes tokens (a word of the source, a
time, the people told), or stops the walk because the content begins or the clause is over.
"""

from __future__ import annotations

from collections.abc import Callable

from rasd.attribution.draft import Part
from rasd.attribution.kinds import noun_of
from rasd.attribution.scan import Page
from rasd.lang.lexicon import Lexicon, Verb
from rasd.lang.normalize import fold
from rasd.model import LinkType

COMMAS = frozenset("،,؛;")
_BEFORE_NAMES = frozenset({"علي", "في", "عبر", "من", "ب", "ل", "مع"})
_FREE = frozenset({"عن", "الي", "علي", "من", "في"})
_DASHES = frozenset("-–—")
_NAME_WORDS = 5
_LONGEST_SOURCE = 40
_NOT_REPORTED = frozenset({"الا", "غير", "كما", "بعد", "قبل", "منذ", "بيد", "رغم", "مع", "دون", "حتي"})


class Walk:
    """The outcome of reading on from a cue.

    ``source``, ``further`` (the party relayed) and ``told`` (the medium spoken to) are parts of the
    page; ``stop`` says why the walk ended - ``that``, ``quote``, ``colon``, ``object``, ``frame``,
    ``verb``, ``comma`` or ``end`` - and ``i`` where.
    """

    def __init__(self, page: Page, lexicon: Lexicon, begin: int, verb: Verb | None) -> None:
        self.page, self.lexicon, self.verb = page, lexicon, verb
        self.words = page.words
        self.i = begin
        self.limit = page.sentence(begin)[1] if begin < page.n else page.n
        self.source: Part | None = None
        self.further: Part | None = None
        self.told: Part | None = None
        self.stop = ""
        self.open = True
        self.after_comma = False
        self.relative = False
        self.relaying = False
        self.adjunct = False

    def run(self) -> Walk:
        """Walk until the content begins or the clause is over."""
        while not self.stop:
            if self.i >= self.limit:
                self.stop = "end"
            else:
                self._step()
        return self

    def _step(self) -> None:
        for step in _STEPS:
            if step(self):
                return
        self._skip()

    # What the current party is, and how it grows.

    @property
    def part(self) -> Part | None:
        """The party being read: the source, or the one it relays."""
        return self.further if self.relaying else self.source

    def _extend(self, end: int, skip: int = 0) -> None:
        part = self.part
        if part is None:
            part = Part(self.i, end, skip)
            if self.relaying:
                self.further = part
            else:
                self.source = part
        else:
            part.end = end
        self.i, self.after_comma = end, False

    def _skip(self, count: int = 1) -> None:
        self.i += count

    def _halt(self, reason: str) -> bool:
        self.stop = reason
        return True

    def _word(self, ahead: int = 0) -> str:
        at = self.i + ahead
        return self.words[at] if at < self.limit else ""

    # The steps, in the order in which they are tried.

    def that(self) -> bool:
        """A complementiser: the content begins."""
        word, lexicon = self._word(), self.lexicon
        reported = lexicon.words("that")
        if word in lexicon.words("that_bare") and (self.verb is None or "that" in self.verb.frames):
            return self._halt("that")
        if word in lexicon.words("before_that"):
            ahead = 2 if self.i + 1 in self.page.closes else 1
            if self._word(ahead) in reported:
                return self._halt("that")
        if word in reported:
            previous = self.words[self.i - 1] if self.i else ""
            return self._halt("comma" if previous in _NOT_REPORTED else "that")
        return False

    def colon(self) -> bool:
        """A colon that is not part of a clock time."""
        if self._word() != ":":
            return False
        if self.i and self.words[self.i - 1].isdigit() and self._word(1).isdigit():
            return False
        return self._halt("colon")

    def quotation(self) -> bool:
        """Quotation marks: the name of a party, or the beginning of what was said."""
        close = self.page.closes.get(self.i)
        if close is None:
            return False
        if self._names(close):
            self._extend(min(close + 1, self.limit))
            return True
        if self._aside(close):
            self.i = close + 1
            return True
        return self._halt("quote")

    def _aside(self, close: int) -> bool:
        """A short name in marks within an adjunct (``لقاء مع صحيفة "..."``): the content is still to come."""
        previous = self.words[self.i - 1] if self.i else ""
        if close - self.i - 1 > _NAME_WORDS or previous == ":" or close + 1 >= self.limit:
            return False
        following = self.words[close + 1]
        if following == ":" or following in self.lexicon.words("that"):
            return True
        named = noun_like(previous, self.lexicon) or previous in _BEFORE_NAMES
        return named and self._clause_ahead(commas=True)

    def _names(self, close: int) -> bool:
        length = close - self.i - 1
        if length > _NAME_WORDS or close + 1 >= self.limit or not self.open:
            return False
        if any(w in self.lexicon.words("that") for w in self.words[self.i + 1 : close - 1]):
            return False
        if self.words[self.i - 1] == ":" or self.words[self.i - 1] in self.lexicon.words("saying"):
            return False
        part = self.part
        if part is not None and part.end != self.i:
            return False
        return self._goes_on(close + 1)

    def _goes_on(self, begin: int) -> bool:
        """Whether a content may still begin after token ``begin`` in this sentence."""
        reported = self.lexicon.words("that")
        relay = self.verb is None or self.verb.kind == "relay" or "bare" in self.verb.frames
        for k in range(begin, self.limit):
            if self.words[k] in reported or self.words[k] == ":" or k in self.page.closes:
                return True
        return relay

    def comma(self) -> bool:
        """A comma or dash: an aside, an apposition, or the end of the clause."""
        if self._word() not in COMMAS and self._word() not in _DASHES:
            return False
        if self.i + 1 >= self.limit or self._new_clause(self.i + 1):
            return self._halt("comma")
        self.open, self.after_comma, self.relative, self.adjunct = False, True, False, False
        self._skip()
        return True

    def _new_clause(self, at: int) -> bool:
        word = self.words[at]
        form = self.lexicon.cues.get(word)
        if form and (form.shape == "participle" or (form.shape == "verb" and form.joined)):
            return self.part is not None
        return word in self.lexicon.words("content_ends")

    def party(self) -> bool:
        """A known party of several words, taken whole (its name may hold a time word or an adverb)."""
        if not self.open or self._word().startswith("ل"):
            return False
        part = self.part
        if part is not None and part.end != self.i:
            return False
        found = self.page.parties.get(self.i)
        if found is None or found[1] < self.i + 2:
            return False
        self._extend(min(found[1], self.limit))
        return True

    def subordinate(self) -> bool:
        """A word of a relative clause that describes the source."""
        part = self.part
        if not (self.relative and self.open) or part is None or part.end != self.i:
            return False
        joined = self.page.is_word(self.i) or self._word() == "/"
        if not joined or self.i - part.begin > _LONGEST_SOURCE:
            return False
        self._extend(self.i + 1)
        return True

    def time(self) -> bool:
        """A time adverbial; the subject may still follow it."""
        lexicon = self.lexicon
        if self._word() not in lexicon.words("time") or self._word() in lexicon.words("cuts"):
            return False
        self._skip()
        while self._word() in lexicon.words("time_more") or self._word().isdigit():
            self._skip()
        self.open = self.part is None
        return True

    def addressee(self) -> bool:
        """The people or the medium told: ``للصحافيين``, ``لوكالة فرانس برس``."""
        word = self._word()
        if word in self.lexicon.words("told"):
            self._skip()
            self.open = self.part is None
            return True
        if not word.startswith("ل") or self.relaying or (self.verb and self.verb.past == "نسب"):
            return False
        if word == "ل":
            return self._told_name(1, 1)
        found = self.page.parties.get(self.i)
        if found:
            return self._tell(Part(self.i, min(found[1], self.limit), 1 + self._stretched()))
        if word[1:] in self.lexicon.words("told_media"):
            return self._told_name(1, 0)
        if len(word) > 1 and word[1:2].isascii() and word[1:2].isalpha():
            return self._tell(Part(self.i, self.i + 1, self._latin_skip()))
        return False

    def _stretched(self) -> int:
        """1 where the clitic is written with a tatweel, ``لـ``."""
        return int(self.page.text[self.page.starts[self.i] + 1 : self.page.starts[self.i] + 2] == "ـ")

    def _latin_skip(self) -> int:
        raw = self.page.text[self.page.starts[self.i] : self.page.ends[self.i]]
        return next((k for k, c in enumerate(raw) if c.isascii()), 0)

    def _told_name(self, ahead: int, bare: int) -> bool:
        """A medium named after ``لقناة`` or a lone ``لـ``: one quoted name, or words up to a boundary."""
        begin, end = self.i + bare, self.i + ahead
        if end in self.page.closes:
            end = min(self.page.closes[end] + 1, self.limit)
        else:
            lexicon = self.lexicon
            while end < self.limit and self.page.is_word(end):
                word = self.words[end]
                if (
                    word in lexicon.words("that") | lexicon.words("time") | lexicon.words("cuts")
                    or word == "في"
                ):
                    break
                end += 1
            if (
                end in self.page.closes
                and self.page.closes[end] - end <= _NAME_WORDS
                and self._goes_on(self.page.closes[end] + 1)
            ):
                end = min(self.page.closes[end] + 1, self.limit)
        return self._tell(Part(begin, end, 0 if bare else 1)) if end > begin else False

    def _tell(self, part: Part) -> bool:
        self.told = self.told or part
        self.i = part.end
        self.open = self.part is None
        return True

    def occasion(self) -> bool:
        """Where it was said: ``في تصريح``, ``في بيان``, ``على حسابه``."""
        word, following, said = self._word(), self._word(1), self.lexicon.words("said_in")
        inside = word in ("في", "وفي") and (following in said or self.part is None)
        on_account = word in ("علي", "ب", "من") and following in self.lexicon.words("by_in")
        joined = word.startswith("ب") and word[1:] in said
        if not (inside or on_account or joined):
            return False
        self._skip(1 if joined else 2)
        self.open, self.adjunct = False, True
        return True

    def relay(self) -> bool:
        """``عن`` after a verb that passes on, ``نقلا عن`` after any: the party relayed begins."""
        word = self._word()
        if self.relaying or (self.part is None and not (self.verb and self.verb.kind == "relay")):
            return False
        if word == "نقلا" and self._word(1) == "عن":
            return self._begin_relay(2)
        if not self.verb or self.verb.kind != "relay":
            return False
        if word == "علي" and self._word(1) == "لسان":
            return self._begin_relay(2)
        if word == "عن" or (word == "الي" and self.verb.past == "نسب"):
            return self._begin_relay(1)
        if word == "عمن":
            self._begin_relay(1)
            while self._word() and not self._word().startswith("ب"):
                self._skip()
            self._extend(self.i + 1, 1)
            return True
        if word.startswith("ل") and self.verb.past == "نسب" and self.part is not None:
            self.relaying = self.open = True
            self._extend(self.i + 1, 1)
            return True
        return False

    def _begin_relay(self, count: int) -> bool:
        self._skip(count)
        self.relaying = self.open = True
        self.after_comma = self.relative = False
        return True

    def saying(self) -> bool:
        """``قوله``, ``القول`` between the party relayed and its words."""
        if self._word() not in self.lexicon.words("saying"):
            return False
        self._skip()
        self.open = False
        return True

    def object(self) -> bool:
        """A bare object: what was announced or denied."""
        if not (self.verb and ("bare" in self.verb.frames or self.verb.kind == "relay")) or self.part is None:
            return False
        if self.adjunct or (self.verb.kind == "relay" and not self.relaying):
            return False
        return self._halt("object") if self.begins_object(self.i) else False

    def begins_object(self, at: int) -> bool:
        """Whether the token begins the thing said: a known noun, a verbal noun, one with a pronoun."""
        word = self.words[at]
        if word in self.lexicon.words("object_heads"):
            return True
        if word in self.lexicon.nouns or not self.page.is_word(at):
            return False
        if self.after_comma and word.startswith("ال"):
            return looks_verbal(word[2:]) or word[2:] in self.lexicon.words("object_heads")
        return looks_verbal(word) or self._has_pronoun(at)

    def _has_pronoun(self, at: int) -> bool:
        """A noun with the pronoun ``ه`` (in the text as it stands: folding makes ta marbuta look like it)."""
        word = self.words[at]
        return len(word) > 3 and not word.startswith("ال") and self.page.text[self.page.ends[at] - 1] == "ه"

    def patient(self) -> bool:
        """The one accused, described or called upon, who stands between the subject and what is said."""
        part, verb = self.part, self.verb
        if part is None or verb is None or "obj" not in verb.frames:
            return False
        word, previous = self._word(), self.words[self.i - 1]
        settled = previous.startswith("ال") or not noun_like(previous, self.lexicon)
        begins = noun_like(word, self.lexicon) or looks_verbal(word.removeprefix("ال"))
        stated = part.end - part.begin == 1 and (previous,) in self.lexicon.states
        if not (stated or (settled and begins)):
            return False
        if "blame" in verb.frames:
            rest = self.words[self.i : self.limit]
            return self._halt("blame") if any("مسءولي" in w for w in rest) else False
        self.open = False
        self._skip()
        return True

    def frame(self) -> bool:
        """A preposition that the verb takes: the thing said follows it."""
        if not self.verb:
            return False
        word, frames = self._word(), self.verb.frames
        if self.i and self.words[self.i - 1] == "#":
            return False
        if word in _FREE and word in frames and (self.part is not None or not self.verb.ambiguous):
            return self._halt("frame")
        if self.part is None or self._clause_ahead():
            return False
        first = word[:1]
        if word == first and first in frames:
            return self._halt("frame")
        if first in frames and len(word) > 3 and first in ("ب", "ل") and word != "باسم" and not self.relative:
            return self._halt("frame") if word[1:] not in self.lexicon.nouns else False
        return False

    def _clause_ahead(self, commas: bool = False) -> bool:
        """Whether a that-clause comes before the next comma: it, and no object, is what was said."""
        reported = self.lexicon.words("that")
        for k in range(self.i + 1, self.limit):
            if self.words[k] in COMMAS and not commas:
                return False
            if self.words[k] in reported or (commas and self.words[k] == ":"):
                return "that" in (self.verb.frames if self.verb else ())
        return False

    def cut(self) -> bool:
        """A word that ends the source: what follows says when, where or how."""
        if self._is_name():
            return False
        if self._word() not in self.lexicon.words("cuts"):
            return self._word() in self.lexicon.words("adverbs") and self._pass()
        if self._word(1) in self.lexicon.words("that") and self._word() in _NOT_REPORTED:
            return self._halt("comma")
        return self._pass()

    def _is_name(self) -> bool:
        """``علي`` written with ya behind a title or a name is the name, not the preposition."""
        part, page = self.part, self.page
        raw = page.text[page.starts[self.i] : page.ends[self.i]]
        if raw != "علي" or part is None or not self.open or part.end != self.i:
            return False
        found = noun_of(self.words[part.begin], self.lexicon)
        return found is not None and found[1].type is LinkType.PERSON

    def number(self) -> bool:
        """A number outside brackets is no part of who speaks: the clause tells of something else."""
        if (
            self.part is None
            or not self._word().isdigit()
            or self.relative
            or self._clause_ahead(commas=True)
        ):
            return False
        return self._halt("comma") if self.open else False

    def published(self) -> bool:
        """``في بيان نقلته وكالة``: the medium that passed the statement on."""
        form = self.lexicon.cues.get(self._word())
        if form is None or not form.suffixed or fold(form.verb.past) not in self.lexicon.words("publishing"):
            return False
        self._skip()
        found = self.page.parties.get(self.i)
        if found:
            return self._tell(Part(self.i, min(found[1], self.limit)))
        return True

    def _pass(self) -> bool:
        closed = self._word() in self.lexicon.words("cuts")
        self.adjunct = self.adjunct or closed
        self._skip()
        self.open = self.open and self.part is None and not closed
        return True

    def verb_follows(self) -> bool:
        """Another reporting verb outside a relative clause: this clause holds no content."""
        form = self.lexicon.cues.get(self._word())
        if form is None or self.relative or self.part is None:
            return False
        if form.shape == "participle":
            if self._complemented():
                return self._halt("comma")
            self.open = self.open and self._word()[-1:] != "ا"
            return False
        if form.shape != "verb" or form.verb.ambiguous or self._word() in self.lexicon.nouns:
            return False
        return self._halt("verb")

    def _complemented(self) -> bool:
        following, reported = self._word(1), self.lexicon.words("that")
        if following in self.lexicon.words("before_that"):
            return self._word(2) in reported
        return following in reported or following == ":" or self.i + 1 in self.page.closes

    def relative_clause(self) -> bool:
        """``الذي``, ``التي``: part of the source unless a comma stands before it."""
        if self._word() not in self.lexicon.words("relatives"):
            return False
        self.relative = True
        if self.after_comma:
            self.open = self.after_comma = False
        return self.noun() or self._pass()

    def bracket(self) -> bool:
        """Brackets: part of an open source (an age, an abbreviation), otherwise passed over."""
        if self._word() not in "([":
            return False
        for k in range(self.i + 1, min(self.i + 9, self.limit)):
            if self.words[k] in (")", "]"):
                part = self.part
                if self.open and part is not None and part.end == self.i:
                    self._extend(k + 1)
                else:
                    self.i = k + 1
                return True
        return False

    def noun(self) -> bool:
        """A word of the source: its first, its next, or an apposition after a comma."""
        if not self.page.is_word(self.i) and not self._joins():
            return False
        part = self.part
        begins = part is None and (self.open or self.after_comma) and not self._word().startswith("بال")
        if begins or (self.open and part is not None and part.end == self.i):
            self._extend(self.i + 1)
        elif self.after_comma and part is not None and self._apposition():
            self.open = True
            self._extend(self.i + 1)
        else:
            self.after_comma = False
            return False
        return True

    def _joins(self) -> bool:
        """A mark inside a name: a hash, the stop of an initial, a slash or plus between words."""
        mark, previous = self._word(), self.words[self.i - 1]
        if mark == "#":
            return True
        if mark == ".":
            return len(previous) == 1 and previous.isalpha()
        return mark in "/+&" and self.part is not None

    def _apposition(self) -> bool:
        word = self._word()
        bare = word.removeprefix("ال")
        noun = self.lexicon.nouns.get(word) or self.lexicon.nouns.get(bare)
        return noun is not None and noun.type != "document"


_STEPS: tuple[Callable[[Walk], bool], ...] = (
    Walk.that,
    Walk.colon,
    Walk.quotation,
    Walk.comma,
    Walk.subordinate,
    Walk.relay,
    Walk.party,
    Walk.time,
    Walk.addressee,
    Walk.occasion,
    Walk.saying,
    Walk.object,
    Walk.patient,
    Walk.frame,
    Walk.cut,
    Walk.number,
    Walk.published,
    Walk.verb_follows,
    Walk.relative_clause,
    Walk.bracket,
    Walk.noun,
)


def noun_like(word: str, lexicon: Lexicon) -> bool:
    """Whether a folded word is a known head noun, with or without the article."""
    return noun_of(word, lexicon) is not None


_SUFFIXES = ("ها", "هم", "هما")


def looks_verbal(word: str) -> bool:
    """Whether a folded Arabic word has the shape of a verbal noun in construct, or of a noun with a pronoun.

    The shapes are the verbal nouns of the derived forms: tafʿīl and tafāʿul
    (تاجيل، تعاقد), ifʿāl (اطلاق), iftiʿāl and infiʿāl
    (اعتقال، انسحاب), istifʿāl (استخدام); and for any noun of four letters the pronouns ه، ها، هم.
    """
    if word.startswith("ال") or len(word) < 4:
        return False
    if word.endswith(_SUFFIXES):
        return True
    stem = word[:-1] if word.endswith("ه") else word
    if len(stem) == 5 and stem[0] == "ت" and (stem[3] == "ي" or stem[2] == "ا"):
        return True
    if stem[0] == "ا" and len(stem) == 5 and stem[3] == "ا":
        return True
    if stem[0] == "ا" and len(stem) == 6 and stem[4] == "ا" and (stem[2] == "ت" or stem[1] in "ن"):
        return True
    if stem.startswith("است") and len(stem) == 7 and stem[5] == "ا":
        return True
    return word.endswith("ه") and len(word) >= 6 and stem[-1] == "ت"
