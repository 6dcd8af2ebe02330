"""Makes the tables of how common words are, ``src/rasd/lang/data/*/frequency.txt``.

    pip install wordfreq==3.1.1
    python scripts/frequencies.py

Run it again when :mod:`rasd.lang.stems` or :mod:`rasd.lang.normalize` change: the tables hold light stems.
The frequencies are those of wordfreq (R. Speer, https://github.com/rspeer/wordfreq), gathered from
encyclopaedias, subtitles, news, books and the web; its data, and so the tables, are under CC BY-SA 4.0.
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from pathlib import Path

import wordfreq

from rasd.lang.frequency import RAREST, STEP
from rasd.lang.lexis import LANGUAGES, lexis
from rasd.lang.normalize import fold
from rasd.lang.stems import light_stem

DATA = Path(__file__).parent.parent / "src" / "rasd" / "lang" / "data"
LENGTH = 200
"""Words of a typical article."""
LEAST = math.exp(-RAREST)
"""A stem is never thought to be in a smaller share of articles."""
LISTED = 6.0
"""Rareness up to which a stem is listed; rarer ones are all :data:`RAREST`."""
HEADER = """\
# How rare light stems are: the negative logarithm of the share of articles of {length} words that have one,
# in steps of {step}. Made by scripts/frequencies.py from wordfreq 3.1.1 (R. Speer, https://github.com/rspeer/wordfreq).
# Licence of this file, as of the data that it comes from: CC BY-SA 4.0, https://creativecommons.org/licenses/by-sa/4.0/
"""


def shares(language: str) -> dict[str, float]:
    """For each stem that tells something: the share of its language's articles that have it."""
    stops = lexis(language).stops
    frequency: defaultdict[str, float] = defaultdict(float)
    for word, share in wordfreq.get_frequency_dict(language, wordlist="best").items():
        folded = fold(word)
        if len(folded) > 1 and not folded[0].isdigit() and not stops(folded):
            frequency[light_stem(folded)] += share
    return {stem: 1.0 - math.exp(-LENGTH * share) for stem, share in frequency.items()}


def main() -> None:
    """Write the tables."""
    for language in LANGUAGES:
        rows: defaultdict[int, list[str]] = defaultdict(list)
        for stem, share in shares(language).items():
            rareness = -math.log(share + LEAST)
            if rareness < LISTED:
                rows[round(rareness / STEP)].append(stem)
        lines = [f"{step} {' '.join(sorted(stems))}\n" for step, stems in sorted(rows.items())]
        path = DATA / language / "frequency.txt"
        path.write_text(HEADER.format(length=LENGTH, step=STEP) + "".join(lines), encoding="utf-8")
        sys.stdout.write(f"{path}: {sum(map(len, rows.values()))} stems\n")


if __name__ == "__main__":
    main()
