"""CASE 12: words passed on: ``quoted him as saying``, ``reported, citing the agency, that``."""

from __future__ import annotations

from rasd.attribution.draft import Draft, Part
from rasd.attribution.english.behind import Behind
from rasd.attribution.english.phrases import Group
from rasd.attribution.ranges import Range
from rasd.attribution.scan import Page
from rasd.lang.english import En, EnglishCue, EnglishLexicon

_QUOTED = 18  # tokens between the verb and "as saying"
_RELAYING = frozenset({"cite", "quote"})
_SAYING = frozenset({"saying", "telling", "adding", "warning", "stating"})


class Relays(Behind):
    """Finds reports that pass on another's words; ``consumed`` are the verbs that they take in."""

    def __init__(self, page: Page, english: EnglishLexicon) -> None:
        super().__init__(page, english)
        self.consumed: set[int] = set()

    def _quoted_as(self, i: int, cue: EnglishCue, group: Group) -> Draft | None:
        """``Tasnim quoted the minister as saying that``; ``he was quoted by Tasnim as saying``."""
        at = self._as_saying(i, cue)
        content = self._said(at + 2) if at else None
        if content is None:
            self._said_before(i, at)
            return None
        draft = Draft(
            (i, i + 1), "subject-verb", content=content[0], quoted=content[1], verb=cue.verbs[-1].base
        )
        if "ing" in cue.shapes and not group.helped:
            draft.pattern = "participle"
        else:
            draft.source = self.phrases.subject(group.begin)
        if group.passive:
            by = next((k for k in range(i + 1, at) if self.words[k] == "by"), None)
            medium = self._source(by + 1, at) if by is not None else None
            if medium is not None and draft.source is not None:
                draft.relayed, draft.source = [draft.source], medium
        else:
            draft.relayed = [Part(i + 1, at)]
        self.consumed.add(at + 1)
        return draft

    def _said_before(self, i: int, at: int) -> None:
        """``Two ships left, the Herald reported, citing Tasnim, which quoted an official as saying.``"""
        earlier = self.drafts[-1] if at and self.drafts else None
        if earlier is not None and earlier.relayed and earlier.cue[0] >= self.page.sentence(i)[0]:
            earlier.relayed.append(Part(i + 1, at))
            self.consumed.update((i, at + 1))

    def _as_saying(self, i: int, cue: EnglishCue) -> int:
        """Where ``as saying`` stands behind a verb of quoting; 0 where it does not."""
        if not any(verb.base in _RELAYING for verb in cue.verbs):
            return 0
        limit = min(self.page.sentence(i)[1] - 1, i + _QUOTED)
        return next((k for k in range(i + 1, limit) if self._saying(k)), 0)

    def _saying(self, k: int) -> bool:
        return self.words[k] == "as" and self.words[k + 1] in _SAYING

    def _said(self, k: int) -> tuple[Range, bool] | None:
        """The clause or the quotation that begins at ``k``, behind a comma; whether it is quoted."""
        limit = self.page.sentence(k - 1)[1]
        k += k < limit and (bool(self.kinds[k] & En.COMMA) or self.words[k] == ":")
        if k >= limit:
            return None
        found = self.contents.quotation(k) if k in self.page.closes else None
        whole = found or self.contents.clause(k)
        return (whole, found is not None) if whole else None

    def _by_way_of(self, i: int, source: Part | None) -> Draft | None:
        """``the Herald reported, citing Tasnim, that``; ``..., which quoted him as saying``."""
        limit = self.page.sentence(i)[1]
        cue = self.english.cues.get(self.words[i + 2]) if i + 4 < limit else None
        if cue is None or source is None or not self.kinds[i + 1] & En.COMMA:
            return None
        if "ing" not in cue.shapes or cue.verbs[-1].base not in _RELAYING:
            return None
        end = self.phrases.end(i + 3, limit, appositions=False)
        if end == i + 3 or end + 2 >= limit or not self.kinds[end] & En.COMMA:
            return None
        draft = Draft((i, i + 1), "subject-verb", source=source, relayed=[Part(i + 3, end)])
        return self._passed_on(draft, i + 2, end)

    def _passed_on(self, draft: Draft, citing: int, comma: int) -> Draft | None:
        """The draft with what stands behind the comma: what the medium says, or whom it quotes."""
        verb = comma + 2
        if self.words[comma + 1] == "that":
            draft.content = self.contents.clause(comma + 1)
        elif self.kinds[comma + 1] & En.RELATIVES and (cue := self.english.cues.get(self.words[verb])):
            inner = self._quoted_as(verb, cue, self.phrases.group(verb))
            if inner is None or inner.content is None:
                return None
            draft.content, draft.quoted = inner.content, inner.quoted
            draft.relayed += inner.relayed
            self.consumed.add(verb)
        if draft.content is None:
            return None
        self.consumed.add(citing)
        return draft
