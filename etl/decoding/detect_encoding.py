"""Detect legacy encodings by the frequency of letters in the decoded text.

Decoding with a wrong single-byte encoding raises no error, but the text has letters that are rare in
every language, mixed scripts, or capitals inside words. So each encoding is scored by the share of
letters that are frequent in its languages, and the best one counts only if its score is high enough.
"""

import codecs
from dataclasses import dataclass
from enum import StrEnum

import regex

MIN_QUALITY = 0.6  # of an acceptable encoding; real text has about 1
MIN_LEAD = 0.005  # of the best encoding over one that decodes to a different text
MAX_JUDGED_BYTES = 100_000
MIN_ASCII_IN_LATIN_WORDS = 0.45
MAX_ASCII_IN_OTHER_WORDS = 0.15
WORD = regex.compile(r"[\p{L}\p{M}]+")
IMPOSSIBLE = regex.compile(r"[\x00-\x08\x0e-\x1a\x7f-\x9f\p{Co}\p{Cn}\ufffd]")
NON_ASCII = regex.compile(r"[^\x00-\x7f]")
CAPITAL_INSIDE = regex.compile(r"\p{Ll}\p{Lu}")
KANA = regex.compile(r"[\u3041-\u30fa\u30fc-\u30ff]")
NON_ASCII_SIGN = regex.compile(r"(?!\s)[^\x00-\x7f\p{L}\p{M}]")
ODD_SIGN = regex.compile(
    r"[[\p{S}\p{No}\u00b6\u2021\uff61-\uff9f]--[\x00-\x7f€£©®°²³№™←-⇿■-◿☀-➿【】〓〒]]", regex.VERSION1
)
# A symbol between lower-case letters of a Latin word occurs in no text: in the right encoding it is a letter.
SIGN_INSIDE = regex.compile(
    r"(?<=\p{Ll})[[\p{No}\p{Sc}\p{Sm}\p{So}\u00a1\u00bf\u00b6]--[\x00-\x7f°®™]](?=\p{Ll})", regex.VERSION1
)
# Pairs of letters that no Western language has. They come from č read as è, which occurs everywhere in Slavic words.
IMPOSSIBLE_PAIR = regex.compile(r"eè|è[aeo]", regex.IGNORECASE)
# « and » of Western encodings are Ť and ť in ISO 8859-2: letters alone, or a capital before a word with another one.
QUOTE_AS_LETTER = regex.compile(r"(?<!\p{L})(?:[Ťť](?!\p{L})|Ť(?=\p{Lu}\p{Ll}))")
IMPOSSIBLE_AMONG = (SIGN_INSIDE, IMPOSSIBLE_PAIR, QUOTE_AS_LETTER)
# Portuguese ã is nearly always part of ão or ãe; Romanian ă, read as ã, never is.
TILDE = regex.compile(r"ã", regex.IGNORECASE)
TILDE_PAIR = regex.compile(r"ã[oe]", regex.IGNORECASE)

