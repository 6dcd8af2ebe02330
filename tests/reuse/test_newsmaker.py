"""Made news is of the wanted number and size, the same each time, and copied only where it is meant to be."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from random import Random

import duckdb
import newsmaker
import numpy as np
import pytest

from rasd.reuse.find import find_passages


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three hundred articles of 40 to 400 words, in sentences; no five words of one are in another."""
    random = Random(1)
    words = [f"كلمة{k}" for k in range(3000)]
    path = tmp_path_factory.mktemp("real") / "news.parquet"
    with duckdb.connect() as base:
        base.execute("CREATE TABLE news (id VARCHAR, text VARCHAR)")
        for k in range(300):
            drawn = random.choices(words, k=random.randint(40, 400))
            text = " ".join(word + "." * (n % 12 == 11) for n, word in enumerate(drawn))
            base.execute("INSERT INTO news VALUES (?, ?)", [str(k), text])
        base.table("news").write_parquet(str(path))
    return [path]


@pytest.fixture(scope="module")
def stuff(real: list[Path]) -> newsmaker.Stuff:
    return newsmaker.take_apart(newsmaker.read_texts(real))


def test_as_many_as_asked_and_the_same_each_time(real: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newsmaker, "BATCH", 100)
    more = [article for made in newsmaker.growth_articles(250, real) for article in made]
    fewer = [article for made in newsmaker.growth_articles(120, real) for article in made]
    assert len(more) == 250
    assert more[:120] == fewer, "fewer are the beginning of more"
    assert len({article.id for article in more}) == 250
    assert all(article.text and article.outlet and article.published for article in more)
    other = next(newsmaker.growth_articles(100, real, seed=7))
    assert [article.text for article in other] != [article.text for article in more[:100]]


def test_lengths_and_words_are_those_of_the_real(stuff: newsmaker.Stuff) -> None:
    made = newsmaker.batch(0, 2000, stuff)
    sizes = [len(article.text.split()) for article in made]
    assert np.mean(sizes) == pytest.approx(stuff.lengths.mean(), rel=0.15)
    assert {word for article in made for word in article.text.split()} <= set(stuff.vocabulary.tolist())


def test_without_copies_no_five_words_stay_of_the_real(stuff: newsmaker.Stuff) -> None:
    raw, bounds = newsmaker.raw_articles(500, stuff, np.random.default_rng(1))
    assert len(bounds) == 501
    assert bounds[-1] == len(raw)

    def runs(words: newsmaker.Words) -> set[tuple[int, ...]]:
        listed = words.tolist()
        return {tuple(listed[k : k + 5]) for k in range(len(listed) - 4)}

    assert len(runs(raw) & runs(stuff.words)) < 0.001 * len(raw)


def test_copies_are_within_stories_and_of_half_of_the_articles(
    stuff: newsmaker.Stuff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newsmaker, "HOUSE_SHARE", 1e-9)
    made = newsmaker.batch(0, 1000, stuff)
    outlet = {article.id: article.outlet for article in made}
    near = defaultdict(set)
    for passage in find_passages(made).passages:
        near[passage.a].add(passage.b)
        near[passage.b].add(passage.a)
    assert 0.4 < len(near) / len(made) < 0.65
    assert max(map(len, near.values())) < newsmaker.MOST
    assert all(outlet[a] != outlet[b] for a, others in near.items() for b in others)


def test_formulas_and_repeated_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newsmaker, "FORMULA", 2)
    title = "خادم الحرمين الشريفين الملك سلمان"
    texts = [f"{k + 10} قال {title} في كلمته {k + 50} {k + 90} ." for k in range(3)]
    stuff = newsmaker.take_apart([*texts, texts[0]])
    kept = {stuff.vocabulary[word] for word in stuff.words[stuff.formula].tolist()}
    assert kept == {*title.split()} | {"قال", "في", "كلمته"}
    assert len(stuff.lengths) == 3, "a text that comes twice is taken once"


def test_files(real: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newsmaker, "BATCH", 100)
    monkeypatch.setattr(newsmaker, "FILE_ARTICLES", 200)
    assert newsmaker.main(["350", str(tmp_path / "out"), *map(str, real)]) == 0
    files = sorted((tmp_path / "out").glob("*.parquet"))
    counts = [duckdb.read_parquet(str(file)).aggregate("count(*)").fetchall() for file in files]
    assert counts == [[(200,)], [(150,)]]
    columns = duckdb.read_parquet(str(files[0])).columns
    assert columns == ["id", "text", "outlet", "date"]
