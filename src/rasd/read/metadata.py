"""What a page says of itself: JSON-LD first, then OpenGraph and other ``<meta>``, then the visible page.

A value is taken as it stands; nothing is invented. The title is given as readers see it: where the
headline on the page says the same as the hidden one, it is the headline that counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from html import unescape
from urllib.parse import urljoin, urlsplit

from rasd.lang.normalize import fold
from rasd.read.dom import Page, squeeze

_ARTICLE_TYPES = re.compile(r"Article$|^Report$|^BlogPosting$|^Liveblog", re.I)
_PUBLISHER_TYPES = ("WebSite", "Organization", "NewsMediaOrganization")
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "pubdate",
    "publishdate", "publish_date", "publication_date", "sailthru.date", "dc.date.issued", "dcterms.created",
    "dc.date", "date",
)  # fmt: skip
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author")
_SITES = ("og:site_name", "application-name", "twitter:app:name:iphone", "dc.publisher", "publisher")
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title")
_SEPARATOR = re.compile(r"\s+[|–—\-:·•»«/\\]+\s+|\s*[|»«]\s*")
_LEAST_HEADLINE = 3
"""Words from which a part of a title may be the headline."""
_MOST_JSON = 2_000_000
_ADDRESS = re.compile(r"https?://|@|^/|www\.", re.I)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article beside its text, "" where it is not. ``date`` is raw."""

    title: str = ""
    site: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    language: str = ""

    def filled(self, other: Metadata) -> Metadata:
        """This, with what it leaves empty taken from ``other``."""
        missing = {f.name: getattr(other, f.name) for f in fields(self) if not getattr(self, f.name)}
        return replace(self, **missing)

    @property
    def complete(self) -> bool:
        """Whether title, author and date are all known."""
        return bool(self.title and self.author and self.date)


def read_metadata(page: Page, url: str = "") -> Metadata:
    """What the page says of itself. ``url`` is where it was fetched from, "" for a file."""
    things = [thing for script in page.linked_data() for thing in _things(script)]
    metas = page.metas()
    found = _from_linked_data(things).filled(_from_metas(metas)).filled(_from_elements(page))
    found = replace(found, site=_site(things, metas), url=_address(page, metas, found.url, url))
    found = replace(found, language=_language(found.language))
    headlines = page.texts("h1")
    titles = [found.title, *(metas[name] for name in _TITLES if name in metas)]
    titles = [without_site(title, found.site) for title in titles if title]
    if titles or not (named := page.texts("head > title")):
        return replace(found, title=_title(titles, headlines))
    title, site = _split_title(without_site(named[0], found.site), page)
    return replace(found, title=_title([title], headlines), site=found.site or site)


def without_site(text: str, site: str) -> str:
    """The text without a leading or trailing part that only repeats the site's name ("... | سواليف")."""
    name = _letters(site)
    while name and (marks := list(_SEPARATOR.finditer(text))):
        first, last = marks[0], marks[-1]
        if _letters(text[last.end() :]) == name:
            text = text[: last.start()].strip()
        elif _letters(text[: first.start()]) == name:
            text = text[first.end() :].strip()
        else:
            break
    return text


def _split_title(title: str, page: Page) -> tuple[str, str]:
    """The headline and the site in a ``<title>`` of several parts: the headline is the part seen below."""
    parts = [part for part in _SEPARATOR.split(f" {title} ") if part.strip()]
    seen = {_letters(line.text) for line in page.lines()}
    headlines = [part for part in parts if len(part.split()) >= _LEAST_HEADLINE and _letters(part) in seen]
    if len(parts) < 2 or len(headlines) != 1:
        return title, ""
    others = [part.strip() for part in parts if part is not headlines[0]]
    return headlines[0].strip(), others[0] if len(others) == 1 and len(others[0].split()) < 6 else ""


def _letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


# --- JSON-LD -------------------------------------------------------------------------------------


def _things(script: str) -> Iterator[Mapping[str, object]]:
    """The objects of a JSON-LD script, with those of ``@graph`` and of lists; nothing where it is broken."""
    text = script.strip(" \t\r\n;").removeprefix("<![CDATA[").removesuffix("]]>").strip(" \t\r\n;")
    try:
        waiting = [json.loads(text[:_MOST_JSON], strict=False)]
    except (ValueError, RecursionError):
        return
    while waiting:
        thing = waiting.pop(0)
        if isinstance(thing, list):
            waiting = [*thing[:200], *waiting]
        elif isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            waiting = [*(graph[:200] if isinstance(graph, list) else []), *waiting]


def _is_a(thing: Mapping[str, object], pattern: re.Pattern[str]) -> bool:
    types = thing.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and pattern.search(name) for name in names)


