"""Which language a text is in. The sentences are made up for these tests."""

from __future__ import annotations

import subprocess
import sys

import pytest

from rasd.lang.identify import identify

SENTENCES = [
    ("قال وزير الخارجية إن المحادثات التي جرت في العاصمة كانت مفيدة للجميع", "ar"),
    ("وكالات - أعلنت الحكومة أمس عن زيادة الأجور", "ar"),
    ("وصل پوتين إلى القاهرة اليوم حيث التقى الرئيس المصري في قصر الاتحادية", "ar"),
    ("وزیر امور خارجه گفت که این مذاکرات برای همه کشورهای منطقه مفید بوده است", "fa"),
    ("وزير امور خارجه گفت كه اين مذاكرات براي همه كشورهاي منطقه مفيد بوده است", "fa"),
    ("وزیر خارجہ نے کہا ہے کہ یہ مذاکرات خطے کے تمام ممالک کے لیے مفید تھے", "ur"),
    ("وەزیری دەرەوە گوتی ئەم گفتوگۆیانە بۆ هەموو وڵاتانی ناوچەکە بەسوود بوون", "ckb"),
    ("د بهرنیو چارو وزیر وویل چې دا خبرې د سیمې د ټولو هیوادونو لپاره ګټورې وې", "ps"),
    ("The foreign minister said that the talks had been useful for all countries of the region", "en"),
    ("Le ministre des affaires étrangères a déclaré que les discussions étaient utiles pour tous", "fr"),
    ("Der Außenminister sagte, die Gespräche seien für alle Länder der Region nützlich gewesen", "de"),
    ("Dışişleri bakanı görüşmelerin bölgedeki tüm ülkeler için yararlı olduğunu söyledi", "tr"),
    ("نقل موقع Reuters الخبر عن CNN كما ورد في بيان الوزارة إلى الصحافة", "ar"),
]  # fmt: skip

SHORT = [
    ("مصر", "ar"),
    ("وزارة الخارجية", "ar"),
    ("ایران", "fa"),
    ("خبرگزاری تسنیم", "fa"),
    ("ہے", "ur"),
    ("Reuters", "en"),
    ("of the", "en"),
]

UNDETERMINED = [
    "",
    " \n",
    "...",
    "2026-02-12",
    "٢٠٢٦",
    "\ud800",
    "\udfff\ud800 \ud801",
    "Привет, мир",
    "今天的新闻",
    "😀",
]


@pytest.mark.parametrize(("text", "language"), [*SENTENCES, *SHORT])
def test_language(text: str, language: str) -> None:
    assert identify(text) == language


@pytest.mark.parametrize("text", UNDETERMINED)
def test_undetermined(text: str) -> None:
    assert identify(text) == "und"


def test_a_lone_surrogate_changes_nothing() -> None:
    text, language = SENTENCES[0]
    assert identify("\ud800" + text) == language
    assert identify("a \ud800 the the") == "en"


def test_the_model_settles_what_the_rule_cannot() -> None:
    assert identify("دولت تازه سوگند خورد") == "fa"


@pytest.mark.parametrize(("text", "loaded"), [(SENTENCES[0][0], False), ("الحوثيون يهاجمون مأرب", True)])
def test_a_plain_text_does_not_load_the_model(text: str, loaded: bool) -> None:
    code = (
        "import sys; from rasd.lang.identify import identify; "
        f"language = identify({text!r}); print(language, 'py3langid' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["ar", str(loaded)]
