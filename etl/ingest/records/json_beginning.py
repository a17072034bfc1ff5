"""Parse the first bytes of a JSON value whose end is missing."""

import codecs
import json
import re

MAX_DEPTH = 200
_START = re.compile(rb'\s*\{\s*"')
_TOKEN = re.compile(r'"(?:[^"\\]|\\(?:u[0-9a-fA-F]{4}|[^u]))*+("?)|[{}\[\],:]', re.DOTALL)


def object_in(head: bytes) -> dict[str, object]:
    """The object at the beginning of these bytes, as far as they go: the last string may be cut, a last number is lost.

    Empty if the bytes do not begin with an object, or are not JSON.
    """
    head = head.removeprefix(codecs.BOM_UTF8)
    if _START.match(head) is None:
        return {}
    value = _loaded(_closed(head.decode("utf-8", "ignore")))
    return value if isinstance(value, dict) else {}


def value_in(head: bytes) -> object:
    """The JSON value at the beginning of these bytes, as far as they go; None if they are not JSON."""
    return _loaded(_closed(head.decode("utf-8", "ignore")))


def _loaded(text: str) -> object:
    try:
        return json.loads(text, strict=False, parse_int=str)
    except (ValueError, RecursionError):
        return None


def _closed(text: str) -> str:
    """The text up to the end of its first value or, if that is missing, to the last place where brackets can be closed.

    In the second case, the closing brackets are added.
    """
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
