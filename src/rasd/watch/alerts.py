"""Alerts: rules looked at when stories change, each alert raised once, and told until it is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from rasd.model import Alert, Claim, Evidence, Problem, Story
from rasd.stable import content_id
from rasd.watch.book import AlertBook
from rasd.watch.clock import Clock
from rasd.watch.conditions import Case, reasons
from rasd.watch.rules import Rule
from rasd.watch.senders import Sender, SendError

_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=60), timedelta(hours=1)


class Alerter:
    """Looks at stories that have changed, and tells what the rules ask for.

    An alert is known again by the reports of its claim, not by the claim's id, which changes when a report is
    added: a claim of which one report was in an alert of the rule is not told again. A rule about denials is
    told once for each party that denies. A rule that is given another name is another rule.

    Args:
        rules: in order; each is looked at for every claim.
        senders: the ways to tell, by name.
        book: remembers what was raised and told.
        clock: gives the time that alerts are raised at.
    """

    def __init__(
        self, rules: Sequence[Rule], senders: Mapping[str, Sender], book: AlertBook, clock: Clock
    ) -> None:
        self._rules, self._senders, self._book, self._clock = rules, senders, book, clock
        self._resting: dict[str, tuple[datetime, timedelta]] = {}

    def look(self, stories: Iterable[Story]) -> int:
        """Raise the alerts of these stories; how many there were."""
        return sum(self._look(story) for story in stories)

    def _look(self, story: Story) -> int:
        cases = [Case(story, claim, self._clock.now()) for claim in story.claims]
        return sum(self._raise(rule, cases) for rule in self._rules)

    def _raise(self, rule: Rule, cases: Sequence[Case]) -> int:
        """The rule's alerts on a story: one, or one for each party that denies, however many claims it holds
        for - a text that many copied has many."""
        found: dict[str, list[tuple[Case, tuple[Evidence, ...], list[str]]]] = {}
        for case in cases:
            why = reasons(rule, case)
            for subject in (case.denials() if rule.denied else [""]) if why else []:
                found.setdefault(subject, []).append((case, why, _keys(rule, case.claim, subject)))
        raised = 0
        for held in found.values():
            keys = [key for _, _, ours in held for key in ours]
            known = self._book.known(keys)
            fresh = [one for one in held if not known.intersection(one[2])]
            if fresh:
                self._book.post(_alert(rule, fresh), rule.tell or tuple(self._senders))
                raised += 1
            self._book.remember([key for key in keys if key not in known], cases[0].now)
        return raised

    def deliver(self) -> list[Problem]:
        """Tell what waits to be told; what could not be told, and is tried again later.

        A sender that fails rests for a minute, then two, up to an hour. What waits for a sender that the
        rules no longer name is told to nobody.
        """
        problems: list[Problem] = []
        now = self._clock.now()
        for name, alert in self._book.waiting():
            sender = self._senders.get(name)
            until, wait = self._resting.get(name, (now, _FIRST_WAIT / 2))
            if sender is None:
                self._book.told(name, alert.key)
                continue
            if until > now and until - now <= wait:  # and not a rest until the clock is set back again
                continue
            try:
                sender.send(alert)
            except SendError as error:
                wait = min(wait * 2, _LONGEST_WAIT)
                self._resting[name] = (now + wait, wait)
                problems.append(Problem(name, str(error), "it is tried again later"))
            else:
                self._resting.pop(name, None)
                self._book.told(name, alert.key)
        return problems


def _alert(rule: Rule, held: Sequence[tuple[Case, tuple[Evidence, ...], list[str]]]) -> Alert:
    """The alert on the first of some claims; that there are more is one of its reasons."""
    (case, why, keys), *more = held
    if more:
        why = (*why, Evidence("more-claims", values=(("claims", str(len(more))),)))
    story, claim = case.story, case.claim
    return Alert(rule.name, story.id, claim.id, why, keys[0], story.title, claim.text, case.now)


def _keys(rule: Rule, claim: Claim, subject: str) -> list[str]:
    """The keys of a rule's alert on a claim: one for each of its reports."""
    places = ((s.article, str(s.span.start)) for s in claim.statements)
    return [content_id("alert", rule.name, subject, *place) for place in places]
