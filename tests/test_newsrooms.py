"""The simulator of newsrooms is right itself: on hand-made sentences, without any corpus."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import constructions as say
import corpus
import duckdb
import newsrooms
import pytest
import simulator
from constructions import AGENCIES, NAMED, OUTLETS, UNNAMED, Source
from corpus import Corpus, Subject
from known import find_leaves, known
from simulator import Account, Conditions, Printed, Room, Story, Text, make_room

from rasd import Article, Claim, Standing
from rasd import Story as Found

LETTERS = "بتثجحخدرزسشصضطظعغفقكلمن"


def words(rng: random.Random, count: int) -> list[str]:
    """Made-up nouns."""
    return ["ال" + "".join(rng.sample(LETTERS, 4)) for _ in range(count)]


def small_corpus() -> Corpus:
    """Events with words of their own, told in plain sentences."""
    rng = random.Random(7)
    subjects, noise = [], []
    for _ in range(30):
        own = words(rng, 40)
        claim = f"{own[0]} {own[1]} ي{own[2][2:]} {' '.join(own[3:7])}"
        sentences = [f"و{own[0][2:]} {' '.join(rng.sample(own, 9))}." for _ in range(8)]
        subjects.append(Subject(claim, tuple(sentences)))
        other = words(rng, 40)
        text = "\n".join(" ".join(rng.sample(other, 12)) + "." for _ in range(8))
        noise.append((" ".join(other[:6]), text))
    return Corpus(tuple(subjects), tuple(noise))


CORPUS = small_corpus()


# --- rooms ---------------------------------------------------------------------------------------


def test_a_seed_gives_one_room() -> None:
    room = make_room(CORPUS, "1/0", Conditions(0.2, 0.5))
    assert make_room(CORPUS, "1/0", Conditions(0.2, 0.5)) == room
    assert make_room(CORPUS, "1/1", Conditions(0.2, 0.5)).rows != room.rows


def test_conditions_change_no_structure() -> None:
    for number in range(20):
        plain = make_room(CORPUS, f"1/{number}", Conditions())
        edited = make_room(CORPUS, f"1/{number}", Conditions(0.3, 1.0))
        fixed = ("id", "outlet", "url", "date")
        assert [[row[k] for k in fixed] for row in plain.rows] == [
            [row[k] for k in fixed] for row in edited.rows
        ]
        assert [story.texts for story in plain.stories] == [story.texts for story in edited.stories]


def test_nothing_but_the_articles_is_handed_over() -> None:
    room = make_room(CORPUS, "1/3", Conditions())
    assert {tuple(row) for row in room.rows} == {("id", "outlet", "url", "title", "date", "author", "text")}
    assert {a.id for story in room.stories for a in story.articles} < {row["id"] for row in room.rows}


def printed(conditions: Conditions) -> list[tuple[Text, Printed]]:
    stories = (s for n in range(30) for s in make_room(CORPUS, f"2/{n}", conditions).stories)
    return [(story.texts[article.text], article) for story in stories for article in story.articles]


def own(text: Text, article: Printed) -> bool:
    return article.outlet == text.own


def test_missing_credits_are_missing() -> None:
    def credited(conditions: Conditions) -> float:
        copies = [article for text, article in printed(conditions) if not own(text, article)]
        given = [bool(a.row["author"] or a.credits or "المصدر:" in a.row["text"]) for a in copies]
        return sum(given) / len(given)

    assert credited(Conditions(missing=0.0)) == 1.0
    assert credited(Conditions(missing=1.0)) == 0.0
    assert 0.3 < credited(Conditions(missing=0.5)) < 0.7


def test_edits_are_as_many_as_asked_for_and_leave_numbers() -> None:
    desk = simulator._Desk(
        Subject("", tuple(s + " 12" for s in CORPUS.subjects[0].sentences)), "x", Conditions(0.2)
    )
    text = Text([Account()], None)
    words = ("كلمات كثيرة جدا 1234 " * 500).split()
    after = (
        simulator._Printer(desk, random.Random(1), text, OUTLETS[0], False)._edited(" ".join(words)).split()
    )
    assert after.count("1234") == 500
    left = sum(after.count(word) for word in ("كلمات", "كثيرة", "جدا"))
    assert 0.77 < left / 1500 < 0.83


def test_texts_that_do_not_copy_share_too_few_words() -> None:
    for number in range(30):
        for made in make_room(CORPUS, f"3/{number}", Conditions()).stories:
            bodies = [sentence for text in made.texts for sentence in text.body]
            assert len(bodies) == len(set(bodies))
            leads = [(_cited(made, a), a.row["text"].split(".")[0].split()) for a in _first(made)]
            for (one, a), (two, b) in combinations(leads, 2):
                # One official is one origin, however alike he is cited.
                assert (one == two and one) or simulator.shared_words(a, b) < simulator.SHARED


def _first(made: Story) -> list[Printed]:
    return [article for article in made.articles if own(made.texts[article.text], article)]


def _cited(made: Story, article: Printed) -> str:
    accounts = made.texts[article.text].accounts
    source = accounts[0].source if accounts else None
    return source.name if source and source.named else ""


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        ("a b c d", "x b c y", 2),
        ("a b c d", "a x b y c d", 4),
        ("a b c", "c a b", 2),
        ("a b", "c d", 0),
        ("", "a", 0),
    ],
)
def test_shared_words_stand_in_one_order(a: str, b: str, words: int) -> None:
    assert simulator.shared_words(a.split(), b.split()) == words


def test_dates_go_wrong_in_every_way() -> None:
    when = datetime(2026, 3, 3, 12, tzinfo=UTC)
    rng = random.Random(1)
    seen = [simulator.misdated(rng, when) for _ in range(2000)]
    for date, first, last in seen:
        believed = bool(date) and not date.startswith(("1970", "2099"))
        assert (first is not None) == (last is not None) == believed
    kinds = {date[:4] for date, _, _ in seen}
    assert kinds == {"", "1970", "2099", "2026", "Tue,"}
    days = [(first, last) for date, first, last in seen if len(date) == 10]
    assert days
    assert all(first and last and (last - first).days == 1 for first, last in days)
    assert 0.1 < sum(first not in (None, when) and first == last for _, first, last in seen) / 2000 < 0.25


# --- wordings ------------------------------------------------------------------------------------

REUTERS, ANADOLU = AGENCIES[0], AGENCIES[2]
SITE = next(outlet for outlet in OUTLETS if not outlet.feminine)
POLICE, DOCTORS = UNNAMED[0], UNNAMED[1]
MINISTER, MINISTRY = NAMED[0], next(source for source in NAMED if source.name == "وزارة الداخلية")


@pytest.mark.parametrize(
    ("pattern", "source", "media", "wording"),
    [
        ("قال<s> {S} إن {C}.", POLICE, (), "قال مصدر أمني إن الأمر تم."),
        ("قال<s> {S} إن {C}.", MINISTRY, (), "قالت وزارة الداخلية إن الأمر تم."),
        ("نف<s:ى|ت> {S} أن {C}.", MINISTRY, (), "نفت وزارة الداخلية أن الأمر تم."),
        ("نف<s:ى|ت> {S} أن {C}.", MINISTER, (), "نفى وزير النقل سامي حداد أن الأمر تم."),
        ("قال<s> {S} {lM} إن {C}.", POLICE, (REUTERS,), "قال مصدر أمني لوكالة رويترز إن الأمر تم."),
        ("ذكر<k> {K} نقلا عن {M} أن {aS} قال<s> إن {C}.", POLICE, (SITE, REUTERS),
         f"ذكر {SITE.name} نقلا عن وكالة رويترز أن مصدرا أمنيا قال إن الأمر تم."),
        ("نقل<m> {M} عن {S} قول{h} إن {C}.", DOCTORS, (REUTERS,),
         "نقلت وكالة رويترز عن مصادر طبية قولها إن الأمر تم."),
    ],
)  # fmt: skip
def test_constructions_agree(
    pattern: str, source: Source, media: tuple[say.Media, ...], wording: str
) -> None:
    assert say.write(pattern, "الأمر تم", source, media) == wording


def test_every_construction_can_be_written() -> None:
    tables = [p for patterns in [*say.LEADS.values(), *say.FURTHER.values()] for p in patterns]
    for pattern in [*tables, *say.DENIALS, *say.DENIED_BELOW, *say.DECLINED_BELOW]:
        for source in (*NAMED, *UNNAMED):
            written = say.write(pattern, "الأمر تم", source, (SITE, REUTERS))
            assert not set(written) & set("<>{}|")


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("مصدر أمني", "مصادر طبية", True),
        ("مصدر أمني", "مصدر عسكري رفيع", False),
        ("مصادر أمنية عراقية", "مصدر أمني تركي", True),
        ("مصدر مطلع", "مصدر أمني تركي", False),
        ("شهود عيان", "مسؤول حكومي", True),
        ("مسؤول حكومي", "مسؤول أمني لبناني", False),
    ],
)
def test_descriptions_contradict(a: str, b: str, apart: bool) -> None:
    named = {source.name: source for source in UNNAMED}
    assert say.contradict(named[a], named[b]) is say.contradict(named[b], named[a]) is apart


# --- what is known -------------------------------------------------------------------------------


def hour(number: int | None) -> datetime | None:
    return None if number is None else datetime(2026, 3, 3, number, tzinfo=UTC)


def story(*rows: tuple[Text, list[tuple[say.Media, int | None, str]]]) -> Story:
    """A story of texts, each with the articles that print it: outlet, hour, and what it credits."""
    articles = []
    for number, (_, prints) in enumerate(rows):
        for outlet, at, credit in prints:
            credits = next((a for a in AGENCIES if a.name == credit), None)
            id_ = f"a{len(articles)}"
            found = Printed(id_, outlet, number, {}, credits, credit == "wire", hour(at), hour(at))
            articles.append(found)
    return Story(CORPUS.subjects[0], tuple(text for text, _ in rows), tuple(articles))


A, B, C, D = OUTLETS[:4]
KNOWN = {
    "one outlet's own report": ([(Text([Account()], A), [(A, 8, "")])], (1, 1)),
    "a copy without credit adds nothing": ([(Text([Account()], A), [(A, 8, ""), (B, 9, "")])], (1, 1)),
    "a later report of its own may have it from there": (
        [(Text([Account()], A), [(A, 8, "")]), (Text([Account(MINISTER)], B), [(B, 7, "")])], (1, 2)),
    "an earlier one has not": (
        [(Text([Account()], A), [(A, 8, "")]), (Text([Account(MINISTER)], B), [(B, 9, "")])], (2, 2)),
    "without a date it may be later": (
        [(Text([Account()], A), [(A, None, "")]), (Text([Account(MINISTER)], B), [(B, 9, "")])], (1, 2)),
    "unless a copy of it was earlier": (
        [(Text([Account()], A), [(A, None, ""), (C, 8, "")]), (Text([Account(MINISTER)], B), [(B, 9, "")])],
        (2, 2)),
    "one official through two agencies": (
        [(Text([Account(MINISTER, (REUTERS,))], A), [(A, 8, "")]),
         (Text([Account(MINISTER, (ANADOLU,))], B), [(B, 9, "")])], (1, 1)),
    "one unnamed source through one agency": (
        [(Text([Account(POLICE, (REUTERS,))], A), [(A, 8, "")]),
         (Text([Account(POLICE, (D, REUTERS))], B), [(B, 9, "")])], (1, 1)),
    "through two agencies it may be two": (
        [(Text([Account(POLICE, (REUTERS,))], A), [(A, 8, "")]),
         (Text([Account(POLICE, (ANADOLU,))], B), [(B, 9, "")])], (1, 2)),
    "descriptions that contradict are two": (
        [(Text([Account(POLICE)], A), [(A, 8, "")]), (Text([Account(DOCTORS)], B), [(B, 9, "")])], (2, 2)),
    "a credit says through whom": (
        [(Text([Account(POLICE)], None, REUTERS), [(A, 8, REUTERS.name)]),
         (Text([Account(POLICE, (REUTERS,))], B), [(B, 9, "")])], (1, 1)),
    "where it is missing nobody can know": (
        [(Text([Account(POLICE)], None, REUTERS), [(A, 8, "")]),
         (Text([Account(POLICE, (REUTERS,))], B), [(B, 9, "")])], (1, 2)),
    "an agency that relays is no origin": (
        [(Text([Account(MINISTER, (REUTERS,))], A), [(A, 8, "")]),
         (Text([Account(None, (REUTERS,))], B), [(B, 9, "")])], (1, 1)),
    "one that relays nobody is": (
        [(Text([Account(MINISTER)], A), [(A, 8, "")]), (Text([Account(None, (REUTERS,))], B), [(B, 9, "")])],
        (2, 2)),
    "nor is an outlet whose article is here": (
        [(Text([Account(POLICE)], A), [(A, 8, "")]), (Text([Account(None, (A,))], B), [(B, 9, "")])], (1, 1)),
    "an agency's text that two credit": (
        [(Text([Account()], None, REUTERS), [(A, 8, REUTERS.name), (B, 9, "")])], (1, 1)),
    "a text of agencies that nobody names": (
        [(Text([Account()], None, REUTERS), [(A, 7, "wire")]), (Text([Account(MINISTER)], B), [(B, 9, "")])],
        (1, 2)),
    "two sources in one article": ([(Text([Account(MINISTER), Account(MINISTRY)], A), [(A, 8, "")])], (2, 2)),
    "a denial supports nothing": (
        [(Text([Account(MINISTER)], A), [(A, 8, "")]),
         (Text([], B, denies=MINISTRY, denial_leads=True), [(B, 9, "")])], (1, 1)),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "range_"), KNOWN.values(), ids=KNOWN)
def test_known(
    rows: list[tuple[Text, list[tuple[say.Media, int | None, str]]]], range_: tuple[int, int]
) -> None:
    found = known(story(*rows), "x")
    assert (found.lowest, found.highest) == range_
    assert found.lowest <= found.actual <= found.highest


def test_known_counts_and_denials() -> None:
    rows = KNOWN["a denial supports nothing"][0]
    found = known(story(*rows, (Text([Account(POLICE)], C), [(C, 10, ""), (D, 11, "")])), "x")
    assert (found.supports, found.denies) == ({"a0", "a2", "a3"}, {"a1"})
    assert (found.outlets, found.sources, len(found.articles)) == (3, 1, 4)


def test_made_stories_keep_the_laws() -> None:
    for number in range(60):
        for made in make_room(CORPUS, f"4/{number}", Conditions(0.1, 0.5)).stories:
            found = known(made, "x")
            assert 1 <= found.lowest <= found.actual <= found.highest == len(find_leaves(made))


# --- measuring -----------------------------------------------------------------------------------


def counted(room: Room, seed_error: int = 0) -> Sequence[Found]:
    """What a perfect count would say of a room; with an error in ``highest``."""
    out = []
    for made in room.stories:
        want = known(made, "x")
        rows = [row for row in room.rows if row["id"] in want.articles]
        standing = Standing(
            denies=tuple(sorted(want.denies)), lowest=want.lowest, highest=want.highest + seed_error
        )
        articles = tuple(Article(row["id"], row["text"]) for row in rows)
        out.append(Found("s", "", articles, (), (Claim("c", "", (), standing),)))
    return out


def test_a_perfect_count_passes() -> None:
    found = newsrooms.cell(CORPUS, 1, 10, Conditions(), counted)
    values = newsrooms.measures(found)
    assert [values[name] for name in newsrooms.OURS] == [1.0, 1.0, 1.0, 0.0, 1.0, 1.0]
    assert values["stories"] == 20
    assert newsrooms.below({Conditions(): found}) == []


def test_a_wrong_count_is_noticed() -> None:
    found = newsrooms.cell(CORPUS, 1, 10, Conditions(), lambda room: counted(room, 1))
    assert newsrooms.measures(found)["highest"] == 0.0
    assert newsrooms.measures(found)["error"] == 1.0
    assert newsrooms.below({Conditions(): found}) == ["no edits, 0% of credits missing: 0.000 is below 0.9"]
    assert newsrooms.below({Conditions(0.1, 0.5): found}) == []


def test_wrong_stories_and_denials_are_noticed() -> None:
    def lost(room: Room) -> Sequence[Found]:
        out = []
        for one in counted(room):
            claim = replace(one.claims[0], standing=replace(one.claims[0].standing, denies=()))
            out.append(replace(one, articles=one.articles[:-1] or one.articles, claims=(claim,)))
        return out

    values = newsrooms.measures(newsrooms.cell(CORPUS, 1, 10, Conditions(), lost))
    assert values["grouped"] < 0.3
    assert values["denials"] == 0.0
    assert values["highest"] == 1.0


def test_the_product_counts_made_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    titles = [s.claim for s in CORPUS.subjects]
    bodies = ["تمهيد أول. تمهيد ثان. " + " ".join(s.sentences) for s in CORPUS.subjects]
    rows = [*zip(titles, bodies, strict=True), *((t, f"{x}\n" * 3) for t, x in CORPUS.noise)]
    (tmp_path / "corpora").mkdir()
    table = duckdb.connect()
    table.execute("CREATE TABLE t (id VARCHAR, title VARCHAR, text VARCHAR)")
    table.executemany("INSERT INTO t VALUES (?, ?, ?)", [(f"{n:04}", *row) for n, row in enumerate(rows)])
    table.sql("SELECT * FROM t").write_parquet(str(tmp_path / "corpora" / "made.parquet"))
    report = tmp_path / "report.json"
    arguments = ["--shared", str(tmp_path), "--rooms", "3", "--edits", "0", "--missing", "0"]
    assert newsrooms.main([*arguments, "--json", str(report), "--show", "2"]) in (0, 1)
    (values,) = json.loads(report.read_text())
    assert values["stories"] == 6
    assert values["highest"] > 0.4
    assert "   0%       0%" in capsys.readouterr().out
    assert CORPUS.subjects[0].claim.split()[0] not in report.read_text()


def test_without_corpora_nothing_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert newsrooms.main(["--shared", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("Nothing was measured: there are no Parquet files in ")


@pytest.mark.parametrize("wrong", [["--rooms", "0"], ["--edits", "101"], ["--missing", "-1"]])
def test_misuse(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        newsrooms.main(wrong)
    assert ended.value.code == 2


def test_help_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        newsrooms.main(["--help"])
    assert ended.value.code == 0
    assert "examples:\n\n    python eval/newsrooms.py " in capsys.readouterr().out


# --- sentences -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headline", "taken"),
    [
        ("السد الكبير يستقبل مياه الأمطار بعد موسم طويل", False),  # "بعد" may begin a clause
        ("السد الكبير يستقبل مياه الأمطار في موسم طويل", True),
        ("الوزير يؤكد أن السد الكبير يستقبل مياه الأمطار", False),
        ("السد الكبير لا يستقبل مياه الأمطار هذا الموسم", False),
        ("الوزير: السد الكبير يستقبل مياه الأمطار هذا الموسم", False),
        ("استقبل السد الكبير مياه الأمطار هذا الموسم الطويل", False),
        ("السد يستقبل المياه", False),
    ],
)
def test_claims_are_plain(headline: str, taken: bool) -> None:
    assert corpus.is_claim(headline) is taken


def test_background_cites_nobody() -> None:
    text = (
        "الجملة الأولى من الخبر لا تؤخذ أبدا. الثانية مثلها لا تؤخذ أبدا. "
        "بلغ ارتفاع المياه في السد الكبير هذا العام 12.5 متر. "
        "قال الوزير إن المياه في السد الكبير هذا العام أعلى. جملة قصيرة. "
        "«يزور السد الكبير كل يوم من أيام الصيف ألف زائر»."
    )
    assert corpus.plain_sentences(text) == ["بلغ ارتفاع المياه في السد الكبير هذا العام 12.5 متر."]
