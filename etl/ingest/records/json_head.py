"""The first bytes of a JSON object as a value, although its end is not there."""

import codecs
import json
import re

MAX_DEPTH = 200
_START = re.compile(rb'\s*\{\s*"')
_TOKEN = re.compile(r'"(?:[^"\\]|\\(?:u[0-9a-fA-F]{4}|[^u]))*+("?)|[{}\[\],:]', re.DOTALL)


def object_in(head: bytes) -> dict[str, object]:
    """The object that these bytes begin with, as far as they go: the last string may be cut, a last number is left out.

    Empty if they begin with no object, or are no JSON.
    """
    head = head.removeprefix(codecs.BOM_UTF8)
    if _START.match(head) is None:
        return {}
    value = _loaded(_closed(head.decode("utf-8", "ignore")))
    return value if isinstance(value, dict) else {}


def value_in(head: bytes) -> object:
    """The JSON value that these bytes begin with, as far as they go; None if they are no JSON."""
    return _loaded(_closed(head.decode("utf-8", "ignore")))


def _loaded(text: str) -> object:
    try:
        return json.loads(text, strict=False, parse_int=str)
    except (ValueError, RecursionError):
        return None


def _closed(text: str) -> str:
    """The text up to where its first value ends, or to the last place where it can be closed, and closed there."""
    closers: list[str] = []
    end, endings = 0, ""  # of the longest text that can be closed
    before = ""
    for token in _TOKEN.finditer(text):
        mark, is_value = token[0][0], before == ":" or closers[-1:] == ["]"]
        if mark == '"' and not token[1]:
            return text[: token.end()] + '"' + _reversed(closers) if is_value else text[:end] + endings
        if mark in "{[":
            closers.append("}" if mark == "{" else "]")
        elif mark in "}]" and (not closers or closers.pop() != mark):
            break
        if not closers or len(closers) > MAX_DEPTH:
            return text[: token.end()]
        if mark in "{[}]," or (mark == '"' and is_value):
            end = token.start() if mark == "," else token.end()
            endings = _reversed(closers)
        before = mark
    return text[:end] + endings


def _reversed(closers: list[str]) -> str:
    return "".join(reversed(closers))
