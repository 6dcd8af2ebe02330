"""Kernels that find the runs of words that several articles have, and the stock phrases among them."""

from __future__ import annotations

from rasd.reuse.cutting import EMPTY, stir
from rasd.reuse.shapes import (
    BUCKET_BITS,
    COMMON_STOCK,
    FOLLOWER,
    HASH_BITS,
    MANY_COPIES,
    NO_WORD,
    NONE,
    OUTLET_STOCK,
    PAGE_BITS,
    SHINGLE,
    SKETCH,
    STOCK,
    Corpus,
    Index,
    Ints,
    Judge,
    Keys,
    Links,
    Outer,
    StockRows,
)

BUCKET_SHIFT = HASH_BITS - BUCKET_BITS
"""Bits of a hash that do not matter for its bucket."""


def fingerprint(at: int, stems: Ints) -> int:
    """The hash, of HASH_BITS bits, of the SHINGLE stems from ``at`` on."""
    state = EMPTY
    for k in range(at, at + SHINGLE):
        state = stir(state, stems[k])
    return state ^ (state >> 29)


def fingerprints(stems: Ints, low: int, high: int, out: Ints) -> None:
    """The hash of each run of SHINGLE words that begins at the items ``low`` to ``high``; NONE for no run."""
    inside = 0
    for at in range(low, min(high + SHINGLE - 1, len(stems))):
        inside = inside + 1 if stems[at] >= 0 else 0
        first = at - SHINGLE + 1
        if first >= low:
            out[first - low] = fingerprint(first, stems) if inside >= SHINGLE else NONE
    for first in range(max(low, len(stems) - SHINGLE + 1), high):
        out[first - low] = NONE


def tally_buckets(hashes: Ints, counts: Ints) -> None:
    """How many hashes belong to each bucket, by their first bits."""
    for k in range(len(hashes)):
        if hashes[k] >= 0:
            counts[hashes[k] >> BUCKET_SHIFT] += 1


def fill_buckets(hashes: Ints, first: int, position_bits: int, places: Ints, out: Ints) -> None:
    """Writes ``key << position_bits | place`` of each hash where its bucket's next one goes.

    ``places`` are these places, and are moved on; the place of ``hashes[k]`` is ``first + k``. A key has as
    many bits of the hash, those of the bucket left out, as there is room for in 63.
    """
    shift = max(BUCKET_SHIFT + position_bits - 63, 0)
    mask = (1 << BUCKET_SHIFT) - 1
    for k in range(len(hashes)):
        if hashes[k] >= 0:
            bucket = hashes[k] >> BUCKET_SHIFT
            out[places[bucket]] = ((hashes[k] & mask) >> shift << position_bits) | (first + k)
            places[bucket] += 1


def article_of(place: int, corpus: Corpus) -> int:
    """The article that an item belongs to."""
    article = corpus.page[place >> PAGE_BITS]
    while corpus.begin[article + 1] <= place:
        article += 1
    return int(article)


def sketch(stems: Ints, least: Ints, out: Ints) -> None:
    """Of each article the least of its words' codes in each of SKETCH classes, SKETCH items an article.

    The share of items that two articles have in common estimates how many of their words they share
    (one permutation hashing: P. Li, A. Owen and C.-H. Zhang 2012); a few bits of each code are enough
    (P. Li and A. C. König 2010). The codes are hashes already. ``least`` is scratch for SKETCH items.
    """
    article, largest = -1, 1 << 31
    for at in range(len(stems) + 1):
        if at < len(stems) and stems[at] >= 0:
            k = stems[at] % SKETCH
            least[k] = min(least[k], stems[at])
            continue
        for k in range(SKETCH):
            if article >= 0:
                missing = least[k] == largest
                out[article * SKETCH + k] = NO_WORD if missing else least[k] // SKETCH % NO_WORD
            least[k] = largest
        article += 1


def spread(count: int, judge: Judge, member: Ints) -> tuple[int, int, int]:
    """How many outlets the first ``count`` members are of, which known one the most, and how many.

    An article of unknown outlet counts as an outlet of its own; of two outlets with as many the one with the
    smaller number is named. The tally is all zeros, before and after.
    """
    outlets, which, most, tally, known = 0, NONE, 0, judge.tally, judge.cards.outlet
    for k in range(count):
        outlet = known[member[k]]
        if outlet < 0:
            outlets += 1
        else:
            tally[outlet] += 1
    for k in range(count):
        outlet = known[member[k]]
        if outlet >= 0 and tally[outlet] > 0:
            outlets += 1
            if tally[outlet] > most or (tally[outlet] == most and outlet < which):
                which, most = outlet, tally[outlet]
            tally[outlet] = 0
    return outlets, which, most


