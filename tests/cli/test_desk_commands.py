"""The commands of a desk, on real desks: what they print, what they leave behind, what they advise."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from servers import MISSING, Server, postgres

from cli.streets import rasd
from harbour_fire import OWN, WIRE, newsroom
from rasd import Desk
from rasd.cli.app import Street
from rasd.export.console import cell_len
from rasd.export.editing import changes
from rasd.lineage.judging import judgement
from rasd.model import Feed

ROOT = Path(__file__).parents[2]
LISTS = ("stories", "claims", "source", "outlet")
FIRE, STRIKE = "حريق في مخازن ميناء صور", "إضراب في مصنع النسيج"
REPAIR = "ترميم مخازن ميناء صور بعد الحريق"


def rows(articles: Any = None) -> list[dict[str, str]]:
    """The newsroom as rows of a table."""
    return [
        {
            "id": one.id, "text": one.text, "outlet": one.outlet, "title": one.title, "language": "ar",
            "date": one.published.isoformat() if one.published else "",
        }
        for one in (newsroom() if articles is None else articles)
    ]  # fmt: skip


def written(path: Path, some: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in some), "utf-8")
    return path


@pytest.fixture(autouse=True)
def _my_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "mine"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk of the fire in the harbour."""
    folder = tmp_path_factory.mktemp("made")
    done = rasd("add", written(folder / "news.jsonl", rows()), "--store", folder / "news.db")
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made / "news.db.index", tmp_path / "news.db.index")
    shutil.copy(made / "news.jsonl", tmp_path / "news.jsonl")
    return Path(shutil.copy(made / "news.db", tmp_path / "news.db"))


def plain(text: str) -> str:
    """The text as a reader compares it: on one line, without marks of direction."""
    return " ".join("".join(c for c in text if c not in "\u200e\u200f\u2066\u2067\u2068\u2069").split())


def told(result: Result) -> list[Any]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def listed(desk: Path, command: str, *more: object) -> list[Any]:
    done = rasd(command, *more, "--store", desk, "--format", "jsonl")
    assert done.exit_code == 0, done.output
    return told(done)


def fire(desk: Path) -> str:
    """The id of the story of the fire."""
    (line,) = listed(desk, "stories", "--search", '"مخازن الميناء القديم"', "--top", 1)
    return str(line["id"])


# --- adding -----------------------------------------------------------------------------------------


def test_a_desk_is_made_and_filled(tmp_path: Path) -> None:
    news = written(tmp_path / "news.jsonl", rows())
    done = rasd("add", news, "--store", tmp_path / "a.db")
    assert done.exit_code == 0
    assert done.stderr == f"rasd: a new desk: {tmp_path / 'a.db'}\n"
    assert plain(done.stdout).startswith(
        "8 new articles, no new versions, none already held; nothing skipped; 3 stories are new or have"
    )
    assert "حريق في مخازن ميناء صور" in done.stdout
    again = rasd("add", news, "--store", tmp_path / "a.db")
    assert (again.exit_code, again.stderr) == (0, "")
    assert plain(again.stdout) == (
        "no new articles, no new versions, 8 already held; nothing skipped; no story has changed"
    )


def test_without_a_store_it_is_the_users_own(tmp_path: Path) -> None:
    done = rasd("add", written(tmp_path / "news.jsonl", rows()))
    own = tmp_path / "mine" / "rasd" / "desk.db"
    assert (done.exit_code, done.stderr) == (0, f"rasd: a new desk: {own}\n")
    assert own.is_file()
    assert told(rasd("stories", "--format", "jsonl")) == listed(own, "stories")
    assert told(rasd("stories", "--format", "jsonl", RASD_STORE=str(own))) == listed(own, "stories")
    assert rasd("add", tmp_path / "news.jsonl", "-q", "--store", f"sqlite:///{own}").stderr == ""


def test_an_edited_article_is_a_version_and_its_story_is_told(desk: Path, tmp_path: Path) -> None:
    edited = {**rows()[2], "text": OWN + " وأصيب سبعة آخرون بجروح."}
    new = {**rows()[1], "id": "b", "outlet": "صحيفة الجبل"}
    done = rasd("add", written(tmp_path / "more.jsonl", [edited, new]), "--store", desk, "--format", "jsonl")
    assert done.exit_code == 0
    assert {"a2", "b"} <= {id_ for story in told(done) for id_ in story["articles"]}
    with Desk(desk, readonly=True) as held:
        assert [one.number for one in held.article("a2").versions] == [1, 2]
        assert len(held) == 9


