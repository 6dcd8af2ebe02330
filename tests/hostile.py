"""A hostile web on loopback: every behaviour is a site of its own, on a port of its own.

The server speaks raw bytes, so that it can break any rule. Nothing large is kept: it is made as it is sent.
Each behaviour is one row of the table in ``docs/reliability.md``, and one entry of :data:`BEHAVIOURS`.
"""

from __future__ import annotations

import contextlib
import gzip
import re
import select
import socket
import struct
import threading
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape

LINES = [
    "أعلنت وزارة الأشغال العامة اليوم إغلاق الجسر القديم وسط المدينة أمام حركة السير حتى إشعار آخر.",
    "وقال مدير الطرق في الوزارة إن الفرق الفنية وجدت تشققات في الدعامة الثالثة بعد أمطار الأسبوع الماضي.",
    "وأضاف أن السير سيحول إلى الجسر الجديد، وأن أعمال الصيانة ستبدأ خلال أسبوعين إذا سمح الطقس بذلك.",
]
TEXT = "\n".join(LINES)
PAGE = (
    "<!DOCTYPE html><html lang=ar><head><meta charset=utf-8><title>إغلاق الجسر القديم</title>"
    '<meta property="og:site_name" content="صحيفة الجسر"></head><body><article><h1>إغلاق الجسر القديم</h1>'
    + "".join(f"<p>{line}</p>" for line in LINES)
    + "</article></body></html>"
)


class Line:
    """A connection, with what was asked on it."""

    def __init__(self, connection: socket.socket, port: int, closing: threading.Event) -> None:
        self.connection, self.port, self.closing = connection, port, closing
        self.head = self._read_head()
        words = self.head.split("\r\n", 1)[0].split(" ")
        self.path = words[1] if len(words) > 1 else ""

    def _read_head(self) -> str:
        data = b""
        while b"\r\n\r\n" not in data and len(data) < 100_000:
            more = self.connection.recv(65_536)
            if not more:
                break
            data += more
        return data.decode("latin-1")

    def header(self, name: str) -> str:
        found = re.search(rf"(?im)^{name}: (.*?)\r?$", self.head)
        return found[1] if found else ""

    def send(self, data: bytes | str) -> None:
        self.connection.sendall(data.encode() if isinstance(data, str) else data)

    def answer(self, body: bytes | str = b"", status: str = "200 OK", **headers: str) -> None:
        """A whole answer; ``headers`` with ``_`` for ``-``."""
        data = body.encode() if isinstance(body, str) else body
        self.begin(status, **{"Content_Length": str(len(data)), **headers})
        self.send(data)

    def begin(self, status: str = "200 OK", **headers: str) -> None:
        """The head alone: what comes then ends with the connection, unless a header says otherwise."""
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        self.send(f"HTTP/1.1 {status}\r\nConnection: close\r\n{lines}\r\n".encode("utf-8", "surrogateescape"))

    def until_closed(self, data: bytes | Callable[[], bytes], pause: float = 0.0) -> None:
        """Send the same for as long as somebody listens."""
        while not self.closing.wait(pause) if pause else not self.closing.is_set():
            self.send(data if isinstance(data, bytes) else data())

    def hang(self) -> None:
        """Say nothing until the other side has gone."""
        while not self.closing.is_set():
            if select.select([self.connection], [], [], 0.05)[0] and not self.connection.recv(4096):
                return

    def reset(self) -> None:
        """Close as a crashed server does."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()


Serve = Callable[[Line], None]


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One bad manner.

    ``does`` is what the server does, ``comes_to`` what becomes of it: both are the words of the document's
    table. ``trouble`` is how the feed's health begins afterwards ("" for none), ``articles`` how many
    articles were kept, ``text`` what their texts have.
    """

    name: str
    does: str
    comes_to: str
    trouble: str = ""
    articles: int = 1
    text: str = LINES[0]
    feed: Serve | None = None
    page: Serve | None = None
    robots: Serve | None = None


@dataclass
class Web:
    """The sites that are up: the port of each behaviour, and what each was asked for."""

    ports: dict[str, int] = field(default_factory=dict)
    asked: dict[str, list[str]] = field(default_factory=dict)
    closing: threading.Event = field(default_factory=threading.Event)

    def url(self, name: str, path: str = "/feed") -> str:
        return f"http://127.0.0.1:{self.ports[name]}{path}"


@contextlib.contextmanager
def hostile_web(behaviours: list[Behaviour]) -> Iterator[Web]:
    """The sites, for as long as the context lasts."""
    web, sites = Web(), {}
    for behaviour in behaviours:
        listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        web.ports[behaviour.name] = listener.getsockname()[1]
        web.asked[behaviour.name] = []
        sites[listener] = behaviour
    thread = threading.Thread(target=_accept, args=(sites, web), daemon=True)
    thread.start()
    try:
        yield web
    finally:
        web.closing.set()
        thread.join()
        for listener in sites:
            listener.close()


