"""Find the wire agency to which an article is credited: in credit lines, datelines and brackets, never in sentences."""

import re
from dataclasses import dataclass
from functools import cache

import regex

from etl.words.agencies import agency_of, unspaced_dispatch
from etl.words.bylines import find_byline
from etl.words.characters import ends_sentence, is_unspaced
from etl.words.page_notes import PhraseKind, label_chars
from etl.words.person_names import NameWord, name_words
from etl.words.sources import find_agency_source

MAX_CREDIT_CHARS = 100
MAX_DATELINE_CHARS = 100  # of the place and date before the agency
MAX_PART_WORDS = 3
MIN_UNMARKED_CHARS = 3
OPENING, CLOSING = "([{（［【「〈/", ")]}）］】」〉/"
BRACKETS = str.maketrans(dict.fromkeys((OPENING + CLOSING).replace("/", ""), ","))
SIGNS_BETWEEN = r"\s*[,;/|+&=،؛、・·•]\s*|\s+[-–—]\s+"
HYPHEN = re.compile(r"[-–—/]")
DATELINE = regex.compile(
    rf"""^(?P<place>[^.!?()（）\[\]/]{{0,{MAX_DATELINE_CHARS}}}?) [.]?\s*
    [(\[（［【/](?P<agency>[^()\[\]（）［］【】]{{2,40}})[)\]）］】/] \s*[-–—:.־=：]""",
    regex.VERBOSE,
)
# "MOSCOW, 5 May - TASS.": after a short place, between dashes or before a colon
PLACED = regex.compile(r"^(?P<place>[^.!?:()]{2,50}?)\s*[-–—/:،]\s*(?P<agency>[^-–—:/.,،()]{2,30}?)\s*[-–—:.]")
AT_HEAD = regex.compile(r"^\s*[\[【(（［](?P<agency>[^\])】）］]{2,40})[\])】）］]")
AT_END = regex.compile(r"[(\[（［【](?P<agency>[^()\[\]（）［］【】]{2,40})[)\]）］】]\s*\.?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class WireCredit:
    """An agency as the text writes it, and its usual name; several are joined by ", "."""

    text: str
    agency: str


def read_credit_line(text: str) -> WireCredit | None:
    """The agencies of a line that consists of credits: "(AFP)", "Source: Reuters, dpa", "(jpe/dpa)".

    In brackets or after a label, the line may also have short names and initials. None for a picture credit, and for
    two letters, which may be a button.
    """
    is_labelled = _label_end(text) > 0
    is_marked = text[:1] in tuple(OPENING) or is_labelled
    is_of_picture = label_chars(text, PhraseKind.PICTURE_CREDIT) > 0 and not is_labelled
    if is_of_picture or (len(text) < MIN_UNMARKED_CHARS and text.isascii()):
        return None
    return _line_credit(text, is_marked=is_marked)


def read_named_line(text: str) -> WireCredit | None:
    """Like read_credit_line, for a line that the page marks as a credit or byline: it may also have names."""
    return _line_credit(text, is_marked=True)


def read_dateline_credit(text: str) -> WireCredit | None:
    """The agency in the dateline at the start of a paragraph: "PARIS, May 5 (AFP) - ", "新华社北京5月5日电"."""
    for pattern in (DATELINE, AT_HEAD, PLACED, unspaced_dispatch()):
        found = pattern.match(text[: 2 * MAX_DATELINE_CHARS])
        if found is not None and (credit := _in_brackets(found["agency"])) is not None:
            return credit
    return None


def read_closing_credit(text: str) -> WireCredit | None:
    """The agency in brackets after the last sentence of a paragraph."""
    found = AT_END.search(text, max(0, len(text) - MAX_CREDIT_CHARS))
    if found is None or not ends_sentence(text[: found.start()].rstrip()):
        return None
    return _in_brackets(found["agency"])


def credit_among(names: list[str]) -> WireCredit | None:
    """The agencies among the names of authors and sources."""
    found = [part for name in names for part in _parts(name) if agency_of(part)]
    return _credit(found) if found else None


def _line_credit(text: str, *, is_marked: bool) -> WireCredit | None:
    if not 1 < len(text) <= MAX_CREDIT_CHARS:
        return None
    parts = [part for part in map(_unlabelled, _parts(text.translate(BRACKETS).strip(" ,/"))) if part]
    found = [part for part in parts if agency_of(part)]
    if not found or any(len(part.split()) > MAX_PART_WORDS + 1 for part in parts):
        return None
    return _credit(found) if is_marked or len(found) == len(parts) else None


def _in_brackets(text: str) -> WireCredit | None:
    parts = [part for part in _parts(text) if part]
    if len(parts) == 1 and is_unspaced(text[-1]):  # place and agency as one word: "ワシントン共同"
        parts = [next((text[start:] for start in range(len(text) - 1) if agency_of(text[start:])), text)]
    found = [part for part in parts if agency_of(part)]
    return _credit(found) if found and all(len(part.split()) <= MAX_PART_WORDS for part in parts) else None


def _credit(parts: list[str]) -> WireCredit:
    agencies = dict.fromkeys(agency for part in parts if (agency := agency_of(part)))
    return WireCredit(text=", ".join(dict.fromkeys(parts)), agency=", ".join(agencies))


def _parts(text: str) -> list[str]:
    """The text split at separators; a part that is not an agency is also split at hyphens, if that yields one."""
    parts = [part.strip() for part in _separator().split(text)] if agency_of(text) is None else [text.strip()]
    cut: list[str] = []
    for part in parts:
        halves = [half.strip() for half in HYPHEN.split(part)]
        cut += [part] if agency_of(part) or not any(map(agency_of, halves)) else halves
    return cut


def _unlabelled(part: str) -> str:
    """The part without the label at its start: "Source: AFP", "Mit Material von dpa"."""
    return part[_label_end(part) :] or part


def _label_end(text: str) -> int:
    """The offset after the source label, byline phrase or "and" at the start of the text; 0 without one."""
    openings = [opening for opening in (find_agency_source(text), find_byline(text)) if opening is not None]
    if openings:
        return max(opening.rest for opening in openings)
    first, space, _ = text.partition(" ")
    return len(first) + 1 if space and first in name_words(NameWord.AND) else 0


@cache
def _separator() -> regex.Pattern[str]:
    words = "|".join(sorted(name_words(NameWord.AND)))
    return regex.compile(rf"{SIGNS_BETWEEN}|\s(?:{words})\s")
