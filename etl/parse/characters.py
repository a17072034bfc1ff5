"""What single characters mean for the shape of a text, in any script."""

import unicodedata

import regex

# The signs that end a sentence, by script; closing quotes and brackets may follow them.
SENTENCE_ENDS = ".!?…。．！？｡؟۔।॥։።፧፨၊။។៕܀܁܂᙮꓿⸮‼⁇⁈⁉"
COLONS = ":：﹕︰"
CLOSERS = "\"'»«”’“‟„›‹)]}）】」』》〉〕］｝"
OPENERS = "\"'«»“”„‟‘’‹›([{（【「『《〈〔［｛¿¡"
INVISIBLE_EDGES = "\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff"  # may go from the ends of a block, as spaces do

INVISIBLE = regex.compile(r"[\p{Cf}\p{Cc}]")
UNSPACED = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}"
    r"\u3000-\u303f\u30fb\u30fc\uff00-\uff65]"
)
SENTENCE_BREAK = regex.compile(rf"(?:[{regex.escape(SENTENCE_ENDS)}][{regex.escape(CLOSERS)}]*\s|[。！？｡])(?=\S)")
_TRAILING = regex.compile(rf"[{regex.escape(CLOSERS)}\s\p{{Cf}}]+$")


def is_visible(text: str) -> bool:
    """Whether any character would leave ink on paper."""
    return any(not (character.isspace() or INVISIBLE.match(character)) for character in text)


def last_sign(text: str) -> str:
    """The last character that is no closing quote, bracket or space; "" if there is none."""
    return _TRAILING.sub("", text)[-1:]


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does; a colon or a comma does not end one."""
    return last_sign(text) in tuple(SENTENCE_ENDS)


def cell_width(text: str) -> int:
    """Columns on a terminal: two for a wide character, none for a combining or an invisible one."""
    return sum(_cells(character) for character in text)


def code_point_width(text: str) -> int:
    """Columns as most programs that wrap lines count them: one for each code point."""
    return len(text)


def is_unspaced(character: str) -> bool:
    """Whether the character belongs to a script that writes no spaces between words."""
    return UNSPACED.match(character) is not None


def _cells(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 1
