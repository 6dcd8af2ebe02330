"""Loads and checks the lexicon of parties: ``data/parties.toml`` and ``data/{ar,en,fa}/parties.toml``.

The files say in their heads what each field means. Everything is folded here, once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from rasd.errors import DataError
from rasd.lang.normalize import fold
from rasd.lang.tokens import WORD
from rasd.model import LinkType

LANGUAGES = ("ar", "en", "fa")

KINDS = {
    "agency": LinkType.AGENCY,
    "newspaper": LinkType.OUTLET,
    "broadcaster": LinkType.OUTLET,
    "site": LinkType.OUTLET,
    "social": LinkType.SOCIAL,
}
"""The kinds of ``parties.toml`` and the link type that each makes."""

ACCEPTS = {
    "agency": frozenset({"agency"}),
    "newspaper": frozenset({"paper"}),
    "broadcaster": frozenset({"channel", "network"}),
    "site": frozenset({"site", "paper", "network"}),
    "social": frozenset({"site", "network", "platform"}),
}
"""Which generic words vouch for a guarded name of each kind ("صحيفة النهار" is no television).

"موقع" is a place as well as a site ("موقع الحدث"): it vouches only for what is nothing but a site.
"""

_FIELDS = {"country", "also", "state", "domains", "codes", "guarded", "once", "unlike", "world", *LANGUAGES}


@dataclass(frozen=True, slots=True)
class Party:
    """One agency, outlet or platform. ``country`` is ISO 3166-1 alpha-2, empty for one of the whole world.

    ``also`` are further countries whose adjective it takes; ``state`` says that it is its state's voice,
    ``world`` that outlets everywhere take its text;
    ``codes`` are the short names under which collections of articles list it. Of its ``names``, those in
    ``guarded`` count only beside a generic word or filling quotation marks; those in ``once`` likewise,
    until the article has named the party in full. ``unlike`` are ordinary words that look like a name.
    """

    id: str
    type: LinkType
    names: tuple[str, ...]
    country: str = ""
    domains: tuple[str, ...] = ()
    kind: str = ""
    also: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    state: bool = False
    guarded: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    world: bool = False

    @property
    def key(self) -> str:
        """Who it is across articles, as :attr:`rasd.model.Link.key` wants it."""
        return f"party:{self.id}"


@dataclass(slots=True)
class Grammar:
    """The words that stand round a name, of all languages together, folded, clitics included."""

    generic: dict[str, str] = field(default_factory=dict)
    definite: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    news: set[str] = field(default_factory=set)
    qualifiers: set[str] = field(default_factory=set)
    official: set[str] = field(default_factory=set)
    tails: set[str] = field(default_factory=set)
    state_heads: set[str] = field(default_factory=set)
    countries: dict[str, frozenset[str]] = field(default_factory=dict)
    adjectives: dict[str, frozenset[str]] = field(default_factory=dict)
    feminine: set[str] = field(default_factory=set)
    conjunctions: list[str] = field(default_factory=list)
    prepositions: list[str] = field(default_factory=list)
    article: str = ""

    def with_clitics(self, word: str) -> Iterator[str]:
        """The folded word as it is and with every clitic that can be written onto it."""
        if not "\u0600" <= word[0] <= "\u06ff":
            yield word
            return
        for first in ("", *self.conjunctions):
            yield first + word
            for second in self.prepositions:
                definite = word.startswith(self.article)
                if definite and second == "ل":
                    yield first + "لل" + word[len(self.article) :]
                elif definite or second != "ك":  # "كريديت" is no "ك" before a name, "كالجزيرة" is
                    yield first + second + word

    def between(self, word: str) -> bool:
        """Whether the word may stand between a generic word and a name."""
        return word in self.news or word in self.qualifiers or word in self.countries


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a name or sentence, without its marks."""
    return tuple(word for word in (fold(match[0]) for match in WORD.finditer(text)) if word)


def _read(*path: str) -> dict[str, Any]:
    source = files("rasd.lang").joinpath("data", *path)
    try:
        return tomllib.loads(source.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"data/{'/'.join(path)}: cannot be read: {error}") from error


def _strings(where: str, table: dict[str, Any], name: str) -> tuple[str, ...]:
    value = table.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise DataError(f"{where}: {name} must be a list of non-empty strings, not {value!r}")
    return tuple(value)


def load_parties(where: str = "parties.toml", data: dict[str, Any] | None = None) -> list[Party]:
    """The parties, in the file's order; ``data`` instead of the file where given.

    Raises:
        DataError: an unknown kind or field, a wrong type, no name, an id or domain given twice.
    """
    found: dict[str, Party] = {}
    domains: dict[str, str] = {}
    for kind, entries in (_read(where) if data is None else data).items():
        if kind not in KINDS:
            raise DataError(f"{where}: [{kind}] is no kind of party (one of {', '.join(KINDS)})")
        for name, entry in entries.items():
            party = _party(f"{where}: [{kind}.{name}]", kind, name, entry)
            if name in found:
                raise DataError(f"{where}: [{kind}.{name}]: the id {name!r} is given twice")
            for domain in party.domains:
                if domains.setdefault(domain, name) != name:
                    raise DataError(
                        f"{where}: [{kind}.{name}]: {domain} belongs to {domains[domain]} already"
                    )
            found[name] = party
    return list(found.values())


