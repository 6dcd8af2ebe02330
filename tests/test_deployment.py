"""The files of deploy/ and the Containerfile: commands in them are ours, and their programs take them."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

import documents as md
from rasd.cli.app import street

DEPLOY = md.ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
CONTAINERFILE = (md.ROOT / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
PAGE = (md.ROOT / "docs" / "deployment.md").read_text(encoding="utf-8").replace("\\\n", " ")


def rasd_in(line: str) -> list[str]:
    """The words after ``rasd`` in a line of a unit or a shell; empty where it calls something else."""
    found = re.search(r"^(?:.*[/ ])?rasd ([a-z]+(?: .*)?)$", line.strip().rstrip("'"))
    return shlex.split(found[1]) if found else []


def understood(words: list[str]) -> dict[str, object]:
    """What the command line of Rasd makes of the words, without doing what they say."""
    asked = street.context_settings["help_option_names"]  # a command keeps those of its first context
    context = click.Context(street, info_name="rasd", help_option_names=asked)
    command = street.get_command(context, words[0])
    assert command is not None, words
    return command.make_context(words[0], words[1:], parent=context).params


def calls() -> list[str]:
    """Every line of units and of the page of deployment that calls Rasd."""
    units = [
        line.partition("=")[2]
        for path in UNITS
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("Exec")
    ]
    shells = [line for block in md.blocks(PAGE) for line in block.text.splitlines()]
    return [line for line in units + shells if rasd_in(line)]


@pytest.mark.parametrize("line", calls())
def test_commands_are_understood(line: str) -> None:
    assert understood(rasd_in(line))


def test_all_calls_are_found() -> None:
    found = [rasd_in(line)[0] for line in calls()]
    assert {"watch", "serve", "check", "backup", "account", "feeds", "trace", "add"} <= set(found)


def test_a_wrong_command_is_seen() -> None:
    with pytest.raises(click.NoSuchOption):
        understood(rasd_in("ExecStart=/opt/rasd/bin/rasd watch --ruels x"))


def test_every_file_is_in_the_page() -> None:
    named = set(re.findall(r"deploy/([\w.-]+)", PAGE))
    for path in DEPLOY.iterdir():
        assert path.name in named or path.suffix == ".timer", path.name


def test_timers_have_their_services() -> None:
    assert {path.stem for path in DEPLOY.glob("*.timer")} == {"rasd-check", "rasd-backup"}
    assert {path.stem for path in UNITS} >= {"rasd-check", "rasd-backup"}


def test_the_container_copies_what_is_there() -> None:
    copied = [word for line in re.findall(r"(?m)^COPY (.+) \S+$", CONTAINERFILE) for word in line.split()]
    assert copied
    kept = (md.ROOT / ".containerignore").read_text(encoding="utf-8").splitlines()
    for name in copied:
        assert (md.ROOT / name).exists()
        assert f"!{name}" in kept


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, text=True, check=False, timeout=60, capture_output=True)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze (Debian: systemd)")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    for path in [*UNITS, *DEPLOY.glob("*.timer")]:
        text = path.read_text(encoding="utf-8")
        text = text.replace("/opt/rasd/bin/rasd", str(Path(sys.executable).with_name("rasd")))
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    done = run(["systemd-analyze", "verify", *map(str, sorted(tmp_path.iterdir()))])
    ours = [line for line in done.stderr.splitlines() if "rasd-" in line]
    assert (done.returncode, ours) == (0, []), done.stderr


@pytest.mark.skipif(not shutil.which("nginx"), reason="needs nginx")
def test_nginx_takes_its_file(tmp_path: Path) -> None:
    pem = md.ROOT / "tests" / "watch" / "mail.pem"
    server = re.sub(r"/etc/ssl/rasd/\w+\.pem", str(pem), (DEPLOY / "nginx.conf").read_text(encoding="utf-8"))
    (tmp_path / "server.conf").write_text(re.sub(r"\b(80|443)\b", r"8\1", server), encoding="utf-8")
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid; error_log {tmp_path}/errors; events {{}}\n"
        f"http {{ access_log off; include {tmp_path}/server.conf; }}\n",
        encoding="utf-8",
    )
    done = run(["nginx", "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")])
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not shutil.which("caddy"), reason="needs caddy")
def test_caddy_takes_its_file() -> None:
    done = run(["caddy", "adapt", "--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile")])
    assert done.returncode == 0, done.stderr
    assert '"dial":"127.0.0.1:8643"' in done.stdout
