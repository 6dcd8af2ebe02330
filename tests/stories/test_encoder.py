"""A sentence encoder helps to tell one event in two scripts. The one here is tiny, and real: a model in ONNX
and a tokenizer in a folder, made in the test and read as any other."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from rasd import Desk, trace
from rasd.cli import main
from rasd.errors import MissingExtra, UsageError
from rasd.model import Article
from rasd.settings import Settings
from rasd.stories.encoder import Encoder, encoder_of

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
MEANINGS = (
    "ferry ferries عبارة العبارة",
    "strait المضيق مضيق",
    "halted stops توقفت تتوقف",
    "storm عاصفة العاصفة",
    "bread الخبز خبز",
    "price prices سعر أسعار",
    "rose ارتفع ارتفعت",
)
"""Words of two languages that mean the same: they get one vector."""
ENGLISH = Article(
    "en", "The ferry across the strait halted in the storm, Samir Haddad said.",
    title="Ferry halted by storm", outlet="Harbour Post", language="en", published=NOON,
)  # fmt: skip
ARABIC = Article(
    "ar", "توقفت العبارة في المضيق بسبب العاصفة كما قال سمير حداد.",
    title="عاصفة توقفت معها العبارة", outlet="بوابة الميناء", language="ar",
    published=NOON + timedelta(hours=2),
)  # fmt: skip
BREAD = Article(
    "bread", "ارتفع سعر الخبز كما قال سمير حداد.",
    title="أسعار الخبز", outlet="بوابة الميناء", language="ar", published=NOON,
)  # fmt: skip


def make_encoder(folder: Path, pools: bool = False, cls: bool = False, prompt: str = "") -> Path:
    """Write an encoder: one vector for each meaning, mixed by a matrix, the mean of a text's tokens."""
    words = {"[UNK]": 0}
    table = [[0.0] * len(MEANINGS)]
    for at, group in enumerate(MEANINGS):
        for word in group.split():
            words[word] = len(words)
            table.append([float(at == k) for k in range(len(MEANINGS))])
    tokens = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    tokens.normalizer = normalizers.Lowercase()
    tokens.pre_tokenizer = pre_tokenizers.Whitespace()
    folder.mkdir(parents=True, exist_ok=True)
    tokens.save(str(folder / "tokenizer.json"))
    (folder / "onnx").mkdir(exist_ok=True)
    onnx.save(_model(table, pools), str(folder / "onnx" / "model.onnx"))
    if cls:
        (folder / "1_Pooling").mkdir(exist_ok=True)
        (folder / "1_Pooling/config.json").write_text(json.dumps({"pooling_mode_cls_token": True}))
    if prompt:
        stated = {"prompts": {"query": prompt}, "default_prompt_name": "query"}
        (folder / "config_sentence_transformers.json").write_text(json.dumps(stated))
    return folder


def _model(table: Sequence[Sequence[float]], pools: bool) -> onnx.ModelProto:
    size = len(table[0])
    mix = np.random.default_rng(7).normal(size=(size, size)).astype(np.float32)
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["found"]),
        helper.make_node("MatMul", ["found", "mix"], ["last_hidden_state"]),
    ]
    hidden = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["b", "n", size])
    outputs = [hidden]
    if pools:
        nodes.append(
            helper.make_node("ReduceMax", ["last_hidden_state", "axis"], ["sentence_embedding"], keepdims=0)
        )
        outputs.append(helper.make_tensor_value_info("sentence_embedding", TensorProto.FLOAT, ["b", size]))
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["b", "n"])
        for name in ("input_ids", "attention_mask")
    ]
    weights = [
        numpy_helper.from_array(np.array(table, np.float32), "table"),
        numpy_helper.from_array(mix, "mix"),
        numpy_helper.from_array(np.array([1], np.int64), "axis"),
    ]
    graph = helper.make_graph(nodes, "tiny", inputs, outputs, weights[: 3 if pools else 2])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_encoder(tmp_path_factory.mktemp("encoder"))


def together(*articles: Article, encoder: str = "", least: float = 0.8) -> list[set[str]]:
    found = trace(articles, settings=Settings(encoder=encoder, encoder_least=least))
    return sorted(({article.id for article in story.articles} for story in found), key=sorted)


def test_texts_that_say_the_same_are_alike_in_two_languages(folder: Path) -> None:
    encode = Encoder(folder)
    same = float(encode("ferry halted storm") @ encode("توقفت العبارة عاصفة"))
    other = float(encode("ferry halted storm") @ encode("ارتفع سعر الخبز"))
    assert same == pytest.approx(1.0)
    assert other < 0.8
    assert np.array_equal(encode("ferry"), encode("ferry"))


