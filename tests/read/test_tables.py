"""JSON lines, JSON, CSV and Parquet: every row is an article or is named, texts are verbatim."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rasd.model import Article, Problem
from rasd.read import read_inputs
from rasd.read.rows import article_of
from rasd.settings import Settings

SETTINGS = Settings()
TEXT = "قال المصدر:\r\n\t“نعم” \u200c\u00a0 <b>\n\n"


def read(path: Path, data: bytes | str, settings: Settings = SETTINGS) -> list[Article | Problem]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read_inputs([path], settings))


def told(items: list[Article | Problem], folder: Path) -> list[tuple[str, str]]:
    """Articles as (id, text), problems as (where inside the folder, what)."""
    return [
        (item.id, item.text)
        if isinstance(item, Article)
        else (item.where.removeprefix(f"{folder}/"), item.what)
        for item in items
    ]


# --- a row -----------------------------------------------------------------------------------------------


def test_a_row_is_understood() -> None:
    row = {
        "id": 17, "text": TEXT, "title": "عنوان", "outlet": "صدى", "url": "https://x.example/1",
        "date": "Sun, 20 May 2018 00:06:55 +0400", "author": ["ريم", "باسل"], "language": "ar",
        "section": [1, None],
    }  # fmt: skip
    found = article_of(row, "x")
    assert (found.id, found.text, found.title, found.outlet) == ("17", TEXT, "عنوان", "صدى")
    assert (found.url, found.author, found.language) == ("https://x.example/1", "ريم, باسل", "ar")
    assert found.date == row["date"]
    assert found.published == datetime.fromisoformat("2018-05-20T00:06:55+04:00")
    assert found.extra == {"section": [1, None]}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("ص", "ص"), (None, ""), (7, "7"), (7.0, "7"), (7.5, "7.5"), (float("nan"), ""), (True, ""), ([], ""),
        ({"name": "ص"}, "ص"), ({"x": 1}, ""), ([{"name": "ص"}, None, "ع"], "ص, ع"), ([["ص"]], ""),
    ],
)  # fmt: skip
def test_other_kinds_of_values(value: object, text: str) -> None:
    assert article_of({"id": "1", "text": "ن", "author": value}, "x").author == text


def test_an_id_is_made_where_there_is_none() -> None:
    found = [article_of({"text": "ن", "outlet": outlet}, "x") for outlet in ("صدى", "صدى", "بوق")]
    assert found[0].id == found[1].id != found[2].id
    assert found[0].extra == {"id": "made from the content"}


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        (datetime(2020, 1, 2, 3, tzinfo=UTC), "2020-01-02T03:00:00+00:00"),
        (datetime(2020, 1, 2).date(), "2020-01-02T00:00:00"),
        (1479975300, "2016-11-24T08:15:00+00:00"),
    ],
)
def test_dates_that_are_no_text(value: object, moment: str) -> None:
    found = article_of({"id": "1", "text": "ن", "date": value}, "x")
    assert found.published is not None
    assert found.published.isoformat() == moment
    assert found.date


def test_half_a_surrogate_pair_keeps_its_place() -> None:
    assert article_of({"id": "\udc80", "text": "أ\ud800ب"}, "x").text == "أ\ufffdب"


# --- JSON lines ------------------------------------------------------------------------------------------

LINES = [
    ('{"id": "1", "text": "نص"}', ("1", "نص")),
    ("", None),
    ("   ", None),
    ('{"id": "2", "text": ', ("a.jsonl:4", "not JSON: Expecting value at character 20")),
    ('["id", "text"]', ("a.jsonl:5", "JSON, but not an object: \"['id', 'text']\"")),
    ('{"id": "3"}', ("a.jsonl:6", "no 'text' (fields: id)")),
    ('{"id": "4", "text": ""}', ("a.jsonl:7", "empty text")),
    ('{"id": "5", "text": " \\n "}', ("a.jsonl:8", "empty text")),
    ('{"id": "6", "text": null}', ("a.jsonl:9", "empty text")),
    ('{"id": "7", "text": ["أ"]}', ("a.jsonl:10", "'text' is a list, not a text")),
    ("[" * 100_000, ("a.jsonl:11", "not JSON: nested too deeply")),
    ('{"id": "8", "text": "أ\\u2028ب\u2028"}', ("8", "أ\u2028ب\u2028")),
    ('{"id": "9", "text": "أخير"}', ("9", "أخير")),
]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_json_lines(tmp_path: Path, end: str, mark: str) -> None:
    found = read(tmp_path / "a.jsonl", mark + end.join(line for line, _ in LINES))
    assert told(found, tmp_path) == [wanted for _, wanted in LINES if wanted]


def test_every_problem_says_what_to_do(tmp_path: Path) -> None:
    found = read(tmp_path / "a.jsonl", "\n".join(line for line, _ in LINES))
    assert all(item.do for item in found if isinstance(item, Problem))


def test_a_damaged_line_is_named_and_a_foreign_file_decoded(tmp_path: Path) -> None:
    good = '{"id": "1", "text": "نص عربي طويل بما يكفي"}\n'
    found = read(tmp_path / "a.jsonl", good.encode() + b'{"id": "2", "text": "\xff"}\n' + good.encode())
    assert [item.where for item in found if isinstance(item, Problem)] == [f"{tmp_path}/a.jsonl:2"]
    assert "byte 0xff at position 22" in next(item.what for item in found if isinstance(item, Problem))
    foreign = read(tmp_path / "b.jsonl", good.encode("cp1256"))
    assert isinstance(foreign[0], Article)
    assert foreign[0].text == "نص عربي طويل بما يكفي"
    assert foreign[0].extra == {"decoded": "windows-1256"}


def test_a_foreign_line_after_much_ascii(tmp_path: Path) -> None:
    ascii_lines = b'{"id": "1", "text": "plain"}\n' * 5000
    found = read(tmp_path / "a.jsonl", ascii_lines + '{"id": "2", "text": "نص عربي طويل"}'.encode("cp1256"))
    assert [item.text for item in found if isinstance(item, Article)] == ["plain", "نص عربي طويل"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_wide_json_lines(tmp_path: Path, encoding: str) -> None:
    data = (
        "\ufeff" * (encoding != "utf-16") + '{"id": "1", "text": "ن"}\n{"id": "2"\n{"id": "3", "text": "ص"}'
    )
    found = read(tmp_path / "a.jsonl", data.encode(encoding))
    assert [type(item) for item in found] == [Article, Problem, Article]


def test_a_line_that_is_too_long_is_named_and_the_rest_read(tmp_path: Path) -> None:
    data = '{"id": "1", "text": "' + "x" * 3000 + '"}\n{"id": "2", "text": "ن"}\n'
    found = read(tmp_path / "a.jsonl", data, Settings(max_bytes=1000))
    assert told(found, tmp_path) == [("a.jsonl:1", "a line of more than 1000 bytes"), ("2", "ن")]


# --- JSON --------------------------------------------------------------------------------------------------

ROWS = [{"id": str(i), "text": f"نص {i} " + 'كلمة, ] } " ' * 50} for i in range(400)]


@pytest.mark.parametrize("indent", [None, 2])
def test_a_json_list_is_streamed(tmp_path: Path, indent: int | None) -> None:
    found = read(tmp_path / "a.json", json.dumps(ROWS, ensure_ascii=False, indent=indent))
    assert told(found, tmp_path) == [(row["id"], row["text"]) for row in ROWS]


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ("[]", []),
        ("\ufeff [ ]", []),
        ('{"id": "1", "text": "ن"}', [("1", "ن")]),
        ('{\n "id": "1",\n "text": "ن"\n}\n', [("1", "ن")]),
        ('{"id": "1", "text": "ن"}\n{"id": "2", "text": "ص"}', [("1", "ن"), ("2", "ص")]),
        ('[{"id": "1", "text": "ن"}, 7]', [("1", "ن"), ("a.json:item 2", "JSON, but not an object: '7'")]),
        ('[{"id": "2"}]', [("a.json:item 1", "no 'text' (fields: id)")]),
        ('[{"id": "1", "text": "ن"}', [("1", "ن"), ("a.json", "the list is not closed after item 1")]),
        ('[{"id": "1", "text": "ن"}, {"id": ',
         [("1", "ن"), ("a.json:item 2", "not JSON: Expecting value at character 35")]),
        ('{\n "id": 1,\n "text"\n}', [("a.json:4", "not JSON: Expecting ':' delimiter at character 1")]),
        ("", [("a.json", "empty file")]),
    ],
)  # fmt: skip
def test_json(tmp_path: Path, data: str, wanted: list[tuple[str, str]]) -> None:
    assert told(read(tmp_path / "a.json", data), tmp_path) == wanted


def test_json_in_other_charsets(tmp_path: Path) -> None:
    rows = [{"id": "1", "text": "نص عربي طويل"}]
    for encoding in ("cp1256", "utf-16", "utf-8-sig"):
        found = read(tmp_path / "a.json", json.dumps(rows, ensure_ascii=False).encode(encoding))
        assert told(found, tmp_path) == [("1", "نص عربي طويل")]
    damaged = (
        json.dumps([*rows * 20, {"id": "2", "text": "@"}], ensure_ascii=False).encode().replace(b"@", b"\xff")
    )
    assert told(read(tmp_path / "b.json", damaged), tmp_path)[-1] == (
        "b.json:item 21",
        "bytes that are not UTF-8",
    )


# --- CSV ---------------------------------------------------------------------------------------------------

TABLES = [
    ("id,text\n1,نص\n2,آخر\n", [("1", "نص"), ("2", "آخر")]),
    ("\ufeffID;Text;x\r\n1;نص, بفاصلة;س\r\n", [("1", "نص, بفاصلة")]),
    ("text\tid\nنص\t1\n", [("1", "نص")]),
    ("id|text\n1|نص\n", [("1", "نص")]),
    ('id,text\n1,"سطر\r\nوسطر ""مقتبس"""\n2,ب\n', [("1", 'سطر\r\nوسطر "مقتبس"'), ("2", "ب")]),
    ("id,text,\n1,نص,\n2,نص آخر,,,\n\n,,\n", [("1", "نص"), ("2", "نص آخر")]),
    ("id,text\n1,نص,زائد\n2\n3,ص\n",
     [("a.csv:2", "3 fields where the header has 2"), ("a.csv:3", "1 fields where the header has 2"),
      ("3", "ص")]),
    # a mark in the middle of a quoted field: read as it can be
    ('id,text\n1,"قال "نعم" ومضى"\n2,ب\n', [("1", 'قال نعم" ومضى"'), ("2", "ب")]),
    # a mark that never closes: named, and its second line is the next row
    ('id,text\n1,"مفتوح\n2,ب\n3,ج\n',
     [("a.csv:2", "a quotation mark in this row is never closed, or not doubled"), ("2", "ب"), ("3", "ج")]),
    ("id,body\n1,ن\n", [("a.csv:1", "no column 'text'; the columns are: id, body")]),
    ("", [("a.csv", "empty file")]),
    ("id,text\n1,أ\r2,ب\n3,ج\n", [("a.csv:2", "a bare carriage return"), ("3", "ج")]),
    ("id,text\n1,\n", [("a.csv:2", "empty text")]),
    ("id,text\n1,\x00ن\n", [("1", "\x00ن")]),
]  # fmt: skip


