"""Shapes of Arabic words: what the article, a pronoun or a pattern says of a folded word alone."""

from __future__ import annotations

from collections.abc import Container

_PRONOUNS = ("هما", "ها", "هم", "ه")
_CONSTRUCT = (
    ("و", "ون"),
    ("ي", "ين"),
    ("ان", ""),
    ("ين", ""),
    ("تا", "ه"),
    ("تي", "ه"),
    ("تان", "ه"),
    ("تين", "ه"),
)
_CONSTRUCT_ENDINGS = tuple(ending for ending, _ in _CONSTRUCT)
_OWNED = ("هما", "ها", "هم")
_DEEDS_LIKE_ARTICLE = frozenset(
    {"التزام", "التحاق", "التقاء", "التماس", "الغاء", "القاء", "الزام", "الحاق", "الهام"}
)
_VOWELS = "اويءئؤه"
_NISBA = ("ي", "يه", "يين", "يون", "يتين", "يان")


def bare(word: str) -> str:
    """A folded word without the article (also ``لل``)."""
    if word.startswith("لل") and len(word) > 4:
        return word[2:]
    return word[2:] if word.startswith("ال") and len(word) > 3 else word


def has_article(word: str) -> bool:
    """Whether a folded word begins with the article, or with a letter that hides it no longer."""
    return word.startswith("ال") and len(word) > 3 and not _own_letters(word)


def _own_letters(word: str) -> bool:
    """``التزامها``, ``إلغائه``: a deed with its pronoun, whose first letters are its own."""
    tail = next((t for t in _PRONOUNS if word.endswith(t)), "")
    return bool(tail) and word[: -len(tail)] in _DEEDS_LIKE_ARTICLE


def known_as(word: str, nouns: Container[str]) -> str:
    """The entry of ``nouns`` that a word is a form of (with the article, a pronoun, an ending); or empty."""
    if word in nouns:
        return word
    stem = word[2:] if has_article(word) else word
    if stem in nouns:
        return stem
    # An indefinite accusative is written with an alef: مصدرا.
    if word.endswith("ا") and word[:-1] in nouns:
        return word[:-1]
    if len(stem) > 4 and stem.endswith(_CONSTRUCT_ENDINGS):
        for ending, full in _CONSTRUCT:  # مواطنو، مسؤولي، مصدران، مجلتا
            if stem.endswith(ending) and stem[: len(stem) - len(ending)] + full in nouns:
                return stem[: len(stem) - len(ending)] + full
    return _with_pronoun(word, nouns) if word.endswith(_PRONOUNS) else ""


def _with_pronoun(word: str, nouns: Container[str]) -> str:
    """The entry of ``nouns`` that a word with a pronoun behind it is a form of; or empty."""
    for tail in _PRONOUNS:
        if word.endswith(tail) and len(word) > len(tail) + 2:
            stem = word[: -len(tail)]
            if stem in nouns:
                return stem
            if stem.endswith("ت") and stem[:-1] + "ه" in nouns:
                return stem[:-1] + "ه"
    return ""


def owned(word: str) -> bool:
    """Whether the word ends in a pronoun that folding leaves plain (``ه`` alone looks like ta marbuta)."""
    return word.endswith(_OWNED) and len(word) > 4 and not has_article(word)


def people_of(word: str) -> bool:
    """``معارضوه``, ``مؤيدوها``: a plural of people in the nominative with a pronoun; it is a subject."""
    return word[0] == "م" and len(word) > 5 and word.endswith(("وه", "وها", "وهم"))


def finite(word: str) -> bool:
    """Whether a word without article has the shape of a verb in the third person: يتحدرون، يحقق، تلقت.

    An imperfect with ya, or a perfect in the feminine; names of either shape (يوسف، رأفت) are told by lists.
    """
    n = len(word)
    if n < 4 or has_article(word) or _foreign(word):
        return False
    stem = word[1:] if word[0] == "و" and n > 4 and word[1] == "ي" else word
    if stem[0] == "ي" and len(stem) > 3 and not stem.endswith("ه"):
        return True
    return word[-1] == "ت" and word[-2] != "ا" and n > 4


def present_and_future(word: str) -> tuple[str, str, str, str]:
    """The third person of an imperfect in the feminine, in both genders, now and to come.

    >>> present_and_future("تعقد")
    ('تعقد', 'يعقد', 'ستعقد', 'سيعقد')
    """
    rest = word[1:]
    return word, "ي" + rest, "س" + word, "سي" + rest


def _foreign(word: str) -> bool:
    """Whether a word cannot be an imperfect of Arabic by its letters: ياكوبسون، يرماكوف، يارمولينكو."""
    owned = word.endswith(("ها", "هم", "ه"))  # ياخذونها
    return len(word) > 5 and (
        word.endswith(("وف", "نكو", "سكي", "وفا", "فيتش"))
        or (word.startswith("يا") and len(word) > 6 and not owned)
    )


def adjectival(word: str) -> bool:
    """Whether an indefinite word has the ending of a relative adjective: أميركي، عسكرية، محليين."""
    return word.endswith(_NISBA) and len(word) > 3 and not has_article(word)


def verbal_noun(word: str) -> bool:
    """Whether a word without article has the shape of a verbal noun of a derived form.

    The shapes are tafʿīl and tafāʿul (تأجيل، تعاقد), mufāʿala (مشاركة), ifʿāl (إطلاق، إقامة), iftiʿāl
    and infiʿāl (اعتقال، انسحاب), istifʿāl (استخدام، استقالة); W. Wright, A Grammar of the Arabic
    Language, vol. I, § 202. The pattern tafaʿʿul (تضرر) is too short to tell and left to word lists.
    """
    n = len(word)
    if n < 5:
        return False
    first = word[0]
    if first == "ت":
        return _form_ii_or_vi(word, n)
    if first == "م":
        return n == 6 and word[2] == "ا" and word[5] == "ه"
    return first == "ا" and _form_iv_to_x(word, n)


def _form_ii_or_vi(word: str, n: int) -> bool:
    if n == 5:
        if word[4] == "ه":
            return word[3] == "ء"  # تهنئة
        return word[3] == "ي" or word[2] == "ا"
    return n == 6 and word[5] == "ه" and (word[3] == "ي" or word[2] == "ا")


def _form_iv_to_x(word: str, n: int) -> bool:
    stem = word[:-1] if word.endswith("ه") else word
    k = len(stem)
    if k == 4:  # إقامه, إعاده: a hollow verb's noun keeps ta marbuta
        return n == 5 and stem[2] == "ا"
    if k == 5:
        return stem[3] == "ا"
    if k == 6:
        return stem[4] == "ا" and (stem[2] == "ت" or stem[1] == "ن")
    return k == 7 and stem.startswith("است") and stem[5] == "ا"


def consonants(text: str) -> str:
    """What transcriptions of one foreign name share: not its long vowels, nor how they write *g*.

    >>> consonants("نتنياهو نتانياهو")
    'نتن نتن'
    """
    for letter in _VOWELS:  # a table of all the letters takes ten times as long on a whole page
        text = text.replace(letter, "")
    return text.replace("غ", "ج").replace("ك", "ج")
