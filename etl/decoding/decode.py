"""Decode bytes to text by byte-order mark, strict UTF-8, declaration and letter frequency, in that order."""

import codecs
from dataclasses import dataclass

import cchardet
import regex

from etl.decoding.detect_encoding import MIN_QUALITY, best_encoding, known_encoding, quality
from etl.decoding.seven_bit import KOREAN_ESCAPE, seven_bit_encoding
from etl.errors import BinaryDocument, EmptyDocument, UndecodableText
from etl.recognise.binary_files import READ_AS_FILES, binary_kind

REPLACEMENT = "\ufffd"
MAX_REPLACED_SHARE = 0.02  # of the characters; a text with more is rejected
MAX_CONTROL_SHARE = 0.02  # of the bytes; with more, they are binary data
MAX_NUL_SHARE = 0.1
MAX_SHARE_IN_RUNS = 0.15  # of the bytes beyond ASCII, in runs of four or more UTF-8 characters; above: damaged UTF-8
MAX_SHARE_IN_SEQUENCES = 0.6  # the same, in UTF-8 characters of any number
SURE_QUALITY = 0.9  # of a declared encoding that is accepted without comparing it with others
CLEAR_LEAD = 0.2  # in quality, by which another encoding replaces an acceptable declared one
SAMPLE_BYTES = 65_536
MIN_UTF8_BYTES = 40  # that are valid UTF-8 and have no NUL: fewer could be Chinese in UTF-16
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Bytes that any text contains; in UTF-16 each has a NUL next to it. "0" is left out: with its bytes swapped, it becomes
# U+3000, the ideographic space.
COMMON_ASCII = b"\n\r -.,:123456789"
CONTROLS = bytes([*range(1, 9), *range(14, 27), *range(28, 32), 127])  # without tab, line ends and escape
NEWLINE = b"\n"
SHIFTS = b"\x0e\x0f"  # between ASCII and Korean
SEQUENCE = rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})"
UTF8_SEQUENCE = regex.compile(SEQUENCE)
UTF8_RUN = regex.compile(SEQUENCE + rb"{4,}")
HIGH_BYTE = regex.compile(rb"[\x80-\xff]")
NEVER_IN_TEXT = regex.compile(r"[\x00\ud800-\udfff]")

