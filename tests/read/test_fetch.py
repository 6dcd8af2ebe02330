"""The one outgoing socket, against a hostile little server on loopback."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from rasd.errors import FetchError, NoAnswer, Refused
from rasd.read.addresses import Allowed, checked_addresses, is_public
from rasd.read.fetch import Fetched, Question, ask, ask_once, fetch
from rasd.read.guard import Budget, Guard
from rasd.settings import Settings

SETTINGS = Settings(timeout=5.0, max_bytes=100_000)
HURRIED = Settings(timeout=0.3)


class Hostile(BaseHTTPRequestHandler):
    """Answers each path in its own bad way."""

    asked: list[str] = []  # noqa: RUF012 - shared on purpose: what came through the guard
    done = threading.Event()

    def log_message(self, *args: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        self.asked.append(self.path)
        name = self.path.strip("/")
        if name in REDIRECTS:
            self.answer(302, Location=REDIRECTS[name])
        elif name.isdigit():
            self.answer(int(name))
        else:
            getattr(self, f"on_{name}")()

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for header, value in headers.items():
            self.send_header(header.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def on_page(self) -> None:
        self.answer(200, "مرحبا".encode(), Content_Type='text/html; charset="utf-8"')

    def on_who(self) -> None:
        self.answer(200, str(self.headers).encode())

    def on_zipped(self) -> None:
        self.answer(200, gzip.compress("مرحبا".encode()), Content_Encoding="gzip")

    def on_bomb(self) -> None:
        self.answer(200, gzip.compress(b"0" * 20_000_000), Content_Encoding="gzip")

    def on_big(self) -> None:
        self.answer(200, b"0" * 200_000)

    def on_not_zipped(self) -> None:
        self.answer(200, b"nonsense", Content_Encoding="gzip")

    def on_short(self) -> None:
        self.answer(200, b"abc", Content_Length="100")

    def on_garbage(self) -> None:
        self.wfile.write(b"\x00\x01 garbage\r\n\r\n")

    def on_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 50_000 + b"\r\n")

    def on_nothing(self) -> None:
        """Hangs up."""

    def on_hang(self) -> None:
        self.done.wait(5)

    def on_drip(self) -> None:
        """A byte at a time, each of them sooner than any timeout of a single read."""
        self.answer(200)
        try:
            while not self.done.wait(0.02):
                self.wfile.write(b"x")
        except OSError:
            return


REDIRECTS = {
    "to_page": "/page",
    "to_metadata": "http://169.254.169.254/latest/meta-data",
    "to_loopback": "http://127.0.0.1/",
    "to_loopback_name": "http://localhost/",
    "to_decimal": "http://2130706433/",
    "to_itself": "/to_itself",
    "to_file": "file:///etc/passwd",
    "to_nonsense": "http://[::1",
    "to_another_port": "http://127.0.0.1:9/",
}


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hostile)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_address[1]
    Hostile.done.set()
    server.shutdown()
    thread.join()
    server.server_close()


def get(port: int, path: str, settings: Settings = SETTINGS) -> Fetched:
    return fetch(f"http://127.0.0.1:{port}/{path}", settings, frozenset({("127.0.0.1", port)}))


def test_a_page(port: int) -> None:
    page = get(port, "page")
    assert page == Fetched(f"http://127.0.0.1:{port}/page", "مرحبا".encode(), 'text/html; charset="utf-8"')
    assert page.charset == "utf-8"
    assert get(port, "to_page") == page
    assert get(port, "zipped").body == page.body
    assert get(port, "zipped").charset == ""


def test_who_asks(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    said = get(port, "who").body.decode()
    assert f"User-Agent: {SETTINGS.user_agent}" in said
    assert "Cookie" not in said
    assert "Authorization" not in said


FAULTS = [
    ("404", "the server answered 404 Not Found"),
    ("403", "the server answered 403 Forbidden"),
    ("503", "the server answered 503 Service Unavailable"),
    ("204", "the server answered 204 No Content"),
    ("bomb", "an answer of more than 100000 bytes"),
    ("big", "an answer of more than 100000 bytes"),
    ("not_zipped", "the answer is broken"),
    ("short", "the answer is broken"),
    ("garbage", "the answer is broken"),
    ("headers", "the answer is broken"),
    ("nothing", "the answer is broken"),
    ("to_metadata", "169.254.169.254 is no public address"),
    ("to_loopback", "127.0.0.1 is no public address"),
    ("to_loopback_name", "localhost is no public address"),
    ("to_decimal", "2130706433 is no public address (127.0.0.1)"),
    ("to_another_port", "port 9 of 127.0.0.1 is not asked"),
    ("to_itself", "more than 5 redirects"),
    ("to_file", "redirects to something that is not http"),
    ("to_nonsense", "the answer is broken"),
]


@pytest.mark.parametrize(("path", "what"), FAULTS)
def test_faults_are_named(port: int, path: str, what: str) -> None:
    with pytest.raises(FetchError) as caught:
        get(port, path)
    assert caught.value.where == f"http://127.0.0.1:{port}/{path}"
    assert caught.value.what.startswith(what)
    assert caught.value.do


@pytest.mark.parametrize("path", ["hang", "drip"])
def test_time_is_bounded(port: int, path: str) -> None:
    with pytest.raises(FetchError, match=r"(no answer|not done) in 0\.3 seconds"):
        get(port, path, HURRIED)


def test_a_server_without_tls_is_named(port: int) -> None:
    with pytest.raises(FetchError, match="cannot be fetched"):
        fetch(f"https://127.0.0.1:{port}/page", SETTINGS, frozenset({("127.0.0.1", port)}))


@pytest.mark.parametrize(
    "allow", [frozenset(), frozenset({("127.0.0.1", 1)}), frozenset({("localhost", 80)})]
)
def test_nothing_is_asked_without_permission(port: int, allow: Allowed) -> None:
    Hostile.asked.clear()
    for host in ("127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"):
        with pytest.raises(FetchError):
            fetch(f"http://{host}:{port}/page", SETTINGS, allow)
    assert Hostile.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://2130706433/", "http://0x7f000001/", "http://127.1/",
        "http://0/", "http://0.0.0.0/", "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://10.0.0.1/", "http://172.16.0.1/",
        "http://192.168.1.1/", "http://100.64.0.1/", "http://169.254.169.254/", "http://[fe80::1]/",
        "http://[fc00::1]/", "http://[fec0::1]/", "http://224.0.0.1/", "http://255.255.255.255/",
        "http://[ff02::1]/", "http://198.18.0.1/", "http://192.0.2.1/",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(url: str) -> None:
    with pytest.raises(FetchError, match=r"is no public address"):
        fetch(url, SETTINGS)


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("file:///etc/passwd", "not an http or https URL"),
        ("ftp://x.example/", "not an http or https URL"),
        ("x.example/1", "not an http or https URL"),
        ("http://", "not an http or https URL"),
        ("http://x.example:port/", "not a URL"),
        ("http://0177.0.0.1/", "not a URL"),
        ("http://\ud800/", "not a URL"),
        ("http://ann:secret@x.example/", "the URL holds a user name or password"),
        ("http://x.example:22/", "port 22 of x.example is not asked"),
    ],
)
def test_urls_that_are_not_asked(url: str, what: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(url, SETTINGS)
    assert caught.value.what.startswith(what)
    assert "secret" not in str(caught.value)


PUBLIC = "93.184.215.14"


def answers(monkeypatch: pytest.MonkeyPatch, *rounds: list[str]) -> list[str]:
    """Makes the name server answer so, a list a question; gives the list of questions that were asked."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, **kwargs: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(2, 1, 6, "", (address, port)) for address in rounds[len(asked) - 1]]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_the_address_that_was_checked_is_the_one_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answers(monkeypatch, [PUBLIC], ["127.0.0.1"])
    reached: list[object] = []

    def connect(address: object, *args: object, **kwargs: object) -> object:
        reached.append(address)
        raise ConnectionRefusedError("stop here")

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(FetchError, match="cannot be fetched"):
        fetch("http://x.example/", SETTINGS)
    assert asked == ["x.example"]
    assert reached == [(PUBLIC, 80)]


