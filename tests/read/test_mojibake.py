"""Mojibake of Arabic is undone; no other text is touched."""

from __future__ import annotations

import pytest

from rasd.read.mojibake import undo

TEXT = "قالت الوزارة: لن نؤجل الامتحانات.\nوأضافت أن النتائج تعلن الأحد،\nفي بيان"


def misread(text: str, wrote: str, read: str) -> str:
    """The text as it looks when bytes of one charset are read as another; C1 where the other has nothing."""
    out = []
    for byte in text.encode(wrote):
        try:
            out.append(bytes([byte]).decode(read))
        except UnicodeDecodeError:
            out.append(chr(byte))
    return "".join(out)


ACCIDENTS = [
    ("utf-8", "cp1252", "mojibake of utf-8 undone"),
    ("utf-8", "latin-1", "mojibake of utf-8 undone"),
    ("utf-8", "cp1256", "mojibake of utf-8 undone"),
    ("cp1256", "cp1252", "mojibake of windows-1256 undone"),
    ("cp1256", "latin-1", "mojibake of windows-1256 undone"),
]


@pytest.mark.parametrize(("wrote", "read", "note"), ACCIDENTS)
@pytest.mark.parametrize("text", [TEXT, "القاهرة", "في مصر", f"<p class='x'>{TEXT}</p><b>عاجل من القدس</b>"])
def test_undone(text: str, wrote: str, read: str, note: str) -> None:
    assert undo(misread(text, wrote, read)) == (text, note)


def test_known_by_sight() -> None:
    assert undo("ÇáÞÇåÑÉ")[0] == "القاهرة"
    assert undo("Ø§Ù„Ø¯ÙˆØ­Ø©")[0] == "الدوحة"


@pytest.mark.parametrize(("wrote", "read", "note"), ACCIDENTS)
def test_sound_text_beside_the_spoilt_stays(wrote: str, read: str, note: str) -> None:
    page = f"<nav>الرئيسية</nav><p>{misread(TEXT, wrote, read)}</p><p>© 2019 القرية, café</p>"
    assert undo(page) == (f"<nav>الرئيسية</nav><p>{TEXT}</p><p>© 2019 القرية, café</p>", note)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "قال 'Öl' في ألمانيا",
        "پیش‌نویس گزارش",
        "Été à Noël, où l'élève français a été créé",
        "À Paris, ÉTÉ, ÇA VA ÊTRE",
        "größer Öl über Ärger, die Ämter",
        "Íslenska þjóðin á Ísafirði",
        "São Paulo, ação não",
        "Tiếng Việt được",
        "Ý kiến",
        "Žluťoučký kůň",
        "طظطظ ظط",
        "Ø Ù",
        "plain",
        "",
    ],
)
def test_other_texts_are_not_touched(text: str) -> None:
    assert undo(text) == (text, "")
