"""The interface speaks three languages, with one set of keys, and never drops a reason."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from export.cases import founding, harbour
from rasd.errors import DataError, UsageError
from rasd.export import phrases
from rasd.export.phrases import Context, places, plain
from rasd.export.view import context_of
from rasd.lineage import explain
from rasd.model import Evidence, LinkType, Span, Stance

AR, EN, FA = (phrases.load(lang) for lang in ("ar", "en", "fa"))
ALL = pytest.mark.parametrize("words", [AR, EN, FA], ids=lambda words: words.lang)


def sentences(phrase: str | list[str]) -> list[str]:
    return [phrase] if isinstance(phrase, str) else phrase


@pytest.mark.parametrize("table", sorted(EN.tables))
@ALL
def test_every_language_says_the_same(words: phrases.Words, table: str) -> None:
    assert words.tables.keys() == EN.tables.keys()
    assert words.tables[table].keys() == EN.tables[table].keys()
    for key, phrase in EN.tables[table].items():
        if not isinstance(phrase, dict):
            pairs = zip(sentences(words.tables[table][key]), sentences(phrase), strict=True)
            assert all(places(theirs) == places(ours) for theirs, ours in pairs), key


@ALL
def test_every_language_is_known(words: phrases.Words) -> None:
    assert {path.stem for path in phrases._FOLDER.glob("*.toml")} == set(phrases.LANGUAGES)
    assert len(words.word("digits")) == len(EN.word("digits"))
    for noun, forms in words.tables["counts"].items():
        numbers = (0, 1, 2, 3, 11, 100, 1250)
        assert all("{" not in words.count(noun, number) for number in numbers), noun
        assert "other" in forms, noun


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (EN, "1,250 words | 87% | 2026-03-03 08:05 | 12 | A7"),
        (AR, "1,250 كلمة | 87% | 2026-03-03 08:05 | 12 | A7"),
        (FA, "۱٬۲۵۰ واژه | ۸۷٪ | ۲۰۲۶/۰۳/۰۳ ۰۸:۰۵ | ۱۲ | A7"),
    ],
    ids=["en", "ar", "fa"],
)
def test_figures_have_the_digits_of_the_language(words: phrases.Words, said: str) -> None:
    values = {"n": "1250", "share": "0.87", "when": "2026-03-03T08:05:00", "a": "12", "b": "A7"}
    template = "{n:counts.words} | {share:percent} | {when:time} | {a} | {b}"
    assert plain(words.fill(template, values, Context())) == said


@ALL
def test_every_kind_of_the_model_has_a_word(words: phrases.Words) -> None:
    assert set(words.tables["types"]) == set(LinkType)
    assert set(words.tables["stances"]) == set(Stance)


@pytest.mark.parametrize(
    ("words", "number", "said"),
    [
        (AR, 0, "لا أخبار"),
        (AR, 1, "خبر واحد"),
        (AR, 2, "خبران"),
        (AR, 3, "3 أخبار"),
        (AR, 11, "11 خبرًا"),
        (AR, 100, "100 خبر"),
        (AR, 103, "103 أخبار"),
        (AR, 1250, "1,250 خبرًا"),
        (EN, 0, "no reports"),
        (EN, 1, "1 report"),
        (EN, 2, "2 reports"),
        (EN, 1250, "1,250 reports"),
        (FA, 0, "هیچ گزارشی"),
        (FA, 1, "۱ گزارش"),
        (FA, 1250, "۱٬۲۵۰ گزارش"),
    ],
)
def test_counts_take_the_right_plural(words: phrases.Words, number: int, said: str) -> None:
    assert words.count("reports", number) == said


@pytest.mark.parametrize(
    ("words", "names", "said"),
    [
        (EN, (), "nobody"),
        (AR, (), "لا أحد"),
        (EN, ("a",), "a"),
        (EN, ("a", "b"), "a and b"),
        (EN, ("a", "b", "c"), "a, b and c"),
        (AR, ("أ", "ب", "ج"), "أ، ب وج"),
    ],
)
def test_names_stand_in_a_row(words: phrases.Words, names: tuple[str, ...], said: str) -> None:
    assert plain(words.join(names, "nobody")) == said


def test_what_comes_from_the_material_is_told_apart() -> None:
    said = EN.say("confirmed_by", names=EN.join(("{x}", "y"), "nobody"))
    assert [piece.text for piece in said if piece.quoted] == ["{x}", "y"]


STORY = founding()
SENT = Span(*STORY.passages[0].a_span)


@pytest.mark.parametrize(
    ("evidence", "parts"),
    [
        (Evidence("never-heard-of"), ["never heard of"]),
        (Evidence("never-heard-of", values=(("hours", "3"), ("limit", "6"))), ["hours = 3", "limit = 6"]),
        (Evidence("never-heard-of", SENT), ["never heard of", "قيام الحكومة المصرية"]),
        (Evidence("never-heard-of", SENT, "no-such-article"), ["never heard of"]),
        (Evidence("", None), [""]),
    ],
)
@ALL
def test_an_unknown_rule_is_shown_by_name(words: phrases.Words, evidence: Evidence, parts: list[str]) -> None:
    said = plain(words.reason(evidence, context_of(STORY)))
    for part in parts:
        assert part in said


def with_reasons(**sentences: str) -> phrases.Words:
    tables: dict[str, Any] = {
        **EN.tables,
        "reasons": {key.replace("_", "-"): s for key, s in sentences.items()},
    }
    return phrases.Words("en", "ltr", tables)


@pytest.mark.parametrize(
    ("sentence", "evidence", "said"),
    [
        ("{hours} hours apart", Evidence("a-rule", values=(("hours", "3"),)), "3 hours apart"),
        ("it says “{wording}”", Evidence("a-rule", Span(0, 3), "h1"), "it says “قال”"),
        ("{id:name} was first", Evidence("a-rule", values=(("id", "h2"),)), "أخبار الساحل was first"),
        ("alike to {share:percent}", Evidence("a-rule", values=(("share", "0.876"),)), "alike to 87%"),
        ("alike to {share:percent}", Evidence("a-rule", values=(("share", "many"),)), "alike to many"),
        ("it {stance:stances}", Evidence("a-rule", values=(("stance", "denies"),)), "it denies"),
        ("{n:counts.words}", Evidence("a-rule", values=(("n", "2"),)), "2 words"),
        ("{n:counts.words}", Evidence("a-rule", values=(("n", "?"),)), "?"),
        ("{hours} hours", Evidence("a-rule", values=(("days", "3"),)), "a rule: days = 3"),  # another value
    ],
)
def test_a_reason_becomes_a_sentence(sentence: str, evidence: Evidence, said: str) -> None:
    words = with_reasons(a_rule=sentence)
    assert plain(words.reason(evidence, context_of(harbour()))) == said


@pytest.mark.parametrize(
    ("values", "said"),
    [((("a", "1"),), "one: 1"), ((("b", "2"),), "other: 2"), ((("c", "3"),), "a rule: c = 3")],
)
def test_a_rule_may_have_several_sentences(values: tuple[tuple[str, str], ...], said: str) -> None:
    tables = {**EN.tables, "reasons": {"a-rule": ["one: {a}", "other: {b}"]}}
    words = phrases.Words("en", "ltr", tables)
    assert plain(words.reason(Evidence("a-rule", values=values), Context())) == said


def test_values_do_not_act_as_templates() -> None:
    words = with_reasons(a_rule="it says {said}")
    evidence = Evidence("a-rule", values=(("said", "{words} {0} %s"),))
    assert plain(words.reason(evidence, Context())) == "it says {words} {0} %s"


@pytest.mark.parametrize(("share", "said"), [(1.0, "100%"), (0.999, "99%"), (0.29, "29%"), (0, "0%")])
def test_only_what_is_equal_is_all_equal(share: float, said: str) -> None:
    assert phrases.percent(share) == said


def test_another_language_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match=r"'tlh'.*ar, en, fa"):
        phrases.load("tlh")


@pytest.mark.parametrize(
    ("content", "message"), [("not toml [", "xx.toml"), ("[words]", "lacks the tables: counts")]
)
def test_a_broken_file_names_itself(tmp_path: Any, monkeypatch: Any, content: str, message: str) -> None:
    (tmp_path / "xx.toml").write_text(content, "utf-8")
    monkeypatch.setattr(phrases, "_FOLDER", tmp_path)
    monkeypatch.setattr(phrases, "LANGUAGES", ("xx",))
    with pytest.raises(DataError, match=message):
        phrases.load.__wrapped__("xx")


NAMES = r"\{(?:here|article|original|copier|via|named|outlet|party|who|a)(?::name)?\}"
"""Places that a party or an article by the name of its outlet fills: masculine (موقع) or feminine (وكالة)."""


def test_no_arabic_verb_has_a_name_of_any_gender_for_its_subject() -> None:
    verb = r"(?:^|[\s،:؛])(?:لم )?(?:و|ف)?(?:نُشر|نشر|سمّى|نسب|وضع|حكم|ي(?:ذكر|نشر|نقل|حمل|سبق|كون|ورد)) "
    before = re.compile(verb + NAMES)
    behind = re.compile(rf"(?<!خبر )(?<!عن ){NAMES}(?:،| هو)? (?:ي|واقع|نشر|هو )")
    sayings = [s for phrase in AR.tables["reasons"].values() for s in sentences(phrase)]
    assert [s for s in sayings if before.search(s) or behind.search(s)] == []
    assert before.search("نُشر {original:name} قبل الآخر")
    assert behind.search("{party} ينقل ما قاله {source}")


def known_rules() -> list[str]:
    """Every rule that the analysis names: its table of reasons, and what is written out in the code."""
    written = re.compile(r"""(?:Evidence|_evidence|_because|Hit)\(\s*"([a-z]+(?:-[a-z]+)*)\"""")
    source = Path(phrases.__file__).parents[1]
    found = {rule for path in source.rglob("*.py") for rule in written.findall(path.read_text("utf-8"))}
    return sorted(found | set(explain.RULES))


@ALL
def test_every_rule_has_its_sentence(words: phrases.Words) -> None:
    rules = known_rules()
    assert len(rules) > 30
    assert [rule for rule in rules if rule not in words.tables["reasons"]] == []


@pytest.mark.parametrize("rule", explain.RULES)
def test_a_sentence_asks_for_what_its_rule_gives(rule: str) -> None:
    """Otherwise the rule would always be shown by its name."""
    given = {*explain.RULES[rule][1], "here"}
    assert any(places(sentence) <= given for sentence in sentences(EN.tables["reasons"][rule]))