@pytest.mark.parametrize(("data", "wanted"), TABLES)
def test_csv(tmp_path: Path, data: str, wanted: list[tuple[str, str]]) -> None:
    assert told(read(tmp_path / "a.csv", data), tmp_path) == wanted


def test_big_fields_and_foreign_charsets(tmp_path: Path) -> None:
    big = "كلمة " * 100_000
    assert told(read(tmp_path / "a.csv", f'id,text\n1,"{big}"\n'), tmp_path) == [("1", big)]
    found = read(tmp_path / "b.csv", "id;text\n1;نص عربي طويل بما يكفي\n".encode("cp1256"))
    assert told(found, tmp_path) == [("1", "نص عربي طويل بما يكفي")]


def test_a_damaged_line_of_csv(tmp_path: Path) -> None:
    data = f"id,text\n1,{'نص عربي طويل ' * 9}\n".encode() + b"2,\xff\n" + "3,ص\n".encode()
    assert [type(item) for item in read(tmp_path / "a.csv", data)] == [Article, Problem, Article]


def test_each_open_quotation_mark_costs_its_own_row_alone(tmp_path: Path) -> None:
    found = read(tmp_path / "a.csv", "id,text\n" + "".join(f'{i},"x\n{i},y {i}\n' for i in range(60)))
    assert [item.text for item in found if isinstance(item, Article)] == [f"y {i}" for i in range(60)]
    assert len([item for item in found if isinstance(item, Problem)]) == 60


