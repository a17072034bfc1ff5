"""Words of the command line that no command can use are wrong usage, told in one sentence."""

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from etl.cli.app import GROUP_OF, app
from etl.cli.run_command import run

# Numbers that name something in the tables: what is not there is named, however large the number.
NUMBERS_OF_ROWS = {"article", "article_id", "number", "run"}
THIRTY_DIGITS = "9" * 30


def usage_error(arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """What a command that ends with 2 says."""
    monkeypatch.setattr(sys, "argv", ["khabar", *arguments])
    with pytest.raises(SystemExit) as end:
        run()
    assert end.value.code == 2
    return " ".join(capsys.readouterr().err.split())


def parameters(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every argument and option of the commands, with the words of its command. (The types of click are private.)"""
    if hasattr(command, "list_commands"):
        for name in command.list_commands(None):
            yield from parameters(command.get_command(None, name), (*words, name))
    for parameter in command.params:
        yield words, parameter


BOUNDED = [
    pytest.param([*words, number.opts[0]], id=" ".join((*words, number.opts[0])))
    for words, number in parameters(get_command(app))
    if number.type_descriptor.annotation in (int, float) and number.name not in NUMBERS_OF_ROWS
]


@pytest.mark.parametrize("name", GROUP_OF)
def test_a_word_that_is_not_utf_8_is_shown_without_its_bytes(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert usage_error([name, "caf\udce9"], monkeypatch, capsys) == (
        r"error: caf\udce9 is not UTF-8; to read a file with such a name, give its folder"
    )


@pytest.mark.parametrize("words", BOUNDED)
def test_a_number_of_thirty_digits_is_refused_with_the_largest_that_is_not(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "should be less than or equal to" in usage_error([*words, THIRTY_DIGITS], monkeypatch, capsys)


def test_there_are_numbers_to_try() -> None:
    assert ["verify", "--sample"] in [parameter.values[0] for parameter in BOUNDED]
    assert len(BOUNDED) >= 10


def test_every_argument_and_option_has_a_help_text() -> None:
    every = list(parameters(get_command(app)))

    assert len(every) > 60
    assert [(*words, parameter.name) for words, parameter in every if not parameter.help] == []