ONLY_AS_FILE = "reads only as a file of its own or as a member of a zip or tar archive, not inside other data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text and its encoding; `text` has no NUL, no lone surrogate and no byte-order mark at its start."""

    text: str
    encoding: str  # Python's name of the codec
    declared: str | None
    replaced_count: int  # of U+FFFD that replace undecodable bytes or NULs; without those that the bytes contain


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of these bytes, and its encoding.

    A declared encoding counts only if the bytes are not valid UTF-8, are valid in that encoding, and decode to letters
    that look like a language. In text that is UTF-8 except for a few bytes, these become U+FFFD.

    Raises EmptyDocument, BinaryDocument or UndecodableText.
    """
    if not data:
        raise EmptyDocument("0 bytes")
    text, encoding, replaced = _decode(data, declared)
    if replaced > max(1, len(text) * MAX_REPLACED_SHARE):
        raise UndecodableText(
            f"it looks like {encoding}, but {replaced:,} of {len(text):,} characters are not valid in it"
        )
    text, unstorable = (text, 0) if _is_storable(text, encoding) else NEVER_IN_TEXT.subn(REPLACEMENT, text)
    return Decoded(text=text, encoding=encoding, declared=declared, replaced_count=replaced + unstorable)


def _is_storable(text: str, encoding: str) -> bool:
    """Whether a text has neither NUL nor a lone surrogate, which never comes from UTF-8; faster than a search."""
    if "\x00" in text or encoding == "utf-8":
        return "\x00" not in text
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _decode(data: bytes, declared: str | None) -> tuple[str, str, int]:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            rest = data[len(mark) :]
            return _with_replacements(rest, _unlike_its_mark(rest, encoding) or encoding)
    wide = wide_encoding(data)
    if wide is not None:
        return _with_replacements(data, wide)
    is_korean = KOREAN_ESCAPE in data
    _refuse_binary(data.translate(None, SHIFTS) if is_korean else data)
    if seven_bit := seven_bit_encoding(data):
        return _with_replacements(data, seven_bit)
    try:
        return data.decode("utf-8"), "utf-8", 0
    except UnicodeDecodeError:
        return _decode_other(data, declared)


def _unlike_its_mark(data: bytes, marked: str) -> str | None:
    """The encoding of bytes whose byte-order mark is wrong, as programs that join or convert files leave it."""
    wide = wide_encoding(data)
    if wide is not None:
        return wide if wide != marked else None
    if marked == "utf-8" or len(data) < MIN_UTF8_BYTES or 0 in data:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _decode_other(data: bytes, declared: str | None) -> tuple[str, str, int]:
    """The text, encoding and number of replacements of damaged UTF-8 or a legacy encoding."""
    damaged = _with_replacements(data, "utf-8")
    encoding = None if _is_mostly_utf8(data) else _legacy_encoding(data, declared)
    if encoding is not None:
        legacy = _with_replacements(data, encoding)
        if legacy[2] <= MAX_REPLACED_SHARE * len(legacy[0]):
            return legacy
    if damaged[2] <= MAX_REPLACED_SHARE * len(damaged[0]):
        return damaged
    tried = "not UTF-8, and no other encoding that was tried turns the bytes into text of a known language"
    raise UndecodableText(tried + (f" (the encoding {declared} is declared)" if declared else "") + _where(data))


def _where(data: bytes) -> str:
    """Where text in UTF-8 ends, in words, if a file begins with it; "" otherwise. Such a file was joined or damaged."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        if len(HIGH_BYTE.findall(before)) >= MIN_UTF8_BYTES:
            return f"; it is UTF-8 up to byte {len(before)}, in line {before.count(NEWLINE) + 1}"
    return ""


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether more bytes beyond ASCII form UTF-8 characters than would happen by chance in a legacy encoding."""
    high = len(HIGH_BYTE.findall(data))
    in_runs = sum(map(len, UTF8_RUN.findall(data)))
    in_sequences = sum(map(len, UTF8_SEQUENCE.findall(data)))
    return in_runs > MAX_SHARE_IN_RUNS * high or in_sequences > MAX_SHARE_IN_SEQUENCES * high


def _legacy_encoding(data: bytes, declared: str | None) -> str | None:
    named = known_encoding(declared)
    named_quality = quality(data, named) if named is not None else 0.0
    if named_quality >= SURE_QUALITY:
        return named
    detected = known_encoding(cchardet.detect(data[:SAMPLE_BYTES])["encoding"])
    preferred = tuple(encoding for encoding in (named, "cp1252", detected) if encoding is not None)
    best = best_encoding(data, preferred)
    is_beaten = best is not None and quality(data, best) >= named_quality + CLEAR_LEAD
    return best if is_beaten or named_quality < MIN_QUALITY else named


def _with_replacements(data: bytes, encoding: str) -> tuple[str, str, int]:
    text = data.decode(encoding, "replace")
    if REPLACEMENT not in text:
        return text, encoding, 0
    stored = data.count(REPLACEMENT.encode(encoding, "ignore")) if REPLACEMENT.encode(encoding, "ignore") else 0
    return text, encoding, max(0, text.count(REPLACEMENT) - stored)


def wide_encoding(data: bytes) -> str | None:
    """The encoding of UTF-16 or UTF-32 without byte-order mark, None if it is neither.

    In UTF-16, the NULs next to common ASCII bytes are nearly all on the same side.
    """
    sample = data[:SAMPLE_BYTES]
    if 0 not in sample or len(data) % 2:
        return None
    for encoding in ("utf-32-le", "utf-32-be") if len(data) % 4 == 0 else ():
        if _reads_as(data, encoding):
            return encoding
    big = sum(high == 0 and low in COMMON_ASCII for high, low in zip(sample[::2], sample[1::2], strict=False))
    little = sum(high == 0 and low in COMMON_ASCII for low, high in zip(sample[::2], sample[1::2], strict=False))
    if min(big, little) * 4 > max(big, little) or max(big, little) * 100 < len(sample):
        return None
    encoding = "utf-16-le" if little > big else "utf-16-be"
    return encoding if _reads_as(data, encoding) else None


def _reads_as(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    sample = text[:SAMPLE_BYTES]
    return sum(character.isprintable() or character.isspace() for character in sample) >= 0.98 * len(sample)


def _refuse_binary(data: bytes) -> None:
    sample = data[:SAMPLE_BYTES]
    if kind := binary_kind(sample):
        raise BinaryDocument(f"{kind}, which Khabar " + (ONLY_AS_FILE if kind in READ_AS_FILES else "does not read"))
    nuls, controls = sample.count(0), len(sample) - len(sample.translate(None, CONTROLS))
    if nuls > max(1, MAX_NUL_SHARE * len(sample)) or (nuls and nuls == len(sample)):
        raise BinaryDocument(f"no text: of the first {len(sample):,} bytes, {nuls:,} are zero")
    if controls > max(1, MAX_CONTROL_SHARE * len(sample)):
        raise BinaryDocument(f"no text: of the first {len(sample):,} bytes, {controls:,} are control characters")
