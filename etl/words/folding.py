"""Texts without what two spellings of one of them may differ in."""

import re
import unicodedata

NOT_WORD = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Text in NFC with its white space folded."""
    return " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())


def squashed(text: str) -> str:
    """Letters and digits in one case: what two spellings of one title or name share."""
    return NOT_WORD.sub("", unicodedata.normalize("NFKC", text).casefold())