def test_what_cannot_be_read_is_named_and_counted(tmp_path: Path) -> None:
    news = written(tmp_path / "news.jsonl", rows()[:2])
    done = rasd("add", news, tmp_path / "gone.html", "--store", tmp_path / "a.db")
    assert done.exit_code == 1
    assert f"rasd: skipped {tmp_path / 'gone.html'}: no such file" in done.stderr
    assert "1 input skipped" in plain(done.stdout)


def test_progress_shows_the_whole_and_what_goes_on(tmp_path: Path) -> None:
    done = rasd("add", written(tmp_path / "n.jsonl", rows()), "--store", tmp_path / "a.db", "--progress")
    assert "adding [........................] 0/8  (" in done.stderr
    assert "stories" in done.stderr


# --- lists ------------------------------------------------------------------------------------------


def test_lists_are_those_of_the_desk(desk: Path) -> None:
    with Desk(desk, readonly=True) as held:
        stories, claims = held.story_lines(), held.claim_lines()
        sources, outlets = held.source_lines(), held.outlet_lines()
    assert [line["id"] for line in listed(desk, "stories")] == [line.id for line in stories]
    assert [(row["story"], row["place"]) for row in listed(desk, "claims")] == [
        (line.story, line.place) for line in claims
    ]
    assert [line["key"] for line in listed(desk, "source")] == [line.key for line in sources]
    assert [line["outlet"] for line in listed(desk, "outlet")] == [line.outlet for line in outlets]
    first = listed(desk, "stories")[0]
    assert first["first"] == "2026-03-03T08:00:00+00:00"
    assert "rank" not in first["claim"]


@pytest.mark.parametrize("width", [40, 60, 100, 140])
@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("command", [*LISTS, "search حريق", "source رويترز", "outlet الشاطئ", "judge list"])
def test_no_line_is_wider_than_asked(desk: Path, command: str, lang: str, width: int) -> None:
    if command == "judge list":
        rasd("judge", "merge", "a long key of somebody", "another", "--who", "هدى", "--store", desk)
    done = rasd(*command.split(), "--store", desk, "--lang", lang, "--width", width)
    assert done.exit_code == 0
    assert done.stdout.strip()
    assert max(map(cell_len, done.stdout.splitlines())) <= width


def test_a_list_says_how_to_go_on(desk: Path) -> None:
    shown = plain(rasd("stories", "--store", desk, "--top", 1).stdout)
    first = listed(desk, "stories", "--top", 1)[0]["id"][:8]
    assert shown.endswith(f"There are more: --skip 1 The whole of one: rasd story {first}")
    assert listed(desk, "stories", "--top", 1, "--skip", 1) == listed(desk, "stories")[1:2]
    assert "There are more" not in rasd("stories", "--store", desk).stdout


def test_arabic_reads_arabic(desk: Path) -> None:
    shown = plain(rasd("stories", "--store", desk, "--lang", "ar").stdout)
    assert "لم يؤكده أحد" in shown
    assert "قصة بتمامها: rasd story" in shown
    for command in LISTS:
        text = plain(rasd(command, "--store", desk, "--lang", "ar").stdout).replace("rasd story", "")
        words = {word for word in text.split() if word.isascii() and word.isalpha()}
        assert words == set()


@pytest.mark.parametrize(
    ("more", "titles"),
    [
        (["--outlet", "الشاطئ"], {FIRE}),
        (["--outlet", "وكالة الميناء", "--outlet", "الشمال"], {FIRE, STRIKE}),
        (["--outlet", "الشمال", "--all"], {STRIKE, REPAIR}),
        (["--denied"], {FIRE}),
        (["--unconfirmed"], {FIRE, STRIKE}),
        (["--least-outlets", 3], {FIRE}),
        (["--single-origin"], set()),
        (["--single-origin", "--all"], {REPAIR}),
        (["--search", "اضراب"], {STRIKE}),
        (["--search", "اضراب", "--outlet", "الشاطئ"], set()),
        (["--search", "حريق", "--since", "2026-03-10", "--all"], {REPAIR}),
        (["--until", "2026-03-03T09:00"], {FIRE}),
        (["--until", "2026-03-03"], {FIRE, STRIKE}),
        (["--since", "2026-03-04", "--all"], {REPAIR}),
        (["--since", "1h", "--all"], set()),
        (["--since", "999999w", "--all"], {FIRE, STRIKE, REPAIR}),
    ],
)
def test_filters(desk: Path, more: list[object], titles: set[str]) -> None:
    assert {line["title"] for line in listed(desk, "stories", *more)} == titles
    stories = {line["id"] for line in listed(desk, "stories", *more)}
    assert {line["story"] for line in listed(desk, "claims", *more)} <= stories


