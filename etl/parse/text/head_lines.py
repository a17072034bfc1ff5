"""Find the lines of metadata around a title: bylines, dates, outlets, and what archives write there."""

from collections.abc import Sequence

import regex

from etl.articles import Role
from etl.parse.text.bylines import role_of_head_line
from etl.parse.text.line_parts import is_person, is_person_of_staff, is_person_with_email
from etl.parse.text.marks import Mark, strip_closing_colon
from etl.parse.text.timelines import begins_timeline
from etl.parse.text.units import Unit
from etl.words.characters import cell_width, ends_sentence
from etl.words.fact_labels import label_kind
from etl.words.metadata_keys import head_field
from etl.words.outlet_words import is_outlet
from etl.words.staff import is_staff

MAX_HEAD_LINES = 8  # first units that may be such lines
MIN_ARCHIVE_KEYS = 2
MAX_VALUE_WIDTH = 60  # columns, of a line with a key
# "SECTION: Health; Pg. 4", "LENGTH: 512 words"
KEYED = regex.compile(r"(?P<key>\p{Lu}[\p{L}\p{M}-]{2,19}(?: [\p{L}\p{M}-]{2,19})?):\s*(?P<value>\S.*)")
QUANTITY = regex.compile(r"\p{Nd}{1,6} [\p{L}\p{M}]+")
NO_METADATA = frozenset({"title", "text", "summary", "facts"})


def head_roles(units: Sequence[Unit], places: Sequence[int]) -> dict[int, Role]:
    """Position -> role of the lines of metadata that begin the text or follow its first line.

    They follow it directly, or a date does below one other line: a subtitle, or the title below the outlet's name.
    """
    lines = [units[position].raw for position in places]
    roles: dict[int, Role] = {}
    for order, position in enumerate(places[:MAX_HEAD_LINES]):
        role = _role(lines, order) if units[position].marked.mark in (Mark.NONE, Mark.EMPHASIS) else None
        if role is not None:
            roles[position] = role
        elif order > 0 and not (order == 1 and not roles and any(map(_has_date, lines[2:3]))):
            break  # a date may be below a line below the title
    last = max(roles, default=None)
    if last is not None and begins_timeline(lines, places.index(last)):
        del roles[last]
    if _begins_with_outlet(lines, [roles.get(position) for position in places[:MAX_HEAD_LINES]]):
        roles[places[0]] = Role.OTHER
    return roles


def _role(lines: Sequence[str], order: int) -> Role | None:
    line, above, below = lines[order], lines[order - 1 : order], lines[order + 1 : order + 2]
    role = role_of_head_line(line, is_first=order == 0)
    if role is not None or label_kind(strip_closing_colon(line)) is not None:
        return role
    if is_person_with_email(line) or is_person_of_staff(line):
        return Role.BYLINE
    if is_person(line) and any(map(is_staff, below)):
        return Role.BYLINE
    is_below_name = is_staff(line) and any(map(is_person, above))
    is_above_date = order > 0 and is_person(line) and any(map(_has_date, below))
    is_keyed = _is_keyed(line) and any(_is_keyed(near) or _has_date(near) for near in (*above, *below))
    return Role.OTHER if is_below_name or is_above_date or is_keyed else None


def _has_date(line: str) -> bool:
    return role_of_head_line(line, is_first=False) is Role.DATELINE


def _is_keyed(line: str) -> bool:
    """Whether a line is a key of metadata, one in capitals as archives write them, or one with a quantity as value."""
    found = KEYED.fullmatch(line)
    if found is None or cell_width(found["value"]) > MAX_VALUE_WIDTH or ends_sentence(line):
        return False
    field = head_field(found["key"])
    is_key = field is not None or found["key"].isupper() or QUANTITY.fullmatch(found["value"]) is not None
    return is_key and field not in NO_METADATA


def _begins_with_outlet(lines: Sequence[str], roles: Sequence[Role | None]) -> bool:
    """Whether the first line is not the title but the outlet, and a line of metadata is right below it.

    An archive's block of a date and two keys follows; or one key, or the first line has a newspaper's word, and below
    the metadata is a longer line without an end.
    """
    if len(roles) < 3 or roles[0] is not None or roles[1] is None or not is_person(lines[0]):
        return False
    stop = next((order for order in range(1, len(roles)) if roles[order] is None), len(roles))
    keyed = sum(map(_is_keyed, lines[1:stop]))
    if keyed >= MIN_ARCHIVE_KEYS and _has_date(lines[1]):
        return True
    title = lines[stop] if stop < len(lines) else ""
    may_be_title = not ends_sentence(title) and label_kind(strip_closing_colon(title)) is None
    is_longer = cell_width(title) > cell_width(lines[0])
    return may_be_title and is_longer and (is_outlet(lines[0]) or keyed > 0)
