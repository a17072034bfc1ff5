"""Split the credit of a picture (photographer, agency or source) from the end of its caption."""

import regex

from etl.parse.credits.agencies import read_named_line
from etl.words.agencies import agency_of
from etl.words.characters import ANY_SENTENCE_END
from etl.words.folding import tidied
from etl.words.page_notes import PhraseKind, is_phrase
from etl.words.sources import is_source_label

MAX_CAPTION_CHARS = 3000  # in longer captions, no credit is looked for
MAX_CREDIT_CHARS = 120
MAX_CREDIT_WORDS = 12
MAX_LABEL_WORDS = 3
LABEL_WORD = regex.compile(r"[^\s.|()\[\]（）•·–—]+")
COLON = regex.compile(r"\s*[:：／]\s*|\s+/\s+|(?<=\p{L})/(?=\p{Lu})|(?<=\p{L})=(?=\p{L})|(?<=[(（\[]\p{L}+)\.\s+")
SIGN = regex.compile(r"(?:©|\(c\)|Ⓒ|📷)\s*(?P<credit>.{2,100})$", regex.IGNORECASE)
TAIL = regex.compile(
    rf"(?:\s+[|•·–—]\s*|\s*[(（\[]\s*|{ANY_SENTENCE_END.pattern}\s*)"
    r"(?P<credit>[^|()（）\[\]]{2,80}?)\s*[)）\]]?\s*\.?$"
)
EDGES = " .,:;|•·–—-()[]（）/"


def split_credit(text: str) -> tuple[str, str | None]:
    """The caption without its credit, and the credit; "" and the credit if the whole text is one."""
    if len(text) > MAX_CAPTION_CHARS:
        return text, None
    if (at := _labelled_at(text)) is not None:
        return bare(text[: at[0]]), _credit(text[at[1] :])
    if (found := SIGN.search(text)) is not None and found.start() >= len(text) - MAX_CREDIT_CHARS:
        return bare(text[: found.start()]), _credit(found["credit"])
    if agency_of(text.strip(EDGES)) is not None:
        return "", _credit(text)
    found = TAIL.search(text)
    if found is not None and read_named_line(found["credit"]) is not None:
        return bare(text[: found.start() + 1].rstrip("(（[|")), _credit(found["credit"])
    return text, None


def reads_as_credit(text: str) -> bool:
    """Whether a text ends with a picture credit that follows a label or copyright sign."""
    tail = text[-2 * MAX_CREDIT_CHARS :]
    return _labelled_at(tail) is not None or SIGN.search(tail) is not None


def _labelled_at(text: str) -> tuple[int, int] | None:
    """The start and end of the last credit label in the text, with its colon or slash."""
    for colon in reversed(list(COLON.finditer(text))):
        credit = text[colon.end() :]
        if not credit or len(credit) > MAX_CREDIT_CHARS or len(credit.split()) > MAX_CREDIT_WORDS:
            return None
        start = _label_start(text[: colon.start()], may_be_name="/" in colon.group())
        if start is not None:
            return start, colon.end()
    return None


def _label_start(head: str, *, may_be_name: bool) -> int | None:
    """The offset of the credit label at the end of the text, which has at most MAX_LABEL_WORDS words.

    Labels of sources may be names ("Fuentes" before a slash): with `may_be_name`, they do not count.
    """
    words = list(LABEL_WORD.finditer(head[-60:]))
    offset = max(0, len(head) - 60)
    for count in range(min(MAX_LABEL_WORDS, len(words)), 0, -1):
        start = words[-count].start() + offset
        label = head[start:]
        if is_phrase(label, PhraseKind.PICTURE_CREDIT) or (is_source_label(label) and not may_be_name):
            return start
    return None


def _credit(text: str) -> str | None:
    return bare(text).strip(EDGES) or None


def without_label(text: str) -> str | None:
    """A credit without the label or copyright sign before it; None if nothing is left."""
    at = _labelled_at(text)
    return _credit(text[at[1] :]) if at is not None and at[0] == 0 else _credit(text.removeprefix("©"))


def bare(text: str) -> str:
    """The text without the separators at its end, which stood between it and a credit."""
    return tidied(text).rstrip(" |•·–—-([（").strip()
