"""Mojibake: text decoded with the wrong encoding, mostly UTF-8 read as a single-byte encoding, once or twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

import regex

from etl.articles import Severity
from etl.enrich.quality.misread_words import find_misread_words
from etl.enrich.quality.rule import Rule, in_every_text
from etl.enrich.quality.spans import Span, overlaps

# Encodings with which UTF-8 is decoded by mistake. Left out are those in which ordinary words look like UTF-8, because
# of the order of their alphabet (ISO-8859-5, cp874).
ENCODINGS = (
    *("cp1252", "latin-1", "cp1251", "cp1256", "cp437", "cp850", "cp866", "koi8-r", "mac-roman"),
    *("cp1250", "cp1253", "cp1254", "cp1255", "cp1257", "iso8859-2", "iso8859-7", "iso8859-15", "cp852", "iso8859-9"),
)

PROOF = 1.0  # total strength of a stretch that cannot be chance
CHANCE = 0.25  # strength of a sequence that also occurs in correct text, such as a capital before a closing quote
EXPLAINED = 0.75  # share of a stretch's characters beyond ASCII that must belong to sequences
MAX_GAP = 80  # characters of plain text between two sequences of a stretch
MAX_STRETCHES = 100  # of one encoding in one text
MAX_STRAY = 3  # characters beyond ASCII in such a gap

# Characters that also follow a letter in correct text.
_PUNCTUATION = regex.compile(r"[\p{P}\p{Z}\p{Sk}\u00ad°©®™€ºª²³¹]+")
_JOINERS = regex.compile("[\u200c\u200d]")  # Persian and Indic writing puts them between letters
_LINES = regex.compile("[\u2500-\u259f]+")  # box-drawing characters
_LATIN = regex.compile(r"\p{Latin}")
_SMALL_LATIN = regex.compile("[a-z]")
_LOST = "\ufffd"

# Common characters of texts: a sequence counts only if it decodes to them.
_COMMON = regex.compile(
    "[\u00a0-\u024f\u0386-\u03ce\u0400-\u045f\u0490-\u04e9\u0531-\u0587\u05b0-\u05f4\u060c-\u06d5\u06f0-\u06f9"
    "\u0900-\u0df4\u0e01-\u0e5b\u0e81-\u0edd\u0f00-\u0fff\u1000-\u109f\u10d0-\u10ff\u1100-\u11ff\u1200-\u137f"
    "\u1780-\u17e9\u1e00-\u1eff\u2010-\u203a\u20a0-\u20bf\u2100-\u2122\u2190-\u21ff\u2200-\u22ff\u25a0-\u27bf"
    "\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufeff\uff01-\uffee\U0001f000-\U0001faff]"
)
_BEYOND_ASCII = regex.compile(r"[^\x00-\x7f]")
_SPACE = regex.compile(r"\s")


@dataclass(frozen=True, slots=True)
class _Table:
    """The characters that one encoding shows for the bytes of UTF-8."""

    byte_of: dict[str, int]
    leads: frozenset[str]
    followers: frozenset[str]
    sequence: regex.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Sequence:
    start: int
    end: int
    strength: float


def find_mojibake(text: str) -> Iterator[Span]:
    """Yield the stretches that were decoded with the wrong encoding, in text order, extended to whole words.

    Found are UTF-8 read with one of ENCODINGS, once or twice; other encodings read as Western European; KOI8-R read as
    Windows Cyrillic; and UTF-8 read as Shift-JIS, GBK, EUC-KR or Big5. Some characters may be U+FFFD.
    """
    if text.isascii():
        return
    letters = frozenset(text)
    best: list[Span] = []
    for encoding in ENCODINGS:
        table = _table(encoding)
        if letters.isdisjoint(table.leads) or letters.isdisjoint(table.followers):
            continue
        found = [_whole_words(text, span) for span in islice(_stretches(text, table), MAX_STRETCHES)]
        best += [span for span in found if not overlaps(span, best)]
    if not best:
        best = list(find_misread_words(text))
    yield from sorted(best, key=lambda span: span.start)


@cache
def _table(encoding: str) -> _Table:
    byte_of = {bytes([byte]).decode(encoding, "replace"): byte for byte in range(0x80, 0x100)}
    byte_of.pop(_LOST, None)
    for byte in range(0x80, 0xA0):
        byte_of.setdefault(chr(byte), byte)

    def among(low: int, high: int) -> str:
        characters = "".join(character for character, byte in byte_of.items() if low <= byte <= high)
        return regex.escape(characters, special_only=False)

    follower = f"[{among(0x80, 0xBF)}{_LOST}]"
    sequence = (
        f"[{among(0xF0, 0xF4)}]{follower}{{3}}|[{among(0xE0, 0xEF)}]{follower}{{2}}|[{among(0xC2, 0xDF)}]{follower}"
    )
    return _Table(
        byte_of=byte_of,
        leads=frozenset(character for character, byte in byte_of.items() if 0xC2 <= byte <= 0xF4),
        followers=frozenset(character for character, byte in byte_of.items() if 0x80 <= byte <= 0xBF),
        sequence=regex.compile(sequence),
    )


def _stretches(text: str, table: _Table) -> Iterator[Span]:
    """Yield the stretches in which sequences are close together and explain most characters beyond ASCII."""
    group: list[_Sequence] = []
    for match in table.sequence.finditer(text):
        strength = _strength(text, match.start(), match.end(), table)
        if strength is None:
            continue
        if group and not _is_near(text, group[-1].end, match.start()):
            yield from _proven(text, group)
            group = []
        group.append(_Sequence(match.start(), match.end(), strength))
    yield from _proven(text, group)


def _is_near(text: str, end: int, start: int) -> bool:
    if start - end > MAX_GAP:
        return False
    return len(_BEYOND_ASCII.findall(text, end, start)) <= MAX_STRAY


def _proven(text: str, group: list[_Sequence]) -> Iterator[Span]:
    if sum(sequence.strength for sequence in group) < PROOF:
        return
    start, end = group[0].start, group[-1].end
    explained = sum(sequence.end - sequence.start for sequence in group)
    if explained >= EXPLAINED * len(_BEYOND_ASCII.findall(text, start, end)):
        yield Span(start, end)


def _strength(text: str, start: int, end: int, table: _Table) -> float | None:
    """The strength of a sequence as evidence, 0 to PROOF; None if it decodes to nothing that people write."""
    piece = text[start:end]
    if _LOST in piece:
        return CHANCE if len(piece) == 2 else PROOF
    decoded = bytes(table.byte_of[character] for character in piece).decode("utf-8", "replace")
    if not _COMMON.fullmatch(decoded) or _LINES.fullmatch(piece):
        return None
    return PROOF if "\u2010" <= decoded <= "\u203a" else _oddness(piece, text[start - 1 : start], text[end : end + 1])


def _oddness(piece: str, before: str, after: str) -> float:
    """The strength of a sequence as evidence, by how unusual its characters are between their neighbours."""
    lead, rest = piece[0], piece[1:]
    if lead.isupper() and before.islower() and not rest[0].islower():
        return PROOF
    if not rest[0].isalpha() and not _LATIN.match(lead) and _is_beside_latin(lead, before, after):
        return PROOF
    if _JOINERS.search(rest) or (_PUNCTUATION.fullmatch(lead) and rest.isalpha()):
        return CHANCE
    if _PUNCTUATION.fullmatch(rest):
        is_inside = lead.isupper() and after.isalpha() and not after.isupper()
        return PROOF if is_inside or (lead == "Â" and not before.isupper()) else CHANCE
    if lead.islower() and rest.islower():
        return 0.0  # as in ordinary words
    return CHANCE if lead.isalpha() and any(character.isalpha() for character in rest) else PROOF


def _is_beside_latin(lead: str, before: str, after: str) -> bool:
    """Whether a letter of another alphabet is next to a lower-case Latin letter."""
    return lead.isalpha() and not lead.islower() and any(map(_SMALL_LATIN.match, (before, after)))


def _whole_words(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start and not _SPACE.match(text, start - 1):
        start -= 1
    while end < len(text) and not _SPACE.match(text, end):
        end += 1
    return Span(start, end, text[start:end])


RULE = Rule(
    "mojibake",
    Severity.ERROR,
    find=in_every_text(find_mojibake),
    hides=frozenset({"homoglyph", "mixed_script_glitch", "untranslated", "encoding_replaced"}),
)
