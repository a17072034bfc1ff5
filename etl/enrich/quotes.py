"""Whether a place in a text lies inside quotation marks or brackets."""

MAX_QUOTE_CHARS = 1000  # an opening mark further away is not looked for

_OPENING = frozenset("\"'“„«‹‘「『《〈")
_PAIRS = ("“”", "«»", "‹›", "「」", "『』", "《》", "〈〉")
_BRACKETS = ("()", "[]", "（）", "【】")


def is_quoted(text: str, start: int) -> bool:
    """Whether a quotation is open at a place of a text: an opening mark before it that is not closed."""
    before = text[max(0, start - MAX_QUOTE_CHARS) : start].rstrip()
    if before and before[-1] in _OPENING:
        return True
    if _is_open(before, _PAIRS) or before.rfind("„") > max(before.rfind("“"), before.rfind("”")):
        return True
    return before.count('"') % 2 == 1


def is_bracketed(text: str, start: int) -> bool:
    """Whether a bracket is open at a place of a text."""
    return _is_open(text[max(0, start - MAX_QUOTE_CHARS) : start], _BRACKETS)


def _is_open(before: str, pairs: tuple[str, ...]) -> bool:
    return any(before.rfind(pair[0]) > before.rfind(pair[1]) for pair in pairs)