def test_a_country_is_known_of_outlets_and_feeds(desk: Path, tmp_path: Path) -> None:
    some = [{**rows()[0], "id": f"c{n}", "outlet": name} for n, name in enumerate(["بترا", "الأهرام"])]
    assert rasd("add", written(tmp_path / "more.jsonl", some), "--store", desk).exit_code == 0
    with Desk(desk) as held:
        held.book.follow([Feed("https://feed.example/a", outlet="قناة الشمال", country="LB")])
    for country, outlets in (("EG", ["الأهرام"]), ("الأردن", ["بترا"]), ("lb", ["قناة الشمال"])):
        assert {line["outlet"] for line in listed(desk, "search", "في", "--country", country)} == {*outlets}
    assert listed(desk, "stories", "--country", "EG")[0]["id"] == fire(desk)


def test_search_finds_whatever_the_spelling(desk: Path) -> None:
    found = listed(desk, "search", "اضراب", "مصنع")
    assert {line["id"] for line in found} == {"a4", "a5"}
    assert found[0]["moment"] == "2026-03-03T14:00:00+00:00"
    assert listed(desk, "search", "اضراب", "--until", "2026-03-03T13:30") == found[1:]
    shown = rasd("search", "اضراب", "--store", desk)
    assert "إضراب عمال النسيج في طرابلس" in shown.stdout


# --- profiles ---------------------------------------------------------------------------------------


def test_a_source_with_all_that_it_said(desk: Path) -> None:
    (record,) = listed(desk, "source", "رويترز")
    assert record["line"]["key"] == "party:reuters"
    assert record["ends"] == [["unnamed", 3]]
    assert {one["article"] for one in record["citations"]} == {"a0", "a1", "a7"}
    assert record["citations"][0]["attribution"]["chain"][-1]["type"] == "unnamed"
    shown = plain(rasd("source", "رويترز", "--store", desk).stdout)
    assert "In 3 articles: at the end of a chain never, on the way 3 times; denies never" in shown
    assert "What it passes on ends at - unnamed: 3 times (100%)" in shown


def test_an_outlet_with_whom_it_follows(desk: Path) -> None:
    shown = plain(rasd("outlet", "الشاطئ", "--store", desk).stdout)
    assert "صحيفة الشاطئ 2 articles · 2026-03-03 to 2026-03-04 Its own: 1 article (50%)" in shown
    assert "Carries the text of" in shown
    (record,) = listed(desk, "outlet", "الشاطئ")
    assert record["line"]["articles"] == 2
    assert record["follows"]


def test_of_several_called_so_the_others_are_named(desk: Path) -> None:
    done = rasd("outlet", "ال", "--store", desk)
    assert done.exit_code == 2
    some = [{**rows()[0], "id": "c", "outlet": "الشاطئ الشرقي"}]
    assert rasd("add", written(desk.with_name("more.jsonl"), some), "--store", desk).exit_code == 0
    done = rasd("outlet", "الشاطئ", "--store", desk)
    assert "صحيفة الشاطئ" in done.stdout
    assert done.stderr == "rasd: also called so: الشاطئ الشرقي\n"


