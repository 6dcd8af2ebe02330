"""A fire in a harbour, told by eight articles of a few outlets in the course of days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from rasd.model import Article, Claim, Story

START = datetime(2026, 3, 3, 8, tzinfo=UTC)
WIRE = (
    "القدس (رويترز) - قال مصدر أمني لوكالة رويترز إن ثلاثة عمال قتلوا في حريق شب فجر الثلاثاء في مخازن "
    "الميناء القديم بمدينة صور، وإن فرق الإطفاء سيطرت على النيران بعد أربع ساعات من اندلاعها في مخزن واحد."
)
OWN = "أعلن الدفاع المدني مقتل ثلاثة عمال في حريق مخازن ميناء صور القديم."
DENIAL = "نفى مدير ميناء صور القديم وقوع حريق ثان في المخازن."
STRIKE = "بدأ عمال مصنع النسيج في طرابلس إضرابا مفتوحا للمطالبة برفع الأجور."
UNION = "قالت نقابة النسيج إن عمال مصنع طرابلس بدأوا إضرابا مفتوحا لرفع الأجور."
REPAIR = "بدأ ترميم مخازن ميناء صور القديم التي أصابها حريق قتل فيه ثلاثة عمال."
TEXTS = [
    (0, "وكالة الميناء", "حريق في مخازن ميناء صور", WIRE),
    (2, "صحيفة الشاطئ", "حريق في ميناء صور القديم", WIRE),
    (3, "بوابة الجنوب", "مقتل ثلاثة عمال في حريق ميناء صور", OWN),
    (30, "صحيفة الشاطئ", "نفي وقوع حريق ثان في ميناء صور", DENIAL),
    (5, "قناة الشمال", "إضراب في مصنع النسيج", STRIKE),
    (6, "بوابة الجنوب", "إضراب عمال النسيج في طرابلس", UNION),
    (400, "قناة الشمال", "ترميم مخازن ميناء صور بعد الحريق", REPAIR),
    (None, "موقع الفجر", "حريق مخازن ميناء صور", WIRE),
]


def newsroom() -> list[Article]:
    return [
        Article(
            f"a{at}", text, outlet=outlet, title=title, language="ar",
            published=None if hours is None else START + timedelta(hours=hours),
        )
        for at, (hours, outlet, title, text) in enumerate(TEXTS)
    ]  # fmt: skip


def shown(stories: list[Story]) -> set[object]:
    """What people and programs are told of the stories, whatever order their articles came in."""

    def claim(one: Claim) -> object:
        standing = one.standing
        return (
            one.text, standing.lowest, standing.highest, standing.supports, standing.denies, standing.first,
            standing.spread,
        )  # fmt: skip

    return {
        (
            story.id,
            story.title,
            tuple(claim(one) for one in story.claims),
            frozenset((copy.copier, copy.original) for copy in story.copies),
            tuple((before.story, round(before.nearness, 6)) for before in story.earlier),
        )
        for story in stories
    }
