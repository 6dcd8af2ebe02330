"""What people decided, as a table; rows of a file that are no judgement; what is not applied."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from newsroom import counted, newsroom, one_text, rules
from rasd.errors import UsageError
from rasd.lineage.judgement_rows import read_judgements
from rasd.lineage.judging import in_force, judgement, not_applied
from rasd.lineage.origins import standing
from rasd.model import Judgement, Standing

AT = datetime(2026, 3, 3, 12, tzinfo=UTC)
MINISTER, GOVERNOR = "source:وزير النقل سامي حداد", "source:محافظ الساحل كريم نصار"
TWO_OFFICIALS = ["a 08:00 الخبر | وزير النقل سامي حداد", "b 09:00 الميناء | محافظ الساحل كريم نصار"]
TWO_UNNAMED = ["a 08:00 الخبر | مصدر أمني", "b 09:00 الميناء | مصدر أمني"]
IN_A, IN_B = "unnamed:مصدر امني @  @ a", "unnamed:مصدر امني @  @ b"
TWO_OUTLETS = ["a 08:00 الخبر | own", "b 09:00 الميناء | own"]


def judged(kind: str, *about: str, minute: int = 0, who: str = "هدى") -> Judgement:
    return judgement(kind, about, who, AT + timedelta(minutes=minute))


def count(lines: list[str], *judgements: Judgement, copies: tuple[str, ...] = ()) -> Standing:
    analyses, claim = newsroom(lines)
    pairs = [one_text(*pair.split(">")) for pair in copies]
    return standing(claim, analyses, [], pairs, judgements)


MERGE, SPLIT = judged("merge", MINISTER, GOVERNOR), judged("split", MINISTER, GOVERNOR, minute=1)
CASES = {
    "two officials are one": (TWO_OFFICIALS, [MERGE], "1-1", {"judged"}),
    "and two again by a later decision": (TWO_OFFICIALS, [MERGE, SPLIT], "2-2", {"judged-apart"}),
    "which was withdrawn": (
        TWO_OFFICIALS, [MERGE, SPLIT, judged("withdraw", SPLIT.id, minute=2)], "1-1", {"judged"},
    ),
    "a withdrawal of what comes later is none": (
        TWO_OFFICIALS, [MERGE, judged("withdraw", MERGE.id, minute=-1)], "1-1", {"judged"},
    ),
    "two that may be one are two": (TWO_UNNAMED, [judged("split", IN_A, IN_B)], "2-2", {"judged-apart"}),
    "two that may be one are one": (TWO_UNNAMED, [judged("merge", IN_A, IN_B)], "1-1", {"judged"}),
    "two names of one person are two persons": (
        ["a 08:00 الخبر | وزير النقل سامي حداد", "b 09:00 الميناء | حداد"],
        [judged("split", MINISTER, "source:حداد")], "2-2", {"judged-apart"},
    ),
    "the later of two outlets has its own report": (
        TWO_OUTLETS, [judged("own-reporting", "article:b")], "2-2", {"judged-own-reporting"},
    ),
    "an article that cites somebody has its own report too": (
        ["a 08:00 الخبر | وزير النقل سامي حداد"], [judged("own-reporting", "article:a")],
        "2-2", {"judged-own-reporting"},
    ),
    "two that are one with a third, who is not here": (
        TWO_OFFICIALS, [judged("merge", MINISTER, "source:x"), judged("merge", GOVERNOR, "source:x")],
        "1-1", {"judged"},
    ),
    "one that is one with somebody who is not here": (
        TWO_OFFICIALS, [judged("merge", MINISTER, "source:x")], "2-2", set(),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "judgements", "range_", "because"), CASES.values(), ids=CASES)
def test_decided(lines: list[str], judgements: list[Judgement], range_: str, because: set[str]) -> None:
    found = count(lines, *judgements)
    assert counted(found) == range_
    assert {rule for rule in rules(found) if rule.startswith("judged")} == because


def test_own_reporting_that_is_copied_is_one_origin() -> None:
    lines = [*TWO_OUTLETS, "c 10:00 الشرق | وزير النقل سامي حداد"]
    decided = judged("own-reporting", "article:a")
    assert counted(count(lines, copies=("a>c", "b>a"))) == "1-1"
    found = count(lines, decided, copies=("a>c", "b>a"))
    assert counted(found) == "2-2"
    assert [origin.articles for origin in found.origins] == [("a", "b"), ("c",)]


def test_the_evidence_names_who_and_when() -> None:
    at = datetime(2026, 3, 3, 14, 30, tzinfo=timezone(timedelta(hours=3)))
    made = judgement("merge", [GOVERNOR, MINISTER], "هدى", at, "بالهاتف")
    (why,) = (why for why in count(TWO_OFFICIALS, made).evidence if why.rule == "judged")
    assert dict(why.values) == {
        "who": "هدى", "when": "2026-03-03T11:30:00+00:00", "note": "بالهاتف", "judgement": made.id,
    }  # fmt: skip


def test_the_keys_name_the_parties_in_the_next_count_too() -> None:
    before = count(TWO_OFFICIALS)
    assert [origin.keys for origin in before.origins] == [(MINISTER,), (GOVERNOR,)]
    after = count(["z 05:00 الشرق | وزير النقل سامي حداد", *TWO_OFFICIALS, *["c 07:00 الفجر | شهود"]], MERGE)
    assert [origin.keys for origin in after.origins if MINISTER in origin.keys] == [(GOVERNOR, MINISTER)]


def test_one_judgement_has_one_id() -> None:
    assert judged("merge", MINISTER, GOVERNOR) == judged("merge", GOVERNOR, MINISTER)
    others = [judged("split", MINISTER, GOVERNOR), judged("merge", MINISTER, GOVERNOR, who="سامي"), SPLIT]
    assert len({one.id for one in (MERGE, *others)}) == 4


def test_in_force() -> None:
    again = judged("merge", GOVERNOR, MINISTER, minute=9)
    assert in_force([again, SPLIT, MERGE, again]) == [again]
    assert in_force([judged("withdraw", again.id, minute=10), again, SPLIT, MERGE]) == [SPLIT]


def test_what_is_not_applied_is_named_with_its_reason() -> None:
    absent = judged("merge", "source:x", "source:y")
    lost = judged("withdraw", "0" * 16, minute=4)
    found = count(TWO_OFFICIALS, MERGE, absent, lost)
    assert [(row.judgement, row.absent) for row in not_applied([lost, MERGE, absent], [found])] == [
        (absent, True),
        (lost, True),
    ]
    both = ["a 08:00 الخبر | وزير النقل سامي حداد", "b 09:00 الميناء | حداد", *["c 10:00 الشرق | شهود"]]
    apart = judged("split", MINISTER, "unnamed:شهود @  @ c", minute=3)
    first = judged("merge", "source:حداد", "unnamed:شهود @  @ c")
    found = count(both, first, apart)
    assert [(row.judgement, row.absent) for row in not_applied([first, apart], [found])] == [(first, False)]


WRONG: dict[str, tuple[tuple[Any, ...], str]] = {
    "kind": (("join", ["a", "b"], "h", AT), "'join' is no kind of judgement"),
    "one key": (("merge", ["a"], "h", AT), "is about keys of two origins"),
    "one key twice": (("split", ["a", "a"], "h", AT), "is about keys of two origins"),
    "no article": (("own-reporting", ["own:x"], "h", AT), "begins with 'article:'"),
    "nobody": (("merge", ["a", "b"], " ", AT), "'who' is empty"),
    "no zone": (("merge", ["a", "b"], "h", datetime(2026, 3, 3)), "has a zone"),
}


@pytest.mark.parametrize(("given", "message"), WRONG.values(), ids=WRONG)
def test_what_is_no_judgement_is_refused(given: tuple[Any, ...], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        judgement(*given)


ROW = {"who": "هدى", "when": "2026-03-03T12:00Z", "kind": "merge", "about": [MINISTER, GOVERNOR]}
BAD_ROWS = {
    "not JSON": ("{", "not a line of JSON"),
    "not UTF-8": ('"\udcff"', "not a line of JSON"),
    "a list": ("[]", "not a JSON object"),
    "deep": ("[" * 100_000, "not a line of JSON"),
    "no who": (json.dumps({**ROW, "who": None}), "'who' is not a str"),
    "missing": ('{"kind": "merge"}', "has no 'who', 'when', 'about'"),
    "a further field": (json.dumps({**ROW, "verb": 1}), "has no field 'verb'"),
    "when": (json.dumps({**ROW, "when": "yesterday"}), "is not a time of ISO 8601"),
    "no zone": (json.dumps({**ROW, "when": "2026-03-03"}), "has a zone"),
    "about": (json.dumps({**ROW, "about": [1, 2]}), "not a list of strings"),
    "id": (json.dumps({**ROW, "id": "0"}), "'id' is '0'"),
}


@pytest.mark.parametrize(("line", "message"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_bad_row_is_named_and_the_rest_is_read(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "decided.jsonl"
    text = f"\ufeff{json.dumps(ROW)}\n\n{line}\n{json.dumps({**ROW, 'id': MERGE.id})}\n"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    found, (problem,) = read_judgements(path)
    assert found == [MERGE, MERGE]
    assert problem.where == f"{path}:3"
    assert message in problem.what


def test_marks_of_direction_in_a_key_mean_nothing(tmp_path: Path) -> None:
    path = tmp_path / "decided.jsonl"
    path.write_text(json.dumps({**ROW, "about": [f"\u2068{MINISTER}\u2069", f"\u200e{GOVERNOR}"]}), "utf-8")
    assert read_judgements(path) == ([MERGE], [])
