"""The scripts of texts and languages."""

from functools import cache

import regex
from babel.core import get_global

from etl.words.characters import SCRIPTS

_SAME = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang"}
_ADDRESSED = regex.compile(
    "|".join(rf"(?P<{code}>(?:(?=\p{{L}})[{letters}]\p{{M}}*)+)" for code, letters in SCRIPTS.items())
)


@cache
def script_of(language: str) -> str | None:
    """The script that a BCP 47 tag names, else the usual one of its language; None if unknown."""
    subtags = language.split("-")
    likely = str(get_global("likely_subtags").get(subtags[0], ""))
    script = next((tag.title() for tag in subtags[1:] if len(tag) == 4), likely.split("_")[1] if "_" in likely else "")
    return _SAME.get(script, script) or None


def count_letters(text: str) -> dict[str, int]:
    """The number of letters of each script in a text, by code, highest first."""
    counts: dict[str, int] = {}
    for match in _ADDRESSED.finditer(text):
        code = match.lastgroup or ""
        counts[code] = counts.get(code, 0) + len(match.group())
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
