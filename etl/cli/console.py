"""The two consoles: results on stdout, everything else on stderr. Without a terminal, both are plain."""

import codecs
import io
import json
import logging
import sys
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, cast

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

PLAIN_WIDTH = 100
LINE_SECONDS = 30  # between two lines of progress where there is no terminal for a bar

# Characters that could control the terminal or change the order of the text: control characters, and those that
# override the writing direction. Lone surrogates, which names of files may contain, cannot be written at all.
STEERING = {
    code: "\ufffd"
    for codes in (range(0x20), range(0x7F, 0xA0), range(0x202A, 0x202F), range(0x2066, 0x206A), range(0xD800, 0xE000))
    for code in codes
    if chr(code) not in "\t\n"
}
# JSON can escape these characters; it always does so below 0x20.
STEERING_IN_JSON = {code: f"\\u{code:04x}" for code in STEERING if code >= 0x7F}


# After a line feed in a name or a title, its rest would look like a line of Khabar's own output, in a table or a log.
ESCAPED = {code: chr(code).encode("unicode_escape").decode() for code in (*STEERING, *map(ord, "\t\n\u2028\u2029"))}


def harmless(text: str) -> str:
    """An untrusted text for the terminal, on one line: characters that control it or end the line are escaped."""
    return text.translate(ESCAPED)


def printable(text: str) -> str:
    """An untrusted text for the terminal, with its lines and tabs: characters that control it become U+FFFD."""
    return text.translate(STEERING)


class HarmlessConsole(Console):
    """A console that replaces, in every text, the characters that could control the terminal."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterator[Segment]:
        """The segments of the output; only rich's own may control the terminal."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(printable(segment.text), segment.style)

    def on_broken_pipe(self) -> None:
        """Raise BrokenPipeError, instead of ending the program as rich does: a run records it as its reason."""
        raise BrokenPipeError("the program that read the output has ended")


# Printed texts are untrusted: square brackets are not markup unless a call says so.
stdout = HarmlessConsole(
    highlight=False, markup=False, emoji=False, soft_wrap=True, width=None if sys.stdout.isatty() else PLAIN_WIDTH
)
stderr = HarmlessConsole(stderr=True, highlight=False, markup=False, emoji=False)


class TerminalData(io.RawIOBase):
    """A stream for data on a terminal: characters that could control the terminal are replaced."""

    def __init__(self, signs: Mapping[int, str]) -> None:
        self._signs = signs
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def writable(self) -> bool:
        """Whether it can be written to."""
        return True

    def write(self, data: Any) -> int:  # the type is that of the base
        """Write the complete characters of these bytes."""
        taken = bytes(data)
        sys.stdout.write(self._decoder.decode(taken).translate(self._signs))
        return len(taken)

    def flush(self) -> None:
        """Flush the terminal."""
        sys.stdout.flush()


def data_output(signs: Mapping[int, str] = STEERING) -> BinaryIO:
    """The stream for printed data: stdout unchanged, or TerminalData if it is a terminal."""
    return cast(BinaryIO, TerminalData(signs)) if sys.stdout.isatty() else sys.stdout.buffer


def json_output() -> BinaryIO:
    """The stream for JSON: always the same values; on a terminal, characters that control it are escaped."""
    return data_output(STEERING_IN_JSON)


def print_json_line(values: object) -> None:
    """Print an object as one line of JSON on stdout."""
    line = json.dumps(values, ensure_ascii=False, default=str)
    output = json_output()
    output.write(line.encode("utf-8", "backslashreplace") + b"\n")
    output.flush()


def say_nothing(words: str, *, as_json: bool) -> None:
    """Say that there is nothing to show; if JSON is asked for, stdout stays empty."""
    (stderr if as_json else stdout).print(harmless(words), soft_wrap=True)


class HarmlessFormatter(logging.Formatter):
    """Log messages on one line each that cannot control the terminal, whatever file names they contain."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The message on one line."""
        return harmless(super().formatMessage(record))

    def format(self, record: logging.LogRecord) -> str:
        """The message, followed by the traceback if there is one."""
        return printable(super().format(record))