def _accept(sites: dict[socket.socket, Behaviour], web: Web) -> None:
    while not web.closing.is_set():
        for listener in select.select(list(sites), [], [], 0.05)[0]:
            connection, _ = listener.accept()
            connection.settimeout(10)
            threading.Thread(target=_serve, args=(connection, sites[listener], web), daemon=True).start()


def _serve(connection: socket.socket, behaviour: Behaviour, web: Web) -> None:
    with contextlib.suppress(OSError), connection:
        line = Line(connection, web.ports[behaviour.name], web.closing)
        web.asked[behaviour.name].append(line.path)
        if line.path == "/robots.txt":
            (behaviour.robots or not_found)(line)
        elif line.path.startswith("/feed"):
            (behaviour.feed or good_feed)(line)
        else:
            (behaviour.page or good_page)(line)
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_WR)
            connection.settimeout(1)
            connection.recv(1)


# --- the parts of a decent site --------------------------------------------------------------------------


def not_found(line: Line) -> None:
    line.answer("gone", "404 Not Found")


def good_page(line: Line) -> None:
    line.answer(PAGE, Content_Type="text/html; charset=utf-8")


def rss(*items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    return f'{head}<rss version="2.0"><channel><title>أخبار الجسر</title>{"".join(items)}</channel></rss>'


def item(link: str = "/page", guid: str = "", title: str = "إغلاق الجسر القديم", rest: str = "") -> str:
    shown = f"<guid isPermaLink='false'>{escape(guid)}</guid>" if guid else ""
    return f"<item><title>{escape(title)}</title><link>{escape(link)}</link>{shown}{rest}</item>"


def own_text(text: str = TEXT) -> str:
    return f"<description>{escape(text)}</description>"


def good_feed(line: Line) -> None:
    feed(line, item())


def feed(line: Line, *items: str, **headers: str) -> None:
    """A feed whose links that begin with ``/`` lead to this site."""
    body = rss(*items).replace("<link>/page", f"<link>http://127.0.0.1:{line.port}/page")
    line.answer(body, Content_Type="application/rss+xml; charset=utf-8", **headers)


def with_text(line: Line) -> None:
    """A feed that has the article's own text."""
    feed(line, item(rest=own_text()))


def redirecting(status: str, location: str) -> Serve:
    return lambda line: line.answer("", status, Location=location.replace("PORT", str(line.port)))


def answering(status: str, **headers: str) -> Serve:
    return lambda line: line.answer("no", status, **headers)


# --- bodies ----------------------------------------------------------------------------------------------


def cut_short(line: Line) -> None:
    line.begin(Content_Length="100000", Content_Type="application/rss+xml")
    line.send(rss(item()))


def length_too_small(line: Line) -> None:
    line.begin(Content_Length="60", Content_Type="application/rss+xml")
    line.send(rss(item()))


def two_lengths(line: Line) -> None:
    line.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nhello!!")


def length_no_number(line: Line) -> None:
    line.send("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nhello")


def zipped_zeros(line: Line) -> None:
    """Ten gigabytes of zeros, which on the line are ten megabytes."""
    line.begin(Content_Encoding="gzip", Content_Type="application/rss+xml")
    packer = zlib.compressobj(9, wbits=31)
    block = bytes(1 << 20)
    for _ in range(10 * 1024):
        line.send(packer.compress(block))
    line.send(packer.flush())


def zipped_twice(line: Line) -> None:
    body = gzip.compress(gzip.compress(bytes(10_000_000)))
    line.answer(body, Content_Encoding="gzip, gzip", Content_Type="application/rss+xml")


def zipped_twice_unsaid(line: Line) -> None:
    body = gzip.compress(gzip.compress(bytes(10_000_000)))
    line.answer(body, Content_Encoding="gzip", Content_Type="application/rss+xml")


def zipped_nothing(line: Line) -> None:
    """A gzip body that goes on and on, and holds nothing."""
    line.begin(Content_Encoding="gzip")
    line.send(b"\x1f\x8b\x08\0\0\0\0\0\0\xff")
    line.until_closed(b"\0\0\0\xff\xff" * 10_000)


def zipped_and_cut(line: Line) -> None:
    line.answer(gzip.compress(rss(item()).encode())[:-20], Content_Encoding="gzip")


def not_zipped(line: Line) -> None:
    line.answer(rss(item()), Content_Encoding="gzip")


def zipped_with_more(line: Line) -> None:
    body = rss(item(f"http://127.0.0.1:{line.port}/page")).encode()
    line.answer(gzip.compress(body) + b"\0" * 100, Content_Encoding="gzip")


def brotli(line: Line) -> None:
    line.answer(b"\x0b\x02\x80hello\x03", Content_Encoding="br")


def endless_zeros(line: Line) -> None:
    line.begin(Content_Type="application/rss+xml")
    line.until_closed(bytes(1 << 20))


def dripping(line: Line) -> None:
    line.begin(Content_Type="application/rss+xml")
    line.until_closed(b"<", 0.02)


def dripping_head(line: Line) -> None:
    line.send("HTTP/1.1 200 OK\r\nX: ")
    line.until_closed(b"x", 0.02)


def reset_in_the_middle(line: Line) -> None:
    line.begin(Content_Length="100000")
    line.send(b"<rss>" * 100)
    line.reset()


def chunks_of_garbage(line: Line) -> None:
    line.begin(Transfer_Encoding="chunked")
    line.send("zz\r\nhello\r\n-5\r\n")


def endless_chunk(line: Line) -> None:
    line.begin(Transfer_Encoding="chunked")
    line.send("FFFFFFFFFFFFFFF\r\n")
    line.until_closed(bytes(1 << 20))


def tiny_chunks(line: Line) -> None:
    line.begin(Transfer_Encoding="chunked")
    line.until_closed(b"1;" + b"x" * 60 + b"\r\n<\r\n" * 1)


def trailer_flood(line: Line) -> None:
    line.begin(Transfer_Encoding="chunked")
    line.send("1\r\n<\r\n0\r\n")
    line.until_closed(b"X-Trailer: " + b"x" * 1000 + b"\r\n")


def redirect_with_a_bomb(line: Line) -> None:
    if line.path == "/feed?next":
        good_feed(line)
        return
    line.begin("302 Found", Location="/feed?next", Content_Encoding="gzip")
    packer = zlib.compressobj(9, wbits=31)
    for _ in range(10 * 1024):
        line.send(packer.compress(bytes(1 << 20)))


def growing_redirect(line: Line) -> None:
    line.answer("", "302 Found", Location=line.path + "/again" * 20)


def redirect_in_arabic(line: Line) -> None:
    """A Location in UTF-8, as it must not be sent and often is."""
    if "next" in line.path:
        good_feed(line)
    else:
        line.begin("302 Found", Location="/feed/الأخبار/next")


def cookie_wall(line: Line) -> None:
    """Redirects until a cookie comes back."""
    if line.header("Cookie"):
        good_feed(line)
    else:
        line.answer("", "302 Found", Location="/feed", Set_Cookie="seen=1; Path=/")


def error_with_a_body(line: Line) -> None:
    line.begin("500 Internal Server Error")
    line.until_closed(bytes(1 << 20))


# --- heads -----------------------------------------------------------------------------------------------


def header_flood(line: Line) -> None:
    line.send("HTTP/1.1 200 OK\r\n")
    line.until_closed(b"X-Header: " + b"x" * 1000 + b"\r\n")


def endless_header(line: Line) -> None:
    line.send("HTTP/1.1 200 OK\r\nX-Header: ")
    line.until_closed(b"x" * 10_000)


def interim_flood(line: Line) -> None:
    line.until_closed(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" * 100)


def cookie_flood(line: Line) -> None:
    cookies = "".join(f"Set-Cookie: c{n}={'x' * 200}\r\n" for n in range(200))
    body = rss(item(f"http://127.0.0.1:{line.port}/page")).encode()
    line.send(f"HTTP/1.1 200 OK\r\n{cookies}Content-Length: {len(body)}\r\n\r\n".encode() + body)


def no_head(line: Line) -> None:
    line.send(rss(item()))


def endless_status(line: Line) -> None:
    line.send("HTTP/1.1 200 ")
    line.until_closed(b"OK" * 1000)


def huge_etag(line: Line) -> None:
    feed(line, item(), ETag='"' + "x" * 30_000 + '"')


def not_modified_unasked(line: Line) -> None:
    line.begin("304 Not Modified")


def switching(line: Line) -> None:
    line.begin("101 Switching Protocols", Upgrade="websocket")
    line.send(b"\x81\x05hello")


# --- feeds -----------------------------------------------------------------------------------------------


def many_entries(line: Line) -> None:
    line.begin(Content_Type="application/rss+xml")
    line.send('<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>x</title>')
    for n in range(100_000):
        line.send(f"<item><title>t{n}</title><link>http://127.0.0.1:{line.port}/page/{n}</link></item>")
    line.send("</channel></rss>")


def laughs(line: Line) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{entities}]>'
    line.answer(rss("<item><title>&l9;</title><link>/page</link></item>", head=head))


def quadratic(line: Line) -> None:
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "{"a" * 50_000}">]>'
    line.answer(rss(f"<item><title>{'&a;' * 50_000}</title><link>/page</link></item>", head=head))


