"""Two stories as the analysis would give them, built by hand: what every face is tried on.

:func:`founding` is the founding example, one article with two chains that share their wording.
:func:`harbour` is an invented fire that five outlets report: a copy that says so, a copy that does
not, a denial and a confirmation.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from rasd.model import (
    Analysis,
    Article,
    Attribution,
    Basis,
    Certainty,
    Claim,
    ContentKind,
    Copy,
    Credit,
    Direction,
    Evidence,
    FirstSeen,
    Link,
    LinkType,
    Origin,
    Passage,
    Problem,
    Sighting,
    Span,
    Stance,
    Standing,
    Statement,
    Story,
    TimeMention,
)


def span(text: str, words: str, after: str = "") -> Span:
    """Where ``words`` stand in the text, first place after the words ``after``."""
    start = text.index(words, text.index(after) if after else 0)
    return Span(start, start + len(words))


def between(text: str, first: str, last: str) -> str:
    """The words of the text from ``first`` to ``last``, both inside."""
    start = text.index(first)
    return text[start : text.index(last, start) + len(last)]


def attribution(
    article: Article, cue: str, source: str | None, content: str | None, *chain: Link, **more: object
) -> Attribution:
    """An attribution found by its words; ``after`` says where to begin looking."""
    text, after = article.text, str(more.pop("after", ""))
    return Attribution(
        article=article.id,
        cue=span(text, cue, after),
        source=span(text, source, after) if source else None,
        content=span(text, content, after) if content else None,
        kind=more.pop("kind", ContentKind.INDIRECT),  # type: ignore[arg-type]
        chain=chain,
        stance=more.pop("stance", Stance.ASSERTS),  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )


TASNIM = Link(
    "وكالة “تسنيم”", LinkType.AGENCY, description="الإيرانية المقربة من الحرس الثوري", key="party:tasnim"
)
IRAN_TODAY = Link(
    "وكالة ايران اليوم", LinkType.AGENCY, description="الصادرة بالعربية", key="وكاله ايران اليوم"
)
PRESS = Link("مصادر صحفية", LinkType.UNNAMED, key="مصادر صحفيه")
MILITARY = Link("مصدرا عسكريا رفيع المستوى", LinkType.UNNAMED, key="مصدر عسكري رفيع المستوي")
MINISTRY = Link("مصدر سوري في وزارة الخارجية", LinkType.UNNAMED, key="مصدر سوري في وزاره الخارجيه")
THURSDAY, WEDNESDAY = date(2016, 11, 24), date(2016, 11, 23)


def founding_article() -> Article:
    text = (Path(__file__).with_name("founding.txt")).read_text("utf-8").partition("\n")[2].strip()
    text = text.partition("\nاظهر المزيد")[0].strip()
    return Article(
        id="sawaleif",
        text=text,
        title="وكالات إيرانية …مصر أرسلت قوات عسكرية إلى سورية لمكافحة الإرهاب",
        outlet="سواليف",
        url="https://sawaleif.com/example",
        date="2016-11-24",
        published=datetime(2016, 11, 24, 10, 0, tzinfo=UTC),
        language="ar",
    )


def founding() -> Story:
    article = founding_article()
    text = article.text
    agrees = Evidence("weekday-agrees", span(text, "اليوم الخميس"), "", (("weekday", "thursday"),))
    today = TimeMention(span(text, "اليوم الخميس"), THURSDAY, THURSDAY, (agrees,))
    yesterday = TimeMention(span(text, "امس الأربعاء"), WEDNESDAY, WEDNESDAY)
    sent = between(text, "قيام الحكومة المصرية", "بشار الأسد")
    sent_too = between(text, "قيام الحكومة المصرية بإيفاد قوات عسكرية إلى سوريا ", "بشار الأسد")
    keen = between(text, "إن مصر أصبحت حريصة", "العربية السعودية")
    keen_too = between(text, "مصر لقد اصبحت حريصة", "المملكة السعودية")
    verb = Evidence("source-after-verb", span(text, "نقلت وكالة “تسنيم”"))
    first = attribution(
        article, "نقلت", "مصادر صحفية", sent, TASNIM, PRESS,
        kind=ContentKind.DIRECT, when=today, evidence=(verb,),
    )  # fmt: skip
    second = attribution(article, "قولها", "لتلك المصادر", keen, TASNIM, PRESS, kind=ContentKind.DIRECT)
    declined = attribution(
        article, "لم يؤكد أو ينفِ", "أي مصدر سوري في وزارة الخارجية", "ما تناقلته المصادر الإعلامية",
        TASNIM, MINISTRY, stance=Stance.DECLINES,
    )  # fmt: skip
    third = attribution(
        article, "كشف", "مصدرا عسكريا رفيع المستوى", sent_too, IRAN_TODAY, MILITARY, when=yesterday
    )
    fourth = attribution(
        article, "وقال", "المصدر", keen_too, IRAN_TODAY, MILITARY, after="وقال المصدر لإيران اليوم"
    )
    credit = Credit(
        "credit line",
        "وكالات عن ايران اليوم + تسنيم",
        (IRAN_TODAY, TASNIM),
        span(text, "وكالات عن ايران اليوم + تسنيم"),
        True,
    )
    analysis = Analysis(
        article, "ar", (first, second, declined, third, fourth), (credit,), (today, yesterday)
    )
    passage = Passage(article.id, span(text, sent), article.id, span(text, sent_too), 0.95, 20)
    longer = Passage(article.id, span(text, keen), article.id, span(text, keen_too), 0.88, 24)
    possibly = Evidence(
        "some-unknown-rule", span(text, sent), article.id, (("identity", "0.95"), ("words", "20"))
    )
    names = (("a", "مصادر صحفية"), ("b", "مصدر عسكري رفيع المستوى"))
    both = Evidence("both-unnamed", None, "", names)
    origins = (
        _unnamed("1", "مصادر صحفية", (article.id,), ("2",), (possibly, both)),
        _unnamed("2", "مصدر عسكري رفيع المستوى", (article.id,), ("1",), (both,)),
    )
    tasnim = Evidence("cites-outside", span(text, "نقلت"), article.id, (("party", TASNIM.name),))
    only = (Evidence("only-report"), tasnim)
    earliest = FirstSeen(article.id, article.published, Certainty.CERTAIN, (), (TASNIM.name,), only)
    once = (Sighting(article.id, article.published, False, 1, 2),)
    same = Standing((article.id,), (), (), (), origins, 1, 2, first=earliest, spread=once)
    standing = replace(same, declined=("مصدر سوري في وزارة الخارجية",))
    claims = (
        Claim("c1", sent, _statements(first, third, declined), standing),
        Claim("c2", keen, _statements(second, fourth), same),
    )
    return Story("s-founding", article.title, (article,), (analysis,), claims, (passage, longer))


def _unnamed(
    label: str,
    name: str,
    articles: tuple[str, ...],
    others: tuple[str, ...] = (),
    why: tuple[Evidence, ...] = (),
) -> Origin:
    return Origin(label, name, LinkType.UNNAMED, not others, articles, others, why, Basis.UNNAMED)


def _statements(*found: Attribution) -> tuple[Statement, ...]:
    return tuple(Statement(one.article, one.content, one) for one in found if one.content)


_LEAD = (
    "قال مصدر في الدفاع المدني إن حريقا شب فجر الثلاثاء في مخازن الميناء القديم وأدى إلى مقتل ثلاثة عمال "
    "وإصابة سبعة آخرين، وإن فرق الإطفاء سيطرت عليه بعد أربع ساعات."
)
_DENIAL = "نفى المتحدث باسم وزارة الداخلية سقوط قتلى في حريق الميناء القديم."
_CONFIRMATION = (
    "The port authority's director, Salma Nour, confirmed on Tuesday that three workers died in the fire."
)
_COPY = "نقلا عن صحيفة الميناء: " + _LEAD
_HARBOUR = (
    ("h1", "صحيفة الميناء", "حريق في الميناء القديم", _LEAD, "2026-03-03T07:00"),
    ("h2", "أخبار الساحل", "ثلاثة قتلى في حريق الميناء", _COPY, "2026-03-03T08:30"),
    ("h3", "موقع الفجر", "حريق الميناء القديم", _LEAD + " تابعوا آخر الأخبار.", "2026-03-03T09:10"),
    ("h4", "قناة الشرق", "الداخلية تنفي", _DENIAL, "2026-03-03T12:00"),
    ("h5", "The Harbour Post", "Port authority confirms deaths", _CONFIRMATION, "2026-03-03T13:45"),
)


def harbour() -> Story:
    articles = {
        key: Article(
            key, text, title, outlet, date=when, published=datetime.fromisoformat(when).replace(tzinfo=UTC),
            language="en" if key == "h5" else "ar",
        )
        for key, outlet, title, text, when in _HARBOUR
    }  # fmt: skip
    rescue = Link("مصدر في الدفاع المدني", LinkType.UNNAMED, key="مصدر في الدفاع المدني")
    paper = Link("صحيفة الميناء", LinkType.OUTLET, key="صحيفه الميناء")
    interior = Link("المتحدث باسم وزارة الداخلية", LinkType.PERSON, key="المتحدث باسم وزاره الداخليه")
    director = Link(
        "Salma Nour", LinkType.PERSON, description="The port authority's director", key="salma nour"
    )
    content = _LEAD.partition(" إن ")[2].rstrip(".")
    said = {
        "h1": attribution(articles["h1"], "قال", "مصدر في الدفاع المدني", content, rescue),
        "h2": attribution(articles["h2"], "قال", "مصدر في الدفاع المدني", content, paper, rescue),
        "h3": attribution(articles["h3"], "قال", "مصدر في الدفاع المدني", content, rescue),
        "h4": attribution(
            articles["h4"], "نفى", "المتحدث باسم وزارة الداخلية", "سقوط قتلى في حريق الميناء القديم",
            interior, stance=Stance.DENIES,
        ),
        "h5": attribution(
            articles["h5"], "confirmed", "The port authority's director, Salma Nour",
            "three workers died in the fire", director, stance=Stance.CONFIRMS,
        ),
    }  # fmt: skip
    analyses = tuple(Analysis(articles[key], articles[key].language, (one,)) for key, one in said.items())
    origins = (
        _unnamed("1", "مصدر في الدفاع المدني", ("h1", "h2", "h3")),
        Origin("2", "Salma Nour", LinkType.PERSON, True, ("h5",)),
    )
    standing = Standing(
        ("h1", "h2", "h3", "h5"), ("h4",), (), ("h2", "h3"), origins, 2, 2,
        ("Salma Nour",), ("المتحدث باسم وزارة الداخلية",), (), (), *_seen(articles),
    )  # fmt: skip
    named = Evidence("credit-line", span(_COPY, "نقلا عن صحيفة الميناء"), "h2")
    passages = (
        Passage("h1", span(_LEAD, _LEAD), "h2", span(_COPY, _LEAD), 1.0, 30, Direction.A_TO_B, (named,)),
        Passage("h1", span(_LEAD, _LEAD), "h3", span(articles["h3"].text, _LEAD), 1.0, 30),
    )
    copies = (Copy("h2", "h1", True), Copy("h3", "h1", False))
    return Story(
        "s-harbour", "حريق في الميناء القديم", tuple(articles.values()), analyses,
        (Claim("c1", content, _statements(*said.values()), standing),), passages, copies,
    )  # fmt: skip


def _seen(articles: dict[str, Article]) -> tuple[FirstSeen, tuple[Sighting, ...]]:
    """Where the fire was seen first, and how it spread: one report has no time."""
    times = {key: article.published for key, article in articles.items()} | {"h3": None}
    undated = Evidence("may-be-earlier", None, "h3", (("time", "absent"),))
    rows = (("h1", False, 1), ("h2", True, 1), ("h5", False, 2), ("h3", True, 2))
    spread = tuple(Sighting(key, times[key], copy, i, n) for i, (key, copy, n) in enumerate(rows, 1))
    return FirstSeen("h1", times["h1"], Certainty.OPEN, ("h3",), (), (undated,)), spread


def bare() -> Story:
    article = Article("b1", "افتتح المعرض أبوابه صباح اليوم.", "معرض الزهور", "أخبار الساحل")
    return Story("s-bare", article.title, (article,), (Analysis(article, "ar"),))


PROBLEMS = (
    Problem("lost.html", "no such file", "check the path"),
    Problem("news.jsonl:17", "not JSON", "mend the line or remove it"),
)
