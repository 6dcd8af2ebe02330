"""The catalogue is well-formed, and says of an outlet what the lexicon says of it."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from rasd.lang.parties import parties
from rasd.lang.party_data import load_grammar
from rasd.model import Feed
from rasd.read.feed import is_page
from rasd.watch.catalogue import catalogue
from rasd.watch.entries import plain_address

COUNTRIES = frozenset().union(*load_grammar().countries.values())
"""The codes of the countries that the lexicon knows by name."""
KINDS = ("agency", "newspaper", "broadcaster", "site")


def test_it_is_large_enough_to_start_with() -> None:
    assert len(catalogue()) >= 60
    assert len({feed.country for feed in catalogue()}) >= 20


def test_no_feed_stands_twice() -> None:
    addresses = [plain_address(feed.url) for feed in catalogue()]
    assert sorted(set(addresses)) == sorted(addresses)


@pytest.mark.parametrize("feed", catalogue(), ids=lambda feed: urlsplit(feed.url).netloc)
def test_a_feed_is_whole(feed: Feed) -> None:
    assert is_page(feed.url)
    assert urlsplit(feed.url).scheme == "https"
    assert feed.outlet.strip() == feed.outlet != ""
    assert feed.language == "ar"
    assert feed.kind in KINDS
    assert feed.source.startswith(("named as", "a public program"))
    assert feed.country in COUNTRIES


@pytest.mark.parametrize("feed", catalogue(), ids=lambda feed: urlsplit(feed.url).netloc)
def test_it_agrees_with_the_lexicon(feed: Feed) -> None:
    party = parties().by_domain((urlsplit(feed.url).hostname or "").removeprefix("www."))
    said = (feed.country, feed.kind)
    assert said == ((party.country or feed.country, party.kind) if party else said)
