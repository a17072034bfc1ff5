"""Residue in a text that no reader should see: unfilled variables, control characters, lost characters."""

from collections.abc import Iterator

import regex

from etl.articles import Article, Severity
from etl.enrich.quality.rule import Doubt, Rule, in_every_text
from etl.enrich.quality.spans import Span

# Variables of templates, and placeholders for figures; not in code between backticks.
_VARIABLE = regex.compile(
    r"\{\{[^{}\n`]{1,60}\}\}|\{%[^%\n`]{1,60}%\}|<%=?[^%\n`]{1,60}%>|\$\{[\w.]{1,40}\}|%\([\w.]{1,40}\)[sd]"
    r"|\[%[\w ]{1,40}%\]|(?<![\w$])\$X{2,}(?:,X{3})*\b|\bXX(?:XX)?[/.-]XX(?:XX)?[/.-](?:XX){1,2}\b|\bX,XXX\b|\bTK ?TK\b"
)
_CODE = regex.compile(r"`[^`\n]{0,200}`")

_OPENERS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_OVERRIDES = frozenset("\u202d\u202e")
_CONTROL = regex.compile("[\u202a-\u202e\u2066-\u2069]")


def find_variables(text: str) -> Iterator[Span]:
    """Yield the variables of a template that were not filled: `{{name}}`, `${name}`, `XX/XX/XXXX`."""
    if "`" in text:
        text = _CODE.sub(lambda match: " " * len(match.group()), text)
    for match in _VARIABLE.finditer(text):
        yield Span(match.start(), match.end(), match.group())


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


def find_lost_characters(text: str) -> Iterator[Span]:
    """Yield one span from the first to the last replacement character (U+FFFD) of a text, if it has any."""
    first = text.find("\ufffd")
    if first >= 0:
        yield Span(first, text.rfind("\ufffd") + 1, f"{text.count(chr(0xFFFD))} characters")


def _replaced(article: Article) -> Iterator[Doubt]:
    if article.replaced_count:
        yield "article", f"{article.replaced_count} characters"


BIDI_CONTROL = Rule("bidi_control", Severity.WARNING, find=in_every_text(find_bidi_controls))
ENCODING_REPLACED = Rule(
    "encoding_replaced", Severity.WARNING, find=in_every_text(find_lost_characters), doubt=_replaced
)
