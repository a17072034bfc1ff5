"""The header of an AsciiDoc document: its title, authors, date and attributes.

https://docs.asciidoctor.org/asciidoc/latest/document/header/
"""

from collections.abc import Sequence

import regex

from etl.heads.head import Field, Head, Span
from etl.heads.text_lines import TextLine
from etl.heads.values import values_of
from etl.words.metadata_keys import head_field

_TITLE = regex.compile(r"=\s+(?P<title>[^=\s].*?)\s*")
_ATTRIBUTE = regex.compile(r":!?(?P<key>[\p{L}\p{N}][\p{L}\p{N}_-]*)!?:(?:\s+(?P<value>.*))?\s*")
_AUTHOR = r"\p{L}[^<>;:]{1,80}<[^<>\s]+@[^<>\s]+>"
_AUTHORS = regex.compile(rf"{_AUTHOR}(?:\s*;\s*{_AUTHOR})*\s*")
_REVISION = regex.compile(r"(?:v[\p{N}.]+,\s*)?(?P<date>\p{N}{4}-\p{N}{2}-\p{N}{2})(?::.*)?\s*")
_ADDRESS = regex.compile(r"\s*<[^<>]*>")
AUTHOR_LINES = 2  # below the title: the authors, and the revision


def read_asciidoc(lines: Sequence[TextLine]) -> Head | None:
    """The header that begins with the first line; None without a title "= ..." and a line of authors or attributes."""
    title = _TITLE.fullmatch(lines[0].text)
    if title is None:
        return None
    fields = [_field(lines[0], "title", "title", (title["title"],))]
    spans: list[Span] = [(lines[0].start, lines[0].end)]
    for number, line in enumerate(lines[1:], start=1):
        field = _below_title(line, number)
        if field is None:
            break
        fields.append(field)
        spans.append((line.start, line.end))
    return Head(fields=tuple(fields), spans=tuple(spans)) if len(fields) > 1 else None


def _below_title(line: TextLine, number: int) -> Field | None:
    attribute = _ATTRIBUTE.fullmatch(line.text)
    if attribute is not None:
        return _field(line, attribute["key"], head_field(attribute["key"]), values_of(attribute["value"] or ""))
    revision = _REVISION.fullmatch(line.text)
    if number <= AUTHOR_LINES and revision is not None:
        return _field(line, "revdate", "published", (revision["date"],))
    if number == 1 and _AUTHORS.fullmatch(line.text):
        return _field(line, "author", "authors", tuple(_ADDRESS.sub("", name).strip() for name in line.text.split(";")))
    return None


def _field(line: TextLine, key: str, name: str | None, values: tuple[str, ...]) -> Field:
    return Field(key=key, name=name, values=values, span=(line.start, line.end))
