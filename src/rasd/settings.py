"""One frozen Settings; the only file that reads the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields

from rasd.errors import UsageError


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set from outside, with its default. The variable ``RASD_<NAME>`` overrides ``name``."""

    timeout: float = 20.0
    """Seconds that one request for a URL may take in all."""
    max_bytes: int = 60_000_000
    """Bytes of one page, file member or answer, after decompression, beyond which it is refused."""
    max_characters: int = 5_000_000
    """Characters of one article's text beyond which it is refused: no article is that long."""
    user_agent: str = "rasd/0.1 (+news monitoring; respects robots.txt)"
    """What is sent as User-Agent."""
    min_words: int = 12
    """Words that a shared passage must have."""
    window_days: float = 3.0
    """Days that may lie between two articles of one story."""
    encoder: str = ""
    """The folder of a multilingual sentence encoder (ONNX), which helps to tell a story in two scripts."""
    encoder_least: float = 0.8
    """How alike the encoder must find two articles (the cosine of their vectors); encoders differ."""
    most_pages: int = 1_000
    """Pages behind feeds and sitemaps that one run fetches."""
    pause: float = 1.0
    """Seconds between two pages of one host."""
    pages: str = "full"
    """How pages are read: ``full``, or ``fast`` for archives of many (some boilerplate is kept)."""
    engine: str = "local"
    """Where shared passages are looked for: ``local``, or ``spark`` (a Spark Connect server)."""
    connect: str = "sc://localhost:15002"
    """The address of the Spark Connect server."""
    store: str = ""
    """The desk of the commands: a file, ``sqlite:///FILE`` or ``postgresql://USER@HOST/NAME``; a file in the
    user's folder for data where it is empty."""
    stage: str = ""
    """A folder that this machine and the Spark server both see; a temporary one where it is empty."""


@dataclass(frozen=True, slots=True)
class Face:
    """How the program speaks to people: the language of its own words, whether a terminal
    understands escape sequences, and whether colours are welcome there."""

    lang: str = "en"
    escapes: bool = True
    colour: bool = True


def face(environ: Mapping[str, str] | None = None) -> Face:
    """The face that ``environ`` (the process's environment where ``None``) asks for.

    ``RASD_LANG``, else the locale (POSIX: LC_ALL, LC_MESSAGES, LANG, the first that is not empty)
    gives the language, as its two letters; ``NO_COLOR`` (no-color.org) and a dumb terminal forbid colours.
    """
    environ = os.environ if environ is None else environ
    names = ("RASD_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environ[name] for name in names if environ.get(name)), "")
    lang = locale.replace("-", "_").split("_")[0].split(".")[0].lower()
    escapes = environ.get("TERM") != "dumb"
    return Face(lang if len(lang) == 2 else Face().lang, escapes, escapes and not environ.get("NO_COLOR"))


def child(more: Mapping[str, str]) -> dict[str, str]:
    """The environment for a program that is started: this process's own, and ``more``."""
    return {**os.environ, **more}


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from ``environ`` (the process's environment where ``None``).

    Raises:
        UsageError: a variable's value is not of the setting's kind.
    """
    environ = os.environ if environ is None else environ
    found: dict[str, object] = {}
    for spec in fields(Settings):
        raw = environ.get(f"RASD_{spec.name.upper()}")
        if raw is None:
            continue
        kind = {"float": float, "int": int, "str": str}[str(spec.type)]
        try:
            found[spec.name] = kind(raw)
        except ValueError as error:
            wanted = "whole number" if kind is int else "number"
            raise UsageError(f"RASD_{spec.name.upper()}={raw!r} is not a {wanted}") from error
    return Settings(**found)  # type: ignore[arg-type]
