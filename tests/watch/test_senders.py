"""Alerts on their way: to real files, a real web server, a real mail server, all on loopback."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_string, policy
from pathlib import Path
from typing import Any

import pytest

from hostile import Behaviour, Line, hostile_web
from rasd.errors import UsageError
from rasd.model import Alert, Evidence
from rasd.settings import Settings
from rasd.watch.senders import LinesFile, Mail, SendError, Terminal, Webhook, as_text, record, senders_of

SETTINGS = Settings(timeout=2.0)
CERTIFICATE = Path(__file__).with_name("mail.pem")
"""Self-signed for 127.0.0.1, with its key: secures nothing but this test."""
ALERT = Alert(
    "منتشر بأصل واحد", "story1", "claim1",
    (
        Evidence("at-least", values=(("what", "outlets"), ("found", "6"), ("wanted", "5"))),
        Evidence("unconfirmed"),
    ),
    "key1", "إغلاق الجسر", "أن الجسر مغلق", datetime(2026, 11, 27, 10, tzinfo=UTC),
)  # fmt: skip


def test_text_for_people() -> None:
    assert as_text(ALERT) == (
        "[منتشر بأصل واحد] أن الجسر مغلق\n  إغلاق الجسر (story1)\n"
        "  - outlets: 6; asked for: at least 5\n  - confirmed by nobody"
    )
    assert "وسائل الإعلام: 6، والمطلوب 5 على الأقل" in as_text(ALERT, "ar")


def test_a_page_cannot_write_to_the_terminal() -> None:
    nasty = replace(
        ALERT, text="a\x1b[2J\nb\u202e", title="\x07t", reasons=(Evidence("r", values=(("x", "\x1b]0;"),)),)
    )
    text = as_text(nasty)
    assert not set("\x1b\x07\u202e") & set(text)
    assert text.count("\n") == 2


def test_a_terminal() -> None:
    written: list[str] = []
    Terminal(written.append).send(ALERT)
    assert written == [as_text(ALERT) + "\n"]

    def broken(text: str) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    with pytest.raises(SendError, match="cannot be written: Broken pipe"):
        Terminal(broken).send(ALERT)


def test_a_file_gets_a_line_each(tmp_path: Path) -> None:
    file = LinesFile(tmp_path / "alerts.jsonl")
    file.send(ALERT)
    file.send(replace(ALERT, key="key2", text="سطر\nآخر\ud800"))
    lines = (tmp_path / "alerts.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["key"] for line in lines] == ["key1", "key2"]
    assert json.loads(lines[0]) == record(ALERT)
    with pytest.raises(SendError, match="cannot be written: Is a directory"):
        LinesFile(tmp_path).send(ALERT)


# --- the webhook -----------------------------------------------------------------------------------------


@contextmanager
def hook(status: str = "204 No Content", **headers: str) -> Iterator[tuple[str, list[Line]]]:
    """A server that takes posts at a secret address."""
    asked: list[Line] = []

    def serve(line: Line) -> None:
        wanted = int(line.header("Content-Length") or 0)
        body = line.head.partition("\r\n\r\n")[2]
        while len(body) < wanted:
            body += line.connection.recv(65_536).decode("latin-1")
        line.head = line.head.partition("\r\n\r\n")[0] + "\r\n\r\n" + body
        asked.append(line)
        line.answer("", status, **headers)

    with hostile_web([Behaviour("hook", "", "", page=serve)]) as web:
        yield web.url("hook", "/secret-token"), asked


def test_a_webhook_is_sent_the_alert() -> None:
    with hook() as (url, asked):
        Webhook(url, SETTINGS, "Bearer abc").send(ALERT)
    (line,) = asked
    assert line.head.startswith("POST /secret-token HTTP/1.1")
    assert line.header("Authorization") == "Bearer abc"
    assert line.header("Content-Type") == "application/json; charset=utf-8"
    assert line.header("User-Agent") == SETTINGS.user_agent
    body = line.head.partition("\r\n\r\n")[2].encode("latin-1")
    assert json.loads(body) == record(ALERT)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("500 Oops", "the server answered 500"), ("404 Not Found", "the server answered 404"),
        ("302 Found", "the server answered 302"),
    ],
)  # fmt: skip
def test_a_webhook_that_fails_does_not_tell_its_secret(status: str, said: str) -> None:
    with hook(status, Location="http://127.0.0.1:9/elsewhere") as (url, asked):
        with pytest.raises(SendError, match=said) as caught:
            Webhook(url, SETTINGS, "Bearer abc").send(ALERT)
        assert len(asked) == 1
    chain = f"{caught.value}{caught.value.__cause__}{Webhook(url, SETTINGS, 'Bearer abc')!r}"
    assert "secret-token" not in chain
    assert "Bearer" not in chain


def test_a_webhook_that_is_down() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(SendError, match=r"the webhook at 127\.0\.0\.1: cannot be fetched") as caught:
        Webhook(f"http://127.0.0.1:{port}/secret-token", SETTINGS).send(ALERT)
    assert "secret-token" not in str(caught.value)


def test_only_what_was_configured_is_asked() -> None:
    """A user may name a private address; the permission is for that host and port alone."""
    with hook() as (url, asked):
        Webhook(url, SETTINGS).send(ALERT)
        other = url.replace("127.0.0.1", "127.0.0.2").replace(
            "http://127.0.0.2:", "http://localhost.example:"
        )
        with pytest.raises(SendError):
            Webhook(other, replace(SETTINGS, timeout=0.5)).send(ALERT)
    assert len(asked) == 1


# --- mail ------------------------------------------------------------------------------------------------


class MailServer:
    """A mail server that speaks as much SMTP (RFC 5321, 3207, 4954) as a message needs."""

    def __init__(self, listener: socket.socket, tls: bool, good: bool) -> None:
        self.listener, self.tls, self.good = listener, tls, good
        self.heard: list[str] = []
        self.message = ""
        self.secure = False

    def serve(self) -> None:
        connection, _ = self.listener.accept()
        connection.settimeout(5)
        with suppress(OSError), ExitStack() as closing:
            closing.callback(connection.close)
            self._talk(connection, closing)

    def _talk(self, connection: socket.socket, closing: ExitStack) -> None:
        self._say(connection, "220 hello")
        stream = closing.enter_context(connection.makefile("rb"))
        while line := stream.readline().decode().strip():
            self.heard.append(line)
            word = line.split()[0].upper()
            if word == "STARTTLS":
                self._say(connection, "220 go")
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(CERTIFICATE)
                connection = closing.enter_context(context.wrap_socket(connection, server_side=True))
                stream, self.secure = closing.enter_context(connection.makefile("rb")), True
            elif word == "DATA":
                self._say(connection, "354 go")
                while (text := stream.readline().decode()) != ".\r\n":
                    self.message += text
                self._say(connection, "250 kept")
            elif word == "QUIT":
                self._say(connection, "221 bye")
                return
            else:
                self._say(connection, self._answer(word))

    def _answer(self, word: str) -> str:
        if word == "AUTH":
            return "235 welcome" if self.good else "535 wrong password"
        if word == "EHLO":
            return "250-me\r\n250-AUTH PLAIN" + (
                "\r\n250 STARTTLS" if self.tls and not self.secure else "\r\n250 OK"
            )
        return "250 fine"

    def _say(self, connection: socket.socket, text: str) -> None:
        connection.sendall(f"{text}\r\n".encode())


@contextmanager
def mail_server(tls: bool = True, good: bool = True) -> Iterator[tuple[MailServer, int]]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = MailServer(listener, tls, good)
        thread = threading.Thread(target=server.serve, daemon=True)
        thread.start()
        yield server, listener.getsockname()[1]
        thread.join(5)


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    context = ssl.create_default_context(cafile=str(CERTIFICATE))
    monkeypatch.setattr(Mail, "_tls", lambda self: context)


def mail(port: int, **more: Any) -> Mail:
    return Mail(
        "127.0.0.1", "rasd@desk.example", ("ann@desk.example", "bob@desk.example"), port, timeout=5.0, **more
    )


@pytest.mark.usefixtures("trusted")
def test_mail_is_sent_in_secret() -> None:
    with mail_server() as (server, port):
        mail(port, user="rasd", password="pass-word").send(ALERT)
    assert [line.split()[0] for line in server.heard] == [
        "ehlo", "STARTTLS", "ehlo", "AUTH", "mail", "rcpt", "rcpt", "data", "QUIT",
    ]  # fmt: skip
    message = message_from_string(server.message, policy=policy.default)
    assert message["Subject"] == "[rasd] منتشر بأصل واحد: أن الجسر مغلق"
    assert message["To"] == "ann@desk.example, bob@desk.example"
    assert message["Message-ID"] == "<key1@rasd.invalid>"
    assert message.get_content().strip() == as_text(ALERT)


@pytest.mark.usefixtures("trusted")
def test_a_subject_cannot_add_headers() -> None:
    with mail_server() as (server, port):
        mail(port).send(replace(ALERT, text="x\r\nBcc: eve@evil.example\r\n\r\nbody", rule="r\ns"))
    message = message_from_string(server.message, policy=policy.default)
    assert message["Bcc"] is None
    assert "rcpt TO:<eve@evil.example>" not in server.heard


def test_mail_never_goes_without_tls() -> None:
    refused = pytest.raises(SendError, match="STARTTLS extension not supported")
    with mail_server(tls=False) as (server, port), refused:
        mail(port, user="rasd", password="pass-word").send(ALERT)
    assert not any("AUTH" in line or "mail" in line for line in server.heard)


def test_mail_goes_to_nobody_who_cannot_show_who_he_is() -> None:
    with mail_server() as (server, port), pytest.raises(SendError, match="certificate verify failed"):
        mail(port).send(ALERT)
    assert server.message == ""


@pytest.mark.usefixtures("trusted")
def test_a_wrong_password_is_not_told() -> None:
    refused = pytest.raises(SendError, match="refuses user name or password")
    with mail_server(good=False) as (_, port), refused as caught:
        mail(port, user="rasd", password="pass-word").send(ALERT)
    assert "pass-word" not in f"{caught.value}{mail(port, password='pass-word')!r}"


def test_a_mail_server_that_is_down() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(SendError, match=r"the mail server 127\.0\.0\.1: ConnectionRefusedError"):
        mail(port).send(ALERT)


# --- set up ----------------------------------------------------------------------------------------------


def test_senders_are_set_up_with_their_secrets(tmp_path: Path) -> None:
    (tmp_path / "hook.txt").write_text("https://hooks.example/secret-token\n")
    (tmp_path / "auth.txt").write_text("Bearer abc\n")
    (tmp_path / "mail.txt").write_text("pass-word\nmore")
    given = {
        "terminal": {}, "file": {"path": "a.jsonl"},
        "webhook": {"url_file": "hook.txt", "authorization_file": "auth.txt"},
        "mail": {"host": "mail.example", "from": "a@b.example", "to": "c@d.example", "port": 25, "user": "u",
                 "password_file": "mail.txt"},
    }  # fmt: skip
    made = senders_of(given, SETTINGS, Terminal(print, "ar"), tmp_path)
    assert made == {
        "terminal": Terminal(print, "ar"), "file": LinesFile(tmp_path / "a.jsonl"),
        "webhook": Webhook("https://hooks.example/secret-token", SETTINGS, "Bearer abc"),
        "mail": Mail("mail.example", "a@b.example", ("c@d.example",), 25, "u", "pass-word", 2.0, "ar"),
    }  # fmt: skip
    assert not {"secret-token", "abc", "pass-word"} & set(str(made).replace("'", " ").split())


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"webhook": {"url_file": "none.txt"}}, "url_file = 'none.txt' cannot be read"),
        ({"webhook": {"url": "ftp://x.example/secret"}}, "address is not an http or https URL"),
        ({"webhook": {"url": "http://[::1/secret"}}, "address is not an http or https URL"),
        ({"webhook": {"url": "http://x.example:99999/secret"}}, "address is not an http or https URL"),
        (
            {"mail": {"host": "h", "from": "a", "to": ["b"], "password_file": "."}},
            "password_file = '.' cannot",
        ),
    ],
)
def test_what_cannot_be_set_up_is_said(given: dict[str, Any], what: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=what) as caught:
        senders_of(given, SETTINGS, Terminal(print, "ar"), tmp_path)
    assert "secret" not in str(caught.value)
