"""What a text says, as a vector, in whatever language: by a sentence encoder that the user names.

The encoder is a folder as sentence-transformers keeps it, with the model in ONNX: ``tokenizer.json``;
``onnx/model.onnx`` or ``model.onnx``; where they are there, ``1_Pooling/config.json`` (mean, else the first
token), ``sentence_bert_config.json`` (the most tokens) and ``config_sentence_transformers.json`` (what is put
before every text). Nothing is fetched from anywhere. One thread and one text at a time: the same text gives
the same vector on one machine, whatever stands beside it.

This is the only file that imports ONNX Runtime and tokenizers, and it does so late.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from rasd.doors import open_door
from rasd.errors import UsageError
from rasd.settings import Settings
from rasd.stories.crossing import Encode

MOST_TOKENS = 256
"""Tokens of a text that are read, where the folder does not say otherwise."""
EXTRA = "embeddings"
_MODELS = ("onnx/model.onnx", "model.onnx")
_WHOLE = "sentence_embedding"
"""The output of models that pool by themselves."""


def encoder_of(settings: Settings) -> Encode | None:
    """The encoder that the settings name, if they name one.

    Raises:
        MissingExtra: ONNX Runtime or tokenizers are not installed.
        UsageError: the folder is no encoder.
    """
    return _opened(settings.encoder) if settings.encoder else None


@lru_cache(maxsize=1)
def _opened(folder: str) -> Encode:
    return Encoder(Path(folder))


class Encoder:
    """The encoder of one folder."""

    def __init__(self, folder: Path) -> None:
        model = next((folder / name for name in _MODELS if (folder / name).is_file()), None)
        if model is None:
            raise UsageError(f"{folder}: no encoder there: neither {' nor '.join(_MODELS)}")
        self._tokens = _tokenizer(folder)
        self._session = _session(model)
        self._outputs = [output.name for output in self._session.get_outputs()]
        self._inputs = {each.name for each in self._session.get_inputs()}
        if strange := self._inputs - {"input_ids", "attention_mask", "token_type_ids"}:
            raise UsageError(f"{model}: asks for {', '.join(sorted(strange))}: that is no encoder of texts")
        if _WHOLE not in self._outputs and (folder / "2_Dense").is_dir():
            raise UsageError(f"{model}: export it with its last layers, as the output {_WHOLE!r}")
        self._first = bool(_stated(folder / "1_Pooling/config.json").get("pooling_mode_cls_token"))
        prompts = _stated(folder / "config_sentence_transformers.json")
        self._before = str((prompts.get("prompts") or {}).get(prompts.get("default_prompt_name"), ""))

    def __call__(self, text: str) -> Any:
        """The vector of a text, of length 1."""
        found = self._tokens.encode(self._before + text)
        given = {
            "input_ids": found.ids,
            "attention_mask": found.attention_mask,
            "token_type_ids": found.type_ids,
        }
        rows = {name: np.array([given[name]], np.int64) for name in sorted(self._inputs)}
        wanted = _WHOLE if _WHOLE in self._outputs else self._outputs[0]
        vector = np.asarray(self._session.run([wanted], rows)[0][0], np.float64)
        if vector.ndim == 2:
            vector = vector[0] if self._first else vector.mean(axis=0)
        length = float(np.sqrt(vector @ vector))
        return (vector / length if length else vector).astype(np.float32)


def _stated(path: Path) -> Mapping[str, Any]:
    """What a file of the folder states; nothing where it is not there."""
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from error
    if not isinstance(found, dict):
        raise UsageError(f"{path}: is no JSON object")
    return found


def _tokenizer(folder: Path) -> Any:
    path = folder / "tokenizer.json"
    if "model" not in _stated(path):
        raise UsageError(f"{path}: no tokenizer there")
    tokens = open_door("tokenizers:Tokenizer", EXTRA).from_file(str(path))
    most = _stated(folder / "sentence_bert_config.json").get("max_seq_length")
    tokens.enable_truncation(int(most or MOST_TOKENS))
    tokens.no_padding()
    return tokens


def _session(model: Path) -> Any:
    runtime = open_door("onnxruntime", EXTRA)
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    states = open_door("onnxruntime.capi.onnxruntime_pybind11_state", EXTRA)
    try:
        return runtime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except (states.Fail, states.InvalidProtobuf, states.InvalidGraph, states.NotImplemented) as error:
        raise UsageError(f"{model}: cannot be read as a model: {error}") from error
