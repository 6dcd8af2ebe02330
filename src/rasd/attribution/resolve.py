"""Who is meant: every mention of a party goes to the fullest mention that the article gives.

A mention is a known party, the same name again, a part of a fuller name, or a definite noun
("المصدر", "الوزير") that refers back. A candidate is taken only where type, head noun and agreement
allow it; the most salient (last mentioned) wins; with no candidate the mention stands for itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice

from rasd.attribution.draft import Part
from rasd.attribution.kinds import Kind, bare, kind_of, named_party, noun_of
from rasd.attribution.scan import Page
from rasd.lang.lexicon import Lexicon
from rasd.lang.normalize import fold
from rasd.model import Evidence, Link, LinkType, Span

_SAME = frozenset({"ذاته", "ذاتها", "نفسه", "نفسها", "المذكور", "المذكوره", "اياه", "اياها"})
_LONGEST_ANAPHOR = 3
_MOST_RECENT = 200  # parties among which one is looked for
_MOST_PLACES = 50  # places of a name that are looked at


@dataclass(slots=True)
class Entity:
    """A party of this article: the fullest name met so far, and what is known of it."""

    kind: Kind
    span: Span
    words: frozenset[str]
    agreement: str
    last: int
    description: str = ""
    via: tuple[Entity, ...] = field(default_factory=tuple)

    def link(self, text: str) -> Link:
        """The entity as a link of a chain."""
        name = self.span.of(text).strip(" ،,")
        if name.startswith("لل"):
            name = "ال" + name[2:]
        if self.kind.party is not None:
            key = f"party:{self.kind.party.id}"
        else:
            key = " ".join(w for w in fold(name).replace("_", " ").split() if w.isalnum())
        return Link(name, self.kind.type, self.span, self.description, key)


class Resolver:
    """Keeps the entities of one page and finds the one that a mention means."""

    def __init__(self, page: Page, lexicon: Lexicon) -> None:
        self.page, self.lexicon = page, lexicon
        self.entities: dict[int, Entity] = {}  # by identity, the one mentioned last at the end
        self._places: dict[str, list[int]] = {}

    def resolve(self, part: Part, agreement: str = "", relays: bool = False) -> tuple[Entity, Evidence]:
        """The entity that ``part`` means, and why; ``relays``: it passes on what others said."""
        part = self._issuer(part)
        kind = kind_of(part, self.page, self.lexicon)
        if relays and kind.rule == "no-head-noun":
            kind = kind._replace(type=LinkType.OUTLET, rule="relays-so-medium")
        span = part.span(self.page)
        words = self._bag(part)
        entity, rule = self._earlier(kind, words, agreement, part)
        if entity is None:
            entity = self._new(kind, part, words, agreement)
        elif rule in ("fuller-mention", "known-party-again") and len(words) > len(entity.words):
            entity.span, entity.words = self._named(kind, part)[0], words
            entity.kind = entity.kind._replace(head=kind.head or entity.kind.head)
        entity.last = part.begin
        self.entities.pop(id(entity), None)
        self.entities[id(entity)] = entity
        values = (("mention", span.of(self.page.text)), ("means", entity.span.of(self.page.text)))
        return entity, Evidence(rule, span, values=values)

    def _bag(self, part: Part) -> frozenset[str]:
        end = next((k for k in range(part.begin, part.end) if self.page.words[k] in "(["), part.end)
        if end + 1 < part.end and not self.page.words[end + 1].isdigit():
            end = part.end
        words = (w for word in Part(part.begin, end, part.skip).words(self.page) for w in word.split("_"))
        return frozenset(bare(w) for w in words if w not in _SAME and len(w) > 1)

    def _new(self, kind: Kind, part: Part, words: frozenset[str], agreement: str) -> Entity:
        span, description = self._named(kind, part)
        if kind.type is LinkType.PERSON and not kind.head:
            full = self._full_mention(part)
            if full is not None:
                kind = kind_of(full, self.page, self.lexicon)
                span, words = full.span(self.page), self._bag(full) | words
        return Entity(kind, span, words, agreement or kind.agreement, part.begin, description)

    def _named(self, kind: Kind, part: Part) -> tuple[Span, str]:
        """The name proper of a known party, and what the text says of it beside the name."""
        whole = part.span(self.page)
        if kind.party is None:
            return whole, ""
        named = named_party(part, self.page, self.lexicon)
        end = named[1] if named else part.end
        if self.page.closes.get(part.begin) == end:
            end += 1
        if end >= part.end:
            return whole, ""
        rest = self.page.span(end, part.end).of(self.page.text).strip(' "”“»«،,()')
        return Span(whole.start, self.page.ends[end - 1]), rest

    def _issuer(self, part: Part) -> Part:
        """``بيان للجيش`` speaks for the army: the chain ends at the issuer where one is named."""
        words, page = self.page.words, self.page
        head = words[part.begin][part.skip :]
        if bare(head) not in self.lexicon.issued or part.end - part.begin < 2:
            return part
        for at in range(part.begin + 1, min(part.begin + 4, part.end)):
            word = words[at]
            if word in ("عن", "من") and at + 1 < part.end:
                return Part(at + 1, part.end)
            if (word.startswith("ل") and noun_of(word[1:], self.lexicon)) or word.startswith("لل"):
                raw = page.text[page.starts[at] : page.ends[at]]
                return Part(at, part.end, 0 if raw.startswith("لل") else 1)
            found = noun_of(word, self.lexicon)
            if found and found[1].type in (LinkType.ORGANISATION, LinkType.PERSON) and at == part.begin + 1:
                return Part(at, part.end)
        return part

    def _earlier(
        self, kind: Kind, words: frozenset[str], agreement: str, part: Part
    ) -> tuple[Entity | None, str]:
        """The earlier entity that is meant, by the first rule that finds one, and the rule's name."""
        latest = list(islice(reversed(self.entities.values()), _MOST_RECENT))
        latest.reverse()
        recent = sorted(latest, key=lambda e: -e.last)
        if kind.party is not None:
            same = [e for e in recent if e.kind.party and e.kind.party.id == kind.party.id]
            return (same[0], "known-party-again") if same else (None, "known-party")
        back = self._refers_back(kind, words, agreement, part, recent)
        if back is not None:
            return back, "definite-noun-refers-back"
        if kind.type in (LinkType.UNNAMED, LinkType.DOCUMENT):
            equal = [e for e in recent if e.words == words]
            return (equal[0], "same-words-again") if equal else (None, "new-party")
        for e in recent:
            if e.words == words:
                return e, "same-words-again"
        for e in recent:
            if words < e.words and e.kind.type is kind.type and self._by_name(words, e):
                return e, "part-of-name"
        for e in recent:
            if (
                e.words < words
                and e.kind.type is kind.type
                and self._by_name(e.words, e)
                and (kind.type is LinkType.PERSON and "او" not in words)
            ):
                return e, "fuller-mention"
        return None, "new-party"

    def _by_name(self, words: frozenset[str], entity: Entity) -> bool:
        """Whether the shared words hold a name rather than a mere title such as "وزير"."""
        names = [w for w in words if w not in self.lexicon.nouns]
        return bool(names) or (entity.kind.head in words and len(words) > 1)

    def _refers_back(
        self, kind: Kind, words: frozenset[str], agreement: str, part: Part, recent: list[Entity]
    ) -> Entity | None:
        first = self.page.words[part.begin][part.skip :]
        if first in self.lexicon.words("demonstratives") and part.end - part.begin > 1:
            inner = Part(part.begin + 1, part.end)
            kind, words = kind_of(inner, self.page, self.lexicon), self._bag(inner)
        elif not first.startswith("ال") or not kind.head:
            return None
        if len(words) > _LONGEST_ANAPHOR:
            return None
        others = words - {kind.head}
        agrees = agreement or kind.agreement
        return (
            next((e for e in recent if e.kind.head == kind.head and others <= e.words), None)
            or (None if others else self._of_type(kind, agrees, recent))
            or next((e for e in recent if self._titled(e, kind.head) and others <= e.words), None)
            or (self._only_one(kind, others, recent) if self._plain(part) else None)
        )

    def _of_type(self, kind: Kind, agreement: str, recent: list[Entity]) -> Entity | None:
        """The last party of a type that the noun may stand for: "المصدر" for a statement or an official."""
        for wanted in self.lexicon.anaphora.get(kind.head, ()):
            for e in recent:
                if e.kind.type is wanted and self._agrees(e, agreement):
                    return e
        return None

    def _plain(self, part: Part) -> bool:
        """Whether nothing but adjectives with the article follows the noun: "الوحدة المتحالفة"."""
        words = part.words(self.page)
        return all(w.startswith("ال") or w in _SAME for w in words if len(w) > 1 and w[0].isalpha())

    @staticmethod
    def _titled(entity: Entity, head: str) -> bool:
        return entity.kind.type is LinkType.PERSON and head in entity.words

    def _only_one(self, kind: Kind, others: frozenset[str], recent: list[Entity]) -> Entity | None:
        """The one earlier party of that head noun, or for a lone person noun the one earlier person."""
        plain = not any(w.endswith(("ي", "يه")) for w in others)
        same = [e for e in recent if e.kind.head == kind.head and e.kind.type is kind.type]
        if len(same) == 1 and plain:
            return same[0]
        people = [e for e in recent if e.kind.type is LinkType.PERSON]
        unheaded = [e for e in people if not e.kind.head]
        if kind.type is LinkType.PERSON and plain and len(people) == 1 and unheaded:
            return people[0]
        return None

    @staticmethod
    def _agrees(entity: Entity, agreement: str) -> bool:
        return not agreement or not entity.agreement or entity.agreement == agreement

    def _full_mention(self, part: Part) -> Part | None:
        """For a bare surname: the first place of the text that gives title and name before that surname."""
        page = self.page
        surname = page.words[part.end - 1]
        for at in self._standing(surname):
            if part.begin <= at < part.end:
                continue
            begin = self._title_before(at)
            if begin is not None and part.words(page)[0] in page.words[begin : at + 1]:
                return Part(begin, at + 1)
        return None

    def _standing(self, word: str) -> list[int]:
        """The first tokens that are this word."""
        if not self._places:
            for at, each in enumerate(self.page.words):
                places = self._places.setdefault(each, [])
                if len(places) < _MOST_PLACES:
                    places.append(at)
        return self._places.get(word, [])

    def _title_before(self, at: int) -> int | None:
        """The nearest person noun before a name, with only words of the same phrase between."""
        page, lexicon = self.page, self.lexicon
        for k in range(at - 1, max(at - 8, -1), -1):
            if not page.is_word(k) or page.words[k] in lexicon.words("cuts"):
                return None
            if page.words[k] in lexicon.cues and page.words[k] not in lexicon.nouns:
                return None
            found = noun_of(page.words[k], lexicon)
            if found and found[1].type is LinkType.PERSON:
                previous = noun_of(page.words[k - 1], lexicon) if k and page.is_word(k - 1) else None
                chained = previous is not None and previous[1].type is LinkType.PERSON
                return k - 1 if chained else k
        return None
