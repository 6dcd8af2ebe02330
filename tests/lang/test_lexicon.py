"""Every reporting word finds what it must and ignores what it must; a wrong data file is refused.

The sentences are those of rasd/lang/data/ar/examples.toml; what its tables mean is told there.
"""

import re
import tomllib
from importlib import resources

import pytest

from rasd.attribution import attribute
from rasd.errors import DataError
from rasd.lang import lexicon
from rasd.lang.flags import Is
from rasd.lang.normalize import fold
from rasd.model import Article, Attribution, LinkType, Span, Stance

DATA = resources.files("rasd.lang") / "data" / "ar"
CUES = tomllib.loads((DATA / "cues.toml").read_text(encoding="utf-8"))
SOURCES = tomllib.loads((DATA / "sources.toml").read_text(encoding="utf-8"))
EXAMPLES = tomllib.loads((DATA / "examples.toml").read_text(encoding="utf-8"))
SECTIONS = ("verbs", "according", "clauses", "own_voice", "declines")
VERBS = {entry["past"]: entry for entry in CUES["verbs"]}


def cases(kind: str) -> list[tuple[str, str, str]]:
    """All sentences of one kind, each with its section and entry."""
    return [
        (section, entry, sentence)
        for section in SECTIONS
        for entry, table in EXAMPLES[section].items()
        for sentence in table.get(kind, ())
    ]


def known(kind: str) -> list[tuple[str, str]]:
    return [(case["entry"], case[kind]) for case in EXAMPLES["known"] if kind in case]


def unmarked(sentence: str) -> tuple[str, Span]:
    """The sentence without its braces, and the span that they marked."""
    before, marked, after = re.fullmatch(r"(.*)\{(.+)\}(.*)", sentence, re.S).groups()
    return before + marked + after, Span(len(before), len(before) + len(marked))


def read(text: str) -> tuple[Attribution, ...]:
    return attribute(Article("example", text, language="ar")).attributions


def touching(sentence: str) -> list[Attribution]:
    """The attributions whose cue touches the marked words."""
    text, marked = unmarked(sentence)
    return [a for a in read(text) if a.cue.overlaps(marked)]


def found(entry: str, sentence: str) -> bool:
    _, marked = unmarked(sentence)
    return any(
        a.cue.contains(marked) and dict(a.evidence[0].values).get("verb", entry) == entry
        for a in touching(sentence)
    )


# --- the sentences


@pytest.mark.parametrize(("section", "entry", "sentence"), cases("finds"))
def test_finds(section: str, entry: str, sentence: str) -> None:
    assert found(entry, sentence)


@pytest.mark.parametrize(("section", "entry", "sentence"), cases("ignores"))
def test_ignores(section: str, entry: str, sentence: str) -> None:
    assert not touching(sentence)


@pytest.mark.parametrize(("entry", "sentence"), known("finds"))
def test_known_not_found_yet(entry: str, sentence: str) -> None:
    assert not found(entry, sentence), "read rightly now: move it from [[known]] to the entry's finds"


@pytest.mark.parametrize(("entry", "sentence"), known("ignores"))
def test_known_not_ignored_yet(entry: str, sentence: str) -> None:
    assert touching(sentence), "read rightly now: move it from [[known]] to the entry's ignores"


@pytest.mark.parametrize("case", EXAMPLES["kinds"], ids=lambda case: case["text"])
def test_kinds(case: dict) -> None:
    (only,) = read(f"بحسب {case['text']}، توقف العمل في المعبر أمس.")
    right = only.chain[-1].type == case["type"]
    assert right is ("known" not in case), f"{only.chain[-1]} (if right now: take away its 'known')"


@pytest.mark.parametrize(
    ("entry", "stance"), [(e["past"], e.get("stance", "asserts")) for e in CUES["verbs"]]
)
def test_stance_of_a_verb_is_that_of_its_entry(entry: str, stance: str) -> None:
    for sentence in EXAMPLES["verbs"][entry]["finds"]:
        assert {a.stance for a in touching(sentence)} <= {Stance(stance), Stance.CONFIRMS}


# --- the table is whole


def test_every_verb_has_examples() -> None:
    assert list(EXAMPLES["verbs"]) == list(VERBS), "the same entries, in the same order"
    lacking = [past for past, e in EXAMPLES["verbs"].items() if not (e.get("finds") and e.get("ignores"))]
    assert not lacking


def test_every_phrase_has_examples() -> None:
    phrases = CUES["according"]
    assert set(EXAMPLES["according"]) == set(phrases["phrases"])
    assert set(EXAMPLES["clauses"]) == set(phrases["that"])
    assert set(EXAMPLES["own_voice"]) == set(phrases["own_voice"])
    wrong = [e for e, t in EXAMPLES["according"].items() if not (t.get("finds") and t.get("ignores"))]
    assert not wrong


def test_every_refusal_has_an_example() -> None:
    declines = CUES["declines"]
    sentences = [s for _, _, s in cases("finds")] + [s for _, s in known("finds")]
    texts = [fold(unmarked(s)[0]) for s in sentences]
    wanted = [fold(p) for k in ("objects", "reach", "verify") for p in declines[k]]
    # Of a verb one inflection is enough.
    wanted += [fold(p).strip("يت") for k in ("verbs", "negated", "unreachable") for p in declines[k]]
    assert not [w for w in wanted if not any(w in text for text in texts)]


def test_every_known_entry_says_why() -> None:
    assert all(case["reason"] for case in EXAMPLES["known"])
    assert all(("finds" in case) != ("ignores" in case) for case in EXAMPLES["known"])


def test_no_sentence_stands_twice() -> None:
    sentences = [s for _, _, s in cases("finds") + cases("ignores")]
    sentences += [s for kind in ("finds", "ignores") for _, s in known(kind)]
    assert len(sentences) == len(set(sentences))


