"""Light stems: what is left of a word when its clitics and endings are taken off.

Light stemming of Arabic after Larkey, Ballesteros and Connell, "Light Stemming for Arabic Information
Retrieval" (2007), with two differences: a leading ``و ف ب ل`` is taken off after the article too, so
that ``وزير`` and ``الوزير`` meet; and the ending alef of the accusative goes. ``skeleton`` goes
further and drops the weak letters, so that ``قتلى``, ``قتيلا`` and ``قتلوا`` meet: good inside one
story, too coarse for a whole batch. Words come in folded (:func:`rasd.lang.normalize.fold`).
"""

from __future__ import annotations

from functools import lru_cache

_ARTICLES = ("وال", "فال", "بال", "كال", "ولل", "لل", "ال")
_CLITICS = "وفبل"
_ENDINGS = (
    "تهما", "تهم", "تها", "هما", "كما", "تين", "تان", "وها", "ها", "هم", "نا",
    "ان", "ات", "ون", "ين", "يه", "وا", "ته", "ه", "ي", "ا",
)  # fmt: skip
_PERSIAN_ENDINGS = frozenset(
    {"ها", "هاي", "هايي", "هايش", "هاش", "ام", "اي", "اند", "است", "ترين", "تر", "ش"}
)
_PERSIAN_PREFIXES = frozenset({"مي", "نمي", "بي"})
_WEAK_LETTERS = "اويء"
_WEAK = str.maketrans("", "", _WEAK_LETTERS)
_ENGLISH_ENDINGS = ("ings", "ing", "ies", "ied", "ers", "ed", "es", "s")


@lru_cache(maxsize=200_000)
def light_stem(word: str) -> str:
    """The light stem of one folded word of any of our languages; a number stays as it is."""
    if not word or word[0].isdigit():
        return word
    if word[0] < "\u0250":
        return _english(word)
    if "\u200c" in word:
        word = _persian(word)
    return _without_ending(_without_clitics(word))


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """The strong letters of a folded word's light stem, without the prefixes of derived forms."""
    stem = light_stem(word)
    if not stem or stem[0] < "\u0250":
        return stem
    bare = stem.translate(_WEAK)
    if len(bare) < 3:  # "سور" and "أسر" would meet: two strong letters are too few
        return stem.strip(_WEAK_LETTERS) or stem
    if len(bare) >= 4 and bare[0] in "من":
        bare = bare[1:]
    if len(bare) >= 4 and bare[-1] == "ت":
        bare = bare[:-1]
    if len(bare) >= 4 and bare[0] in "تس":
        bare = bare[1:]
    return bare


def _without_clitics(word: str) -> str:
    for article in _ARTICLES if word.startswith(_ARTICLES) else ():
        if word.startswith(article) and len(word) - len(article) >= 3:
            word = word[len(article) :]
            break
    if word[0] not in _CLITICS or len(word) < 4:
        return word
    word = word[1:]
    return word[2:] if word.startswith("ال") and len(word) >= 5 else word


_BY_LAST = {
    letter: tuple(ending for ending in _ENDINGS if ending[-1] == letter)
    for letter in sorted({ending[-1] for ending in _ENDINGS})
}
"""The endings by their last letter, in their order."""


def _without_ending(word: str) -> str:
    for ending in _BY_LAST.get(word[-1:], ()):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _persian(word: str) -> str:
    parts = [part for part in word.split("\u200c") if part]
    if len(parts) > 1 and parts[0] in _PERSIAN_PREFIXES:
        parts = parts[1:]
    while len(parts) > 1 and parts[-1] in _PERSIAN_ENDINGS:
        parts.pop()
    return "".join(parts) or word


def _english(word: str) -> str:
    for ending in _ENGLISH_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + ("y" if ending in ("ies", "ied") else "")
    return word
