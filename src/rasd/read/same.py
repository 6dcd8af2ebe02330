"""One id, one article: the same one fetched twice is passed over, another one of the same id is renamed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from rasd.model import Article
from rasd.stable import hash64


@dataclass(slots=True)
class Ids:
    """The ids given out in one reading. Holds two numbers an article."""

    duplicates: int = 0
    _seen: dict[str, set[int]] = field(default_factory=dict)
    _given: set[str] = field(default_factory=set)

    def admit(self, article: Article) -> Article | None:
        """The article, under an id that no other one has; ``None`` where the same one came before.

        The same are two of one id, outlet and text: an archive that fetched a page twice. Where the outlet or
        the text differs it is another article (two tables may both count from 1), and gets "... #2".
        """
        digest = hash64(f"{len(article.outlet)} {article.outlet}{article.text}")
        digests = self._seen.setdefault(article.id, set())
        if digest in digests:
            self.duplicates += 1
            return None
        digests.add(digest)
        name, number = article.id, max(2, len(digests))
        while name in self._given:
            name, number = f"{article.id} #{number}", number + 1
        self._given.add(name)
        return article if name == article.id else replace(article, id=name)
