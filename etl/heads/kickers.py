"""Kickers: the short line above a title that names a topic, a section, a kind of text or the outlet."""

from collections.abc import Sequence

import regex

from etl.heads.text_lines import TextLine
from etl.words.above_titles import names_topics
from etl.words.characters import (
    EXCLAMATION_MARKS,
    QUESTION_MARKS,
    UNSPACED_ENDS,
    UNSPACED_LETTER,
    cell_width,
    ends_sentence,
    last_sign,
)
from etl.words.fact_labels import label_kind
from etl.words.outlet_words import is_outlet
from etl.words.sources import find_source

MAX_WIDTH = 60  # columns
MAX_WORDS = 3  # of each part
MAX_UNSPACED_CHARS = 8  # of each part, in a script without spaces
MAX_TITLE_CHARS = 300
MAX_ENDED_TITLE = 110  # columns of a title that ends like a sentence, below a topic
MIN_CAPITALS = 4  # letters of a word in capitals: "USA" may be a title
MIN_TITLE_WORDS = 4  # of a title in capitals
MIN_RATIO = 1.3  # of the width of the title to that of a kicker with signs
MIN_PLAIN_RATIO = 2.0  # to that of a kicker without any
MIN_TITLE_WIDTH = 30  # columns below a kicker without signs; a shorter line may be a label or the first heading
TAIL_LINES = 4
MAX_CREDIT_CHARS = 120
_SURE_SIGNS = regex.compile(r"\s*[|｜>＞»›→]\s*")
_SIGNS = regex.compile(r"\s*[|｜>＞»›→/／]\s*|\s+[-–—•·]\s+")
# "— Science —", "(Science)"; a title has longer lines of signs.
_SET_APART = regex.compile(r"(?P<sign>[-–—•·])\s*(?P<words>[^-–—•·]+?)\s*(?P=sign)|[(（](?P<words>[^()（）]+)[)）]")
_MARKED = regex.compile(
    r"(?P<sign>\*{1,2}|_{1,2})\s*(?P<words>[^*_]+?)\s*(?P=sign)|[\[【](?P<words>[^\[\]【】]+)[\]】]"
)
# Signs on both sides of a line, but for quotation marks and a full stop.
_ENCLOSED = regex.compile(
    r"(?P<sign>[^\p{L}\p{M}\p{N}\s\"'«»„“”‘’¿¡(（]{1,4})\s*\S.*[^\p{L}\p{M}\p{N}\s\"'«»„“”‘’)）.?!"
    + UNSPACED_ENDS
    + r"]"
)
_AT_START = regex.compile(r"(?P<sign>#{1,2}|={1,2})\s+\S")
_RULE = regex.compile(r"\s*(?P<sign>[-=_*~#^─━═—–.·])(?:\s*(?P=sign)){2,}\s*")
_COPYRIGHT = regex.compile(r"©|\(c\)|copyright", regex.IGNORECASE)
_DIGIT = regex.compile(r"\p{Nd}")
_EDGES = " \t#*_-–—•·()（）[]【】"


def is_kicker(lines: Sequence[TextLine], number: int) -> bool:
    """Whether this one of the visible lines of a text is a kicker; the lines below are a title and text.

    Its words or its shape say so: names of topics, parts with signs between them, a word in capitals or between signs,
    each above a longer title.
    A short line without signs is one only if it is the outlet's name, which is repeated below the text or
    has a newspaper's word, or if the title below has a mark that no heading has. Anything else may itself be the title.
    """
    text = lines[number].text.strip()
    bare = text.strip(_EDGES)
    if not bare or cell_width(text) > MAX_WIDTH or ends_sentence(text) or _DIGIT.search(text) or label_kind(bare):
        return False
    at = number + 2 if _is_overline(lines, number + 1) else number + 1
    is_topic = names_topics(bare)
    if not _may_be_title(lines, at, may_end=is_topic):
        return False
    ratio = cell_width(lines[at].text.strip(_EDGES)) / cell_width(bare)
    mark = _mark(lines, at)
    is_marked = mark != "" and mark != _mark(lines, number) and not _occurs_below(lines, at, mark)
    return (
        _has_signs(text, ratio, is_marked=is_marked)
        or (ratio >= MIN_RATIO and is_topic)
        or _is_repeated(lines, bare)
        or (is_marked and _is_plain(bare, ratio, cell_width(lines[at].text)))
    )


