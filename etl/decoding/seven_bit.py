"""Recognise encodings of seven bits, whose bytes all are ASCII: UTF-7, HZ and ISO-2022."""

import unicodedata
from collections.abc import Iterator

import regex

MIN_RUNS = 3  # of encoded characters, in UTF-7
MIN_CHARS = 20  # in fewer runs, because a script without spaces has one run per line
MIN_SHARE = 0.5  # of the letters that are Chinese in a text in HZ; with fewer it is an example in a text about it
MAX_SCRIPTS = 2  # of the letters that are encoded in UTF-7: one, and Latin letters beside it
SAMPLE_BYTES = 65_536

_ISO_2022 = regex.compile(rb"\x1b(?:\$[@B)]|\([JB])")
KOREAN_ESCAPE = b"\x1b$)C"
_HZ_RUN = regex.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e])+~\}")  # RFC 1843
_UTF7_RUN = regex.compile(rb"\+(?:-|[A-Za-z0-9+/]*-?)")  # RFC 2152
_JAPANESE = {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "LATIN"}  # scripts that one text has
_LETTER = regex.compile(r"\p{L}")
_TEXT = regex.compile(r"[\p{L}\p{M}\p{N}\p{P}\p{Zs}\p{Sc}]*")


def seven_bit_encoding(data: bytes) -> str | None:
    """Python's name of the encoding of seven bits in which bytes of ASCII are written; None if they are plain ASCII.

    A text about such an encoding, with an example in it, is plain ASCII.
    """
    sample = data[:SAMPLE_BYTES]
    if not data.isascii():
        return None
    if _ISO_2022.search(sample):
        return "iso2022_kr" if KOREAN_ESCAPE in data else "iso2022_jp_ext"
    if b"~{" in sample and _is_hz(sample):
        return "hz"
    return "utf-7" if b"+" in sample and _is_utf7(sample) else None


def _is_hz(sample: bytes) -> bool:
    runs = b"\n".join(_HZ_RUN.findall(sample))
    try:
        chinese = len(_LETTER.findall(runs.decode("hz")))
    except UnicodeDecodeError:
        return False
    others = len(_LETTER.findall(_HZ_RUN.sub(b" ", sample).decode("ascii")))
    return chinese > 0 and chinese >= MIN_SHARE * (chinese + others)


def _is_utf7(sample: bytes) -> bool:
    """Whether every plus sign begins a run of encoded characters, which are text in one script."""
    runs = [run for run in _UTF7_RUN.findall(sample) if run != b"+-"]
    decoded = list(_decoded(runs[:-1] if len(sample) == SAMPLE_BYTES else runs))
    text = "".join(run for run in decoded if run)
    if not all(decoded) or (len(decoded) < MIN_RUNS and len(text) < MIN_CHARS):
        return False
    names = {unicodedata.name(letter, "").split(" ", 1)[0] for letter in _LETTER.findall(text)}
    return _TEXT.fullmatch(text) is not None and bool(names) and (len(names) <= MAX_SCRIPTS or names <= _JAPANESE)


def _decoded(runs: list[bytes]) -> Iterator[str | None]:
    """Yield the characters of each run; None if it is none, or if UTF-7 would not have encoded all of them."""
    for run in runs:
        try:
            text = run.decode("utf-7")
        except UnicodeDecodeError:
            yield None
            continue
        yield text if text and not _LETTER.search("".join(filter(str.isascii, text))) else None
