"""Heads without keys: URL, time and title of an article, each on its own line, as in the livedoor corpus.

https://www.rondhuit.com/download.html#ldcc
"""

from collections.abc import Sequence

import regex

from etl.heads.head import Field, Head
from etl.heads.text_lines import TextLine

MAX_HEAD_LINES = 4
MAX_TITLE_CHARS = 300
MAX_LETTERS_BESIDE = 30  # of a line that is a date
_URL = regex.compile(r"<?https?://[^\s<>\"]+>?", regex.IGNORECASE)
_DATE = regex.compile(
    r"\p{Nd}{4}[-/.年년]\s?\p{Nd}{1,2}[-/.月월]\s?\p{Nd}{1,2}|\p{Nd}{1,2}[-/.]\p{Nd}{1,2}[-/.]\p{Nd}{4}"
    r"|\b\p{Nd}{1,2}\S{0,3}\s+\p{L}[\p{L}\p{M}.]{1,30}(?:\s+\p{L}{1,3})?,?\s+\p{Nd}{4}\b"
    r"|\b\p{L}[\p{L}\p{M}.]{1,30}\s+\p{Nd}{1,2},?\s+\p{Nd}{4}\b"
)
_LETTER = regex.compile(r"\p{L}")


def read_line_head(lines: Sequence[TextLine]) -> Head | None:
    """The head whose first lines are a URL alone and a date, in either order; None if there is none."""
    visible = [line for line in lines[: 2 * MAX_HEAD_LINES] if not line.is_blank][:MAX_HEAD_LINES]
    for position in (0, 1):
        pair = visible[position : position + 2]
        names = [_name(line) for line in pair]
        if sorted(map(str, names)) == ["published", "url"]:
            fields = tuple(_field(line, name) for line, name in zip(pair, names, strict=True) if name)
            title = visible[2].text.strip() if position == 0 and len(visible) > 2 else visible[0].text.strip()
            is_title = len(title) <= MAX_TITLE_CHARS
            return Head(
                fields=fields, spans=tuple(field.span for field in fields), title_line=title if is_title else None
            )
    return None


def _name(line: TextLine) -> str | None:
    text = line.text.strip()
    if _URL.fullmatch(text):
        return "url"
    found = _DATE.search(text)
    beside = text[: found.start()] + text[found.end() :] if found else ""
    return "published" if found and len(_LETTER.findall(beside)) <= MAX_LETTERS_BESIDE else None


def _field(line: TextLine, name: str) -> Field:
    return Field(key=name, name=name, values=(line.text.strip().strip("<>"),), span=(line.start, line.end))
