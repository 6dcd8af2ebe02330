"""Dates in running text, resolved against the day of publication.

The text is cut into words once; at each word that can begin a date the rules for it are tried, and the
longest reading wins. A reading is an interval of days: "12 فبراير 2026" is one day, "فبراير 2026" a month,
"منذ نحو أسبوعين" the days for which a careful reader would take it. What the text leaves open is settled by
these conventions, each named in the evidence:

weekday-before    a weekday alone is the latest such day up to the day of publication, that day included
                  (news reports what was)
weekday-disagrees "اليوم الخميس" on a Friday is the nearest Thursday within two days: pages are published late
date-nearest      a day and month without year fall in the year that brings them nearest to publication
month-before      a month alone is the latest up to the month of publication
ago               counted in days it is exact; in weeks it may be 3 days off, in months 15, in years 183;
                  "about" doubles that (and makes days one day off)
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import compress, count

from rasd.lang.date_data import LANGUAGES, DateWords, date_words
from rasd.lang.date_relative import RelativeDates
from rasd.lang.normalize import INVISIBLE, MARKS
from rasd.lang.parties import Mention
from rasd.lang.tokens import Tokens, numerals, tokens
from rasd.model import Evidence, Span, TimeMention

__all__ = ["find_dates", "parse_date"]

_CLITICS = "وفلب"  # before digits ("و15 يوليو")
_ISO_T = re.compile(r"(?<=\d)T(?=\d)")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")


class _Reader(RelativeDates):
    """Goes through a text once and takes the longest reading at each word that can begin a date."""

    def read(self) -> Iterator[TimeMention]:
        """The mentions in order, without overlap."""
        triggers, raw = self.table.triggers, self.raw
        after = 0
        for i in self._places():
            word = raw[i]
            if i < after:
                continue
            if i > after and raw[i - 1] in self.table.years:  # "وفي مارس": read without its clitic
                self.words[i - 1] = triggers[raw[i - 1]][0]
            if word in triggers:
                self.words[i], cut, names = triggers[word]
            else:
                cut, names = len(word) - len(word.lstrip(_CLITICS)), ("number",)
            hits = [hit for name in names if (hit := self.rules[name](i))]
            if hits:
                best = max(hits, key=lambda hit: hit.end)
                after = best.end
                start = self.starts[i + best.skipped] if best.skipped else self._cut(i, cut)
                span = Span(start, self.ends[best.end - 1])
                yield TimeMention(span, best.first, best.last, (Evidence(best.rule, span, "", best.values),))

    def _places(self) -> list[int]:
        """The words at which a date may begin, in order.

        Most that can begin one are a preposition, which leads to a year only before digits: looked for from
        there.
        """
        raw, years = self.raw, self.table.years
        places = set(compress(count(), map(self.table.begins.__contains__, raw)))
        for start in numerals(self.text):
            token = bisect_right(self.cut.starts, start) - 1
            i = bisect_left(self.cut.plain, token)
            word = raw[i]
            if word not in years and (word[-1:] <= "9" or word[:1] <= "9"):
                places.add(i)
            if i and raw[i - 1] in years and word[:1].isdigit():
                places.add(i - 1)
        return sorted(places)

    def _cut(self, i: int, letters: int) -> int:
        """The offset of word ``i`` without the letters of a clitic and the marks on them."""
        start = self.starts[i]
        for _ in range(letters):
            start += 1
            while start < self.ends[i] and (self.text[start] in MARKS or self.text[start] in INVISIBLE):
                start += 1
        return start


def find_dates(
    text: str | Tokens, language: str, published: date | None, mentions: Sequence[Mention] | None = None
) -> list[TimeMention]:
    """The dates that the text mentions, in order, resolved to their first and last day.

    ``published`` is the day of publication; without it, what is counted from it is left out. Of a
    language without a data file only dates written in numbers are found. ``mentions`` are the parties that
    the text names, where they are known already. Time is linear in the text.
    """
    return list(_Reader(tokens(text), date_words(language), published, mentions).read())


def parse_date(text: str, language: str) -> date | None:
    """The one day that the *whole* of ``text`` gives: "الاثنين 2 شباط 2026 - 10:35 صباحا".

    A weekday, a time of day and words like "آخر تحديث" may stand beside it; the same day may be given in
    two calendars. Of an unknown language, those that have data must agree ("1404/11/24" is a day of two
    calendars). ``None`` where it is no day, or several.
    """
    names = (language,) if language in LANGUAGES else LANGUAGES
    found = {_parse(text, date_words(name)) for name in names} - {None}
    return found.pop() if len(found) == 1 else None


def _parse(text: str, words: DateWords) -> date | None:
    plain = _CLOCK.sub(lambda match: " " * len(match[0]), _ISO_T.sub(" ", text))
    reader = _Reader(Tokens(plain), words, None)
    mentions = list(reader.read())
    for word, start in zip(reader.raw, reader.starts, strict=True):
        inside = any(m.span.start <= start < m.span.end for m in mentions)
        if not inside and word not in words.clock and word not in words.triggers:
            return None
    days = [m.first for m in mentions if m.first == m.last]
    if not days or len(days) < len(mentions) or max(days) - min(days) > timedelta(1):
        return None
    return days[-1]
