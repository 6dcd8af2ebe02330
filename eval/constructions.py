"""What the simulated newsrooms are written with: parties, and the Arabic constructions that cite them.

All of it is made up or common knowledge; no sentence of a claim or of a background stands here.

A construction is a pattern. ``{S}`` is the source and ``{M}`` and ``{K}`` the media before it, ``{K}``
nearest to the article; ``{aS}`` is the source in the accusative, ``{lS}`` with the preposition ``ل``;
``{h}`` the source's pronoun; ``{C}`` the claim. ``<s>`` is the feminine ending of a verb whose subject is the
source, ``<s:ى|ت>`` the masculine and the feminine ending; ``<m>`` and ``<k>`` do the same for the media.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Source:
    """Somebody who claims to know. ``trades`` and ``country`` are what an unnamed one's description tells."""

    name: str
    accusative: str = ""
    feminine: bool = False
    pronoun: str = "ه"
    named: bool = True
    trades: frozenset[str] = field(default_factory=frozenset)
    country: str = ""


@dataclass(frozen=True)
class Media:
    """An agency or outlet: how it is cited, what a credit or the field ``outlet`` calls it, its address."""

    name: str
    credit: str
    host: str
    agency: bool = False
    feminine: bool = True


def _unnamed(name: str, trades: str = "", country: str = "", feminine: bool = False) -> Source:
    """A source without a name; the endings of the accusative are those of the masculine singular."""
    words = name.split()
    if not feminine:
        words = [word + "ا" for word in words]
    pronoun = "ها" if feminine else "ه"
    return Source(name, " ".join(words), feminine, pronoun, False, frozenset(trades.split()), country)


NAMED = (
    Source("وزير النقل سامي حداد"),
    Source("محافظ الساحل كريم نصار"),
    Source("مدير الدفاع المدني نزار الخطيب"),
    Source("رئيس بلدية المرفأ هاني شلبي"),
    Source("النائب فؤاد الجمال"),
    Source("المتحدث باسم شركة الكهرباء وسيم عياد"),
    Source("وزيرة الصحة ليلى منصور", feminine=True, pronoun="ها"),
    Source("رئيس غرفة التجارة عادل بركات"),
    Source("الخبير الاقتصادي ماجد الحسن"),
    Source("المتحدثة باسم مفوضية اللاجئين هدى سالم", feminine=True, pronoun="ها"),
    Source("الأمين العام لحزب العدل طارق زيدان"),
    Source("وزارة الداخلية", feminine=True, pronoun="ها"),
    Source("هيئة الطيران المدني", feminine=True, pronoun="ها"),
    Source("نقابة الصيادين", feminine=True, pronoun="ها"),
    Source("الهلال الأحمر"),
    Source("مجلس القضاء الأعلى"),
    Source("إدارة الأرصاد الجوية", feminine=True, pronoun="ها"),
    Source("المرصد الوطني للطاقة"),
)

UNNAMED = (
    _unnamed("مصدر أمني", "security"),
    _unnamed("مصادر طبية", "medical", feminine=True),
    _unnamed("مصدر دبلوماسي", "diplomatic"),
    _unnamed("مصدر دبلوماسي أوروبي", "diplomatic", "eu"),
    _unnamed("مصدر قضائي", "judicial"),
    _unnamed("مصدر عسكري رفيع", "military"),
    _unnamed("مصادر أمنية عراقية", "security", "iq", feminine=True),
    _unnamed("مصدر أمني تركي", "security", "tr"),
    _unnamed("مسؤول حكومي", "official"),
    _unnamed("مسؤول أمني لبناني", "official security", "lb"),
    _unnamed("مصدر مطلع"),
    _unnamed("مصادر محلية", feminine=True),
    _unnamed("مصادر صحفية", feminine=True),
    Source("شهود عيان", "شهود عيان", False, "هم", False, frozenset({"witness"})),
)

_KIN = {
    frozenset(pair.split())
    for pair in (
        "security military", "official security", "official military", "official medical",
        "official diplomatic", "official judicial",
    )
}  # fmt: skip
"""Trades that may describe one person: a security source may be a soldier or an official."""