ARABIC = (
    "اليمنوترهبعدسفقكحجةأىشطصخضذئءزغثظإآؤ",
    "اليمنوترهبعدسفقکكحجشطصخضزپچگآ",
    "اليمنوترہھبعدسفقکكحجشطصخزپچگآےںٹئڈڑ",
)
CYRILLIC = (
    "оеаинтсрвлкмдпуяызьбгйч",
    "оеаинтсрвлкмдпуязьбгйчії",
    "оеаинтсрвлкмдпуязъбгйчщж",
    "оеаинтсрвлкмдпузбгчјћђњљ",
)
GREEK = ("αοιετσνρηυκπμλςίόάέήύώωδγθ",)
HEBREW = ("יוהלארתבמשנםדעחקפגטזכסצ",)
THAI = ("านรกอเงมลยวดทสตะปบคิหแจพชขใไโีั่้็์ูุำถศณญึืผซฟ",)
CHINESE = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年发后作里日月新市公"
    "实现动经过问题与开关学进种当还并将员议部政府表示报据者道长区民家多成用方行所法",
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年發後作裡日月新市公"
    "實現動經過問題與開關學進種當還並將員議部政府表示報據者道長區民家多成用方行所法",
)
JAPANESE = ("のにるをはがでたとしていないもかられあこすさまうそれおよくけめりっきせろみ年日人月大市国会",)
KOREAN = ("이다의는에을가로고하은도한지를사기서인정대시어과자리나해일라수있부제전스으보상면관들원적국장아",)
WESTERN = (
    "éèàêçùâîôûëïœüÿæ",
    "äöüßéèàêçâîôû",
    "àçèéíïòóúü",
    "äöüß",
    "áéíóúñü",
    "ãõáéíóúâêôçàü",
    "àèéìòùî",
    "åäöæøé",
    "éëïóöüè",
    "áðéíóúýþæö",
)
CENTRAL = ("ąćęłńóśźż", "áéíýčďěňřšťůúžó", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čšžćđ", "ăâîşţ")
TURKISH = ("ığşçöüâî",)
BALTIC = ("āčēģīķļņšūž", "ąčęėįšųūž", "äõöüšž")
VIETNAMESE = ("ăâđêôơưáàãéèíìóòõúùý\u0300\u0301\u0303\u0309\u0323",)


class Mixing(StrEnum):
    """How letters beyond ASCII mix with ASCII letters."""

    AMONG = "among"  # in the same words: é in café
    APART = "apart"  # in separate words
    FREE = "free"  # without spaces between words, so anything goes


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An encoding, and the frequent letters of each language (or group of languages) that was written in it."""

    encoding: str
    alphabets: tuple[str, ...]
    usual_share: float  # of frequent letters among the letters beyond ASCII, in real text
    mixing: Mixing = Mixing.APART


CANDIDATES = (
    Candidate(encoding="cp1252", alphabets=WESTERN, usual_share=0.97, mixing=Mixing.AMONG),
    Candidate(encoding="iso8859_15", alphabets=WESTERN, usual_share=0.97, mixing=Mixing.AMONG),
    Candidate(encoding="cp1250", alphabets=CENTRAL, usual_share=0.97, mixing=Mixing.AMONG),
    Candidate(encoding="iso8859_2", alphabets=CENTRAL, usual_share=0.97, mixing=Mixing.AMONG),
    Candidate(encoding="cp1254", alphabets=TURKISH, usual_share=0.97, mixing=Mixing.AMONG),
    Candidate(encoding="cp1257", alphabets=BALTIC, usual_share=0.97, mixing=Mixing.AMONG),
    Candidate(encoding="cp1258", alphabets=VIETNAMESE, usual_share=0.97, mixing=Mixing.AMONG),
    Candidate(encoding="cp1256", alphabets=ARABIC, usual_share=0.95),
    Candidate(encoding="iso8859_6", alphabets=ARABIC, usual_share=0.95),
    Candidate(encoding="cp1251", alphabets=CYRILLIC, usual_share=0.93),
    Candidate(encoding="koi8_r", alphabets=CYRILLIC, usual_share=0.93),
    Candidate(encoding="koi8_u", alphabets=CYRILLIC, usual_share=0.93),
    Candidate(encoding="iso8859_5", alphabets=CYRILLIC, usual_share=0.93),
    Candidate(encoding="cp866", alphabets=CYRILLIC, usual_share=0.93),
    Candidate(encoding="cp1253", alphabets=GREEK, usual_share=0.95),
    Candidate(encoding="iso8859_7", alphabets=GREEK, usual_share=0.95),
    Candidate(encoding="cp1255", alphabets=HEBREW, usual_share=0.97),
    Candidate(encoding="cp874", alphabets=THAI, usual_share=0.95),
    Candidate(encoding="gb18030", alphabets=CHINESE, usual_share=0.25, mixing=Mixing.FREE),
    Candidate(encoding="big5hkscs", alphabets=CHINESE, usual_share=0.25, mixing=Mixing.FREE),
    Candidate(encoding="cp932", alphabets=JAPANESE, usual_share=0.4, mixing=Mixing.FREE),
    Candidate(encoding="euc_jis_2004", alphabets=JAPANESE, usual_share=0.4, mixing=Mixing.FREE),
    Candidate(encoding="shift_jisx0213", alphabets=JAPANESE, usual_share=0.4, mixing=Mixing.FREE),
    Candidate(encoding="euc_kr", alphabets=KOREAN, usual_share=0.4, mixing=Mixing.FREE),
    Candidate(encoding="cp949", alphabets=KOREAN, usual_share=0.4, mixing=Mixing.FREE),
)

# Declared encoding -> the superset of it that browsers use instead.
SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# Codecs of Python that no document is encoded in: for names of hosts, for escapes of program code, and one that fails.
NO_CHARSETS = frozenset(
    ("idna", "punycode", "raw_unicode_escape", "raw-unicode-escape", "undefined", "unicode_escape", "unicode-escape")
)


def known_encoding(name: str | None) -> str | None:
    """Python's name of a declared encoding, or of its superset; None if no document is encoded in it."""
    if name is None:
        return None
    try:
        codec = codecs.lookup(name.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    is_charset = codec._is_text_encoding and codec.name not in NO_CHARSETS
    return SUPERSETS.get(codec.name, codec.name) if is_charset else None


def quality(data: bytes, encoding: str) -> float:
    """The likeness of the decoded text to a language, 0 to 1; 0 if the bytes are not valid in the encoding.

    An encoding that is not among CANDIDATES gets MIN_QUALITY if the bytes are valid in it.
    """
    head = _head(data)
    candidates = [candidate for candidate in CANDIDATES if codecs.lookup(candidate.encoding).name == encoding]
    if candidates:
        return _quality(head, candidates[0])
    text = _strictly(head, encoding)
    return MIN_QUALITY if text is not None and IMPOSSIBLE.search(text) is None else 0.0


def best_encoding(data: bytes, preferred: tuple[str, ...]) -> str | None:
    """The encoding whose text looks most like a language; of equals, the first preferred one.

    None if no encoding is good enough, or if equally good ones decode to different texts and none is preferred.
    """
    head = _head(data)
    ranked = [(_quality(head, candidate), codecs.lookup(candidate.encoding).name) for candidate in CANDIDATES]
    best = max(value for value, _ in ranked)
    if best < MIN_QUALITY:
        return None
    close = [encoding for value, encoding in ranked if value >= best - MIN_LEAD]
    for encoding in preferred:
        if encoding in close and not _may_be_romanian(head, encoding, close):
            return encoding
    return close[0] if len({head.decode(encoding, "replace") for encoding in close}) == 1 else None


def _may_be_romanian(data: bytes, encoding: str, close: list[str]) -> bool:
    """Whether every ã in a Western encoding could be a Romanian ă in cp1250."""
    text = data.decode(encoding)
    is_doubtful = TILDE.search(text) is not None and TILDE_PAIR.search(text) is None
    return is_doubtful and "cp1250" in close


def _head(data: bytes) -> bytes:
    """The first MAX_JUDGED_BYTES at most, up to the end of a line, so that no character is split."""
    if len(data) <= MAX_JUDGED_BYTES:
        return data
    end = data.rfind(b"\n", 0, MAX_JUDGED_BYTES)
    return data[: end if end > 0 else MAX_JUDGED_BYTES]


def _quality(data: bytes, candidate: Candidate) -> float:
    text = _strictly(data, candidate.encoding)
    if text is None or IMPOSSIBLE.search(text) is not None:
        return 0.0
    if candidate.mixing is Mixing.AMONG and any(pattern.search(text) for pattern in IMPOSSIBLE_AMONG):
        return 0.0
    words = [word for word in WORD.findall(text) if NON_ASCII.search(word)]
    letters = [letter for word in words for letter in word if not letter.isascii()]
    if not letters:
        return 1 - _odd_share(text, 0) if candidate.mixing is Mixing.AMONG else 0.0
    is_japanese = candidate.alphabets is JAPANESE
    if not _mixes_well(words, candidate.mixing) or (KANA.search(text) and not is_japanese):
        return 0.0
    share = max(_frequent_share(letters, alphabet) for alphabet in candidate.alphabets) / candidate.usual_share
    capitals_inside = sum(len(CAPITAL_INSIDE.findall(word)) for word in words) / len(words)
    return max(0.0, min(1.0, share) - capitals_inside - _odd_share(text, len(letters)))


def _frequent_share(letters: list[str], alphabet: str) -> float:
    """The share of the letters that belong to the alphabet; kana always do."""
    known = sum(
        letter in alphabet or letter.lower() in alphabet or KANA.match(letter) is not None for letter in letters
    )
    return known / len(letters)


def _odd_share(text: str, letter_count: int) -> float:
    """The share of symbols that are rare in news, among all characters beyond ASCII."""
    signs = len(NON_ASCII_SIGN.findall(text))
    return len(ODD_SIGN.findall(text)) / max(1, letter_count + signs)


def _mixes_well(words: list[str], mixing: Mixing) -> bool:
    """Whether letters beyond ASCII mix with ASCII letters as usual in this kind of script."""
    letters = "".join(words)
    ascii_share = sum(letter.isascii() for letter in letters) / len(letters)
    if mixing is Mixing.AMONG:
        return ascii_share >= MIN_ASCII_IN_LATIN_WORDS
    return mixing is Mixing.FREE or ascii_share <= MAX_ASCII_IN_OTHER_WORDS


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, ValueError):
        return None
