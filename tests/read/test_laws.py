"""Laws: whatever bytes come in, articles and problems come out; what is given as text comes out as it was."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rasd.model import Article, Problem
from rasd.read import read_inputs
from rasd.read.encoding import decode
from rasd.read.html import Place, read_page
from rasd.read.mojibake import undo
from rasd.read.tame import tame
from rasd.read.timestamps import YEARS, parse_timestamp
from rasd.settings import Settings

SETTINGS = Settings()
SHARED_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

# Bytes that mean something to a reader are likelier than others.
MARKS = [
    b"<html>", b"<body>", b"<p>", b"</p>", b"<b>", b"<td>", b"<table>", b"<!--", b"-->", b"<script>",
    b"</script>", b"<![CDATA[", b"<a href=", b'"', b"'", b"&amp;", b"&#0;", b"&zwnj;", b"{", b"}", b"[", b"]",
    b'{"id":"1","text":"',
    b'"}\n', b"id,text\n", b"\n", b"\r\n", b",", b"\xef\xbb\xbf", b"\xff\xfe", b"PAR1", b"\x00", b"%PDF",
    "قال المصدر إن".encode(), "قال المصدر".encode("cp1256"), "پیش‌نویس".encode(), b"<meta charset=utf-16>",
]  # fmt: skip
SOUP = st.lists(st.sampled_from(MARKS) | st.binary(max_size=12), max_size=40).map(b"".join)
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from("\n\r\t\u200c"), max_size=60
)


@pytest.mark.parametrize(
    "name", ["a.html", "a.txt", "a.jsonl", "a.json", "a.csv", "a.parquet", "a.unknown", "-"]
)
@given(data=SOUP | st.binary(max_size=200))
@settings(SHARED_FOLDER, max_examples=30)
def test_any_bytes(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    given_name = "-" if name == "-" else str(path)
    found = list(read_inputs([given_name], SETTINGS, stdin=io.BytesIO(data)))
    assert all(isinstance(item, Article | Problem) for item in found)
    for item in found:
        if isinstance(item, Article):
            assert item.id
            assert item.text.strip()
            item.text.encode()  # whatever came in can be written out
        else:
            assert item.where.startswith(given_name)
            assert item.what
    again = list(read_inputs([given_name], SETTINGS, stdin=io.BytesIO(data)))
    assert again == found


ROWS = st.lists(
    st.tuples(TEXTS, TEXTS.filter(str.strip), st.dictionaries(st.sampled_from("xyz"), TEXTS)), max_size=5
)


@given(rows=ROWS, escaped=st.booleans())
@settings(SHARED_FOLDER, max_examples=60)
def test_texts_of_json_are_verbatim(
    rows: list[tuple[str, str, dict[str, str]]], escaped: bool, tmp_path: Path
) -> None:
    dicts = [{"id": f"{i} {name}", "text": text, **extra} for i, (name, text, extra) in enumerate(rows)]
    written = [json.dumps(row, ensure_ascii=escaped) for row in dicts]
    (tmp_path / "a.jsonl").write_bytes("\n".join(written).encode())
    (tmp_path / "a.json").write_bytes(("[" + ",".join(written) + "]").encode())
    for name in ("a.jsonl", "a.json"):
        found = [item for item in read_inputs([tmp_path / name], SETTINGS) if isinstance(item, Article)]
        assert [{"id": a.id, "text": a.text, **a.extra} for a in found] == dicts


@given(rows=st.lists(TEXTS.filter(str.strip), max_size=5), delimiter=st.sampled_from(",;\t|"))
@settings(SHARED_FOLDER, max_examples=60)
def test_texts_of_csv_are_verbatim(rows: list[str], delimiter: str, tmp_path: Path) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([["id", "text"], *([str(i), text] for i, text in enumerate(rows))])
    (tmp_path / "a.csv").write_bytes(out.getvalue().encode())
    found = [item for item in read_inputs([tmp_path / "a.csv"], SETTINGS) if isinstance(item, Article)]
    assert [item.text for item in found] == rows


@given(TEXTS)
def test_utf8_stays_as_it_is(text: str) -> None:
    decoded = decode(("نص " + text).encode())
    assert (decoded.text, decoded.note) == ("نص " + text, "")


@given(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي ", min_size=12))
def test_sound_arabic_is_never_taken_for_mojibake(text: str) -> None:
    assert undo(text) == (text, "")


@given(SOUP)
def test_what_is_tame_stays_as_it_is(data: bytes) -> None:
    tamed = tame(data.decode("utf-8", "replace"))
    assert tame(tamed.html) == tamed


@given(
    st.text(max_size=40)
    | st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}( [0-9]{1,2}:[0-9]{2})?", fullmatch=True)
)
def test_a_timestamp_is_in_range_or_none(text: str) -> None:
    found = parse_timestamp(text)
    assert found is None or found.year in YEARS


OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 12, 31), timezones=st.none() | OFFSETS))
def test_iso_timestamps_come_back(moment: datetime) -> None:
    assert parse_timestamp(moment.isoformat()) == moment


@given(
    st.lists(
        st.sampled_from(
            ["وقال المدير إن القاعة تعرض أربعين قطعة نادرة لم يرها أحد من قبل.", "وكالات", "نعم"]
        ),
        max_size=6,
    )
)
@settings(max_examples=25)
def test_lines_of_a_page_are_lines_that_it_shows(lines: list[str]) -> None:
    body = "".join(
        f"<p>{line}</p>" for line in [*lines, "وقال المدير إن القاعة تعرض أربعين قطعة من مجموعات خاصة."]
    )
    text = read_page(f"<html><body><article>{body}</article></body></html>".encode(), Place()).text
    assert set(text.split("\n")) <= {*lines, "وقال المدير إن القاعة تعرض أربعين قطعة من مجموعات خاصة."}
