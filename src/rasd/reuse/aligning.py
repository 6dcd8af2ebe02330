"""Kernels that grow the words that two articles share into aligned passages."""

from __future__ import annotations

from rasd.reuse.cutting import CODE_BITS, LIGHT, NUMBER
from rasd.reuse.indexing import article_of
from rasd.reuse.shapes import (
    FOLLOWER,
    NONE,
    SHINGLE,
    STOCK,
    Board,
    Corpus,
    Index,
    Ints,
    Marks,
    Passages,
    Reach,
    Sides,
    Task,
)

REPLACED = 3
"""What a replaced word costs."""
NUMBER_REPLACED = 6
"""What it costs when a number stands for another: a form filled in anew, or the next day's prices."""
GAP = 1
"""What an insertion costs, beside 1 for each of its words."""
DEEPEST = 16
"""An edited stretch that costs more than this is not crossed."""
WINDOW = 24
"""Words on either side within which an edited stretch must end."""
CELLS = WINDOW * WINDOW + 1
LOWEST = -(1 << 40)
_CODE = (1 << CODE_BITS) - 1


def goes_on(i: int, j: int, corpus: Corpus, index: Index) -> bool:
    """Whether the fingerprints at ``i`` and ``j`` continue a run that the words before them belong to.

    Then the pair of places just before is a seed itself, or continues one.
    """
    known = index.slot[i - 1] >= 0 and (index.slot[j - 1] >= 0 or index.slot[j - 1] == FOLLOWER)
    return bool(known and corpus.stem[i - 1] == corpus.stem[j - 1])


def find_seeds(first: int, last: int, corpus: Corpus, index: Index, task: Task) -> int:
    """The starts of the runs of words that articles ``first`` to ``last`` (exclusive) share with later ones.

    Writes them to ``task.seeds``, unsorted; how many there are, be there room for them or not.
    """
    n, room = 0, len(task.seeds)
    for article in range(first, last):
        head, begin = (article - first) << task.position_bits, corpus.begin[article]
        for i in range(begin, corpus.begin[article + 1] - 1):
            post = index.slot[i] + 1
            while post > 0 and index.posts[post] != NONE:
                j = index.posts[post]
                post += 1
                if goes_on(i, j, corpus, index):
                    continue
                if n < room:
                    task.seeds[n] = ((head | j) << task.offset_bits) | (i - begin)
                n += 1
    return n


def pair_score(i: int, j: int, sides: Sides) -> int:
    """What it scores to set word ``i`` beside ``j``: score, equal and pairs, the last two in 10 bits each."""
    if sides.a_word[i] == sides.b_word[j]:
        return (LIGHT + int(sides.a_word[i] & _CODE) << 20) + 1025
    if sides.a_stem[i] == sides.b_stem[j]:
        return (LIGHT << 20) + 1
    return (-REPLACED << 20) + 1


def is_number(word: int) -> bool:
    """Whether a word's code is that of a number."""
    return bool(word & _CODE == NUMBER - LIGHT)


def look_ahead(i: int, step: int, words: Ints, numbers: Ints) -> int:
    """How many words follow from ``i`` on, WINDOW at most; ``numbers[k]``: how many numbers in k of them."""
    n, numbers[0] = 0, 0
    while n < WINDOW and words[i + n * step] >= 0:
        numbers[n + 1] = numbers[n] + is_number(words[i + n * step])
        n += 1
    return n


def edit(p: int, q: int) -> int:
    """What it costs to set ``p`` words beside ``q`` that match nowhere, packed as in :func:`pair_score`.

    Either words are replaced one by one and the longer side's rest is a gap, or both sides are gaps.
    """
    both = min(p, q)
    rest = max(p, q) - both
    cost = REPLACED * both
    if rest > 0:
        cost += GAP + rest
    apart = 2 * GAP + p + q
    if both > 0 and apart < cost:
        return -apart << 20
    return (-cost << 20) + both


