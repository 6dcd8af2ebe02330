"""Who is cited: news agencies, newspapers, broadcasters, sites and social platforms, found by name or host.

A name that is also an ordinary word ("الحياة", "مهر") is *guarded*: it counts only beside a generic word
of the right kind ("صحيفة الحياة", "وكالة مهر") or when it fills a pair of quotation marks. A name that
several parties share is told apart by the generic word and by the country that stands beside it
("صحيفة الوطن السورية"); where that leaves more than one, there is none. "The <country> news agency"
without any name is the state's agency, by rule.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress, count
from typing import NamedTuple
from urllib.parse import urlsplit

from rasd.lang.normalize import fold
from rasd.lang.party_data import ACCEPTS, Grammar, Party, load_grammar, load_parties, words_of
from rasd.lang.tokens import Tokens, tokens
from rasd.model import LinkType, Span

__all__ = ["REACH", "Mention", "Parties", "Party", "Words", "parties"]

_REMEMBERED = 1 << 16  # outlets and their hosts
REACH = 8
"""Words that a phrase may hold between its generic word and the name, or its end."""
_PAIRS = {
    '"': '"',
    "'": "'",
    "«": "»",
    "“": "”",
    "„": "“”",
    "”": "“”",
    "‘": "’",
    "‹": "›",
    "(": ")",
    "[": "]",
}


class _Option(NamedTuple):
    """A party that a name may mean; ``free``: wherever it stands, ``once``: after a full naming."""

    party: Party
    free: bool
    once: bool


@dataclass(frozen=True, slots=True)
class _Alias:
    """One name behind its first word; ``bare`` is false where a clitic stands on that word.

    ``extra`` words at its end only say whose it is ("تسنيم الإيرانية"): no part of the name.
    """

    rest: tuple[str, ...]
    options: tuple[_Option, ...]
    bare: bool = True
    extra: int = 0


class _Context(NamedTuple):
    """What stands before a name: which generic words, and which country they are said to be of."""

    media: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()


class _Place(NamedTuple):
    """A place among words, and what the caller knows of it (see :meth:`Parties.match`)."""

    words: Sequence[str]
    start: int
    quoted: int = 0
    known: Container[str] = ()


class Mention(NamedTuple):
    """A party named in a text; the span runs from the generic word, if there is one, clitics included."""

    party: Party
    span: Span


_NOTHING = _Context()
_SEVERAL: Container[str] = ("",)  # instead of known parties: once names of several words count


class Parties:
    """The lexicon of parties. Use :func:`parties` for the one that comes with Rasd."""

    def __init__(self, entries: Iterable[Party], grammar: Grammar) -> None:
        self._grammar = grammar
        self._by_id = {party.id: party for party in entries}
        self._by_domain = {domain: party for party in self._by_id.values() for domain in party.domains}
        self._by_code = {fold(code): party for party in self._by_id.values() for code in party.codes}
        self._states: dict[tuple[str, str], list[Party]] = {}
        for party in self._by_id.values():
            if party.state:
                self._states.setdefault((party.kind, party.country), []).append(party)
        self._first = self._index()
        self._outlets: dict[tuple[str, str], Party | None] = {}
        self._lead = {word: self._seconds(word, aliases) for word, aliases in self._first.items()}
        longest = max((len(alias.rest) for found in self._first.values() for alias in found), default=0)
        self.most_words = REACH + longest + 4
        """Words from the first of a naming to the last that decides on it; only its tails may go on."""

    def __iter__(self) -> Iterator[Party]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, id_: str) -> Party | None:
        """The party of that id (with or without ``party:`` before it)."""
        return self._by_id.get(id_.removeprefix("party:"))

    def _index(self) -> dict[str, tuple[_Alias, ...]]:
        names: dict[tuple[str, ...], dict[str, _Option]] = {}
        unlike: set[str] = set()
        for party in self:
            guarded, once = set(map(words_of, party.guarded)), set(map(words_of, party.once))
            for name in self._spellings(party):
                option = _Option(party, name not in guarded and name not in once, name in once)
                names.setdefault(name, {})[party.id] = option
            unlike.update(map(fold, party.unlike))
        first: dict[str, list[_Alias]] = {}
        for (head, *rest), options in names.items():
            extra = 1 if rest and rest[-1] in self._grammar.adjectives and (head, *rest[:-1]) in names else 0
            for variant in set(self._grammar.with_clitics(head)) - unlike:
                alias = _Alias(tuple(rest), tuple(options.values()), variant == head, extra)
                first.setdefault(variant, []).append(alias)
        for word in (*self._grammar.generic, *self._grammar.definite):
            first.setdefault(word, [])
        return {word: tuple(sorted(found, key=lambda a: -len(a.rest))) for word, found in first.items()}

    def _seconds(self, word: str, aliases: tuple[_Alias, ...]) -> frozenset[str]:
        """The words one of which must follow for a name to begin here; empty where any may."""
        if word in self._grammar.generic or word in self._grammar.definite:
            return frozenset()
        return frozenset(a.rest[0] for a in aliases) if all(a.rest for a in aliases) else frozenset()

    def _spellings(self, party: Party) -> Iterator[tuple[str, ...]]:
        """The party's names in words; a foreign outlet's may take the article ("الديلي ميل")."""
        article = self._grammar.article
        for name in map(words_of, party.names):
            yield name
            foreign = len(name) > 1 and "\u0600" <= name[0][0] <= "\u06ff" and not name[0].startswith(article)
            if foreign and party.type is LinkType.OUTLET and name[0] not in self._grammar.generic:
                yield (article + name[0], *name[1:])

    # ------------------------------------------------------------------ in running text

    def match(
        self, words: Sequence[str], start: int, *, quoted: int = 0, known: Container[str] = ()
    ) -> tuple[Party, int] | None:
        """The party whose name begins at ``words[start]``, and how many words it takes; the longest.

        ``words`` are folded words without marks (:func:`rasd.lang.party_data.words_of`). The match may
        begin at a generic word ("لوكالة رويترز للأنباء": 3) or at the name itself; clitics on its
        first word are allowed for. ``quoted`` says how many words from ``start`` on fill one pair of
        quotation marks: a guarded name counts if it fills them; negative, they fill a pair of brackets,
        which vouches for an agency only ("(وفا)" is one, "(شرق)" is none). ``known`` are the ids of
        parties that the article names in full: their ``once`` names count.
        """
        aliases = self._first.get(words[start])
        if aliases is None:
            return None
        found = None
        if words[start] in self._grammar.generic or words[start] in self._grammar.definite:
            found = self._phrase(_Place(words, start, 0, known))
        if aliases and (named := self._name(aliases, _Place(words, start, quoted, known))):
            end = self._tail(words, named[1])
            if found is None or end >= found[1]:
                found = named[0], end
        return (found[0], found[1] - start) if found else None

    def find(self, text: str | Tokens) -> list[Mention]:
        """All the parties that the text names, in order, without overlap; what is in marks is seen here."""
        cut = Words(tokens(text))
        found = self._scan(cut, frozenset())
        known = frozenset(m.party.id for m in found if m.party.once)
        return self._scan(cut, known) if known else found

    def can_begin(self, word: str) -> bool:
        """Whether a name, or a phrase that leads to one, may begin with the folded word."""
        return word in self._lead

    def begins(self, words: Sequence[str]) -> Iterator[int]:
        """Where among folded words a name, or a phrase that leads to one, may begin: nowhere else."""
        lead = self._lead
        for i in compress(count(), map(lead.__contains__, words)):
            second = lead[words[i]]
            if not second or (i + 1 < len(words) and words[i + 1] in second):
                yield i

    def _scan(self, cut: Words, known: frozenset[str]) -> list[Mention]:
        found: list[Mention] = []
        after, words = 0, cut.words
        for i in self.begins(words):
            if i >= after and (hit := self.match(words, i, quoted=cut.filling(i), known=known)):
                after = i + hit[1]
                found.append(Mention(hit[0], Span(cut.start(i), cut.end(after - 1))))
        return found

    def _name(
        self, aliases: tuple[_Alias, ...], place: _Place, context: _Context | None = None
    ) -> tuple[Party, int] | None:
        """The longest name at the place that counts, and where it ends; without ``context``, look for it."""
        words, start = place.words, place.start
        second = words[start + 1] if start + 1 < len(words) else ""
        for alias in aliases:
            end = start + 1 + len(alias.rest)
            if alias.rest and (alias.rest[0] != second or tuple(words[start + 1 : end]) != alias.rest):
                continue
            if context is None:
                before = self._before(words, start) if alias.bare else _NOTHING
            elif alias.bare:
                before = context
            else:
                continue
            if party := self._resolve(alias, place, before):
                return party, end - alias.extra
        return None

    def _resolve(self, alias: _Alias, place: _Place, before: _Context) -> Party | None:
        """The one party among a name's that generic words, marks and country leave; none where several."""
        words, end = place.words, place.start + 1 + len(alias.rest)
        media = before.media
        if end < len(words) and (after := self._grammar.after.get(words[end])):
            media = media | {after}
        left = [
            o for o in alias.options
            if o.free or media & ACCEPTS[o.party.kind] or self._vouched(o, alias, place)
        ]  # fmt: skip
        if len(left) > 1 and media:
            left = [o for o in left if media & ACCEPTS[o.party.kind]] or left
        countries = before.countries or self._country_after(words, end)
        if countries and not (len(left) == 1 and left[0].free and left[0].party.type is LinkType.AGENCY):
            left = [o for o in left if not o.party.country or countries & {o.party.country, *o.party.also}]
        return left[0].party if len(left) == 1 else None

    def _vouched(self, option: _Option, alias: _Alias, place: _Place) -> bool:
        """Whether marks that the name fills, or an earlier full naming, let it count."""
        length = 1 + len(alias.rest)
        if place.quoted == length or (-place.quoted == length and option.party.type is LinkType.AGENCY):
            return True
        if not option.once:
            return False
        return length > 1 if place.known is _SEVERAL else option.party.id in place.known

    def _country_after(self, words: Sequence[str], end: int) -> frozenset[str]:
        for word in words[end : end + 2]:
            if found := self._grammar.adjectives.get(word):
                return found
            if word not in self._grammar.qualifiers:
                break
        return frozenset()

    def told_by(self, words: Iterable[str]) -> frozenset[str]:
        """The countries that the adjectives among the folded words tell."""
        adjectives = self._grammar.adjectives
        return frozenset().union(*(adjectives[word] for word in words if word in adjectives))

    def _before(self, words: Sequence[str], start: int) -> _Context:
        """The generic word before ``start``, over the words that may stand between."""
        grammar = self._grammar
        countries: frozenset[str] = frozenset()
        for i in range(start - 1, max(start - REACH, 0) - 1, -1):
            word = words[i]
            if medium := grammar.generic.get(word):
                return _Context(frozenset({medium}), countries)
            if not grammar.between(word):
                break
            countries = countries or grammar.countries.get(word, frozenset())
        return _NOTHING

    def is_tail(self, word: str) -> bool:
        """Whether the folded word belongs to a name that it follows."""
        return word in self._grammar.tails

    def _tail(self, words: Sequence[str], end: int) -> int:
        """Behind the words that belong to a name when they follow it ("الإيطالية للأنباء")."""
        tails = self._grammar.tails
        after_country = (
            end + 1 < len(words) and words[end] in self._grammar.countries and words[end + 1] in tails
        )
        end += 2 if after_country else 0
        while end < len(words) and words[end] in tails:
            end += 1
        return end

    def _phrase(self, place: _Place) -> tuple[Party, int] | None:
        """A generic word and what it leads to: a name, or a country whose state's voice it then is."""
        grammar, (words, start, _, known) = self._grammar, place
        media: frozenset[str] = frozenset()
        countries: frozenset[str] = frozenset()
        i, limit = start, min(len(words), start + REACH)
        while i < limit:
            word = words[i]
            here = _Place(words, i, 0, known)
            if i > start and (
                named := self._name(self._first.get(word, ()), here, _Context(media, countries))
            ):
                return named[0], self._tail(words, named[1])
            if medium := grammar.generic.get(word):
                media |= {medium}
            elif i > start:
                if not grammar.between(word):
                    break
                of = grammar.countries.get(word, countries)
                countries = (countries & of) or countries or of
            i += 1
        return self._state(words, start, i, countries)

    def _state(
        self, words: Sequence[str], start: int, end: int, countries: frozenset[str]
    ) -> tuple[Party, int] | None:
        """The state agency ("وكالة الأنباء" and a country) or television of the one country; or none."""
        grammar = self._grammar
        while end > start and words[end - 1] in grammar.qualifiers - grammar.official:
            end -= 1
        phrase = words[start:end]
        medium = grammar.generic.get(words[start]) or grammar.definite.get(words[start])
        head = not grammar.state_heads.isdisjoint(phrase)
        kind = ""
        if medium == "agency" and (head or not grammar.news.isdisjoint(phrase)):
            kind = "agency"
        elif medium == "channel" and head and grammar.feminine.isdisjoint(phrase):
            kind = "broadcaster"
        found = [party for country in countries for party in self._states.get((kind, country), ())]
        return (found[0], end) if len(found) == 1 else None

    # ------------------------------------------------------------------ by name or host

    def lookup(self, name: str, *, certain: bool = False, known: Container[str] = ()) -> Party | None:
        """The party that the *whole* of ``name`` names; ``None`` where it names none, or several.

        Quotation marks, brackets, generic words, "للأنباء" and country adjectives may stand round it. A
        guarded name alone counts only in marks, or with ``certain``: the caller knows that it is a party's;
        a ``once`` name of several words ("إيران اليوم") counts, one of one word if the party is ``known``.
        """
        cut = Words(Tokens(name))
        words = cut.words
        known = known or _SEVERAL
        found: dict[str, Party] = {}
        i = 0
        while i < len(words):
            quoted = len(words) if certain and not i else cut.filling(i)
            hit = self.match(words, i, quoted=quoted, known=known)
            if hit:
                found[hit[0].id] = hit[0]
            elif not (
                self._grammar.between(words[i]) or words[i] in self._grammar.generic or words[i] == "the"
            ):
                return None
            i += hit[1] if hit else 1
        return next(iter(found.values())) if len(found) == 1 else None

    def bare(self, name: str) -> str:
        """A medium's folded name without "صحيفة" before it or "للأنباء" behind it, by which it may be called.

        Where nothing else is left, the folded name as it is.
        """
        words = [word for word in words_of(name) if word]
        begin, end = 0, len(words)
        while begin < end and words[begin] in self._grammar.generic:
            begin += 1
        while end > begin + 1 and words[end - 1] in self._grammar.tails:
            end -= 1
        return " ".join(words[begin:end]) or fold(name.strip())

    def countries(self, name: str) -> frozenset[str]:
        """The countries (ISO 3166-1 alpha-2) of that name or adjective, in any of our languages, or code."""
        code = name.strip().upper()
        known = {country for party in self for country in (party.country, *party.also) if country}
        return frozenset({code} & known) or self._grammar.countries.get(fold(name.strip()), frozenset())

    def by_domain(self, host: str) -> Party | None:
        """The party whose host this is; a subdomain counts ("arabic.cnn.com"), case and port do not."""
        parts = host.strip().lower().partition(":")[0].strip(".").split(".")
        for i in range(len(parts) - 1):
            if party := self._by_domain.get(".".join(parts[i:])):
                return party
        return None

    def of_outlet(self, outlet: str, url: str = "") -> Party | None:
        """The party that an article's own outlet is: by its URL's host, a known short name, or its name."""
        try:
            host = urlsplit(url.strip()).hostname or ""
        except ValueError:  # an address that is none ("http://[") says nothing
            host = ""
        if (outlet, host) in self._outlets:
            return self._outlets[outlet, host]
        named = self._by_code.get(fold(outlet.strip())) or self.by_domain(outlet)
        party = self.by_domain(host) or named or self.lookup(outlet, certain=True)
        if len(self._outlets) < _REMEMBERED:
            self._outlets[outlet, host] = party
        return party


