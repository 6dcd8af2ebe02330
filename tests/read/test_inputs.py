"""Anything a user names: found, opened, recognised, or named as a problem, in the order given."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from rasd.errors import FetchError
from rasd.model import Article, Problem
from rasd.read import count_hint, inputs, read_inputs
from rasd.read.fetch import Fetched
from rasd.settings import Settings

SETTINGS = Settings()
PROSE = (
    "قال مدير المتحف إن القاعة الجديدة تعرض أربعين قطعة لم يرها الزوار من قبل، بعضها من مجموعات خاصة نادرة."
)
HTML = f"<html><body><article><h1>عنوان</h1><p>{PROSE}</p><p>وأضاف: {PROSE}</p></article></body></html>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One input of each kind, in folders, with some that must be passed over."""
    files = {
        "b.html": HTML,
        "a.txt": "نص في ملف",
        "c/d.jsonl": '{"id": "1", "text": "من سطر"}\n{"id": "2", "text": "من آخر"}\n',
        "c/e.csv": "id,text\n3,من جدول\n",
        "c/f.md": "# عنوان\n\nمن مذكرة",
        "c/.hidden.txt": "مخفي",
        ".git/g.txt": "مخفي",
        "c/h.png": "صورة",
        "c/README": "بلا لاحقة",
        "i.JSON": '[{"id": "4", "text": "من قائمة"}]',
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def texts(*names: object, stdin: bytes = b"", settings: Settings = SETTINGS) -> list[str]:
    """What comes out: the first words of an article, or a problem's "what"."""
    found = read_inputs([str(name) for name in names], settings, stdin=io.BytesIO(stdin))
    return [item.text.split("\n")[0][:20] if isinstance(item, Article) else item.what for item in found]


def test_a_folder_is_read_in_order(folder: Path) -> None:
    wanted = ["نص في ملف", PROSE[:20], "من سطر", "من آخر", "من جدول", "# عنوان", "من قائمة"]
    assert texts(folder) == wanted
    assert texts(f"{folder}/c", folder / "a.txt") == [*wanted[2:6], "نص في ملف"]


def test_the_order_given_is_the_order_read(folder: Path) -> None:
    assert texts(folder / "c/e.csv", "-", folder / "a.txt", stdin="وارد".encode()) == [
        "من جدول",
        "وارد",
        "نص في ملف",
    ]


def test_files_say_where_they_were(folder: Path) -> None:
    (article,) = read_inputs([folder / "a.txt"], SETTINGS)
    assert isinstance(article, Article)
    assert article.extra == {"file": f"{folder}/a.txt"}


def test_reading_is_lazy(folder: Path) -> None:
    reading = read_inputs([folder / "a.txt", folder / "missing"], SETTINGS)
    assert isinstance(next(reading), Article)
    (folder / "missing").write_text("وصل متأخرا", encoding="utf-8")
    second = next(reading)
    assert isinstance(second, Article)
    assert second.text == "وصل متأخرا"


# --- what cannot be read -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("missing.html", "no such file"),
        ("", "no such file"),
        ("a\x00b", "cannot be read: embedded null byte"),
        ("x" * 300, "cannot be read: File name too long"),
        ("ftp://x.example/1", "no such file"),
    ],
)
def test_names_that_lead_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, what: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ok.txt").write_text("نص", encoding="utf-8")
    first, second = read_inputs([name, "ok.txt"] if name else [tmp_path / "no", "ok.txt"], SETTINGS)
    assert isinstance(first, Problem)
    assert first.what == what
    assert first.do
    assert isinstance(second, Article)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_permission(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("نص", encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    assert texts(tmp_path / "a.txt") == ["cannot be read: Permission denied"]


def test_a_refusal_of_the_system_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    assert texts(tmp_path / "a.txt", tmp_path / "b.html") == ["cannot be read: Permission denied"] * 2


def test_a_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    (problem,) = read_inputs([tmp_path], SETTINGS)
    assert isinstance(problem, Problem)
    assert (problem.where, problem.what) == (str(tmp_path), "cannot be listed: Permission denied")


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.txt", b"", "empty text"),
        ("a.txt", b" \n\t\r\n ", "empty text"),
        ("a.html", b"", "no article text found in the page"),
        ("a.html", b"%PDF-1.7\n", "a PDF file, which cannot be read"),
        ("a.html", b"\x1f\x8b\x08\x00", "the gzip file is broken"),
        ("a", b"PK\x03\x04\x00", "a ZIP file (perhaps a Word document), which cannot be read"),
        ("a.txt", bytes(range(9)) * 100, "a binary file of an unknown kind, which cannot be read"),
        ("a.jsonl", b"\x89PNG\r\n", "a picture, which cannot be read"),
        ("a.txt", b"x" * 2001, "more than 2000 bytes"),
        ("a.html", b"x" * 2001, "more than 2000 bytes"),
    ],
)
def test_files_that_are_no_article(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert texts(tmp_path / name, settings=Settings(max_bytes=2000)) == [what]


def test_folders_without_anything(tmp_path: Path) -> None:
    assert texts(tmp_path) == ["a folder without a file that can be read"]
    (tmp_path / "x.bin").write_bytes(b"1")
    assert texts(tmp_path) == ["a folder without a file that can be read"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_a_folder_does_not_hold_us(folder: Path) -> None:
    os.mkfifo(folder / "z.txt")
    (folder / "loop").symlink_to(folder)
    assert len(texts(folder)) == 7


def test_a_name_that_is_not_utf8_can_be_printed(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.txt"
    try:
        Path(os.fsdecode(name)).write_text("نص", encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    (article,) = read_inputs([os.fsdecode(name)], SETTINGS)
    assert isinstance(article, Article)
    assert str(article.extra["file"]).encode().endswith(b"/\\udcff.txt")
    (problem,) = read_inputs([os.fsdecode(name + b"?")], SETTINGS)
    assert isinstance(problem, Problem)
    assert problem.where.encode()


# --- standard input and unknown extensions ---------------------------------------------------------------

SNIFFED = [
    (HTML.encode(), PROSE[:20]),
    (b"\n\n<!DOCTYPE html>" + HTML.encode(), PROSE[:20]),
    (b"\xef\xbb\xbf<!-- saved --><html>" + HTML.encode(), PROSE[:20]),
    (HTML.encode("cp1256"), PROSE[:20]),
    (HTML.encode("utf-16"), PROSE[:20]),
    ('{"id": "1", "text": "سطر"}\n'.encode(), "سطر"),
    ('{"id": "1", "text": "سطر"}'.encode("utf-16"), "سطر"),
    ('{\n "id": "1",\n "text": "كائن"\n}'.encode(), "كائن"),
    ('[{"id": "1", "text": "قائمة"}]'.encode(), "قائمة"),
    ("[عاجل] نص".encode(), "[عاجل] نص"),
    ("نص < نص".encode(), "نص < نص"),
    ("نص عربي".encode("cp1256"), "نص عربي"),
    (b"", "empty text"),
    (b"%PDF-1.4", "a PDF file, which cannot be read"),
]


@pytest.mark.parametrize(("data", "wanted"), SNIFFED)
def test_sniffed(tmp_path: Path, data: bytes, wanted: str) -> None:
    assert texts("-", stdin=data) == [wanted]
    (tmp_path / "file.unknown").write_bytes(data)
    assert texts(tmp_path / "file.unknown") == [wanted]


def test_standard_input_is_the_process_s_own_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    class Own:
        buffer = io.BytesIO("وارد".encode())

    monkeypatch.setattr(sys, "stdin", Own())
    (article,) = read_inputs(["-"], SETTINGS)
    assert isinstance(article, Article)
    assert (article.text, article.extra) == ("وارد", {})


def test_standard_input_is_read_once() -> None:
    assert texts("-", "-", stdin="وارد".encode()) == ["وارد", "standard input was named twice"]


def test_a_stream_of_lines_is_not_held_back() -> None:
    class Endless(io.RawIOBase):
        """A pipe whose writer never stops."""

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            line = '{"id": "1", "text": "سطر"}\n{"id": "2", "text": "آخر"}\n'.encode()
            buffer[: len(line)] = line
            return len(line)

    reading = read_inputs(["-"], SETTINGS, stdin=io.BufferedReader(Endless()))
    assert isinstance(next(reading), Article)
    assert isinstance(next(reading), Article)


# --- plain text ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("عنوان الخبر\n\nنص الخبر.", "عنوان الخبر"),
        ("\r\nعنوان الخبر\r\n\r\nنص الخبر.", "عنوان الخبر"),
        ("# عنوان\n\nنص", "عنوان"),
        ("جملة أولى.\n\nجملة ثانية.", ""),
        ("سطر\nسطر", ""),
        ("سطر وحيد", ""),
        ("سطر وحيد\n\n  \n", ""),
        ("ك" * 300 + "\n\nنص", ""),
    ],
)
def test_a_text_is_verbatim_and_may_have_a_title(tmp_path: Path, text: str, title: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode())
    (article,) = read_inputs([tmp_path / "a.txt"], SETTINGS)
    assert isinstance(article, Article)
    assert (article.text, article.title) == (text, title)


# --- URLs --------------------------------------------------------------------------------------------------


def test_a_url_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {
        "https://x.example/1": Fetched(
            "https://x.example/2", HTML.encode("cp1256"), "text/html; charset=utf-8"
        ),
        "http://x.example/rows": Fetched(
            "http://x.example/rows", b'{"id": "1", "text": "row"}', "application/json"
        ),
    }

    def answer(url: str, settings: Settings) -> Fetched:
        if url not in answers:
            raise FetchError(url, "the server answered 404", "check the address")
        return answers[url]

    monkeypatch.setattr(inputs, "fetch", answer)
    names = ["https://x.example/1", "HTTP://x.example/gone", "http://x.example/rows"]
    page, gone, row = read_inputs(names, SETTINGS)
    assert isinstance(page, Article)
    assert (page.url, page.outlet, page.text[:20]) == ("https://x.example/2", "x.example", PROSE[:20])
    assert page.extra == {"decoded": "windows-1256"}
    assert gone == Problem("HTTP://x.example/gone", "the server answered 404", "check the address")
    assert isinstance(row, Article)


# --- one id, one article ---------------------------------------------------------------------------------


def test_the_same_article_twice_is_passed_over(tmp_path: Path) -> None:
    row = '{"id": "1", "text": "نص", "outlet": "صدى", "url": "%s"}\n'
    (tmp_path / "a.jsonl").write_text(
        row % "u1" + row % "u2" + row.replace("صدى", "بوق") % "u1", encoding="utf-8"
    )
    reading = read_inputs([tmp_path / "a.jsonl", tmp_path / "a.jsonl"], SETTINGS)
    found = [item for item in reading if isinstance(item, Article)]
    assert [(item.id, item.outlet) for item in found] == [("1", "صدى"), ("1 #2", "بوق")]
    assert reading.duplicates == 4


def test_another_article_of_the_same_id_is_renamed(tmp_path: Path) -> None:
    rows = [("1", "أ"), ("1 #2", "ب"), ("1", "ج"), ("1", "د"), ("1", "ج")]
    lines = "".join(f'{{"id": "{name}", "text": "{text}"}}\n' for name, text in rows)
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    reading = read_inputs([tmp_path / "a.jsonl"], SETTINGS)
    found = [(item.id, item.text) for item in reading if isinstance(item, Article)]
    assert found == [("1", "أ"), ("1 #2", "ب"), ("1 #3", "ج"), ("1 #4", "د")]
    assert reading.duplicates == 1


def test_copies_in_two_files_are_two_articles(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(HTML, encoding="utf-8")
    assert len({item.id for item in read_inputs([tmp_path], SETTINGS) if isinstance(item, Article)}) == 2


# --- how many ------------------------------------------------------------------------------------------


def test_count_hint(folder: Path) -> None:
    assert count_hint([folder / "a.txt", folder / "b.html", folder / "c/d.jsonl", folder / "c/e.csv"]) == 5
    assert count_hint([folder / "c"]) == 4
    assert count_hint(["https://x.example/1", folder / "c/README"]) == 2
    assert count_hint([folder / "missing", "a\x00b"]) == 0
    assert count_hint([folder / "a.txt", "-"]) is None
    assert count_hint([folder]) is None  # a JSON list has to be read to be counted


def test_count_hint_of_large_and_of_parquet(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "_COUNTED", 3)
    assert count_hint([folder / "c/d.jsonl"]) is None
    (folder / "x.parquet").write_bytes(b"PAR1")
    assert count_hint([folder / "x.parquet"]) is None
    duckdb = pytest.importorskip("duckdb")
    duckdb.connect().execute(
        f"copy (select i as text from range(7) t(i)) to '{folder}/y.parquet' (format parquet)"
    )
    assert count_hint([folder / "y.parquet"]) == 7


def test_a_text_that_no_article_has_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("كلام " * 300, encoding="utf-8")
    (found,) = read_inputs([path], Settings(max_characters=1000))
    assert isinstance(found, Problem)
    assert (found.where, found.what) == (str(path), "a text of 1,500 characters, and the most is 1,000")
