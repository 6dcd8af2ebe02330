"""What every store does: one table of tests, run on SQLite (memory, file) and a real PostgreSQL server."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from servers import MISSING, Server, postgres

import rasd
from harbour_fire import DENIAL, START, WIRE, newsroom, shown
from rasd import Desk
from rasd.errors import InputError, Overtaken, StoreError, UsageError
from rasd.export import jsonl
from rasd.model import Article, JudgementKind, Problem
from rasd.store import parties, search
from rasd.store import postgres as postgres_store
from rasd.store.accounts import Account
from rasd.store.database import Database, Row, Transaction
from rasd.store.lines import Expected, Wanted
from rasd.store.migrating import newest

Place = Callable[[str], str]
REPORTED = (
    "بدأت سفن الصيد العودة إلى المرفأ الشمالي صباح الخميس بعد أسبوع من الرياح العاتية التي منعتها من "
    "الإبحار، وباع الصيادون ما حملوه منها على الرصيف قبل الظهر، وتراجعت الأسعار في سوق المدينة إلى النصف."
)
KINDS = ("memory", "file", "server")


@pytest.fixture(scope="module")
def server() -> Iterator[Server | None]:
    with postgres() as running:
        yield running


@pytest.fixture(params=KINDS)
def place(
    request: pytest.FixtureRequest, tmp_path: Path, server: Server | None, monkeypatch: pytest.MonkeyPatch
) -> Place:
    """Gives the place of an empty store of one kind, by a name for it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    if request.param == "memory":
        return lambda name: ""
    if request.param == "file":
        return lambda name: str(tmp_path / f"{name}.db")
    if server is None:
        pytest.skip(MISSING)
    known: dict[str, str] = {}
    return lambda name: known.get(name) or known.setdefault(name, server.url(name))


def test_stories_are_those_of_a_trace(place: Place) -> None:
    with Desk(place("one")) as desk:
        changed = desk.add(newsroom())
        whole = list(rasd.trace(newsroom()))
        assert list(desk.stories()) == whole
        assert sorted(story.id for story in changed) == sorted(story.id for story in whole)
        assert desk.story(whole[0].id[:6]) == whole[0]


def test_times_keep_their_zones(place: Place) -> None:
    zone = timezone(timedelta(hours=3))
    articles = [
        replace(one, published=one.published and one.published.astimezone(zone)) for one in newsroom()
    ]
    with Desk(place("zones")) as desk:
        desk.add(articles)
        whole = [jsonl.story_record(story) for story in rasd.trace(articles)]
        assert [jsonl.story_record(story) for story in desk.stories()] == whole
        assert "+03:00" in str(whole[0]["claims"][0]["first_seen"])
        assert "+03:00" in str([story["earlier"] for story in whole])


@pytest.mark.parametrize("seed", range(2))
def test_articles_one_at_a_time_make_the_same_stories(place: Place, seed: int) -> None:
    articles = newsroom()
    random.Random(seed).shuffle(articles)
    with Desk(place("one")) as desk:
        for article in articles:
            assert any(article in story.articles for story in desk.add(article))
        assert shown(list(desk.stories())) == shown(list(rasd.trace(newsroom())))


def test_what_is_kept_outlasts_the_process(place: Place) -> None:
    where = place("kept")
    if not where:
        pytest.skip("what is in memory is gone when the desk is closed")
    articles = newsroom()
    for some in (articles[:3], articles[3:5], articles[5:]):
        with Desk(where) as desk:
            desk.add(some)
    with Desk(where, readonly=True) as desk:
        assert list(desk.stories()) == list(rasd.trace(articles))
        with pytest.raises(UsageError, match="reading only"):
            desk.add(articles)
        with (
            pytest.raises(StoreError, match=r"cannot be written|only lets it be read"),
            desk.database.writing() as transaction,
        ):
            transaction.run("DELETE FROM stories")


