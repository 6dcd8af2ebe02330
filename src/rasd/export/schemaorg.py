"""Stories as JSON-LD in the words of schema.org.

``NewsArticle``, ``Quotation`` (words in quotation marks), ``Claim`` with ``appearance`` and
``firstAppearance``, and for each claim a ``ClaimReview`` that is a draft: it says what was found out about
origins and leaves the rating to a person. Articles' texts are not in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rasd.export import jsonl
from rasd.model import Analysis, Article, Claim, ContentKind, Link, LinkType, Origin, Story
from rasd.stable import content_id

_TYPES = {
    LinkType.PERSON: "Person", LinkType.UNNAMED: "Person",
    LinkType.AGENCY: "NewsMediaOrganization", LinkType.OUTLET: "NewsMediaOrganization",
}  # fmt: skip

Thing = dict[str, Any]


def document(stories: Sequence[Story]) -> Thing:
    """The things of all stories in one ``@graph``; terms are those of schema.org, and need no download."""
    graph = [thing for story in stories for thing in _things(story)]
    # Two attributions may share one quotation.
    return {
        "@context": {"@vocab": "https://schema.org/"},
        "@graph": list({t["@id"]: t for t in graph}.values()),
    }


def write(stories: Sequence[Story], path: Path) -> None:
    """Write :func:`document` to ``path``.

    Raises:
        OSError: the file cannot be written.
    """
    path.write_bytes(jsonl.document(document(stories)))


def _things(story: Story) -> list[Thing]:
    things = [_article(article) for article in story.articles]
    for analysis in story.analyses:
        things += _quotations(analysis)
    articles = {article.id: article for article in story.articles}
    for claim in story.claims:
        if claim.standing.supports:
            things += [_claim(story, claim, articles), _review(story, claim)]
    return things


def _id(kind: str, *parts: str) -> str:
    return f"urn:rasd:{kind}:{content_id(kind, *parts)}"


def _ref(kind: str, *parts: str) -> Thing:
    return {"@id": _id(kind, *parts)}


def _filled(thing: Thing) -> Thing:
    """The thing without what is empty."""
    return {name: value for name, value in thing.items() if value not in ("", None, [])}


def _article(article: Article) -> Thing:
    outlet = article.outlet.strip()
    return _filled({
        "@id": _id("article", article.id), "@type": "NewsArticle", "identifier": article.id,
        "headline": article.title, "url": article.url, "inLanguage": article.language,
        "datePublished": article.published.isoformat() if article.published else article.date,
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet} if outlet else None,
    })  # fmt: skip


def _quotations(analysis: Analysis) -> list[Thing]:
    article = analysis.article
    return [
        _filled({
            "@id": _id("quotation", article.id, str(item.content.start), str(item.content.end)),
            "@type": "Quotation", "text": item.content.of(article.text), "inLanguage": article.language,
            "isPartOf": _ref("article", article.id),
            "spokenByCharacter": _party(item.chain[-1]) if item.chain else None,
        })
        for item in analysis.attributions
        if item.kind is ContentKind.DIRECT and item.content is not None
    ]  # fmt: skip


def _party(link: Link | Origin) -> Thing:
    """A person or an organisation; one that is not named has a description instead of a name."""
    kind = _TYPES.get(link.type, "Organization")
    return {"@type": kind, "description" if link.type is LinkType.UNNAMED else "name": link.name}


def _claim(story: Story, claim: Claim, articles: Mapping[str, Article]) -> Thing:
    told = [articles[id_] for id_ in claim.standing.supports if id_ in articles]
    first = claim.standing.first.article if claim.standing.first else ""
    return _filled({
        "@id": _id("claim", story.id, claim.id), "@type": "Claim", "text": claim.text,
        "appearance": [_ref("article", article.id) for article in told],
        "firstAppearance": _ref("article", first) if first else None,
        "author": [_party(origin) for origin in claim.standing.origins],
    })  # fmt: skip


def _review(story: Story, claim: Claim) -> Thing:
    """What a person has to decide on: no rating."""
    standing = claim.standing
    counted = (
        f"Independent origins: {standing.lowest} to {standing.highest}. Reports: {len(standing.supports)}"
    )
    counted += f", of them copies: {len(standing.copies)}."
    return _filled({
        "@id": _id("review", story.id, claim.id), "@type": "ClaimReview",
        "claimReviewed": claim.text, "itemReviewed": _ref("claim", story.id, claim.id),
        "creativeWorkStatus": "Draft", "abstract": counted,
    })  # fmt: skip
