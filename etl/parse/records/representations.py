"""Choose one of several representations of the same text in a record: plain text beside HTML, as in ninjs 2 and 3."""

import re
from collections import Counter

from etl.parse.records.fragment import plain_text
from etl.parse.records.json_fields import MAIN, texts
from etl.parse.records.read_json import JsonObject

MAX_REPRESENTATIONS = 6
MIN_SHARED = 0.8  # of the words of each representation, which the longest one has
MIN_COVERED = 0.4  # of the words of the longest one, which each other one has; the rest are codes of an agency
_HTML = re.compile(r"\s*<(?:!doctype html|html|body|article|div|p|h[1-6])\b", re.IGNORECASE)


def with_one_representation(record: JsonObject) -> JsonObject:
    """The record in which a list of objects that all say the same is the text with the most HTML.

    A list with a main item stays as it is.
    """
    return {key: _richest(value) if isinstance(value, list) else value for key, value in record.items()}


def _richest(value: list[object]) -> object:
    if not 2 <= len(value) <= MAX_REPRESENTATIONS or not all(isinstance(item, dict) for item in value):
        return value
    if any(isinstance(item, dict) and item.get("role") == MAIN for item in value):
        return value
    found = [texts(item) for item in value]
    if any(len(each) != 1 for each in found):
        return value
    said = [Counter(plain_text(text).split()) for [text] in found]
    longest = max(said, key=Counter.total)
    if not all(_says_the_same(words, longest) for words in said):
        return value
    return max((text for [text] in found), key=lambda text: (_HTML.match(text) is not None, text.count("<")))


def _says_the_same(words: Counter[str], longest: Counter[str]) -> bool:
    shared = (words & longest).total()
    return shared >= MIN_SHARED * words.total() and shared >= MIN_COVERED * longest.total() > 0