def test_two_signs_and_a_likeness_make_one_story(folder: Path) -> None:
    assert together(ENGLISH, ARABIC) == [{"ar"}, {"en"}]
    assert together(ENGLISH, ARABIC, encoder=str(folder)) == [{"ar", "en"}]


def test_a_likeness_alone_or_signs_alone_do_not(folder: Path) -> None:
    nobody = replace(ARABIC, text="توقفت العبارة في المضيق بسبب العاصفة.")
    assert together(ENGLISH, nobody, encoder=str(folder)) == [{"ar"}, {"en"}]
    assert together(ENGLISH, BREAD, encoder=str(folder)) == [{"bread"}, {"en"}]


def test_how_alike_they_must_be_is_set(folder: Path) -> None:
    assert together(ENGLISH, ARABIC, encoder=str(folder), least=1.1) == [{"ar"}, {"en"}]


@pytest.mark.parametrize("order", [(ENGLISH, ARABIC, BREAD), (BREAD, ARABIC, ENGLISH)])
def test_the_order_of_the_input_changes_nothing(folder: Path, order: tuple[Article, ...]) -> None:
    assert together(*order, encoder=str(folder)) == [{"ar", "en"}, {"bread"}]


def test_the_evidence_says_that_the_encoder_decided(folder: Path) -> None:
    (story,) = trace((ENGLISH, ARABIC), settings=Settings(encoder=str(folder)))
    told = [dict(e.values) for e in story.evidence if e.rule == "alike-across-languages"]
    assert told
    assert float(told[0]["alike"]) > 0.8
    assert "Haddad = حداد" in told[0]["agree"] or "حداد = Haddad" in told[0]["agree"]


def test_a_desk_takes_it_one_article_at_a_time(folder: Path) -> None:
    with Desk(settings=Settings(encoder=str(folder))) as desk:
        for article in (ENGLISH, BREAD, ARABIC):
            desk.add(article)
        found = sorted(({a.id for a in story.articles} for story in desk.stories()), key=sorted)
    assert found == [{"ar", "en"}, {"bread"}]


def test_the_command_line_names_it(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"id": a.id, "text": a.text, "title": a.title, "outlet": a.outlet, "language": a.language,
         "date": a.published.isoformat() if a.published else ""}
        for a in (ENGLISH, ARABIC)
    ]  # fmt: skip
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["trace", str(path), "--format", "jsonl", "--encoder", str(folder)])
    assert ended.value.code == 0
    stories = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [sorted(story["articles"]) for story in stories] == [["ar", "en"]]


@pytest.mark.parametrize("pools", [False, True])
def test_models_that_pool_by_themselves_are_let_to(tmp_path: Path, pools: bool) -> None:
    encode = Encoder(make_encoder(tmp_path, pools=pools))
    assert float(np.linalg.norm(encode("ferry storm"))) == pytest.approx(1.0, abs=1e-6)
    mean = Encoder(make_encoder(tmp_path / "mean"))("ferry storm")
    assert np.allclose(encode("ferry storm"), mean) is not pools


def test_the_first_token_and_a_prompt_are_as_the_folder_says(tmp_path: Path) -> None:
    encode = Encoder(make_encoder(tmp_path / "first", cls=True))
    assert np.array_equal(encode("ferry storm"), encode("ferry"))
    asked = Encoder(make_encoder(tmp_path / "asked", cls=True, prompt="storm "))
    assert np.array_equal(asked("ferry"), encode("storm"))


def test_a_folder_that_is_no_encoder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no encoder there"):
        encoder_of(Settings(encoder=str(tmp_path / "nothing")))
    for wrong, name in (("{", "tokenizer.json"), ("not a model", "onnx/model.onnx")):
        made = make_encoder(tmp_path / name.replace("/", "-"))
        (made / name).write_text(wrong)
        with pytest.raises(UsageError, match="cannot be read"):
            Encoder(made)
    dense = make_encoder(tmp_path / "dense")
    (dense / "2_Dense").mkdir()
    with pytest.raises(UsageError, match="last layers"):
        Encoder(dense)


def test_without_the_extra_it_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "tokenizers", None)
    with pytest.raises(MissingExtra, match=r"rasd\[embeddings\]"):
        Encoder(folder)


def test_no_encoder_is_none() -> None:
    assert encoder_of(Settings()) is None
