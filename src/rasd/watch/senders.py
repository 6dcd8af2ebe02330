"""The ways to tell an alert: a terminal, a file of JSON lines, a webhook, e-mail.

What a user configured is asked, and nothing else: the address of a webhook may be a private one, but only
exactly that. Secrets come from files and stand in no message.
"""

from __future__ import annotations

import json
import os
import smtplib
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from rasd.errors import FetchError, RasdError, UsageError
from rasd.export.phrases import Context, load, plain
from rasd.export.visible import one_line, shortened
from rasd.model import Alert
from rasd.read.fetch import post
from rasd.settings import Settings
from rasd.watch.rules import TERMINAL

_SUBMISSION = 587
"""The port of message submission (RFC 6409)."""
_SUBJECT = 150
_LONGEST = 300


class SendError(RasdError):
    """An alert could not be told; it waits. The message holds no secret."""


class Sender(Protocol):
    """One way to tell an alert."""

    def send(self, alert: Alert) -> None:
        """Tell it.

        Raises:
            SendError: it could not be told.
        """


def record(alert: Alert) -> dict[str, Any]:
    """An alert as JSON has it."""
    return {
        "rule": alert.rule, "story": alert.story, "claim": alert.claim, "title": alert.title,
        "text": alert.text, "when": alert.when.isoformat() if alert.when else "", "key": alert.key,
        "reasons": [{"rule": one.rule, "values": list(map(list, one.values))} for one in alert.reasons],
    }  # fmt: skip


def as_text(alert: Alert, lang: str = "en") -> str:
    """An alert for people: the rule and the claim, the story, then a line for each reason."""
    words = load(lang)
    head = [f"[{one_line(alert.rule)}] {one_line(alert.text)}", f"  {one_line(alert.title)} ({alert.story})"]
    why = (shortened(plain(words.reason(one, Context())), _LONGEST) for one in alert.reasons)
    return "\n".join([*head, *(f"  - {line}" for line in why)])


@dataclass(frozen=True, slots=True)
class Terminal:
    """Writes alerts for people."""

    write: Callable[[str], object]
    lang: str = "en"

    def send(self, alert: Alert) -> None:
        """As the protocol says."""
        try:
            self.write(as_text(alert, self.lang) + "\n")
        except OSError as error:
            raise SendError(f"cannot be written: {error.strerror}") from error


@dataclass(frozen=True, slots=True)
class LinesFile:
    """Adds a JSON line for each alert to a file; it is on the disk when the alert counts as told."""

    path: Path

    def send(self, alert: Alert) -> None:
        """As the protocol says."""
        line = json.dumps(record(alert), ensure_ascii=False) + "\n"
        try:
            with self.path.open("ab") as file:
                file.write(line.encode("utf-8", "backslashreplace"))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise SendError(f"{self.path}: cannot be written: {error.strerror}") from error


@dataclass(frozen=True, slots=True)
class Webhook:
    """Sends an alert as JSON to an address (POST), which may be a secret and is in no message."""

    url: str = field(repr=False)
    settings: Settings
    authorization: str = field(default="", repr=False)

    def send(self, alert: Alert) -> None:
        """As the protocol says."""
        parts = urlsplit(self.url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = parts.hostname or ""
        headers = {"Content-Type": "application/json; charset=utf-8"}
        if self.authorization:
            headers["Authorization"] = self.authorization
        body = json.dumps(record(alert), ensure_ascii=False).encode("utf-8", "backslashreplace")
        try:
            post(self.url, body, headers, self.settings, frozenset({(host, port)}))
        except FetchError as error:
            said = error.what.replace(self.url, "(the address)").replace(parts.path or self.url, "/…")
            raise SendError(f"the webhook at {host}: {said}") from None


@dataclass(frozen=True, slots=True)
class Mail:
    """Sends an alert by e-mail (SMTP with STARTTLS, RFC 3207: never without it)."""

    host: str
    sender: str
    to: tuple[str, ...]
    port: int = _SUBMISSION
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 20.0
    lang: str = "en"

    def send(self, alert: Alert) -> None:
        """As the protocol says."""
        message = self._message(alert)
        try:
            with smtplib.SMTP(self.host, self.port, timeout=self.timeout) as server:
                server.starttls(context=self._tls())
                if self.user:
                    server.login(self.user, self.password)
                server.send_message(message)
        except smtplib.SMTPAuthenticationError:
            raise SendError(f"the mail server {self.host} refuses user name or password") from None
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            raise SendError(f"the mail server {self.host}: {type(error).__name__}: {error}"[:300]) from error

    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context()

    def _message(self, alert: Alert) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self.sender
        message["To"] = ", ".join(self.to)
        message["Subject"] = f"[rasd] {one_line(alert.rule)}: {one_line(alert.text)}"[:_SUBJECT]
        message["Date"] = formatdate(alert.when.timestamp()) if alert.when else formatdate()
        message["Message-ID"] = f"<{alert.key}@rasd.invalid>"
        message.set_content(as_text(alert, self.lang), cte="base64")  # not every server takes 8-bit text
        return message


def senders_of(
    given: Mapping[str, Mapping[str, Any]], settings: Settings, terminal: Terminal, folder: Path
) -> dict[str, Sender]:
    """The senders that a rules file sets up.

    Args:
        given: the settings of each, as :func:`rasd.watch.rules.load_rules` gives them.
        settings: for the timeout and the User-Agent.
        terminal: how the terminal is told, and in which language all are.
        folder: where relative paths begin: the rules file's own.

    Raises:
        UsageError: a secret's file cannot be read, or an address is none.
    """
    made: dict[str, Sender] = {TERMINAL: terminal}
    if "file" in given:
        made["file"] = LinesFile(folder / str(given["file"]["path"]))
    if "webhook" in given:
        hook = given["webhook"]
        url = str(hook["url"]) if "url" in hook else _secret(folder, hook, "url_file")
        _check_hook(url)
        made["webhook"] = Webhook(url, settings, _secret(folder, hook, "authorization_file"))
    if "mail" in given:
        mail = given["mail"]
        to = mail["to"] if isinstance(mail["to"], list) else [mail["to"]]
        made["mail"] = Mail(
            str(mail["host"]), str(mail["from"]), tuple(map(str, to)), int(mail.get("port", _SUBMISSION)),
            str(mail.get("user", "")), _secret(folder, mail, "password_file"), settings.timeout,
            terminal.lang,
        )  # fmt: skip
    return made


def _secret(folder: Path, given: Mapping[str, Any], name: str) -> str:
    """The first line of the file that a setting names, "" where it is not given."""
    if name not in given:
        return ""
    path = folder / str(given[name])
    try:
        return path.read_text(encoding="utf-8").partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{name} = {str(given[name])!r} cannot be read: check the path") from error


def _check_hook(url: str) -> None:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise UsageError(
            "the webhook's address is not an http or https URL: check [webhook] in the rules file"
        )
