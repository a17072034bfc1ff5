"""Read JSON text into one object with clean strings, within limits."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from etl.decoding.decode import REPLACEMENT
from etl.errors import LimitExceeded, MalformedDocument

JsonObject = dict[str, object]

MAX_NUMBER_DIGITS = 1_000
_NESTING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|([\[{])|([\]}])', re.DOTALL)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonSource:
    """A record: the object, the number of characters that were replaced, and the keys that occurred twice."""

    record: JsonObject
    replaced_count: int
    duplicate_keys: tuple[str, ...]


def read_json(text: str, max_depth: int) -> JsonSource:
    """Read one JSON object.

    NaN and infinities become None, NUL and lone surrogates U+FFFD. If a key occurs twice, the last value counts.

    Raises MalformedDocument, also for a whole number of more than MAX_NUMBER_DIGITS digits, or LimitExceeded for
    nesting deeper than `max_depth`.
    """
    _check_depth(text, max_depth)
    reader = _Reader()
    try:
        value = json.loads(
            text,
            object_pairs_hook=reader.read_object,
            parse_constant=lambda _: None,
            parse_int=_number,
            strict=False,
        )
    except (ValueError, RecursionError) as error:
        raise MalformedDocument(f"not valid JSON: {_place_of(error)}") from error
    if not isinstance(value, dict):
        raise MalformedDocument(f"JSON, but not an object with the fields of an article ({{...}}): {text.strip()[:50]}")
    return JsonSource(
        record=value, replaced_count=reader.replaced_count, duplicate_keys=tuple(dict.fromkeys(reader.duplicate_keys))
    )


def _place_of(error: Exception) -> str:
    """What is wrong, and where. One record may be a line of a file, so it has no number of a line."""
    if not isinstance(error, json.JSONDecodeError):
        return str(error)
    line = f" of line {error.lineno}" if error.lineno > 1 else ""
    return f"{error.msg.removesuffix(' at')}, at character {error.colno:,}{line}"


def values_of(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the scalars in a JSON value, each with its path: "authors[0].name"."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from values_of(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from values_of(inner, f"{path}[{number}]")
    else:
        yield path, value if isinstance(value, str) else json.dumps(value)


def _number(digits: str) -> int:
    if len(digits) > MAX_NUMBER_DIGITS:
        raise MalformedDocument(f"JSON with a number of {len(digits):,} digits; at most {MAX_NUMBER_DIGITS:,} are read")
    return int(digits)


def _check_depth(text: str, max_depth: int) -> None:
    if text.count("{") + text.count("[") <= max_depth:
        return
    depth = 0
    for match in _NESTING.finditer(text):
        depth += bool(match[1]) - bool(match[2])
        if depth > max_depth:
            raise LimitExceeded("json_too_deep", f"JSON with more than {max_depth} nested brackets")


@dataclass(slots=True)
class _Reader:
    replaced_count: int = 0
    duplicate_keys: list[str] = field(default_factory=list)

    def read_object(self, pairs: list[tuple[str, object]]) -> JsonObject:
        record = {self._text(key): self._value(value) for key, value in pairs}
        if len(record) < len(pairs):
            self.duplicate_keys += [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]
        return record

    def _value(self, value: object) -> object:
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, list):
            return [self._value(item) for item in value]
        return value

    def _text(self, text: str) -> str:
        clean, count = _UNSTORABLE.subn(REPLACEMENT, text)
        self.replaced_count += count
        return clean


def first_of(record: Mapping[str, object], keys: tuple[str, ...]) -> tuple[str, object] | None:
    """The first of these keys with a value, and the value; "a.b" is the key b of the object a. None without one."""
    for key in keys:
        value: object = record
        for step in [key] if key in record else key.split("."):
            value = value.get(step) if isinstance(value, dict) else None
        if value not in (None, "", [], {}):
            return key, value
    return None
