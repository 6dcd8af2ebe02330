"""Kernels that find the runs of words that several articles have, and the stock phrases among them."""

from __future__ import annotations

from rasd.reuse.cutting import EMPTY, stir
from rasd.reuse.shapes import (
    COMMON_STOCK,
    FOLLOWER,
    MANY_COPIES,
    NONE,
    OUTLET_STOCK,
    SHINGLE,
    SKETCH,
    STOCK,
    Caps,
    Corpus,
    Index,
    Ints,
    StockRows,
)

_SKETCH_BITS = 31


def fingerprint(stems: Ints, position_bits: int, out: Ints) -> int:
    """Writes ``hash << position_bits | position`` for each run of SHINGLE words of one article; how many."""
    inside, n = 0, 0
    shift = position_bits - 1  # of the 62 bits of a hash as many are kept as there is room for
    for at in range(len(stems)):
        inside = inside + 1 if stems[at] >= 0 else 0
        if inside >= SHINGLE:
            state = EMPTY
            for k in range(at - SHINGLE + 1, at + 1):
                state = stir(state, stems[k])
            out[n] = (((state ^ (state >> 29)) >> shift) << position_bits) | (at - SHINGLE + 1)
            n += 1
    return n


def sort_digit(keys: Ints, shift: int, places: Ints, out: Ints) -> None:
    """Sorts by the DIGIT bits above ``shift``, stably: one pass of a radix sort (Knuth, vol. 3, 5.2.5)."""
    mask = len(places) - 1
    for digit in range(len(places)):
        places[digit] = 0
    for k in range(len(keys)):
        places[(keys[k] >> shift) & mask] += 1
    total = 0
    for digit in range(len(places)):
        count = places[digit]
        places[digit] = total
        total += count
    for k in range(len(keys)):
        digit = (keys[k] >> shift) & mask
        out[places[digit]] = keys[k]
        places[digit] += 1


def sketch(stems: Ints, out: Ints) -> None:
    """For each article the least hash of its words under SKETCH hash functions, SKETCH items an article.

    The share of items that two articles have in common estimates how many of their words they share
    (A. Broder, "On the resemblance and containment of documents", 1997). ``out`` comes full of large numbers.
    """
    article = -SKETCH
    for at in range(len(stems) - 1):
        if stems[at] < 0:
            article += SKETCH
            continue
        state = stir(EMPTY, stems[at])
        for k in range(SKETCH):
            state = stir(state, k)
            out[article + k] = min(out[article + k], state >> _SKETCH_BITS)


def spread(low: int, high: int, posts: Ints, corpus: Corpus, tally: Ints) -> tuple[int, int, int]:
    """How many outlets the articles at ``posts[low:high]`` are of, which known one the most, and how many.

    An article of unknown outlet counts as an outlet of its own. ``tally`` is all zeros, before and after.
    """
    outlets, which, most = 0, NONE, 0
    for k in range(low, high):
        outlet = corpus.outlet[corpus.article[posts[k]]]
        if outlet < 0:
            outlets += 1
            continue
        tally[outlet] += 1
        if tally[outlet] == 1:
            outlets += 1
        if tally[outlet] > most:
            which, most = outlet, tally[outlet]
    for k in range(low, high):
        outlet = corpus.outlet[corpus.article[posts[k]]]
        if outlet >= 0:
            tally[outlet] = 0
    return outlets, which, most


def likeness(low: int, high: int, outlet: int, posts: Ints, corpus: Corpus, sample: Ints) -> int:
    """How like each other the articles at ``posts[low:high]`` are as wholes, in a thousand.

    Of ``outlet`` alone, unless it is NONE; as many as ``sample`` has room for.
    """
    n = 0
    for k in range(low, high):
        article = corpus.article[posts[k]]
        if n < len(sample) and (outlet == NONE or corpus.outlet[article] == outlet):
            sample[n] = article
            n += 1
    same, items = 0, 0
    for k in range(n):
        # Not the neighbour: two copies of one text often stand side by side.
        other = sample[(5 * k + n // 2 + 1) % n]
        if other != sample[k]:
            items += SKETCH
            same += common_items(sample[k], other, corpus.sketch)
    return 1000 * same // max(items, 1)


def common_items(a: int, b: int, sketches: Ints) -> int:
    """How many of the SKETCH items of two articles are the same."""
    same = 0
    for k in range(SKETCH):
        if sketches[a * SKETCH + k] == sketches[b * SKETCH + k]:
            same += 1
    return same


def rule_for(
    low: int, high: int, corpus: Corpus, caps: Caps, posts: Ints, stock: StockRows
) -> tuple[int, int]:
    """The rule for the fingerprint at ``posts[low:high]`` (0: compare all), and because of which outlet."""
    articles = high - low
    if articles <= caps.outlet:
        return 0, NONE
    outlets, which, most = spread(low, high, posts, corpus, stock.tally)
    if most > caps.outlet and likeness(low, high, which, posts, corpus, stock.sample) < caps.likeness:
        return OUTLET_STOCK, which
    common = articles > caps.common and articles > 2 * outlets
    if common and likeness(low, high, NONE, posts, corpus, stock.sample) < caps.likeness:
        return COMMON_STOCK, NONE
    return MANY_COPIES if articles > caps.pairs else 0, NONE


def gather(
    keys: Ints, at: int, position_bits: int, articles: Ints, posts: Ints, used: int
) -> tuple[int, int]:
    """Writes the places of the fingerprint at ``keys[at]`` to ``posts``, from ``used`` on: one an article.

    Returns where the next fingerprint is, and what is used of ``posts`` then.
    """
    mask, value, last = (1 << position_bits) - 1, keys[at] >> position_bits, NONE
    while at < len(keys) and keys[at] >> position_bits == value:
        place = keys[at] & mask
        at += 1
        if articles[place] != last:
            last = articles[place]
            posts[used] = place
            used += 1
    return at, used


def file_posts(low: int, high: int, rule: int, index: Index) -> int:
    """Makes ``posts[low:high]`` known to ``slot`` as ``rule`` says; what is used of ``posts`` then."""
    stock = rule in (OUTLET_STOCK, COMMON_STOCK)
    for k in range(low, high):
        if stock:
            index.slot[index.posts[k]] = STOCK
        elif rule == MANY_COPIES and k > low:
            index.slot[index.posts[k]] = FOLLOWER
        else:
            index.slot[index.posts[k]] = k
    if stock:
        return low
    index.posts[high] = NONE
    return high + 1


def link(
    keys: Ints, position_bits: int, corpus: Corpus, caps: Caps, index: Index, stock: StockRows
) -> tuple[int, int]:
    """Fills the index from sorted :func:`fingerprint` values; what is used of ``posts`` and of ``stock``."""
    used, rows, at = 0, 0, 0
    while at < len(keys):
        if at + 1 == len(keys) or (keys[at] ^ keys[at + 1]) >> position_bits != 0:
            at += 1  # most occur once
            continue
        at, high = gather(keys, at, position_bits, corpus.article, index.posts, used)
        if high - used == 1:
            continue
        rule, outlet = rule_for(used, high, corpus, caps, index.posts, stock)
        if rule != 0:
            stock.first[rows], stock.articles[rows] = index.posts[used], high - used
            stock.outlet[rows], stock.rule[rows] = outlet, rule
            rows += 1
        used = file_posts(used, high, rule, index)
    return used, rows
