"""What reaches a terminal: bytes of a pseudo-terminal after every command that prints what a corpus says."""

import io
import json
import os
import pty
import re
import sys
import threading
import tty
from pathlib import Path

import pytest

from etl.cli import main
from etl.cli.console import STEERING

EVIL = "\x1b[2J\x1b]0;owned\x07\x9b31m\x7f\x08\u202e\u2066end"
EVIL_NAME = f"{EVIL}\nFORGED line\tof ours"
# What could steer it; rich's own colours are off, and a line ends with a line feed alone.
CONTROLS = re.compile(f"[{re.escape(''.join(chr(code) for code in STEERING if code < 0xD800))}]")
TEXT = "The ferry turned back at noon with forty people on board, and the wind rose soon after that."
ARTICLE = {"url": "https://news.example/1", "title": f"Ferry {EVIL}", "maintext": f"{TEXT} {EVIL}", "authors": [EVIL]}


class Terminal:
    """A pseudo-terminal in place of stdout and stderr."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._master, slave = pty.openpty()
        tty.setraw(slave)
        self._stream = io.TextIOWrapper(os.fdopen(slave, "wb", 0), encoding="utf-8", write_through=True)
        self._monkeypatch = monkeypatch
        self._bytes = b""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def run(self, *arguments: object) -> None:
        self._monkeypatch.setattr(sys, "argv", ["khabar", *map(str, arguments)])
        for name in ("stdout", "stderr"):  # not earlier: pytest puts its own in their place before each test
            self._monkeypatch.setattr(sys, name, self._stream)
        with pytest.raises(SystemExit):
            main()

    def shown(self) -> str:
        """All that came, after the terminal is closed."""
        self._stream.close()
        self._reader.join(10)
        return self._bytes.decode()

    def _read(self) -> None:
        try:
            while data := os.read(self._master, 65536):
                self._bytes += data
        except OSError:  # Linux: the other end is closed
            os.close(self._master)


def forged(shown: str) -> list[str]:
    """Lines that a name has put there; a line of a long name that was wrapped begins elsewhere."""
    return [line for line in shown.splitlines() if line.startswith("FORGED line")]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Terminal:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERM", "dumb")
    return Terminal(monkeypatch)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    lines = [json.dumps(ARTICLE, ensure_ascii=ascii) for ascii in (True, False)]
    (folder / f"dump {EVIL_NAME}.jsonl").write_text("\n".join([*lines, '{"title": "cut']), encoding="utf-8")
    (folder / os.fsdecode(b"\xff\x9b broken.txt")).write_bytes(b"\x00" * 99)
    (folder / f"feed {EVIL_NAME}.xml").write_text(f"<rss><channel><item><title>Cut {EVIL}</title>", encoding="utf-8")
    return folder


def test_no_command_without_database_lets_a_control_through(terminal: Terminal, corpus: Path, tmp_path: Path) -> None:
    terminal.run("parse", corpus)
    terminal.run("parse", tmp_path / f"gone {EVIL_NAME}")
    terminal.run("explain", next(corpus.glob("dump*")), "--output", tmp_path / f"page {EVIL_NAME}.html")
    terminal.run("explain", next(corpus.glob("*broken*")))
    shown = terminal.shown()

    assert "Ferry" in shown
    assert "owned" in shown
    assert CONTROLS.findall(shown) == []
    assert forged(shown) == []
    parsed = [json.loads(line) for line in shown.splitlines() if line.startswith("{")]
    assert EVIL.rstrip("end") in "".join(str(unit["title"]) for unit in parsed)  # escaped, and exact


def test_no_command_over_the_tables_lets_a_control_through(
    terminal: Terminal, corpus: Path, fresh_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KHABAR_DATABASE_URL", fresh_database_url)
    monkeypatch.setenv("KHABAR_SOURCES", json.dumps(["*", EVIL]))
    for command in (
        ("run", corpus),
        ("report",),
        ("queries",),
        ("search", "ferry"),
        ("search", "ferry", "--json"),
        ("rejected", "list"),
        ("rejected", "list", "--json"),
        ("rejected", "show", "1:0:2"),
        ("rejected", "show", "3:0:0"),
        ("forget", "--article", 1),
        ("export", "articles", "--format", "csv"),
        ("export", "articles", "--format", "jsonl"),
        ("export", "articles", "--format", "parquet"),
        ("raw", 1),
        ("config", "show"),
        ("config", "show", "--json"),
    ):
        terminal.run(*command)
    next(corpus.glob("dump*")).unlink()
    for command in (("verify",), ("reparse", "--dry-run"), ("reparse",), ("raw", 1), ("rejected", "retry")):
        terminal.run(*command)
    shown = terminal.shown()

    assert shown.count("Ferry") > 5
    assert shown.count("owned") > 5
    assert CONTROLS.findall(shown) == []
    assert forged(shown) == []


def test_where_there_is_no_terminal_data_are_exact(
    capfdbinary: pytest.CaptureFixture[bytes], corpus: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["khabar", "parse", str(corpus)])
    with io.TextIOWrapper(os.fdopen(os.dup(1), "wb"), encoding="utf-8") as stdout:
        monkeypatch.setattr(sys, "stdout", stdout)
        with pytest.raises(SystemExit):
            main()
        stdout.flush()
    printed = capfdbinary.readouterr().out.decode()

    assert "\x9b31m\x7f" in printed
    assert "\u202e" in printed
