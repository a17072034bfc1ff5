"""Notes that a machine made or helped to make the article, its key points or its translation."""

from etl.articles import Role
from etl.parse.html.blocks import PageBlock
from etl.parse.html.line_kinds import is_ai_note
from etl.parse.html.parts.facts import LABELLED, UNLABELLED
from etl.parse.html.parts.title_area import TITLE_AREA, around_with_footer, is_beside_text
from etl.parse.html.state import PageState, part_of_blocks
from etl.parse.html.tree import text_of
from etl.words.page_notes import is_phrase

BLOCKS_BELOW_TEXT = 12


def find_ai_notes(state: PageState) -> tuple[int, ...]:
    """The notes above or below the text, next to a box of key points, or in an element with such a name."""
    boxes = (*state[LABELLED], *state[UNLABELLED])
    edges = {p + step for box in boxes for p in (box.label, *box.items) if p is not None for step in (-1, 1)}
    first = state[TITLE_AREA].stop
    found = []
    for position in around_with_footer(state, blocks_below=BLOCKS_BELOW_TEXT):
        is_beside = is_beside_text(state, position)
        if is_ai_note(
            state, position, is_apart=is_beside or position in edges, is_below=is_beside and position > first
        ):
            found.append(position)
    return tuple(found)


def note_text(block: PageBlock) -> str:
    """The text of a note without the sign of a footnote or the badge "AI" before it."""
    text = block.text
    for badge in map(text_of, block.inline[:1]):
        if is_phrase(badge, "ai_acronym") and text != badge:
            text = text.removeprefix(badge)
    return text.lstrip(" *†‡ⓘ|·:–—-") or block.text


AI_NOTES = part_of_blocks("notes on a machine", find_ai_notes, "says what a machine has made", extra=Role.OTHER)
