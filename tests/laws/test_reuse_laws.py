"""Laws of text reuse: the kernels do what their slow twins do, plain or compiled, whatever comes."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import oracles
from rasd.lang.normalize import INVISIBLE, MARKS
from rasd.model import Article, Passage, Span
from rasd.reuse import aligning, indexing, kernels, linking, within
from rasd.reuse.corpus import pages, read_articles
from rasd.reuse.find import ReuseOptions, find_passages, passages_between
from rasd.reuse.probing import lower
from rasd.reuse.search import search_with
from rasd.reuse.shapes import FOLLOWER, NONE, Board, Corpus, Keys, Sides, Words
from rasd.reuse.words import Reader, read_texts

RUNS = [pytest.param(kernels.plain, id="plain"), pytest.param(kernels.compiled, id="compiled")]

# --- words -----------------------------------------------------------------------------------------

ODD = (
    "ﷺﻻﻼﷲـ\u200c\u200d۴٤4Aaßİ"
    + MARKS[:4]
    + INVISIBLE[:6]
    + "والبلكفهايتنأإآةىؤئگک"
    + "\ud800\udfff\U0001e921\0\n "
)
texts = st.text(st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=())), max_size=60)


def numbering(items: Sequence[object]) -> list[int]:
    """The items as numbers, the same for the same, in order of appearance."""
    seen: dict[object, int] = {}
    return [seen.setdefault(item, len(seen)) for item in items]


@pytest.mark.parametrize("run", RUNS)
@given(st.lists(texts, max_size=5))
@example(["وال" * 30, "وال" * 30 + "ي"])
@example(["a" * 64, "a" * 65 + " " + "ﷺ" * 5])
@example(["", " ", "والوزير الوزير وزير", "سورية سوريا"])
def test_words_are_those_of_the_language_room(run, given_texts: list[str]) -> None:
    words, sketch = Reader(run()).read(given_texts)
    expected = [oracles.read_text(text) for text in given_texts]
    begin = [*(np.flatnonzero(words.word == NONE) + 1).tolist(), len(words.word) + 1]
    assert len(begin) == len(given_texts) + 1
    places = [range(begin[t], begin[t + 1] - 1) for t in range(len(given_texts))]
    for text, place in zip(expected, places, strict=True):
        assert [(int(words.start[k]), int(words.end[k])) for k in place] == text.spans
    flat = [k for place in places for k in place]
    assert numbering([words.word[k] for k in flat]) == numbering([w for t in expected for w in t.words])
    assert numbering([words.stem[k] for k in flat]) == numbering([s for t in expected for s in t.stems])
    stems = [[int(words.stem[k]) for k in place] for place in places]
    assert sketch.tolist() == [item for some in stems for item in oracles.sketch(some)]


@given(st.lists(texts, max_size=12))
def test_texts_read_in_threads_are_those_read_at_once(given_texts: list[str]) -> None:
    """A word has one code, whoever meets it first: batches and threads change nothing."""
    (whole,) = read_texts(given_texts, kernels.plain()) if given_texts else [Reader(kernels.plain()).read([])]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rasd.reuse.words.BATCH", 40)
        blocks = list(read_texts(given_texts, kernels.plain()))
    for field in Words._fields:
        joined = [item for block in blocks for item in getattr(block.words, field).tolist()]
        assert joined == getattr(whole.words, field).tolist()


@given(st.text(st.one_of(st.sampled_from(ODD), st.characters()), min_size=1, max_size=70))
def test_the_first_look_compares_stems_as_the_kernels_do(word: str) -> None:
    for folded in oracles.read_text(word).words:
        assert within.stem(folded) == oracles.stem(folded)


# --- alignment -------------------------------------------------------------------------------------

VOCABULARY = ["في", "وزير", "الوزير", "مدينة", "12", "7", "2018", "جسر", "نهر", "سورية", "سوريا", "قال"]
passage_words = st.lists(st.sampled_from(VOCABULARY), max_size=26)


def one_corpus(*parts: Sequence[str]) -> Corpus:
    return read_articles(articles_of([" ".join(part) for part in parts]), kernels.plain()).corpus


def board() -> Board:
    sizes = (aligning.CELLS, aligning.CELLS, aligning.CELLS, aligning.WINDOW + 1, aligning.WINDOW + 1)
    return Board(*(np.zeros(size, np.int64) for size in sizes))


@given(passage_words, passage_words, st.integers(-aligning.DEEPEST, 0))
@example(["12", *["جسر"] * 3], ["7", *["جسر"] * 3], -16)
@example(["قال"] * 15 + ["جسر", "نهر"] * 5, ["جسر", "نهر"] * 5, -16)
def test_the_bridge_is_the_best_of_all_ways(a: list[str], b: list[str], dip: int) -> None:
    first, second = ["البداية", *a], ["النهاية", *b]  # both begin with a word that the other has not
    word, stem, begin, _ = one_corpus(first, second)
    sides = Sides(word, stem, word, stem)
    rows, columns, value = aligning.bridge(int(begin[0]), int(begin[1]), 1, dip, sides, board())
    best = oracles.bridge(oracles.read_text(" ".join(first)), 0, oracles.read_text(" ".join(second)), 0, dip)
    if best is None:
        assert (rows, columns, value) == (0, 0, 0)
    else:
        assert (rows, columns, oracles.Won(value >> 20, value >> 10 & 1023, value & 1023)) == best


POOL = [*VOCABULARY, *map(str, range(20, 26)), *(f"كلمة{k}" for k in range(20))]


def edited(words: list[str], random: Random) -> list[str]:
    """A copy with words deleted, replaced and put in, and at times with other numbers."""
    rate = random.choice([0.0, 0.05, 0.1, 0.2, 0.3])
    renumber = random.random() < 0.3
    out: list[str] = []
    for word in words:
        change = random.random() / rate if rate else 9
        more = random.choices(POOL, k=random.randint(1, 20))
        if change < 1:
            out += [[], more[:1], [word, *more]][int(change * 3)]
        else:
            out.append(str(random.randint(0, 999)) if renumber and word.isdigit() else word)
    return out


@st.composite
def edited_copies(draw: st.DrawFn) -> list[str]:
    """A few short texts that hold edited copies of stretches of the first, one after the other."""
    random = Random(draw(st.integers(0, 2**32)))
    numbers = random.choice([0, 0, 20])
    first = [random.choice(POOL + POOL[12:18] * numbers) for _ in range(random.randint(12, 90))]
    made = [first]
    for _ in range(random.randint(1, 3)):
        text: list[str] = []
        for _ in range(random.randint(1, 3)):
            low = random.randrange(len(first) - 7)
            text += random.choices(POOL, k=random.randint(0, 15))
            text += edited(first[low : low + random.randint(8, 70)], random)
        made.append(text)
    return [" ".join(words) for words in made]


def articles_of(parts: Sequence[str]) -> list[Article]:
    return [Article(f"{k:03}", part) for k, part in enumerate(parts)]


def silent(step: str, done: int, total: int) -> None:
    """No progress."""


@pytest.mark.parametrize("run", RUNS)
@settings(max_examples=60)
@given(edited_copies(), st.integers(5, 14))
def test_passages_are_those_of_the_slow_twin(run, parts: list[str], least: int) -> None:
    articles = articles_of(parts)
    found = search_with(run(), articles, ReuseOptions(min_words=least), silent).passages
    expected = []
    for a, b, shared in oracles.all_passages(parts, least):
        spans = [oracles.read_text(part).spans for part in (parts[a], parts[b])]
        a_span = Span(spans[0][shared.a][0], spans[0][shared.a_end - 1][1])
        b_span = Span(spans[1][shared.b][0], spans[1][shared.b_end - 1][1])
        columns = shared.a_end - shared.a + shared.b_end - shared.b - shared.pairs
        expected.append(
            Passage(articles[a].id, a_span, articles[b].id, b_span, shared.equal / columns, shared.pairs)
        )
    assert sorted(found, key=str) == sorted(expected, key=str)


# --- fingerprints ----------------------------------------------------------------------------------

stems = st.lists(st.integers(NONE, 3), max_size=60)
wide = st.integers(0, (1 << indexing.HASH_BITS) - 1)


@pytest.mark.parametrize("run", RUNS)
@given(stems, st.integers(0, 60), st.integers(0, 60))
def test_a_fingerprint_is_that_of_five_words(run, codes: list[int], low: int, high: int) -> None:
    low, high = sorted((min(low, len(codes)), min(high, len(codes))))
    out = np.zeros(high - low, np.int64)
    run().fingerprints(np.array(codes, np.int32), low, high, out)
    assert out.tolist() == [oracles.fingerprint(codes, at) for at in range(low, high)]


@pytest.mark.parametrize("run", RUNS)
@settings(max_examples=30)
@given(st.lists(st.one_of(st.just(NONE), st.sampled_from([5, 6, 1 << 55, 1 << 61]), wide), max_size=300))
def test_fingerprints_come_in_order(run, hashes: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rasd.reuse.linking._SLICE", 16)
        patch.setattr("rasd.reuse.linking._FEW", 100)
        keys = linking.sorted_keys(np.array(hashes, np.int64), run())
    ends = np.searchsorted(sorted(h >> indexing.BUCKET_SHIFT for h in hashes if h >= 0),
                           range(linking.BUCKETS), "right")  # fmt: skip
    assert keys.ends.tolist() == ends.tolist()
    order = sorted((h, place) for place, h in enumerate(hashes) if h >= 0)
    assert [k & ((1 << keys.position_bits) - 1) for k in keys.keys.tolist()] == [place for _, place in order]


@pytest.mark.parametrize("run", RUNS)
@given(edited_copies(), st.integers(1, 3))
def test_the_index_knows_where_each_run_stands(run, parts: list[str], cap: int) -> None:
    """Runs of more than ``pair_cap`` texts are linked from the first alone, others from each to the later."""
    library = read_articles(articles_of(parts), run())
    keys = linking.sorted_keys(linking.hashes_of(library.corpus.stem, run()), run())
    options = ReuseOptions(outlet_cap=1, likeness=0, pair_cap=cap)
    index, inner, outer, stock = linking.link_all(library, keys, options, run())
    begin = [int(first) for first in library.corpus.begin]
    expected = [NONE] * len(index.slot)
    for places in oracles.occurrences(parts).values():
        words = [begin[text] + at for text, at in places]
        slot = int(index.slot[words[0]])
        assert index.posts[slot : slot + len(words) + 1].tolist() == [*words, NONE]
        for k, word in enumerate(words):
            expected[word] = FOLLOWER if k and len(words) > cap else slot + k
    assert index.slot.tolist() == expected
    assert bool(stock) == (FOLLOWER in expected)
    assert len(inner) == len(outer) == 0


@pytest.mark.parametrize("run", RUNS)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=12), st.data(), st.integers(1, 4))
def test_lists_are_kept_short(run, lengths: list[int], data: st.DataObject, most: int) -> None:
    """One place an article of each fingerprint, of ``most`` articles spread evenly."""
    begin = np.cumsum([1, *lengths]).astype(np.int32)
    none = np.zeros(0, np.int32)
    corpus = Corpus(none, none, begin, pages(begin))
    rows = data.draw(st.lists(st.tuples(st.integers(0, 2), st.integers(1, int(begin[-1]) - 1)), unique=True))
    keys = np.array(sorted(value << 8 | place for value, place in rows), np.int64)
    ends = np.zeros(1, np.int64)
    count = run().thin(Keys(keys, np.array([len(keys)]), 8), corpus, most, ends)
    home = {place: k for k in range(len(lengths)) for place in range(begin[k], begin[k + 1])}
    assert keys[:count].tolist() == [value << 8 | place for value, place in oracles.thinned(rows, home, most)]
    assert ends.tolist() == [count]


@pytest.mark.parametrize("run", RUNS)
@given(st.lists(wide, max_size=40), st.lists(st.one_of(st.sampled_from([0, 7, 1 << 60]), wide), max_size=40))
def test_fingerprints_are_looked_up(run, held: list[int], others: list[int]) -> None:
    held += others[: len(others) // 2]
    keys = linking.sorted_keys(np.array(held, np.int64), run())
    asked = sorted({*held[::2], *others})
    low, count = np.zeros(len(asked), np.int32), np.zeros(len(asked), np.int32)
    run().probe(np.array(asked, np.int64), keys, low, count)
    assert count.tolist() == [held.count(value) for value in asked]
    order = sorted(held)
    assert [n for n, c in zip(low.tolist(), count.tolist(), strict=True) if c] == [
        order.index(value) for value in asked if value in order
    ]


@given(st.lists(st.integers(0, 50), max_size=80).map(sorted), st.integers(0, 50), st.integers(0, 80))
def test_galloping_ends_where_a_plain_look_does(values: list[int], value: int, at: int) -> None:
    at = min(at, len(values))
    keys = Keys(np.array(values, np.int64) << 4, np.array([len(values)]), 4)
    assert lower(at, len(values), value, keys) == next(
        (k for k in range(at, len(values)) if values[k] >= value), len(values)
    )


@given(edited_copies())
def test_a_sketch_says_how_like_articles_are(parts: list[str]) -> None:
    """Articles of the same words are wholly alike; of no common word, not at all."""
    other = " ".join(f"غيره{k}" for k in range(50))
    articles = articles_of([*parts, parts[0], " ".join(reversed(parts[0].split())), other])
    sketches = read_articles(articles, kernels.plain()).cards.sketch
    first, copy, mirrored, stranger = 0, len(parts), len(parts) + 1, len(parts) + 2
    for twin in (copy, mirrored):
        same, either = indexing.common_items(first, twin, sketches)
        assert same == either > 0
    assert indexing.common_items(first, stranger, sketches)[0] == 0


# --- the room as a whole ---------------------------------------------------------------------------


@given(edited_copies(), st.randoms(use_true_random=False))
def test_the_order_of_the_articles_changes_nothing(parts: list[str], shuffler) -> None:
    articles = articles_of(parts)
    shuffled = list(articles)
    shuffler.shuffle(shuffled)
    assert find_passages(shuffled) == find_passages(articles)


@given(edited_copies())
def test_a_passage_is_long_enough_and_says_what_it_is(parts: list[str]) -> None:
    texts = {article.id: article.text for article in articles_of(parts)}
    for passage in find_passages(articles_of(parts)).passages:
        assert passage.a < passage.b
        assert passage.words >= 12
        assert 0.6 <= passage.identity <= 1
        for id_, span in ((passage.a, passage.a_span), (passage.b, passage.b_span)):
            words = oracles.read_text(span.of(texts[id_])).spans
            assert words[0][0] == 0, "begins with a word"
            assert words[-1][1] == span.end - span.start, "ends with a word"
            assert len(words) >= passage.words
        if passage.identity == 1:
            a, b = (oracles.read_text(s.of(texts[i])).words for i, s in
                    ((passage.a, passage.a_span), (passage.b, passage.b_span)))  # fmt: skip
            assert a == b


@given(
    st.lists(st.sampled_from([f"كلمة{k}" for k in range(200)]), min_size=12, max_size=60, unique=True),
    texts,
    texts,
)
def test_a_verbatim_copy_is_found_whole(words: list[str], before: str, after: str) -> None:
    copied = " ".join(words)
    a, b = Article("a", copied), Article("b", f"{before} {copied} {after}")
    (passage,) = find_passages([a, b]).passages
    assert passage.a_span.of(a.text) == copied
    assert copied in passage.b_span.of(b.text)


@given(edited_copies())
def test_within_one_article_as_between_two(parts: list[str]) -> None:
    text = "\n".join(parts)
    starts = [sum(len(part) + 1 for part in parts[:k]) for k in range(len(parts))]
    spans = [Span(start, start + len(part)) for start, part in zip(starts, parts, strict=True)]
    found = passages_between(Article("x", text), spans)
    apart = find_passages(articles_of(parts)).passages
    moved = [
        (starts[int(p.a)] + p.a_span.start, starts[int(p.b)] + p.b_span.start, p.words, p.identity)
        for p in apart
    ]
    assert [(p.a_span.start, p.b_span.start, p.words, p.identity) for p in found] == moved
    assert all(p.a == p.b == "x" for p in found)
