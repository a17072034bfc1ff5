"""Classes of characters that matter for the structure of a text, in any script."""

import re
import unicodedata
from functools import lru_cache

import regex

# Marks that end a sentence in any script; closing quotes and brackets may follow them.
SENTENCE_ENDS = ".!?…。．！？｡؟۔।॥։።፧፨၊။។៕܀܁܂᙮꓿⸮‼⁇⁈⁉།༎"
QUESTION_MARKS = "?？؟⁇⁈፧⸮"
EXCLAMATION_MARKS = "!！‼⁉"
UNSPACED_ENDS = "。！？｡"  # need no space after them
STATEMENT_ENDS = "".join(mark for mark in SENTENCE_ENDS if mark not in QUESTION_MARKS)
FULL_STOPS = "".join(mark for mark in STATEMENT_ENDS if mark not in EXCLAMATION_MARKS)
COLONS = ":：﹕︰"
COMMAS = ",;،؛、，；"
CLOSERS = "\"'»«”’“‘‟„›‹)]}）】」』》〉〕］｝"
INVISIBLE_EDGES = "\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff"  # like spaces, removed from the ends of a block
# ISO 15924 code -> character class of the script's letters; Chinese and Japanese count as one script.
SCRIPTS = {
    "Latn": r"\p{Latin}",
    "Cyrl": r"\p{Cyrillic}",
    "Grek": r"\p{Greek}",
    "Armn": r"\p{Armenian}",
    "Geor": r"\p{Georgian}",
    "Hebr": r"\p{Hebrew}",
    "Arab": r"\p{Arabic}",
    "Ethi": r"\p{Ethiopic}",
    "Deva": r"\p{Devanagari}",
    "Beng": r"\p{Bengali}",
    "Guru": r"\p{Gurmukhi}",
    "Gujr": r"\p{Gujarati}",
    "Orya": r"\p{Oriya}",
    "Taml": r"\p{Tamil}",
    "Telu": r"\p{Telugu}",
    "Knda": r"\p{Kannada}",
    "Mlym": r"\p{Malayalam}",
    "Sinh": r"\p{Sinhala}",
    "Thai": r"\p{Thai}",
    "Laoo": r"\p{Lao}",
    "Khmr": r"\p{Khmer}",
    "Mymr": r"\p{Myanmar}",
    "Tibt": r"\p{Tibetan}",
    "Hani": r"\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}ー",
    "Hang": r"\p{Hangul}",
}
STOPLESS_SCRIPTS = ("Thai", "Laoo", "Khmr", "Mymr", "Tibt")  # a sentence needs no mark at its end
UNSPACED_SCRIPTS = (*STOPLESS_SCRIPTS, "Hani")  # written without spaces between words
KNOWN_LETTERS = 4096  # whose script is remembered
LETTERS_PER_CHARACTER = 3  # a Chinese, Japanese or Korean character has about as much content as three letters
CJK_MARKS = r"\u3000-\u303f\u30fb\uff00-\uff65"  # CJK punctuation and full-width letters


def _letters(scripts: tuple[str, ...]) -> str:
    return "".join(SCRIPTS[script] for script in scripts)


VISIBLE = regex.compile(r"[^\s\p{Z}\p{Cf}\p{Cc}]")
HAN = regex.compile(r"\p{Han}")
HANGUL = regex.compile(r"\p{Hangul}")
CJK = regex.compile(rf"[{SCRIPTS['Hani']}{SCRIPTS['Hang']}{CJK_MARKS}]")
UNSPACED_LETTER = regex.compile(rf"[{_letters(UNSPACED_SCRIPTS)}]")
UNSPACED = regex.compile(rf"[{_letters(UNSPACED_SCRIPTS)}{CJK_MARKS}]")
STOPLESS_END = regex.compile(rf"[{_letters(STOPLESS_SCRIPTS)}]\W*$")
ANY_SENTENCE_END = re.compile(rf"[{re.escape(SENTENCE_ENDS)}]")
SENTENCE_BREAK = regex.compile(rf"(?:{ANY_SENTENCE_END.pattern}[{regex.escape(CLOSERS)}]*\s|[{UNSPACED_ENDS}])(?=\S)")
# A sentence with its end mark; an ellipsis, or a full stop before a letter or digit, as in a URL, does not end it.
_SURE_ENDS = regex.escape(SENTENCE_ENDS.replace("…", ""))
SENTENCE = regex.compile(
    rf"[^{_SURE_ENDS}\n]+(?:[.!?](?=\w)[^{_SURE_ENDS}\n]+)*[{_SURE_ENDS}]*[{regex.escape(CLOSERS)}]*"
)
WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6"
    r"\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")  # one line break, as str.splitlines has them
