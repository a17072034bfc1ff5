"""Read a line that names authors part by part: "By Ann Lee, Reporter | 5 May 2024, 14:05 | @annlee"."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from etl.parse.credits.authors import with_signs_between
from etl.parse.credits.byline_names import (
    is_one_word_name,
    is_person,
    is_preposition,
    is_role,
    means_nothing,
    without_role,
)
from etl.words.byline_parts import PartKind, is_part
from etl.words.bylines import find_byline, is_byline_phrase, is_plain, last_words, names_the_editor, without_byline
from etl.words.characters import CJK, INVISIBLE_EDGES, ends_sentence
from etl.words.date_names import is_date_word
from etl.words.openings import Opening
from etl.words.page_notes import PhraseKind, find_phrase, is_phrase
from etl.words.person_names import is_joining
from etl.words.sources import find_source

MAX_LINE_CHARS = 300
MAX_SENTENCE_WORDS = 8  # a longer line with a full stop is prose
MAX_COUNT = 999  # a number alone before a word counts something: "3 comments"
REMEMBERED = 256  # lines
BORDER = "\n"
SEPARATOR = regex.compile(r"[\n,;|•·●▪∙｜/／╱&、，；،؛()（）\[\]【】«»<>=]|\s[-–—]+(?=\s)|\s\+\s")
BRACKETED = regex.compile(r"(?<=\S\s?)(?:\([^()]{0,80}\)|（[^（）]{0,80}）|\[[^\[\]]{0,80}\])")
BEFORE_NUMBER = regex.compile(rf"(?<={CJK.pattern})(?=\p{{Nd}})")
BEHIND_WORD = regex.compile(r"[\s:]+")
PART_END = regex.compile(r"[\n,;|:]")
BETWEEN = regex.compile(r"[,、]")
ACCOUNT = regex.compile(r"@|://|^www\.|^[xX]$|\.(?:com|org|net)\b")
NUMBER = regex.compile(r"\p{Nd}+")
EDGES = " .:-–—|\"'“”„’‘*\t" + INVISIBLE_EDGES
PICTURE_SIGN = "©"


@dataclass(frozen=True, slots=True)
class Byline:
    """The names in a line, and how many of its parts are neither names nor parts that lines with names have."""

    names: tuple["Named", ...] = ()
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a line, and whether a phrase such as "by" is before it."""

    name: str
    is_labelled: bool


def read_byline(pieces: Iterable[str], language: str | None = None) -> Byline:
    """The names in a line that consists of the texts of elements, in the order of the line.

    A name is what is left when dates, clock times, accounts, numbers, roles, organisations, agencies, buttons, places
    after a preposition, and the names after "photos by" and "edited by" are taken out, and the rest is cut at the
    borders of elements, at signs and at "and". It has one to five words, without function words; in scripts with
    capitals, all words but particles ("von") have one. Nothing is a name in a sentence, or in a line that is too long.
    """
    line = BRACKETED.sub(_instead_of_brackets, _joined(pieces))
    if len(line) > MAX_LINE_CHARS or (ends_sentence(line) and len(line.split()) > MAX_SENTENCE_WORDS):
        return Byline()
    return _read(line, language)


def _instead_of_brackets(found: regex.Match[str]) -> str:
    """A comma; after a name with the word for a picture in brackets, also PICTURE_SIGN: "Bo Ek (photos)"."""
    return f" {PICTURE_SIGN}," if is_phrase(found.group()[1:-1], PhraseKind.PICTURE_CREDIT) else ","


def may_credit(text: str) -> bool:
    """Whether a line has a digit, an account or a phrase such as "by", without which it names no author."""
    return "@" in text or any(map(str.isdigit, text)) or not last_words().isdisjoint(BEHIND_WORD.split(text.lower()))


@lru_cache(REMEMBERED)
def _read(line: str, language: str | None) -> Byline:
    """The names in a line; several parts of a page ask about the same lines."""
    reader = _Reader(language)
    return Byline(tuple(dict.fromkeys(reader.read(line))), reader.unknown)


