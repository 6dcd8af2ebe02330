"""Who is cited: news agencies, newspapers, broadcasters, sites and social platforms, found by name or host.

A name that is also an ordinary word ("الحياة", "مهر") is *guarded*: it counts only beside a generic word
of the right kind ("صحيفة الحياة", "وكالة مهر") or when it fills a pair of quotation marks. A name that
several parties share is told apart by the generic word and by the country that stands beside it
("صحيفة الوطن السورية"); where that leaves more than one, there is none. "The <country> news agency"
without any name is the state's agency, by rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

from rasd.lang.normalize import fold
from rasd.lang.party_data import ACCEPTS, Grammar, Party, load_grammar, load_parties, words_of

__all__ = ["Parties", "Party", "parties"]

_REACH = 8  # words that a phrase may hold between its generic word and the name, or its end
_OPENING = "\"'«“”„‘’‹([{"
_CLOSING = "\"'»“”‟’‘›)]}"


class _Option(NamedTuple):
    party: Party
    guarded: bool


@dataclass(frozen=True, slots=True)
class _Alias:
    """One name behind its first word; ``bare`` is false where a clitic stands on that word."""

    rest: tuple[str, ...]
    options: tuple[_Option, ...]
    bare: bool = True


class _Context(NamedTuple):
    """What stands before a name: which generic words, and which country they are said to be of."""

    media: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()


_NOTHING = _Context()


class Parties:
    """The lexicon of parties. Use :func:`parties` for the one that comes with Rasd."""

    def __init__(self, entries: dict[str, tuple[Party, tuple[str, ...]]], grammar: Grammar) -> None:
        self._grammar = grammar
        self._by_id = {id_: party for id_, (party, _) in entries.items()}
        self._by_domain = {domain: party for party in self._by_id.values() for domain in party.domains}
        self._by_code = {fold(code): party for party in self._by_id.values() for code in party.codes}
        self._states: dict[tuple[str, str], list[Party]] = {}
        for party in self._by_id.values():
            if party.state:
                self._states.setdefault((party.kind, party.country), []).append(party)
        self._first = self._index(entries)

    def __iter__(self) -> Iterator[Party]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, id_: str) -> Party | None:
        """The party of that id (with or without ``party:`` before it)."""
        return self._by_id.get(id_.removeprefix("party:"))

    def _index(self, entries: dict[str, tuple[Party, tuple[str, ...]]]) -> dict[str, tuple[_Alias, ...]]:
        names: dict[tuple[str, ...], dict[str, _Option]] = {}
        for party, guarded in entries.values():
            for name in party.names:
                names.setdefault(words_of(name), {}).setdefault(party.id, _Option(party, name in guarded))
        first: dict[str, list[_Alias]] = {}
        for (head, *rest), options in names.items():
            for variant in self._grammar.with_clitics(head):
                alias = _Alias(tuple(rest), tuple(options.values()), bare=variant == head)
                first.setdefault(variant, []).append(alias)
        for word in (*self._grammar.generic, *self._grammar.definite):
            first.setdefault(word, [])
        return {word: tuple(sorted(found, key=lambda a: -len(a.rest))) for word, found in first.items()}

    # ------------------------------------------------------------------ in running text

    def match(self, words: Sequence[str], start: int, *, quoted: int = 0) -> tuple[Party, int] | None:
        """The party whose name begins at ``words[start]``, and how many words it takes; the longest.

        ``words`` are folded words without marks (:func:`rasd.lang.party_data.words_of`). The match may
        begin at a generic word ("لوكالة رويترز للأنباء": 3) or at the name itself; clitics on its
        first word are allowed for. ``quoted`` says how many words from ``start`` on fill one pair of
        quotation marks or brackets: a guarded name counts if it fills them.
        """
        aliases = self._first.get(words[start])
        if aliases is None:
            return None
        grammar = self._grammar
        found = None
        if words[start] in grammar.generic or words[start] in grammar.definite:
            found = self._phrase(words, start)
        if aliases and (named := self._name(aliases, words, start, None, quoted)):
            end = self._tail(words, named[1])
            if found is None or end > found[1]:
                found = named[0], end
        return (found[0], found[1] - start) if found else None

    def _name(
        self,
        aliases: tuple[_Alias, ...],
        words: Sequence[str],
        start: int,
        context: _Context | None,
        quoted: int = 0,
    ) -> tuple[Party, int] | None:
        """The longest name at ``start`` that counts, and where it ends; ``context=None``: look for it."""
        for alias in aliases:
            end = start + 1 + len(alias.rest)
            if alias.rest and tuple(words[start + 1 : end]) != alias.rest:
                continue
            if context is None:
                before = self._before(words, start) if alias.bare else _NOTHING
            elif alias.bare:
                before = context
            else:
                continue
            if party := self._resolve(alias.options, words, end, before, quoted == end - start):
                return party, end
        return None

    def _resolve(
        self, options: tuple[_Option, ...], words: Sequence[str], end: int, before: _Context, vouched: bool
    ) -> Party | None:
        """The one party among a name's that generic words, quotes and country leave; none where several."""
        media = before.media
        after = self._grammar.after.get(words[end]) if end < len(words) else None
        if after:
            media = media | {after}
        left = [o for o in options if not o.guarded or vouched or media & ACCEPTS[o.party.kind]]
        if len(left) > 1 and media:
            left = [o for o in left if media & ACCEPTS[o.party.kind]] or left
        countries = before.countries or self._country_after(words, end)
        if left and countries and (len(left) > 1 or left[0].guarded):
            left = [o for o in left if not o.party.country or countries & {o.party.country, *o.party.also}]
        return left[0].party if len(left) == 1 else None

    def _country_after(self, words: Sequence[str], end: int) -> frozenset[str]:
        for word in words[end : end + 2]:
            if found := self._grammar.countries.get(word):
                return found
            if word not in self._grammar.qualifiers:
                break
        return frozenset()

    def _before(self, words: Sequence[str], start: int) -> _Context:
        """The generic word before ``start``, over the words that may stand between."""
        grammar = self._grammar
        countries: frozenset[str] = frozenset()
        for i in range(start - 1, max(start - _REACH, 0) - 1, -1):
            word = words[i]
            if medium := grammar.generic.get(word):
                return _Context(frozenset({medium}), countries)
            if not grammar.between(word):
                break
            countries = countries or grammar.countries.get(word, frozenset())
        return _NOTHING

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

    def _phrase(self, words: Sequence[str], start: int) -> tuple[Party, int] | None:
        """A generic word and what it leads to: a name, or a country whose state agency it then is."""
        grammar = self._grammar
        media = frozenset(filter(None, [grammar.generic.get(words[start])]))
        countries: frozenset[str] = frozenset()
        news = words[start] in grammar.state_heads
        i, limit = start + 1, min(len(words), start + _REACH)
        while i < limit:
            word = words[i]
            if medium := grammar.generic.get(word):
                media |= {medium}
                news = news or word in grammar.state_heads
            elif named := self._name(self._first.get(word, ()), words, i, _Context(media, countries)):
                return named[0], self._tail(words, named[1])
            elif word in grammar.countries:
                countries = (countries & grammar.countries[word]) or countries or grammar.countries[word]
            elif not grammar.between(word):
                break
            news = news or word in grammar.news
            i += 1
        return self._state(words[start], media, countries, i) if news else None

    def _state(
        self, head: str, media: frozenset[str], countries: frozenset[str], end: int
    ) -> tuple[Party, int] | None:
        """The state agency (or television) of the one country, where there is just one."""
        media = media or frozenset({self._grammar.definite.get(head, "")})
        kind = "agency" if "agency" in media else "broadcaster" if "channel" in media else ""
        found = [party for country in countries for party in self._states.get((kind, country), ())]
        return (found[0], end) if len(found) == 1 else None

    # ------------------------------------------------------------------ by name or host

    def lookup(self, name: str, *, certain: bool = False) -> Party | None:
        """The party that the *whole* of ``name`` names; ``None`` where it names none, or several.

        Quotation marks, brackets, generic words, "للأنباء" and country adjectives may stand round it. A
        guarded name alone counts only in marks, or with ``certain``: the caller knows that it is a party's.
        """
        stripped = name.strip()
        words = words_of(stripped)
        marked = stripped[:1] in _OPENING and stripped[-1:] in _CLOSING if stripped else False
        found: dict[str, Party] = {}
        i = 0
        while i < len(words):
            hit = self.match(words, i, quoted=len(words) - i if certain or marked else 0)
            if hit:
                found[hit[0].id] = hit[0]
            elif not (
                self._grammar.between(words[i]) or words[i] in self._grammar.generic or words[i] == "the"
            ):
                return None
            i += hit[1] if hit else 1
        return next(iter(found.values())) if len(found) == 1 else None

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
        named = self._by_code.get(fold(outlet.strip())) or self.by_domain(outlet)
        return self.by_domain(host) or named or self.lookup(outlet, certain=True)


@cache
def parties() -> Parties:
    """The parties that come with Rasd, loaded once.

    Raises:
        DataError: a data file is wrong.
    """
    return Parties(load_parties(), load_grammar())
