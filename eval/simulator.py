"""Makes small newsrooms whose origins are known: who heard it from whom, who relays, who copies, who
denies.

A *room* is one input: stories with a claim each, and articles on other things. A story is made of
*texts*: what one desk wrote, of one or more *accounts* (a source, and the media that it came through).
An article prints a text: the desk's own, or a copier's, with its words edited and its credit left out as
often as the room says. Two texts share no wording but the claim, which is too short to tell a copy. What
the count must come to is worked out in :mod:`known`, from the accounts and from what is printed; the
product gets the printed articles only.

The structure of a room hangs on its seed alone: edits and missing credits change nothing else, so that
cells of the table compare the same rooms.
"""

from __future__ import annotations

import difflib
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import constructions as say
from constructions import AGENCIES, OUTLETS, Media, Source
from corpus import Corpus, Subject

START = datetime(2026, 3, 3, 5, tzinfo=UTC)
MOST_ARTICLES = 11
"""Articles of one story at most."""
SHARED = 12
"""Fewer words than these may two independent leads share in one order: so many a passage has at least."""
LEAST_BODY = 2
"""Sentences beside the claim that a copied text has: a claim alone tells no copy."""
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Account:
    """A source and the media it came through, nearest first; without a source the last one's own report."""

    source: Source | None = None
    media: tuple[Media, ...] = ()

    @property
    def shape(self) -> str:
        """The kind of construction that tells it."""
        return "K" * (len(self.media) > 1) + "M" * bool(self.media) + "S" * (self.source is not None)


@dataclass
class Text:
    """What one desk wrote. ``agency`` is whose text it is, where it is an agency's; ``own`` the desk."""

    accounts: list[Account]
    own: Media | None
    agency: Media | None = None
    copies: int = 0
    pattern: str = ""
    body: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    denies: Source | None = None
    denial_leads: bool = False


@dataclass(frozen=True)
class Printed:
    """One article and what the simulator knows of it.

    ``credits`` is the agency that it credits; ``wire`` whether it credits agencies without naming them;
    ``first`` and ``last`` the moments that its printed date may mean, ``None`` where it has no date that
    anybody would believe.
    """

    id: str
    outlet: Media
    text: int
    row: dict[str, str]
    credits: Media | None = None
    wire: bool = False
    first: datetime | None = None
    last: datetime | None = None


@dataclass(frozen=True)
class Story:
    """The texts of a story and the articles that print them."""

    subject: Subject
    texts: tuple[Text, ...]
    articles: tuple[Printed, ...]


@dataclass(frozen=True)
class Room:
    """One input: its stories, and the rows of all articles in the order of the input."""

    stories: tuple[Story, ...]
    rows: tuple[dict[str, str], ...]


@dataclass(frozen=True)
class Conditions:
    """``edits``: share of a copy's words that are edited; ``missing``: share of copies without credit."""

    edits: float = 0.0
    missing: float = 0.0


def make_room(corpus: Corpus, seed: str, conditions: Conditions, stories: int = 2) -> Room:
    """The room of a seed. The same seed and corpus give the same room."""
    rng = random.Random(seed)
    told = []
    for number, subject in enumerate(rng.sample(corpus.subjects, stories)):
        told.append(_Desk(subject, f"{seed}/{number}", conditions).story(f"s{number}"))
    rows = [article.row for story in told for article in story.articles]
    for number, (title, text) in enumerate(rng.sample(corpus.noise, rng.randint(3, 5))):
        outlet = rng.choice(OUTLETS)
        when = START + timedelta(minutes=rng.randrange(24 * 60))
        rows.append(_row(f"n{number}", outlet, title, text, when.isoformat()))
    rng.shuffle(rows)
    return Room(tuple(told), tuple(rows))


def _row(id_: str, outlet: Media, title: str, text: str, date: str, author: str = "") -> dict[str, str]:
    url = f"https://{outlet.host}/news/{id_}"
    return {
        "id": id_, "outlet": outlet.credit, "url": url, "title": title, "date": date, "author": author,
        "text": text,
    }  # fmt: skip


