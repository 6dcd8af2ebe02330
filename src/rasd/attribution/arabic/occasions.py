"""Where something was said, told behind it.

``...، وذلك في مقابلة مع قناة X``, ``جاء ذلك في تصريح لصحيفة Y``
"""

from __future__ import annotations

from rasd.attribution.arabic.kinds import kind_of
from rasd.attribution.arabic.published import Published
from rasd.attribution.arabic.reading import MEDIA
from rasd.attribution.draft import Draft, Part
from rasd.lang.flags import Is

_IN = frozenset({"في", "خلال", "ضمن", "وفي"})
_TO = frozenset({"مع", "علي", "عبر", "الي", "لدي", "في"})
_POINTS = frozenset({"ذلك", "هذا", "تصريحات", "تصريحاته", "تصريحاتها", "كلام", "تعليقات", "حديث"})
_FAR = 10  # tokens from the occasion to the medium


class Occasions(Published):
    """Finds the medium of an occasion that stands behind what was said there."""

    def _occasion(self, i: int) -> Draft | None:
        """A phrase that relays its sentence, or the one before it; ``i``: the noun of the occasion."""
        if i < 2 or self.words[i - 1] not in _IN:
            return None
        first, limit = self.page.sentence(i)
        begin = i - 1 - (self.words[i - 2] == "وذلك")
        came = bool(self.kinds[first] & Is.CAME) and self.words[first + 1] in _POINTS
        behind = (
            self.words[begin] == "وذلك" or self.kinds[begin - 1] & Is.COMMA or begin - 1 in self.page.opens
        )
        if begin <= first + 1 or not (came or behind):
            return None
        medium = self._held_with(i + 1, limit)
        if medium is None:
            return None
        before = (self.page.sentence(first - 1)[0], first) if came and first else None
        content = before or self.contents.before(begin)
        return Draft((begin, i + 1), "according-occasion", source=medium, content=content)

    def _held_with(self, at: int, limit: int) -> Part | None:
        """The medium in ``مقابلة أجراها أمس مع قناة X``, ``تصريحات لصحيفة Y``, ``حديث نشرته مجلة Z``."""
        for k in range(at, min(at + _FAR, limit)):
            if self.kinds[k] & (Is.COMMA | Is.THAT) or self.words[k] == ":":
                return None
            medium = self.media.behind(k, limit)
            if medium is None and self.words[k] in _TO:
                medium = self.media.named(k + 1, limit)
            if medium is not None:
                own = self.kinds[medium.begin] & Is.OWNED  # "على موقعها الرسمي"
                kind = kind_of(medium, self.page, self.lexicon)
                return medium if kind.type in MEDIA and not own else None
        return None
