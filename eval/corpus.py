"""Real sentences for the simulated newsrooms, read at run time and never kept.

A *subject* is one real article: its headline is the claim where it is a plain nominal sentence that cites
nobody ("the minister visits ..."), and its later sentences that cite nobody are what the made articles have
beside the claim. Noise are other real articles, whole. What cites somebody is told by a list of words of
this file, not by the product that is measured.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

_SAYING = (
    "قال|قالت|قالوا|[يتن]?قول|[يت]قولون|قائلا|قائلة|قوله|قولها|قولهم|[أاي]?علن|تعلن|[أاي]علنت|إعلان|"
    "[أاي]كد|تؤكد|يؤكد|[أا]كدت|مؤكدا|مؤكدة|[أا]ضاف|[أا]ضافت|يضيف|[أا]وضح|[أا]وضحت|موضحا|موضحة|ذكر|ذكرت|"
    "[أا]فاد|[أا]فادت|صرح|صرحت|تصريح|تصريحات|[أا]شار|[أا]شارت|يشير|تشير|مشيرا|مشيرة|كشف|كشفت|يكشف|تكشف|"
    "نفى|نفت|ينفي|تنفي|وفق|وفقا|بحسب|حسب|حسبما|نقل|نقلت|نقلا|مصدر|مصادر|وكالة|وكالات|رويترز|بيان|لفت|"
    "لفتت|لافتا|شدد|شددت|يشدد|اعتبر|اعتبرت|معتبرا|ر[أا]ى|ر[أا]ت|يرى|ترى|يرون|وصف|وصفت|يصف|تصف|اتهم|"
    "اتهمت|يتهم|تتهم|دعا|دعت|يدعو|تدعو|طالبت|يطالب|تطالب|حذر|حذرت|يحذر|تحذر|محذرا|توقع|توقعت|يتوقع|"
    "تتوقع|نشر|نشرت|[أا]ورد|[أا]وردت|زعم|زعمت|يزعم|ادعى|تعهد|تعهدت|يتعهد|هدد|هددت|يهدد|تهدد|[أا]عرب|"
    "[أا]عربت|يعرب|نوه|رفض|رفضت|يرفض|ترفض|تقرير|تقارير|صحيفة|قناة|كتب|كتبت|غرد|تويتر|فيسبوك|اقترح|نصح|"
    "[أا]بلغ|[أا]بلغت|تحدث|تحدثت|يتحدث|شكك|رجح|رجحت|يرجح|يعتقد|تعتقد|يعتزم|يقترح|تقترح|يبدي|تبدي|يعترف|"
    "تعترف|اعترف|اعترفت|يتفق|يقر|تقر|[أا]قر|[أا]قرت|سئل|حمل|حملت|يحمل|تحمل|يطلب|تطلب|طلب|طلبت|يقترع|يصوت|بيانات|تظهر|يظهر|"
    "أظهر|أظهرت|حث|حثت|يحث|تحث|يعتذر|تعتذر|يشتكي|يناشد|تناشد|يبلغ|تبلغ|يأمل|تأمل|قدرت|يقدر|أرجع|يخشى|"
    "تخشى|ترد"
)
CITES = re.compile(rf"\b(?:و|ف|ل|ب|س|ال|لل|بال|وال)?(?:{_SAYING})\b")
"""Words that may cite somebody: a sentence with one is not used."""
_PLAIN = re.compile(r"[^\W\d][\w ،؛.,/%()-]+")
_HEADLINE = re.compile(r"[\w ،]+")
_NOMINAL = re.compile(r"(?:ال\w{2,}( ال\w{2,})?|(?![يتسب])\w{4,}) ي\w{2,} |ال\w+[ةت]( ال\w{2,})? ت\w{2,} ")
_TWISTED = re.compile(r"\b(?:لا|لن|لم|ليس|ليست|هل|كيف|لماذا|ماذا|متى|أين|بعد)\b|^\w+(?:ون|ان) ")
_SENTENCE = re.compile(r"(?:[^\n.!؟?]|\.(?=\d))+[.]")
CLAIM_WORDS = range(7, 9)
"""Words of a claim: so few that two who do not copy each other may well have the same ones."""
SENTENCE_WORDS = range(7, 46)
LEAST_SENTENCES = 4
"""Sentences that a subject must have."""
NOISE_WORDS = range(60, 301)


@dataclass(frozen=True)
class Subject:
    """A claim and sentences on the same event, in the order of the article that they come from."""

    claim: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Corpus:
    """What rooms are made of. ``noise`` are texts of articles with their headlines."""

    subjects: tuple[Subject, ...]
    noise: tuple[tuple[str, str], ...]


def is_claim(headline: str) -> bool:
    """Whether a headline is a plain nominal sentence that cites nobody."""
    words = headline.split()
    plain = (
        len(words) in CLAIM_WORDS and _HEADLINE.fullmatch(headline) and "\u0600" <= headline[0] <= "\u06ff"
    )
    return bool(
        plain and _NOMINAL.match(headline) and not (CITES.search(headline) or _TWISTED.search(headline))
    )


def plain_sentences(text: str) -> list[str]:
    """The sentences of a text, but for the first, that cite nobody and quote nothing; each once."""
    found = [" ".join(match.group().split()) for match in _SENTENCE.finditer(text)][1:]
    whole = (s for s in found if len(s.split()) in SENTENCE_WORDS and _PLAIN.fullmatch(s[:-1]))
    return list(dict.fromkeys(s for s in whole if not CITES.search(s)))


def made_of(rows: Sequence[tuple[str, str]]) -> Corpus:
    """The corpus of articles given as (headline, text), each headline once, without stock phrases."""
    told: dict[str, list[str]] = {}
    noise = []
    for headline, text in rows:
        title = " ".join((headline or "").split())
        if title and is_claim(title):
            told.setdefault(title, plain_sentences(text))
        elif title and len(text.split()) in NOISE_WORDS:
            noise.append((title, text))
    spread = Counter(sentence for sentences in told.values() for sentence in sentences)
    own = {title: tuple(s for s in row if spread[s] == 1) for title, row in told.items()}
    subjects = [Subject(title, row) for title, row in own.items() if len(row) >= LEAST_SENTENCES]
    return Corpus(tuple(subjects), tuple(noise))


def read(folder: Path) -> Corpus:
    """The corpus of all Parquet files in a folder, in the order of their names and ids."""
    query = "SELECT title, text FROM read_parquet(?) WHERE text IS NOT NULL ORDER BY id, title"
    rows: list[tuple[str, str]] = []
    for path in sorted(folder.glob("*.parquet")):
        rows += duckdb.execute(query, [str(path)]).fetchall()
    return made_of(rows)