def reach(budget: int) -> int:
    """How many words, of both sides, the longest edited stretch has that costs ``budget`` at most."""
    return max(budget - GAP, 2 * (budget // REPLACED))


def best_way(p: int, q: int, nodes: int, dip: int, board: Board) -> int:
    """The best packed score with which ``p`` and ``q`` words are passed; LOWEST if none reaches ``dip``."""
    best, a_numbers, b_numbers = LOWEST, board.a_numbers, board.b_numbers
    for k in range(nodes):
        row, column = board.row[k], board.column[k]
        if row <= p and column <= q:
            replaced = min(a_numbers[p] - a_numbers[row], b_numbers[q] - b_numbers[column])
            value = (
                board.value[k] + edit(p - row, q - column) - ((NUMBER_REPLACED - REPLACED) * replaced << 20)
            )
            if value >> 20 >= dip and value > best:
                best = value
    return best


def bridge(i: int, j: int, step: int, dip: int, sides: Sides, board: Board) -> tuple[int, int, int]:
    """The cheapest way over an edited stretch: words of a, of b, packed score; or zeros.

    Aligns the words from ``i`` and ``j`` on (in the direction ``step``) with affine gaps (Gotoh 1982) and
    ends at the first antidiagonal where what follows has made up for the edits. Ways that fall below
    ``dip`` are given up (the X-drop of Zhang et al. 2000). Only cells whose words match are looked at
    (sparse dynamic programming, Eppstein et al. 1992): there are few.
    """
    a_stems, b_stems = sides.a_stem, sides.b_stem
    rows = look_ahead(i, step, sides.a_word, board.a_numbers)
    columns = look_ahead(j, step, sides.b_word, board.b_numbers)
    board.row[0], board.column[0], board.value[0] = 0, 0, 0
    nodes, d, furthest = 1, 2, reach(-dip) + 2
    while d < min(furthest, rows + columns):
        d += 1
        top, at = 0, 0
        for r in range(max(1, d - columns), min(rows, d - 1) + 1):
            x, y = i + (r - 1) * step, j + (d - r - 1) * step
            if a_stems[x] != b_stems[y]:
                continue
            value = best_way(r - 1, d - r - 1, nodes, dip, board)
            if value == LOWEST:
                continue
            value += pair_score(x, y, sides)
            board.row[nodes], board.column[nodes], board.value[nodes] = r, d - r, value
            nodes += 1
            furthest = max(furthest, d + 2 + reach((value >> 20) - dip))
            if value > top or (value == top and abs(2 * r - d) < abs(2 * at - d)):
                top, at = value, r
        if top >= 1 << 20:
            return at, d - at, top
    return 0, 0, 0


def extend(start: Reach, step: int, identity: int, sides: Sides, board: Board) -> Reach:
    """How far the text from ``start`` on is the same, lightly edited.

    An edited stretch may not cost more than was won before it. Of a text that becomes another by and by,
    as much is taken as has ``identity`` equal words in a thousand.
    """
    i, j, pairs, equal, columns, score = start
    kept, at_first = start, True
    while True:
        while sides.a_stem[i] == sides.b_stem[j] >= 0:
            won = pair_score(i, j, sides)
            score += won >> 20
            equal += (won >> 10) & 1
            pairs += 1
            columns += 1
            i += step
            j += step
        if at_first or 1000 * equal >= identity * columns:
            kept, at_first = Reach(i, j, pairs, equal, columns, score), False
        if sides.a_stem[i] < 0 or sides.b_stem[j] < 0:
            break
        a, b, won = bridge(i, j, step, -min(DEEPEST, score), sides, board)
        if won == 0:
            break
        i += a * step
        j += b * step
        score += won >> 20
        equal += (won >> 10) & 1023
        pairs += won & 1023
        columns += a + b - (won & 1023)
    return kept


def grow(i: int, j: int, identity: int, sides: Sides, board: Board) -> tuple[Reach, Reach]:
    """Grows a seed in both directions: how far it goes forward, and then back, with all that was won."""
    ahead = extend(Reach(i, j, 0, 0, 0, 0), 1, identity, sides, board)
    behind = Reach(i - 1, j - 1, ahead.pairs, ahead.equal, ahead.columns, ahead.score)
    return ahead, extend(behind, -1, identity, sides, board)


def put_down(row: int, ahead: Reach, behind: Reach, out: Passages) -> None:
    """Writes what :func:`grow` gave to ``out[row]``."""
    out.a[row], out.a_end[row] = behind.i + 1, ahead.i
    out.b[row], out.b_end[row] = behind.j + 1, ahead.j
    out.pairs[row], out.equal[row], out.score[row] = behind.pairs, behind.equal, behind.score


def covered(i: int, j: int, low: int, high: int, out: Passages) -> bool:
    """Whether one of the passages ``out[low:high]`` has both places inside."""
    for k in range(high - 1, low - 1, -1):
        if out.a[k] <= i < out.a_end[k] and out.b[k] <= j < out.b_end[k]:
            return True
    return False


def half_inside(low: int, high: int, other_low: int, other_high: int) -> bool:
    """Whether half of the first stretch, or more, lies in the other."""
    return 2 * (min(high, other_high) - max(low, other_low)) >= high - low


def strike_out(best: int, low: int, high: int, out: Passages) -> None:
    """Takes the score from the passages that lie half inside ``best``, in either article."""
    for k in range(low, high):
        if k == best or out.score[k] <= 0:
            continue
        in_a = half_inside(out.a[k], out.a_end[k], out.a[best], out.a_end[best])
        if in_a or half_inside(out.b[k], out.b_end[k], out.b[best], out.b_end[best]):
            out.score[k] = 0


def settle(low: int, high: int, out: Passages) -> int:
    """Of the passages ``out[low:high]`` of two articles keeps the best for each text; where they end."""
    for _ in range(low, high):
        best = NONE
        for k in range(low, high):
            if out.score[k] > 0 and (best < 0 or out.score[k] > out.score[best]):
                best = k
        if best < 0:
            break
        strike_out(best, low, high, out)
        out.score[best] = -out.score[best]  # chosen
    kept = low
    for k in range(low, high):
        if out.score[k] < 0:
            out.a[kept], out.a_end[kept], out.b[kept], out.b_end[kept] = (
                out.a[k],
                out.a_end[k],
                out.b[k],
                out.b_end[k],
            )
            out.pairs[kept], out.equal[kept], out.score[kept] = out.pairs[k], out.equal[k], -out.score[k]
            kept += 1
    return kept


def own_words(low: int, high: int, slot: Ints) -> int:
    """How many of the words from ``low`` to ``high`` stand in no stock phrase."""
    own, end = 0, low
    for at in range(low, high):
        if at <= high - SHINGLE and slot[at] == STOCK:
            end = at + SHINGLE
        if at >= end:
            own += 1
    return own


def nearest(word: int, at: int, low: int, high: int, words: Ints) -> int:
    """Where ``word`` stands among ``words[low:high]``, as near to ``at`` as may be; NONE where nowhere."""
    found = NONE
    for k in range(low, high):
        if words[k] == word and (found < 0 or abs(k - at) < abs(found - at)):
            found = k
    return found


def filled_in(row: int, sides: Sides, out: Passages) -> bool:
    """Whether a passage is one form filled in twice: market reports, tables of times, scores.

    So it is when three numbers or more have changed, a third of all, and one in every dozen words. A number
    is looked for near where the one before it was found: what one side puts in pushes the rest along.
    """
    numbers, kept = 0, 0
    shift = out.b[row] - out.a[row]
    for i in range(out.a[row], out.a_end[row]):
        if is_number(sides.a_word[i]):
            low = max(out.b[row], min(i + shift, out.b_end[row]) - WINDOW)
            high = min(i + shift + WINDOW, out.b_end[row])
            place = nearest(sides.a_word[i], i + shift, low, high, sides.b_word)
            numbers += 1
            if place >= 0:
                kept, shift = kept + 1, place - i
    others = 0
    for j in range(out.b[row], out.b_end[row]):
        others += is_number(sides.b_word[j])
    changed = min(numbers, others) - kept
    return changed >= 3 and 2 * changed >= kept and 12 * changed >= out.pairs[row]


def good(row: int, sides: Sides, task: Task, marks: Marks, out: Passages) -> bool:
    """Whether a passage is long and like enough, and neither a stock phrase nor a form filled in twice."""
    columns = out.a_end[row] - out.a[row] + out.b_end[row] - out.b[row] - out.pairs[row]
    if out.pairs[row] < task.words or 1000 * out.equal[row] < task.identity * columns:
        return False
    low, high = (out.b[row], out.b_end[row]) if marks.on_b else (out.a[row], out.a_end[row])
    if own_words(low, high, marks.slot) < SHINGLE:
        return False
    return out.equal[row] == columns or not filled_in(row, sides, out)


def align(task: Task, a: Corpus, b: Corpus, marks: Marks, board: Board, out: Passages) -> int:
    """Grows the seeds, which must be sorted, into passages; how many.

    The seeds' articles are of ``a``, the later ones (the same, or of another collection) of ``b``. ``out``
    has room for one more than there are seeds.
    """
    n, start, tried, last, last_b = 0, 0, 0, NONE, NONE
    sides = Sides(a.word, a.stem, b.word, b.stem)
    place_mask, offset_mask = (1 << task.position_bits) - 1, (1 << task.offset_bits) - 1
    for k in range(len(task.seeds)):
        place = task.seeds[k] >> task.offset_bits
        article, j = (place >> task.position_bits) + task.first, place & place_mask
        i = a.begin[article] + (task.seeds[k] & offset_mask)
        other = article_of(j, b)
        if article != last or other != last_b:
            n = settle(start, n, out)
            start, tried, last, last_b = n, 0, article, other
        elif covered(i, j, start, n + tried, out):
            continue
        ahead, behind = grow(i, j, task.identity, sides, board)
        put_down(n, ahead, behind, out)
        tried = 1  # what was grown last is looked at again, even when it was not good
        if good(n, sides, task, marks, out):
            n += 1
            tried = 0
    return settle(start, n, out)
