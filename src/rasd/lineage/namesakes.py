"""Which named parties may be one party with a link: looked up, so that not every two need be compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from rasd.lang.descriptors import Description, describe
from rasd.model import Link


class Namesakes:
    """An index of named links. All that :func:`rasd.lineage.names.same_party` joins with a link is found.

    Two institutions, or one and who speaks for it, are one only if all words of one stand in the other's
    name: so each is kept under the rarest of its words, and looked for by its own rarest word and by all its
    words. The same holds for a person known by titles alone, and one who has the same titles. Two persons
    with names are one only if the family name of one stands in the other's name, or they have the
    same titles and the same first name.
    """

    def __init__(self, links: Sequence[Link]) -> None:
        told = [describe(link.name) for link in links]
        self._often = Counter(word for one in told for word in set(one.words))
        self._rows: defaultdict[tuple[str, object], list[int]] = defaultdict(list)
        for at, (link, one) in enumerate(zip(links, told, strict=True)):
            self._rows["key", link.key].append(at)
            if not link.key.startswith("party:"):  # who is in the lexicon is known by the key alone
                for row in self._shelves(one):
                    self._rows[row].append(at)

    def of(self, link: Link) -> set[int]:
        """The places, among the links, of those that may be one party with ``link``."""
        found = set(self._rows.get(("key", link.key), ())) if link.key else set()
        if not link.key.startswith("party:"):
            for row in self._searched(describe(link.name)):
                found.update(self._rows.get(row, ()))
        return found

    def _shelves(self, told: Description) -> Iterable[tuple[str, object]]:
        """Where a party is kept."""
        yield from (("word", word) for word in set(told.words))
        yield from (("rarest", self._rarest(words)) for words in (told.words, told.core) if words)
        yield from (("proper", word) for word in set(told.proper))
        if told.proper:
            yield "family", told.proper[-1]
            yield "titled", (told.titles, told.proper[0])

    def _searched(self, told: Description) -> Iterable[tuple[str, object]]:
        """Where those that may be one with a party are kept."""
        yield from (("word", self._rarest(words)) for words in (told.words, told.core) if words)
        yield from (("rarest", word) for word in set(told.words))
        yield from (("family", word) for word in set(told.proper))
        if told.proper:
            yield "proper", told.proper[-1]
            yield "titled", (told.titles, told.proper[0])

    def _rarest(self, words: Iterable[str]) -> str:
        return min(words, key=lambda word: (self._often[word], word))