def foreign_entities(line: Line) -> None:
    head = (
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">'
        f'<!ENTITY h SYSTEM "http://127.0.0.1:{line.port}/stolen">]>'
    )
    line.answer(rss(f"<item><title>t</title><description>&f;&h;{'x' * 300}</description></item>", head=head))


DATES = [
    "Fri, 27 Nov 2026 09:00:00 GMT", "١٧ جمادى الآخرة ١٤٤٨", "۶ آذر ۱۴۰۵", "17 كيسليف 5787", "27/11/2569",
]  # fmt: skip
"""A day in the Gregorian, Hijri, Persian, Hebrew and Buddhist calendars."""


def five_calendars(line: Line) -> None:
    feed(line, *(item(f"/page/{n}", rest=f"<pubDate>{date}</pubDate>") for n, date in enumerate(DATES)))


def one_guid(line: Line) -> None:
    feed(line, *(item(f"/page/{n}", "1", f"خبر رقم {n}") for n in range(4)))


def same_entry_twice(line: Line) -> None:
    feed(line, *(item("/page?utm_source=rss&id=7", "7"), item("/page?id=7#top", "8", "عنوان آخر")))


def feed_as_html(line: Line) -> None:
    body = rss(item(f"http://127.0.0.1:{line.port}/page"))
    line.answer(body, Content_Type="text/html")


