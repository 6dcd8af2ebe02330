"""Whether a rule holds for a claim, and why: one function a condition."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from rasd.lang.normalize import fold
from rasd.model import Article, Claim, Evidence, Story
from rasd.watch.rules import Rule

_BEFORE = r"(?<!\w)(?:[وف]?(?:[بلك]?(?:ال)?|لل))"
"""What Arabic writes onto a word: and, by, to, like, the. Folded text has no marks that ``\\w`` misses."""
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Case:
    """A claim with what is asked about it: its story, the supporting articles, the time it is now."""

    story: Story
    claim: Claim
    now: datetime

    def reports(self) -> list[Article]:
        """The articles that support the claim, in the story's order."""
        wanted = set(self.claim.standing.supports)
        return [article for article in self.story.articles if article.id in wanted]

    def outlets(self) -> list[str]:
        """Their outlets, each once."""
        return list(dict.fromkeys(article.outlet for article in self.reports() if article.outlet))

    def sources(self) -> list[str]:
        """Who stands behind the claim: its origins, and who confirmed, denied or declined."""
        standing = self.claim.standing
        origins = (origin.name for origin in standing.origins)
        return list(
            dict.fromkeys([*origins, *standing.confirmed_by, *standing.denied_by, *standing.declined])
        )

    def denials(self) -> list[str]:
        """Who denies it: parties, or articles where no party is named."""
        return list(self.claim.standing.denied_by or self.claim.standing.denies)

    def languages(self) -> list[str]:
        """The languages of the reports, each once."""
        wanted = set(self.claim.standing.supports)
        return sorted({a.language for a in self.story.analyses if a.article.id in wanted and a.language})

    def words(self) -> Iterable[str]:
        """Where a word is looked for: the claim, the title, and each report's own words."""
        yield self.claim.text
        yield self.story.title
        texts = {article.id: article.text for article in self.story.articles}
        for statement in self.claim.statements:
            yield statement.span.of(texts.get(statement.article, ""))

    def number(self, name: str) -> int:
        """One of the numbers that rules speak of; of origins, the highest number."""
        standing = self.claim.standing
        counted = {
            "reports": len(standing.supports), "outlets": len(self.outlets()), "origins": standing.highest,
            "copies": len(standing.copies), "denials": len(self.denials()),
        }  # fmt: skip
        return counted[name]


Condition = Callable[[Rule, Case], tuple[Evidence, ...]]
"""The evidence that it holds; none where it does not."""
NO: tuple[Evidence, ...] = ()


def reasons(rule: Rule, case: Case) -> tuple[Evidence, ...]:
    """The evidence for each condition of the rule; none where one of them does not hold."""
    found: list[Evidence] = []
    for asked, condition in CONDITIONS:
        if asked(rule):
            evidence = condition(rule, case)
            if not evidence:
                return NO
            found += evidence
    return tuple(found)


def _at_least(rule: Rule, case: Case) -> tuple[Evidence, ...]:
    found = {what: case.number(what) for what in rule.least}
    if any(found[what] < bound for what, bound in rule.least.items()):
        return NO
    return tuple(
        Evidence("at-least", values=_numbers(what, found[what], n)) for what, n in rule.least.items()
    )


def _at_most(rule: Rule, case: Case) -> tuple[Evidence, ...]:
    found = {what: case.number(what) for what in rule.most}
    if any(found[what] > bound for what, bound in rule.most.items()):
        return NO
    rows = [_numbers(what, found[what], bound) for what, bound in rule.most.items()]
    return tuple(Evidence("at-most", values=row) for row in rows)


def _numbers(what: str, found: int, wanted: int) -> tuple[tuple[str, str], ...]:
    return ("what", what), ("found", str(found)), ("wanted", str(wanted))


def _confirmed(rule: Rule, case: Case) -> tuple[Evidence, ...]:
    names = case.claim.standing.confirmed_by
    if bool(names) is not rule.confirmed:
        return NO
    return (Evidence("confirmed", values=_named(names)) if names else Evidence("unconfirmed"),)


def _denied(rule: Rule, case: Case) -> tuple[Evidence, ...]:
    names = case.denials()
    if bool(names) is not rule.denied:
        return NO
    return (Evidence("denied", values=_named(names)) if names else Evidence("not-denied"),)


def _mentions(rule: Rule, case: Case) -> tuple[Evidence, ...]:
    found = _matched(rule.mentions, case.words())
    return (Evidence("mentions", values=found),) if found else NO


def _sources(rule: Rule, case: Case) -> tuple[Evidence, ...]:
    found = _matched(rule.sources, case.sources())
    return (Evidence("stands-behind", values=found),) if found else NO


def _outlets(rule: Rule, case: Case) -> tuple[Evidence, ...]:
    found = _matched(rule.outlets, case.outlets())
    return (Evidence("reported-by", values=found),) if found else NO


def _languages(rule: Rule, case: Case) -> tuple[Evidence, ...]:
    both = [language for language in case.languages() if language in rule.languages]
    return (Evidence("in-language", values=_named(both)),) if both else NO


def _within(rule: Rule, case: Case) -> tuple[Evidence, ...]:
    """A report without a time counts as one of now: better told too often than not."""
    times = [article.published for article in case.reports()]
    last = max((_aware(when) if when else case.now for when in times), default=case.now)
    if rule.within_hours is None or case.now - last > timedelta(hours=rule.within_hours):
        return NO
    shown = (("time", last.isoformat(timespec="minutes")), ("hours", f"{rule.within_hours:g}"))
    return (Evidence("reported-within", values=shown),)


def _aware(when: datetime) -> datetime:
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _named(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return (("names", ", ".join(list(names)[:_SHOWN])),)


def _matched(wanted: tuple[str, ...], texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The first of the words that stands in one of the texts, with the text; nothing where none does."""
    for text in texts:
        folded = fold(text)
        for word in wanted:
            if _pattern(word).search(folded):
                return ("wanted", word), ("found", text)
    return ()


@lru_cache(maxsize=1000)
def _pattern(word: str) -> re.Pattern[str]:
    parts = (re.escape(part) for part in fold(word).split())
    return re.compile(_BEFORE + r"\s+".join(parts) + r"(?!\w)")


CONDITIONS: tuple[tuple[Callable[[Rule], bool], Condition], ...] = (
    (lambda rule: bool(rule.least), _at_least),
    (lambda rule: bool(rule.most), _at_most),
    (lambda rule: rule.confirmed is not None, _confirmed),
    (lambda rule: rule.denied is not None, _denied),
    (lambda rule: bool(rule.languages), _languages),
    (lambda rule: bool(rule.outlets), _outlets),
    (lambda rule: bool(rule.sources), _sources),
    (lambda rule: bool(rule.mentions), _mentions),
    (lambda rule: rule.within_hours is not None, _within),
)
"""Each condition, and whether a rule asks for it: the cheap ones first."""
