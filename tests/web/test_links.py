"""Every link of every page leads to a page."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from harbour_fire import newsroom
from rasd import Article, Desk
from web.served import NOW, client

_LINK = re.compile(r'href="(/[^"#]*)')
_WIRE = (
    "غرق ثلاثة صيادين قبالة الميناء القديم فجر السبت بعدما انقلب قاربهم في موجة عالية، ونقل رابع إلى "
    "المستشفى. وقال قائد خفر السواحل إن الزورق لم يكن مرخصا وإن البحث عن مفقود خامس يستمر حتى المساء."
)


def test_every_link_leads_to_a_page(tmp_path: Path) -> None:
    wires = [Article(f"w{n}", _WIRE, "غرق صيادين", f"صحيفة {n}", author="رويترز") for n in range(2)]
    with Desk(tmp_path / "news.db", clock=lambda: NOW) as desk:
        desk.add([*newsroom(), *wires])
        browser = client(desk)
        waiting, seen, dead = ["/"], {"/"}, []
        while waiting:
            path = waiting.pop()
            answer = browser.get(path)
            if answer.status_code >= 400:
                dead.append((path, answer.status_code))
            if answer.headers["content-type"].startswith("text/html"):
                found = {unescape(link) for link in _LINK.findall(answer.text)} - seen
                seen |= found
                waiting += sorted(found)
    assert any(path.startswith("/outlet?") for path in seen)
    assert not dead
