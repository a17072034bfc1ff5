"""Read a text in pieces: sections with headings, blocks of an editor, or an object with headings as keys."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from etl.articles import Block, Role, Section
from etl.parse.records.fragment import is_agency_xml, plain_text
from etl.parse.records.read_json import JsonObject
from etl.words.metadata_keys import folded_key
from etl.words.record_structure import BLOCK_TYPES, TYPE_KEYS, StructureKind, structure_keys

_BREAK = re.compile(
    r"\s*(?:[\n\r\u2028\u2029]|<br\s*/?>|</?(?:p|div|li|ul|ol|h[1-6]|blockquote)(?:\s[^<>]*)?>)\s*", re.I
)
_BULLET = re.compile(r"[-*•·‣▪●–]\s+(?=\S)")
_LEVEL = re.compile(r"(?:h|heading|header|level)?[-_ ]?([1-6])$")
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A heading or a paragraph."""

    role: Role
    text: str
    level: int | None = None  # of a heading, if it is given


def is_structured(value: object) -> bool:
    """Whether a value is a text in pieces: not a string, a list of strings, or objects with one text each.

    It has a heading, list item or quote, or several pieces and a block of a known type.
    """
    pieces = list(pieces_of(value)) if isinstance(value, dict | list) else []
    blocks = [each for each in value if _type_of(each) in BLOCK_TYPES] if isinstance(value, list) else []
    return any(piece.role is not Role.PARAGRAPH for piece in pieces) or len(pieces) > 1 <= len(blocks)


def sections_of(value: object, detected_by: str) -> tuple[Section, ...]:
    """The sections of a text in pieces; pieces before the first heading become a section without one."""
    sections: list[Section] = []
    for piece in pieces_of(value):
        block = Block(role=piece.role, text=piece.text, detected_by=detected_by)
        if piece.role is Role.HEADING:
            sections.append(Section(heading=block, level=piece.level))
        else:
            last = sections.pop() if sections else Section()
            sections.append(replace(last, paragraphs=(*last.paragraphs, block)))
    return tuple(sections)


def pieces_of(value: object) -> Iterator[Piece]:
    """Yield the pieces of a value in order.

    Accepted are strings (each line is a piece), lists, and objects: blocks with a type (Editor.js, Draft.js,
    ProseMirror, Portable Text, Slate), sections with a heading and content, and objects whose keys are headings.
    Other objects yield nothing.
    """
    if isinstance(value, str):
        yield from () if is_agency_xml(value) else _lines(value, Role.PARAGRAPH)
    elif isinstance(value, list):
        for item in value:
            yield from pieces_of(item)
    elif isinstance(value, dict):
        yield from _of_object(value)


def _of_object(value: JsonObject) -> Iterator[Piece]:
    kind = _type_of(value)
    role = BLOCK_TYPES.get(kind)
    if role == "none":
        return
    if role == "heading":
        text = " ".join(_texts(value))
        yield from _heading(text, _level(value, kind))
        return
    if role in ("paragraph", "quote"):
        text = "".join(_texts(value)) if role == "paragraph" else "\n".join(_texts(value))
        yield from _lines(text, Role.QUOTE if role == "quote" else Role.PARAGRAPH)
        return
    heading = _first(value, StructureKind.HEADING)
    content = [inner for _, inner in _known(value, StructureKind.CONTENT)]
    if heading is not None and (content or kind == ""):
        yield from _heading(" ".join(_texts(heading)), _level(value, kind))
    for inner in content:
        for piece in pieces_of(inner):
            is_item = role == "list" and piece.role is Role.PARAGRAPH
            yield replace(piece, role=Role.LIST_ITEM) if is_item else piece
    if heading is None and not content and not kind and _are_headings(value):
        for key, inner in value.items():
            yield from _heading(key, None)
            yield from pieces_of(inner)


def _are_headings(value: JsonObject) -> bool:
    """Whether the keys of an object are the headings of its texts, as in {"What happened": "..."}."""
    return all(isinstance(inner, str | list) and inner and " " in key.strip() for key, inner in value.items())


def _heading(text: str, level: int | None) -> Iterator[Piece]:
    heading = plain_text(text)
    if heading:
        yield Piece(role=Role.HEADING, text=heading, level=level)


def _lines(text: str, role: Role) -> Iterator[Piece]:
    """Yield each line of a plain text or HTML fragment; a line with a bullet is a list item."""
    for line in _BREAK.split(text):
        plain = plain_text(line)
        bullet = _BULLET.match(plain) if role is Role.PARAGRAPH else None
        if plain:
            yield Piece(role=Role.LIST_ITEM if bullet else role, text=plain[bullet.end() :] if bullet else plain)


def _texts(value: object) -> Iterator[str]:
    """Yield the texts of one block, from its spans, its children or its data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        found = _known(value, StructureKind.CONTENT) or _known(value, StructureKind.HEADING)
        yield from _texts(found[0][1] if found else None)


def _type_of(value: object) -> str:
    """The type of a block, folded if it is a key of BLOCK_TYPES; "" if it has none."""
    for key in TYPE_KEYS if isinstance(value, dict) else ():
        kind = value.get(key) if isinstance(value, dict) else None
        if isinstance(kind, str) and kind:
            return kind if folded_key(kind) not in BLOCK_TYPES else folded_key(kind)
    return ""


def _level(value: JsonObject, kind: str) -> int | None:
    """The level of a heading, 2 to 6: from its own field, or from the name of its type."""
    inner = [each for each in (value, value.get("data"), value.get("attrs")) if isinstance(each, dict)]
    given = next((each["level"] for each in inner if isinstance(each.get("level"), int)), None)
    found = _LEVEL.match(kind)
    named = next((number for name, number in _NUMBERS.items() if kind.endswith(name)), None)
    level = given if isinstance(given, int) else int(found[1]) if found else named
    return min(max(level, 2), 6) if level is not None else None


def _first(value: JsonObject, kind: StructureKind) -> object | None:
    found = _known(value, kind)
    return found[0][1] if found else None


def _known(value: JsonObject, kind: StructureKind) -> list[tuple[str, object]]:
    """The fields of an object that have a key of this kind and a value, best first."""
    named = {folded_key(key): inner for key, inner in reversed(value.items()) if inner not in (None, "", [], {})}
    return [(key, named[key]) for key in structure_keys(kind) if key in named]
