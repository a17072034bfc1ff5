"""Header blocks: lines like "Title: ...", "Date: ...", "URL: ..." above a text, in many languages."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from etl.heads.head import Field, Head, Span
from etl.heads.text_lines import TextLine
from etl.heads.values import plain_value, values_of
from etl.words.characters import SENTENCE_ENDS
from etl.words.fact_labels import label_kind
from etl.words.metadata_keys import head_field

MAX_LINES = 60
MAX_KEY_CHARS = 40
MAX_KEY_WORDS = 5
MAX_VALUE_CHARS = 600  # a line with a longer value is text
MIN_KNOWN_KEYS_SHARE = 0.5  # known keys among all keys
_SIGNS = r"(?:\*\*|__|\*|_)?"
_LEAD = r"(?:[-*+•▪·>]\s+|#{1,6}\s+|[\p{So}\p{Sk}\p{Cf}\ufe0f]+\s*)*+"
_FIELD = regex.compile(
    rf"\s*{_LEAD}(?:{_SIGNS}:?(?P<key>[\p{{L}}@][^:：﹕*_\[\]【】]{{0,{MAX_KEY_CHARS}}}?){_SIGNS}\s*[:：﹕]\s*{_SIGNS}"
    rf"|[【\[［](?P<key>[\p{{L}}][^:：\[\]【】［］]{{0,{MAX_KEY_CHARS}}}?)[】\]］]\s*[:：]?)\s*(?P<value>.*?)\s*"
)
_UNDERLINE = regex.compile(r"([=\-~^*])\1{2,}\s*")  # of a title
_URL = regex.compile(r"<?https?://\S+", regex.IGNORECASE)
_DATED = regex.compile(r"\p{Nd}")
IDENTIFIES = frozenset({"title", "url"})
# Pairs of fields that together prove a head: an article says who wrote it and when, an announcement does not.
PAIRS = (
    frozenset({"authors", "published"}), frozenset({"source", "published"}), frozenset({"authors", "source"}),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a block: its key, the name of the field that the key means, its value, and the value's offset."""

    line: TextLine
    key: str
    name: str | None
    value: str
    value_start: int


def read_header_block(lines: Sequence[TextLine]) -> Head | None:
    """The header block that begins with the first of these lines, or below a title; None if its keys do not prove it.

    A block ends at a blank line, unless a known key follows. It also ends at a label of facts or summary, and after the
    key of the text ("Markdown Content:"). An indented line continues the value above it.
    """
    head = _block(lines, is_below_title=False)
    if head is None and lines and _field_of(lines[0]) is None:
        below = enumerate(lines[1:5], start=1)
        rest = [number for number, line in below if not line.is_blank and not _UNDERLINE.fullmatch(line.text)]
        head = _block(lines[rest[0] :], is_below_title=True) if rest else None
    return head


def first_key(line: TextLine) -> str | None:
    """The name of the field of a line that begins with a known key; None for any other line."""
    found = _field_of(line)
    return found.name if found is not None else None


def title_label(line: TextLine) -> Field | None:
    """The field of a line that begins with the label of a title ("Title: ..."), with the span of the label alone."""
    found = _field_of(line)
    if found is None or found.name != "title" or not found.value:
        return None
    return Field(key=found.key, name="title", values=(found.value,), span=(line.start, found.value_start))


def _block(lines: Sequence[TextLine], *, is_below_title: bool) -> Head | None:
    fields, spans, text_key = _read(lines[:MAX_LINES])
    head = Head(fields=tuple(fields), spans=tuple(spans))
    names = head.names - {"text", "summary", "facts"}
    if is_below_title:
        return head if len(names) > 1 and _proves(names, head, has_text_key=text_key) and "title" not in names else None
    return head if _proves(names, head, has_text_key=text_key) else None


def _proves(names: frozenset[str], head: Head, *, has_text_key: bool) -> bool:
    if any(not _DATED.search(value) for _, value in head.named("published")):
        return False
    known = sum(field.name is not None for field in head.fields)
    if known < MIN_KNOWN_KEYS_SHARE * len(head.fields):
        return False
    if any(_URL.fullmatch(value) for _, value in head.named("url")) or ("title" in names and has_text_key):
        return True
    return (bool(names & IDENTIFIES) and len(names) > 1) or any(pair <= names for pair in PAIRS)


def _read(lines: Sequence[TextLine]) -> tuple[list[Field], list[Span], bool]:
    """The fields at the start of these lines, their spans, and whether the key of the text follows them."""
    fields: list[Field] = []
    spans: list[Span] = []
    is_after_blank = False
    for number, line in enumerate(lines):
        if line.is_blank:
            is_after_blank = True
            continue
        found = _field_of(line)
        if found is None:
            if fields and line.indent and not is_after_blank:
                fields[-1] = _continued(fields[-1], line)
                spans[-1] = fields[-1].span
                continue
            break
        if _ends_block(found, lines[number + 1 :], is_after_blank=is_after_blank, has_fields=bool(fields)):
            break
        if found.name == "text":
            spans.append((line.start, found.value_start if found.value else line.end))
            return fields, spans, bool(fields)
        fields.append(Field(key=found.key, name=found.name, values=values_of(found.value), span=(line.start, line.end)))
        spans.append((line.start, line.end))
        is_after_blank = False
    return fields, spans, False


def _ends_block(found: _Line, following: Sequence[TextLine], *, is_after_blank: bool, has_fields: bool) -> bool:
    """Whether a line with a colon is the first line of the text."""
    if label_kind(found.key) is not None or len(found.value) > MAX_VALUE_CHARS:
        return True
    if not has_fields:
        return found.name is None or (found.name == "text")
    return found.name is None and (is_after_blank or not found.value)


def _continued(field: Field, line: TextLine) -> Field:
    value = plain_value(line.text.strip().removeprefix("- "))
    is_list = line.text.lstrip().startswith("- ") or not field.values
    values = (*field.values, value) if is_list else (f"{field.values[0]} {value}",)
    return Field(key=field.key, name=field.name, values=values, span=(field.span[0], line.end))


def _field_of(line: TextLine) -> _Line | None:
    if len(line.text) > 2 * MAX_VALUE_CHARS:
        return None
    found = _FIELD.fullmatch(line.text)
    if found is None:
        return None
    key, value = found["key"].strip(), found["value"]
    if len(key.split()) > MAX_KEY_WORDS or value.startswith("//") or any(sign in key for sign in SENTENCE_ENDS):
        return None
    bare = value.rstrip("*_").rstrip() if value.endswith(("**", "__", "*", "_")) else value
    return _Line(line, key, head_field(key), bare, line.start + found.start("value"))
