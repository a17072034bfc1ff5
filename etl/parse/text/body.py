"""Build the body of a text: decide which units are title, facts, summary and sections."""

from collections.abc import Sequence

from etl.articles import Block, Body, Role, Section
from etl.parse.text.facts_and_summary import find_labels
from etl.parse.text.inline_marks import without_inline_marks
from etl.parse.text.labels_by_place import Label
from etl.parse.text.marks import (
    ROW_FAMILY,
    SPEECH_DASHES,
    Mark,
    strip_closing_colon,
    strip_emoji,
    without_number_column,
)
from etl.parse.text.outline import Outline
from etl.parse.text.units import Unit
from etl.words.characters import COLONS
from etl.words.folding import folded, normalised

LABEL_ENDS = COLONS + " -–—|"


def build_body(outline: Outline, *, known_title: str | None, max_title_chars: int) -> Body:
    """The body with every unit of a text in its place; none is left out.

    The first line is the title if it is a heading and no label; if `known_title` is given, only if it equals that.
    """
    facts, summary = find_labels(outline)
    taken = {label.position for label in (facts, summary) if label is not None}
    has_title = 0 not in taken and _has_title(outline, known_title, max_title_chars, is_above_label=1 in taken)
    taken |= {0} if has_title else set()
    for label in (facts, summary):
        taken |= set(range(label.position, label.stop)) if label is not None else set()
    rest = [position for position in range(len(outline.units)) if position not in taken]
    return Body(
        title=_heading_block(outline, 0, Role.TITLE) if has_title else None,
        title_origin="text" if has_title else None,
        facts_label=_label_block(outline, facts),
        facts=_member_blocks(outline, facts, Role.FACT),
        summary_label=_label_block(outline, summary),
        summary=_member_blocks(outline, summary, Role.SUMMARY),
        sections=_sections(outline, rest),
    )


def _has_title(outline: Outline, known_title: str | None, max_title_chars: int, *, is_above_label: bool) -> bool:
    shape = outline.shapes[0]
    if known_title is not None:
        return folded(shape.text) == folded(known_title)
    is_alone = outline.stands_alone(0) and (is_above_label or outline.is_above_heading(0))
    is_fit = len(outline.units) > 1 and len(shape.text) <= max_title_chars and not shape.is_item
    return is_fit and (outline.is_heading[0] or is_alone)


def _sections(outline: Outline, positions: Sequence[int]) -> tuple[Section, ...]:
    """The sections from these positions, in reading order; text after facts or a summary begins a new section."""
    groups: list[list[int]] = []
    for position in positions:
        is_apart = not groups or groups[-1][-1] != position - 1
        if is_apart or outline.is_heading[position]:
            groups.append([])
        groups[-1].append(position)
    return tuple(_section(outline, group) for group in groups)


def _section(outline: Outline, group: Sequence[int]) -> Section:
    has_heading = outline.is_heading[group[0]]
    return Section(
        heading=_heading_block(outline, group[0], Role.HEADING) if has_heading else None,
        level=outline.units[group[0]].marked.level if has_heading else None,
        paragraphs=tuple(_paragraph_block(outline, position) for position in group[has_heading:]),
    )


def _heading_block(outline: Outline, position: int, role: Role) -> Block:
    unit = outline.units[position]
    detected_by = outline.detected_by(position)
    score = outline.scores[position] if detected_by == "score" else None
    text = outline.heading_text(position)
    is_decorated = role is Role.TITLE or outline.has_pictographs
    return _block(unit, role, strip_emoji(text) if is_decorated else text, detected_by, score)


def _label_block(outline: Outline, label: Label | None) -> Block | None:
    if label is None:
        return None
    unit = outline.units[label.position]
    return _block(unit, Role.LABEL, _label_text(unit.marked.text), label.detected_by)


def _label_text(text: str) -> str:
    """The words of a label without the round brackets, dash or colon around them: "(Key facts)", "Key facts --"."""
    bare = strip_closing_colon(text.rstrip(LABEL_ENDS) or text)
    return bare[1:-1].strip() or bare if bare[0] + bare[-1] in ("()", "（）") else bare


def _member_blocks(outline: Outline, label: Label | None, role: Role) -> tuple[Block, ...]:
    if label is None:
        return ()
    members = outline.units[label.position + 1 : label.stop]
    texts = without_number_column([unit.marked.text for unit in members])
    return tuple(_block(unit, role, text, label.detected_by) for unit, text in zip(members, texts, strict=True))


def _paragraph_block(outline: Outline, position: int) -> Block:
    unit = outline.units[position]
    marked = unit.marked
    if marked.mark is Mark.QUOTE:
        return _block(unit, Role.QUOTE, marked.text, "mark")
    if marked.family == ROW_FAMILY:
        return _block(unit, Role.TABLE_ROW, marked.text, "mark")
    if marked.mark in (Mark.BULLET, Mark.NUMBER) and marked.family not in tuple(SPEECH_DASHES):
        return _block(unit, Role.LIST_ITEM, marked.text, "mark")
    text = unit.raw if marked.mark is Mark.BULLET else marked.text
    detected_by = outline.detected_by(position)
    score = 1 - outline.scores[position] if detected_by == "score" else None
    return _block(unit, Role.PARAGRAPH, text, detected_by, score)


def _block(unit: Unit, role: Role, text: str, detected_by: str, score: float | None = None) -> Block:
    return Block(
        role=role,
        text=normalised(without_inline_marks(text)),
        start=unit.start,
        end=unit.end,
        detected_by=detected_by,
        score=score,
    )
