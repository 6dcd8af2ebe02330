"""CASES 8 and 9: a mood ("was sure that"), a noun behind whose words they are ("his claim that")."""

from __future__ import annotations

from rasd.attribution.draft import Draft, Part
from rasd.attribution.english.verbs import Verbs
from rasd.lang.english import En

_WHOSE = frozenset({"his", "her", "their", "its", "our", "my"})


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
        """``Clinton's claim that``, ``his repeated calls for``: whose words they are, and about what."""
        if self.page.inside[i] >= 0:
            return None
        owner = next((k for k in range(i - 1, max(i - 4, -1), -1) if not self._describes(k)), None)
        if owner is None or not (self.words[owner] in _WHOSE or self.words[owner] in ("'s", "'", "’")):
            return None
        after = self._taken(i + 1, self.english.deeds[self.words[i]])
        if after is None or after.content is None or self._nested(i, None, after):
            return None
        if self.words[owner] in _WHOSE:
            source: Part | None = Part(owner, owner + 1)
        else:
            source = self.phrases.subject(owner)
            source = Part(source.begin, owner + 1) if source else None
        if source is None:
            return None
        stance = after.verb.stance
        return Draft((i, i + 1), "deed", source=source, content=after.content, stance=stance)