def test_what_was_changed_after_publication_is_shown(desk: Path, tmp_path: Path) -> None:
    old = rows()[2]
    new = {**old, "title": "أربعة قتلى", "text": OWN.replace("ثلاثة", "أربعة") + " وأصيب سبعة."}
    assert rasd("add", written(tmp_path / "more.jsonl", [new]), "--store", desk).exit_code == 0
    shown = plain(rasd("article", "a2", "--store", desk).stdout)
    assert "Version 2, taken in" in shown
    assert "“ثلاثة” became “أربعة”" in shown
    assert "added: “وأصيب سبعة”" in shown
    assert "headline: “أربعة قتلى”" in shown
    assert "صار «ثلاثة» «أربعة»" in plain(rasd("article", "a2", "--store", desk, "--lang", "ar").stdout)
    (record,) = listed(desk, "article", "a2")
    assert [one["text"] for one in record["versions"]] == [old["text"], new["text"]]
    assert record["story"] == fire(desk)
    assert "What was changed" not in rasd("article", "a0", "--store", desk).stdout
    assert "look for it with: rasd search WORDS" in rasd("article", "zz", "--store", desk).stderr


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("قال الوزير ذلك.", "قال الوزير ذلك!", []),
        ("قتل ثلاثة عمال", "قتل أربعة عمال", [("ثلاثة", "أربعة")]),
        ("قتل عمال", "قتل ثلاثة عمال", [("", "ثلاثة")]),
        ("قتل ثلاثة عمال، أمس", "قتل عمال", [("ثلاثة", ""), ("أمس", "")]),
        ("", "قتل", [("", "قتل")]),
        ("كلمة " * 5_001, "قتل", []),
    ],
)
def test_changes_are_words(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert changes(old, new) == expected


# --- one story --------------------------------------------------------------------------------------


def test_a_story_is_as_trace_prints_it(desk: Path, tmp_path: Path) -> None:
    id_ = fire(desk)
    traced = rasd("trace", tmp_path / "news.jsonl", "--format", "jsonl")
    (same,) = [story for story in told(traced) if story["story"] == id_]
    assert listed(desk, "story", id_[:6]) == [same]
    page, graph = tmp_path / "story.html", tmp_path / "story.graphml"
    done = rasd("story", id_, "--store", desk, "--html", page, "--export", graph)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"rasd: wrote {page}\nrasd: wrote {graph}\n"
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_a_story_is_shown_with_all_its_claims_or_some(tmp_path: Path) -> None:
    examples = ROOT / "examples" / "story.jsonl"
    assert rasd("add", examples, "--store", tmp_path / "a.db").exit_code == 0
    id_ = listed(tmp_path / "a.db", "stories")[0]["id"]
    whole = rasd("story", id_, "--store", tmp_path / "a.db").stdout
    assert whole in rasd("trace", examples, "--all").stdout
    assert "Claim 3" in whole
    some = rasd("story", id_, "--store", tmp_path / "a.db", "--claims", 1).stdout
    assert "Claim 2" not in some
    assert "and 4 claims more" in plain(some)
    reasons = rasd("why", id_, "--all", "--store", tmp_path / "a.db").stdout
    assert reasons == rasd("why", examples, "--all").stdout
    assert "Claim 3" in reasons


def test_a_story_answers_to_its_former_id(desk: Path, tmp_path: Path) -> None:
    before = fire(desk)
    more = {**rows()[1], "id": "b", "outlet": "صحيفة الجبل"}
    rasd("add", written(tmp_path / "more.jsonl", [more]), "--store", desk)
    after = fire(desk)
    assert before != after
    assert listed(desk, "story", before)[0]["story"] == after


def test_why_takes_a_story_of_a_desk(desk: Path, tmp_path: Path) -> None:
    id_ = fire(desk)
    shown = rasd("why", id_[:7], "--store", desk)
    assert shown.exit_code == 0
    traced = rasd("why", tmp_path / "news.jsonl", "--story", id_)
    assert shown.stdout == traced.stdout
    assert rasd("why", id_, "--claim", 99, "--store", desk).exit_code == 2


def test_a_file_comes_before_a_story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "abcdef", rows()[:1])
    assert "ثلاثة عمال قتلوا" in rasd("why", "abcdef").stdout


# --- judgements -------------------------------------------------------------------------------------


def test_judgements_are_applied_listed_and_undone(desk: Path) -> None:
    id_ = fire(desk)
    claim = next(one for one in listed(desk, "story", id_)[0]["claims"] if len(one["origins"]) > 1)
    keys = [one["keys"][0] for one in claim["origins"][:2]]
    copied = [f"\u2066\u200e{key}\u2069\u200f" for key in keys]  # as they come out of a terminal
    done = rasd("judge", "merge", *copied, "--who", "هدى", "--note", "one man", "--store", desk)
    assert done.exit_code == 0
    assert f"rasd: judgement {listed(desk, 'judge', 'list')[0]['id']}: merge" in done.stderr
    assert id_[:8] in done.stdout, "the story is shown as it now is"
    assert _highest(desk, id_, claim["claim"]) == claim["origins_high"] - 1
    assert "decided by هدى on" in plain(rasd("why", id_, "--all", "--store", desk, "--width", 300).stdout)
    assert rasd("judge", "undo", "--who", "منى", "--store", desk).exit_code == 0
    assert _highest(desk, id_, claim["claim"]) == claim["origins_high"]
    first, second = listed(desk, "judge", "list")
    assert (first["who"], first["kind"], first["note"], first["holds"]) == ("هدى", "merge", "one man", False)
    assert (second["who"], second["about"], second["holds"]) == ("منى", [first["id"]], True)
    shown = plain(rasd("judge", "list", "--store", desk).stdout)
    assert "withdrawn" in shown
    assert "nothing to undo" in plain(rasd("judge", "undo", "--store", desk).stderr)
    assert rasd("judge", "withdraw", second["id"][:6], "--store", desk).exit_code == 0
    assert _highest(desk, id_, claim["claim"]) == claim["origins_high"] - 1, "what was withdrawn holds again"


