"""Who is meant: every mention of a party goes to the fullest mention that the article gives.

A mention is a known party, the same name again, a part of a fuller name, or a definite noun
("المصدر", "الوزير") that refers back. A candidate is taken only where type, head noun and agreement
allow it; the most salient (last mentioned) wins; with no candidate the mention stands for itself.
"""

from __future__ import annotations

from itertools import islice

from rasd.attribution.arabic.heard import NISBA, Heard
from rasd.attribution.arabic.holders import MINISTRIES, Holders
from rasd.attribution.arabic.kinds import kind_of, name_words, named_party, noun_of
from rasd.attribution.arabic.media import Media
from rasd.attribution.arabic.phrase import Phrases
from rasd.attribution.arabic.reading import ONE_OF
from rasd.attribution.arabic.spokesmen import spokesman
from rasd.attribution.draft import Part
from rasd.attribution.entities import Entity, Kind
from rasd.attribution.scan import Page
from rasd.lang.arabic import bare, has_article
from rasd.lang.flags import Is
from rasd.lang.lexicon import Lexicon
from rasd.lang.parties import parties
from rasd.model import Evidence, LinkType, Span

_LONGEST_ANAPHOR = 3
_LONGEST_OFFICE = 7  # words
_ISSUERS = (LinkType.ORGANISATION, LinkType.PERSON, LinkType.AGENCY, LinkType.OUTLET)
_STUDIES = ("دراسه", "دراسات", "استطلاع", "مسح")  # others than who made them speak in them
_REVEALED = ("كشف", "كشفت", "اعلن", "اعلنت", "افصح", "افصحت")
_OF_IT = ("عنه", "عنها")
_ISSUED = 5  # tokens from a statement to the verb of issuing
_THE_SAME = ("ذات", "نفس")
_THESE = "هءلاء"
_MOST_RECENT = 200  # parties among which one is looked for


def _stem(word: str) -> str:
    """``مسؤولون`` and ``مسؤولين`` are the same people."""
    return word[:-2] if word.endswith(("ون", "ين")) else word


