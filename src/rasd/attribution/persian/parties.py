"""Who is meant in Persian: pronouns, surnames, «این منبع», and what kind of party a phrase names."""

from __future__ import annotations

from rasd.attribution.draft import Part
from rasd.attribution.entities import Entity, Kind
from rasd.attribution.recalling import Recalling
from rasd.attribution.scan import Page
from rasd.lang.parties import Party
from rasd.lang.persian import Fa, PersianLexicon
from rasd.model import LinkType, Span

_REACH = 6  # tokens in which a known party must begin
_HE = frozenset({"وي", "او", "ايشان"})
_THEY = frozenset({"انها", "انان", "اينان"})
_ISSUED = (LinkType.ORGANISATION, LinkType.PERSON, LinkType.AGENCY, LinkType.OUTLET)


class Resolver(Recalling):
    """Finds the party that a mention means, on one page in Persian."""

    UNHEADED = "no-head-noun"

    def __init__(self, page: Page, persian: PersianLexicon) -> None:
        super().__init__(page)
        self.persian = persian

    def _pronoun(self, part: Part) -> tuple[Entity | None, str]:
        word = self.words[part.begin]
        if word not in _HE | _THEY:
            return None, ""
        people = (LinkType.PERSON, LinkType.UNNAMED) if word in _HE else tuple(LinkType)
        for entity in self.recent():
            if entity.kind.type in people:
                return entity, "pronoun-refers-back"
        return None, ""

    def _meant(self, part: Part) -> Part:
        """``بیانیه وزارت خارجه``: the chain ends at the issuer where one is named."""
        noun = self.persian.nouns.get(self.words[part.begin])
        if noun is None or noun.type is not LinkType.DOCUMENT or part.end - part.begin < 2:
            return part
        behind = self.persian.nouns.get(self.words[part.begin + 1])
        issued = Part(part.begin + 1, part.end)
        known = part.begin + 1 in self.page.parties or (behind is not None and behind.type in _ISSUED)
        return issued if known else part

    # ------------------------------------------------------------------ mentions

    def bag(self, part: Part) -> frozenset[str]:
        """The words that mentions are compared by."""
        closed = Fa.PREPOSITIONS | Fa.CONJUNCTIONS | Fa.DEMONSTRATIVES | Fa.OBJECT_MARK
        words = (self.words[k] for k in range(part.begin, part.end) if not self.kinds[k] & closed)
        return frozenset(w for w in words if w[:1].isalnum())

    def _mention(self, part: Part, kind: Kind) -> tuple[Entity, str]:
        words = self.bag(part)
        recent = self.recent()
        if kind.party is not None:
            known = self.again(kind)
            return (known, "known-party-again") if known else (self._new(part, kind, words), "known-party")
        alike = (e for e in recent if e.words == words) if kind.type is not LinkType.UNNAMED else iter(())
        if (same := next(alike, None)) is not None:
            return same, "same-words-again"
        back = self._demonstrated(part, kind, recent)
        if back is not None:
            return back, "definite-noun-refers-back"
        named = next((entity for entity in recent if self._part_of(words, kind, entity)), None)
        return (named, "part-of-name") if named else (self._new(part, kind, words), "new-party")

    def _part_of(self, words: frozenset[str], kind: Kind, entity: Entity) -> bool:
        """A surname alone after title and name: ``احمدی`` for ``علی احمدی، رئیس سازمان``."""
        names = frozenset(w for w in words if w not in self.persian.nouns)
        person = entity.kind.type is LinkType.PERSON and kind.type is LinkType.PERSON
        return bool(names) and person and names < entity.words and len(words) <= 3

    def _demonstrated(self, part: Part, kind: Kind, recent: list[Entity]) -> Entity | None:
        """``این منبع``, ``این خبرگزاری``: the last party of that noun, or of a type it may stand for."""
        if not self.kinds[part.begin] & Fa.DEMONSTRATIVES or not kind.head:
            return None
        for entity in recent:
            if kind.head in entity.words or entity.kind.head == kind.head:
                return entity
        return self.of_types(self.persian.anaphora.get(kind.head, ()))

    def _new(self, part: Part, kind: Kind, words: frozenset[str]) -> Entity:
        whole, named = part.span(self.page), self._named(part)
        if kind.party is None or named is None:
            return Entity(kind, whole, words, kind.agreement, part.begin)
        span = Span(whole.start, self.page.ends[named[1] - 1])
        rest = Span(span.end, max(whole.end, span.end)).of(self.page.text).strip(" ،«»()")
        return Entity(kind, span, words, kind.agreement, part.begin, rest)

    # ------------------------------------------------------------------ kinds

    def _named(self, part: Part) -> tuple[Party, int] | None:
        """The known party that opens the part, or stands behind its generic word; the token behind it."""
        for at in range(part.begin, min(part.begin + _REACH, part.end)):
            found = self.page.parties.get(at)
            if found and found[1] <= part.end:
                noun = self.persian.nouns.get(self.words[part.begin])
                medium = noun is not None and noun.type in (LinkType.AGENCY, LinkType.OUTLET)
                opens = all(not self.kinds[k] & Fa.WORD for k in range(part.begin, at))
                return found if opens or medium else None
        return None

    def kind(self, part: Part) -> Kind:
        """The kind of the party that ``part`` names: its first noun tells, as it opens the phrase."""
        named = self._named(part)
        if named is not None:
            return Kind(named[0].type, "", "", named[0], "known-party")
        at = part.begin
        counted = False
        while at + 1 < part.end and (
            self.kinds[at] & (Fa.DEMONSTRATIVES | Fa.DIGIT | Fa.PREPOSITIONS) or self.words[at] in _COUNTS
        ):
            counted = counted or self.words[at] in _COUNTS
            at += 1
        word = self.words[at]
        if part.end - at == 1 and word in _HE | _THEY:
            return Kind(LinkType.PERSON, "", "", None, "pronoun")
        noun = self.persian.nouns.get(word)
        if word in self.persian.unnamed or (counted and noun and noun.type is LinkType.PERSON):
            return Kind(LinkType.UNNAMED, word, "", None, "indefinite-head")
        if noun is not None:
            return Kind(noun.type, word, "", None, "head-noun")
        if word in self.persian.states and part.end - at < 3:
            return Kind(LinkType.ORGANISATION, word, "", None, "state-speaks")
        if self.words[max(part.begin - 1, 0)] in _REPORTS and part.end - at < 3:
            return Kind(LinkType.AGENCY, "", "", None, "no-head-noun")  # "به گزارش تسنیم"
        title = any(self.kinds[k] & Fa.NOUN for k in range(at, part.end))
        return Kind(LinkType.PERSON, "", "", None, "title" if title else "no-head-noun")


_REPORTS = frozenset({"گزارش", "نوشته"})
_COUNTS = frozenset({"يك", "يكي", "دو", "سه", "چند", "برخي", "بعضي", "تعدادي", "شماري"})
