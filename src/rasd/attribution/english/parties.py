"""Who is meant in English: pronouns, surnames, "the ministry", and what kind of party a phrase names."""

from __future__ import annotations

from rasd.attribution.draft import Part
from rasd.attribution.english.phrases import Phrases
from rasd.attribution.entities import Entity, Kind
from rasd.attribution.recalling import Recalling
from rasd.attribution.scan import Page
from rasd.lang.english import En, EnglishLexicon
from rasd.lang.parties import Party
from rasd.model import LinkType, Span

_MOST_PLACES = 50  # places of a name that are looked at
_REACH = 6  # tokens in which a known party must begin
_HE, _SHE, _THEY, _IT = "he", "she", "they", "it"
_AGREES = {_HE: "m", "him": "m", _SHE: "f", "her": "f", _THEY: "p", "them": "p", _IT: "n",
           "his": "m", "their": "p", "its": "n"}  # fmt: skip
_OF_PEOPLE = ("er", "or", "ist", "man", "woman", "ian")  # endings of those who do something
_SPEAKERS = frozenset({"i", "we", "my", "our", "me", "us", "you"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_INDEFINITE = frozenset({
    "a", "an", "one", "some", "several", "many", "two", "three", "four", "five", "another", "other",
    "most", "few", "dozens", "hundreds", "thousands", "both",
})  # fmt: skip


class Resolver(Recalling):
    """Finds the party that a mention means, on one page in English."""

    UNHEADED = "name"

    def __init__(self, page: Page, english: EnglishLexicon, phrases: Phrases) -> None:
        super().__init__(page)
        self.english, self.phrases = english, phrases
        self._by_name: dict[str, list[int]] | None = None

    # ------------------------------------------------------------------ what stands for another

    def _meant(self, part: Part) -> Part:
        """What a relative pronoun describes; who issued a document."""
        return self._issuer(self._antecedent(part))

    def _antecedent(self, part: Part) -> Part:
        """``the senator, who said``: what the relative pronoun describes."""
        relative = self.kinds[part.begin] & En.RELATIVES or self.words[part.begin] == "that"
        if part.end - part.begin != 1 or not relative or not part.begin:
            return part
        end = part.begin - bool(self.kinds[part.begin - 1] & En.COMMA)
        return self.phrases.subject(end) or part if end else part

    def _issuer(self, part: Part) -> Part:
        """``a statement by the ministry``: the chain ends at the issuer where one is named."""
        for k in range(part.begin, part.end - 1):
            noun = self.english.nouns.get(self.words[k])
            if noun and noun.type is LinkType.DOCUMENT and self.words[k + 1] in ("by", "from", "of"):
                issued = Part(k + 2, part.end)
                if issued.begin < issued.end and self.kind(issued).rule not in ("no-words", "name-alone"):
                    return issued
            if self.words[k] == "'s" and part.end - k < 6:
                owned = self.english.nouns.get(self.words[part.end - 1])
                if owned and owned.type is LinkType.DOCUMENT:
                    return Part(part.begin, k)
        return part

    def _pronoun(self, part: Part) -> tuple[Entity | None, str]:
        wanted = _AGREES.get(self.words[part.begin])
        if wanted is None:
            return None, ""
        for entity in self.recent():
            if self._fits(entity, wanted):
                if wanted in "mf" and not entity.agreement:
                    entity.agreement = wanted
                return entity, "pronoun-refers-back"
        person = self._named_before(part.begin) if wanted in "mf" else None
        if person is not None:
            entity, _ = self._mention(person, self.kind(person))
            entity.agreement = wanted
            return entity, "pronoun-refers-back"
        return None, ""

    @staticmethod
    def _fits(entity: Entity, wanted: str) -> bool:
        kind = entity.kind.type
        if wanted in "mf":
            return kind in (LinkType.PERSON, LinkType.UNNAMED) and entity.agreement in ("", wanted)
        if wanted == "p":
            several = entity.agreement == "p" or kind in (
                LinkType.ORGANISATION,
                LinkType.AGENCY,
                LinkType.OUTLET,
            )
            return several or kind is LinkType.UNNAMED
        return kind not in (LinkType.PERSON, LinkType.UNNAMED) and entity.agreement != "p"

    def _named_before(self, at: int) -> Part | None:
        """The last person named in the text before the token, of two names or with a title."""
        k = at - 1
        while k > max(at - 120, 0):
            if (
                self.phrases.capital[k]
                and self.kinds[k] & En.WORD
                and not self.kinds[k] & (En.TIMES | En.PREPOSITIONS)
            ):
                begin = k
                while begin and self._in_name(begin - 1):
                    begin -= 1
                part = Part(begin, k + 1)
                if (
                    k > begin
                    and self.kind(part).type is LinkType.PERSON
                    and self.page.sentence(k)[0] != begin
                ):
                    return part
                k = begin
            k -= 1
        return None

    def _in_name(self, k: int) -> bool:
        name = (
            self.phrases.capital[k]
            and self.kinds[k] & En.WORD
            and not self.kinds[k] & (En.DETERMINERS | En.TIMES)
        )
        return bool(name and not self.kinds[k] & En.PREPOSITIONS)

    # ------------------------------------------------------------------ mentions

    def bag(self, part: Part) -> frozenset[str]:
        """The words that mentions are compared by: names and nouns."""
        closed = En.DETERMINERS | En.PREPOSITIONS | En.CONJUNCTIONS | En.AUXILIARIES
        words = (self.words[k] for k in range(part.begin, part.end) if not self.kinds[k] & closed)
        return frozenset(w for w in words if w[:1].isalnum())

    def _mention(self, part: Part, kind: Kind) -> tuple[Entity, str]:
        """The earlier party of that name, by the first rule that finds one; else a new one."""
        apart = self._apart(part) if kind.rule == "named-apart" else None
        words = self.bag(apart or self._core(part))
        recent = self.recent()
        if kind.party is not None:
            known = self.again(kind)
            return (known, "known-party-again") if known else (self._new(part, kind, words), "known-party")
        alike = (e for e in recent if e.words == words and e.kind.type is kind.type)
        again = next(alike, None) if kind.type is not LinkType.UNNAMED else None
        if again is not None:
            return again, "same-words-again"
        back = self._definite(part, kind, words, recent)
        if back is not None:
            return back, "definite-noun-refers-back"
        return self._person(part, kind, words) or (self._new(part, kind, words), "new-party")

    def _person(self, part: Part, kind: Kind, words: frozenset[str]) -> tuple[Entity, str] | None:
        """``Clinton`` after ``Hillary Clinton``; before it, the fullest mention that the text gives."""
        if kind.type is not LinkType.PERSON:
            return None
        names = words - self.english.nouns.keys()
        for entity in self.recent():
            known = entity.words - self.english.nouns.keys()
            within = bool(names and known) and (names <= known or known <= names)
            if within and entity.kind.type is kind.type and self._surname(part) == self._last(entity):
                if len(words) > len(entity.words):
                    entity.span, entity.words = self._core(part).span(self.page), words
                return entity, "part-of-name"
        full = self._full(part)
        return (self._new(full, kind, self.bag(full)), "fuller-mention") if full is not None else None

    def _surname(self, part: Part) -> str:
        core = self._core(part)
        names = [
            self.words[k]
            for k in range(core.begin, core.end)
            if self.phrases.capital[k] and self.words[k][0].isalnum()
        ]
        return names[-1] if names else ""

    def _last(self, entity: Entity) -> str:
        begin, end = self.page.token_at(entity.span.start), self.page.token_at(entity.span.end - 1) + 1
        return self._surname(Part(begin, end))

    def _full(self, part: Part) -> Part | None:
        """Where the text gives a lone surname with a first name or a title: ``Senator Ann Lee``."""
        name = self._surname(part)
        if not name or part.end - part.begin > 2:
            return None
        best = None
        for at in self._places().get(name, ()):
            if part.begin <= at < part.end:
                continue
            begin = at
            while begin and self._in_name(begin - 1) and at - begin < 6:
                begin -= 1
            if begin < at and (best is None or at - begin > best.end - 1 - best.begin):
                best = Part(begin, at + 1)
        return best

    def _places(self) -> dict[str, list[int]]:
        """Where each word stands with a capital, the first places of it."""
        if self._by_name is None:
            self._by_name = {}
            for at, word in enumerate(self.words):
                places = self._by_name.setdefault(word, []) if self.phrases.capital[at] else []
                if len(places) < _MOST_PLACES:
                    places.append(at)
        return self._by_name

    def _definite(self, part: Part, kind: Kind, words: frozenset[str], recent: list[Entity]) -> Entity | None:
        """``the ministry``, ``the source``: the last party of that noun, or of a type it may stand for."""
        if (
            self.words[part.begin] not in _DEFINITE
            or not kind.head
            or any(self._name_at(k) for k in range(part.begin, part.end))
        ):
            return None
        for entity in recent:
            if kind.head in entity.words and words <= entity.words | {kind.head}:
                return entity
        return self.of_types(self.english.anaphora.get(kind.head, ()))

    def _name_at(self, k: int) -> bool:
        return self.phrases.capital[k] and self.page.sentence(k)[0] != k and self.kinds[k] & En.WORD > 0

    def _new(self, part: Part, kind: Kind, words: frozenset[str]) -> Entity:
        core = self._core(part)
        whole = part.span(self.page)
        named = self._named(part) if kind.party else None
        if kind.rule == "named-apart":
            core = Part(part.begin, part.end - (not self.kinds[part.end - 1] & En.WORD))
        span = core.span(self.page) if named is None else Span(whole.start, self.page.ends[named[1] - 1])
        rest = Span(span.end, max(whole.end, span.end)).of(self.page.text).strip(' ,"“”()')
        return Entity(kind, span, words, kind.agreement, part.begin, rest)

    def _core(self, part: Part) -> Part:
        """The phrase without what is said of it: up to its comma, bracket or relative clause."""
        for k in range(part.begin + 1, part.end):
            stop = self.kinds[k] & (En.COMMA | En.DASH | En.RELATIVES)
            told = (
                self.kinds[k] & En.NARRATED and not self.kinds[k - 1] & En.DETERMINERS
            )  # "an unnamed official"
            stop = stop or (told and not self.phrases.capital[k])
            if (stop and not self._place(k)) or self.words[k] in "([":
                return Part(part.begin, k)
        end = part.end
        while end - 1 > part.begin and (not self.kinds[end - 1] & En.WORD or self.words[end - 1] == "'s"):
            end -= 1
        return Part(part.begin, end)

    def _apart(self, part: Part) -> Part | None:
        """``a spokeswoman for the ministry, Layla Omar``: the name that stands behind the title's comma."""
        comma = self._core(part).end
        if (
            comma + 2 >= part.end
            or not self.kinds[comma] & En.COMMA
            or not self.kinds[part.begin] & En.DETERMINERS
        ):
            return None
        names = range(comma + 1, comma + 3)
        return Part(comma + 1, part.end) if all(self.phrases.capital[k] for k in names) else None

    def _place(self, k: int) -> bool:
        return (
            self.words[k - 1].endswith(".") and self.kinds[k] & En.COMMA > 0 and self.phrases.capital[k - 1]
        )

    # ------------------------------------------------------------------ kinds

    def _named(self, part: Part) -> tuple[Party, int] | None:
        """The known party whose name opens the part, and the token behind the name."""
        for at in range(part.begin, min(part.begin + _REACH, part.end)):
            found = self.page.parties.get(at)
            if found and found[1] <= part.end:
                before = range(part.begin, at)
                opens = all(
                    self.kinds[k] & En.DETERMINERS or not self.kinds[k] & En.WORD or self._generic(k)
                    for k in before
                )
                behind = self.words[found[1]] if found[1] < part.end else ""
                return found if opens and behind not in ("'s", "'") else None
        return None

    def _generic(self, k: int) -> bool:
        noun = self.english.nouns.get(self.words[k])
        return noun is not None and noun.type in (LinkType.AGENCY, LinkType.OUTLET)

    def kind(self, part: Part) -> Kind:
        """The kind of the party that ``part`` names."""
        named = self._named(part)
        if named is not None:
            return Kind(named[0].type, "", "n", named[0], "known-party")
        first = self.words[part.begin]
        if part.end - part.begin == 1 and (first in _SPEAKERS or first in _AGREES):
            return Kind(LinkType.PERSON, "", _AGREES.get(first, ""), None, "pronoun")
        if self._apart(part) is not None:
            noun = self.english.nouns.get(self.words[self._core(part).end - 1])
            return Kind(LinkType.PERSON, "", noun.agreement if noun else "", None, "named-apart")
        core = self._core(part)
        head_end = next(
            (k for k in range(core.begin + 1, core.end) if self.kinds[k] & En.PREPOSITIONS), core.end
        )
        return self._headed(core.begin, head_end)

    def _headed(self, begin: int, end: int) -> Kind:
        """The kind by the last noun of the phrase, its names and its article."""
        words, nouns = self.words, self.english.nouns
        named = [k for k in range(begin, end) if self.phrases.capital[k] and self.kinds[k] & En.WORD
                 and not self.kinds[k] & En.DETERMINERS and words[k] not in nouns]  # fmt: skip
        last = words[end - 1]
        noun = nouns.get(last) or nouns.get(last.removesuffix("s"))
        head = last if last in nouns else last.removesuffix("s")
        if noun is not None and not (named and named[-1] > end - 2):
            if last in self.english.unnamed or (noun.type is LinkType.PERSON and self._nobody(begin, end)):
                agreement = "p" if last.endswith("s") else noun.agreement
                return Kind(LinkType.UNNAMED, head, agreement, None, "indefinite-head")
            return Kind(noun.type, head, noun.agreement, None, "head-noun")
        title = next((nouns[words[k]] for k in range(begin, end) if words[k] in nouns), None)
        if title is not None and title.type is LinkType.PERSON:
            return Kind(LinkType.PERSON, "", title.agreement, None, "title")
        if named and last.isalpha() and (last in self.english.states or self._initials(begin, end)):
            return Kind(LinkType.ORGANISATION, last, "n", None, "state-speaks")
        if named:
            return Kind(LinkType.PERSON, "", "", None, "name")
        if words[begin] == "the" and last.endswith(_OF_PEOPLE):
            return Kind(LinkType.PERSON, last, "", None, "who-does-it")
        return Kind(LinkType.UNNAMED, last, "p" if last.endswith("s") else "", None, "no-name")

    def _initials(self, begin: int, end: int) -> bool:
        """``the FBI``, and not ``OMAR REDA`` in a transcript."""
        shouted = end - begin > 1 and self.page.raw(begin).isupper()
        return (
            self.page.raw(end - 1).isupper()
            and self.page.ends[end - 1] - self.page.starts[end - 1] > 1
            and not shouted
        )

    def _nobody(self, begin: int, end: int) -> bool:
        """An official, a witness or an expert left without a name."""
        first = self.words[begin]
        return (
            first in _INDEFINITE
            or self.words[end - 1].endswith("s")
            or (
                not self.kinds[begin] & En.DETERMINERS
                and (not any(self.phrases.capital[k] for k in range(begin, end)))
            )
        )
