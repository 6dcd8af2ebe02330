"""Steps of reading a clause that find its parties: who speaks, whom it relays, which medium was told."""

from __future__ import annotations

from rasd.attribution.arabic.clause import Clause, ClauseGround
from rasd.attribution.arabic.reading import DEFINITE, MEDIA, OFTEN, SPECIAL
from rasd.attribution.draft import Part
from rasd.attribution.ranges import phrase_at
from rasd.lang.arabic import bare
from rasd.lang.flags import Is
from rasd.model import LinkType, Stance

_SHORTEST = 3  # letters of a name
_IN_A_WAY = frozenset({"بشكل", "بصوره", "بطريقه", "باسلوب", "بلهجه", "بنبره", "بصوت"})  # with an adjective
_OWN = ("ه", "ها", "هم", "هن", "نا", "كم")  # "لزملائه": behind a letter, with a pronoun
_NO_NAME = (
    SPECIAL
    | Is.PHRASAL
    | Is.SAID_IN
    | Is.PERIODS
    | Is.MEDIUM
    | Is.DOCUMENT
    | Is.OWNED
    | Is.TOLD
    | Is.APPOSING
)
_OF_WHAT_KIND = Is.ADJECTIVE | Is.OF_THE_PRESS


class PartySteps(ClauseGround):
    """The steps that find parties, and those that pass over what stands beside them."""

    def _name(self, c: Clause) -> bool:
        """A known party of several words, taken whole (its name may hold a time word or an adverb)."""
        found = self.page.parties.get(c.i)
        if found is None or found[1] < c.i + 2 or c.part is not None or self.words[c.i][0] in "لب":
            return False
        c.set(Part(c.i, self.phrases.end(c.i, c.limit, c.verb)))
        return True

    def _rest_of_name(self, c: Clause) -> bool:
        """What the subject's phrase left off right before a that-clause is its name still, and no object.

        ``وأكد وزير الصحة سالم الفالح عبر حسابه أنه``, ``يرى فلان مدافع منتخب إنجلترا السابق أن``.
        """
        if c.part is None or c.relaying or c.part.end != c.i or not self._may_be_name(c):
            return False
        end = self.phrases.end(c.i, c.limit, c.verb)
        described = end < c.limit and bool(self.kinds[end] & Is.RELATIVES) and c.takes("bare")
        pronoun = bool(self.kinds[c.part.begin] & (Is.CONTRASTS | Is.APPOSING))  # "لكنهم يريدون أن"
        verbs = Is.PERFORMED | Is.ACTS | (Is.RELATIVES if c.takes("bare") else 0)
        if described or pronoun or any(kind & verbs for kind in self.kinds[c.i : end]):
            return False  # "انتقد السفير سياسات الشركة التي وصفها بأنها"
        c.set(Part(c.part.begin, end, c.part.skip))
        return True

    def _may_be_name(self, c: Clause) -> bool:
        """Whether the word is no object, no adjunct and no verb, and a that-clause comes behind it."""
        takes_no_object = c.takes("that") and not (c.takes("obj") or c.takes("blame"))
        if not takes_no_object or (c.verb is not None and c.verb.stance is Stance.DENIES):
            return False
        kind, word, raw = self.kinds[c.i], self.words[c.i], self.page.raw(c.i)
        if word == "الله" and self.kinds[c.i - 1] & (Is.ARTICLE | Is.HONORIFICS):
            return False  # "وسأل معاليه الله أن"
        if kind & _NO_NAME or c.i in self.page.parties or "\u064b" in raw or word.endswith("وا"):
            return False
        if word == "او":
            return False  # "الوزارة، أو ما يعرف بكذا، أن"
        if c.takes("bare") and self.phrases.begins_object(c.i, DEFINITE, c.limit):
            return False
        seat = word[0] == "ب" and self.lexicon.kinds[word[1:]] & (Is.BODY | Is.PLACES)  # "ببلدية المدينة"
        if word[0] == "و" and self.lexicon.kinds[word[1:]] & Is.ADVERBS:
            return False  # "أكدت البحرين وبشدة أن"
        joined = word[0] in "لبوف" and not (kind & Is.NOUN or seat)
        return not (joined and self.phrases.behind_clitic(c.i, word)) and self._clause_ahead(c)

    def _named_later(self, c: Clause, word: str) -> bool:
        """A name that only looks like a word behind a clitic: بوتين، بلينكن، لافروف."""
        if self.kind(c) & Is.STATE:
            return True  # بغداد
        if self.kind(c) & Is.LETTERS and self.word(c, 1) == ".":
            return True  # "بي.إم.دبليو"
        if word[1:] in self.lexicon.words("manner"):
            return False  # "وأشار بشكل واضح إلى"
        rest = self.lexicon.kinds[word[1:]]
        if len(word) == 6 and self.page.text[self.page.starts[c.i] + 1] == "ا":
            rest &= ~Is.VERBAL  # "باكياو": the noun of form IV is written with its hamza, "بإعلان"
        clitic = rest & (Is.NOUN | Is.ARTICLE | Is.VERBAL | Is.OBJECT_HEADS) or word.startswith(("بال", "لل"))
        if len(word) < 4 and not clitic and self.kind(c, 1) & Is.WORD:
            return not self.kind(c, 1) & (Is.PREPOSITIONS | Is.THAT | Is.TIME)  # "لي جونغ"
        if clitic or len(word) < 4 or (c.verb is not None and word[0] in c.verb.frames):
            return False
        following = self.kind(c, 1)
        return not following & (Is.PREPOSITIONS | Is.ARTICLE) or self.page.counts[word] > 1

    def _name_alone(self, c: Clause, word: str) -> bool:
        """``وأشار بلير إلى أن``, ``وقال بنس:``: no word that is known behind a letter, and no manner."""
        if c.i != c.begin or c.verb is None or c.i + 1 >= c.limit:
            return False
        following = self.kind(c, 1)
        if word[0] in c.verb.frames and not (following & Is.THAT or self.word(c, 1) in c.verb.frames):
            return False  # "طالب بتعويض"; but "دعت لاغارد إلى"
        known = self.kinds[c.i] | self.lexicon.kinds[word[1:]]
        if len(word) < _SHORTEST or known & ~(Is.WORD | Is.FINITE | Is.ADJECTIVE) or word.endswith(_OWN):
            return False
        if word[1:] in self.lexicon.words("manner") or word.startswith(("بال", "لل")):
            return False
        said = following & (Is.THAT | Is.BEFORE_THAT | Is.COMMA | Is.TIME | Is.PREPOSITIONS | Is.CUTS)
        return bool(said or not following & Is.WORD)

    def _time(self, c: Clause) -> bool:
        """A time; the subject may still follow it."""
        end, kind = self.page.dates.get(c.i), self.kinds[c.i]
        if end is None and kind & Is.DEMONSTRATIVES and self.kind(c, 1) & Is.PERIODS:
            end = c.i + 2
        if kind & Is.PERIODS and self.phrases.period_at(c.i):
            end = c.i + 2
        if self.word(c) == "فيما" and self.word(c, 1) == "بعد":
            end = c.i + 2  # later, and no contrast
        if self.words[c.i : c.i + 3] == OFTEN:
            end = c.i + 3
        if end is not None and end <= c.limit:
            c.i = end
            return True
        if not kind & Is.TIME or (kind & Is.CUTS and not self.kind(c, 1) & (Is.TIME_MORE | Is.DIGIT)):
            return False
        c.i += 1
        while self.kind(c) & (Is.TIME_MORE | Is.DIGIT) and c.i not in self.page.dates:
            if self.word(c) == "من" and not self.kind(c, 1) & Is.TIME:
                break  # "طلب أمس من الوزير", but "أول من أمس"
            c.i += 1
        return True

    def _adjunct(self, c: Clause) -> bool:
        """A preposition with its phrase (when, where, how), or a word that opens another clause."""
        kind = self.kinds[c.i]
        if kind & Is.NOT_REPORTED and self.kind(c, 1) & Is.THAT:
            return c.halt("comma")
        if kind & Is.CONTRASTS and c.part is not None and not kind & Is.NOT_REPORTED:
            return c.halt("comma")
        if c.part is not None and self._according(c) and not self._clause_ahead(c):
            return c.halt("comma")
        again = self.words[c.i] == "من" and self.word(c, 1) == "جديد"
        way = self.words[c.i] in _IN_A_WAY and bool(self.kind(c, 1) & Is.WORD)
        if kind & Is.ADVERBS or again or way:
            c.i += 1 + (again or way) + (way and self.word(c, 1) == "غير")  # "ويستبعد بشكل قاطع أي تأخير"
            return True
        joined = self.words[c.i][0] in "بل" and not kind & Is.NOUN
        said = self.words[c.i] == "الي" and any(k & Is.SAID_IN for k in self.kinds[max(c.i - 3, 0) : c.i])
        through = said or self.words[c.i] in ("مع", "عبر", "علي")  # "في تصريحات إلى قناة X"
        through = through or (self.words[c.i] == "الي" and self._speaks_to(c))
        if through and self._medium_ahead(c) and self._spoken_to(c):
            return True
        if not kind & (Is.PREPOSITIONS | Is.CUTS) and not joined:
            return False
        if (
            kind & (Is.PREPOSITIONS | Is.SAID_IN)
            and self.kind(c, 1) & Is.WORD
            and not self.kind(c, 1) & Is.THAT
        ):
            c.i += 1
        if c.i in self.page.dates:
            c.i = self.page.dates[c.i]
            return True
        c.i = c.behind = max(self._adjunct_end(c), c.i + 1)
        return True

    def _speaks_to(self, c: Clause) -> bool:
        """``صرح إلى صحيفة X بأن``: of a verb of speaking that does not take the preposition."""
        speaks = c.takes("quote") or c.takes("that")
        return speaks and not c.relays and c.part is not None and not c.takes("الي")

    def _medium_ahead(self, c: Clause) -> bool:
        """Whether a medium stands behind the preposition: by its noun, or by a name that is known."""
        if self.kind(c, 1) & Is.MEDIUM:
            return True
        found = self.page.parties.get(c.i + 1 + (c.i + 1 in self.page.closes))  # "مقابلة مع "رويترز""
        spoken = self.words[c.i] in ("الي", "مع") and found is not None and found[0].type in MEDIA
        return spoken and any(kind & Is.SAID_IN for kind in self.kinds[max(c.i - 3, 0) : c.i])

    def _according(self, c: Clause) -> bool:
        return phrase_at(self.words, c.i, self.lexicon.according) is not None

    def _adjunct_end(self, c: Clause) -> int:
        """Behind the noun of an adjunct; a verb right behind it describes it ("في بيان نقلته وكالة")."""
        if behind := self._announced_behind(c):
            return behind
        end = min(self.phrases.end(c.i, c.limit, c.verb, depth=3), c.limit)
        for k in range(c.i + 1, end):
            if self.kinds[k] & Is.HANDED or self.media.publishes(k):  # "في بيان نقلته "رويترز""
                return k
            if self.kinds[k] & Is.RELATIVES and k + 1 < end and self._relative_of_medium(k):
                return k + 1
        return end

    def _announced_behind(self, c: Clause) -> int:
        """``أعلنت الوزارة في بيان مقتل عشرين``: what is announced; 0 where it is of what the statement is."""
        at = c.i + bool(self.kinds[c.i] & Is.CUTS)  # "خلال مؤتمر"
        kind = self.kinds[at] if at < c.limit else 0
        if not kind & Is.OCCASIONS or kind & Is.ARTICLE or c.part is None or not c.takes("bare"):
            return 0
        at += 1
        described = self.kinds[at] & (_OF_WHAT_KIND | Is.VERBAL) if at < c.limit else 0
        at += bool(described) and not described & Is.VERBAL  # "في مؤتمر صحفي"
        if at >= c.limit or self.words[at] in self.lexicon.words("wishes") or self._clause_ahead(c):
            return 0
        held = self.words[at].rstrip("اه") in self.lexicon.words("held")  # "في مؤتمر صحفي عقده"
        return at if not held and self.phrases.begins_object(at, DEFINITE, c.limit) else 0

    def _relative_of_medium(self, k: int) -> bool:
        """``في رسالته التي نشرتها صحيفة X``: the relative clause tells through which medium it came."""
        return self.media.publishes(k + 1) or bool(self.kinds[k + 1] & Is.HANDED)

    def _of_press(self, c: Clause, ahead: int) -> bool:
        """``المواقع الإخبارية``, ``مواقع إلكترونية``."""
        word = bare(self.word(c, ahead))
        return word == "الكترونيه" or bool(self.lexicon.kinds[word] & Is.OF_THE_PRESS)

    def _spoken_to(self, c: Clause) -> bool:
        """``في مقابلة مع صحيفة X``, ``عبر قناة X``: the medium that the words came through."""
        found = self.page.parties.get(c.i + 1)
        if self.word(c, 1) in ("مواقع", "المواقع") and not self._of_press(c, 2):
            return False  # positions, not sites
        if self.word(c, 2) == "التواصل":
            return False  # "على موقع التواصل الاجتماعي"
        last = self.page.ends[c.i + 1] - 1
        if found is None and (self.kind(c, 1) & Is.OWNED or self.page.text[last] == "ه"):
            return False  # "على موقعها": the speaker's own
        if found and found[0].type is LinkType.SOCIAL:
            return False
        return self._tell(c, Part(c.i + 1, self.phrases.end(c.i + 1, c.limit)))