def test_marks_that_swallow_the_file_are_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rasd.read.csvs._MOST_ROW", 50)
    found = read(tmp_path / "a.csv", "id,text\n" + "".join(f'{i},"x\n' + "y,y\n" * 30 for i in range(60)))
    assert isinstance(found[-1], Problem)
    assert found[-1].what.startswith("more than 20 rows whose quotation marks never close")


# --- Parquet ---------------------------------------------------------------------------------------


def parquet(path: Path, **columns: str) -> Path:
    duckdb = pytest.importorskip("duckdb")
    said = ", ".join(f"{value} as {name}" for name, value in columns.items())
    duckdb.connect().execute(f"copy (select {said} from range(3) t(i)) to '{path}' (format parquet)")
    return path


def test_parquet(tmp_path: Path) -> None:
    path = parquet(
        tmp_path / "a.parquet", ID="i", text="case i when 1 then '' else 'نص ' || i end",
        date="timestamp '2020-01-02 03:04:05'", tags="[i]",
    )  # fmt: skip
    first, second, third = read_inputs([path], SETTINGS)
    assert first == Article(
        "0", "نص 0", date="2020-01-02T03:04:05", published=datetime(2020, 1, 2, 3, 4, 5), extra={"tags": [0]}
    )
    assert second == Problem(
        f"{path}:2", "empty text", "nothing to do if the source has none; otherwise fetch it again"
    )
    assert isinstance(third, Article)


