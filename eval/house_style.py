"""Whose house style a text is written in, learnt from texts of the same batch whose house is known.

A text is reduced to its style: its most frequent words and its marks stay, every other word becomes one sign
(text distortion: Stamatatos, EACL 2017). Runs of one to three of these are the traits; a multinomial logistic
regression weighs them, fitted with L-BFGS (Nocedal and Wright, algorithm 7.4).
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numba
import numpy as np
from numpy.typing import NDArray

from rasd.stable import hash64

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

Kernel = Callable[[Ints, Ints, Floats, Floats, Floats], None]
compiled: Callable[[Kernel], Kernel] = numba.njit

FREQUENT = 600
"""Words and marks that stay as they are: about those that are no matter of subject."""
LONGEST = 3
"""Words in a trait, at most."""
STRENGTH = 5.0
"""How much the examples weigh against the wish for small weights (C of the logistic regression)."""
EVEN = 0.25
"""How far rare houses are made up for: 0 not at all, 1 as if all had as many examples."""
FOLDS = 5
STEPS, MEMORY = 100, 10

_TOKEN = re.compile(r"\d+ر\d+|[^\W\d_]+|\d+|[^\w\s]+")


@dataclass(frozen=True, slots=True)
class Traits:
    """A sparse matrix, a text a row: traits ``index[start[i]:start[i + 1]]``, weights ``value`` likewise.

    Rows have length 1; ``width`` is the number of traits known.
    """

    start: Ints
    index: Ints
    value: Floats
    width: int

    def rows(self, chosen: Ints) -> Traits:
        """Some of the rows, in the order asked for."""
        counts = self.start[chosen + 1] - self.start[chosen]
        start = np.concatenate(([0], np.cumsum(counts)))
        at = np.repeat(self.start[chosen] - start[:-1], counts) + np.arange(start[-1])
        return Traits(start, self.index[at], self.value[at], self.width)

    def times(self, weights: Floats) -> Floats:
        """The matrix times ``weights`` (traits, houses)."""
        out = np.zeros((len(self.start) - 1, weights.shape[1]))
        _times(self.start, self.index, self.value, np.ascontiguousarray(weights), out)
        return out

    def turned_times(self, errors: Floats) -> Floats:
        """The transposed matrix times ``errors`` (texts, houses)."""
        out = np.zeros((self.width, errors.shape[1]))
        _turned_times(self.start, self.index, self.value, np.ascontiguousarray(errors), out)
        return out


@compiled
def _times(start: Ints, index: Ints, value: Floats, weights: Floats, out: Floats) -> None:
    for row in range(len(start) - 1):
        for at in range(start[row], start[row + 1]):
            for house in range(weights.shape[1]):
                out[row, house] += value[at] * weights[index[at], house]


@compiled
def _turned_times(start: Ints, index: Ints, value: Floats, errors: Floats, out: Floats) -> None:
    for row in range(len(start) - 1):
        for at in range(start[row], start[row + 1]):
            for house in range(errors.shape[1]):
                out[index[at], house] += value[at] * errors[row, house]


def words(text: str) -> list[str]:
    """The words and marks of a text; of numbers and weekdays only the form is kept."""
    return [_form(token) for token in _TOKEN.findall(text)]


@cache
def _weekdays() -> frozenset[str]:
    source = files("rasd.lang").joinpath("data", "ar", "dates.toml").read_text("utf-8")
    return frozenset(name for names in tomllib.loads(source)["weekdays"].values() for name in names)


def _form(token: str) -> str:
    if token in _weekdays():  # which day it is tells nothing, what stands before it does
        return "<day>"
    if not token[0].isdigit():
        return token
    return "0ر0" if "ر" in token else "0" * min(len(token), 4)


def traits(texts: Sequence[str]) -> Traits:
    """The traits of some texts that a five-hundredth of them has (at least three texts)."""
    cut = [words(text) for text in texts]
    spread = Counter(word for text in cut for word in set(text))
    frequent = sorted(spread, key=lambda word: (-spread[word], word))[:FREQUENT]
    code = {word: number for number, word in enumerate(frequent, 1)}
    found = [_runs(np.array([code.get(word, 0) for word in text], np.int64)) for text in cut]
    every, texts_with = np.unique(np.concatenate([runs for runs, _ in found]), return_counts=True)
    kept = texts_with >= max(3, len(texts) // 500)
    every, rarity = every[kept], np.log(len(texts) / texts_with[kept])
    start, index, value = [0], [], []
    for runs, counts in found:
        at = np.minimum(np.searchsorted(every, runs), len(every) - 1)
        known = every[at] == runs
        weight = (1 + np.log(counts[known])) * rarity[at[known]]
        index.append(at[known])
        value.append(weight / max(float(np.sqrt(weight @ weight)), 1e-12))
        start.append(start[-1] + len(weight))
    return Traits(np.array(start), np.concatenate(index), np.concatenate(value), len(every))


def _runs(codes: Ints) -> tuple[Ints, Ints]:
    """The runs of up to LONGEST codes, each as one number, and how often each stands there."""
    base = FREQUENT + 2
    runs, parts = codes + 1, [codes + 1]
    for length in range(1, LONGEST):
        runs = runs[:-1] * base + codes[length:] + 1
        parts.append(runs)
    return np.unique(np.concatenate(parts), return_counts=True)


# --- the regression --------------------------------------------------------------------------------


def _shares(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares


def fit(matrix: Traits, houses: Ints, count: int) -> Floats:
    """The weights (traits and one more for the bias, houses) that best tell the houses of the rows."""
    sizes = np.maximum(np.bincount(houses, minlength=count), 1)
    weight = STRENGTH * (len(houses) / sizes / count)[houses] ** EVEN
    wanted = np.eye(count)[houses]

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(-1, count)
        shares = _shares(matrix.times(weights[:-1]) + weights[-1])
        missed = -np.log(np.maximum(shares[np.arange(len(houses)), houses], 1e-300))
        errors = (shares - wanted) * weight[:, None]
        slope = np.vstack([matrix.turned_times(errors) + weights[:-1], errors.sum(axis=0)])
        value = float(weight @ missed + 0.5 * np.sum(weights[:-1] ** 2))
        return value, slope.ravel()

    return _lowest(loss, np.zeros((matrix.width + 1) * count)).reshape(-1, count)


def _lowest(loss: Callable[[Floats], tuple[float, Floats]], at: Floats) -> Floats:
    """Where a convex function is lowest, near enough (L-BFGS with halving steps)."""
    value, slope = loss(at)
    steps: list[tuple[Floats, Floats]] = []
    for _ in range(STEPS):
        if float(np.abs(slope).max()) < 1e-4 * max(1.0, abs(value)) ** 0.5:
            break
        way = _downhill(slope, steps)
        fall, size = float(way @ slope), 1.0 if steps else 1.0 / max(float(np.linalg.norm(slope)), 1e-12)
        new, new_slope = loss(at + size * way)
        while new > value + 1e-4 * size * fall and size > 1e-10:
            size /= 2
            new, new_slope = loss(at + size * way)
        moved, turned = size * way, new_slope - slope
        if float(moved @ turned) > 1e-12:
            steps = [*steps[1 - MEMORY :], (moved, turned)]
        at, value, slope = at + moved, new, new_slope
    return at


def _downhill(slope: Floats, steps: Sequence[tuple[Floats, Floats]]) -> Floats:
    """The direction of the next step, from the slope and what the last steps changed in it."""
    way, taken = slope.copy(), []
    for moved, turned in reversed(steps):
        share = float(moved @ way) / float(moved @ turned)
        way -= share * turned
        taken.append(share)
    if steps:
        moved, turned = steps[-1]
        way *= float(moved @ turned) / float(turned @ turned)
    for (moved, turned), share in zip(steps, reversed(taken), strict=True):
        way += (share - float(turned @ way) / float(moved @ turned)) * moved
    return -way


# --- examples --------------------------------------------------------------------------------------


def guesses(matrix: Traits, examples: Mapping[int, int], groups: Sequence[str], count: int) -> Floats:
    """The share of each house (columns) for each text (rows); of examples, by a model that did not see them.

    Args:
        matrix: the texts.
        examples: row and house of the texts whose house is known.
        groups: of each row, what it belongs together with: examples of one group are never parted.
        count: how many houses there are.
    """
    rows = np.array(sorted(examples), np.int64)
    houses = np.array([examples[int(row)] for row in rows], np.int64)
    fold = np.array([hash64(groups[row]) % FOLDS for row in rows])
    out = apply(matrix, fit(matrix.rows(rows), houses, count))
    for seen, unseen in _splits(fold):
        weights = fit(matrix.rows(rows[seen]), houses[seen], count)
        out[rows[unseen]] = apply(matrix.rows(rows[unseen]), weights)
    return out


def _splits(fold: Ints) -> Iterator[tuple[Ints, Ints]]:
    for number in range(FOLDS):
        unseen = np.flatnonzero(fold == number)
        if len(unseen):
            yield np.flatnonzero(fold != number), unseen


def apply(matrix: Traits, weights: Floats) -> Floats:
    """The share of each house (columns) for each text (rows)."""
    return _shares(matrix.times(weights[:-1]) + weights[-1])


def threshold(sure: Floats, right: NDArray[np.bool_], wrong_share: float) -> float:
    """The least sureness from which at most ``wrong_share`` of the guesses are wrong; 1.01 where none is."""
    order = np.argsort(-sure, kind="stable")
    wrong = np.cumsum(~right[order]) / np.arange(1, len(order) + 1)
    last = np.flatnonzero(wrong <= wrong_share)
    return float(sure[order[last[-1]]]) if len(last) else 1.01
