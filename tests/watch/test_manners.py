"""How often is asked: examples, and laws for any history."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasd.watch.manners import Manners, after_bad, after_good, good_for, jittered, retry_after

M = Manners()
NOW = datetime(2026, 11, 27, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("interval", "fresh", "wish", "seconds"),
    [
        (0.0, 0, 0.0, 900.0), (0.0, 50, 0.0, 900.0), (900.0, 0, 0.0, 1350.0), (900.0, 1, 0.0, 900.0),
        (900.0, 3, 0.0, 450.0), (400.0, 9, 0.0, 300.0), (20_000.0, 0, 0.0, 21_600.0),
        (900.0, 9, 3600.0, 3600.0), (900.0, 0, 1e9, 21_600.0), (900.0, 1, 60.0, 900.0),
    ],
)  # fmt: skip
def test_after_a_good_poll(interval: float, fresh: int, wish: float, seconds: float) -> None:
    assert after_good(M, interval, fresh, wish) == seconds


@pytest.mark.parametrize(
    ("interval", "failures", "wish", "seconds"),
    [
        (0.0, 1, 0.0, 900.0), (0.0, 2, 0.0, 1800.0), (3600.0, 3, 0.0, 14_400.0), (900.0, 50, 0.0, 86_400.0),
        (900.0, 1, 7200.0, 7200.0), (900.0, 1, 1e9, 86_400.0), (300.0, 10_000, 0.0, 86_400.0),
    ],
)  # fmt: skip
def test_after_a_bad_poll(interval: float, failures: int, wish: float, seconds: float) -> None:
    assert after_bad(M, interval, failures, wish) == seconds


@pytest.mark.parametrize(
    ("value", "date", "seconds"),
    [
        ("120", "", 120.0), (" 0 ", "", 0.0), ("", "", 0.0), ("soon", "", 0.0), ("-5", "", 0.0),
        ("1e9", "", 0.0),
        ("9" * 30, "", 0.0), ("١٢", "", 0.0),
        ("Fri, 27 Nov 2026 10:02:00 GMT", "", 120.0),
        ("Fri, 27 Nov 2026 09:00:00 GMT", "", 0.0),
        ("Fri, 27 Nov 2026 10:02:00 GMT", "Fri, 27 Nov 2026 10:01:00 GMT", 60.0),
        ("Fri, 99 Nov 2026 10:02:00 GMT", "", 0.0), ("Fri, 27 Nov 99999999 10:02:00 GMT", "", 0.0),
        ("Fri, 27 Nov 2026 10:02:00 GMT", "yesterday", 120.0), ("Fri, 27 Nov 2026 10:02:00", "", 120.0),
    ],
)  # fmt: skip
def test_when_a_server_says_when(value: str, date: str, seconds: float) -> None:
    assert retry_after({"retry-after": value, "date": date}, NOW) == seconds


@pytest.mark.parametrize(
    ("value", "age", "seconds"),
    [
        ("max-age=600", "", 600.0), ("public, Max-Age = 600", "100", 500.0), ("max-age=600", "900", 0.0),
        ("max-age=600, no-cache", "", 0.0), ("no-store", "", 0.0), ("", "", 0.0), ("max-age=soon", "", 0.0),
        ("s-maxage=5", "", 0.0), ('max-age="60"', "x", 60.0), ("max-age=" + "9" * 30, "", 0.0),
    ],
)  # fmt: skip
def test_how_long_an_answer_stays_good(value: str, age: str, seconds: float) -> None:
    assert good_for({"cache-control": value, "age": age}) == seconds


@given(st.floats(0, 1e9), st.text(), st.integers(0, 10**9))
def test_jitter_is_small_and_repeats(seconds: float, what: str, n: int) -> None:
    once = jittered(M, seconds, what, n)
    assert 0.9 * seconds <= once <= 1.1 * seconds
    assert once == jittered(M, seconds, what, n)


def test_jitter_differs() -> None:
    waits = {jittered(M, 1000.0, f"https://{n}.example/", 1) for n in range(100)}
    assert len(waits) == 100
    assert jittered(Manners(seed=1), 1000.0, "a") != jittered(M, 1000.0, "a")


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 100), st.floats(0, 1e12)), max_size=40))
def test_an_interval_stays_within_its_bounds(history: list[tuple[bool, int, float]]) -> None:
    interval, failures = 0.0, 0
    for good, fresh, wish in history:
        failures = 0 if good else failures + 1
        wait = after_good(M, interval, fresh, wish) if good else after_bad(M, interval, failures, wish)
        interval = wait if good else interval
        assert M.shortest <= wait <= (M.longest if good else M.longest_failing)


@given(
    st.integers(0, 10_000),
    st.integers(1, 40),
    st.dictionaries(st.sampled_from(["retry-after", "date"]), st.text()),
)
def test_any_header_is_a_number_of_seconds(interval: int, failures: int, headers: dict[str, str]) -> None:
    assert after_bad(M, interval, failures, retry_after(headers, NOW)) >= M.shortest