WIDTHLESS = regex.compile(r"[\p{Mn}\p{Me}\p{Cf}]")
# Most texts have none of these, which `re` finds out several times faster than a search for the exact classes would.
_MAYBE_CJK = re.compile("[\u02ea\u02eb\u1100-\u11ff\u2e80-\U0010ffff]")
_MAYBE_UNSPACED = re.compile("[\u02ea\u02eb\u0e00-\u109f\u1780-\u17ff\u19e0-\u19ff\u2e80-\U0010ffff]")
_MAYBE_NOT_ONE_COLUMN = re.compile("[\xad\u0300-\u036f\u0483-\u0489\u0530-\u200f\u2028-\u202f\u2060-\U0010ffff]")
JOINERS = "\u200c\u200d\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e"
SPACES = " \t\n\r\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BEHIND_LAST_SIGN = CLOSERS + SPACES + INVISIBLE_EDGES + JOINERS


def is_visible(text: str) -> bool:
    """Whether the text has a visible character."""
    return VISIBLE.search(text) is not None


def last_sign(text: str) -> str:
    """The last character except closing quotes, brackets, spaces and invisible characters; "" if there is none."""
    return text.rstrip(_BEHIND_LAST_SIGN)[-1:]


def ends_with(text: str, marks: str) -> bool:
    """Whether the text ends with one of the marks; closing quotes and brackets may follow it."""
    sign = last_sign(text)
    return bool(sign) and sign in marks


def ends_sentence(text: str) -> bool:
    """Whether the text ends like a sentence; a colon or a comma does not end a sentence."""
    return ends_with(text, SENTENCE_ENDS)


def needs_no_stop(text: str) -> bool:
    """Whether the text ends in a script whose sentences need no mark at their end."""
    return STOPLESS_END.search(text[-10:]) is not None


def cell_width(text: str) -> int:
    """The width in terminal columns: two for a wide character, none for a combining or invisible one."""
    if _MAYBE_NOT_ONE_COLUMN.search(text) is None:
        return len(text)
    return len(text) + len(WIDE.findall(text)) - len(WIDTHLESS.findall(text))


def letter_count(text: str) -> int:
    """The length of a text, in which a Chinese, Japanese or Korean character counts LETTERS_PER_CHARACTER times."""
    if _MAYBE_CJK.search(text) is None:
        return len(text)
    return len(text) + (LETTERS_PER_CHARACTER - 1) * len(CJK.findall(text))


def code_point_width(text: str) -> int:
    """The width as most programs that wrap lines count it: one column per code point."""
    return len(text)


def is_unspaced(character: str) -> bool:
    """Whether the character belongs to a script without spaces between words."""
    return _MAYBE_UNSPACED.match(character) is not None and UNSPACED.match(character) is not None


def has_unspaced(text: str) -> bool:
    """Whether the text has a character of a script without spaces between words."""
    return _MAYBE_UNSPACED.search(text) is not None and UNSPACED.search(text) is not None


def is_hangul(character: str) -> bool:
    """Whether the character is a Korean letter or syllable."""
    return HANGUL.match(character) is not None


@lru_cache(KNOWN_LETTERS)
def script_of_letter(letter: str) -> str:
    """The first word of the letter's Unicode name: LATIN, CJK, HIRAGANA, ARABIC."""
    return unicodedata.name(letter, "?").split()[0]