def _highest(desk: Path, story: str, claim: str) -> int:
    claims = listed(desk, "story", story)[0]["claims"]
    return int(next(one for one in claims if one["claim"] == claim)["origins_high"])


def test_own_reporting_and_what_concerns_nothing(desk: Path) -> None:
    (told_,) = listed(desk, "judge", "own-reporting", "article:a2", "--who", "هدى")
    assert told_["stories"] == [fire(desk)]
    done = rasd("judge", "merge", "nobody", "anybody", "--who", "هدى", "--store", desk)
    assert done.exit_code == 0
    assert "it concerns no story here; check the keys (rasd why STORY)" in done.stderr
    assert "nobody has decided anything" in rasd("judge", "list", "--store", _empty(desk)).stderr


def _empty(desk: Path) -> Path:
    path = desk.with_name("empty.db")
    with Desk(path):
        return path


# --- care -------------------------------------------------------------------------------------------


def test_a_desk_is_checked_and_repaired(desk: Path) -> None:
    done = rasd("check", "--store", desk)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "rasd: nothing is wrong: 8 articles\n")
    shutil.rmtree(f"{desk}.index")
    done = rasd("check", "--store", desk)
    assert done.exit_code == 1
    assert done.stdout.startswith("index: ")
    assert "rasd check --repair" in done.stdout
    done = rasd("check", "--repair", "--store", desk, "--format", "jsonl")
    assert (done.exit_code, [one["mended"] for one in told(done)]) == (1, [True])
    assert rasd("check", "--store", desk).exit_code == 0


def test_what_was_decided_by_a_clock_that_was_ahead_is_undone(desk: Path) -> None:
    with Desk(desk) as opened:
        story = next(one for one in opened.stories() if len(one.claims[0].standing.origins) > 1)
        keys = [origin.keys[0] for origin in story.claims[0].standing.origins[:2]]
        ahead = datetime.now(UTC) + timedelta(hours=3)
        opened.judge(judgement("merge", keys, "huda", ahead))
    assert rasd("judge", "undo", "--store", desk).exit_code == 0
    assert "No judgement holds" in rasd("judge", "undo", "--store", desk).stderr


def test_a_backup_writes_over_nothing_unless_it_is_told_to(desk: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("mine")
    refused = rasd("backup", copy, "--store", desk)
    assert (refused.exit_code, copy.read_text()) == (2, "mine")
    assert "--force" in refused.stderr
    assert rasd("backup", copy, "--store", desk, "--force").exit_code == 0
    assert rasd("stories", "--store", copy).exit_code == 0


def test_a_backup_is_a_desk(desk: Path, tmp_path: Path) -> None:
    done = rasd("backup", tmp_path / "copy.db", "--store", desk)
    assert (done.exit_code, done.stderr) == (0, f"rasd: wrote {tmp_path / 'copy.db'}\n")
    assert listed(tmp_path / "copy.db", "stories") == listed(desk, "stories")


# --- what to write instead --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["story", "zz"], "there is no story 'zz'; see them with: rasd stories"),
        (["stories", "--outlet", "صحيفة الشاطة"], "Did you mean 'صحيفة الشاطئ'?"),
        (["claims", "--outlet", "zz"], "No outlet here is called 'zz'. See them with: rasd outlet"),
        (["stories", "--country", "Atlantis"], "write its two letters (EG) or its name"),
        (["stories", "--country", "EG"], "No outlet here is known to be of EG"),
        (["stories", "--since", "yesterday"], "--since 'yesterday' is no time: write 2026-03-03"),
        (["stories", "--until", "2026-13-01"], "is no time"),
        (["stories", "--sort", "size"], "is not one of: repeated, time"),
        (["search"], "Missing argument 'WORDS...'"),
        (["source", "zz"], "No source here is called 'zz'. See them with: rasd source"),
        (["outlet", "zz"], "No outlet here is called 'zz'. See them with: rasd outlet"),
        (["judge", "marge", "a", "b"], "Did you mean 'merge'?"),
        (["judge", "merge", "a"], "rasd judge merge takes two KEYs: rasd why STORY prints keys"),
        (["judge", "undo", "a"], "rasd judge undo takes nothing else"),
        (["judge", "merge", "a", "a"], "is about keys of two origins"),
        (["judge", "own-reporting", "a"], "the key of an article begins with 'article:'"),
        (["judge", "withdraw", "12"], "No judgement has the id '12'; see them with: rasd judge list"),
        (["judge", "undo"], "No judgement holds, so there is nothing to undo"),
        (["why", "abcdef"], "there is no story 'abcdef'"),
        (["why", "x.html"], "--store is for a story of a desk"),
        (["why", "abcdef", "--story", "ab"], "on a desk decide with: rasd judge"),
        (["backup", "/no/such/folder/x.db"], "there is no folder"),
        (["story", "ab", "--export", "x.xml"], "a file ends in .graphml"),
    ],
)
def test_misuse_says_what_to_write_instead(desk: Path, arguments: list[str], advice: str) -> None:
    done = rasd(*arguments, "--store", desk)
    assert (done.exit_code, done.stdout) == (2, "")
    assert advice in " ".join(done.stderr.split())


