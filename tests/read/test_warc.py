"""Web archives: packed and not, whole and broken off, with answers that are no articles."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path

import pytest

from rasd.model import Article, Problem
from rasd.read import read_inputs
from rasd.settings import Settings

SETTINGS = Settings()
TEXT = "وقال مدير المتحف جمال الكردي إن القاعة الجديدة تعرض أربعين قطعة لم يرها الزوار من قبل، بعضها مستعار."
MORE = "وأضاف الكردي أن الدخول مجاني حتى نهاية الشهر، وأن المتحف يفتح أبوابه كل يوم عدا الثلاثاء صباحا."
PAGE = (
    f'<html lang="ar"><head><meta property="og:title" content="قاعة جديدة"></head><body><h1>قاعة جديدة</h1>'
    f"<p>{TEXT}</p><p>{MORE}</p></body></html>"
)
FRONT = "<html><body><ul><li><a href=/1>خبر</a></li></ul></body></html>"


def answer(
    body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = ""
) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def record(url: str, block: bytes, kind: str = "response") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-03-03T08:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{len(url):032x}>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


OLD = PAGE.replace("قاعة", "صالة").encode("cp1256")
PACKED = gzip.compress(PAGE.replace("متحف", "معرض").encode())
ARCHIVE = [
    record("https://a.example/info", b"software: test\r\n", "warcinfo"),
    record("https://a.example/1", answer(PAGE.encode())),
    record("https://a.example/1", b"GET /1 HTTP/1.1\r\nHost: a.example\r\n\r\n", "request"),
    record("https://a.example/old", answer(OLD, "text/html; charset=windows-1256")),
    record("https://a.example/gone", answer(b"<p>gone</p>", status="404 Not Found")),
    record("https://a.example/x.png", answer(b"\x89PNG", "image/png")),
    record("https://a.example/", answer(FRONT.encode())),
    record("https://a.example/packed", answer(PACKED, more="Content-Encoding: gzip\r\n")),
]  # fmt: skip


def read(path: Path, settings: Settings = SETTINGS) -> tuple[list[Article], list[Problem]]:
    found = list(read_inputs([path], settings))
    return [one for one in found if isinstance(one, Article)], [
        one for one in found if isinstance(one, Problem)
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plain.warc", b"".join(ARCHIVE)),
        ("members.warc.gz", b"".join(map(gzip.compress, ARCHIVE))),
        ("whole.warc.gz", gzip.compress(b"".join(ARCHIVE))),
        ("unnamed", b"".join(map(gzip.compress, ARCHIVE))),
    ],
    ids=["plain", "members", "whole", "unnamed"],
)
@pytest.mark.parametrize("pages", ["full", "fast"])
def test_the_pages_of_an_archive(tmp_path: Path, name: str, data: bytes, pages: str) -> None:
    (tmp_path / name).write_bytes(data)
    articles, problems = read(tmp_path / name, Settings(pages=pages))
    assert [one.url for one in articles] == [f"https://a.example/{last}" for last in ("1", "old", "packed")]
    assert articles[0].text == f"{TEXT}\n{MORE}"
    assert articles[0].title == "قاعة جديدة"
    assert "الصالة" in articles[1].text
    assert "المعرض" in articles[2].text
    assert [(one.date, one.published) for one in articles] == [("", None)] * 3
    assert articles[0].extra["archived"] == "2026-03-03T08:00:00Z"
    assert [one.what for one in problems] == ["1 of 4 pages hold no article (the first: https://a.example/)"]


PAGES = [
    record(f"https://a.example/{n}", answer(PAGE.replace("متحف", f"متحف {n}").encode())) for n in range(5)
]
MEMBERS = list(map(gzip.compress, PAGES))
URLS = [f"https://a.example/{n}" for n in range(5)]


def spoilt(data: bytes, at: int, size: int = 20) -> bytes:
    """The bytes with some of them wrong."""
    return data[:at] + b"#" * size + data[at + size :]


DAMAGED = {
    "a packed record": (b"".join([*MEMBERS[:2], spoilt(MEMBERS[2], 60), *MEMBERS[3:]]), [0, 1, 3, 4], 1),
    "the mark of a packed record": (
        b"".join([*MEMBERS[:2], spoilt(MEMBERS[2], 0, 4), *MEMBERS[3:]]),
        [0, 1, 3, 4],
        0,
    ),
    "the end of the packed file": (b"".join(MEMBERS)[:-60], [0, 1, 2, 3], 1),
    "the end of the file": (b"".join(PAGES)[:-60], [0, 1, 2, 3], 1),
    "the header of a record": (b"".join([*PAGES[:2], spoilt(PAGES[2], 0, 8), *PAGES[3:]]), [0, 1, 3, 4], 0),
    "a length": (
        b"".join([*PAGES[:2], PAGES[2].replace(b"Content-Length: ", b"Content-Length: -"), *PAGES[3:]]),
        [0, 1, 3, 4],
        1,
    ),
    "a packed length": (
        b"".join([*MEMBERS[:2], gzip.compress(PAGES[2].replace(b"Length: ", b"Length: 9")), *MEMBERS[3:]]),
        [0, 1, 3, 4],
        1,
    ),
    "zeros between the records": (b"\0\0\0".join(MEMBERS), [0, 1, 2, 3, 4], 0),
}  # fmt: skip


@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_record_spoils_no_other_and_is_named(tmp_path: Path, what: str) -> None:
    data, left, faults = DAMAGED[what]
    (tmp_path / "a.warc").write_bytes(data)
    articles, problems = read(tmp_path / "a.warc")
    assert [one.url for one in articles] == [URLS[number] for number in left]
    assert {one.text.count("\n") for one in articles} == {1}  # none is cut
    assert len(problems) == faults


@pytest.mark.parametrize("data", [b"".join(PAGES), b"".join(MEMBERS)], ids=["plain", "packed"])
def test_an_archive_comes_through_a_pipe(data: bytes) -> None:
    found = read_inputs(["-"], SETTINGS, stdin=io.BufferedReader(Pipe(data)))
    assert [one.url for one in found if isinstance(one, Article)] == URLS


class Pipe(io.RawIOBase):
    """A stream that cannot go back, and gives a little at a time."""

    def __init__(self, data: bytes) -> None:
        self.rest = data

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = min(len(buffer), 1000, len(self.rest))
        buffer[:size], self.rest = self.rest[:size], self.rest[size:]
        return size


def test_damage_without_end_is_given_up(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(MEMBERS[0] + b"\x1f\x8b\x08\x00" * 3000 + MEMBERS[1])
    articles, problems = read(tmp_path / "a.warc.gz")
    assert [one.url for one in articles] == URLS[:1]
    assert problems[-1].what == "more than 100 damaged records running"
    assert len(problems) == 102


ONE = gzip.compress(PAGE.encode(), mtime=0)
HTTP = {
    "chunks": (
        b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE.encode()), PAGE.encode()),
        "Transfer-Encoding: chunked\r\n",
    ),
    "chunks that the archive joined": (PAGE.encode(), "Transfer-Encoding: chunked\r\n"),
    "packed chunks": (
        b"%x;name=value\r\n%s\r\n0\r\n\r\n" % (len(ONE), ONE),
        "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
    ),
    "what the archive unpacked": (PAGE.encode(), "Content-Encoding: gzip\r\n"),
    "deflate": (zlib.compress(PAGE.encode()), "Content-Encoding: deflate\r\n"),
    "deflate without its header": (zlib.compress(PAGE.encode(), wbits=-15), "Content-Encoding: deflate\r\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", HTTP)
def test_answers_are_unpacked(tmp_path: Path, name: str) -> None:
    body, more = HTTP[name]
    (tmp_path / "a.warc").write_bytes(record(URLS[0], answer(body, more=more)))
    articles, problems = read(tmp_path / "a.warc")
    assert [one.text for one in articles] == [f"{TEXT}\n{MORE}"]
    assert problems == []


def test_what_cannot_be_unpacked_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(record(URLS[0], answer(b"x", more="Content-Encoding: br\r\n")))
    assert read(tmp_path / "a.warc")[1][0].what == "packed with br, which is not unpacked here"


def test_a_resource_is_a_page_and_a_cut_is_said(tmp_path: Path) -> None:
    saved = record(URLS[0], PAGE.encode(), "resource")
    saved = saved.replace(
        b"application/http; msgtype=resource", b"text/html; charset=utf-8\r\nWARC-Truncated: length"
    )
    (tmp_path / "a.warc").write_bytes(saved)
    (article,), problems = read(tmp_path / "a.warc")
    assert (article.url, article.extra["cut"], problems) == (URLS[0], "by the archive: length", [])


def test_an_answer_that_does_not_say_what_it_is_is_looked_at(tmp_path: Path) -> None:
    plain = answer(PAGE.encode()).replace(b"Content-Type: text/html; charset=utf-8\r\n", b"X: y\r\n")
    (tmp_path / "a.warc").write_bytes(record(URLS[0], plain))
    assert [one.url for one in read(tmp_path / "a.warc")[0]] == URLS[:1]


def test_a_film_is_no_page_that_is_too_large(tmp_path: Path) -> None:
    film = record("https://a.example/film", answer(b"x" * 200_000, "video/mp4"))
    (tmp_path / "a.warc").write_bytes(film + PAGES[0])
    articles, problems = read(tmp_path / "a.warc", Settings(max_bytes=10_000))
    assert ([one.url for one in articles], problems) == (URLS[:1], [])


@pytest.mark.parametrize("packed", [False, True])
def test_what_another_program_wrote_is_read(tmp_path: Path, packed: bool) -> None:
    warc = pytest.importorskip("fastwarc.warc")
    out = io.BytesIO()
    streams = pytest.importorskip("fastwarc.stream_io")
    writer = streams.GzipWriter(out) if packed else out
    for url in URLS:
        one = warc.WarcRecord()
        one.init_headers(warc.WarcRecordType.response)
        one.headers["WARC-Target-URI"] = url
        one.headers["Content-Type"] = "application/http; msgtype=response"
        one.set_bytes_content(answer(PAGE.encode()))
        one.write(writer)
    if packed:
        writer.close()
    (tmp_path / "a.warc").write_bytes(out.getvalue())
    assert [one.url for one in read(tmp_path / "a.warc")[0]] == URLS


def test_a_page_that_is_too_large_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(record("https://a.example/big", answer(b"<p>" + b"x" * 5000)))
    articles, problems = read(tmp_path / "a.warc", Settings(max_bytes=1000))
    assert (articles, [one.where for one in problems]) == ([], ["https://a.example/big"])


def test_a_bomb_in_an_archive_does_not_unfold(tmp_path: Path) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    (tmp_path / "a.warc").write_bytes(
        record("https://a.example/bomb", answer(bomb, more="Content-Encoding: gzip\r\n")) + ARCHIVE[1]
    )
    articles, problems = read(tmp_path / "a.warc", Settings(max_bytes=100_000))
    assert [one.url for one in articles] == ["https://a.example/1"]
    assert [one.what for one in problems] == ["more than 100000 bytes"]


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.gz"])
def test_packed_tables_are_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(
        gzip.compress(b'{"id": "1", "text": "a text"}\n{"id": "2", "text": "another"}\n')
    )
    articles, problems = read(tmp_path / name)
    assert ([one.id for one in articles], problems) == (["1", "2"], [])
    (tmp_path / name).write_bytes(gzip.compress(gzip.compress(b"x")))
    assert [one.what for one in read(tmp_path / name)[1]] == ["packed with gzip twice"]
