"""How the cost of one story grows with the articles that tell it in nearly the same words.

    python benchmarks/one_story.py [COUNT ...] [--runs N]

An agency's report on a fire, made up, is printed by COUNT outlets (200, 800, 5000), each in a way of its
own: another headline, a dateline or none, paragraphs left out at the end, words exchanged, a figure that is
higher, the agency named or not; some add a denial or a sentence of their own. Each count is run in a process
of its own, from the articles in memory to the count of every claim's origins (:func:`rasd.trace`): the median
of the CPU seconds of all its processes, and the most memory that the first of them held.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import measure

import rasd
from rasd import Article

COUNTS = (200, 800, 5000)
START = datetime(2026, 3, 3, 5, 40, tzinfo=UTC)
HEADLINES = (
    "قتلى وجرحى في حريق بميناء صور القديم",
    "حريق هائل يلتهم مخازن ميناء صور القديم",
    "مقتل {dead} عمال في حريق مخازن ميناء صور",
    "وزارة الداخلية: {dead} قتلى في حريق ميناء صور",
    "بالأرقام.. حصيلة حريق ميناء صور القديم",
    "السيطرة على حريق مخازن ميناء صور",
)
DATELINES = ("", "", "صور (وكالة الساحل) - ", "صور - ", "(وكالة الساحل) - ", "متابعات - ")
LEADS = (
    (
        "أعلنت وزارة الداخلية أن {dead} عمال قتلوا وأصيب {hurt} آخرون في حريق شب فجر الثلاثاء في مخازن "
        "الميناء القديم بمدينة صور، وأن فرق الإطفاء سيطرت على النيران بعد أربع ساعات من اندلاعها."
    ),
    (
        "قالت وكالة الساحل إن {dead} عمال قتلوا وأصيب {hurt} آخرون في حريق شب فجر الثلاثاء في مخازن الميناء "
        "القديم بمدينة صور، نقلا عن وزارة الداخلية."
    ),
    (
        "قتل {dead} عمال وأصيب {hurt} آخرون في حريق شب فجر الثلاثاء في مخازن الميناء القديم بمدينة صور، "
        "بحسب ما أعلنت وزارة الداخلية."
    ),
)
BODY = (
    (
        "وقال المتحدث باسم الدفاع المدني سامي حداد إن الحريق بدأ في مستودع للمواد الكيميائية ثم امتد إلى "
        "ثلاثة مخازن مجاورة قبل أن تتمكن فرق الإطفاء من محاصرته."
    ),
    (
        "وأضاف حداد أن خمسا وعشرين سيارة إطفاء شاركت في إخماد النيران، مشيرا إلى أن الرياح القوية أعاقت عمل "
        "الفرق وأخرت السيطرة على الحريق."
    ),
    (
        "ونقلت الوكالة عن مصدر أمني طلب عدم ذكر اسمه قوله إن التحقيقات الأولية تشير إلى أن ماسا كهربائيا "
        "كان السبب في اندلاع الحريق داخل المستودع."
    ),
    ("وأفاد شهود عيان بأنهم سمعوا دوي انفجارين قبل أن تتصاعد أعمدة الدخان الأسود فوق الميناء."),
    ("وأكد مدير مستشفى صور الحكومي نادر عون أن المستشفى استقبل {hurt} مصابا، بينهم أربعة في حالة حرجة."),
    ("وكان الميناء القديم قد شهد حريقا مماثلا قبل عامين أدى إلى تدمير مخزن للحبوب."),
    ("وتعهدت الحكومة بتعويض عائلات الضحايا وفتح تحقيق شامل في أسباب الحادث."),
)
DENIAL = "ونفى مدير الميناء كريم صباغ أن يكون المستودع قد خالف شروط السلامة."
OWN = (
    "ويعد الميناء القديم من أقدم موانئ المدينة.",
    "وتابع المواطنون الحادث على مواقع التواصل.",
    "وأغلقت الطرق المؤدية إلى الميناء أمام حركة السير.",
)
EXCHANGED = {
    "قتلوا": ("لقوا حتفهم", "لقوا مصرعهم", "قضوا"),
    "حريق": ("حريق ضخم", "حريق كبير", "حريق هائل"),
    "النيران": ("ألسنة اللهب", "الحريق"),
    "شب": ("اندلع", "نشب"),
    "مجاورة": ("قريبة", "ملاصقة"),
    "القوية": ("الشديدة", "العاتية"),
    "محاصرته": ("تطويقه", "إخماده"),
    "دوي": ("صوت", "أصوات"),
    "الأسود": ("الكثيف", "الكثيفة"),
    "حرجة": ("خطيرة", "صعبة"),
    "شامل": ("عاجل", "موسع"),
    "تشير": ("ترجح", "تفيد"),
    "تدمير": ("احتراق", "إتلاف"),
}
"""What editors put for a word."""
EDITED = 0.12
"""Share of these words that an outlet exchanges, on average; a third of the outlets leave all as they are."""


def articles(count: int, seed: int = 11) -> list[Article]:
    """One report in ``count`` outlets; the first ones are the same whatever the count."""
    return [_reprint(at, Random(f"{seed}/{at}")) for at in range(count)]


def _reprint(at: int, chance: Random) -> Article:
    figures = {
        "dead": chance.choice(("ثلاثة",) * 9 + ("أربعة",)),
        "hurt": chance.choice(("سبعة",) * 9 + ("تسعة",)),
    }
    body = list(BODY[: chance.choice((3, 5, 7, 7))])
    if chance.random() < 0.1:
        body.append(DENIAL)
    if chance.random() < 0.2:
        body.append(chance.choice(OWN))
    share = chance.choice((0.0, EDITED, 2 * EDITED))
    paragraphs = [chance.choice(DATELINES) + chance.choice(LEADS), *body]
    text = "\n".join(_edited(paragraph.format(**figures), share, chance) for paragraph in paragraphs)
    return Article(
        f"a{at:05}",
        text,
        outlet=f"موقع المدينة {at}" if at else "وكالة الساحل",
        title=chance.choice(HEADLINES).format(**figures),
        published=START + timedelta(seconds=19 * at),
        language="ar",
    )


def _edited(text: str, share: float, chance: Random) -> str:
    """A paragraph with some of its words exchanged."""
    words = text.split(" ")
    for at, word in enumerate(words):
        if word in EXCHANGED and chance.random() < share:
            words[at] = chance.choice(EXCHANGED[word])
    return " ".join(words)


def traced(count: int) -> dict[str, Any]:
    """One story of so many articles, in this process."""
    printed = articles(count)
    rasd.trace(printed[:20])  # words and kernels are loaded
    busy = sum(os.times()[:4])
    stories = rasd.trace(printed)
    claims = [claim for story in stories for claim in story.claims]
    return {
        "cpu_seconds": round(sum(os.times()[:4]) - busy, 2),
        "megabytes": measure.own_peak_megabytes(),
        "stories": len(stories),
        "claims": len(claims),
        "reports_of_first": len(claims[0].statements),
        "passages": sum(len(story.passages) for story in stories),
    }


def runs(count: int, times: int) -> dict[str, Any]:
    """The median of some runs, each in a process of its own."""
    command = [sys.executable, str(Path(__file__)), "--once", str(count)]
    found = [
        json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout) for _ in range(times)
    ]
    middle = {name: statistics.median(one[name] for one in found) for name in ("cpu_seconds", "megabytes")}
    return {"articles": count, **found[0], **middle, "runs": [one["cpu_seconds"] for one in found]}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures as one JSON object."""
    parser = argparse.ArgumentParser(description="Times one story of many articles; prints one JSON object.")
    parser.add_argument(
        "counts", nargs="*", type=int, default=COUNTS, metavar="COUNT", help="how many articles"
    )
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs of each (%(default)s)")
    parser.add_argument("--once", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.once:
        print(json.dumps(traced(given.once)))
        return 0
    sizes = [runs(count, given.runs) for count in given.counts]
    print(json.dumps({"benchmark": "one_story", **measure.circumstances(), "stories": sizes}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