def test_the_next_address_is_tried_when_one_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answers(monkeypatch, [PUBLIC, "2606:4700::1111", "8.8.8.8"])
    reached: list[object] = []

    def connect(address: tuple[str, int], *args: object, **kwargs: object) -> object:
        reached.append(address[0])
        raise ConnectionRefusedError("not here")

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(NoAnswer, match="cannot be fetched"):
        fetch("http://x.example/", SETTINGS)
    assert asked == ["x.example"]
    assert reached == [PUBLIC, "2606:4700::1111", "8.8.8.8"]


def test_one_private_address_spoils_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, [PUBLIC, "10.0.0.1"])
    with pytest.raises(FetchError, match=r"x\.example is no public address \(10\.0\.0\.1\)"):
        checked_addresses("x.example", 80, frozenset(), 1.0)


def test_a_name_server_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*args: object, **kwargs: object) -> list[object]:
        Hostile.done.wait(0.5)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    with pytest.raises(FetchError, match=r"unknown host x\.example: no answer from the name server"):
        checked_addresses("x.example", 443, frozenset(), 0.01)


def test_an_unknown_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: object, **kwargs: object) -> list[object]:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(FetchError, match=r"unknown host x\.example: .*not known"):
        checked_addresses("x.example", 443, frozenset(), 1.0)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        (PUBLIC, True), ("8.8.8.8", True), ("2606:4700::1111", True), ("::ffff:8.8.8.8", True),
        ("64:ff9b::808:808", True), ("2002:808:808::1", True), ("127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False), ("2002:a00:1::1", False), ("::7f00:1", False), ("fec0::1", False),
        ("240.0.0.1", False), ("224.0.0.1", False), ("ff0e::1", False),
        ("2001:0:a00:1::f7f7:f7f7", False), ("64:ff9b:1::808:808", False), ("::ffff:0:808:808", False),
        ("5f00::1", False), ("3fff::1", False), ("192.88.99.1", False), ("100::1", False),
        ("4000::1", False), ("0.1.2.3", False), ("fd00:ec2::254", False),
    ],
)  # fmt: skip
def test_is_public(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


LATE = "Fri, 27 Nov 2026 09:00:00 GMT"
CONDITIONS = [
    (Question("", etag='"a"'), "If-None-Match", '"a"'),
    (
        Question("", modified="Fri, 27 Nov 2026 09:00:00 GMT"),
        "If-Modified-Since",
        "Fri, 27 Nov 2026 09:00:00 GMT",
    ),
    (Question("", accept="text/plain"), "Accept", "text/plain"),
]


@pytest.mark.parametrize(("question", "header", "value"), CONDITIONS)
def test_what_a_question_says(port: int, question: Question, header: str, value: str) -> None:
    asked = replace(question, url=f"http://127.0.0.1:{port}/who")
    said = ask(asked, SETTINGS, frozenset({("127.0.0.1", port)})).page.body.decode()
    assert f"{header}: {value}" in said
    assert all((name in said) is (name == header) for name in ("If-None-Match", "If-Modified-Since"))


def test_an_answer_of_any_status(port: int) -> None:
    allow = frozenset({("127.0.0.1", port)})
    answer = ask(Question(f"http://127.0.0.1:{port}/503"), SETTINGS, allow)
    assert (answer.status, answer.page.body, answer.said) == (
        503,
        b"",
        "the server answered 503 Service Unavailable",
    )
    once = ask_once(Question(f"http://127.0.0.1:{port}/to_page"), SETTINGS, allow)
    assert (once.status, once.there, once.for_good) == (302, f"http://127.0.0.1:{port}/page", False)
    cut = ask(Question(f"http://127.0.0.1:{port}/big", most=10, cut=True), SETTINGS, allow)
    assert cut.page.body == b"0" * 10
    with pytest.raises(FetchError, match="an answer of more than 10 bytes"):
        ask(Question(f"http://127.0.0.1:{port}/big", most=10), SETTINGS, allow)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("http://127.0.0.1/", Refused), ("ftp://x.example/", Refused), ("http://x.example:22/", Refused),
        ("http://x.example/" + "a" * 8000, Refused),
    ],
)  # fmt: skip
def test_what_must_not_be_asked_is_told_from_what_does_not_answer(url: str, kind: type[FetchError]) -> None:
    with pytest.raises(kind):
        fetch(url, SETTINGS)


def test_a_local_socket_is_refused() -> None:
    guard = Guard(None, Budget(0.0, 0), frozenset())
    with pytest.raises(FetchError, match="local socket"):
        guard.connect_unix_socket("/run/docker.sock")


@pytest.mark.parametrize(
    ("header", "charset"),
    [
        ("text/html; charset=windows-1256", "windows-1256"), ("text/html;CHARSET='utf-8'", "utf-8"),
        ("text/html; x; charset", ""), ("text/html", ""), ("", ""),
    ],
)  # fmt: skip
def test_charset(header: str, charset: str) -> None:
    assert Fetched("http://x.example/", b"", header).charset == charset