def likeness(count: int, outlet: int, judge: Judge, member: Ints) -> int:
    """How like each other the first ``count`` members are as wholes, in a thousand.

    Of ``outlet`` alone, unless it is NONE; as many as the sample has room for.
    """
    n, sample, known = 0, judge.sample, judge.cards.outlet
    for k in range(count):
        article = member[k]
        if n < len(sample) and (outlet == NONE or known[article] == outlet):
            sample[n] = article
            n += 1
    same, items = 0, 0
    for k in range(n):
        # Not a neighbour: two copies of one text often stand side by side.
        other = sample[(k + n // 2 + k % 2) % n]
        if other != sample[k]:
            both, either = common_items(sample[k], other, judge.cards.sketch)
            same += both
            items += either
    return 1000 * same // max(items, 1)


def common_items(a: int, b: int, sketches: Ints) -> tuple[int, int]:
    """How many of the SKETCH items of two articles are the same, and how many either of them has."""
    same, either = 0, 0
    for k in range(SKETCH):
        x, y = sketches[a * SKETCH + k], sketches[b * SKETCH + k]
        either += min(x, y) < NO_WORD
        same += x == y < NO_WORD
    return same, either


def rule_for(count: int, judge: Judge, member: Ints) -> tuple[int, int]:
    """The rule for a fingerprint of ``count`` members (0: compare all), and because of which outlet."""
    caps = judge.caps
    if count <= caps.outlet:
        return 0, NONE
    outlets, which, most = spread(count, judge, member)
    if most > caps.outlet and likeness(count, which, judge, member) < caps.likeness:
        return OUTLET_STOCK, which
    common = count > caps.common and count > 2 * outlets
    if common and likeness(count, NONE, judge, member) < caps.likeness:
        return COMMON_STOCK, NONE
    return MANY_COPIES if count > caps.pairs else 0, NONE


def run_end(at: int, end: int, keys: Keys) -> int:
    """Where the keys end that are of the same fingerprint as the one at ``at``."""
    value = keys.keys[at] >> keys.position_bits
    at += 1
    while at < end and keys.keys[at] >> keys.position_bits == value:
        at += 1
    return at


def gather(start: int, end: int, keys: Keys, corpus: Corpus, links: Links) -> int:
    """Takes the places of ``keys[start:end]``, one an article, to ``posts``, their articles as members."""
    mask, last, n, low = (1 << keys.position_bits) - 1, NONE, 0, links.used[0]
    for k in range(start, end):
        place = keys.keys[k] & mask
        article = article_of(place, corpus)
        if article != last:
            last = article
            links.posts[low + n] = place
            links.member[n] = article
            n += 1
    return n


def enlist(inner: int, first: int, last: int, outer: Outer, links: Links) -> int:
    """Adds the articles of an index to the members; how many these are then."""
    for k in range(first, last):
        links.member[inner + k - first] = outer.article[k]
    return inner + last - first


def note(count: int, outlet: int, rule: int, links: Links, stock: StockRows) -> None:
    """Notes a fingerprint that too many articles have."""
    row = links.used[1]
    stock.first[row], stock.articles[row] = links.posts[links.used[0]], count
    stock.outlet[row], stock.rule[row] = outlet, rule
    links.used[1] = row + 1


def leader_of(inner: int, count: int, rule: int, judge: Judge, member: Ints) -> int:
    """Which article of an index is the earliest of many copies, by its place among those; NONE for none.

    The articles that are linked come first among the members, the earliest of them first.
    """
    if rule != MANY_COPIES or count == inner:
        return NONE
    best, moment = inner, judge.cards.moment
    for k in range(inner + 1, count):
        if moment[member[k]] < moment[member[best]]:
            best = k
    return best - inner if moment[member[best]] <= moment[member[0]] else NONE


def match(inner: int, first: int, last: int, links: Links) -> None:
    """Notes that the next ``inner`` posts go with the occurrences ``first`` to ``last`` in an index."""
    low, row = links.used[0], links.used[2]
    for k in range(low, low + inner):
        for other in range(first, last):
            links.inner[row], links.outer[row] = links.posts[k], other
            row += 1
    links.used[2] = row


def file_posts(inner: int, rule: int, led: bool, links: Links) -> None:
    """Makes the next ``inner`` posts known to ``slot``, as ``rule`` says.

    ``led``: an article of an index is the earliest of many copies; with it all these are compared.
    """
    low = links.used[0]
    stock = rule in (OUTLET_STOCK, COMMON_STOCK)
    if inner < 2 and not stock:
        return
    for k in range(low, low + inner):
        if stock:
            links.slot[links.posts[k]] = STOCK
        elif rule == MANY_COPIES and (led or k > low):
            links.slot[links.posts[k]] = FOLLOWER
        else:
            links.slot[links.posts[k]] = links.base + k
    if not stock and not led:
        links.posts[low + inner] = NONE
        links.used[0] = low + inner + 1


def file_run(inner: int, count: int, first: int, rule: int, judge: Judge, links: Links) -> None:
    """Files a fingerprint of ``inner`` linked articles, and of others of an index numbered from ``first``."""
    leader = leader_of(inner, count, rule, judge, links.member)
    if leader >= 0:
        match(inner, first + leader, first + leader + 1, links)
    elif rule == MANY_COPIES:
        match(1, first, first + count - inner, links)
    elif rule == 0:
        match(inner, first, first + count - inner, links)
    file_posts(inner, rule, leader >= 0, links)


def link(keys: Keys, corpus: Corpus, judge: Judge, outer: Outer, links: Links, stock: StockRows) -> None:
    """Finds the fingerprints that two articles or more have; ``links.used`` says how much was written."""
    group, at, alone = 0, 0, len(outer.first) == 0
    for bucket in range(len(keys.ends)):
        while at < keys.ends[bucket]:
            start = at
            at = run_end(start, keys.ends[bucket], keys)
            if alone and at == start + 1:
                continue  # most occur once
            first, last = (0, 0) if alone else (outer.first[group], outer.first[group + 1])
            group += 1
            inner = gather(start, at, keys, corpus, links)
            count = enlist(inner, first, last, outer, links)
            if count > 1:
                rule, outlet = rule_for(count, judge, links.member)
                if rule != 0:
                    note(count, outlet, rule, links, stock)
                file_run(inner, count, first, rule, judge, links)


def spell_out(index: Index, a: Ints, b: Ints) -> int:
    """Writes down every pair of places that an index joins; how many, be there room for them or not."""
    n = 0
    for i in range(len(index.slot)):
        post = index.slot[i] + 1
        while post > 0 and index.posts[post] != NONE:
            if n < len(a):
                a[n], b[n] = i, index.posts[post]
            n += 1
            post += 1
    return n
