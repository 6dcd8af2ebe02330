"""What went wrong is told in the language of the interface, wherever it was raised."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest

import rasd
from harbour_fire import newsroom
from rasd import Desk
from rasd.export import phrases, telling
from rasd.export.phrases import LANGUAGES, plain
from rasd.read.sniff import FOREIGN
from rasd.store import postgres, sqlite
from rasd.web.limits import MOST
from web.served import OPEN, client, text_of, token, tree

SOURCE = Path(rasd.__file__).parent
EN, AR = phrases.load("en"), phrases.load("ar")
RAISED = {
    "UsageError", "Overtaken", "NotAllowed", "PlacedError", "InputError", "FetchError", "NoAnswer", "Refused",
    "StoreError", "Problem",
}  # fmt: skip
PLACED = RAISED - {"UsageError", "Overtaken", "NotAllowed"}
ROOMS = (
    "web/acting.py", "web/asking.py", "web/reading.py", "web/visitors.py", "desk/wanting.py",
    "desk/deciding.py",
    "desk/asking.py", "desk/profiles.py", "lineage/judging.py", "read/fetch.py", "read/addresses.py",
    "read/guard.py", "read/html.py", "read/plain.py", "read/listed.py", "read/feedlists.py", "read/rows.py",
    "watch/errands.py", "store/database.py", "store/pool.py",
)  # fmt: skip
"""Where what a page tells is raised."""
ANYTHING = "x1"


def sample(node: ast.expr) -> str:
    """A message as it may be: the literal parts of an expression, and something where it has a value."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(sample(part) if isinstance(part, ast.Constant) else ANYTHING for part in node.values)
    if isinstance(node, ast.IfExp):
        return sample(node.body)
    return ""


def raised() -> list[tuple[str, str]]:
    """Every message that is written out where something is raised: the place, and a sample."""
    found = []
    for room in ROOMS:
        for node in ast.walk(ast.parse((SOURCE / room).read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in RAISED:
                said = node.args[1:3] if node.func.id in PLACED else node.args[:1]
                found += [(f"{room}:{node.lineno}", text) for one in said if (text := sample(one).strip())]
    return found


def test_every_message_that_is_raised_is_known() -> None:
    found = raised()
    assert len(found) > 60
    unknown = [(place, text) for place, text in found if text != ANYTHING and not telling.code_of(text)]
    # An outlet's name is followed by a hint that is made elsewhere; what a judgement is about by one of four.
    known = {f"No outlet here is called {ANYTHING}.{ANYTHING}",
             f"a judgement {ANYTHING} is about {ANYTHING}, not about {ANYTHING}"}  # fmt: skip
    assert [row for row in unknown if row[1] not in known] == []


def test_what_a_store_says_and_what_a_file_is_are_known() -> None:
    rows = [row[1:] for row in (*sqlite._ADVICE, *postgres._ADVICE, *FOREIGN)]
    assert [said for row in rows for said in row if said and not telling.code_of(said)] == []


@pytest.mark.parametrize("code", EN.tables["problems"])
def test_every_code_has_its_words_in_every_language(code: str) -> None:
    template = EN.tables["problems"][code]
    message = template.replace("{", "").replace("}", "")
    for lang in LANGUAGES:
        words = phrases.load(lang)
        theirs = words.tables["problems"][code]
        assert phrases.places(theirs) == phrases.places(template), (lang, code)
        if lang != "en" and not code.startswith("of_"):
            assert theirs != template, (lang, code)
            said = telling.told(message, words)
            assert said is not None, (lang, code)
            assert plain(said).strip()
    if not code.startswith("of_"):
        assert telling.code_of(message) == code


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("there is no article 'x'; look for it with: rasd search WORDS", "لا خبر هنا بهذا المعرّف: x"),
        ('there is no article "it\'s"; look for it with: rasd search WORDS', "it's"),
        ("https://a.example/1: the server answered 503 (and 3 more)", "جواب الخادم: 503"),
        (
            "redirects to something that is not http or that is not asked: port 81 of x is not asked",
            "المنفذ 81",
        ),
        ("this needs the role 'editor'", "محرر"),
        ("a picture, which cannot be read", "صورة"),
    ],
)
def test_a_message_is_told_in_arabic(message: str, said: str) -> None:
    found = telling.told(message, AR)
    assert found is not None
    assert said in plain(found)


