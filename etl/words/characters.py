"""Classes of characters that matter for the structure of a text, in any script."""

import regex

# Marks that end a sentence in some script; closing quotes and brackets may follow them.
SENTENCE_ENDS = ".!?…。．！？｡؟۔।॥։።፧፨၊။។៕܀܁܂᙮꓿⸮‼⁇⁈⁉"
COLONS = ":：﹕︰"
CLOSERS = "\"'»«”’“‟„›‹)]}）】」』》〉〕］｝"
INVISIBLE_EDGES = "\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff"  # like spaces, removed from the ends of a block

VISIBLE = regex.compile(r"[^\s\p{Z}\p{Cf}\p{Cc}]")
UNSPACED = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}"
    r"\u3000-\u303f\u30fb\u30fc\uff00-\uff65]"
)
SENTENCE_BREAK = regex.compile(rf"(?:[{regex.escape(SENTENCE_ENDS)}][{regex.escape(CLOSERS)}]*\s|[。！？｡])(?=\S)")
WIDE = regex.compile(
    r"[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6"
    r"\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
LINE_BREAK = regex.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")  # one line break, as str.splitlines has them
WIDTHLESS = regex.compile(r"[\p{Mn}\p{Me}\p{Cf}]")
JOINERS = "\u200c\u200d\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e"
SPACES = " \t\n\r\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


def is_visible(text: str) -> bool:
    """Whether the text has a visible character."""
    return VISIBLE.search(text) is not None


def last_sign(text: str) -> str:
    """The last character except closing quotes, brackets, spaces and invisible characters; "" if there is none."""
    return text.rstrip(CLOSERS + SPACES + INVISIBLE_EDGES + JOINERS)[-1:]


def ends_sentence(text: str) -> bool:
    """Whether the text ends like a sentence; a colon or a comma does not end a sentence."""
    sign = last_sign(text)
    return bool(sign) and sign in SENTENCE_ENDS


def cell_width(text: str) -> int:
    """The width in terminal columns: two for a wide character, none for a combining or invisible one."""
    if text.isascii():
        return len(text)
    return len(text) + len(WIDE.findall(text)) - len(WIDTHLESS.findall(text))


def letter_count(text: str, of_unspaced: int = 2) -> int:
    """The length of a text in letters; a character of a script without spaces counts as `of_unspaced` letters."""
    return len(text) if text.isascii() else len(text) + (of_unspaced - 1) * len(UNSPACED.findall(text))


def code_point_width(text: str) -> int:
    """The width as most programs that wrap lines count it: one column per code point."""
    return len(text)


def is_unspaced(character: str) -> bool:
    """Whether the character belongs to a script without spaces between words."""
    return UNSPACED.match(character) is not None