def test_what_is_held_is_passed_over(place: Place) -> None:
    with Desk(place("twice")) as desk:
        desk.add(newsroom())
        again = desk.keep([*newsroom(), "no/such/file.html"])
        assert (again.fresh, again.renewed, again.held) == (0, 0, len(newsroom()))
        assert [problem.where for problem in again.problems] == ["no/such/file.html"]
        assert isinstance(again.problems[0], Problem)
        assert list(desk.tell()) == []


def test_an_edited_article_is_a_version_of_itself(place: Place) -> None:
    first = newsroom()[0]
    second = replace(
        first, text=first.text.replace("ثلاثة عمال", "أربعة عمال"), title="أربعة قتلى في حريق الميناء"
    )
    third = replace(second, text=second.text + " وقال مصدر طبي إن الحصيلة مرشحة للارتفاع.")
    with Desk(place("versions")) as desk:
        desk.add(newsroom())
        assert (made := desk.keep([second, third])).renewed == 2
        assert not made.fresh
        desk.tell()
        held = desk.article(first.id)
        assert [version.article for version in held.versions] == [first, second, third]
        assert [version.number for version in held.versions] == [1, 2, 3]
        assert held.analysis.article == third
        # The stories are those of the articles as they are now.
        now = [third, *newsroom()[1:]]
        assert shown(list(desk.stories())) == shown(list(rasd.trace(now)))
        assert [line.id for line in desk.search("أربعة")] == [first.id]
        assert desk.counts()["articles"] == len(now)


def test_the_same_page_under_another_id_is_the_same_article(place: Place) -> None:
    one = Article("1", WIRE, url="https://www.example.org/news/7?utm_source=feed#top", outlet="أ")
    two = replace(one, id="2", url="http://example.org/news/7/")
    other = replace(two, id="3", text=DENIAL)  # a live page that shows something else by now
    with Desk(place("urls")) as desk:
        assert desk.keep([one, two, other]).fresh == 2
        assert len(desk) == 2


def test_two_articles_of_one_id_are_both_kept(place: Place) -> None:
    rows = [Article("7", WIRE, outlet="أ"), Article("7", DENIAL, outlet="ب"), Article("7", WIRE, outlet="ب")]
    with Desk(place("ids")) as desk:
        desk.add(rows)
        desk.add(rows)
        assert len(desk) == 3
        assert [desk.article(id_).analysis.article.text for id_ in ("7", "7 #2", "7 #3")] == [
            WIRE,
            DENIAL,
            WIRE,
        ]


def test_what_no_database_can_hold_is_replaced(place: Place) -> None:
    odd = Article(
        "\0odd",
        "قال\0 مصدر إن الميناء\ud800 مغلق.",
        title="ميناء\udfff",
        extra={"when": datetime(2026, 1, 1), "\ud800": "\udfff"},
    )
    with Desk(place("odd")) as desk:
        desk.add(odd)
        held = desk.article("\ufffdodd").analysis.article
        assert (held.text, held.title) == ("قال\ufffd مصدر إن الميناء\ufffd مغلق.", "ميناء\ufffd")
        assert held.extra == {"when": "2026-01-01 00:00:00", "\ufffd": "\ufffd"}


SPELLINGS = [
    ("وكالة", "الوكالة أكدت"), ("الوكاله", "قالت وكالة"), ("مسؤول", "نفى المسئولُ ذلك"),
    ("مسئول", "مسؤول كبير"),
    ("مستشفي", "في مستشفى المدينة"), ("إسرائيل", "اسرائيل"), ("٢٠٢٦", "عام 2026"), ("2026", "عام ۲۰۲۶"),
    ("كتاب", "کتاب فارسی"), ("علي", "علی"), ("للوزارة", "قالت الوزارة"), ("قال", "قَالَ"), ("محمد", "محـــمد"),
    ("REUTERS", "according to Reuters"), ("می گوید", "او می\u200cگوید"), ('"وزير النقل"', "وزير النقل أمس"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "text"), SPELLINGS)