@pytest.mark.parametrize("message", ["", "nothing like it", "one: two", "one: two (and 3 more)", ": " * 500])
def test_what_is_not_known_is_not_told(message: str) -> None:
    assert telling.told(message, AR) is None


def problem(page: str) -> str:
    """What a page says went wrong."""
    found = tree(page).find(".//p[@role='alert']")
    assert found is not None
    return text_of(found)


def test_pages_tell_in_arabic(tmp_path: Path) -> None:
    with Desk(tmp_path / "news.db") as desk:
        desk.add(newsroom())
        asked = client(desk)
        for path, said in (
            ("/article?id=nowhere", "لا خبر هنا بهذا المعرّف"), ("/story/ffff", "لا قصة هنا بهذا المعرّف"),
            ("/?outlet=nobody", "لا وسيلة هنا بهذا الاسم"), ("/?since=soon", "ليس وقتًا"),
            ("/?country=Nowhereland", "لا بلد بهذا الاسم"), ("/?sort=size", "ليس على الصيغة المطلوبة: sort"),
            ("/nothing", "لا صفحة بهذا العنوان: /nothing"), ("/compare?a=a0&b=a0", "يُقارَن خبران"),
        ):  # fmt: skip
            assert said in problem(asked.get(f"{path}{'&' if '?' in path else '?'}lang=ar").text), path
        mine = token(asked.get("/trace?lang=ar").text)
        told = asked.post("/trace", data={"token": mine, "given": " "}).text
        assert "لا شيء يُتتبَّع" in problem(told)
        told = asked.post("/trace", data={"token": mine, "given": "http://127.0.0.1/secret"}).text
        assert "ليس 127.0.0.1 عنوانًا عامًا" in " ".join(text_of(one) for one in tree(told).findall(".//p"))
        assert '<bdi lang="en" dir="ltr">127.0.0.1 is no public address</bdi>' in told
        assert "لا شيء" not in problem(asked.post("/feeds", data={"token": mine, "url": "ftp://x"}).text)
        assert "قديمة" in problem(asked.post("/feeds", data={"token": "old"}).text)


def test_what_is_refused_before_any_page_is_a_page_for_people(tmp_path: Path) -> None:
    with Desk(tmp_path / "news.db") as desk:
        asked = client(desk, replace(OPEN, limits={**dict.fromkeys(MOST, 0), "read": 1}))
        people = {"accept": "text/html,*/*", "accept-language": "ar"}
        assert asked.get("/", headers=people).status_code == 200
        often = asked.get("/", headers=people)
        assert (often.status_code, often.headers["content-type"]) == (429, "text/html; charset=utf-8")
        assert "انتظر دقيقة" in problem(often.text)
        assert asked.get("/").text == "too many requests; wait a minute\n"
        assert asked.get("/api/stories", headers=people).text == "too many requests; wait a minute\n"
        elsewhere = asked.get("/", headers={**people, "host": "<b>evil.example"})
        assert "ليس <b>evil.example من أسماء هذا المكتب" in problem(elsewhere.text)


def test_a_message_that_nearly_fits_many_ways_is_read_in_one_walk() -> None:
    """A stranger's address stands in messages: with patterns this one took longer than anybody waits."""
    table = EN.tables["problems"]
    parts = [words for text in table.values() for words, _, _, _ in Formatter().parse(text) if words]
    nearly = [template for template in telling._templates() if template[1].words[-1]]
    message = "".join(parts) * 20 + "\0"
    assert [code for code, template in nearly if template.filled_in(message) is not None] == []
    assert telling.code_of(message) not in dict(nearly)


def test_a_template_takes_each_of_its_places_as_short_as_it_can() -> None:
    template = telling._template("{what} of {whom}: {why}.")
    assert template.filled_in("a of b: c: d.") == {"what": "a", "whom": "b", "why": "c: d"}
    assert template.filled_in("a of b: c") is None
    assert telling._template("plain").filled_in("plain") == {}
    assert telling._template("plain").filled_in("plainer") is None
