"""Whether two links are one party, as a table."""

from __future__ import annotations

import pytest

from rasd.lang.descriptors import describe
from rasd.lang.normalize import fold
from rasd.lineage.names import is_named, may_be_same, names_beside, same_party
from rasd.lineage.namesakes import Namesakes
from rasd.model import Link, LinkType

P, O, U, D, A = (  # noqa: E741 - one letter a type keeps the table readable
    LinkType.PERSON,
    LinkType.ORGANISATION,
    LinkType.UNNAMED,
    LinkType.DOCUMENT,
    LinkType.AGENCY,
)

PAIRS = [
    ("وزير النقل سامي حداد", P, "وزير النقل سامي حداد", P, "same-source"),
    ("وزير النقل سامي حداد", P, "حداد", P, "name-variant"),
    ("الرئيس دونالد ترامب", P, "ترمب", P, "name-variant"),
    ("وزير النقل سامي حداد", P, "وزير النقل اللبناني", P, "name-variant"),
    ("وزير النقل سامي حداد", P, "وزارة النقل", O, "same-organisation"),
    ("وزير النقل سامي", P, "وزير النقل سامي حداد", P, "name-variant"),
    ("الوزير سامي", P, "الوزير سامي حداد", P, ""),
    ("وزير النقل سامي", P, "وزير الصحة سامي حداد", P, ""),
    ("وزير النقل", P, "وزير الصحة", P, ""),
    ("وزير الخارجية الروسي", P, "وزير الخارجية الأميركي", P, ""),
    ("سامي حداد", P, "كريم حداد", P, ""),
    ("سامي حداد", P, "سامي نصار", P, ""),
    ("الرئيس", P, "ترامب", P, ""),
    ("الرئيس عبدالفتاح السيسي", P, "عبد الفتاح السيسي", P, "name-variant"),
    ("كارل رومينيغه", P, "كارل رومينيجه", P, "name-variant"),
    ("سوريا", O, "السلطات السورية", O, "same-organisation"),
    ("سوريا", O, "وزير النقل السوري", P, ""),
    ("الجيش السوري", O, "متحدث باسم الجيش السوري", U, "same-organisation"),
    ("الجيش السوري", O, "المتحدث باسم الجيش خالد منصور", P, "same-organisation"),
    ("القوات المسلحة السورية", O, "الجيش السوري", O, "same-organisation"),
    ("الجيش السوري", O, "الجيش التركي", O, ""),
    ("وزارة الصحة", O, "تقرير وزارة الصحة", D, "same-organisation"),
    ("وزارة الصحة", O, "وزارة الداخلية", O, ""),
    ("المدير العام لشركة النسيج سامي حداد", P, "شركة النسيج", O, "same-organisation"),
    ("المهندس سامي حداد", P, "شركة النسيج", O, ""),
    ("باريس", O, "فرنسا", O, "same-organisation"),
    ("باريس", O, "ألمانيا", O, ""),
    ("المدرب يورغن بيرغ، مدرب الفريق", P, "يورغن بيرغ مدرب فريق النجمة", P, "name-variant"),
    ("army spokesman John Harper", P, "the army", O, "same-organisation"),
    ("John Harper", P, "Harper", P, "name-variant"),
]


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("وسائل إعلام رسمية", False),
        ("صحف تركية", False),
        ("وكالات الأنباء", False),
        ("صحيفة الميناء", True),
        ("موقع الفجر الإخباري", True),
        ("الخبر", True),
    ],
)
def test_media_without_a_name(name: str, named: bool) -> None:
    assert is_named(link(name, LinkType.OUTLET)) is named


def link(name: str, kind: LinkType, key: str = "") -> Link:
    return Link(name, kind, None, "", key or fold(name))


@pytest.mark.parametrize(("a", "kind_a", "b", "kind_b", "rule"), PAIRS)
def test_same_party(a: str, kind_a: LinkType, b: str, kind_b: LinkType, rule: str) -> None:
    assert same_party(link(a, kind_a), link(b, kind_b)) == rule
    assert same_party(link(b, kind_b), link(a, kind_a)) == rule


def test_known_parties_are_told_by_their_key_alone() -> None:
    one, same = link("رويترز", A, "party:reuters"), link("وكالة رويترز للأنباء", A, "party:reuters")
    assert same_party(one, same) == "same-source"
    assert same_party(one, link("رويترز", A, "party:other")) == ""


@pytest.mark.parametrize(
    ("name", "kind", "named"),
    [
        ("مصدر أمني", U, False),
        ("متحدث باسم الجيش", U, True),
        ("تقرير", D, False),
        ("بيان وزارة الصحة", D, True),
        ("وزير النقل", P, True),
    ],
)
def test_is_named(name: str, kind: LinkType, named: bool) -> None:
    assert is_named(link(name, kind)) is named


def test_a_description_counts_with_the_name() -> None:
    plain, syrian = link("مصدر", U), Link("مصدر", U, description="سوري")
    assert may_be_same(plain, syrian)
    assert not may_be_same(Link("مصدر", U, description="تركي"), syrian)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال الرئيس الأميركي، دونالد ترامب، إنه سيزور", True),
        ("قال الرئيس الأميركي دونالد ترامب إنه سيزور", True),
        ("قال الرئيس الأميركي إن ترامب سيزور", False),
        ("قال دونالد ترامب", False),
    ],
)
def test_apposition(text: str, expected: bool) -> None:
    (family,) = describe("ترامب").proper
    assert (family in names_beside(link("الرئيس الأميركي", P), fold(text))) is expected


def test_whoever_is_one_party_is_found_among_many() -> None:
    """Both ways: the one is looked for among all, and so is the other."""
    more = [
        "سامي حداد الخوري",
        "سامي حداد",
        "وزير النقل",
        "النقل",
        "رئيس وزراء لبنان",
        "رئيس الوزراء اللبناني سامي حداد",
    ]
    names = [(name, kind) for a, x, b, y, _ in PAIRS for name, kind in ((a, x), (b, y))]
    links = [link(name, kind) for name, kind in dict.fromkeys([*names, *((name, P) for name in more)])]
    links = [one for one in links if is_named(one)]
    near = Namesakes(links)
    pairs = [(a, b) for a, one in enumerate(links) for b, other in enumerate(links) if same_party(one, other)]
    assert len(pairs) > len(links) + 20
    assert [(links[a].name, links[b].name) for a, b in pairs if b not in near.of(links[a])] == []
    assert sum(len(near.of(one)) for one in links) < len(links) ** 2 / 2
