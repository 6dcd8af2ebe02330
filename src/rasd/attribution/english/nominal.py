"""CASES 8 and 9: a mood ("was sure that"), a noun behind whose words they are ("his claim that")."""

from __future__ import annotations

from rasd.attribution.draft import Draft, Part
from rasd.attribution.english.frames import After
from rasd.attribution.english.verbs import Verbs
from rasd.lang.english import En

_WHOSE = frozenset({"his", "her", "their", "its", "our", "my"})
_GENITIVE = frozenset({"'s", "'", "’"})


class Nominal(Verbs):
    """Finds reports of adjectives and nouns."""

    def _adjective(self, i: int) -> Draft | None:
        """``was confident that``: an opinion or a mood with what it is about."""
        if self.page.inside[i] >= 0:
            return None
        group = self.phrases.group(i)
        if not group.helped or not any(self.kinds[k] & En.BEING for k in range(group.begin, i)):
            return None
        subject = self.phrases.subject(group.begin)
        after = self._taken(i + 1, self.english.adjectives[self.words[i]])
        if subject is None or after is None or after.content is None or self._nested(i, None, after):
            return None
        stance = self._stance(after.verb, group)
        return Draft((i, i + 1), "mood", source=subject, content=after.content, stance=stance)

    def _deed(self, i: int) -> Draft | None:
        """``his claim that``, ``amid fears that``: whose words they are, if anybody's, and on what."""
        if self.page.inside[i] >= 0:
            return None
        after = self._taken(i + 1, self.english.deeds[self.words[i]])
        if after is None or after.content is None or after.frame in ("bare", "wh"):
            return None
        if self._nested(i, None, after):
            return None
        source = self._whose(i)
        if source is None and not self._unowned(i, after):
            return None
        draft = Draft((i, i + 1), "deed", source=source, content=after.content, stance=after.verb.stance)
        draft.clausal = source is not None
        return draft

    def _whose(self, i: int) -> Part | None:
        """``Clinton's``, ``his`` before a noun and what describes it."""
        owner = self._owner(i)
        if owner is None or self.words[owner] in _WHOSE:
            return Part(owner, owner + 1) if owner is not None else None
        if self.words[owner] not in _GENITIVE:
            return None
        source = self.phrases.subject(owner)
        return Part(source.begin, owner + 1) if source else None

    def _owner(self, i: int) -> int | None:
        """The first word back from a noun that does not describe it."""
        return next((k for k in range(i - 1, max(i - 4, -1), -1) if not self._describes(k)), None)

    def _unowned(self, i: int, after: After) -> bool:
        """``amid allegations of fraud``, ``fears that``: words, and nobody is named whose they are."""
        owner = self._owner(i)
        if owner is not None and self.words[owner] in _GENITIVE:
            return False
        return after.frame == "that" or (
            after.frame == "preposition" and after.verb.base in self.english.unowned
        )