def contradict(a: Source, b: Source) -> bool:
    """Whether nobody can be both of two unnamed sources: of two countries, or of trades that exclude."""
    if a.country and b.country and a.country != b.country:
        return True
    if not a.trades or not b.trades or a.trades & b.trades:
        return False
    return not any(frozenset((x, y)) in _KIN for x in a.trades for y in b.trades)


AGENCIES = (
    Media("وكالة رويترز", "رويترز", "reuters.com", True),
    Media("وكالة فرانس برس", "أ ف ب", "afp.com", True),
    Media("وكالة الأناضول", "الأناضول", "aa.com.tr", True),
    Media("وكالة أسوشيتد برس", "أسوشيتد برس", "apnews.com", True),
    Media("وكالة الأنباء الألمانية", "د ب أ", "dpa.com", True),
    Media("وكالة شينخوا", "شينخوا", "xinhuanet.com", True),
    Media("وكالة سبوتنيك", "سبوتنيك", "sputniknews.com", True),
    Media("وكالة الأنباء الأردنية", "بترا", "petra.gov.jo", True),
    Media("وكالة النورس للأنباء", "وكالة النورس للأنباء", "alnawras.example", True),
    Media("وكالة سواحل الإخبارية", "وكالة سواحل الإخبارية", "sawahel.example", True),
)

OUTLETS = (
    Media("صحيفة الميناء", "الميناء", "almeena.example"),
    Media("صحيفة الضفاف", "صحيفة الضفاف", "aldifaf.example"),
    Media("صحيفة الشرق الأوسط", "الشرق الأوسط", "aawsat.com"),
    Media("صحيفة الحياة", "الحياة", "alhayat.com"),
    Media("قناة البرج", "قناة البرج", "alburj.example"),
    Media("قناة العربية", "العربية", "alarabiya.net"),
    Media("إذاعة الوادي", "إذاعة الوادي", "wadi.example"),
    Media("موقع نبأ المدينة", "نبأ المدينة", "naba.example", feminine=False),
    Media("موقع المرقب", "موقع المرقب", "almarqab.example", feminine=False),
    Media("بوابة السهل", "بوابة السهل", "alsahl.example"),
    Media("صحيفة القنطرة", "القنطرة", "alqantara-news.example"),
    Media("موقع أفق جديد", "أفق جديد", "ofoq.example", feminine=False),
    Media("شبكة الجسر الإخبارية", "الجسر الإخبارية", "aljisr.example"),
    Media("صحيفة النهار", "النهار", "annahar.com"),
)

CITIES = ["بيروت", "عمان", "القاهرة", "بغداد", "دبي", "تونس", "الرباط", "الكويت", "أنقرة"]

# --- constructions by the chain that they give: S source, MS media and source, M media alone, ... -----

LEADS = {
    "": ("{C}.",),
    "S": (
        "قال<s> {S} إن {C}.",
        "أفاد<s> {S} بأن {C}.",
        "أكد<s> {S} أن {C}.",
        "ذكر<s> {S} أن {C}.",
        "كشف<s> {S} أن {C}.",
        "أوضح<s> {S} اليوم أن {C}.",
        "{C}، بحسب {S}.",
        "{C}، وفق ما أفاد<s> به {S}.",
        "{C}، حسبما أعلن<s> {S}.",
        "وفقا {lS}، {C}.",
        "{S}: {C}.",
    ),
    "MS": (
        "نقل<m> {M} عن {S} قول{h} إن {C}.",
        "قال<m> {M} نقلا عن {S} إن {C}.",
        "ذكر<m> {M} نقلا عن {S} أن {C}.",
        "أفاد<s> {S} {lM} بأن {C}.",
        "قال<s> {S} {lM} إن {C}.",
        "نسب<m> {M} إلى {S} قول{h} إن {C}.",
        "أورد<m> {M} نقلا عن {S} أن {C}.",
        "أبلغ<s> {S} {M} بأن {C}.",
        "في تصريحات {lM}، قال<s> {S} إن {C}.",
        "{C}، بحسب ما نقل<m> {M} عن {S}.",
        "{C}، وفق ما قال<s> {S} {lM}.",
        "نقل<m> {M} عن {S}: {C}.",
    ),
    "M": (
        "قال<m> {M} إن {C}.",
        "ذكر<m> {M} أن {C}.",
        "أفاد<m> {M} بأن {C}.",
        "{C}، بحسب {M}.",
        "{C}، نقلا عن {M}.",
        "{C}، وفق ما أورد<m> {M}.",
        "{M}: {C}.",
    ),
    "KMS": (
        "ذكر<k> {K} نقلا عن {M} أن {aS} قال<s> إن {C}.",
        "قال<k> {K} إن {M} نقل<m> عن {S} قول{h} إن {C}.",
        "أفاد<k> {K}، نقلا عن {M}، بأن {aS} أكد<s> أن {C}.",
        "نقل<k> {K} عن {M} عن {S} أن {C}.",
    ),
    "KM": (
        "قال<k> {K} نقلا عن {M} إن {C}.",
        "أفاد<k> {K} نقلا عن {M} بأن {C}.",
        "{C}، بحسب ما نقل<k> {K} عن {M}.",
    ),
}

