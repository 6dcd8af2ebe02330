"""Web archives: packed and not, whole and broken off, with answers that are no articles."""

from __future__ import annotations

import gzip
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


def test_an_archive_that_breaks_off_gives_what_stands_before(tmp_path: Path) -> None:
    whole = b"".join(map(gzip.compress, ARCHIVE[:4]))
    (tmp_path / "a.warc.gz").write_bytes(whole[:-40])
    articles, problems = read(tmp_path / "a.warc.gz")
    assert [one.url for one in articles][:1] == ["https://a.example/1"]
    assert len(problems) <= 1


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
