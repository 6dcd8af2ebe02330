"""News for measuring growth: as many articles as wanted, made of real ones.

    python benchmarks/newsmaker.py COUNT FOLDER [PARQUET ...] [--seed N]

writes them to FOLDER as Parquet files of 50,000 (columns ``id, text, outlet, date``). PARQUET files as in
``reuse.py``. :func:`growth_articles` gives the same articles without files. With the same real articles and
the same seed the first 60,000 of a million are the 60,000 that a smaller run makes.

How an article is made:

* Its length is that of a real article. It is filled with *runs*: one to three sentences that follow each
  other in a real article; the next run is from another article. What stands in several real articles is in
  the pool of runs once.
* The runs are reworded: after every 0 to 2 words one is replaced. The new word is one that follows the word
  before it somewhere in the real articles, so common words stay common and word pairs stay real pairs. No run
  of five words is left of the sentence, so the 20th article that has it shares nothing with the 19 before.
  Only formulas are left alone (runs of five words that more than 200 real articles have): titles and set
  phrases are the stock here that they are in real news.
* Articles come as *stories*: most have one article, the others an original and its copies in other outlets,
  two or three as a rule and 30 at most, published within two days of each other. A copy is either the
  original as a whole, or an article of its own that has a stretch of the original in its midst, 15 to 400
  words, mostly short. Some of the copied words are replaced or dropped. So the share of articles that have
  text in common with others, a half, hardly depends on how many articles there are, as in real news.
* Each outlet has three house lines, and one of them ends every third of its articles.

A batch is made with arrays of word numbers; only the last step, joining the words, is Python's.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import duckdb
import measure
import numpy as np
from numpy.typing import NDArray

from rasd.model import Article

BATCH = 5000
FILE_ARTICLES = 50_000
SEED = 20260212
OUTLETS = 40
LONGEST = 3000
"""Words of an article, at most: one of 30,000 words would be a good part of a batch."""
FORMULA = 200
"""Real articles that may have the same five words before these are a formula."""
ALONE = 0.8
"""Share of stories that have one article."""
MORE = 0.7
"""After each copy, how likely the story has one more."""
MOST = 30
WHOLE = 0.25
"""Share of copies that carry the whole original."""
SHORTEST_PART, TYPICAL_PART, LONGEST_PART = 15, 40, 400
EDITS = 0.25
"""Most of the words of a copy that are changed; each copy has a share of its own below that, mostly small."""
HOUSE_LINES, HOUSE_SHARE = 3, 1 / 3
KEPT = 2
"""Most words that stay between two that are replaced."""
ENDS = (".", "!", "؟", "?", "…", '."', ".»", ".”")
FIRST_DAY = datetime(2015, 1, 1, tzinfo=UTC)
ARTICLES_A_DAY = 2000

Numbers = NDArray[np.int64]
Words = NDArray[np.int32]


class Stuff(NamedTuple):
    """Real articles as arrays.

    ``words`` is the texts one after another, as numbers of words in ``vocabulary``. Run k is words
    ``starts[k]`` to ``starts[k] + sizes[k]``. ``lengths`` are those of the real articles.
    ``places[first[w]:first[w + 1]]`` are the places of word w in ``words``; ``formula`` says which words are
    part of a formula.
    """

    vocabulary: NDArray[np.object_]
    words: Words
    starts: Numbers
    sizes: Numbers
    lengths: Numbers
    places: Words
    first: Numbers
    formula: NDArray[np.bool_]


def fives(words: Words) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Of the run of five words at each word: is it the first such run, and is it a formula?"""
    mixed = np.zeros(len(words), dtype=np.uint64)
    for k in range(5):
        mixed = (mixed ^ np.roll(words, -k).astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    order = np.argsort(mixed, kind="stable")
    is_new = np.concatenate(([True], np.diff(mixed[order]) != 0))
    group = np.cumsum(is_new) - 1
    first, often = np.empty(len(words), dtype=bool), np.empty(len(words), dtype=bool)
    first[order] = is_new
    often[order] = np.bincount(group)[group] > FORMULA
    return first, often


def take_apart(texts: Sequence[str], seed: int = SEED) -> Stuff:
    """Words, runs of sentences and lengths of real texts."""
    numbers: dict[str, int] = {}
    parts, lengths = [], []
    for text in dict.fromkeys(texts):
        found = text.split()
        parts.append(np.array([numbers.setdefault(word, len(numbers)) for word in found], dtype=np.int32))
        lengths.append(len(found))
    words = np.concatenate([part for part in parts if len(part)])
    vocabulary = np.array(list(numbers), dtype=object)
    ends = np.array([word.endswith(ENDS) for word in numbers], dtype=bool)[words]
    ends[np.cumsum([length for length in lengths if length]) - 1] = True
    stops = np.flatnonzero(ends) + 1
    # A run is one to three sentences: of the places where sentences end, some are skipped. An article's end
    # is sometimes skipped too, which joins two articles: nothing here depends on where a run comes from.
    steps = np.random.default_rng(seed).integers(1, 4, len(stops))
    stops = stops[np.unique(np.minimum(np.cumsum(steps), len(stops)) - 1)]
    starts = np.concatenate(([0], stops[:-1]))
    is_first, often = fives(words)
    firsts = np.concatenate(([0], np.cumsum(is_first)))
    new = 2 * (firsts[stops] - firsts[starts]) > stops - starts
    starts, stops = starts[new], stops[new]
    formula = often.copy()
    for k in range(1, 5):
        formula[k:] |= often[:-k]
    first = np.concatenate(([0], np.cumsum(np.bincount(words, minlength=len(numbers)))))
    return Stuff(
        vocabulary,
        words,
        starts,
        stops - starts,
        np.minimum([length for length in lengths if length], LONGEST),
        np.argsort(words, kind="stable").astype(np.int32),
        first,
        formula,
    )


def ranges(starts: Numbers, sizes: Numbers) -> Numbers:
    """``starts[0]``, ``starts[0] + 1``, ... ``sizes[0]`` of them, then the same for the next."""
    before = np.cumsum(sizes) - sizes
    places: Numbers = np.arange(int(sizes.sum())) + np.repeat(starts - before, sizes)
    return places


def followers(before: Words, stuff: Stuff, random: np.random.Generator) -> Words:
    """For each word one that follows it somewhere in the real articles, the common ones more often."""
    low = stuff.first[before]
    count = stuff.first[before + 1] - low
    place = stuff.places[low + (random.random(len(before)) * count).astype(np.int64)].astype(np.int64)
    return stuff.words[(place + 1) % len(stuff.words)]


def reworded(places: Numbers, stuff: Stuff, random: np.random.Generator) -> Words:
    """The words at these places of the real articles, one replaced after every 0 to ``KEPT``."""
    words = stuff.words[places]
    steps = random.integers(1, KEPT + 2, 2 * len(words) // (KEPT + 1) + len(words) // 20 + 20)
    at = np.cumsum(steps)
    at = at[at < len(words)]
    at = at[~stuff.formula[places[at]]]
    out = words.copy()
    out[at] = followers(words[at - 1], stuff, random)
    same = at[out[at] == words[at]]
    out[same] = random.choice(stuff.words, len(same))
    return out


def raw_articles(count: int, stuff: Stuff, random: np.random.Generator) -> tuple[Words, Numbers]:
    """Reworded runs, one after another, and where articles begin in them and the last one ends."""
    lengths = random.choice(stuff.lengths, count)
    wanted = int(lengths.sum())
    picked = random.integers(0, len(stuff.starts), int(1.2 * wanted / stuff.sizes.mean()) + 20)
    while stuff.sizes[picked].sum() < wanted:
        picked = np.concatenate((picked, picked))
    picked = picked[: int(np.searchsorted(np.cumsum(stuff.sizes[picked]), wanted)) + 1]
    places = ranges(stuff.starts[picked], stuff.sizes[picked])[:wanted]
    return reworded(places, stuff, random), np.concatenate(([0], np.cumsum(lengths)))


def stories(count: int, random: np.random.Generator) -> Numbers:
    """The original of each article, as its number; an original has its own."""
    copies = np.where(random.random(count) < ALONE, 0, random.geometric(1 - MORE, count))
    sizes = 1 + np.minimum(copies, MOST - 1)
    sizes = sizes[: int(np.searchsorted(np.cumsum(sizes), count)) + 1]
    return np.repeat(np.cumsum(sizes) - sizes, sizes)[:count]


class Copied(NamedTuple):
    """Which words the articles are: place in the raw words, and which of them were copied."""

    places: Numbers
    bounds: Numbers
    copied: NDArray[np.bool_]


def with_copies(bounds: Numbers, origin: Numbers, random: np.random.Generator) -> Copied:
    """Each copy's words, all or a stretch in its midst, taken from its original."""
    count = len(origin)
    lengths = np.diff(bounds)
    is_copy = origin != np.arange(count)
    whole = is_copy & (random.random(count) < WHOLE)
    length_of_origin = lengths[origin]
    part = SHORTEST_PART + random.exponential(TYPICAL_PART, count).astype(np.int64)
    size = np.where(whole, length_of_origin, np.minimum(part, LONGEST_PART))
    size = np.where(is_copy, np.minimum(size, length_of_origin), 0)
    low = bounds[origin] + (random.random(count) * (length_of_origin - size + 1)).astype(np.int64)
    before = np.where(whole, 0, (random.random(count) * (lengths + 1)).astype(np.int64))
    after = np.where(whole, 0, lengths - before)
    # Three stretches an article: its own words, the copied ones, its own again.
    starts = np.column_stack((bounds[:-1], low, bounds[:-1] + before)).ravel()
    sizes = np.column_stack((before, size, after)).ravel()
    kinds = np.tile(np.array([False, True, False]), count)
    new_bounds = np.concatenate(([0], np.cumsum(before + size + after)))
    return Copied(ranges(starts, sizes), new_bounds, np.repeat(kinds, sizes))


def edited(words: Words, made: Copied, stuff: Stuff, random: np.random.Generator) -> tuple[Words, Numbers]:
    """The words with a few of the copied ones replaced or dropped; and the articles' new bounds."""
    rates = random.random(len(made.bounds) - 1) ** 2 * EDITS
    fate = random.random(len(words)) / np.maximum(np.repeat(rates, np.diff(made.bounds)), 1e-9)
    fate[~made.copied] = 1
    fate[0] = 1
    at = np.flatnonzero(fate < 0.6)
    out = words.copy()
    out[at] = followers(words[at - 1], stuff, random)
    keep = (fate < 0.6) | (fate >= 1)
    kept_before = np.concatenate(([0], np.cumsum(keep)))
    return out[keep], kept_before[made.bounds]


def house_lines(stuff: Stuff, seed: int) -> list[list[str]]:
    """Three lines of 8 to 20 words for each outlet."""
    random = np.random.default_rng([seed, OUTLETS])
    lines: list[list[str]] = []
    for _ in range(OUTLETS):
        starts = random.integers(0, max(1, len(stuff.words) - 20), HOUSE_LINES).tolist()
        sizes = random.integers(8, 21, HOUSE_LINES).tolist()
        cuts = [stuff.words[a : a + n] for a, n in zip(starts, sizes, strict=True)]
        lines.append([" ".join(stuff.vocabulary[cut].tolist()) for cut in cuts])
    return lines


def batch(number: int, count: int, stuff: Stuff, seed: int = SEED) -> list[Article]:
    """The articles of a batch, whatever batches were made before."""
    random = np.random.default_rng([seed, number])
    raw, bounds = raw_articles(count, stuff, random)
    origin = stories(count, random)
    made = with_copies(bounds, origin, random)
    words, bounds = edited(raw[made.places], made, stuff, random)
    begun = random.integers(0, OUTLETS, count)[origin]
    outlets = (begun + np.arange(count) - origin) % OUTLETS  # no two of a story in one outlet
    seconds = 86_400 * ((number * BATCH + origin) // ARTICLES_A_DAY) + random.integers(0, 86_400, count)
    seconds += np.where(origin == np.arange(count), 0, random.integers(0, 86_400, count))
    spelt = stuff.vocabulary[words].tolist()
    ends = bounds.tolist()
    lines = house_lines(stuff, seed)
    line = (random.random(count) * HOUSE_LINES / HOUSE_SHARE).astype(np.int64).tolist()
    articles = []
    for k in random.permutation(count).tolist():  # the articles of a story do not stand together
        when = FIRST_DAY + timedelta(seconds=int(seconds[k]))
        text = " ".join(spelt[ends[k] : ends[k + 1]])
        if line[k] < HOUSE_LINES:
            text = f"{text} {lines[outlets[k]][line[k]]}"
        id_ = f"{number * BATCH + k:08}"
        articles.append(Article(id_, text, outlet=f"o{outlets[k]:02}", date=when.isoformat(), published=when))
    return articles


def read_texts(paths: Sequence[Path]) -> list[str]:
    """The texts of the files."""
    texts: list[str] = []
    for path in paths:
        rows = duckdb.execute("SELECT text FROM read_parquet(?) WHERE text <> ''", [str(path)])
        texts += [text for (text,) in rows.fetchall()]
    return texts


def growth_articles(
    count: int, paths: Sequence[Path] | None = None, seed: int = SEED
) -> Iterator[list[Article]]:
    """So many articles, in batches of 5,000."""
    stuff = take_apart(read_texts(paths or measure.real_news()), seed)
    for number in range(-(-count // BATCH)):
        yield batch(number, BATCH, stuff, seed)[: count - number * BATCH]


def write_growth(count: int, folder: Path, paths: Sequence[Path] | None = None, seed: int = SEED) -> None:
    """So many articles as Parquet files of 50,000."""
    folder.mkdir(parents=True, exist_ok=True)
    held: list[Article] = []
    files = 0
    for made in growth_articles(count, paths, seed):
        held += made
        if len(held) >= FILE_ARTICLES:
            _write(held, folder / f"{files:04}.parquet")
            held, files = [], files + 1
    if held:
        _write(held, folder / f"{files:04}.parquet")


def _write(articles: Sequence[Article], path: Path) -> None:
    columns = {
        name: np.array([getattr(article, name) for article in articles], dtype=object)
        for name in ("id", "text", "outlet", "date")
    }
    with duckdb.connect() as base:
        base.register("made", columns)
        base.table("made").write_parquet(str(path), compression="zstd")


def main(arguments: list[str] | None = None) -> int:
    """Write the articles."""
    parser = argparse.ArgumentParser(description="Makes articles of real ones, for measuring growth.")
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("parquet", nargs="*", type=Path)
    parser.add_argument("--seed", type=int, default=SEED, metavar="N")
    chosen = parser.parse_args(arguments)
    write_growth(chosen.count, chosen.folder, chosen.parquet or None, chosen.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