FURTHER = {
    "S": (
        "من جهت{h} أكد<s> {S} أن {C}.",
        "وقال<s> {S} أيضا إن {C}.",
        "وأكد<s> {S} صحة هذه الأنباء.",
    ),
    "MS": (
        "كما نقل<m> {M} عن {S} أن {C}.",
        "وكان<m> {M} قد نقل<m> عن {S} قول{h} إن {C}.",
        "وفي السياق نفسه، قال<s> {S} {lM} إن {C}.",
    ),
}
"""A further source for the claim, further down in an article."""

DENIALS = (
    "نف<s:ى|ت> {S} أن {C}.",
    "نف<s:ى|ت> {S} صحة الأنباء التي تحدثت عن أن {C}.",
    "نف<s:ى|ت> {S} ما تردد عن أن {C}.",
)
DENIED_BELOW = (
    "ونف<s:ى|ت> {S} صحة هذه الأنباء.",
    "في المقابل، نف<s:ى|ت> {S} ذلك.",
    "ونف<s:ى|ت> {S} هذه الأنباء جملة وتفصيلا.",
)
DECLINED_BELOW = (
    "ورفض<s> {S} التعليق على هذه الأنباء.",
    "وامتنع<s> {S} عن التعليق.",
    "ولم يصدر تعليق فوري عن {S}.",
    "ولم يتسن الحصول على تعليق من {S}.",
)
TITLES = {"": ("{C}",), "S": ("{C}", "{S}: {C}"), "M": ("{C}", "{M}: {C}")}
DENYING_TITLES = ("{S} <s:ي|ت>نفي أنباء عن {T}", "نفي رسمي لأنباء عن {T}")

_ENDING = re.compile(r"<([smk])(?::([^|>]*)\|([^>]*))?>")


def with_lam(name: str) -> str:
    """A name behind the preposition ``ل``."""
    return "لل" + name[2:] if name.startswith("ال") else "ل" + name


def write(pattern: str, claim: str, source: Source | None = None, media: tuple[Media, ...] = ()) -> str:
    """A construction filled in; ``media`` nearest first."""
    near, last = (media[0], media[-1]) if media else (None, None)
    female = {
        "s": source is not None and source.feminine,
        "m": last is not None and last.feminine,
        "k": near is not None and near.feminine,
    }

    def ending(match: re.Match[str]) -> str:
        masculine, feminine = match[2] or "", match[3] or "ت"
        return feminine if female[match[1]] else masculine

    words = {"C": claim, "T": " ".join(claim.split()[:6])}
    if source is not None:
        accusative = source.accusative or source.name
        words |= {"S": source.name, "aS": accusative, "lS": with_lam(source.name), "h": source.pronoun}
    if near is not None and last is not None:
        words |= {"K": near.name, "M": last.name, "lM": with_lam(last.name)}
    return _ENDING.sub(ending, pattern).format_map(words)