class _Reader:
    """The state while one line is read from left to right."""

    def __init__(self, language: str | None) -> None:
        self._language = language
        self._is_labelled = False
        self._is_other = False  # after "photos by", "source:", "in"
        self._has_names = False
        self.unknown = 0

    def read(self, line: str) -> Iterator[Named]:
        opening = find_byline(line)
        if opening is not None and SEPARATOR.search(opening.phrase):  # "글/사진"
            self._is_labelled, line = True, line[opening.rest :]
        for segment in SEPARATOR.split(line):
            for run in _runs(BEFORE_NUMBER.sub(" ", segment)):
                yield from self._names_in(run)

    def _names_in(self, run: str) -> Iterator[Named]:
        """Yield the names in words without a sign or number between them."""
        run = run.strip(EDGES)
        if is_part(run, PartKind.CONTROL):
            return
        label = _label_of_others(run)
        is_of_others = run.startswith(PICTURE_SIGN) or label is not None or is_preposition(run)
        names = run if is_of_others else self._without_label(run)
        self._is_other = self._is_other or is_of_others
        if (at := _label_inside(names, len(run[: label.rest].split()) if label else 1)) is not None:
            words = names.split()
            if is_byline_phrase(" ".join(words[at:])):  # "Posted by"
                self._is_labelled, self._is_other = True, False
                return
            before = words[: at - 1] if is_joining(words[at - 1]) else words[:at]
            yield from () if is_of_others else self._names_in(" ".join(before))
            yield from self._names_in(" ".join(words[at:]))
            return
        if is_of_others:
            return
        for part in BETWEEN.split(with_signs_between(f" {names}", self._language)):
            yield from self._name(self._without_label(part.strip(EDGES)))

    def _without_label(self, text: str) -> str:
        rest = without_byline(text, self._language, may_be_name=self._has_names).strip(EDGES)
        if rest != text:
            self._is_labelled, self._is_other = True, False
        return rest

    def _name(self, text: str) -> Iterator[Named]:
        name = without_role(text, follows_name=self._has_names)
        is_login = self._is_labelled and name.isalpha() and name.islower() and not is_joining(name)  # "by marc"
        if self._is_other or not name or text.endswith(PICTURE_SIGN):
            return
        if is_login or is_person(name, self._language):
            self._has_names = True
            yield Named(name, self._is_labelled)
        elif not means_nothing(name):
            self.unknown += 1


def _label_of_others(text: str) -> Opening | None:
    """The phrase for persons who are no authors, or for a source, at the start: "Photo", "Edited by"."""
    if (opening := find_byline(text)) is not None:
        return opening if names_the_editor(text) else None
    return find_phrase(text, PhraseKind.PICTURE_CREDIT) or find_source(text)


def _label_inside(text: str, first: int = 1) -> int | None:
    """The number of the word, not before `first`, at which a phrase for authors or others begins."""
    words = text.split()
    for number in range(first, len(words)):
        rest = " ".join(words[number:])
        opening = find_byline(rest)
        is_role = is_one_word_name(words[number - 1]) and not (opening and opening.has_sign)
        if not is_role and ((opening and is_plain(opening)) or _label_of_others(rest)):
            return number
    return None


def _runs(segment: str) -> Iterator[str]:
    """Yield the words between dates, numbers and accounts; what a number counts is left out."""
    words = segment.split()
    is_noise = [NUMBER.search(word) is not None or ACCOUNT.search(word) is not None for word in words]
    _spread(words, is_noise)
    _spread(words[::-1], reversed_noise := is_noise[::-1])
    run: list[str] = []
    skips = False
    for number, word in enumerate(words):
        if not reversed_noise[len(words) - 1 - number]:
            run.append(word)
            continue
        if run and not skips:
            yield " ".join(run)
        is_alone = number == 0 or not reversed_noise[len(words) - number]
        run, skips = [], is_alone and word.isdigit() and int(word) <= MAX_COUNT
    if run and not skips:
        yield " ".join(run)


def _spread(words: list[str], is_noise: list[bool]) -> None:
    """Mark the words of dates behind numbers."""
    for number in range(1, len(words)):
        is_noise[number] = is_noise[number] or (is_noise[number - 1] and is_date_word(words[number]))


def _joined(pieces: Iterable[str]) -> str:
    """The texts of elements as one line; the borders of elements are line breaks, except inside a name."""
    line = ""
    for piece in pieces:
        text = " ".join(piece.split())
        if not text:
            line += " " if line[-1:] not in ("", " ", BORDER) else ""
            continue
        line = f"{line.rstrip(BORDER)}{_between(line, piece, text)}{text}"
        line += " " if piece[-1].isspace() else ""
    return line


def _between(line: str, piece: str, text: str) -> str:
    """What separates the line so far from the next text: a border, a space inside a name, or nothing inside a word."""
    last = PART_END.split(line.rstrip())[-1].strip()
    if not last or is_byline_phrase(last):
        return BORDER
    if not line[-1:].isspace() and not piece[:1].isspace():
        return "" if text[0].islower() or (len(last) == 1 and last.isupper()) else BORDER
    is_one_name = " " not in last and " " not in text and last[:1].isupper() and text[:1].isupper()
    return " " if is_one_name and not is_part(text, PartKind.CONTROL) and not is_role(text) else BORDER
