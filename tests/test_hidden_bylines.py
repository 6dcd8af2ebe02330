"""The evaluation with hidden by-lines: made-up articles, their houses known."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import gate
import hidden_bylines
import house_style
import numpy as np
import pytest

from rasd.lang.parties import parties
from rasd.model import Article, Copy, Evidence

HABITS = {"party:afp": "واعلن", "party:reuters": "وقد قال", "party:spa": "وأوضح معاليه", "own": "وحكى لنا"}
THINGS = ["الجسر", "الميناء", "السوق", "المصنع", "الطريق", "المدرسة", "النهر", "الحقل"]


def text_of(house: str, number: int) -> str:
    things = [THINGS[(number + step * 3) % len(THINGS)] + "ات" * (number % 5) for step in range(6)]
    return " . ".join(f"{HABITS[house]} في {thing} رقم {number}" for thing in things)


def batch(articles: list[Article], copies: list[Copy] = [], shares=None) -> hidden_bylines.Batch:  # noqa: B006
    mentions = {article.id: parties().find(article.text) for article in articles}
    return hidden_bylines.Batch(articles, copies, shares or {}, mentions)


def newsroom() -> list[Article]:
    """Forty articles of each house that still say so, and ten that do not."""
    says = {"party:afp": "قال مدير لوكالة فرانس برس ذلك", "party:reuters": "قال مدير لرويترز ذلك"}
    says |= {"party:spa": "", "own": "قال مدير لصحيفة عكاظ ذلك"}
    out = []
    for house, sentence in says.items():
        outlet = "was" if house == "party:spa" else "okaz"
        told = [Article(f"{house}-{n}", f"{text_of(house, n)} {sentence}", outlet=outlet) for n in range(40)]
        hidden = [Article(f"{house}-x{n}", text_of(house, 50 + n), outlet="okaz") for n in range(10)]
        out += told + hidden
    return out


def test_style_is_learnt_from_the_articles_that_tell_their_house() -> None:
    room = batch(newsroom())
    known = hidden_bylines.examples(room)
    assert {known.get(f"{house}-3") for house in HABITS} == set(HABITS)
    assert not any("-x" in id_ for id_ in known)
    style = hidden_bylines.by_style(room, print)
    for house in set(HABITS) - {"own"}:
        assert [style.said.get(f"{house}-x{n}") for n in range(10)] == [house] * 10
    assert not any(style.said.get(f"own-x{n}") for n in range(10))
    assert style.figures["examples"] == 160


def test_a_batch_that_tells_nothing_gives_no_style() -> None:
    style = hidden_bylines.by_style(batch([Article("a", "افتتح الجسر"), Article("b", "أغلق")]), print)
    assert (style.said, style.if_an_agency, style.figures) == ({}, {}, {"examples": 0})


def test_who_carries_the_text_of_examples_is_one() -> None:
    few = [*newsroom(), Article("near", "نص", outlet="okaz"), Article("torn", "نص", outlet="okaz")]
    shares = {("near", "party:afp-1"): 0.9, ("party:afp-1", "torn"): 0.9, ("party:reuters-1", "torn"): 0.9}
    known = hidden_bylines.examples(batch(few, shares=shares))
    assert known["near"] == "party:afp"
    assert "torn" not in known


def copy(copier: str, original: str, rule: str) -> Copy:
    return Copy(copier, original, None, (Evidence(rule),))


def test_evidence_the_surest_first() -> None:
    articles = [Article(id_, "نص", outlet="okaz") for id_ in "abcd"] + [Article("w", "نص", outlet="was")]
    copies = [
        copy("a", "party:afp", "told-to-agency"),
        copy("a", "party:reuters", "agency-text-shared"),
        copy("b", "w", "shared-text"),
        copy("w", "c", "shared-text"),
        copy("d", "party:afp", "agency-credited"),
        copy("d", "party:dpa", "agency-credited"),
        copy("a", "b", "shared-text"),
    ]
    assert hidden_bylines.by_evidence(batch(articles, copies)) == {
        "a": ("party:afp", "told-to-agency"),
        "b": ("party:spa", "agency-article-shared"),
        "c": ("party:spa", "agency-article-shared"),
    }


def test_what_is_counted() -> None:
    articles = [Article(id_, "نص", outlet=outlet) for id_, outlet in zip("abcde", "xyzxy", strict=True)]
    bylines = {"a": "رويترز", "b": "لندن - رويترز", "c": "د ب أ", "d": "سالم العلي", "e": "رويترز ، أ ف ب"}
    evidence = {"a": ("party:reuters", "told-to-agency"), "d": ("party:afp", "told-to-agency")}
    style = hidden_bylines.Style({"b": "party:afp"}, {"b": "party:afp", "c": "party:dpa"}, {})
    out = hidden_bylines.score(batch(articles, shares={("a", "b"): 0.8}), bylines, evidence, style)
    assert out.measures["right"] == pytest.approx(1 / 3)
    assert out.measures["wrong"] == pytest.approx(1 / 3)
    assert out.measures["if_an_agency_right"] == pytest.approx(2 / 3)
    assert (out.measures["sharing_right"], out.measures["sharing_articles"]) == (0.5, 2)
    assert (out.measures["groups"], out.measures["articles"]) == (1, 3)
    assert out.measures["said_of_other_bylines"] == 1
    assert out.cases == {"a": True, "b": False, "c": False}


def corpus(folder: Path) -> Path:
    rows = [(a.id, a.outlet, "", "", "أ ف ب" if "afp" in a.id else "سالم", a.text) for a in newsroom()[:60]]
    (folder / "corpora").mkdir()
    (folder / "eval").mkdir()
    path = folder / "corpora" / "small.parquet"
    connection = duckdb.connect()
    connection.execute("CREATE TABLE t (id TEXT, outlet TEXT, url TEXT, title TEXT, author TEXT, text TEXT)")
    connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", rows)
    connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    return path


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, kept = corpus(tmp_path), tmp_path / "out.json"
    articles, bylines = hidden_bylines.read(path)
    assert {article.author for article in articles} == {""}
    assert bylines["party:afp-1"] == "أ ف ب"
    assert hidden_bylines.main([str(path), "--json", str(kept)]) == 0
    said = capsys.readouterr()
    measures = json.loads(kept.read_text("utf-8"))["measures"]
    assert measures["rasd_right"] == pytest.approx(0.8)
    assert "told-to-agency: 40 right, 0 wrong" in said.out
    assert "shared text" in said.err
    assert "الجسر" not in said.out + kept.read_text("utf-8")
    with pytest.raises(SystemExit) as ended:
        hidden_bylines.main([str(tmp_path / "none.parquet")])
    assert ended.value.code == 2


def test_the_gate_measures_it_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus(tmp_path)
    gold = gate.Gold("small", "bylines", "../corpora/small.parquet", "", {"right": 0.7})
    monkeypatch.setattr(gate, "golds", lambda: [gold])
    monkeypatch.setattr(gate.leaks, "tracked", lambda root: [])
    common = ["--shared", str(tmp_path), "--runs", str(tmp_path / "runs")]
    assert gate.main(common) == 0
    assert "left out" in capsys.readouterr().out
    assert gate.main([*common, "small"]) == 0
    assert "floor 0.700 holds" in capsys.readouterr().out


# --- house style -----------------------------------------------------------------------------------


def test_words_keep_their_form() -> None:
    assert house_style.words("يوم الأحد، 3ر5 بالمئة من 12") == [
        "يوم", "<day>", "،", "0ر0", "بالمئة", "من", "00",
    ]  # fmt: skip


def dense(matrix: house_style.Traits) -> np.ndarray:
    out = np.zeros((len(matrix.start) - 1, matrix.width))
    for row in range(len(out)):
        part = slice(matrix.start[row], matrix.start[row + 1])
        out[row, matrix.index[part]] = matrix.value[part]
    return out


def test_products_are_those_of_the_dense_matrix() -> None:
    matrix = house_style.traits([text_of(house, n) for house in HABITS for n in range(6)])
    plain, generator = dense(matrix), np.random.default_rng(3)
    assert np.linalg.norm(plain, axis=1) == pytest.approx(1)
    weights = generator.normal(size=(matrix.width, 3))
    assert matrix.times(weights) == pytest.approx(plain @ weights)
    errors = generator.normal(size=(len(plain), 3))
    assert matrix.turned_times(errors) == pytest.approx(plain.T @ errors)
    assert dense(matrix.rows(np.array([4, 0]))) == pytest.approx(plain[[4, 0]])


def test_the_fit_is_lowest_where_its_slope_is_nothing() -> None:
    matrix = house_style.traits([text_of(house, n) for house in HABITS for n in range(12)])
    houses = np.repeat(np.arange(4), 12)
    weights = house_style.fit(matrix, houses, 4)
    shares = house_style.apply(matrix, weights)
    assert (shares.argmax(axis=1) == houses).all()
    slope = house_style.STRENGTH * dense(matrix).T @ (shares - np.eye(4)[houses]) + weights[:-1]
    assert np.abs(slope).max() < 0.01


def test_an_example_is_guessed_by_a_model_that_did_not_see_its_group() -> None:
    texts = [text_of("party:afp", n) for n in range(20)] + [text_of("own", n) for n in range(20)]
    matrix = house_style.traits(texts)
    labels = dict.fromkeys(range(20), 0) | dict.fromkeys(range(20, 40), 1) | {0: 1}
    guessed = house_style.guesses(matrix, labels, [str(n) for n in range(40)], 2)
    assert guessed[0].argmax() == 0  # the wrong label of its own does not help it
    together = house_style.guesses(matrix, labels, ["one"] * 20 + ["two"] * 20, 2)
    assert together[1].argmax() == 1  # nobody of its house was seen


@pytest.mark.parametrize(
    ("right", "share", "least"),
    [([1, 1, 0, 1], 0.4, 0.6), ([1, 1, 0, 0], 0.0, 0.8), ([0, 0, 0, 0], 0.1, 1.01), ([1, 1, 1, 1], 0.0, 0.6)],
)
def test_how_sure_is_sure_enough(right: list[int], share: float, least: float) -> None:
    sure = np.array([0.9, 0.8, 0.7, 0.6])
    assert house_style.threshold(sure, np.array(right, bool), share) == least