def test_inflections_differ() -> None:
    """The sentences of one verb do not show the same spelling over and over."""
    dull = []
    for past, entry in EXAMPLES["verbs"].items():
        forms = [unmarked(s) for s in entry["finds"]]
        spelt = {fold(text[span.start : span.end]) for text, span in forms}
        if len(forms) > 1 and len(spelt) == 1:
            dull.append(past)
    assert not dull


def test_kinds_are_types() -> None:
    assert {case["type"] for case in EXAMPLES["kinds"]} <= set(LinkType)


@pytest.mark.parametrize("past", [past for past, entry in VERBS.items() if "unlike" in entry])
def test_unlike_names_only_forms_of_the_verb(past: str) -> None:
    """A spelling that the verb would never have had need not be taken away."""
    entry = VERBS[past]
    with_them = lexicon._cue_forms([{k: v for k, v in entry.items() if k != "unlike"}])
    without = lexicon._cue_forms([entry])
    assert {fold(w) for w in entry["unlike"]} == set(with_them) - set(without)


# --- what load() makes of the files


@pytest.fixture(scope="module")
def arabic() -> lexicon.Lexicon:
    return lexicon.load("ar")


def test_load_is_remembered(arabic: lexicon.Lexicon) -> None:
    assert lexicon.load("ar") is arabic


@pytest.mark.parametrize(
    ("spelling", "past", "shape", "agreement"),
    [
        ("قالت", "قال", "verb", "f"),
        ("وقالوا", "قال", "verb", "p"),
        ("مؤكدة", "أكد", "participle", "f"),
        ("نافيا", "نفى", "participle", "m"),
        ("نفى", "نفى", "verb", "m"),
        ("واصفا", "وصف", "participle", "m"),
    ],
)
def test_spellings(arabic: lexicon.Lexicon, spelling: str, past: str, shape: str, agreement: str) -> None:
    form = arabic.cues[fold(spelling)]
    assert (form.verb.past, form.shape, form.agreement) == (past, shape, agreement)


@pytest.mark.parametrize("word", ["بين", "قدر", "عبر", "وردا", "مذكرة", "تواصل", "علما", "لافتات"])
def test_other_words_are_no_cues(arabic: lexicon.Lexicon, word: str) -> None:
    assert fold(word) not in arabic.cues


def test_the_first_entry_keeps_a_spelling(arabic: lexicon.Lexicon) -> None:
    """يوضح is of أوضح, which stands before وضح in the file."""
    assert arabic.cues["يوضح"].verb.past == "أوضح"


@pytest.mark.parametrize("name", ["that", "time", "cuts", "negations", "wire"])
def test_word_lists_are_folded(arabic: lexicon.Lexicon, name: str) -> None:
    words = arabic.words(name)
    assert words
    assert all(fold(word) == word for word in words)


def test_an_unknown_word_list_is_an_error(arabic: lexicon.Lexicon) -> None:
    with pytest.raises(KeyError):
        arabic.words("no such list")


def test_nouns_have_known_types(arabic: lexicon.Lexicon) -> None:
    assert {noun.type for noun in arabic.nouns.values()} <= set(LinkType)
    assert {noun.agreement for noun in arabic.nouns.values()} <= {"m", "f", "p"}
    assert set(SOURCES) - set(LinkType) == {
        "issued",
        "states",
        "aliases",
        "anaphora",
        "narrower",
        "double",
        "governs",
    }


def test_kinds_of_words(arabic: lexicon.Lexicon) -> None:
    kinds = arabic.kinds
    assert kinds["قالت"] & Is.VERB
    assert kinds["الوزير"] & Is.PERSON and kinds["الوزير"] & Is.ARTICLE
    assert kinds["مصادر"] & Is.UNNAMED
    assert kinds["،"] & Is.COMMA and not kinds["،"] & Is.WORD
    assert kinds["وفق"] & Is.PHRASAL


# --- a wrong file is refused


def test_a_missing_word_list_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = lexicon.read_data("ar", "grammar")
    lacking = {name: words for name, words in whole.items() if name not in ("turns", "same")}
    tables = {"grammar": lacking}
    read = lexicon.read_data
    monkeypatch.setattr(lexicon, "read_data", lambda language, name: tables.get(name) or read(language, name))
    with pytest.raises(DataError, match=r"data/ar/grammar\.toml: missing: same, turns"):
        lexicon.load.__wrapped__("ar")


GOOD = {"past": "قال", "present": "يقول", "frames": ["that"]}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"frames": ["that", "whither"]}, "whither"),
        ({"kind": "shout"}, "shout"),
        ({"stance": "hopes"}, "hopes"),
        ({"presnet": "يقول"}, "presnet"),
    ],
)
def test_a_wrong_entry_is_refused(change: dict, named: str) -> None:
    with pytest.raises(DataError, match="قال") as caught:
        lexicon._cue_forms([GOOD | change])
    assert named in str(caught.value)


@pytest.mark.parametrize("key", sorted(GOOD))
def test_a_missing_key_is_refused(key: str) -> None:
    with pytest.raises(DataError, match=key):
        lexicon._cue_forms([{k: v for k, v in GOOD.items() if k != key}])


def test_a_language_without_data_is_refused() -> None:
    with pytest.raises(DataError, match="xx"):
        lexicon.load("xx")


def test_broken_toml_is_refused(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data" / "ar").mkdir(parents=True)
    broken = tmp_path / "data" / "ar" / "cues.toml"
    broken.write_text("verbs = [", encoding="utf-8")
    monkeypatch.setattr(lexicon.resources, "files", lambda package: tmp_path)
    with pytest.raises(DataError, match=re.escape(str(broken))):
        lexicon.read_data("ar", "cues")