class _Desk:
    """Makes one story. ``plan`` draws its structure, ``print_`` the editing and crediting of copies."""

    def __init__(self, subject: Subject, seed: str, conditions: Conditions) -> None:
        self.subject, self.conditions = subject, conditions
        self.plan = random.Random(f"{seed}/plan")
        self.seed = seed
        self.outlets = self.plan.sample(OUTLETS, len(OUTLETS))
        self.agencies = self.plan.sample(AGENCIES, len(AGENCIES))
        self.named = self.plan.sample(say.NAMED, len(say.NAMED))
        self.sources: list[Source] = []
        self.texts: list[Text] = []
        self.room = MOST_ARTICLES

    def story(self, name: str) -> Story:
        """The story with its articles."""
        for _ in range(self.plan.choice((1, 2, 2, 3, 3, 4))):
            self._telling()
        self._combine()
        self._answers()
        self._write()
        return Story(self.subject, tuple(self.texts), tuple(self._print(name)))

    # ------------------------------------------------------------------ who tells it

    def _telling(self) -> None:
        """One source, or one desk's own report, with those who relay and copy it."""
        kind = self.plan.choices(("direct", "agency", "own", "agency alone"), (30, 45, 15, 10))[0]
        {
            "direct": self._direct, "agency": self._agency, "own": self._own, "agency alone": self._alone,
        }[kind]()  # fmt: skip

    def _source(self) -> Source:
        """A further source; now and then one that was cited before."""
        if self.sources and self.plan.random() < 0.15:
            return self.plan.choice(self.sources)
        source = self.named.pop() if self.plan.random() < 0.45 else self.plan.choice(say.UNNAMED)
        self.sources.append(source)
        return source

    def _media(self) -> Media:
        """An agency: now and then one that was cited before."""
        used = [text.agency for text in self.texts if text.agency and text.accounts[0].source]
        return self.plan.choice(used) if used and self.plan.random() < 0.3 else self.agencies.pop()

    def _add(
        self, accounts: list[Account], own: Media | None, agency: Media | None = None, copies: int = 0
    ) -> None:
        """A text, if there is room for its articles."""
        copies = min(copies, self.room - (own is not None))
        if copies + (own is not None) > 0:
            self.texts.append(Text(accounts, own, agency, copies))
            self.room -= copies + (own is not None)

    def _copies(self) -> int:
        return self.plan.choice((0, 0, 1, 1, 2, 3))

    def _direct(self) -> None:
        source, outlet = self._source(), self.outlets.pop()
        self._add([Account(source)], outlet, None, self._copies())
        self._relay(source, outlet)

    def _relay(self, source: Source, media: Media) -> None:
        """Others who cite the source through an outlet or agency, in their own words, or that one alone."""
        draw = self.plan.random()
        if draw < 0.3 or (media.agency and draw < 0.6):
            self._add([Account(source, (media,))], self.outlets.pop())
        if draw < 0.15 and len(self.outlets) > 2:
            self._add([Account(source, (self.outlets.pop(), media))], self.outlets.pop())
        if 0.5 < draw < 0.65:
            self._add([Account(None, (media,))], self.outlets.pop())

    def _agency(self) -> None:
        source, agency = self._source(), self._media()
        account = Account(source, (agency,) if self.plan.random() < 0.3 else ())
        if self.plan.random() < 0.4:
            self._add([account], agency, agency, self._copies())
        elif self.plan.random() < 0.7:
            self._add([account], None, agency, self.plan.randint(1, 3))
        else:
            self._add([Account(source, (agency,))], self.outlets.pop())
        self._relay(source, agency)

    def _own(self) -> None:
        self._add([Account()], self.outlets.pop(), None, self._copies())

    def _alone(self) -> None:
        """An agency that tells nobody where it has it from."""
        agency = self._media()
        if self.plan.random() < 0.6:
            own = agency if self.plan.random() < 0.5 else None
            self._add([Account()], own, agency, self.plan.randint(1, 2))
        else:
            self._add([Account(None, (agency,))], self.outlets.pop())

    def _combine(self) -> None:
        """An article that cites two sources."""
        told = [t for t in self.texts if t.accounts[0].source]
        if len(told) > 1 and self.plan.random() < 0.25:
            first, second = self.plan.sample(told, 2)
            account = second.accounts[0]
            through = account.media or ((second.agency,) if second.agency else ())
            further = Account(account.source, through[-1:])
            if not first.copies and _apart(first.accounts[0].source, further.source):
                first.accounts.append(further)

    def _answers(self) -> None:
        """Denials and refusals to comment, by parties that say nothing else."""
        alone = [text for text in self.texts if text.own and not text.copies]
        for kind in ("deny", "decline"):
            if self.plan.random() > 0.3:
                continue
            source = self.named.pop()
            if kind == "deny" and self.room and self.outlets and self.plan.random() < 0.6:
                self.texts.append(Text([], self.outlets.pop(), denies=source, denial_leads=True))
                self.room -= 1
            elif alone:
                text = self.plan.choice(alone)
                patterns = say.DENIED_BELOW if kind == "deny" else say.DECLINED_BELOW
                text.answers.append(say.write(self.plan.choice(patterns), "", source))
                if kind == "deny":
                    text.denies = source

    # ------------------------------------------------------------------ how it is worded

    def _write(self) -> None:
        """Constructions and background: those texts that are copied have most of it, no two the same."""
        left = list(self.subject.sentences)
        self.plan.shuffle(left)
        leads: list[str] = []
        for text in sorted(self.texts, key=lambda text: -text.copies):
            wanted = self.plan.randint(LEAST_BODY, 3) if text.copies else self.plan.randint(0, 2)
            if text.copies and len(left) < LEAST_BODY:
                text.copies, text.agency, text.own = 0, None, text.own or self._copier()
            text.body, left = left[:wanted], left[wanted:]
            text.pattern = self._pattern(text, leads)
            leads.append(self._lead(text, text.pattern))

    def _pattern(self, text: Text, leads: Sequence[str]) -> str:
        """A construction whose wording no other text of the story has."""
        fitting = self._constructions(text)
        shuffled = self.plan.sample(fitting, len(fitting))
        shared = [
            max((shared_words(self._lead(text, p).split(), lead.split()) for lead in leads), default=0)
            for p in shuffled
        ]
        return (
            next((p for p, words in zip(shuffled, shared, strict=True) if words < SHARED), None)
            or min(zip(shared, shuffled, strict=True))[1]
        )

    def _constructions(self, text: Text) -> tuple[str, ...]:
        return say.DENIALS if text.denial_leads else say.LEADS[text.accounts[0].shape]

    def _lead(self, text: Text, pattern: str, claim: str = "") -> str:
        claim = claim or self.subject.claim
        if text.denial_leads:
            return say.write(pattern, claim, text.denies)
        account = text.accounts[0]
        return say.write(pattern, claim, account.source, account.media)

    # ------------------------------------------------------------------ what is printed

    def _print(self, name: str) -> list[Printed]:
        """The articles: each text by its own desk, then by its copiers."""
        out: list[Printed] = []
        moment = START + timedelta(minutes=self.plan.randrange(0, 600))
        for number, text in enumerate(self.texts):
            moment += timedelta(minutes=self.plan.randrange(5, 150))
            when = moment
            for copy in range(text.copies + (text.own is not None)):
                own = copy == 0 and text.own is not None
                outlet = text.own if own and text.own else self._copier()
                rng = random.Random(f"{self.seed}/{number}/{copy}")
                printer = _Printer(self, rng, text, outlet, own)
                printer.may_strip = copy > 0
                out.append(printer.article(f"{name}-{len(out)}", number, when))
                when += timedelta(minutes=self.plan.randrange(10, 240))
        return out

    def _copier(self) -> Media:
        """An outlet that has nothing in this story yet; when all have, one that does not exist elsewhere."""
        return self.outlets.pop() if self.outlets else _stringer(self.plan.randrange(10**6))


