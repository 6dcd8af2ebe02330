"""What stands behind a reporting word: a clause, a quotation, a noun phrase, somebody who is told."""

from __future__ import annotations

from dataclasses import dataclass

from rasd.attribution.draft import Part
from rasd.attribution.english.ground import Ground
from rasd.attribution.english.phrases import STOPS
from rasd.attribution.ranges import Range, phrase_at
from rasd.lang.english import En, EnglishCue, EnglishVerb

_MONEY = frozenset("$£€")
_TOLD_OF = frozenset({"of", "about", "to", "by"})
_TOLD = 16  # tokens that may name those who are told


@dataclass(slots=True)
class After:
    """What stands behind a verb: its content, by which frame; ``stop`` is where the reading ended."""

    content: Range | None
    frame: str
    verb: EnglishVerb
    quoted: bool = False
    stop: int = 0
    through: tuple[Part, ...] = ()


class Frames(Ground):
    """Reads what a reporting word takes."""

    def _after(self, i: int, cue: EnglishCue) -> After | None:
        for verb in cue.verbs:
            if not self._particle(i, verb):
                continue
            found = self._frames(i + 1 + len(verb.particle), verb)
            if found is not None or verb.particle:
                return found
        return None

    def _frames(self, behind: int, verb: EnglishVerb) -> After | None:
        """The first frame of the verb that what follows fits."""
        limit = self.page.sentence(behind - 1)[1]
        k = self._passed(behind, limit, verb)
        if (
            k >= limit
            or self.words[k] in STOPS
            or self.kinds[k] & (En.COMMA | En.DASH)
            or self.words[k] in "()"
        ):
            if (
                k + 1 < limit
                and self.kinds[k] & En.COMMA
                and k + 1 in self.page.closes
                and "quote" in verb.frames
            ):
                return self._quoted(k + 1, verb)
            if k == behind and self._said_comma(k, limit, verb):
                return After(self.contents.clause(k + 1), "bare", verb, stop=k)
            return After(None, "end", verb, stop=k)
        if self.words[k] == ":":
            return self._colon(k, verb)
        if k in self.page.closes and "quote" in verb.frames:
            return self._quoted(k, verb)
        told = self._told(k, limit, verb) if "told" in verb.frames else None
        if told is not None and (told.frame != "end" or "obj" not in verb.frames):
            return told
        return self._clausal(k, limit, verb) or self._nominal(k, limit, verb)

    def _said_comma(self, k: int, limit: int, verb: EnglishVerb) -> bool:
        """``They said, they were late``: a clause behind the comma, where none stands before the report."""
        if k + 2 >= limit or not self.kinds[k] & En.COMMA or not verb.frames >= {"that", "quote"}:
            return False
        clause = self.kinds[k + 1] & (En.PRONOUNS | En.SUBORDINATORS)
        return bool(clause) and not self.contents.starts(k - 1)

    def _passed(self, k: int, limit: int, verb: EnglishVerb) -> int:
        """Behind adverbs, times and occasions: ``said Thursday in an interview``."""
        kinds, words = self.kinds, self.words
        speech = bool(verb.frames & {"that", "quote", "told"})
        while k < limit:
            kind = kinds[k]
            if kind & En.TIMES and not kind & En.DETERMINERS and words[k + 1 : k + 2] != ["'s"]:
                k += 1
            elif (
                kind & En.DETERMINERS
                and k + 1 < limit
                and kinds[k + 1] & En.TIMES
                and words[k] in ("this", "that")
            ):
                k += 2  # "announced this week"
            elif (
                kind & En.ADVERBS
                and not kind & (En.DETERMINERS | En.PRONOUNS)
                and words[k] not in ("so", "back")
            ):
                k += 1
            elif words[k] in self.english.anonymity and (how := phrase_at(words, k, self.english.anonymity)):
                k += len(how)
            elif speech and kind & En.PREPOSITIONS and (that := self._that_later(k, limit)):
                k = that
            elif kind & En.COMMA and k + 2 < limit and kinds[k + 1] & En.ADVERBS and kinds[k + 2] & En.COMMA:
                k += 3  # "said, however, that"
            elif k in self.page.dates and self.page.dates[k] > k:
                k = self.page.dates[k]
            elif (
                speech
                and kind & En.PREPOSITIONS
                and words[k] not in verb.prepositions
                and (occasion := self._occasion(k, limit))
            ):
                k = occasion
            else:
                break
        return k

    def _that_later(self, k: int, limit: int) -> int:
        """``found in 2014 that``, ``has said for months that``: where the clause opens; 0 where none does."""
        for j in range(k + 1, min(limit, k + 9)):
            if self.words[j] in ("that", "whether"):
                return 0 if j + 1 < limit and self.kinds[j + 1] & En.TIMES else j
            if self.kinds[j] & En.COMMA and (self.kinds[j - 1] | self.kinds[j + 1 - (j + 1 == limit)]) & (
                En.DIGIT | En.THAT
            ):
                continue
            if (
                not self.kinds[j] & En.WORD
                or self.kinds[j] & (En.PRONOUNS | En.RELATIVES)
                or self.phrases.finite(j)
            ):
                return 0
        return 0

    def _occasion(self, k: int, limit: int) -> int:
        """Behind ``in an interview with CNN``, ``on Thursday``, ``to reporters``; 0 where none stands."""
        for j in range(k + 1, min(limit, k + 8)):
            kind = self.kinds[j]
            if not kind & En.WORD or (kind & (En.THAT | En.PRONOUNS) and not kind & En.DETERMINERS):
                return 0
            if kind & En.AUXILIARIES:
                return 0
            if kind & (En.OCCASIONS | En.TIMES) or self.words[j] in ("reporters", "journalists"):
                end = j + 1
                while end < limit and self.kinds[end] & En.OCCASIONS:
                    end += 1  # "a telephone interview"
                while (
                    end < limit
                    and self._describes(end)
                    and not self.phrases.capital[end]
                    and kind & En.TIMES
                    and (j > k + 1 and not self._clause_at(end))
                ):
                    end += 1  # "during a Friday prayer sermon"
                while (
                    end < limit
                    and self.kinds[end] & En.PREPOSITIONS
                    and self.words[end] in ("with", "to", "on", "at", "in", "from", "for")
                ):
                    end = self.phrases.end(end + 1, limit, appositions=False)
                return end
        return 0

    def _clause_at(self, k: int) -> bool:
        return bool(self.kinds[k] & (En.THAT | En.WH | En.PRONOUNS)) or self.phrases.finite(k)

    def _quoted(self, k: int, verb: EnglishVerb) -> After | None:
        """A quotation behind the verb; words after its closing mark in the sentence are reported too."""
        found = self.contents.quotation(k)
        if found is None:
            return None
        close, limit = self.page.closes[k], self.page.sentence(k - 1)[1]
        if (
            close + 1 < limit
            and self.kinds[close + 1] & En.WORD
            and not self.kinds[close + 1] & En.CONJUNCTIONS
        ):
            clause = self.contents.clause(k)
            return After(clause, "quote", verb, stop=k)
        return After(found, "quote", verb, quoted=True, stop=k)

    def _colon(self, k: int, verb: EnglishVerb) -> After | None:
        if not verb.frames & {"quote", "that", "told"}:
            return None
        page = self.page
        if k + 1 >= page.line_end[k]:
            found = self.contents.block(k)
            return After(found, "colon", verb, quoted=True, stop=k) if found else None
        if k + 1 in page.closes:
            return self._quoted(k + 1, verb)
        found = self.contents.trim(k + 1, page.line_end[k])
        return After(found, "colon", verb, stop=k) if found else None

    def _told(self, k: int, limit: int, verb: EnglishVerb) -> After | None:
        """``told CNN on Monday that``, ``told reporters he would``: behind those who are told."""
        person = Part(k, self.phrases.end(k, limit, appositions=False))
        if person.end == k:
            return None
        j = self._passed(person.end, limit, verb)
        while j < limit and self.kinds[j] & En.PREPOSITIONS and self.words[j] not in _TOLD_OF:
            j = self.phrases.end(j + 1, limit, appositions=False)  # "told the paper outside the court"
        found = self._behind_told(j, limit, verb) or self._told_clause(k, j, limit, verb)
        if found is not None:
            found.through = (person,)
        return found

    def _behind_told(self, j: int, limit: int, verb: EnglishVerb) -> After | None:
        """A quotation behind those who are told, or nothing at all."""
        if j >= limit or self.words[j] in STOPS or self.kinds[j] & (En.COMMA | En.DASH):
            if j + 1 < limit and self.kinds[j] & En.COMMA and j + 1 in self.page.closes:
                return self._quoted(j + 1, verb)
            return After(None, "end", verb, stop=j)
        if j in self.page.closes:
            return self._quoted(j, verb)
        return self._colon(j, verb) if self.words[j] == ":" else None

    def _told_clause(self, person: int, j: int, limit: int, verb: EnglishVerb) -> After:
        """The clause, the deed or the thing that somebody is told."""
        near = range(j, min(limit, person + _TOLD))
        that = next((m for m in near if self.words[m] == "that" and self.kinds[m - 1] & En.WORD), j)
        if any(self.phrases.finite(m) or self.kinds[m] & En.INFINITIVE for m in range(j, that)):
            that = j
        if self.words[that] == "to":
            whole = "obj" in verb.frames  # "asked the council to leave"
            return After(self.contents.object(person if whole else that), "told", verb, stop=that)
        if self.words[that] in _TOLD_OF:
            return After(self.contents.object(that + 1), "told", verb, stop=that)
        return After(self.contents.clause(that), "told", verb, stop=that)

    def _clausal(self, k: int, limit: int, verb: EnglishVerb) -> After | None:
        """A clause: behind that, whether, to, or with its own subject."""
        kind, word, frames = self.kinds[k], self.words[k], verb.frames
        if "that" in frames and (pro := self._pro_clause(k, limit)):
            return After((k, pro), "that", verb, stop=k)
        if "that" in frames and word == "that" and not self._pointing(k, limit):
            return After(self.contents.clause(k), "that", verb, stop=k)
        if (
            "inf" in frames
            and word == "to"
            and k + 1 < limit
            and not self.kinds[k + 1] & (En.DETERMINERS | En.PRONOUNS)
            and not self.phrases.capital[k + 1]
        ):
            return After(self.contents.object(k), "inf", verb, stop=k)
        if kind & En.WH and frames & {"wh", "that"} and (("wh" in frames) or word in ("if", "when", "as")):
            return After(self.contents.clause(k), "wh", verb, stop=k)
        solid = "bare" in frames and not kind & (En.PREPOSITIONS | En.CONJUNCTIONS | En.SUBORDINATORS)
        if "that" in frames and kind & En.WORD and word != "to" and solid:
            return After(self.contents.clause(k), "bare", verb, stop=k)
        if (
            "that" in frames
            and kind & En.WORD
            and word != "to"
            and (self.contents.is_clause(k) or word in ("there", "if"))
        ):
            return After(self.contents.clause(k), "bare", verb, stop=k)
        return None

    def _pro_clause(self, k: int, limit: int) -> int:
        """Behind ``as much`` or ``so``, which stand for a clause; 0 where neither does."""
        if self.words[k : k + 2] == ["as", "much"]:
            return k + 2
        last = k + 1 >= limit or not self.kinds[k + 1] & En.WORD
        return k + 1 if self.words[k] == "so" and last else 0

    def _pointing(self, k: int, limit: int) -> bool:
        """``said that.``: a pronoun, and no clause."""
        if k + 2 < limit and self.kinds[k + 1] & En.COMMA:
            return not self.kinds[k + 2] & (En.PREPOSITIONS | En.SUBORDINATORS)  # "that, despite the rain,"
        return k + 1 >= limit or (not self.kinds[k + 1] & En.WORD and k + 1 not in self.page.closes)

    def _nominal(self, k: int, limit: int, verb: EnglishVerb) -> After | None:
        """A noun phrase, bare or behind a preposition of the verb's."""
        kind, word = self.kinds[k], self.words[k]
        if word not in verb.prepositions and kind & En.PREPOSITIONS and "obj" not in verb.frames:
            k = next(
                (
                    j
                    for j in range(k, min(limit, k + 12))
                    if self.words[j] in verb.prepositions or self.kinds[j] & En.COMMA
                ),
                k,
            )
            kind, word = self.kinds[k], self.words[k]
        if word in verb.prepositions:
            solid = k + 1 < limit and (self.kinds[k + 1] & En.WORD or k + 1 in self.page.closes)
            if solid and not self.kinds[k + 1] & En.TIMES:
                return After(self.contents.object(k + 1), "preposition", verb, stop=k + 1)
            return None
        closed = En.PREPOSITIONS | En.CONJUNCTIONS | En.AUXILIARIES | En.SUBORDINATORS
        if "obj" not in verb.frames or (kind & closed and word != "what"):
            return None
        if not (kind & En.WORD or k in self.page.closes or word in _MONEY) or word in ("'s", "by"):
            return None
        return After(self.contents.object(k), "object", verb, stop=k)

    def _taken(self, k: int, word: EnglishVerb) -> After | None:
        """What an adjective or a noun takes: only what stands at once behind it."""
        limit = self.page.sentence(k - 1)[1]
        if k >= limit or not self.kinds[k] & En.WORD:
            return None
        if self.words[k] in word.prepositions:
            return self._nominal(k, limit, word)
        return self._clausal(k, limit, word) or self._nominal(k, limit, word)