def _party(where: str, kind: str, name: str, entry: dict[str, Any]) -> Party:
    if unknown := set(entry) - _FIELDS:
        raise DataError(f"{where}: unknown field {min(unknown)!r} (known: {', '.join(sorted(_FIELDS))})")
    lists = {key: _strings(where, entry, key) for key in _FIELDS - {"country", "state", "world"}}
    country, state, world = entry.get("country", ""), entry.get("state", False), entry.get("world", False)
    flags = isinstance(state, bool) and isinstance(world, bool)
    if not isinstance(country, str) or not flags or len(country) not in (0, 2):
        raise DataError(f"{where}: country must be a code of two letters, state and world true or false")
    names = tuple(n for key in (*LANGUAGES, "once", "guarded") for n in lists.pop(key) if words_of(n))
    if not names:
        raise DataError(f"{where}: has no name")
    wary = {key: _strings(where, entry, key) for key in ("once", "guarded")}
    return Party(name, KINDS[kind], names, country, kind=kind, state=state, world=world, **lists, **wary)


def addressing_words(language: str) -> dict[str, list[str]]:
    """The folded words by which people speak to a party, by the names of the table ``addressed``.

    Raises:
        DataError: the file or the table is missing, or a field is of the wrong type.
    """
    where, table = f"data/{language}/parties.toml", _read(language, "parties.toml").get("addressed", {})
    found = {name: list(map(fold, _strings(where, table, name))) for name in table}
    if set(found) != {"to", "citing", "meetings", "beside", "at_work"} or len(found["to"]) != 1:
        raise DataError(f"{where}: addressed needs one word in to, and citing, meetings, beside and at_work")
    if any(len(phrase.split()) > 2 for phrase in found["at_work"]):
        raise DataError(f"{where}: a phrase of at_work has two words at most")
    return found


def load_grammar() -> Grammar:
    """The words round the names, of all languages.

    Raises:
        DataError: a file is missing or a field is of the wrong type.
    """
    grammar = Grammar()
    names: dict[str, set[str]] = {}
    adjectives: dict[str, set[str]] = {}
    for language in LANGUAGES:
        data, where = _read(language, "parties.toml"), f"data/{language}/parties.toml"
        words = data.get("words", {})
        _add_words(grammar, where, words)
        for medium in data.get("generic", {}):
            _add_generic(grammar, medium, _strings(where, data["generic"], medium), bool(words.get("after")))
        article, feminine = fold(words.get("article", "")), fold(words.get("feminine", ""))
        for code, entry in data.get("country", {}).items():
            for name in map(fold, _strings(where, entry, "names")):
                names.setdefault(name, set()).add(code)
            for word in map(fold, _strings(where, entry, "adjectives")):
                grammar.feminine |= {word + feminine, article + word + feminine} if feminine else set()
                for form in {word, word + feminine, article + word, article + word + feminine}:
                    adjectives.setdefault(form, set()).add(code)
    grammar.adjectives = {word: frozenset(codes) for word, codes in adjectives.items()}
    for word, codes in names.items():
        grammar.countries[word] = frozenset(codes | adjectives.get(word, set()))
    grammar.countries = grammar.adjectives | grammar.countries
    return grammar


def _add_words(grammar: Grammar, where: str, words: dict[str, Any]) -> None:
    grammar.news.update(map(fold, _strings(where, words, "news")))
    grammar.qualifiers.update(map(fold, _strings(where, words, "qualifiers")))
    grammar.official.update(map(fold, _strings(where, words, "official")))
    grammar.tails.update(map(fold, _strings(where, words, "tails")))
    grammar.conjunctions += map(fold, _strings(where, words, "conjunctions"))
    grammar.prepositions += map(fold, _strings(where, words, "prepositions"))
    grammar.article = grammar.article or fold(words.get("article", ""))
    for word in map(fold, _strings(where, words, "state_heads")):
        grammar.state_heads.update(grammar.with_clitics(word))


def _add_generic(grammar: Grammar, medium: str, words: Iterable[str], after: bool) -> None:
    for word in map(fold, words):
        for variant in grammar.with_clitics(word):
            grammar.generic.setdefault(variant, medium)
        if grammar.article and "\u0600" <= word[0] <= "\u06ff":
            for variant in grammar.with_clitics(grammar.article + word):
                grammar.definite.setdefault(variant, medium)
        if after:
            grammar.after.setdefault(word, medium)