def _apart(a: Source | None, b: Source | None) -> bool:
    """Whether an article that cites both cannot mean one by them."""
    return a is not None and b is not None and a != b and (a.named or b.named or say.contradict(a, b))


def _stringer(number: int) -> Media:
    name = f"موقع المراسل {number}"
    return Media(name, name, f"m{number}.example", feminine=False)


class _Printer:
    """Prints one article of a text: as its desk wrote it, or as a copier edited it."""

    def __init__(self, desk: _Desk, rng: random.Random, text: Text, outlet: Media, own: bool) -> None:
        self.desk, self.rng, self.text, self.outlet, self.own = desk, rng, text, outlet, own
        self.editing = random.Random(rng.random())
        self.edits = 0.0 if own else desk.conditions.edits
        self.may_strip = False
        self.draws = {name: rng.random() for name in ("frame", "order", "credit", "strip", "cut", "wire")}

    def article(self, id_: str, number: int, when: datetime) -> Printed:
        """The article, with its credit and its date."""
        date, first, last = misdated(self.rng, when)
        lines = [self._lead(), *self._further(), *self._body(), *self.text.answers]
        # Behind a colon the claim is a line of its own, as in a headline.
        lined = ": " in lines[0] or self.rng.random() < 0.6
        body = ("\n" if lined else " ").join(lines)
        author, body, credits, wire = self._credited(body)
        row = _row(id_, self.outlet, self._title(), body, date, author)
        return Printed(id_, self.outlet, number, row, credits, wire, first, last)

    def _lead(self) -> str:
        """The first sentence: the copier may use another construction, or leave the source out."""
        claim = self._edited(self.desk.subject.claim)
        if self.may_strip and self.draws["strip"] < 0.1 and not self.text.denial_leads:
            return f"{claim}."
        pattern = self.text.pattern
        if self.draws["frame"] < 2 * self.edits:
            pattern = self.editing.choice(self.desk._constructions(self.text))
        return self.desk._lead(self.text, pattern, claim)

    def _further(self) -> list[str]:
        out = []
        for account in self.text.accounts[1:]:
            pattern = self.rng.choice(say.FURTHER[account.shape])
            out.append(say.write(pattern, self.desk.subject.claim, account.source, account.media))
        return out

    def _body(self) -> list[str]:
        body = [self._edited(sentence) for sentence in self.text.body]
        if not self.own and self.draws["cut"] < 0.25 and len(body) > 2:
            body.pop()
        if self.draws["order"] < 3 * self.edits:
            self.editing.shuffle(body)
        return body

    def _edited(self, words: str) -> str:
        """Some words dropped, some replaced by others of the same event; numbers stay."""
        if not self.edits:
            return words
        others = [w for s in self.desk.subject.sentences for w in s.split() if len(w) > 3 and w.isalpha()]
        out = []
        for word in words.split():
            fate, drop = self.editing.random(), self.editing.random() < 0.5
            other = self.editing.choice(others)
            if fate >= self.edits or not word.strip("،.").isalpha():
                out.append(word)
            elif not drop:
                out.append(other + word[len(word.rstrip("،.")) :])
            elif word.endswith("."):
                out.append(".")
        return re.sub(r" +\.", ".", " ".join(out)) or words

    def _credited(self, body: str) -> tuple[str, str, Media | None, bool]:
        """By-line and text with the credit, if it is given: an agency's, or the outlet's that was copied."""
        whose = self.text.agency or self.text.own
        missing = self.draws["credit"] < self.desk.conditions.missing
        if self.own or whose is None or missing:
            return "", body, whose if self.own and whose and whose.agency else None, False
        if whose.agency and self.draws["wire"] < 0.15:
            return "وكالات", body, None, True
        city = self.rng.choice(say.CITIES)
        places = {
            "author": (whose.credit, body),
            "dateline": ("", f"{city} - {whose.credit} - {body}"),
            "bracket": ("", f"{city} ({whose.credit}) - {body}"),
            "slug": ("", f"{body}\n({whose.credit})"),
            "line": ("", f"{body}\nالمصدر: {whose.name}"),
        }
        place = self.rng.choice(list(places) if whose.agency else ["author", "line"])
        return *places[place], whose if whose.agency else None, False

    def _title(self) -> str:
        text, claim = self.text, self._edited(self.desk.subject.claim)
        if text.denial_leads:
            return say.write(self.rng.choice(say.DENYING_TITLES), claim, text.denies)
        account = text.accounts[0]
        shape = account.shape[-1:] if account.source or account.media else ""
        media = account.media[-1:]
        return say.write(self.rng.choice(say.TITLES[shape]), claim, account.source, media)


def misdated(rng: random.Random, when: datetime) -> tuple[str, datetime | None, datetime | None]:
    """A date as printed, wrong as clocks and databases are, and the first and last moment it may mean."""
    draw = rng.random()
    if rng.random() < 0.15:
        when += timedelta(minutes=rng.choice((-1, 1)) * rng.randrange(5, 360))
    if draw < 0.1:
        return "", None, None
    if draw < 0.13:
        return "1970-01-01T00:00:00Z", None, None
    if draw < 0.15:
        return "2099-12-31T23:59:59Z", None, None
    if draw < 0.22:
        day = when.replace(hour=0, minute=0)
        return day.date().isoformat(), day, day + DAY
    if draw < 0.5:
        return format_datetime(when), when, when
    zone = timezone(timedelta(hours=rng.choice((0, 2, 3))))
    return when.astimezone(zone).isoformat(), when, when


def shared_words(a: Sequence[str], b: Sequence[str]) -> int:
    """How many words two wordings share in one order, whatever stands between them."""
    blocks = difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)
