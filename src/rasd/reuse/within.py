"""Wording that two contents of one article share: two agencies that were given the same sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any

from rasd.lang.normalize import fold_word
from rasd.lang.tokens import WORD
from rasd.model import Article, Passage, Span
from rasd.reuse.cutting import AFFIXES, LONGEST, ZWNJ, stem_bounds
from rasd.reuse.options import ReuseOptions
from rasd.reuse.shapes import SHINGLE, Affixes


def _codes(letters: str) -> Any:
    """Code points as a list: it does for the kernels' plain form, and spares NumPy."""
    return [ord(letter) for letter in letters]


_LISTS = Affixes(*(_codes(letters) for letters in AFFIXES))


def shared_between(article: Article, spans: Sequence[Span], options: ReuseOptions) -> list[Passage]:
    """See :func:`rasd.reuse.find.passages_between`."""
    long = [span for span in sorted(set(spans)) if span.end - span.start > 2 * options.min_words - 2]
    parts = _sharing(article.text, long)
    if not parts:
        return []
    from rasd.reuse.search import search  # noqa: PLC0415 - it imports numpy, and few articles come so far

    pieces = [Article(f"{k:09}", part.of(article.text)) for k, part in enumerate(parts)]
    found = search(pieces, options, lambda step, done, total: None).passages
    placed = dict.fromkeys(_placed(passage, article.id, parts) for passage in found if _apart(passage, parts))
    return [passage for passage in placed if not any(_holds(other, passage) for other in placed)]


def _sharing(text: str, parts: Sequence[Span]) -> list[Span]:
    """The parts that share a run of SHINGLE stems, as every passage does, with one apart from them."""
    if len(parts) < 2:
        return []
    runs = [set(_runs(part.of(text))) for part in parts]
    found: set[Span] = set()
    for i, j in combinations(range(len(parts)), 2):
        if not runs[i].isdisjoint(runs[j]) and not parts[i].overlaps(parts[j]):
            found |= {parts[i], parts[j]}
    return sorted(found)


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    stems = list(map(stem, WORD.findall(text)))
    return zip(*(stems[k:] for k in range(SHINGLE)), strict=False)


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """What the kernels compare a word by: folded, without clitics and endings (see ``cutting.learn``)."""
    folded = fold_word(word)
    if len(folded) > LONGEST:
        return folded
    letters = folded.replace(chr(ZWNJ), "")
    low, high = stem_bounds(_codes(letters), len(letters), _LISTS)
    return letters[low:high]


def _apart(passage: Passage, parts: Sequence[Span]) -> bool:
    return not parts[int(passage.a)].overlaps(parts[int(passage.b)])


def _placed(passage: Passage, id_: str, parts: Sequence[Span]) -> Passage:
    """A passage of two parts as one of the article."""
    a, b = parts[int(passage.a)].start, parts[int(passage.b)].start
    a_span = Span(passage.a_span.start + a, passage.a_span.end + a)
    b_span = Span(passage.b_span.start + b, passage.b_span.end + b)
    return Passage(id_, a_span, id_, b_span, passage.identity, passage.words)


def _holds(other: Passage, passage: Passage) -> bool:
    """Whether a passage lies in another: the parts that it was found in lie in others that share it too."""
    inside = other.a_span.contains(passage.a_span) and other.b_span.contains(passage.b_span)
    return inside and other != passage
