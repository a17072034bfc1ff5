"""Split off the lines around an article: byline, date, source, copyright, "read more"."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from etl.articles import Role
from etl.parse.text.bylines import (
    MAX_LINE_WIDTH,
    MAX_WIDTH_BESIDE_DATE,
    WORD,
    find_opening,
    has_colon,
    has_date,
    head_role,
)
from etl.parse.text.head_lines import head_roles
from etl.parse.text.inline_marks import is_picture
from etl.parse.text.marks import ROW_FAMILY, Mark, strip_closing_colon
from etl.parse.text.units import Unit
from etl.words.above_titles import names_outlet
from etl.words.characters import cell_width, ends_sentence
from etl.words.date_labels import find_date_label
from etl.words.fact_labels import LabelKind, label_end, label_kind
from etl.words.llm_phrases import is_count

MAX_TAIL_LINES = 12  # last units that may be a source, copyright or "read more"

# Not after Ã: "Ã©" is é in UTF-8, decoded as Western European.
COPYRIGHT = regex.compile(r"(?<!Ã)©|Ⓒ|℗|^\(c\)\s|\(c\)\s*\p{Nd}{4}", regex.IGNORECASE)
TAG_LINE = regex.compile(r"(?:[^\s:：#]{1,20}[:：])?\s*(?:[#＃][\p{L}\p{M}\p{N}_\u200c-]+[\s,،、]*)+")
# "سبق - الرياض", "محمد العلي - سبق - الرياض:", "الرياض - «الحياة»"
WIRE_LINE = regex.compile(
    r"(?P<part>[\p{Arabic}\p{M} ]{2,25}\s*[-–—]\s*){1,2}"
    r"(?:(?P<part>[\p{Arabic}\p{M} ]{2,25})|(?P<quoted>[«\"“][\p{Arabic}\p{M} ]{2,20}[»\"”]))\s*(?P<sign>[:؛])?"
)
MAX_WIRE_WORDS = 6
TAIL_ROLES = (Role.SOURCE, Role.COPYRIGHT, Role.READ_MORE, Role.BYLINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitUnits:
    """The units of a text, split into content and the lines around it, which have roles."""

    content: list[Unit]
    around: list[tuple[Unit, Role]]


def split_around(units: Sequence[Unit]) -> SplitUnits:
    """The units split into content and the lines around it.

    Around it are rules and pictures anywhere, byline and date lines near the top, and other lines at the end. At least
    one unit stays content, unless all are rules.
    """
    roles: dict[int, Role] = {
        position: Role.RULE for position, unit in enumerate(units) if unit.marked.mark is Mark.RULE
    }
    roles.update((position, Role.OTHER) for position in range(1, len(units) - 1) if _heads_facts(units, position))
    roles.update((position, Role.CAPTION) for position, unit in enumerate(units) if is_picture(unit.raw))
    places = [position for position in range(len(units)) if position not in roles]
    roles.update(head_roles(units, places))
    roles.update(_wire_line(units, [position for position in places if roles.get(position) is not Role.OTHER]))
    roles.update(_tail_roles(units, places))
    if all(position in roles for position in places):
        roles = {position: role for position, role in roles.items() if role is Role.RULE}
    return SplitUnits(
        content=[unit for position, unit in enumerate(units) if position not in roles],
        around=[(units[position], roles[position]) for position in sorted(roles)],
    )


def _heads_facts(units: Sequence[Unit], position: int) -> bool:
    """Whether a unit is the header row of a table right under the label of the facts, so it is not a fact."""
    above, head, below = units[position - 1 : position + 2]
    is_head = head.marked.family == below.raw[:1] == ROW_FAMILY and below.marked.mark is Mark.RULE
    return is_head and label_kind(strip_closing_colon(above.marked.text)) is LabelKind.FACTS


def is_around_line(text: str) -> bool:
    """Whether a line, in any place, is a byline with a date, or begins with a phrase of boilerplate and a colon."""
    if cell_width(text) > MAX_LINE_WIDTH:
        return False
    if has_date(text) and head_role(text) is Role.BYLINE:
        return True
    _, opening = find_opening(text, (Role.SOURCE, Role.READ_MORE, Role.BYLINE))
    return opening is not None and has_colon(text, opening)


def is_read_more(text: str) -> bool:
    """Whether a line is a phrase that leads to other articles ("Read more"), alone or with a colon."""
    if cell_width(text) > MAX_LINE_WIDTH:
        return False
    _, opening = find_opening(text, (Role.READ_MORE,))
    return opening is not None and (opening.rest == len(text) or has_colon(text, opening))


def _wire_line(units: Sequence[Unit], places: Sequence[int]) -> dict[int, Role]:
    """The line "outlet - city" of an Arabic wire text, as the first line or right below a title, above a paragraph."""
    for order, (position, below) in enumerate(pairwise(places[:3])):
        found = WIRE_LINE.fullmatch(units[position].raw)
        words = WORD.findall(units[position].raw)
        is_above_text = ends_sentence(units[below].raw) and cell_width(units[below].raw) > MAX_WIDTH_BESIDE_DATE
        if found and is_above_text and len(words) <= (MAX_WIRE_WORDS if order or _is_wire(found) else 2):
            return {position: Role.DATELINE}
    return {}


def _is_wire(found: "regex.Match[str]") -> bool:
    """Whether a line "outlet - city" is no title, even as the first line: it has quotes, a colon or "agency"."""
    return bool(found["quoted"] or found["sign"]) or any(map(names_outlet, found.captures("part")))


def _tail_roles(units: Sequence[Unit], places: Sequence[int]) -> dict[int, Role]:
    """Position -> role of the lines at the end of the text; a list below "read more" belongs to it."""
    roles: dict[int, Role] = {}
    listed: list[int] = []
    for position in reversed(places[1:][-MAX_TAIL_LINES:]):
        role = _tail_role(units[position].raw)
        if role is Role.READ_MORE or (role is not None and not listed):
            roles[position] = role
            roles.update(dict.fromkeys(listed, Role.READ_MORE))
            listed = []
        elif not ends_sentence(units[position].raw) and cell_width(units[position].raw) <= MAX_LINE_WIDTH:
            listed.append(position)
        else:
            break
    return roles


def _tail_role(text: str) -> Role | None:
    if cell_width(text) > MAX_LINE_WIDTH:
        return None
    if COPYRIGHT.search(text):
        return Role.COPYRIGHT
    if TAG_LINE.fullmatch(text) or is_count(text):
        return Role.OTHER
    if find_date_label(text) is not None and head_role(text) is Role.DATELINE:  # "Updated: 6 January 2026"
        return Role.DATELINE
    if head_role(text) is Role.BYLINE and label_end(text) > 0:  # "Author: Ann Lee"
        return Role.BYLINE
    role, opening = find_opening(text, TAIL_ROLES)
    if opening is None or has_colon(text, opening):
        return role
    return role if role is Role.COPYRIGHT or (role is Role.READ_MORE and not ends_sentence(text)) else None
