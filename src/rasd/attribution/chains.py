"""Orders the parties of each draft into a chain, nearest first, and makes the attributions.

Rules, in the order applied to a draft:
  own parties       the medium spoken to, the source, the party it relays
  implied subject   a verb or participle without a subject goes on with the chain before it, by agreement
  carried chain     "المصدر" keeps the agency through which that source was first met
  nested report     a report inside another's content ends the other's chain
  sentence relayed  "..., بحسب ما نقلت وكالة X" puts X before every chain of its sentence
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice, takewhile

from rasd.attribution.draft import Draft, Part
from rasd.attribution.entities import Entity
from rasd.attribution.languages import Reading
from rasd.lang.flags import Is
from rasd.lang.identify import foreign
from rasd.lang.parties import Party
from rasd.model import Attribution, Evidence, LinkType, TimeMention

_MEDIA = (LinkType.AGENCY, LinkType.OUTLET)
_NAMED = 3  # tokens up to an outlet's name: its noun, a mark
_CARRIED = "carried-chain"
_LEFT_OUT = "own-outlet-left-out"
_OCCASION = "according-occasion"  # where something was said: no report of its own
_RELAYING = (*_MEDIA, LinkType.ORGANISATION)
_ASIDE = 2  # tokens: a mark and a comma
_LINES = 2  # from a source's report through a medium to one that goes on with it
_OPENS = 3  # tokens before the verb of a report that a phrase passes on: a time, a comma
_RECENT = 4  # reports among which the medium is that goes on
_NEAR = 64  # reports that may stand between one and the report that holds it


@dataclass(slots=True)
class _Chained:
    """A draft with its parties, before links are made (entities may still grow fuller)."""

    draft: Draft
    parties: list[Entity]
    nested: bool = False
    passes_on: bool = False


class Chainer:
    """Resolves the drafts of one page, in text order, into attributions."""

    def __init__(self, reading: Reading, language: str, own: Party | None, outlet: str) -> None:
        self.page, self.reading, self.own, self.outlet = reading.page, reading, own, outlet
        self.language = language
        self.done: list[_Chained] = []
        self.by_sentence: defaultdict[int, list[_Chained]] = defaultdict(list)
        self.first: dict[int, tuple[int, int]] = {}  # by a party's identity, the cue of its first report
        self.latest: dict[int, _Chained] = {}  # by a party's identity, the last report that ends at it

    def run(self, drafts: list[Draft], article: str, times: list[TimeMention]) -> list[Attribution]:
        """The attributions of the drafts, in text order."""
        for draft in drafts:
            chained = _Chained(draft, self._parties(draft))
            chained.passes_on = draft.pattern == _OCCASION
            chained.nested = any(e.rule == "nested-report" for e in draft.evidence)
            self.done.append(chained)
            if chained.parties:
                self.latest[id(chained.parties[-1])] = chained
            self._heard(chained.parties, draft.cue)
            self.by_sentence[self.page.sentence_of[draft.cue[0]]].append(chained)
            self._relay_sentence(chained)
        for chained in self.done:  # a phrase may also relay what comes after it
            self._relay_sentence(chained)
        found = [
            self._attribution(c, article, times)
            for c in self.done
            if not c.passes_on and (c.draft.relayed or not self._own_report(c.draft))
        ]
        return sorted(found, key=lambda a: a.cue.start)

    def _parties(self, draft: Draft) -> list[Entity]:
        parties = self._chain(draft)
        if len(parties) > 1 and not parties[-1].via and id(parties[-1]) not in self.first:
            parties[-1].via = tuple(parties[:-1])
        return parties

    def _chain(self, draft: Draft) -> list[Entity]:
        own = self._own_parties(draft)
        if not own and draft.source is not None and self._own_name(draft.source):
            return []  # what the article's own outlet says
        if not own:
            return self._told_anew(draft, self._implied(draft))
        outer = self._outer(draft)
        if outer is not None:
            draft.evidence.append(self._evidence("nested-report", outer.draft.cue))
            if any(e.rule == _CARRIED for e in draft.evidence):
                own = own[-1:]  # through whom it comes here, and not the medium before
            outer.passes_on = outer.passes_on or self._passed_first(outer, draft)
            known = {id(e) for e in own}
            return [e for e in outer.parties if id(e) not in known] + own
        return own

    def _own_name(self, source: Part) -> bool:
        """Whether the article's own outlet is named there, and no sources or reader of it."""
        page, party = self.page, None
        for k in range(source.begin, min(source.begin + _NAMED, source.end)):
            party = party or page.parties.get(k)
        first = next((k for k in range(source.begin - 1, -1, -1) if page.kinds[k] & Is.WORD), 0)
        of_it = page.kinds[first] & Is.NOUN and not page.kinds[first] & Is.ARTICLE
        return party is not None and self.own is not None and party[0].id == self.own.id and not of_it

    def _told_anew(self, draft: Draft, implied: list[Entity]) -> list[Entity]:
        """``وأضاف لقناة X``: the speaker goes on, to a medium that is named anew."""
        if not implied or not draft.through:
            return implied
        found = implied[-1:]
        self._pass_on(draft, found)
        return found

    def _own_parties(self, draft: Draft) -> list[Entity]:
        """Medium spoken to, source, party relayed - each resolved; the article's own outlet left out."""
        agreement = draft.agreement if draft.form and draft.form.shape == "verb" else ""
        found: list[Entity] = []
        passes = draft.source is None or (bool(draft.relayed) and self._own_report(draft))
        named = [] if passes or draft.source is None else [draft.source]
        for part in named + draft.relayed:
            agrees = agreement if part is draft.source else ""
            relays = part is draft.source and (bool(draft.relayed) or draft.of_him)
            entity, evidence = self.reading.resolve(part, agrees if agrees != "p" else "", relays)
            if (
                part is draft.source
                and draft.citation
                and entity.kind.type is LinkType.SOCIAL
                and entity.kind.party
            ):
                # A platform that says something itself is the company.
                entity.kind = entity.kind._replace(type=LinkType.ORGANISATION)
            draft.evidence.append(evidence)
            if self._is_own(entity):
                draft.evidence.append(self._evidence(_LEFT_OUT, (part.begin, part.end)))
            elif entity not in found:
                found.append(entity)
        if draft.relayed and draft.source is None and draft.form is not None and found:
            found = [e for e in self._medium_going_on(draft) if e not in found] + found
        if draft.of_him:
            found += self._him(draft, found)
        if not draft.through:  # whoever is told anew is told by the speaker himself
            self._carry(draft, found)
        if found:
            self._pass_on(draft, found)
        return found

    def _medium_going_on(self, draft: Draft) -> list[Entity]:
        """``ونقلت عن مصادر قولها``: the chain up to the medium that goes on, which the verb agrees with.

        The masculine may be the passive ("نقل عن"): there the medium's report is the one right before.
        """
        if "\u064f" in self.page.raw(draft.cue[0])[:4]:
            return []  # "نُقل عن": the passive by its vowel
        near = 1 if draft.agreement == "m" else _RECENT
        heard = [c for c in self.done if c.parties and not c.passes_on][-near:]
        for chained in reversed(heard):
            for k in range(len(chained.parties) - 1, -1, -1):
                party = chained.parties[k]
                if party.kind.type in _MEDIA and party.agreement == draft.agreement:
                    near_enough = self._near(chained.draft.cue[0], draft.cue[0])
                    return chained.parties[: k + 1] if near_enough else []
        return []

    def _him(self, draft: Draft, found: list[Entity]) -> list[Entity]:
        """``نقلت عنه الوكالة``: the party last quoted, other than the medium itself."""
        for chained in reversed(self.done[-6:]):
            if chained.parties and chained.parties[-1] not in found:
                draft.evidence.append(self._evidence("pronoun-refers-back", chained.draft.cue))
                return [chained.parties[-1]]
        if draft.narrated is not None:  # "زار الوزير المدينة. ونقلت عنه الوكالة": told of, and not yet quoted
            entity, evidence = self.reading.resolve(draft.narrated)
            if entity not in found:
                draft.evidence.append(
                    Evidence("subject-of-the-sentence", evidence.span, values=evidence.values)
                )
                return [entity]
        return []

    def _pass_on(self, draft: Draft, found: list[Entity]) -> None:
        """Put the media that the words came through before the chain; the article's own is left out.

        In ``نقلت وكالة X عن الوزير في مقابلة مع قناة Y`` the agency has it from the channel.
        """
        relays = len(found) > 1 and draft.relayed and found[0].kind.type in _MEDIA
        for part in reversed(draft.through):
            entity, evidence = self.reading.resolve(part)
            if (
                entity.kind.type in _MEDIA
                and not self._is_own(entity)
                and all(entity is not e for e in found)
            ):
                draft.evidence.append(Evidence("said-to-medium", evidence.span, values=evidence.values))
                found.insert(len(found) - 1 if relays else 0, entity)

    def _own_report(self, draft: Draft) -> bool:
        """What the article's own correspondent says is the article's own report."""
        source = draft.source
        if source is None or not self.reading.is_correspondent(source):
            return False
        names = self.page.span(source.begin, source.end).of(self.page.text).lower()
        own = self.outlet.lower() in names if self.outlet else False
        within = range(source.begin, source.end)
        party = next((self.page.parties[k][0] for k in within if k in self.page.parties), None)
        alone = source.end - source.begin == 1
        return own or alone or (party is not None and self.own is not None and party.id == self.own.id)

    def _is_own(self, entity: Entity) -> bool:
        if entity.kind.party is not None:
            return self.own is not None and entity.kind.party.id == self.own.id
        name = entity.span.of(self.page.text)
        return bool(self.outlet) and entity.kind.type in _MEDIA and self.outlet.lower() in name.lower()

    def _carry(self, draft: Draft, found: list[Entity]) -> None:
        """A source is known only through whoever cited it first; ``من جهة أخرى`` begins anew.

        One heard before then keeps the media of its last report until another speaks, or for two paragraphs.
        """
        if len(found) != 1 or self.reading.other_topic(self.page.sentence(draft.cue[0])[0]):
            return
        unnamed = found[0].kind.type is LinkType.UNNAMED
        via = [e for e in found[0].via if e is not found[0] and (unnamed or e.kind.type in _MEDIA)]
        via = via or self._last_media(draft.cue[0], found[0])
        if via:
            source = draft.source.span(self.page) if draft.source else None
            draft.evidence.append(Evidence(_CARRIED, source))
            found[:0] = via

    def _last_media(self, cue: int, source: Entity) -> list[Entity]:
        """The media of the source's last report: nobody else spoke since, or it stands near."""
        before = self.latest.get(id(source))
        last = next((c for c in reversed(self.done) if c.parties and not c.passes_on), None)
        if before is None or not (before is last or self._near(before.draft.cue[0], cue)):
            return []
        return [e for e in before.parties[:-1] if e.kind.type in _MEDIA]

    def _near(self, before: int, cue: int) -> bool:
        """Whether ``before`` stands in the line of ``cue`` or in one of the two before it."""
        ends, lines = self.page.line_end, 0
        while before < cue and ends[before] <= cue and lines <= _LINES:
            before, lines = ends[before], lines + 1
        return lines <= _LINES

    def _implied(self, draft: Draft) -> list[Entity]:
        """The chain that a verb without a subject goes on with: the last one whose end it agrees with."""
        if draft.pattern == "unverified":
            return []
        agreement = draft.agreement
        if draft.narrated is not None:
            entity, evidence = self.reading.resolve(draft.narrated)
            if not agreement or not entity.agreement or entity.agreement == agreement:
                last = next((c for c in reversed(self.done) if c.parties and not c.passes_on), None)
                if last is not None and last.parties[-1] is entity and self._sentence_opens(draft):
                    draft.evidence.append(self._evidence("implied-subject", last.draft.cue))
                    return last.parties  # nobody spoke since
                draft.evidence.append(
                    Evidence("subject-of-the-sentence", evidence.span, values=evidence.values)
                )
                draft.source = draft.narrated
                return [entity]
        governing = draft.pattern == "participle"
        recent = [c for c in reversed(self.done[-6:]) if c.parties and not c.passes_on]
        # A new sentence goes on with whoever the writer quoted, not with somebody quoted inside that.
        outer = [c for c in recent if not c.nested]
        for chained in recent if governing else outer + recent:
            kept = self._agreeing(chained.parties, agreement, governing)
            if kept:
                draft.evidence.append(self._evidence("implied-subject", chained.draft.cue))
                return kept
        if recent and draft.pattern == "implied-subject":  # a ministry's statement, say: "وأضاف"
            draft.evidence.append(self._evidence("implied-subject", recent[0].draft.cue))
            return recent[0].parties
        return []

    def _sentence_opens(self, draft: Draft) -> bool:
        """Whether the subject of a verb was told of in a sentence before its own."""
        begin = self.page.sentence(draft.cue[0])[0]
        return draft.narrated is not None and draft.narrated.begin < begin

    def _agreeing(self, parties: list[Entity], agreement: str, governing: bool) -> list[Entity]:
        """The chain up to its last party that the verb agrees with; all of it under a participle."""
        for k in range(len(parties) - 1, -1, -1):
            known = parties[k].agreement
            if not known or not agreement or known == agreement:
                return parties[: k + 1]
        return parties if governing else []

    def _outer(self, draft: Draft) -> _Chained | None:
        """The report whose content holds this one, unless a relative clause opens it."""
        cue = draft.cue[0]
        if self.reading.in_relative(cue):
            return None
        for chained in islice(reversed(self.done), _NEAR):
            content = chained.draft.content
            if content and content[0] <= cue < content[1] and chained.draft.cue[0] < content[0]:
                return chained if chained.parties else None
        return None

    def _relay_sentence(self, chained: _Chained) -> None:
        """``..., بحسب وكالة X``: the medium stands before every chain inside that content."""
        draft = chained.draft
        if not draft.pattern.startswith("according") or not chained.parties or draft.content is None:
            return
        relaying = list(takewhile(lambda p: p.kind.type in _RELAYING, chained.parties))
        if not relaying:
            return
        sentence = self.page.sentence_of[draft.cue[0]]
        for other in self.by_sentence[sentence - 1] + self.by_sentence[sentence]:
            if other is chained or not self._under(other.draft, draft):
                continue
            chained.passes_on = chained.passes_on or self._passes_on(chained, other)
            if chained.parties[0] not in other.parties:
                self._met_through(other, chained.parties[0])
                passed_on = [p for p in relaying if p not in other.parties]
                other.parties[:0] = passed_on
                self._heard(passed_on, other.draft.cue)
                other.draft.evidence.append(self._evidence("sentence-relayed", draft.cue))

    def _passes_on(self, chained: _Chained, other: _Chained) -> bool:
        """``قال X إن ...، وفق وكالة Y``: one report, with the chain Y ← X, and none of two media."""
        content, begin = other.draft.content, chained.draft.cue[0]
        if not self._medium_alone(chained) or content is None or not other.parties:
            return False
        if other.parties[-1].kind.type in _MEDIA and not chained.draft.citation:
            return False
        closes = begin - _ASIDE <= content[1] or self._aside(content[1], begin)
        return content == chained.draft.content or (closes and content[1] <= begin)

    def _aside(self, at: int, end: int) -> bool:
        """``، دون أن يذكر تفاصيل، وفق``, ``، وذلك في مقابلة، وفق``: what the writer says of the report."""
        while at < end and not self.page.kinds[at] & Is.WORD:
            at += 1
        kind = self.page.kinds[at] if at < end else 0
        return bool(kind & Is.DANGLING or (kind & Is.NEGATIONS and kind & Is.PHRASAL))

    def _passed_first(self, chained: _Chained, inner: Draft) -> bool:
        """``ووفقا لصحيفة Y، أمس، قال X إن``: what the phrase passes on opens with the report."""
        content = chained.draft.content
        return (
            self._medium_alone(chained)
            and content is not None
            and inner.content is not None
            and inner.cue[0] - content[0] <= _OPENS
            and inner.cue[0] > chained.draft.cue[0]
        )

    @staticmethod
    def _medium_alone(chained: _Chained) -> bool:
        """Whether a phrase names a medium that passes on, and nobody behind it."""
        return chained.draft.passes and len(chained.parties) == 1 and chained.parties[0].kind.type in _MEDIA

    def _met_through(self, other: _Chained, medium: Entity) -> None:
        """A source that the article first heard through a medium keeps it, wherever it goes on."""
        source = other.parties[-1] if other.parties else None
        if source is not None and not source.via and self.first[id(source)] >= other.draft.cue:
            source.via = (medium,)

    def _heard(self, parties: list[Entity], cue: tuple[int, int]) -> None:
        for party in parties:
            self.first[id(party)] = min(self.first.get(id(party), cue), cue)

    def _under(self, other: Draft, relaying: Draft) -> bool:
        """Whether a report stands before the phrase in the sentence that is relayed.

        ``جاء ذلك وفقا لما نقلته وكالة X`` relays the sentence before it and the rest of its own.
        """
        page, cue = self.page, relaying.cue[0]
        sentence = page.sentence_of[cue]
        here = page.sentence_of[other.cue[0]]
        first = page.bounds[sentence]
        if relaying.content and relaying.content[1] <= first:  # "بحسب رويترز." as a sentence of its own
            return here == sentence - 1 and other.cue[0] >= relaying.content[0]
        if self.reading.points_back(first):
            return here in (sentence - 1, sentence)
        return here == sentence and other.cue[0] < cue

    def _evidence(self, rule: str, tokens: tuple[int, int]) -> Evidence:
        return Evidence(rule, self.page.span(*tokens))

    def _attribution(self, chained: _Chained, article: str, times: list[TimeMention]) -> Attribution:
        page, draft = self.page, chained.draft
        cue = page.span(*draft.cue)
        content = page.span(*draft.content) if draft.content else None
        lead = Evidence(f"cue-{draft.pattern}", cue, values=self._verb(draft))
        if content is not None and (other := foreign(content.of(page.text), self.language)):
            draft.evidence.append(Evidence("content-in-language", content, values=(("language", other),)))
        stance = Evidence(f"stance-{draft.stance.value}", cue)
        return Attribution(
            article,
            cue,
            draft.source.span(page) if draft.source else None,
            content,
            self.reading.content_kind(draft.content, draft.quoted),
            tuple(entity.link(page.text) for entity in chained.parties),
            draft.stance,
            self._when(draft, times),
            (lead, *draft.evidence, stance),
        )

    @staticmethod
    def _verb(draft: Draft) -> tuple[tuple[str, str], ...]:
        return (("verb", draft.citation),) if draft.citation else ()

    def _when(self, draft: Draft, times: list[TimeMention]) -> TimeMention | None:
        """The first date between the cue and the content: when it was said."""
        begin = self.page.starts[draft.cue[0]]
        if draft.content is None or draft.content[0] < draft.cue[0]:
            return None
        end = self.page.starts[draft.content[0]]
        first = bisect_left(times, begin, key=lambda t: t.span.start)
        return next((t for t in islice(times, first, first + 1) if t.span.end <= end), None)
