"""Four news sites on loopback: an agency, one that prints it, one that cites it, one that asked others."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

START = datetime(2026, 3, 3, 8, tzinfo=UTC)
WIRE = """\
قال مصدر في الدفاع المدني لوكالة الجبل للأنباء إن جسر الوادي الكبير انهار فجر الثلاثاء بعد أمطار غزيرة \
استمرت ثلاثة أيام، وإن سيارتين سقطتا في مجرى النهر قبل أن تتمكن الشرطة من إغلاق الطريق.
وأضاف المصدر أن فرق الإنقاذ انتشلت خمسة أشخاص أحياء وأن البحث عن سائق شاحنة ما زال مستمرا في أسفل \
المجرى.
ويربط الجسر الذي بني قبل أربعين عاما بين ضفتي المدينة القديمة، ويعبره كل يوم آلاف السيارات."""
CITED = """\
انهار جسر الوادي الكبير فجر الثلاثاء، وفق ما نقلت وكالة الجبل للأنباء عن مصدر في الدفاع المدني قال إن \
سيارتين سقطتا في مجرى النهر قبل أن تتمكن الشرطة من إغلاق الطريق.
وعاد مراسلنا من المكان بصور تظهر الدعامة الوسطى وقد مالت إلى جانبها، فيما تجمع أهالي الحي على الضفتين."""
OFFICIAL = """\
قال قائد شرطة المدينة العميد سامر الحلو إن جسر الوادي الكبير انهار صباح الثلاثاء، وإن سيارتين على \
متنهما سبعة ركاب سقطتا في النهر.
وقال الحلو إن الشرطة أغلقت الطريق من الجانبين، وإن السير حول إلى الجسر الشمالي حتى إشعار آخر."""
AGENCY, PRINTER, CITER, ASKER = "وكالة الجبل للأنباء", "صحيفة الوادي", "قناة الضفة", "بوابة المدينة"
SITES = {
    "jabal": (AGENCY, "انهيار جسر الوادي الكبير وسقوط سيارتين في النهر", WIRE, 0),
    "wadi": (PRINTER, "انهيار جسر الوادي الكبير بعد أمطار غزيرة", WIRE, 70),
    "diffa": (CITER, "سقوط سيارتين في النهر بعد انهيار جسر الوادي الكبير", CITED, 110),
    "madina": (ASKER, "الشرطة: انهيار جسر الوادي الكبير فجر الثلاثاء", OFFICIAL, 180),
}


@dataclass(frozen=True, slots=True)
class Sites:
    """The sites that are up, all on one port."""

    port: int

    def feed(self, name: str) -> str:
        return f"http://127.0.0.1:{self.port}/{name}/rss"


@contextmanager
def sites() -> Iterator[Sites]:
    """Serve the sites for as long as the context lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Sites(server.server_address[1])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        _, name, what, *_ = [*self.path.split("/"), "", ""]
        body = _answer(name, what, f"http://{self.headers['Host']}/{name}") if name in SITES else ""
        self.send_response(200 if body else 404)
        kind = "application/rss+xml" if what == "rss" else "text/html"
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _answer(name: str, what: str, base: str) -> str:
    outlet, title, text, minutes = SITES[name]
    when = START + timedelta(minutes=minutes)
    if what == "rss":
        return (
            f"<rss version='2.0'><channel><title>{escape(outlet)}</title><link>{base}</link>"
            f"<item><title>{escape(title)}</title><link>{base}/bridge</link><guid>{base}/bridge</guid>"
            f"<pubDate>{when:%a, %d %b %Y %H:%M:%S} GMT</pubDate></item></channel></rss>"
        )
    lines = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
    return (
        f"<!DOCTYPE html><html lang=ar><head><meta charset=utf-8><title>{escape(title)}</title>"
        f'<meta property="og:site_name" content="{escape(outlet)}">'
        f'<meta property="article:published_time" content="{when.isoformat()}"></head>'
        f"<body><article><h1>{escape(title)}</h1>{lines}</article>"
        "</body></html>"
    )