def test_words_are_found_whatever_their_spelling(place: Place, question: str, text: str) -> None:
    with Desk(place("spelling")) as desk:
        desk.keep([Article("1", text), Article("2", "شيء آخر تماما عن البحر")])
        assert [line.id for line in desk.search(question)] == ["1"]


@pytest.mark.parametrize(
    ("few", "look", "wide"),
    [(0, 0.0, 3), (100_000, 1e9, 0), (100_000, 0.0, 3)],
    ids=["many are left", "few are left", "each is looked at"],
)
def test_phrases_outlets_and_times_narrow_a_search(
    place: Place, few: int, look: float, wide: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "FEW", few)
    monkeypatch.setattr(postgres_store, "_LOOK", look)
    monkeypatch.setattr(postgres_store, "_WIDE", wide)
    with Desk(place("search")) as desk:
        desk.add(newsroom())
        everything = desk.search("ميناء صور")
        assert [line.id for line in everything] == ["a3", "a2", "a1", "a0", "a6", "a7"] or len(everything) > 4
        assert desk.search('"صور ميناء"') == []
        assert {line.outlet for line in desk.search("ميناء", Wanted(outlets=("صحيفة الشاطئ",)))} == {
            "صحيفة الشاطئ"
        }
        early = Wanted(until=(START + timedelta(hours=1)).timestamp())
        assert [line.id for line in desk.search("ميناء", early)] == ["a0"]
        assert [line.id for line in desk.search("ميناء", early, "best")] == ["a0"]
        assert desk.search("ميناء", Wanted(until=0.0)) == []
        assert desk.search("") == desk.search("؟!") == []
        assert len(desk.search("ميناء", most=2)) == 2
        assert {line.id for line in desk.search("ميناء", sort="best")} == {
            line.id for line in desk.search("ميناء")
        }


