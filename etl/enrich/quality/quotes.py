"""Whether a place in a text is inside quotation marks or brackets."""

import regex

MAX_QUOTE_CHARS = 1000  # the distance at which an opening mark is still looked for

_STRAIGHT = regex.compile(r'(?<!\p{Hebrew})"|"(?!\p{Hebrew})')  # between Hebrew letters it marks an abbreviation
_OPENING = frozenset("\"'“„«‹‘「『《〈")
_PAIRS = ("‹›", "「」", "『』", "《》", "〈〉")
_QUOTATION = regex.compile(
    r"“[^”]*(?:”|$)|„[^“”]*(?:[“”]|$)|«[^»]*(?:»|$)|»[^«]*(?:«|$)|「[^」]*(?:」|$)|(?<!\p{Hebrew})\"[^\"]*(?:\"|$)"
)
_BRACKETS = ("()", "[]", "（）", "【】")


def is_quoted(text: str, start: int) -> bool:
    """Whether a quotation is open at this place of a text: an opening mark before it is not closed."""
    before = text[max(0, start - MAX_QUOTE_CHARS) : start].rstrip()
    if before and before[-1] in _OPENING:
        return True
    if any(_is_open(before, pair) for pair in (*_PAIRS, _angled(before), _curly(before))):
        return True
    return len(_STRAIGHT.findall(before)) % 2 == 1


def without_quotations(text: str) -> str:
    """The text without what stands in quotation marks, also without one that is not closed."""
    return _QUOTATION.sub(" ", text)


def is_bracketed(text: str, start: int) -> bool:
    """Whether a bracket is open at this place of a text."""
    before = text[max(0, start - MAX_QUOTE_CHARS) : start]
    return any(_is_open(before, pair) for pair in _BRACKETS)


def _is_open(before: str, pair: str) -> bool:
    return before.rfind(pair[0]) > max(before.rfind(closing) for closing in pair[1:])


def _angled(before: str) -> str:
    """The opening and closing angled mark of a text: French writes «so», German »so«."""
    first = min((before.find(mark), mark) for mark in "«»" if mark in before)[1] if {"«", "»"} & set(before) else "«"
    return "«»" if first == "«" else "»«"


def _curly(before: str) -> str:
    """The opening and closing curly marks of a text: after „, the mark “ closes."""
    return "„“”" if "„" in before else "“”"
