"""Read the head of a text: front matter, a header block, or a head without keys."""

from itertools import islice

from etl.heads.asciidoc import read_asciidoc
from etl.heads.front_matter import MAX_LINES, read_front_matter
from etl.heads.head import Head, Span
from etl.heads.head_without_keys import read_line_head
from etl.heads.header_block import read_header_block
from etl.heads.text_lines import lines_from
from etl.words.characters import is_visible


def read_head(text: str, start: int = 0) -> Head | None:
    """The head at this place of a text: front matter, a header block, or a URL and a date, each on its own line.

    None if there is none, if its keys do not prove it, or if no text follows.
    """
    lines = list(islice((line for line in lines_from(text, start)), MAX_LINES + 2))
    while lines and lines[0].is_blank:
        lines.pop(0)
    if not lines:
        return None
    head = read_front_matter(text, lines) or read_asciidoc(lines) or read_header_block(lines) or read_line_head(lines)
    return head if head is not None and is_visible(text[head.spans[-1][1] :]) else None


def blanked(text: str, spans: tuple[Span, ...]) -> str:
    """The text with these spans replaced by white space, so that all other offsets stay the same."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