def test_the_newest_are_looked_at_first(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever parts of the texts are asked one after the other, the same is found."""
    monkeypatch.setattr(postgres_store, "_LOOK", 1e9)
    monkeypatch.setattr(search, "NEWEST", 3)
    monkeypatch.setattr(search, "NEWEST_PHRASES", 2)
    texts = [f"خبر رقم {at} {'عن البحر الهادئ' if at % 3 == 0 else 'عن شيء آخر'}" for at in range(60)]
    with Desk(place("newest")) as desk:
        desk.keep([Article(f"{at:02}", text) for at, text in enumerate(texts)])
        for expected in (1, 4, 30, 60):
            monkeypatch.setattr(
                postgres_store.Postgres, "expected", lambda *_, many=expected: Expected(many, 60)
            )
            assert {line.id for line in desk.search("البحر", most=2)} == {"54", "51"}
            assert {line.id for line in desk.search("البحر", most=4)} == {"57", "54", "51", "48"}
            assert {line.id for line in desk.search('"البحر الهادئ"', most=1)} == {"54"}
            assert {line.id for line in desk.search("رقم 07")} == set()
            assert {line.id for line in desk.search("رقم 7", sort="best")} == {"07"}


@pytest.mark.parametrize(
    "question", ["'", '"', "a' OR 1=1 --", "\\", "%", "_", "* NEAR ( )", ":", "{a}", "é\u0301", "\ud800"]
)
def test_no_question_breaks_out(place: Place, question: str) -> None:
    with Desk(place("quotes")) as desk:
        desk.add(newsroom())
        assert isinstance(desk.search(question), list)
        assert isinstance(desk.source_lines(question), list)
        assert isinstance(desk.outlet_lines(question), list)
        assert len(desk) == len(newsroom())


def test_lists_are_in_the_order_of_the_front_page(place: Place) -> None:
    with Desk(place("lists")) as desk:
        desk.add(newsroom())
        whole = rasd.trace(newsroom())
        everything = Wanted(everything=True)
        ranked = [story.id for story in whole.sorted("repeated")]
        assert [line.id for line in desk.story_lines(everything)] == ranked
        assert [line.id for line in desk.story_lines(everything, most=1, skip=1)] == ranked[1:2]
        latest = [s.id for s in whole.sorted("time")]
        assert [line.id for line in desk.story_lines(everything, "time")] == latest
        for skip in range(len(latest) + 1):
            page = [line.id for line in desk.story_lines(everything, "time", most=2, skip=skip)]
            assert page == latest[skip : skip + 2]
        lines = {(line.story, line.place): line for line in desk.claim_lines(everything, most=1000)}
        for story in whole:
            for place_, claim in enumerate(story.claims, 1):
                line, standing = lines[story.id, place_], claim.standing
                assert (line.text, line.lowest, line.highest) == (
                    claim.text,
                    standing.lowest,
                    standing.highest,
                )
                assert (line.reports, line.copies) == (len(standing.supports), len(standing.copies))
        assert len(lines) == sum(len(story.claims) for story in whole)


def test_lists_leave_out_what_is_not_wanted(place: Place) -> None:
    with Desk(place("wanted")) as desk:
        desk.add(newsroom())
        for wanted, right in (
            (Wanted(least_outlets=2), lambda line: line.claim and line.claim.outlets >= 2),
            (Wanted(most_origins=1), lambda line: line.claim and line.claim.highest == 1),
            (Wanted(denied=True), lambda line: line.claim and line.claim.denied + line.claim.doubted),
            (Wanted(unconfirmed=True), lambda line: line.claim and not line.claim.confirmed),
            (
                Wanted(since=(START + timedelta(days=10)).timestamp()),
                lambda line: line.last and line.last > START.timestamp() + 864000,
            ),
        ):
            lines = desk.story_lines(replace(wanted, everything=True))
            everything = desk.story_lines(Wanted(everything=True))
            assert lines == [line for line in everything if right(line)]
        with_outlet = desk.story_lines(Wanted(outlets=("قناة الشمال",), everything=True))
        assert {line.id for line in with_outlet} == {
            story.id for story in desk.stories() if any(a.outlet == "قناة الشمال" for a in story.articles)
        }


def test_parties_are_counted_as_articles_come_and_change(place: Place) -> None:
    def counted(transaction: Transaction) -> list[list[Row]]:
        return [sorted(transaction.rows(f"SELECT * FROM {table}")) for table in ("parties", "called")]

    with Desk(place("parties")) as desk:
        for one in newsroom():
            desk.add([one])
        changed = replace(newsroom()[0], text=newsroom()[0].text.replace("لوكالة رويترز", "لوكالة البحر"))
        assert changed != newsroom()[0]
        desk.add([changed])
        assert desk.counts()["versions"]
        with desk.database.writing() as transaction:
            kept = counted(transaction)
            parties.count_all(transaction)
            assert counted(transaction) == kept
            assert all(kept)


def test_sources_and_outlets_have_their_profiles(place: Place) -> None:
    with Desk(place("profiles")) as desk:
        desk.add(newsroom())
        reuters = desk.source("رويترز")
        assert reuters.line.key == "party:reuters"
        assert reuters.line.articles == 3
        assert ("unnamed", 3) in reuters.ends
        assert all(
            any(link.key == "party:reuters" for link in one.attribution.chain) for one in reuters.citations
        )
        shore = desk.outlet("الشاطئ")
        assert shore.line.outlet == "صحيفة الشاطئ"
        assert (shore.line.articles, shore.line.credited + shore.line.uncredited + shore.line.untold) == (
            2,
            1,
        )
        assert shore.follows
        for ask in (desk.source, desk.outlet, desk.story, desk.article):
            with pytest.raises(UsageError, match="لا أحد"):
                ask("لا أحد بهذا الاسم")


def test_an_outlet_that_prints_its_own_text_again_copies_nobody(place: Place) -> None:
    with Desk(place("again")) as desk:
        first = replace(newsroom()[0], text=REPORTED)
        again = replace(first, id="again", published=START + timedelta(hours=20))
        other = replace(first, id="other", outlet="قناة الشرق", published=START + timedelta(hours=21))
        desk.add([first, again, other])
        copied = {(copy.copier, copy.original) for story in desk.stories() for copy in story.copies}
        assert ("again", first.id) in copied
        own, east = desk.outlet(first.outlet), desk.outlet(other.outlet)
        assert (own.line.own, own.line.articles, own.follows, east.line.own) == (2, 2, (), 0)
        assert [name for name, *_ in own.followed_by] == [other.outlet]


def test_a_judgement_is_applied_and_withdrawn(place: Place) -> None:
    with Desk(place("judged")) as desk:
        desk.add(newsroom())
        before = list(desk.stories())
        wire = next(story for story in before if len(story.articles) > 1)
        article = wire.articles[-1].id
        when = datetime(2026, 3, 4, tzinfo=UTC)
        decided = rasd.judgement(JudgementKind.OWN_REPORTING, [f"article:{article}"], "محرر", when)
        assert desk.judge(decided) == [wire.id]
        assert desk.judge(decided) == []
        judged = list(rasd.trace(newsroom(), judgements=[decided]))
        assert list(desk.stories()) == judged != before
        back = rasd.judgement(JudgementKind.WITHDRAW, [decided.id], "محرر", when + timedelta(hours=1))
        assert desk.judge(back) == [wire.id]
        assert list(desk.stories()) == before
        assert desk.judgements() == [decided, back]
        # What comes later is counted with them too.
        desk.add(replace(newsroom()[1], id="late", outlet="بوابة أخرى", url=""))
        assert any("late" in [a.id for a in story.articles] for story in desk.stories())


def test_accounts_and_sessions_are_kept_and_end(place: Place) -> None:
    with Desk(place("one")) as desk:
        accounts = desk.accounts
        mona, omar = Account("منى", "editor", 10.0), Account("omar", "reader", 11.0)
        accounts.put(omar, "hash-1")
        accounts.put(mona, "hash-2")
        assert accounts.all() == [omar, mona]
        assert (accounts.password("منى"), accounts.password("nobody")) == ("hash-2", "")
        accounts.open("k1", "منى", ends=100.0, now=20.0)
        accounts.open("k2", "omar", ends=30.0, now=20.0)
        assert accounts.signed_in("k1", 100.0) == mona
        assert [accounts.signed_in(key, now) for key, now in (("k1", 100.1), ("k2", 31.0), ("k3", 0.0))] == [
            None
        ] * 3
        accounts.put(Account("منى", "admin", 99.0), "hash-3")  # another role: sign in again, same beginning
        assert accounts.signed_in("k1", 50.0) is None
        assert accounts.all()[1] == Account("منى", "admin", 10.0)
        accounts.open("k4", "omar", ends=100.0, now=40.0)
        accounts.close("k4")
        assert accounts.signed_in("k4", 50.0) is None
        accounts.open("k5", "omar", ends=100.0, now=40.0)
        assert (accounts.drop("omar"), accounts.drop("omar")) == (True, False)
        assert accounts.signed_in("k5", 50.0) is None


def test_the_second_of_two_who_decide_at_once_is_told(place: Place) -> None:
    with Desk(place("one")) as desk:
        desk.add(newsroom())
        story = next(story for story in desk.stories() if len(story.claims[0].standing.origins) > 1)
        keys = [origin.keys[0] for origin in story.claims[0].standing.origins[:2]]
        seen = len(desk.judgements())
        first = rasd.judgement("merge", keys, "Mona", START)
        second = rasd.judgement("merge", keys, "Omar", START + timedelta(hours=1))
        assert desk.judge(first, seen) == [story.id]
        with pytest.raises(Overtaken, match="Mona decided on the same story meanwhile"):
            desk.judge(second, seen)
        assert desk.judgements() == [first]
        assert desk.judge(second, seen + 1) == [story.id]
        assert desk.judgements() == [first, second]


def test_who_follows_whom_is_counted(place: Place) -> None:
    with Desk(place("one")) as desk:
        desk.add(newsroom())
        pairs = desk.network()
        for outlet, other, times, silent in pairs:
            row = next(row for row in desk.outlet(outlet).follows if row[0] == other)
            assert row == (other, times, silent)
        assert pairs
        assert desk.network(1) == pairs[:1]


def test_stories_answer_to_their_former_ids(place: Place) -> None:
    articles = newsroom()
    with Desk(place("former")) as desk:
        first = desk.add(articles[0])[0].id
        desk.add(articles[1:])
        assert articles[0] in desk.story(first).articles
        assert desk.story(first).id != first
        with pytest.raises(UsageError, match="stories"):
            desk.story("")


def test_a_copy_of_it_is_a_desk(place: Place, tmp_path: Path) -> None:
    where = place("copied")
    with Desk(where) as desk:
        desk.add(newsroom())
        whole = list(desk.stories())
        desk.backup(tmp_path / "copy")
    if where.startswith("postgresql"):
        assert (tmp_path / "copy").read_bytes().startswith(b"PGDMP")
        return
    with Desk(tmp_path / "copy") as copy:
        assert list(copy.stories()) == whole
        assert copy.keep(newsroom()).held == len(newsroom())


def test_a_newer_desk_is_refused(place: Place) -> None:
    where = place("newer")
    if not where:
        pytest.skip("nobody else has written what is in memory")
    with Desk(where) as desk, desk.database.writing() as transaction:
        transaction.run("UPDATE desk SET value = '99' WHERE name = 'format'")
    with pytest.raises(StoreError, match="newer version of Rasd"):
        Desk(where)


def test_an_older_desk_is_brought_up_to_date(place: Place) -> None:
    where = place("older")
    if not where:
        pytest.skip("what is in memory is never older")
    with Desk(where) as desk:
        desk.add(newsroom())
        lines, claims = desk.story_lines(), desk.claim_lines()
        counted = desk.source_lines(most=99), desk.outlet_lines(most=99), desk.network()
        assert all(counted)
        with desk.database.writing() as transaction:
            transaction.run("DROP INDEX stories_every")
            transaction.run("DROP INDEX stories_every_last")
            transaction.run("DROP INDEX claims_shown")
            transaction.run("DROP INDEX claims_shown_first")
            transaction.run("ALTER TABLE claims DROP COLUMN bare")
            for name in ("copies_outlet", "copies_source", "articles_number"):
                transaction.run(f"DROP INDEX IF EXISTS {name}")
            for name in ("outlet", "source"):
                transaction.run(f"ALTER TABLE copies DROP COLUMN {name}")
            for name in ("parties", "called"):
                transaction.run(f"DROP TABLE {name}")
            transaction.run("UPDATE desk SET value = '2' WHERE name = 'format'")
    with Desk(where) as desk:
        assert not desk.made
        assert desk.story_lines() == lines
        assert desk.claim_lines() == claims
        assert (desk.source_lines(most=99), desk.outlet_lines(most=99), desk.network()) == counted
        with desk.database.writing() as transaction:
            assert int(transaction.value("SELECT value FROM desk WHERE name = 'format'")) == newest()
            transaction.run("DROP INDEX stories_every")


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("sort", ["repeated", "time"])
@pytest.mark.parametrize("kind", ["stories", "claims"])
def test_no_page_of_a_list_sorts_or_reads_what_it_skips(
    monkeypatch: pytest.MonkeyPatch, kind: str, sort: str, everything: bool
) -> None:
    asked: list[tuple[str, dict[str, Any]]] = []
    rows = Transaction.rows

    def noted(transaction: Transaction, sql: str, **given: Any) -> list[Row]:
        asked.append((sql, given))
        return rows(transaction, sql, **given)

    with Desk() as desk:
        monkeypatch.setattr(Transaction, "rows", noted)
        ask = {"stories": desk.story_lines, "claims": desk.claim_lines}[kind]
        ask(Wanted(everything=everything), sort, skip=20_000)
        ((sql, given),) = asked
        with desk.database.reading() as transaction:
            plan = [str(row[-1]) for row in rows(transaction, f"EXPLAIN QUERY PLAN {sql}", **given)]
    skipped = plan[plan.index("LIST SUBQUERY 1") + 1 :]
    assert f" COVERING INDEX {kind}_" in skipped[0], plan
    assert sum("TEMP B-TREE" in step for step in plan) == 1, plan  # of the page itself


def test_one_process_adds_at_a_time(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = place("two")
    if not where:
        pytest.skip("what is in memory is nobody else's")
    with Desk(where) as one, Desk(where) as two:
        one.add(newsroom()[:2])
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another machine"))
        with pytest.raises((StoreError, InputError), match="another process"):
            two.add(newsroom()[2:])
        assert len(two) == 2
        one.close()
        two.add(newsroom()[2:])
        assert len(two) == len(newsroom())


def test_a_database_of_something_else_is_refused(place: Place) -> None:
    where = place("foreign")
    if not where:
        pytest.skip("nobody else has written what is in memory")
    database = Database(where)
    with database.writing() as transaction:
        transaction.plain("CREATE TABLE customers (name TEXT)")
    with pytest.raises(StoreError, match="something else"):
        Desk(where)
    with database.reading() as transaction:
        assert transaction.rows("SELECT * FROM customers") == []
    database.close()


def test_an_empty_place_is_not_made_by_asking(place: Place) -> None:
    where = place("nothing")
    if not where:
        pytest.skip("memory is always empty")
    with pytest.raises(StoreError, match="rasd add"):
        Desk(where, readonly=True)
    assert where.startswith("postgresql") or not Path(where).exists()


def test_a_desk_says_whether_it_was_made(place: Place) -> None:
    where = place("made")
    with Desk(where) as desk:
        assert desk.made
        assert desk.outlet_names() == []
        desk.add(newsroom())
        outlets = {article.outlet for article in newsroom()}
        assert desk.outlet_names() == sorted(outlets)
        assert desk.outlet_names("الشاطئ") == ["صحيفة الشاطئ"]
    if where:
        with Desk(where) as desk:
            assert not desk.made


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://rasd:secret@host/news", "postgresql://rasd:***@host/news"),
        ("postgres://rasd:secret@host/news", "postgresql://rasd:***@host/news"),
        ("postgresql://host/news?user=rasd&password=secret", "user=rasd"),
        ("postgresql://host/news?sslpassword=secret", "postgresql://host/news?"),
        ("sqlite:///news.db", "news.db"),
    ],
)
def test_a_store_is_named_without_its_password(url: str, shown: str) -> None:
    name = Database(url).name
    assert shown in name
    assert "secret" not in name


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://rasd:secret@host:port/news",
        "postgresql://rasd:se@cret@host/news",
        "mysql://rasd:secret@host/news",
        "://secret",
    ],
)
def test_no_refusal_repeats_a_password(url: str) -> None:
    with pytest.raises(UsageError) as refused:
        Database(url)
    assert "cret" not in str(refused.value)


def test_sources_that_are_counted_wrongly_are_found_and_counted_anew(place: Place) -> None:
    with Desk(place("counted")) as desk:
        desk.add(newsroom())
        before = desk.source_lines()
        assert not list(desk.check())
        with desk.database.writing() as transaction:
            transaction.run("UPDATE parties SET cited = cited + 1 WHERE key = :key", key=before[0].key)
            transaction.run("DELETE FROM called WHERE key = :key", key=before[1].key)
        assert [(one.where, one.mended) for one in desk.check()] == [("sources", False)]
        assert [one.mended for one in desk.check(repair=True)] == [True]
        assert not list(desk.check())
        assert desk.source_lines() == before
