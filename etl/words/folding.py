"""Fold texts, so that different spellings of the same text become equal."""

import re
import unicodedata

NOT_WORD = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """The text in NFC, with white space folded."""
    return " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())


def squashed(text: str) -> str:
    """The letters and digits of a text, case-folded and in NFKC, to compare titles or names."""
    return NOT_WORD.sub("", unicodedata.normalize("NFKC", text).casefold())