def _has_signs(text: str, ratio: float, *, is_marked: bool) -> bool:
    """Whether a line above a title of this relative width is topics between signs, or a word in signs or capitals."""
    for signs, least in ((_SURE_SIGNS, 1.0), (_SIGNS, MIN_RATIO)):
        parts = signs.split(text)
        if len(parts) > 1 and all(map(_is_topic, parts)) and (is_marked or ratio >= least):
            return True
    if ratio < MIN_RATIO:
        return False
    if (found := _SET_APART.fullmatch(text)) is not None:
        return _is_topic(found["words"])
    if (found := _MARKED.fullmatch(text)) is not None:
        return is_marked and _is_topic(found["words"])
    words = text.split()
    return (
        _is_capitals(text)
        and (len(words) == 1 or (is_marked and len(words) <= MAX_WORDS))
        and len(text) >= MIN_CAPITALS
    )


def _is_capitals(text: str) -> bool:
    """Whether all letters are capitals; "AIで翻訳" has others, too."""
    return all(sign.isupper() for sign in text if sign.isalpha())


def _is_plain(bare: str, ratio: float, width: int) -> bool:
    is_name = is_outlet(bare) or len(bare.split()) < MAX_WORDS
    return is_name and _is_topic(bare) and ratio >= MIN_PLAIN_RATIO and width >= MIN_TITLE_WIDTH


def _is_topic(words: str) -> bool:
    """Whether these words may be the name of a topic: few, and not in lower case."""
    if not words.strip() or words.strip()[0].islower() or _DIGIT.search(words) or ends_sentence(words):
        return False
    return len(words.split()) <= MAX_WORDS and (
        UNSPACED_LETTER.search(words) is None or len(words) <= MAX_UNSPACED_CHARS
    )


def _may_be_title(lines: Sequence[TextLine], number: int, *, may_end: bool) -> bool:
    """Whether a line may be a title: text follows, and it is no label; nor a statement, unless `may_end`."""
    if number + 1 >= len(lines):
        return False
    text = lines[number].text.strip()
    is_open = not ends_sentence(text) or last_sign(text) in QUESTION_MARKS + EXCLAMATION_MARKS
    is_long_enough = any(character.isalpha() for character in text) and len(text) <= MAX_TITLE_CHARS
    return (
        is_long_enough
        and (is_open or _mark(lines, number) != "" or (may_end and cell_width(text) <= MAX_ENDED_TITLE))
        and label_kind(text.strip(_EDGES + ":：<>=~")) is None
    )


def _mark(lines: Sequence[TextLine], number: int) -> str:
    """What makes a line a title or heading: signs before, around or under it, or capitals; "" if nothing does."""
    text = lines[number].text.strip()
    found = _AT_START.match(text) or _ENCLOSED.fullmatch(text)
    if found is not None:
        return str(found["sign"])
    if _is_capitals(text) and len(text.split()) >= MIN_TITLE_WORDS:
        return "capitals"
    under = _RULE.fullmatch(lines[number + 1].text) if number + 1 < len(lines) else None
    return f"under {under['sign']}" if under is not None else ""


def _occurs_below(lines: Sequence[TextLine], number: int, mark: str) -> bool:
    """Whether a later line has the same mark."""
    return any(_mark(lines, below) == mark for below in range(number + 2, len(lines)))


def _is_overline(lines: Sequence[TextLine], number: int) -> bool:
    """Whether a line of signs is above a line, and the same signs are below it."""
    found = [_RULE.fullmatch(lines[at].text) for at in (number, number + 2) if at < len(lines)]
    return len(found) == 2 and all(found) and lines[number].text.strip()[:1] == lines[number + 2].text.strip()[:1]


def _is_repeated(lines: Sequence[TextLine], bare: str) -> bool:
    """Whether one of the last lines names the outlet of the text, and its name is this line."""
    credits = [line.text.strip(" \t()（）[]") for line in lines[2:][-TAIL_LINES:] if len(line.text) <= MAX_CREDIT_CHARS]
    return any(bare in text and (_COPYRIGHT.search(text) or find_source(text)) for text in credits)