@pytest.mark.parametrize(
    "arguments",
    ["backup DESK", "story ab --html DESK", "stories -o DESK", "why ab -o DESK", "add x -o DESK"],
)
def test_a_desk_is_never_written_over(desk: Path, arguments: str) -> None:
    before = desk.read_bytes()
    given = [str(desk) if word == "DESK" else word for word in arguments.split()]
    done = rasd(*given, "--store", desk)
    assert done.exit_code == 2
    assert "is the desk itself" in plain(done.stderr)
    assert desk.read_bytes() == before


@pytest.mark.parametrize("command", [*LISTS, "search x", "story ab", "judge list", "check", "backup y"])
def test_where_there_is_no_desk_it_says_how_to_make_one(tmp_path: Path, command: str) -> None:
    done = rasd(*command.split(), "--store", tmp_path / "gone.db")
    assert (done.exit_code, done.stdout) == (3, "")
    assert "there is no desk here (make one with: rasd add INPUT" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", LISTS)
def test_an_empty_desk_says_how_to_fill_it(desk: Path, command: str) -> None:
    empty = _empty(desk)
    done = rasd(command, "--store", empty)
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"the desk is empty; add to it with: rasd add INPUT --store {empty}" in done.stderr


def test_what_is_not_found_is_said(desk: Path) -> None:
    done = rasd("stories", "--since", "2027-01-01", "--store", desk)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "nothing here is like that" in done.stderr
    assert rasd("stories", "--since", "2027-01-01", "--store", desk, "-q").stderr == ""
    assert "no article has all of: كلمة غائبة" in rasd("search", "كلمة", "غائبة", "--store", desk).stderr


def test_no_message_has_a_password() -> None:
    for command in ("stories", "check"):
        done = rasd(command, "--store", "postgresql://rasd:secret@127.0.0.1:1/news")
        assert done.exit_code == 3
        assert "secret" not in done.output
        assert "rasd:***@127.0.0.1" in done.stderr


@pytest.mark.parametrize("command", sorted(Street.commands_help))
def test_each_command_shows_examples(command: str) -> None:
    done = rasd(command, "--help")
    assert done.exit_code == 0
    assert f"  rasd {command}" in done.stdout.partition("Examples:")[2]


# --- a server ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server() -> Iterator[Server | None]:
    with postgres() as running:
        yield running


def test_a_server_is_a_desk_like_a_file(server: Server | None, desk: Path, tmp_path: Path) -> None:
    if server is None:
        pytest.skip(MISSING)
    url = server.url("commands")
    done = rasd("add", tmp_path / "news.jsonl", "--store", url)
    assert (done.exit_code, done.stderr) == (0, f"rasd: a new desk: {url}\n")
    for command in (*LISTS, "search حريق", "source رويترز", f"story {fire(desk)}"):
        ours, theirs = (
            rasd(*command.split(), "--store", store, "--format", "jsonl") for store in (desk, url)
        )
        assert (ours.exit_code, ours.stdout) == (0, theirs.stdout)
    assert WIRE.split()[0] in rasd("story", fire(desk), "--store", url).stdout
    assert rasd("judge", "own-reporting", "article:a2", "--who", "هدى", "--store", url).exit_code == 0
    assert rasd("check", "--store", url).exit_code == 0