class Resolver(Heard):
    """Keeps the entities of one page and finds the one that a mention means."""

    def __init__(self, page: Page, lexicon: Lexicon, phrases: Phrases) -> None:
        self.page, self.lexicon = page, lexicon
        self.mentions = Holders(page, lexicon, phrases)
        self.media = Media(page, lexicon, phrases)
        self.entities: dict[int, Entity] = {}  # by identity, the one mentioned last at the end

    def resolve(self, part: Part, agreement: str = "", relays: bool = False) -> tuple[Entity, Evidence]:
        """The entity that ``part`` means, and why; ``relays``: it passes on what others said."""
        if self.page.words[part.begin] in _THE_SAME and part.end - part.begin > 1:
            part = Part(part.begin + 1, part.end)  # "ذات المصادر"
        part = self._medium_of(part) or self._issuer(part)
        kind = kind_of(part, self.page, self.lexicon)
        if relays and kind.rule == "no-head-noun":
            kind = kind._replace(type=LinkType.OUTLET, rule="relays-so-medium")
        span = part.span(self.page)
        words = self.mentions.core_bag(part)
        entity, rule = self._earlier(kind, words, agreement, part)
        if entity is None:
            entity = self._new(kind, part, words, agreement)
            entity.via = self._one_of_them(part, kind)
        elif rule in ("fuller-mention", "known-party-again") and len(words) > len(entity.words):
            entity.span, entity.words = self._named(kind, part)[0], words
            entity.kind = entity.kind._replace(head=kind.head or entity.kind.head)
        entity.last = part.begin
        self.entities.pop(id(entity), None)
        self.entities[id(entity)] = entity
        values = (("mention", span.of(self.page.text)), ("means", entity.span.of(self.page.text)))
        return entity, Evidence(rule, span, values=values)

    def _one_of_them(self, part: Part, kind: Kind) -> tuple[Entity, ...]:
        """``قال أحد المسؤولين``: one of those whom a medium cited is known through it, too."""
        words = part.words(self.page)
        one = words[:1] == ["احدهم"] or (len(words) == 2 and words[0] in ONE_OF)
        if kind.type is not LinkType.UNNAMED or not one:
            return ()
        unnamed = (e for e in reversed(self.entities.values()) if e.kind.type is LinkType.UNNAMED)
        who = _stem(bare(words[1])) if len(words) > 1 else ""
        return next((e.via for e in unnamed if not who or who in set(map(_stem, e.words))), ())

    def _new(self, kind: Kind, part: Part, words: frozenset[str], agreement: str) -> Entity:
        if kind.party is not None:
            part = self._introduced(kind, part)
        span, description = self._named(kind, part)
        if kind.rule == "head-noun" and kind.type is LinkType.ORGANISATION:
            full = self.mentions.in_full(kind, words, part)
            if full is not None:
                span, words = self._named(kind, full)[0], self.mentions.bag(full)
        elif not self._titled_alone(kind, part) and (
            kind.rule == "no-head-noun" or (kind.type is LinkType.PERSON and not kind.party)
        ):
            full = self.mentions.full(part)
            if full is not None:
                fuller = kind_of(full, self.page, self.lexicon)
                # "محافظ سقطرى" is governor of what is named; "الرئيس ترامب" is named so.
                office = bool(kind.head) and not has_article(self.page.words[part.begin])
                unlike = office and fuller.rule == "no-head-noun"
                if (not kind.head or fuller.type is kind.type) and not unlike:
                    kind = fuller
                    span, description = self._named(kind, full)
                    words |= self.mentions.bag(full)
        return Entity(kind, span, words, agreement or kind.agreement, part.begin, description)

    def _titled_alone(self, kind: Kind, part: Part) -> bool:
        """``قائد عسكري ليبي``: a title with adjectives, of which no other mention could give the name."""
        head, *rest = part.words(self.page) or [""]
        return bool(kind.head and rest) and not has_article(head) and all(w.endswith(NISBA) for w in rest)

    def _introduced(self, kind: Kind, part: Part) -> Part:
        """A known medium as it was brought in: ``صحيفة "..." الإسبانية``, for its name alone."""
        kinds = self.page.kinds
        if kinds[part.begin] & Is.MEDIUM or kind.party is None:
            return part
        for at, (party, end) in self.page.parties.items():
            if party.id == kind.party.id and at < part.begin and kinds[at] & Is.MEDIUM:
                return Part(at, end)
        return part

    def _named(self, kind: Kind, part: Part) -> tuple[Span, str]:
        """The name proper of a known party, and what the text says of it beside the name."""
        whole = part.span(self.page)
        if kind.party is None:
            end = part.end
            if kind.type is LinkType.PERSON or self.mentions.told_of(kind, part):
                end = self.mentions.before_remark(part.begin, end)
            end = self.mentions.firm_end(part.begin, end)
            return Part(part.begin, max(end, part.begin + 1), part.skip).span(self.page), ""
        named = named_party(part, self.page, self.lexicon)
        end = named[1] if named else part.end
        if self.page.opens.get(end, -1) >= part.begin:
            end += 1
        joined = end < part.end and self.page.words[end] == "و"  # "مجلتا "س" و"ص""
        if end >= part.end or joined:
            return whole, ""
        rest = self.page.span(end, part.end).of(self.page.text).strip(' "”“»«،,()')
        return Span(whole.start, self.page.ends[end - 1]), rest

    def _issuer(self, part: Part) -> Part:
        """``بيان للجيش`` speaks for the army: the chain ends at the issuer where one is named."""
        words, page = self.page.words, self.page
        head = words[part.begin][part.skip :]
        if bare(head) not in self.lexicon.issued:
            return part
        behind = self._issued_by(part) or self._issuing(part)
        if behind is not None or part.end - part.begin < 2:
            return behind or part
        for at in range(part.begin + 1, min(part.begin + 4, part.end)):
            word = words[at]
            if word in ("عن", "من") and at + 1 < part.end:
                aside = at + 2 < part.end and words[at + 1] in ("جانب", "قبل")
                return Part(at + 1 + aside, part.end)
            if word == "ل" and at + 1 < part.end:
                return Part(at + 1, part.end)
            if at in page.parties:
                return Part(at, part.end, int(word.startswith("ل")))
            if (word.startswith("ل") and noun_of(word[1:], self.lexicon)) or word.startswith("لل"):
                return Part(at, part.end, 0 if page.raw(at).startswith("لل") else 1)
            found = noun_of(word, self.lexicon)
            press = self.lexicon.kinds[word] & Is.OF_THE_PRESS and not has_article(word)  # "بيان صحفي"
            if found and found[1].type in _ISSUERS and at == part.begin + 1 and not press:
                return Part(at, part.end)
        return part

    def _medium_of(self, part: Part) -> Part | None:
        """``تقرير نشرته صحيفة X``, ``مراسل وكالة Y``: the medium whose report or whose man it is."""
        head = bare(self.page.words[part.begin][part.skip :])
        own = self.lexicon.kinds[head] & Is.CORRESPONDENTS
        if not own and head not in self.lexicon.words("of_media"):
            return None
        limit = self.page.sentence(part.begin)[1]
        medium = self.media.behind_noun(part.begin + 1, limit)
        if medium is None:
            medium = self.media.named(part.begin + 1, limit)
            alone = medium is not None and medium.end - medium.begin == 1
            if medium is None or (alone and not self._medium_alone(medium.begin)):
                return None  # "تقارير صحيفة"
        if own and self.page.kinds[medium.begin] & Is.ARTICLE:  # "مراسل الوكالة في حلب"
            rest = range(medium.begin, medium.end)
            at = next((k for k in rest if self.page.kinds[k] & Is.PREPOSITIONS), medium.end)
            medium.end = at
        return medium

    def _medium_alone(self, at: int) -> bool:
        """Whether one word is a medium: a known name, or a noun that refers back."""
        return at in self.page.parties or bool(self.page.kinds[at] & Is.ARTICLE)

    def _issued_by(self, part: Part) -> Part | None:
        """``بيان صادر عن مكتب الرئيس``, ``بيان عن إدارة الجائزة``: the issuer behind the phrase."""
        words, kinds = self.page.words, self.page.kinds
        at, limit = part.end, self.page.sentence(part.begin)[1]
        while at < limit and (kinds[at] & Is.COMMA or words[at] in self.lexicon.words("issued_by")):
            at += 1
        if at + 1 >= limit or words[at] != "عن" or not kinds[at + 1] & (Is.BODY | Is.PERSON):
            return None
        return Part(at + 1, self.mentions.phrases.end(at + 1, limit))

    def _issuing(self, part: Part) -> Part | None:
        """``حصيلة جديدة أعلنها نائب الوزير``, ``البيان الذي أصدرته الشركة``: who issues it, with a name."""
        words, kinds = self.page.words, self.page.kinds
        if bare(words[part.begin][part.skip :]) in _STUDIES:
            return None
        limit = self.page.sentence(part.begin)[1]
        for at in range(part.begin + 1, min(part.begin + _ISSUED + 1, limit - 1)):
            revealed = words[at] in _REVEALED and words[at + 1] in _OF_IT  # "أرقام كشف عنها المجلس"
            if revealed or words[at] in self.lexicon.words("issuing"):
                issuer = Part(at + 1 + revealed, self.mentions.phrases.end(at + 1 + revealed, limit))
                kind = kind_of(issuer, self.page, self.lexicon).type
                return issuer if kind in (LinkType.ORGANISATION, LinkType.PERSON) else None
            if not kinds[at] & (Is.WORD | Is.RELATIVES) or kinds[at] & Is.PREPOSITIONS:
                break
        return None

    def _earlier(
        self, kind: Kind, words: frozenset[str], agreement: str, part: Part
    ) -> tuple[Entity | None, str]:
        """The earlier entity that is meant, by the first rule that finds one, and the rule's name."""
        latest = list(islice(reversed(self.entities.values()), _MOST_RECENT))
        latest.reverse()
        recent = sorted((e for e in latest if not self._of_two(e, words)), key=lambda e: -e.last)
        if kind.party is not None:
            same = [e for e in recent if e.kind.party and e.kind.party.id == kind.party.id]
            return (same[0], "known-party-again") if same else (None, "known-party")
        core = Part(part.begin, self.mentions.before_remark(part.begin, part.end), part.skip)
        if part.begin < core.end < part.end:  # "المصدر الذي طلب عدم ذكر اسمه"
            part, words = core, self.mentions.bag(core)
        back = self._refers_back(kind, words, agreement, part, recent)
        if back is not None:
            return back, "definite-noun-refers-back"
        narrated = None
        if self._anaphor(part, kind, words):
            narrated = self.mentions.narrated(kind, words - {kind.head}, part)
            if narrated is None and len(words) == 1:
                narrated = self.mentions.narrower(kind, part)
        elif self._by_trade(part, kind):
            narrated = self.mentions.only_named(kind, part)
        elif self._medium_unnamed(part, kind):
            narrated = self._named_later(part, kind)
        if narrated is not None:
            return self._brought_in(narrated, agreement, recent)
        if named := spokesman(kind, words, part, recent, self.mentions):
            return named, "definite-noun-refers-back"
        known, rule = self._same_name(kind, words, recent)
        holder = None if known else self._holder(kind, words, part)
        return self._brought_in(holder, agreement, recent) if holder else (known, rule)

    def _of_two(self, entity: Entity, words: frozenset[str]) -> bool:
        """``الشرطة والجيش الوطني`` spoke together, and are not the police that ``words`` tell of."""
        joined = [w for w in entity.words if w.startswith("وال") and w not in words]
        if not joined or (entity.kind.type is LinkType.PERSON and entity.kind.head):
            return False  # "وكيل الوزارة للميزانية والتنظيم"
        state = len(words) == 1 and (*words,) in self.lexicon.states
        return state or any(map(self.mentions.of_two, joined))

    def _holder(self, kind: Kind, words: frozenset[str], part: Part) -> Part | None:
        """``وزير الصحة``, ``الرئيس التونسي``: where the text names the one who has that office.

        ``البنتاغون``: where it names the ministry in full.
        """
        if other := self.lexicon.aliases.get(bare(kind.head)):
            return self.mentions.called_otherwise(other, part)
        if kind.type is not LinkType.PERSON:
            return None
        if self._office(part, kind):
            plain = frozenset(w for w in words if not parties().told_by((w,)))
            found = self.mentions.office_holder(kind, words, part)
            return found or (self.mentions.office_holder(kind, plain, part) if plain < words else None)
        countries = self._countries(part, kind, words)
        return self.mentions.of_country(kind, countries, part) if countries else None

    def _brought_in(self, narrated: Part, agreement: str, recent: list[Entity]) -> tuple[Entity | None, str]:
        """The entity of a mention that is no source."""
        issuer = self._medium_of(narrated) or self._issuer(narrated)
        if issuer is not narrated:
            return self.resolve(issuer)[0], "definite-noun-refers-back"
        bag = self.mentions.bag(narrated)
        entity = self._new(kind_of(narrated, self.page, self.lexicon), narrated, bag, agreement)
        alike = (entity.words, entity.words | MINISTRIES)  # "الخارجية الأميركية"
        again = next((e for e in recent if e.words in alike), entity)
        return again, "definite-noun-refers-back"

    def _same_name(
        self, kind: Kind, words: frozenset[str], recent: list[Entity]
    ) -> tuple[Entity | None, str]:
        """The party of the same words, of a fuller name, or of a part of this one."""
        for e in recent:
            if e.words == words:
                return e, "same-words-again"
        if kind.type in (LinkType.UNNAMED, LinkType.DOCUMENT):
            return None, "new-party"
        if kind.type is LinkType.PERSON and (found := self._with_country(kind, words, recent)):
            return found, "part-of-name"
        for e in recent:
            alike = e.kind.type is kind.type or kind.rule == "no-head-noun"
            if words < e.words and alike and self._by_name(words, e):
                return e, "part-of-name"
        if kind.type is LinkType.PERSON and "او" not in words:
            for e in recent:
                if e.words < words and e.kind.type is kind.type and self._by_name(e.words, e):
                    return e, "fuller-mention"
        return None, "new-party"

    def _with_country(self, kind: Kind, words: frozenset[str], recent: list[Entity]) -> Entity | None:
        """``وزير الطاقة الإماراتي``: the minister of energy known, of whom no country was told."""
        plain = frozenset(w for w in words if not w.endswith(NISBA))
        if not kind.head or len(plain) < 2 or len(plain) == len(words):
            return None
        titled = (e for e in recent if e.kind.type is kind.type and plain < e.words)
        return next((e for e in titled if not any(w.endswith(NISBA) for w in e.words)), None)

    def _by_name(self, words: frozenset[str], entity: Entity) -> bool:
        """Whether the shared words hold a name rather than a mere title such as "وزير"."""
        names = [w for w in words if w not in self.lexicon.nouns or w == self.mentions.short(entity.span)]
        return bool(names) or (entity.kind.head in words and len(words) > 1)

    def _refers_back(
        self, kind: Kind, words: frozenset[str], agreement: str, part: Part, recent: list[Entity]
    ) -> Entity | None:
        first = self.page.words[part.begin][part.skip :]
        first = "ال" + first[2:] if first.startswith("لل") else first
        if self.lexicon.kinds[first] & Is.HONORIFICS:
            return self._honoured(first, part, recent)
        if first == _THESE and part.end - part.begin == 1:
            return next(iter(recent), None)  # "وطالب هؤلاء": whoever spoke last
        if first in self.lexicon.words("demonstratives") and part.end - part.begin > 1:
            inner = Part(part.begin + 1, part.end)
            kind, words = kind_of(inner, self.page, self.lexicon), self.mentions.bag(inner)
        elif not first.startswith("ال") or not kind.head:
            return None
        if len(words) > _LONGEST_ANAPHOR:
            return None
        others = words - {kind.head}
        agrees = agreement or kind.agreement
        return (
            next((e for e in recent if e.kind.head == kind.head and others <= e.words), None)
            or self._of_type(kind, agrees, part, [e for e in recent if others <= e.words])
            or self._with_title(kind, others, recent)
            or self._only_titled(kind, others, recent)
            or (self._only_one(kind, others, recent) if self._plain(part) else None)
            or (self._of_country(kind, others, recent) if others else None)
            or self._called_again(kind, others, agrees, recent)
        )

    def _honoured(self, honorific: str, part: Part, recent: list[Entity]) -> Entity | None:
        """``سموه``: the last speaker of that title, whom else the text gives it before, or who spoke last."""
        title = honorific[: honorific.rindex("ه")]
        titles = (title, title.removesuffix("ت") + "ه")  # "جلالته": جلالة
        people = [e for e in recent if e.kind.type is LinkType.PERSON]
        titled = next((e for e in people if not e.words.isdisjoint(titles)), None)
        if titled is None and (named := self.mentions.honoured(titles, part)) is not None:
            titled = self._brought_in(named, "", recent)[0]
        return titled or next(iter(people), None)

    def _anaphor(self, part: Part, kind: Kind, words: frozenset[str]) -> bool:
        """Whether a definite noun, alone or with an adjective or two, may stand for a party named before."""
        first = self.page.words[part.begin][part.skip :]
        definite = has_article(first) or first.startswith("لل")
        return definite and bool(kind.head) and len(words) <= _LONGEST_ANAPHOR and self._plain(part)

    def _by_trade(self, part: Part, kind: Kind) -> bool:
        """``شركة الطيران``, ``وكالة التصنيف الائتماني``: only what one named before does is said."""
        words = part.words(self.page)[1:]
        if kind.type is not LinkType.ORGANISATION or not kind.head or len(words) not in (1, 2):
            return False
        return words[0] in self.lexicon.words("trades") and all(map(has_article, words))

    def _office(self, part: Part, kind: Kind) -> bool:
        """``وزير الصحة``, ``مدير عام الجمارك``: an office in construct, and no name."""
        words = part.words(self.page)
        title = kind.type is LinkType.PERSON and bool(kind.head) and 1 < len(words) < _LONGEST_OFFICE
        return (
            title
            and not has_article(words[0])
            and all(map(has_article, words[-1:]))
            and self._nameless(words)
        )

    def _countries(self, part: Part, kind: Kind, words: frozenset[str]) -> frozenset[str]:
        """``الرئيس الغاني``: the countries told of a title with the article that no name follows."""
        title = bool(kind.head) and has_article(self.page.words[part.begin][part.skip :])
        if not title or len(words) > _LONGEST_ANAPHOR or not self._plain(part):
            return frozenset()
        return parties().told_by(part.words(self.page))

    def _nameless(self, words: list[str]) -> bool:
        return not name_words(words, self.lexicon)

    def _medium_unnamed(self, part: Part, kind: Kind) -> bool:
        """``صحيفة ألمانية``: a medium of which only the country is told."""
        page, rest = self.page, range(part.begin + 1, part.end)
        definite = any(page.raw(k).startswith("ال") for k in (part.begin, *rest))  # "ألمانية" is not
        told = bool(rest) and all(page.words[k].endswith(NISBA) for k in rest)
        return bool(kind.type is LinkType.OUTLET and kind.head) and told and not definite

    def _named_later(self, part: Part, kind: Kind) -> Part | None:
        """The one medium of that head noun named behind it, of no other country."""
        found = self.mentions.only_named(kind, part, behind=True)
        if found is None:
            return None
        country = {bare(w) for w in part.words(self.page)[1:]}
        told = {bare(w) for w in found.words(self.page) if has_article(w) and w.endswith(NISBA)}
        return found if not told or told & country else None

    def _of_type(self, kind: Kind, agreement: str, part: Part, recent: list[Entity]) -> Entity | None:
        """The last party of a type that the noun may stand for: "المصدر" for a statement or an official."""
        for wanted in self.lexicon.anaphora.get(kind.head, ()):
            for e in recent:
                if e.kind.type is wanted and (kind.head == "مصدر" or self._agrees(e, agreement)):
                    return e
        if kind.type is LinkType.DOCUMENT and (issuer := self._issuer_of(kind.head, part, recent)):
            return issuer
        # "الصحيفة" for a site: the only medium cited.
        media = [e for e in recent if e.kind.type is LinkType.OUTLET]
        return media[0] if kind.type is LinkType.OUTLET and len(media) == 1 else None

    def _plain(self, part: Part) -> bool:
        """Whether nothing but adjectives with the article follows the noun: "الوحدة المتحالفة"."""
        words = part.words(self.page)
        return all(
            w.startswith("ال") or self.lexicon.kinds[w] & Is.SAME
            for w in words
            if len(w) > 1 and w[0].isalpha()
        )
