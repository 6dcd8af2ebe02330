"""Arabic, as the ladder asks for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rasd.attribution.arabic.content import Contents
from rasd.attribution.arabic.find import Finder
from rasd.attribution.arabic.phrase import Phrases
from rasd.attribution.arabic.resolve import Resolver
from rasd.attribution.draft import Draft, Part
from rasd.attribution.scan import Page
from rasd.lang import lexicon
from rasd.lang.flags import Is
from rasd.lang.parties import Mention
from rasd.lang.tokens import Tokens
from rasd.model import TimeMention

_LINK = "رابط الخبر"
_ALI = re.compile(r"علي(?<!\wعلي)(?!\w)")  # whole words; a pattern that begins with letters is found faster


class Arabic:
    """One article in Arabic: see :class:`rasd.attribution.languages.Reading`."""

    def __init__(self, cut: Tokens, mentions: Sequence[Mention], times: Sequence[TimeMention]) -> None:
        self.lexicon = lexicon.load("ar")
        self.page = Page(cut, self.lexicon.kinds, mentions, times)
        self._tell_ali(cut.text)
        self._tell_imam(cut.text)
        self._tell_alan(cut.text)
        self._tell_surnames()
        self._leave_footer(cut.text)
        self.resolve = Resolver(self.page, self.lexicon, Phrases(self.page, self.lexicon)).resolve
        self.content_kind = Contents(self.page, self.lexicon).kind

    def _tell_ali(self, text: str) -> None:
        """``علي`` is a name where the writer spells the preposition otherwise: ``على``."""
        names = len(_ALI.findall(text))
        if not names or text.count(" على ") < max(2, names):
            return
        for at, word in enumerate(self.page.words):
            if word == "علي" and self.page.raw(at) == "علي":
                self.page.kinds[at] = Is.WORD

    def _leave_footer(self, text: str) -> None:
        """``رابط الخبر بصحيفة الساحل: الوزير يعلن ...``: a link says the headline again."""
        at = text.find(_LINK)
        if at < 0:
            return
        end = text.find("\n", at)
        for k, start in enumerate(self.page.starts):
            if start > at and (end < 0 or start < end):
                self.page.kinds[k] &= ~Is.TRIGGER

    def _tell_surnames(self) -> None:
        """``الفنان خالد أمين``, and then ``أوضح أمين``: a noun that is a surname in this article."""
        words, kinds = self.page.words, self.page.kinds
        for word in self.lexicon.words("surnames_too") & self.page.counts.keys():
            places = [at for at in range(2, self.page.n) if words[at] == word]
            titled = [at for at in places if kinds[at - 1] == Is.WORD and kinds[at - 2] & Is.PERSON]
            if titled:
                for at in places:
                    lone = kinds[at - 1] & Is.VERB and at + 1 < self.page.n
                    kinds[at] = Is.WORD if at in titled or lone else kinds[at]

    def _tell_imam(self, text: str) -> None:
        """``إمام المسجد``, with its hamza, is a person, and no "before"."""
        if "إمام" not in text:
            return
        for at, word in enumerate(self.page.words):
            if word == "امام" and self.page.raw(at).startswith("إ"):
                self.page.kinds[at] = Is.WORD | Is.NOUN | Is.PERSON

    def _tell_alan(self, text: str) -> None:
        """``آلان``, with its hamza first, is a name, and no "now"."""
        if "آلان" not in text and "ألان" not in text:
            return
        for at, word in enumerate(self.page.words):
            if word == "الان" and self.page.raw(at).startswith(("آ", "أ")):
                self.page.kinds[at] = Is.WORD

    def drafts(self) -> list[Draft]:
        """What the finder finds."""
        return Finder(self.page, self.lexicon).run()

    def is_correspondent(self, source: Part) -> bool:
        """``مراسلنا``."""
        return bool(self.page.kinds[source.begin] & Is.CORRESPONDENTS)

    def in_relative(self, cue: int) -> bool:
        """``الذي قال``."""
        relatives = self.lexicon.words("relatives")
        return any(self.page.words[k] in relatives for k in range(max(cue - 2, 0), cue))

    def points_back(self, first: int) -> bool:
        """``جاء ذلك وفقا لما نقلته وكالة X``."""
        return bool(self.page.kinds[first] & Is.CAME) and self.page.words[first + 1 : first + 2] in (
            ["ذلك"],
            ["هذا"],
        )

    def other_topic(self, first: int) -> bool:
        """``من جهة أخرى``, ``وفي سياق آخر``."""
        words = self.page.words[first : first + 3]
        return words[2:] in (["اخر"], ["اخري"]) and words[1] in self.lexicon.words("topics")
