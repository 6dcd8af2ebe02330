"""What other programs read of stories: their own libraries read it, and find what is in the stories."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import networkx as nx
import pytest
from prov.model import ProvDerivation, ProvDocument
from pyld import jsonld

from export.cases import bare, founding, harbour
from rasd import desk
from rasd.errors import UsageError
from rasd.export import graphml, kinds, parquet, prov, schemaorg
from rasd.model import Article, Cycle, Edge, EdgeKind, Graph, LinkType, Node, Story

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CITED = Graph(
    (
        Node("article:a", "الف", "article"),
        Node("article:b", "باء\x0b", "article"),
        Node("source:c", "جيم", "agency"),
    ),
    (
        Edge(EdgeKind.COPIED, "article:a", "article:b"),
        Edge(EdgeKind.COPIED, "article:b", "article:a"),
        Edge(EdgeKind.SAID, "article:b", "source:c"),
    ),
)
ROUND = Story("round", "", (Article("a", "x", outlet="الف"), Article("b", "y")), (), lineage=CITED)
"""A cites B and B cites A; one name holds what XML cannot."""


@pytest.fixture(scope="module")
def stories() -> Sequence[Story]:
    return desk.trace([EXAMPLES / "story.jsonl", EXAMPLES / "sawaleif.html"]).stories


# --- GraphML -------------------------------------------------------------------------------------


def drawn(stories: Sequence[Story], folder: Path) -> nx.MultiDiGraph:
    graphml.write(stories, folder / "out.graphml")
    return nx.read_graphml(folder / "out.graphml", force_multigraph=True)


def test_the_lineage_is_drawn_whole(stories: Sequence[Story], tmp_path: Path) -> None:
    graph = drawn(stories, tmp_path)
    assert graph.is_directed()
    expected = sorted((node.name, str(node.kind), s.id) for s in stories for node in s.lineage.nodes)
    assert sorted((d["label"], d["kind"], d["story"]) for _, d in graph.nodes(data=True)) == expected
    names = {s.id: {node.key: node.name for node in s.lineage.nodes} for s in stories}
    steps = [
        (names[s.id][e.start], str(e.kind), names[s.id][e.end]) for s in stories for e in s.lineage.edges
    ]
    label = nx.get_node_attributes(graph, "label")
    assert sorted((label[a], d["kind"], label[b]) for a, b, d in graph.edges(data=True)) == sorted(steps)
    assert {kind for _, kind, _ in steps} == {"said", "via", "copied"}, "the examples have each kind"


def test_each_edge_says_why(stories: Sequence[Story], tmp_path: Path) -> None:
    for _, _, data in drawn(stories, tmp_path).edges(data=True):
        rules = [item["rule"] for item in json.loads(data["evidence"])]
        assert rules
        assert data["rules"].split() == list(dict.fromkeys(rules))


def test_an_article_has_its_facts(tmp_path: Path) -> None:
    (article,) = founding().articles
    lineage = Graph((Node(f"article:{article.id}", "سواليف", "article"),))
    graph = drawn([replace(founding(), lineage=lineage)], tmp_path)
    ((_, data),) = graph.nodes(data=True)
    assert data["url"] == article.url
    assert data["published"] == "2016-11-24T10:00:00+00:00"


def test_what_goes_round_in_circles_is_marked(tmp_path: Path) -> None:
    graph = drawn([ROUND], tmp_path)
    assert {data["label"]: data.get("cycle") for _, data in graph.nodes(data=True)} == {
        "الف": 1, "باء\ufffd": 1, "جيم": None
    }  # fmt: skip


def test_an_outlet_and_its_articles_go_round_together(tmp_path: Path) -> None:
    ring = Cycle(("الف", "جيم"), ("article:a", "source:c"), ("c1",))
    graph = drawn([replace(ROUND, lineage=replace(CITED, edges=CITED.edges[2:]), cycles=(ring,))], tmp_path)
    assert {data["label"]: data.get("cycle") for _, data in graph.nodes(data=True)} == {
        "الف": 1, "باء\ufffd": None, "جيم": 1
    }  # fmt: skip


# --- PROV ----------------------------------------------------------------------------------------


def read_back(stories: Sequence[Story], folder: Path) -> ProvDocument:
    prov.write(stories, folder / "out.prov.json")
    return ProvDocument.deserialize(str(folder / "out.prov.json"), format="json")


def test_each_story_is_a_bundle_of_entities_and_derivations(stories: Sequence[Story], tmp_path: Path) -> None:
    bundles = list(read_back(stories, tmp_path).bundles)
    assert [bundle.identifier.localpart for bundle in bundles] == [f"story-{story.id}" for story in stories]
    for bundle, story in zip(bundles, stories, strict=True):
        steps = bundle.get_records(ProvDerivation)
        kinds = [str(next(iter(step.get_attribute("prov:type")), "")) for step in steps]
        expected = {"said": "prov:PrimarySource", "copied": "prov:Quotation", "via": ""}
        assert sorted(kinds) == sorted(expected[edge.kind] for edge in story.lineage.edges)
        entities = {
            record.identifier for record in bundle.get_records() if record.get_type().localpart == "Entity"
        }
        for step in steps:
            assert {value for _, value in step.formal_attributes if value} <= entities


def test_an_article_without_a_claim_is_in_its_bundle(tmp_path: Path) -> None:
    (bundle,) = read_back([bare()], tmp_path).bundles
    labels = {str(label) for record in bundle.get_records() for label in record.get_attribute("rasd:id")}
    assert labels == {article.id for article in bare().articles}


def test_an_unnamed_source_is_an_agent_without_a_name_of_its_own(stories: Sequence[Story]) -> None:
    agents = [
        agent for bundle in prov.document(stories)["bundle"].values() for agent in bundle["agent"].values()
    ]
    unnamed = {node.name for s in stories for node in s.lineage.nodes if node.kind == LinkType.UNNAMED}
    assert {agent["prov:label"] for agent in agents if agent["rasd:named"] == "false"} == unnamed


def test_no_story_is_still_a_document(tmp_path: Path) -> None:
    assert list(read_back([], tmp_path).bundles) == []


# --- schema.org ----------------------------------------------------------------------------------

THING = {"identifier", "name", "description", "url"}
WORK = THING | {
    "inLanguage",
    "datePublished",
    "publisher",
    "text",
    "isPartOf",
    "author",
    "creativeWorkStatus",
    "abstract",
}
TERMS = {
    "NewsArticle": WORK | {"headline"},
    "Quotation": WORK | {"spokenByCharacter"},
    "Claim": WORK | {"appearance", "firstAppearance"},
    "ClaimReview": WORK | {"claimReviewed", "itemReviewed"},
    "Person": THING,
    "Organization": THING,
    "NewsMediaOrganization": THING,
}
"""The properties of these types, their own and inherited, as https://schema.org/docs/full.html has them (of
those that could be used here)."""


def things(stories: Sequence[Story]) -> list[dict[str, object]]:
    """The expanded things, those inside others too."""
    found, waiting = [], list(jsonld.expand(schemaorg.document(stories)))
    while waiting:
        thing = waiting.pop()
        if "@type" in thing:
            found.append(thing)
        waiting += [
            v for values in thing.values() if isinstance(values, list) for v in values if isinstance(v, dict)
        ]
    return found


def test_only_terms_of_schema_org_are_used(stories: Sequence[Story]) -> None:
    found = things(stories)
    used = {str(kind).rpartition("/")[2] for thing in found for kind in thing["@type"]}
    assert used >= {"NewsArticle", "Quotation", "Claim", "ClaimReview", "Person", "NewsMediaOrganization"}
    for thing in found:
        (kind,) = thing["@type"]
        terms = {name.removeprefix("https://schema.org/") for name in thing if not name.startswith("@")}
        assert terms <= TERMS[kind.removeprefix("https://schema.org/")]


def test_a_claim_says_where_it_appeared_and_first(stories: Sequence[Story]) -> None:
    graph = schemaorg.document(stories)["@graph"]
    ids = {thing["@id"]: thing for thing in graph}
    claims = [thing for thing in graph if thing["@type"] == "Claim"]
    assert len(claims) == sum(bool(c.standing.supports) for s in stories for c in s.claims)
    assert claims
    for claim in claims:
        dates = [ids[place["@id"]]["datePublished"] for place in claim["appearance"]]
        assert ids[claim["firstAppearance"]["@id"]]["datePublished"] == min(dates)


def test_the_rating_is_left_to_a_person(stories: Sequence[Story]) -> None:
    graph = schemaorg.document(stories)["@graph"]
    reviews = [thing for thing in graph if thing["@type"] == "ClaimReview"]
    assert reviews
    assert all("reviewRating" not in thing and thing["creativeWorkStatus"] == "Draft" for thing in reviews)
    texts = {thing["@id"]: thing["text"] for thing in graph if thing["@type"] == "Claim"}
    assert all(texts[thing["itemReviewed"]["@id"]] == thing["claimReviewed"] for thing in reviews)


def test_a_quotation_is_what_stands_in_the_article() -> None:
    quotations = [t for t in schemaorg.document([founding()])["@graph"] if t["@type"] == "Quotation"]
    assert quotations
    assert all(thing["text"] in founding().articles[0].text for thing in quotations)
    assert {thing["spokenByCharacter"]["description"] for thing in quotations} == {"مصادر صحفية"}


# --- tables --------------------------------------------------------------------------------------


def test_the_tables_hold_the_stories_and_join(stories: Sequence[Story], tmp_path: Path) -> None:
    parquet.write_tables(stories, tmp_path / "out")
    assert {path.stem for path in (tmp_path / "out").iterdir()} == {*parquet.TABLES, "passages"}
    count = {
        name: len(duckdb.read_parquet(str(tmp_path / "out" / f"{name}.parquet"))) for name in parquet.TABLES
    }
    claims = [claim for story in stories for claim in story.claims]
    assert count == {
        "stories": len(stories),
        "articles": sum(len(story.articles) for story in stories),
        "claims": len(claims),
        "statements": sum(len(claim.statements) for claim in claims),
        "origins": sum(len(claim.standing.origins) for claim in claims),
        "nodes": sum(len(story.lineage.nodes) for story in stories),
        "edges": sum(len(story.lineage.edges) for story in stories),
        "copies": sum(len(story.copies) for story in stories),
        "spread": sum(len(claim.standing.spread) for claim in claims),
        "variants": sum(len(v.evidence) for claim in claims for v in claim.variants),
        "cycles": 0,
        "earlier": sum(len(story.earlier) for story in stories),
    }
    wide = duckdb.read_parquet(str(tmp_path / "out/claims.parquet")).filter("len(supports) > 1")
    ((highest,),) = wide.aggregate("max(origins_high)").fetchall()
    assert highest == max(c.standing.highest for c in claims if len(c.standing.supports) > 1)


def test_lists_and_truth_values_come_back(tmp_path: Path) -> None:
    parquet.write_tables([harbour()], tmp_path)
    copies = duckdb.read_parquet(str(tmp_path / "copies.parquet")).fetchall()
    assert [row[1:] for row in copies] == [(c.copier, c.original, c.credited) for c in harbour().copies]
    claims = duckdb.read_parquet(str(tmp_path / "claims.parquet")).project("supports, denied_by").fetchall()
    assert claims == [(list(c.standing.supports), list(c.standing.denied_by)) for c in harbour().claims]


def test_first_seen_spread_and_circles_are_columns(tmp_path: Path) -> None:
    ring = Cycle(("صحيفة الميناء", "أخبار الساحل"), (), ("c1",))
    parquet.write_tables([replace(harbour(), cycles=(ring,))], tmp_path)

    def rows(table: str, columns: str) -> list[tuple[object, ...]]:
        found: list[tuple[object, ...]] = (
            duckdb.read_parquet(str(tmp_path / f"{table}.parquet")).project(columns).fetchall()
        )
        return found

    assert rows("claims", "reports, origins_named, origins_unnamed, origins_own") == [(4, 1, 1, 0)]
    assert rows("claims", "first_article, first_sure, first_perhaps") == [("h1", "open", ["h3"])]
    assert rows("spread", "article, copy, reports, origins") == [
        ("h1", False, 1, 1), ("h2", True, 2, 1), ("h5", False, 3, 2), ("h3", True, 4, 2)
    ]  # fmt: skip
    assert rows("spread", "published")[-1] == (None,)
    assert rows("cycles", "cycle, party") == [(1, "صحيفة الميناء"), (1, "أخبار الساحل")]
    assert rows("origins", "basis") == [("unnamed",), ("named",)]


def test_no_story_is_still_tables(tmp_path: Path) -> None:
    parquet.write_tables([], tmp_path)
    for name, columns in parquet.TABLES.items():
        assert duckdb.read_parquet(str(tmp_path / f"{name}.parquet")).columns == list(columns)


# --- which for which -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("a.graphml", graphml),
        ("A.GraphML", graphml),
        ("a.prov.json", prov),
        ("a.jsonld", schemaorg),
        ("out", parquet),
    ],
)
def test_the_ending_chooses(name: str, module: object) -> None:
    assert kinds.exporter_for(Path("some.folder") / name).__module__ == module.__name__  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["a.xml", "a.json", "a.parquet", "graphml."])
def test_another_ending_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match=r"a file ends in \.graphml"):
        kinds.exporter_for(Path(name))
