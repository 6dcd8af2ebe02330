"""Finds the medium that stands behind a word: told by ``لـ``, or the one that published, saw or made it."""

from __future__ import annotations

from rasd.attribution.arabic.phrase import Phrases
from rasd.attribution.arabic.reading import MEDIA, TO_IT
from rasd.attribution.draft import Part
from rasd.attribution.scan import Page
from rasd.lang.arabic import bare
from rasd.lang.flags import Is
from rasd.lang.lexicon import Lexicon
from rasd.lang.normalize import fold
from rasd.lang.parties import parties

OF_HIS = frozenset({"له", "لها", "لهم"})
_OF_WHAT = frozenset({
    "راي", "للراي", "خاص", "خاصه", "نص", "حديث", "حديثه", "جديد", "جديده", "سابق", "سابقه", "مطول", "موسع",
    "سري", "سريه", "سنوي", "مشترك",
})  # fmt: skip
_FAR = 6  # tokens from a noun to the verb of its relative clause


class Media:
    """The media of one page."""

    def __init__(self, page: Page, lexicon: Lexicon, phrases: Phrases) -> None:
        self.page, self.lexicon, self.phrases = page, lexicon, phrases
        self.words, self.kinds = page.words, page.kinds

    def behind_noun(self, at: int, limit: int) -> Part | None:
        """The medium behind the noun that stands before ``at``, its adjectives passed over."""
        return self.behind(self.adjectives_end(at, limit), limit)

    def adjectives_end(self, at: int, limit: int) -> int:
        """Behind what describes a noun: ``رسالة إلكترونية مسربة``, ``استطلاع للرأي``, ``تصريحات له``."""
        end = min(limit, at + _FAR)
        while at < end and (self.words[at] in _OF_WHAT or self.words[at] in OF_HIS or self._describes(at)):
            at += 1
        return at

    def _describes(self, at: int) -> bool:
        kind = self.kinds[at]
        plain = kind & Is.WORD and not kind & (Is.NOUN | Is.VERB | Is.HANDED | Is.MEDIUM | Is.PREPOSITIONS)
        return bool(plain and kind & (Is.ADJECTIVE | Is.ARTICLE) and at not in self.page.parties)

    def behind(self, at: int, limit: int) -> Part | None:
        """The medium at ``لـ``, or in a relative clause: ``نشرته``, ``التي نقلتها``, ``اطلعت عليها``."""
        if at >= limit:
            return None
        if (told := self.told(at, limit)) is not None:
            return told
        comma = bool(self.kinds[at] & Is.COMMA) and at + 1 < limit
        relative = bool(self.kinds[at + comma] & Is.RELATIVES)
        if comma and not (relative or self.kinds[at + 1] & (Is.HANDED | Is.SUFFIXED)):
            return None
        at += comma + relative
        if at + 1 >= limit or not (self.kinds[at] & Is.HANDED or self.publishes(at)):
            return None
        at += 1
        while at < limit and (self.kinds[at] & (Is.OF_HIM | Is.TIME) or self.words[at] in TO_IT):
            at += 1
        return self.named(at, limit)

    def apart(self, source: Part) -> Part | None:
        """The medium in ``البيان الذي نشرته وكالة X``, cut off from the source; none of its own reports."""
        head = bare(self.words[source.begin][source.skip :])
        if not self.lexicon.kinds[head] & Is.DOCUMENT or head in self.lexicon.words("of_media"):
            return None
        for k in range(source.begin + 1, min(source.begin + _FAR, source.end)):
            if self.kinds[k] & Is.RELATIVES:
                medium = self.behind(k, source.end)
                source.end = k if medium is not None else source.end
                return medium
        return None

    def told(self, at: int, limit: int) -> Part | None:
        """The medium behind ``لـ`` at ``at``: ``لقناة X``, ``لفرانس برس``."""
        word = self.words[at]
        if word == "ل":
            return self.named(at + 1, limit)
        party = self.page.parties.get(at)
        if word[0] != "ل" or self.phrases.own_letter(at, word):
            return None
        known = party is not None and party[0].type in MEDIA
        if not known and not self.lexicon.kinds[word[1:]] & Is.MEDIUM:
            return None
        end = party[1] if known and party else self.phrases.end(at, limit)
        return Part(at, self.described(min(end, limit), limit), 1 + (self.page.raw(at)[1:2] == "ـ"))

    def named(self, at: int, limit: int) -> Part | None:
        """The medium whose name, or whose noun, stands at ``at``."""
        if at >= limit:
            return None
        party = self.page.parties.get(at + (at in self.page.closes))
        if party is not None and party[0].type in MEDIA:
            end = max(party[1], self.page.closes.get(at, -1) + 1)
        elif self.kinds[at] & Is.MEDIUM:
            end = self.phrases.end(at, limit)
        else:
            return None
        end += end < limit and parties().is_tail(self.words[end])
        return Part(at, self.described(min(end, limit), limit))

    def described(self, end: int, limit: int) -> int:
        """Behind the relative adjectives of a medium's name: ``صحيفة "..." البريطانية``."""
        while end < limit and self.kinds[end] & Is.ARTICLE and self.words[end].endswith(("ي", "يه")):
            end += 1
        return end

    def publishes(self, k: int) -> bool:
        """``نشرتها``, ``نقلته``: whoever passed a statement on follows."""
        form = self.lexicon.cues.get(self.words[k]) if self.kinds[k] & Is.SUFFIXED else None
        return form is not None and bool(self.lexicon.kinds[fold(form.verb.past)] & Is.PUBLISHING)