class Words:
    """The words of a text, marks left out, and what stands round them."""

    __slots__ = ("cut", "words")

    def __init__(self, cut: Tokens) -> None:
        self.cut = cut
        self.words = cut.plain_words

    def start(self, i: int) -> int:
        """The offset at which word ``i`` begins."""
        return self.cut.starts[self.cut.plain[i]]

    def end(self, i: int) -> int:
        """The offset behind word ``i``."""
        return self.cut.ends[self.cut.plain[i]]

    def filling(self, i: int) -> int:
        """How many words from word ``i`` on fill one pair of marks; negative for brackets, 0 for none.

        A straight mark is an opening one only where it touches the word: it may close what stands before.
        """
        cut, at = self.cut, self.cut.plain[i]
        mark = cut.words[at - 1] if at else ""
        closing = _PAIRS.get(mark)
        if closing is None or (mark == closing and cut.ends[at - 1] < cut.starts[at]):
            return 0
        for j in range(i, min(i + REACH, len(self.words))):
            behind = cut.plain[j] + 1
            if behind < len(cut.words) and cut.words[behind] in closing:
                return (j - i + 1) * (-1 if mark in "([" else 1)
        return 0


@cache
def parties() -> Parties:
    """The parties that come with Rasd, loaded once.

    Raises:
        DataError: a data file is wrong.
    """
    return Parties(load_parties(), load_grammar())
