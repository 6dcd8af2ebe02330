"""Titles, names, addresses and texts that try to become more than text on a page."""

from __future__ import annotations

from datetime import UTC, datetime

from rasd.model import Article

MARKED = "window.broken=1"
"""What every attack would run: a page on which it ran has that variable."""

ATTACKS = (
    f"<script>{MARKED}</script>",
    f"<img src=x onerror={MARKED}>",
    f'"><svg onload={MARKED}>',
    f"'><body onload='{MARKED}'>",
    f"</title></textarea></style><script>{MARKED}</script>",
    f'<a href="javascript:{MARKED}">x</a>',
    f"javascript:{MARKED}",
    f"data:text/html,<script>{MARKED}</script>",
    f'<iframe srcdoc="<script>parent.{MARKED}</script>">',
    f"{{{{ cycler.__init__.__globals__ }}}}{{% print({MARKED}) %}}",
    f"&lt;script&gt;{MARKED}&lt;/script&gt;",
    f"<!--><script>{MARKED}</script-->",
    f"]]><script>{MARKED}</script>",
    f"\u202e\u2066<b onmouseover={MARKED}>\x00\x1b[31m\ud800",
    f"<style>*{{background:url('javascript:{MARKED}')}}</style>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={MARKED}>",
)


def articles() -> list[Article]:
    """For each attack two articles that share a text: it stands in every field that a page shows."""
    made = []
    for number, attack in enumerate(ATTACKS):
        text = (
            f"قال مصدر {attack} إن السفينة رقم {number} غرقت قبالة الميناء الشمالي فجر اليوم"
            f" بعد اصطدامها برصيف\nوأضاف {attack} أن عشرة بحارة نجوا من الحادث"
            f" وأن البحث عن الآخرين ما زال مستمرا حتى المساء {attack}."
        )
        for copy in range(2):
            when = datetime(2026, 3, 1 + number, 8 + copy, tzinfo=UTC)
            made.append(
                Article(
                    f"{attack}-{copy}", text, f"السفينة {number} {attack}", f"{attack} {copy}",
                    attack if copy else f"https://{number}.example/{attack}", attack, attack, when,
                    extra={attack: attack},
                )
            )  # fmt: skip
    return made
