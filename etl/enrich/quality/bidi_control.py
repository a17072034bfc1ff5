"""Controls of the direction of text that turn letters round or stay open."""

from collections.abc import Iterator

import regex

from etl.articles import Severity
from etl.enrich.quality.rule import Rule, in_every_text
from etl.enrich.quality.spans import Span

_OPENERS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_OVERRIDES = frozenset("\u202d\u202e")
_CONTROL = regex.compile("[\u202a-\u202e\u2066-\u2069]")


def find_bidi_controls(text: str) -> Iterator[Span]:
    """Yield the controls that override the order of letters, and those without their counterpart.

    Closed embeddings and isolates, and the directional marks (RLM, LRM, ALM), are not reported.
    """
    open_controls: list[tuple[int, str]] = []
    for match in _CONTROL.finditer(text):
        control = match.group()
        if control in _OVERRIDES:
            yield _control(match.start(), control)
            open_controls.append((match.start(), "\u202c"))
        elif control in _OPENERS:
            open_controls.append((match.start(), _OPENERS[control]))
        elif open_controls and open_controls[-1][1] == control:
            open_controls.pop()
        else:
            yield _control(match.start(), control)
    yield from (_control(start, text[start]) for start, _ in open_controls if text[start] not in _OVERRIDES)


def _control(start: int, control: str) -> Span:
    return Span(start, start + 1, f"U+{ord(control):04X}")


RULE = Rule("bidi_control", Severity.WARNING, find=in_every_text(find_bidi_controls))
