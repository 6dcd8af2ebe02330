"""Which claims are told, why, once, and by which way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rasd.model import Alert, Evidence, Story
from rasd.watch.alerts import Alerter
from rasd.watch.book import Notepad
from rasd.watch.clock import SimulatedClock
from rasd.watch.conditions import Case, reasons
from rasd.watch.rules import NUMBERS, Rule
from rasd.watch.senders import SendError
from watch.stories import story

NOON = datetime(2026, 11, 27, 17, tzinfo=UTC)


def why(rule: Rule, told: Story) -> tuple[Evidence, ...]:
    """The reasons for the first claim of a story for which a rule holds."""
    found = (reasons(rule, Case(told, claim, NOON)) for claim in told.claims)
    return next(filter(None, found), ())


HOLDS = [
    (Rule("r", least={"outlets": 6}), 5, True),
    (Rule("r", least={"outlets": 6}), 4, False),
    (Rule("r", most={"origins": 1}, least={"reports": 3}), 2, True),
    (Rule("r", most={"origins": 0}), 2, False),
    (Rule("r", least={"copies": 1}), 2, True),
    (Rule("r", confirmed=False), 1, True),
    (Rule("r", confirmed=True), 1, False),
    (Rule("r", denied=False), 1, True),
    (Rule("r", denied=True), 1, False),
    (Rule("r", mentions=("طرابلس",)), 1, True),
    (Rule("r", mentions=("مستودعُ الوَقود",)), 1, True),
    (Rule("r", mentions=("بنغازي", "انفجار")), 1, False),
    (Rule("r", mentions=("وقود",)), 1, True),
    (Rule("r", mentions=("ابلس",)), 1, False),
    (Rule("r", sources=("النهر",)), 1, True),
    (Rule("r", sources=("وكالة الجبل",)), 1, False),
    (Rule("r", outlets=("صحيفه الميناء",)), 1, True),
    (Rule("r", outlets=("قناة الشرق",)), 1, False),
    (Rule("r", languages=("en", "ar")), 1, True),
    (Rule("r", languages=("fa",)), 1, False),
    (Rule("r", confirmed=False, within_hours=9), 1, True),
    (Rule("r", confirmed=False, within_hours=7), 1, False),
    (Rule("r", least={"outlets": 2}, mentions=("بنغازي",)), 1, False),
]


@pytest.mark.parametrize(("rule", "outlets", "holds"), HOLDS)
def test_when_a_rule_holds(rule: Rule, outlets: int, holds: bool) -> None:
    found = why(rule, story(outlets))
    assert bool(found) is holds
    asked = [rule.least, rule.most, rule.mentions, rule.sources, rule.outlets, rule.languages]
    set_ = [value is not None for value in (rule.confirmed, rule.denied, rule.within_hours)]
    assert len(found) == (sum(map(bool, [*asked, *set_])) if holds else 0)


def test_a_name_stands_with_what_arabic_writes_onto_it() -> None:
    case = Case(story(1), story(1).claims[0], NOON)
    for text, holds in [("في طرابلس", True), ("وبطرابلس", True), ("لطرابلسي", False), ("اطرابلس", False)]:
        told = replace(
            case, claim=replace(case.claim, text=text, statements=()), story=replace(case.story, title="")
        )
        assert bool(reasons(Rule("r", mentions=("طرابلس",)), told)) is holds


def test_reasons_have_the_values_compared() -> None:
    found = why(Rule("r", least={"outlets": 5, "reports": 3}, most={"origins": 1}, confirmed=False), story(5))
    assert found == (
        Evidence("at-least", values=(("what", "outlets"), ("found", "6"), ("wanted", "5"))),
        Evidence("at-least", values=(("what", "reports"), ("found", "6"), ("wanted", "3"))),
        Evidence("at-most", values=(("what", "origins"), ("found", "1"), ("wanted", "1"))),
        Evidence("unconfirmed"),
    )


def test_every_number_can_be_counted() -> None:
    told = story(2, "denial")
    case = max((Case(told, claim, NOON) for claim in told.claims), key=lambda one: one.number("denials"))
    assert {name: case.number(name) for name in NUMBERS} == {
        "reports": 3, "outlets": 3, "origins": 1, "copies": len(case.claim.standing.copies), "denials": 1,
    }  # fmt: skip


# --- once ------------------------------------------------------------------------------------------------


class Ear:
    """A sender that can be deaf."""

    def __init__(self) -> None:
        self.heard: list[Alert] = []
        self.deaf = False

    def send(self, alert: Alert) -> None:
        if self.deaf:
            raise SendError("deaf")
        self.heard.append(alert)


def alerter(
    *rules: Rule, senders: Mapping[str, Ear] | None = None
) -> tuple[Alerter, dict[str, Ear], Notepad]:
    ears, book = dict(senders or {"terminal": Ear()}), Notepad()
    return Alerter(rules, ears, book, SimulatedClock(NOON)), ears, book


MANY = Rule("many", least={"outlets": 3}, most={"origins": 1})


def test_a_claim_is_told_once_however_its_story_grows() -> None:
    desk, ears, _ = alerter(MANY)
    raised = [
        desk.look([story(outlets, *more)]) for outlets, *more in [(1,), (2,), (3,), (5,), (5, "denial")]
    ]
    assert raised == [0, 1, 0, 0, 0]
    assert desk.deliver() == []
    assert desk.deliver() == []
    (alert,) = ears["terminal"].heard
    assert (alert.rule, alert.story, alert.when) == ("many", story(2).id, NOON)
    assert alert.title == story(2).title
    assert alert.claim in {claim.id for claim in story(2).claims}
    assert alert.reasons[-1] == Evidence("more-claims", values=(("claims", "1"),))


def test_each_denial_is_told_once() -> None:
    desk, ears, _ = alerter(Rule("denials", denied=True))
    raised = [desk.look([story(2, *more)]) for more in [(), ("denial",), ("denial",), ("denial", "second")]]
    assert raised == [0, 1, 0, 1]
    desk.deliver()
    assert dict(ears["terminal"].heard[0].reasons[0].values)["names"].endswith("سامي حداد")


def test_two_rules_are_two_alerts() -> None:
    desk, ears, _ = alerter(MANY, replace(MANY, name="more"))
    assert desk.look([story(5)]) == 2
    desk.deliver()
    assert [alert.rule for alert in ears["terminal"].heard] == ["many", "more"]
    assert len({alert.key for alert in ears["terminal"].heard}) == 2


def test_a_rule_names_who_is_told() -> None:
    senders = {"terminal": Ear(), "mail": Ear()}
    desk, ears, _ = alerter(MANY, replace(MANY, name="quiet", tell=("mail",)), senders=senders)
    desk.look([story(5)])
    desk.deliver()
    assert [len(ear.heard) for ear in ears.values()] == [1, 2]


def test_what_could_not_be_told_is_told_later() -> None:
    desk, ears, book = alerter(MANY, senders={"terminal": Ear(), "mail": Ear()})
    clock = desk._clock
    ears["mail"].deaf = True
    desk.look([story(5)])
    (problem,) = desk.deliver()
    assert (problem.where, problem.what) == ("mail", "deaf")
    assert desk.deliver() == []  # it rests
    clock.set(NOON + timedelta(seconds=61))
    assert len(desk.deliver()) == 1
    ears["mail"].deaf = False
    clock.set(NOON + timedelta(seconds=122))
    assert desk.deliver() == []
    assert len(book.waiting()) == 1  # the rest is twice as long now
    clock.set(NOON + timedelta(seconds=200))
    desk.deliver()
    assert [len(ear.heard) for ear in ears.values()] == [1, 1]
    assert book.waiting() == []


def test_after_a_restart_what_waits_is_told_and_what_was_told_is_not() -> None:
    desk, ears, book = alerter(MANY)
    desk.look([story(5)])
    again = Alerter([MANY], ears, book, SimulatedClock(NOON))
    assert again.look([story(5)]) == 0
    again.deliver()
    assert len(ears["terminal"].heard) == 1


def test_a_sender_that_is_gone_keeps_nothing_waiting() -> None:
    desk, _, book = alerter(replace(MANY, tell=("mail",)))
    desk.look([story(5)])
    assert desk.deliver() == []
    assert book.waiting() == []


CRASHES: list[Callable[[Notepad], None]] = [
    lambda book: setattr(book, "remember", None),
    lambda book: setattr(book, "post", None),
]


@pytest.mark.parametrize("crash", CRASHES, ids=["before it is remembered", "before it is posted"])
def test_a_crash_in_between_neither_loses_nor_repeats_it(crash: Callable[[Notepad], None]) -> None:
    desk, ears, book = alerter(MANY)
    crash(book)
    with pytest.raises(TypeError):
        desk.look([story(5)])
    vars(book).pop("remember", None)
    vars(book).pop("post", None)
    desk.look([story(5)])
    desk.deliver()
    assert len(ears["terminal"].heard) == 1
