"""Stories that rules are looked at with, made by the real steps."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import rasd
from rasd.model import Article, Story

FIRE = "أن انفجارا ضخما وقع في مستودع الوقود الجنوبي في طرابلس وأدى إلى مقتل تسعة عمال."
MORE = (
    " وأضافت أن السلطات أخلت الحي المجاور بالكامل وأن فرق الإطفاء واصلت عملها حتى ساعات المساء دون أن "
    "تتمكن من السيطرة على النيران في المستودع الكبير."
)
OUTLETS = ("صحيفة الميناء", "قناة الشرق", "بوابة السهل", "موقع المدى", "صحيفة الفجر")


def article(id_: str, outlet: str, text: str, hour: int) -> Article:
    published = datetime(2026, 11, 27, hour, tzinfo=UTC)
    return Article(id_, text, outlet=outlet, date=str(published), published=published, language="ar")


def copied(outlets: int) -> list[Article]:
    """An agency's report with one unnamed origin, and so many outlets that repeat it."""
    first = article("a", "وكالة النهر", f"ذكرت مصادر مطلعة {FIRE}{MORE}", 8)
    return [
        first,
        *(article(f"c{n}", OUTLETS[n], f"ذكرت وكالة النهر {FIRE}{MORE}", 9 + n) for n in range(outlets)),
    ]


DENIAL = article("d", "صحيفة الحقل", f"نفى وزير الداخلية سامي حداد {FIRE}{MORE}", 15)
SECOND = article("e", "قناة النخيل", f"نفت بلدية طرابلس {FIRE}{MORE}", 16)


@cache
def story(outlets: int, *more: str) -> Story:
    """The story of the copied report; ``more``: ``"denial"``, ``"second"``."""
    articles = [*copied(outlets), *({"denial": DENIAL, "second": SECOND}[name] for name in more)]
    (found,) = rasd.trace(articles)
    return found