def _from_linked_data(things: list[Mapping[str, object]]) -> Metadata:
    article = next((thing for thing in things if _is_a(thing, _ARTICLE_TYPES)), None)
    if article is None:
        return Metadata()
    page = article.get("mainEntityOfPage")
    return Metadata(
        title=_words(article.get("headline") or article.get("name")),
        author=_names(article.get("author") or article.get("creator"), things),
        date=_words(article.get("datePublished") or article.get("dateCreated")),
        url=_words(article.get("url") or (page.get("@id") if isinstance(page, dict) else page)),
        language=_words(article.get("inLanguage")),
    )


def _words(value: object) -> str:
    """A text out of JSON-LD, where a value may stand in a list and its entities may be written twice."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return squeeze(unescape(unescape(value))) if isinstance(value, str) else ""


def _names(value: object, things: list[Mapping[str, object]]) -> str:
    """The names of persons or organisations, given as texts, objects, references, or a list of these."""
    found: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        name = _words(_referred(item, things).get("name") if isinstance(item, dict) else item)
        if name and name not in found and not _ADDRESS.search(name):
            found.append(name)
    return (
        "، ".join(found) if any("\u0600" <= char <= "\u06ff" for char in "".join(found)) else ", ".join(found)
    )


def _referred(item: Mapping[str, object], things: list[Mapping[str, object]]) -> Mapping[str, object]:
    """The named object that ``item`` stands for, itself where it has a name or refers to nothing."""
    if "name" in item:
        return item
    return next((thing for thing in things if "name" in thing and thing.get("@id") == item.get("@id")), item)


def _site(things: list[Mapping[str, object]], metas: Mapping[str, str]) -> str:
    """The outlet's name; of names that contain each other the shortest ("سواليف", not "سواليف | أخبار")."""
    names = [metas[name] for name in _SITES if name in metas]
    for thing in things:
        if _is_a(thing, _ARTICLE_TYPES):
            names.append(_names(thing.get("publisher"), things))
    for kind in _PUBLISHER_TYPES:
        names += [_words(t.get("name")) for t in things if _is_a(t, re.compile(f"^{kind}$"))]
    names = [name for name in names if name and not _ADDRESS.search(name)]
    if not names:
        return ""
    same = [name for name in names if _letters(name) and _letters(name) in _letters(names[0])]
    return min(same, key=len, default=names[0])


# --- meta and visible elements ---------------------------------------------------------------------


def _from_metas(metas: Mapping[str, str]) -> Metadata:
    author = next((metas[n] for n in _AUTHORS if n in metas and not _ADDRESS.search(metas[n])), "")
    return Metadata(
        title=next((metas[n] for n in _TITLES if n in metas), ""),
        author=author,
        date=next((metas[n] for n in _DATES if n in metas), ""),
        language=metas.get("og:locale", "") or metas.get("inlanguage", ""),
    )


def _from_elements(page: Page) -> Metadata:
    published = page.attribute("[itemprop=datePublished]", "content")
    published = published or page.attribute(
        "[itemprop=datePublished], time.published, time[pubdate]", "datetime"
    )
    authors = page.texts("[itemprop=author] [itemprop=name]") or page.texts("[rel=author]")
    return Metadata(
        author=authors[0] if authors and len(authors[0]) < 80 else "",
        date=published or page.attribute("article time[datetime], main time[datetime]", "datetime"),
        language=page.attribute("html", "lang"),
    )


def _title(titles: list[str], headlines: list[str]) -> str:
    """The best-known title, in the words of the visible headline where that says the same and not less."""
    if not titles:
        return headlines[0] if len(headlines) == 1 else ""
    known = _letters(titles[0])
    for headline in headlines:
        letters = _letters(headline)
        if letters and letters.startswith(known[:60]) and len(letters) >= len(known) * 0.9:
            return headline
    return titles[0]


def _address(page: Page, metas: Mapping[str, str], said: str, fetched: str) -> str:
    """The article's address: the page's canonical one, unless it was fetched from another host."""
    for candidate in (page.attribute("link[rel=canonical]", "href"), metas.get("og:url", ""), said):
        try:
            address = urljoin(fetched, candidate) if candidate else ""
            parts = urlsplit(address)
            same_host = not fetched or parts.hostname == urlsplit(fetched).hostname
        except ValueError:  # a malformed address
            continue
        if parts.scheme in ("http", "https") and parts.hostname and same_host:
            return address
    return fetched


def _language(tag: str) -> str:
    """The language of a tag: "ar-JO", "ar_AR" and "AR" are all "ar"; "" for what is no tag."""
    match = re.match(r"\s*([A-Za-z]{2,3})(?![A-Za-z])", tag)
    return match[1].lower() if match else ""
