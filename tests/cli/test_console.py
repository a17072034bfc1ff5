"""What is printed on the terminal."""

import ast
import logging
import os
import subprocess
import sys

import pytest
from checkout import ROOT

from etl.ask.report import Answer
from etl.cli.console import HarmlessConsole, HarmlessFormatter, harmless
from etl.cli.show_results import show_answer

HOSTILE = "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J \u202eevil\u202c \u2066x\u2069"
STEERING = ("\x1b", "\x07", "\x9b", "\u202e", "\u202c", "\u2066", "\u2069")

PAST_THE_CONSOLES = {"sys.stdout.buffer", "sys.stdout.write", "sys.stderr.buffer", "sys.stderr.write"}


@pytest.mark.parametrize("column", ["title", "snippet"])
@pytest.mark.parametrize("value", [HOSTILE, f"<mark>{HOSTILE}</mark>", "&#x202e;", "&#155;"])
def test_no_text_of_an_article_steers_the_terminal(capsys: pytest.CaptureFixture[str], column: str, value: str) -> None:
    show_answer(Answer(title=HOSTILE, sql=None, columns=(column,), rows=[(value,)]))

    printed = capsys.readouterr().out
    assert not any(mark in printed for mark in STEERING)


def test_the_marks_of_arabic_and_hebrew_stay(capsys: pytest.CaptureFixture[str]) -> None:
    show_answer(Answer(title="", sql=None, columns=("title",), rows=[("می\u200cروم \u200f12\u200e",)]))

    assert "می\u200cروم \u200f12\u200e" in capsys.readouterr().out


def test_a_text_of_others_stays_on_one_line() -> None:
    assert harmless("a\tb\nc\r\u2028\udcff") == "a\\tb\\nc\\r\\u2028\\udcff"


def test_an_error_is_printed_without_controls_and_with_its_brackets() -> None:
    code = "from etl.cli.run_command import _fail; _fail('no file \\x1b[31mx\\u202e [bold]', 1)"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stderr

    assert printed == "error: no file \\x1b[31mx\\u202e [bold]\n"


def test_a_log_line_is_printed_without_controls() -> None:
    record = logging.LogRecord("khabar", logging.WARNING, "a.py", 1, "read %s", ("\x1b]0;x\ny",), None)

    assert HarmlessFormatter("%(message)s").format(record) == "read \\x1b]0;x\\ny"


def test_nothing_is_printed_past_the_consoles() -> None:
    folder = ROOT / "etl" / "cli"
    for path in sorted(folder.glob("*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        printing = [node for node in nodes if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"]
        streams = [node for node in nodes if isinstance(node, ast.Attribute) and ast.unparse(node) in PAST_THE_CONSOLES]
        assert path.name == "console.py" or not printing + streams, path.name


def test_a_closed_output_is_an_error_that_says_so() -> None:
    """A run records it as its reason; rich alone ends the program with a bare number."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as output:
        console = HarmlessConsole(file=output)
        with pytest.raises(BrokenPipeError, match="the program that read the output has ended"):
            console.print("Run 1: 13 files to read")
        os.dup2(os.open(os.devnull, os.O_WRONLY), writer)  # what is left in the buffer


def test_a_command_whose_output_is_closed_ends_without_a_word() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-c", "from etl.cli import main; main()", "formats"]
    ended = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, cwd=ROOT, check=False)
    os.close(writer)

    assert (ended.returncode, ended.stderr) == (1, b"")
