"""Front matter: metadata in YAML, TOML or JSON above a text, between two separator lines.

It is read line by line, because many programs write invalid YAML: trafilatura does not quote a title with a colon.
https://jekyllrb.com/docs/front-matter/, https://gohugo.io/content-management/front-matter/
"""

import json
from collections.abc import Sequence

import regex

from etl.heads.head import Field, Head, Span
from etl.heads.text_lines import TextLine
from etl.heads.values import plain_value, values_of
from etl.words.characters import LINE_BREAK
from etl.words.metadata_keys import head_field

MAX_LINES = 300
MAX_KEY_CHARS = 80
PROOFS = frozenset({"title", "url", "published", "authors", "source", "modified", "fetched", "topics", "summary"})
# The first line of front matter -> the lines that end it.
_FENCES = {"---": ("---", "..."), "+++": ("+++",), ";;;": (";;;",)}
_YAML = regex.compile(rf"(?P<key>[\p{{L}}_@$\"'][^:：\n]{{0,{MAX_KEY_CHARS}}}?)[\"']?\s*[:：](?:\s+(?P<value>.*))?")
_TOML = regex.compile(
    rf"(?P<key>[\p{{L}}_\"'][^=\n]{{0,{MAX_KEY_CHARS}}}?)[\"']?\s*=\s*(?P<value>.*)|(?P<key>\[+[^\[\]]+\]+)(?P<value>)"
)
_ITEM = regex.compile(r"\s*-\s+(?P<value>.*)")
_NESTED = regex.compile(r"(?:name|title)\s*:\s*(?P<value>\S.*)", regex.IGNORECASE)
_PAIR = regex.compile(r"[\w-]+\s*:(?:\s.*|$)")
_VISIBLE = regex.compile(r"\S")
_FIRST_KEY = regex.compile(r"\{\s*\"")


def read_front_matter(text: str, lines: Sequence[TextLine]) -> Head | None:
    """The front matter that begins with the first of these lines; None if there is none or it has no known key."""
    opening = lines[0].text.strip()
    if opening.startswith("{"):
        return _of_json(text, lines)
    ends = _FENCES.get(opening)
    inside = lines[1 : MAX_LINES + 1]
    if ends is None or not inside:
        return None
    stop = next((number for number, line in enumerate(inside) if line.text.rstrip() in ends), None)
    if stop is None:
        return None
    fields = _fields(inside[:stop], _TOML if opening == "+++" else _YAML)
    above = [line for line in inside[:stop] if not line.is_blank and fields and line.end <= fields[0].span[0]]
    spans: list[Span] = [(lines[0].start, (above or lines)[-1 if above else 0].end), *(field.span for field in fields)]
    head = Head(fields=tuple(fields), spans=(*spans, (inside[stop].start, inside[stop].end)))
    return head if fields and _is_whole(head, inside[:stop]) else None


def _fields(lines: Sequence[TextLine], pattern: "regex.Pattern[str]") -> list[Field]:
    """The fields of these lines; a line without a key belongs to the field above it."""
    starts = [number for number, line in enumerate(lines) if line.indent == 0 and pattern.fullmatch(line.text.rstrip())]
    ends = [*starts[1:], len(lines)] if starts else []
    return [_field(lines[start:end], pattern) for start, end in zip(starts, ends, strict=True)]


def _field(lines: Sequence[TextLine], pattern: "regex.Pattern[str]") -> Field:
    found = pattern.fullmatch(lines[0].text.rstrip())
    assert found is not None  # it was found before
    key, value = found["key"].strip().strip("\"'"), found["value"] or ""
    below = [line.text for line in lines[1:] if not line.is_blank]
    last = next(line for line in reversed(lines) if not line.is_blank)
    return Field(key=key, name=head_field(key), values=_values(value, below), span=(lines[0].start, last.end))


def _values(value: str, below: Sequence[str]) -> tuple[str, ...]:
    """The values of a field, in its line and the lines below: list items, a text over several lines, or an object."""
    if not below or below[0].startswith(("[", "#")):  # a comment, or a table of TOML
        return values_of(value)
    if value.startswith("[") and "]" not in value:  # a list over several lines
        return values_of(" ".join([value, *map(str.strip, below)]).replace(", ]", "]").replace(",]", "]"))
    items = [found["value"] for line in below if (found := _ITEM.fullmatch(line))]
    if items:
        return tuple(item for text in items if (item := _item(text)))
    named = next((found["value"] for line in below if (found := _NESTED.fullmatch(line.strip()))), None)
    if not value and (named or _PAIR.fullmatch(below[0].strip())):
        return values_of(named or "")
    return values_of(" ".join([*values_of(value.strip('"' * 3)), *map(str.strip, below)]).strip())


def _item(text: str) -> str:
    named = _NESTED.fullmatch(text.strip())
    return plain_value(named["value"] if named else text)


def _is_whole(head: Head, lines: Sequence[TextLine]) -> bool:
    """Whether a key proves front matter and the first line is a field; a text between two rules is not front matter."""
    first = next((line for line in lines if not line.is_blank and not line.text.startswith(("#", "["))), None)
    return bool(head.names & PROOFS) and first is not None and head.fields[0].span[0] == first.start


def _of_json(text: str, lines: Sequence[TextLine]) -> Head | None:
    """The head that is a JSON object above a text; None if it has no known key or more JSON follows."""
    start = lines[0].start + lines[0].indent
    if not _FIRST_KEY.match(text, start):
        return None
    try:
        fields, end = _members(text, start)
    except (ValueError, RecursionError):
        return None
    behind = LINE_BREAK.match(text, end)
    if behind is None or text[end:].lstrip()[:1] in ("", "{", "[", "]", ",", "}"):
        return None
    head = Head(fields=fields, spans=((start, start + 1), *(field.span for field in fields), (end - 1, end)))
    return head if head.names & PROOFS else None


def _members(text: str, start: int) -> tuple[tuple[Field, ...], int]:
    """The fields of the object that begins here, and the offset of its end. Raises ValueError if it is not valid."""
    decoder = json.JSONDecoder()
    fields: list[Field] = []
    first = _behind(text, start + 1)
    while not text.startswith("}", first):
        key, end = decoder.raw_decode(text, first)
        colon = _behind(text, end)
        if not isinstance(key, str) or not text.startswith(":", colon):
            raise ValueError("no key")
        value, end = decoder.raw_decode(text, _behind(text, colon + 1))
        comma = _behind(text, end)
        end = comma + 1 if text.startswith(",", comma) else end
        fields.append(Field(key=key, name=head_field(key), values=_json_values(value), span=(first, end)))
        first = _behind(text, end)
    return tuple(fields), first + 1


def _behind(text: str, start: int) -> int:
    """The offset of the next visible character. Raises ValueError at the end of the text."""
    found = _VISIBLE.search(text, start)
    if found is None:
        raise ValueError("breaks off")
    return found.start()


def _json_values(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(text for item in value for text in _json_values(item))
    if isinstance(value, dict):
        return _json_values(value.get("name"))
    return (value.strip(),) if isinstance(value, str) and value.strip() else ()