def nul_bytes(line: Line) -> None:
    body = rss(item(f"http://127.0.0.1:{line.port}/page")).replace("<item>", "\0\x01\x08<item>\0")
    line.answer(body, Content_Type="application/rss+xml")


def utf16(line: Line) -> None:
    body = rss(item(f"http://127.0.0.1:{line.port}/page"), head='<?xml version="1.0" encoding="utf-16"?>')
    line.answer(body.encode("utf-16"), Content_Type="application/rss+xml")


def two_boms(line: Line) -> None:
    body = rss(item(f"http://127.0.0.1:{line.port}/page"))
    line.answer(b"\xef\xbb\xbf" * 2 + body.encode(), Content_Type="application/rss+xml")


def wrong_charset(line: Line) -> None:
    """Windows-1256 that calls itself UTF-8, twice."""
    body = rss(item(f"http://127.0.0.1:{line.port}/page", rest=own_text())).encode("cp1256", "replace")
    line.answer(body, Content_Type="application/rss+xml; charset=utf-8")


def unknown_charset(line: Line) -> None:
    body = rss(item(f"http://127.0.0.1:{line.port}/page"))
    line.answer(body, Content_Type="application/rss+xml; charset=klingon-8")


def html_for_a_feed(line: Line) -> None:
    line.answer(
        "<!DOCTYPE html><html><body><p>The domain is for sale.</p></body></html>", Content_Type="text/html"
    )


def deep_json(line: Line) -> None:
    line.answer("[" * 200_000, Content_Type="application/feed+json")


def deep_xml(line: Line) -> None:
    line.answer("<rss><channel>" + "<item>" * 200_000, Content_Type="application/rss+xml")


def long_link(line: Line) -> None:
    feed(line, item("/page?" + "x" * 100_000, rest=own_text()))


def odd_links(line: Line) -> None:
    links = [
        "javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.example", "http://10.0.0.1/", "http://[::1",
        "http://169.254.169.254/latest/", "http://0x7f000001/", "ftp://x.example/",
    ]  # fmt: skip
    shown = (item(link, f"g{n}", f"خبر {n}", own_text(f"{n} {TEXT}")) for n, link in enumerate(links))
    feed(line, *shown)


def other_address_each_time(line: Line) -> None:
    feed(line, *(item(f"/page?session={n}", "7") for n in range(3)))


# --- pages -----------------------------------------------------------------------------------------------


def streamed_page(before: str, block: str, times: int, after: str = "") -> Serve:
    def serve(line: Line) -> None:
        line.begin(Content_Type="text/html; charset=utf-8")
        line.send(before)
        for _ in range(times):
            line.send(block)
        line.send(after)

    return serve


def body_of(marks: str) -> str:
    return PAGE.replace("<article>", f"{marks}<article>")


def mixed_page(line: Line) -> None:
    body = PAGE.encode() + "<p>خبر آخر</p>".encode("cp1256") + b"\xff\xfe\x00"
    line.answer(body, Content_Type="text/html; charset=utf-8")


def pdf_as_html(line: Line) -> None:
    line.answer(b"%PDF-1.7\n" + bytes(range(256)) * 200, Content_Type="text/html")


# --- robots.txt ------------------------------------------------------------------------------------------


def huge_robots(line: Line) -> None:
    line.begin(Content_Type="text/plain")
    for n in range(60_000):
        line.send(f"User-agent a{n}\n")
    for n in range(60_000):
        line.send(f"Disallow: /{n}\n")


def robots(text: str) -> Serve:
    return lambda line: line.answer(text, Content_Type="text/plain")