@pytest.mark.parametrize("name", ["a*.parquet", "[a].parquet", "o'k.parquet", "؟ع.parquet"])
def test_a_parquet_name_is_no_pattern(tmp_path: Path, name: str) -> None:
    parquet(tmp_path / "ab.parquet", id="1", text="'other'")
    path = parquet(tmp_path / "x.parquet", id="i", text="'ن'").rename(tmp_path / name)
    assert {item.text for item in read_inputs([path], SETTINGS) if isinstance(item, Article)} == {"ن"}


def test_parquet_without_text_or_in_pieces(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", id="i", body="'ن'")
    (problem,) = read_inputs([path], SETTINGS)
    assert isinstance(problem, Problem)
    assert problem.what == "no column 'text'; the columns are: id, body"
    for data in (b"PAR1", path.read_bytes()[:-20], b"", b"nothing of the kind"):
        (problem,) = read(tmp_path / "b.parquet", data)
        assert isinstance(problem, Problem)
        assert problem.what.startswith("not a sound Parquet file")


def test_parquet_needs_a_file(tmp_path: Path) -> None:
    data = parquet(tmp_path / "a.parquet", id="i", text="'ن'").read_bytes()
    (problem,) = read_inputs(["-"], SETTINGS, stdin=io.BytesIO(data))
    assert isinstance(problem, Problem)
    assert problem.what == "Parquet is read from files only"


def test_parquet_without_duckdb_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = parquet(tmp_path / "a.parquet", id="i", text="'ن'")
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    (problem,) = read_inputs([path], SETTINGS)
    assert isinstance(problem, Problem)
    assert "rasd[bulk]" in problem.do
