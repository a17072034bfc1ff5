"""One thing a line: addresses, captures of a web archive, tokens of a corpus."""

import regex

from etl.parse.not_prose.sample import Sample

MIN_LINES = 3
LINE_SHARE = 0.9
MIN_TOKENS = 30  # lines
MIN_STOPS = 0.02  # share of lines with nothing but a punctuation mark

_ADDRESS = regex.compile(r"(?:https?|ftp)://\S+$")
_CAPTURE = regex.compile(r"(?: ?CDX(?: \w)+$|\S+\)\S* \d{14} |!OpenWayback-CDXJ|!\S+ \{)")
_TOKEN = regex.compile(r"\S{1,40}$")
_STOP = regex.compile(r"[\p{P}]{1,3}$")


def captures(sample: Sample) -> str | None:
    """The index of a web archive."""
    is_index = bool(sample.lines) and sample.share_of(_CAPTURE) >= LINE_SHARE
    return "the index of a web archive (CDX)" if is_index else None


def addresses(sample: Sample) -> str | None:
    """A list of addresses of pages."""
    is_list = len(sample.lines) >= MIN_LINES and sample.share_of(_ADDRESS) >= LINE_SHARE
    return "a list of addresses" if is_list else None


def tokens(sample: Sample) -> str | None:
    """A corpus with one word or mark a line; a list of names has no lines of marks."""
    lines = sample.lines
    is_corpus = len(lines) >= MIN_TOKENS and sample.share_of(_TOKEN) >= LINE_SHARE
    return "a corpus with one word a line" if is_corpus and sample.share_of(_STOP) >= MIN_STOPS else None
