"""What was changed in an article after it was published, version by version, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from rasd.export import phrases
from rasd.export.console import Bit, Sheet
from rasd.export.phrases import Said, Words
from rasd.export.terminal import WIDTH, styled
from rasd.export.visible import shortened
from rasd.lang.tokens import word_spans
from rasd.model import Article

_LONGEST_COMPARED = 5_000
"""Words of a text beyond which it is not compared: aligning takes the square of it at worst."""
_SHOWN = 12
_LOOKS = {"changed": "yellow", "added_words": "green", "removed_words": "red"}


class Change(NamedTuple):
    """Some words of the one text in the place of those of the other; empty where there are none."""

    old: str
    new: str


def changes(old: str, new: str) -> list[Change]:
    """Where a text differs from another, in its order, word by word; marks between words do not count.

    Empty where a text has more than 5,000 words.
    """
    spans = [list(word_spans(text)) for text in (old, new)]
    if max(map(len, spans)) > _LONGEST_COMPARED:
        return []
    words = [[span.of(text) for span in row] for row, text in zip(spans, (old, new), strict=True)]
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, words[0], words[1], autojunk=False).get_opcodes():
        if kind != "equal":
            before = old[spans[0][a].start : spans[0][b - 1].end] if b > a else ""
            after = new[spans[1][c].start : spans[1][d - 1].end] if d > c else ""
            found.append(Change(before, after))
    return found


def versions_text(
    versions: Sequence[tuple[Article, str]], lang: str = "en", width: int = WIDTH, colour: bool = False
) -> str:
    """The versions of an article, the first first, each with when it was taken in, and what each changed.

    Raises:
        UsageError: the interface does not speak ``lang``.
    """
    words = phrases.load(lang)
    sheet = Sheet(words.direction, width, colour)
    sheet.line(Bit(words.word("versions"), "bold underline"))
    for number, (article, when) in enumerate(versions, 1):
        sheet.line(words.say("version", n=number, when=when), indent=2)
        if number > 1:
            _write_changes(versions[number - 2][0], article, words, sheet)
    return sheet.text()


def _write_changes(old: Article, new: Article, words: Words, sheet: Sheet) -> None:
    if old.title != new.title:
        title = words.say("new_headline", new=shortened(new.title, 200))
        sheet.line("- ", *styled(title, "yellow"), indent=4)
    found = changes(old.text, new.text)
    for key, said in _said(found[:_SHOWN], words):
        sheet.line("- ", *styled(said, _LOOKS[key]), indent=4)
    if len(found) > _SHOWN:
        sheet.line(words.say("more_changes", n=len(found) - _SHOWN), indent=4, style="dim")
    if not found and old.text != new.text:
        sheet.line("- ", words.word("changed_marks"), indent=4)


def _said(found: Sequence[Change], words: Words) -> Iterator[tuple[str, Said]]:
    for change in found:
        key = "changed" if all(change) else "added_words" if change.new else "removed_words"
        values = {name: shortened(text, 200) for name, text in change._asdict().items() if text}
        yield key, words.say(key, **values)
