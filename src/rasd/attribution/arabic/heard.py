"""Which of the parties heard so far a definite noun means: by title, trade, country or document."""

from __future__ import annotations

from rasd.attribution.arabic.holders import Holders
from rasd.attribution.arabic.media import OF_HIS
from rasd.attribution.draft import Part
from rasd.attribution.entities import Entity, Kind
from rasd.attribution.scan import Page
from rasd.lang.arabic import bare
from rasd.lang.lexicon import Lexicon
from rasd.lang.parties import parties
from rasd.model import LinkType

NISBA = ("ي", "يه")
_ANY_TITLE = ("", "مدير")
_NO_COUNTRY = frozenset({"دولي", "محلي", "رسمي", "امني", "سياسي"})
_OFFICIALS = ("متحدث", "متحدثه", "ناطق", "وزير", "وزيره", "سفير", "سفيره", "مبعوث", "مستشار", "نائب", "ناءب")
_THEIRS = ("", "ه", "ها", "هم")
_TRADES = ("players", "artists", "scholars", "officials")
_STATEMENT = 24  # tokens from whoever speaks to "في بيان"


def _country(word: str) -> str:
    """A relative adjective in the masculine, in one spelling."""
    return word.removesuffix("ه").replace("اميركي", "امريكي")


class Heard:
    """Searches the parties of one page, the most recent first."""

    page: Page
    lexicon: Lexicon
    mentions: Holders

    def _called_again(
        self, kind: Kind, others: frozenset[str], agrees: str, recent: list[Entity]
    ) -> Entity | None:
        """``الفنان`` for a singer: the one person heard so far, by another noun of his trade."""
        people = [e for e in recent if e.kind.type is LinkType.PERSON and self.mentions.named(e.words)]
        if kind.type not in (LinkType.PERSON, LinkType.UNNAMED) or len(people) != 1 or others:
            return None
        one, head = people[0], kind.head
        trades = (t for t in _TRADES if head in self.lexicon.words(t))
        alike = any(not one.kind.head or one.kind.head in self.lexicon.words(t) for t in trades)
        return one if alike and self._agrees(one, agrees) else None

    def _of_country(self, kind: Kind, others: frozenset[str], recent: list[Entity]) -> Entity | None:
        """``المسؤول الأميركي``, ``النجم الغاني``: the one person of that country who may be called so."""
        epithets = self.lexicon.words("epithets")
        if kind.head not in epithets or not all(w.endswith(NISBA) for w in others):
            return None
        called, country = kind.head == "مسءول", {_country(w) for w in others}
        known = [
            e
            for e in recent
            if e.kind.type in (LinkType.PERSON, LinkType.UNNAMED)
            and (
                e.kind.head in epithets or e.kind.head in _ANY_TITLE or (called and e.kind.head in _OFFICIALS)
            )
            and self._agrees(e, kind.agreement)
            and country <= {_country(w) for w in e.words}
        ]
        return known[0] if len(known) == 1 and not country & _NO_COUNTRY else None

    def _issuer_of(self, head: str, part: Part, recent: list[Entity]) -> Entity | None:
        """``قال الناطق في بيان إن ... وأضاف البيان``: whoever was last heard spoke in it.

        Else the one body heard so far, where the text tells of no other document by that noun.
        """
        for e in recent:
            if self._spoke_in(e, head, part):
                return e
        bodies = [e for e in recent if e.kind.type in (LinkType.ORGANISATION, LinkType.OUTLET)]
        told = len(recent) == len(bodies) == 1 and head in self.lexicon.words("issued_once")
        return bodies[0] if told and not self.mentions.told_before(head, part) else None

    def _spoke_in(self, entity: Entity, head: str, part: Part) -> bool:
        """In a statement, or in a report of his own: ``توقعت الهيئة في تقريرها أمطارا. وأورد التقرير أن``."""
        if entity.kind.type is LinkType.DOCUMENT:
            return False
        words = self.page.words
        spoken = [head + pronoun for pronoun in _THEIRS if pronoun or head == "بيان"]
        near = range(entity.last, min(entity.last + _STATEMENT, part.begin - 1))
        said = (k + 1 for k in near if words[k] in ("في", "خلال"))
        return any(words[k] in spoken or (words[k] == head and words[k + 1] in OF_HIS) for k in said)

    @staticmethod
    def _titled(entity: Entity, head: str) -> bool:
        return entity.kind.type is LinkType.PERSON and head in entity.words

    def _with_title(self, kind: Kind, others: frozenset[str], recent: list[Entity]) -> Entity | None:
        """``المدرب``: who was named with that title among others; a body is not the man who heads it."""
        if kind.type is LinkType.ORGANISATION and kind.head not in self.lexicon.double:
            return None
        return next((e for e in recent if self._titled(e, kind.head) and others <= e.words), None)

    def _only_titled(self, kind: Kind, others: frozenset[str], recent: list[Entity]) -> Entity | None:
        """``المدرب السعودي``: the one earlier person of that title, where only adjectives are added."""
        if kind.type is not LinkType.PERSON:
            return None
        country = any(w.endswith(NISBA) for w in others)
        head = kind.head if country else bare(kind.head)  # "الرئيس" of a club
        titled = [e for e in recent if self._titled(e, head)]
        plain = all(w.endswith(NISBA) or (titled and w in titled[0].words) for w in others)
        return titled[0] if len(titled) == 1 and plain else None

    def _only_one(self, kind: Kind, others: frozenset[str], recent: list[Entity]) -> Entity | None:
        """The one earlier party of that head noun, or for a lone person noun the one earlier person."""
        plain = not any(w.endswith(NISBA) for w in others)
        if kind.head in self.lexicon.words("called_by_trade"):  # "المنظمة الحقوقية" for the one of them
            plain = not parties().told_by(others)
        same = [e for e in recent if e.kind.head == kind.head and e.kind.type is kind.type]
        unnamed = kind.type is LinkType.UNNAMED  # "المصدر الرسمي الأردني", for "مصدر أردني رفيع"
        if len(same) == 1 and (plain or (unnamed and others & same[0].words)):
            return same[0]
        people = [e for e in recent if e.kind.type is LinkType.PERSON]
        unheaded = [e for e in people if not e.kind.head]
        if kind.type is LinkType.PERSON and plain and len(people) == 1 and unheaded:
            return people[0]
        return None

    @staticmethod
    def _agrees(entity: Entity, agreement: str) -> bool:
        return not agreement or not entity.agreement or entity.agreement == agreement
