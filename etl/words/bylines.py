"""Byline phrases: "By", "Written by:", "記者". Some are also beginnings of names: Von Trier, Theo van Gogh."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import regex

from etl.words.characters import is_unspaced, script_of_letter
from etl.words.date_names import base_language
from etl.words.folding import folded
from etl.words.openings import Opening, Openings
from etl.words.person_names import is_particle
from etl.words.read_table import read_rows

FULL_NAME_CHARS = 3  # of a full name in Chinese characters
BEFORE_SIGN = regex.compile(r"[^,;|/(（、，؛،]*")


class Also(StrEnum):
    """The other meaning that a byline phrase may have."""

    NOTHING = ""
    NOUN = "noun"  # an ordinary word: "report"
    EDITOR = "editor"  # not the author, but the editor who is responsible for the text
    SURNAME = "surname"  # the beginning of a surname, also in its own language: Di, Von
    GIVEN_NAME = "given name"  # a given name in other languages: Theo, Oleh


@dataclass(frozen=True, slots=True)
class Phrase:
    """The properties of a phrase in bylines.tsv."""

    also: Also
    languages: frozenset[str]


def find_byline(text: str) -> Opening | None:
    """The byline phrase at the start of the text, if there is one; it may still be the beginning of a name."""
    return _openings().at_head(text)


def is_noun(opening: Opening) -> bool:
    """Whether the phrase is also an ordinary word, which proves little without a colon."""
    return _phrases()[opening.phrase].also is Also.NOUN


def is_plain(opening: Opening) -> bool:
    """Whether the phrase means nothing else and cannot belong to a name, so that it counts inside a line, too."""
    return _phrases()[opening.phrase].also is Also.NOTHING


def names_the_author(text: str) -> bool:
    """Whether the text is a phrase like "Author" and nothing else; not "Von", which may name the sender of a letter."""
    opening = find_byline(text)
    return opening is not None and opening.rest == len(text) and _phrases()[opening.phrase].also in ("", Also.NOUN)


def names_the_editor(text: str) -> bool:
    """Whether the text begins with a phrase before the editor, who is not the author: "责任编辑：周明"."""
    opening = find_byline(text)
    return opening is not None and _phrases()[opening.phrase].also is Also.EDITOR


def is_byline_phrase(text: str) -> bool:
    """Whether the text is a byline phrase and nothing else."""
    opening = find_byline(text)
    return opening is not None and opening.rest == len(text)


def without_byline(text: str, language: str | None = None, *, may_be_name: bool = False) -> str:
    """The text after its byline phrase; all of it if it has none, or if the phrase is the beginning of a name.

    `language` (BCP 47) is that of the page or record, None if unknown: "Per" is "by" in Catalan, but a name in Swedish.
    A phrase that may be a given name is a byline only in its own languages or, if the language is unknown, if a full
    name (two words) follows and not `may_be_name`. A phrase that may begin a surname is a byline only if a full name
    follows.
    """
    opening = find_byline(text)
    if opening is None or not _introduces(opening, text, language, may_be_name=may_be_name):
        return text
    return text[opening.rest :]


def without_title(text: str) -> str:
    """The text without the word for a reporter after its last name: "王小明 記者"."""
    found = _closings().search(text)
    return text[: found.start()] if found is not None else text


def _introduces(opening: Opening, text: str, language: str | None, *, may_be_name: bool) -> bool:
    """Whether the phrase introduces names, and is not itself the beginning of a name."""
    phrase, names = _phrases()[opening.phrase], text[opening.rest :]
    if opening.has_sign or not names or phrase.also in (Also.NOTHING, Also.NOUN, Also.EDITOR):
        return True
    found = BEFORE_SIGN.match(names)
    words = found.group().split() if found is not None else []
    if opening.rest == opening.end or not words or is_particle(words[0]):
        return False
    if script_of_letter(names[0]) != script_of_letter(opening.phrase[0]):
        return True
    is_full = len(words) > 1 or (is_unspaced(names[0]) and len(words[0]) >= FULL_NAME_CHARS)
    if phrase.also is Also.SURNAME or language is None:
        return is_full and (phrase.also is Also.SURNAME or not may_be_name)
    return base_language(language) in phrase.languages


@cache
def last_words() -> frozenset[str]:
    """The last word of each phrase before names, in lower case: every phrase has one of them."""
    return frozenset(row["phrase"].split()[-1].lower() for row in read_rows("bylines.tsv") if row["place"] == "before")


@cache
def _openings() -> Openings:
    return Openings(_phrases())


@cache
def _phrases() -> dict[str, Phrase]:
    found: dict[str, Phrase] = {}
    for row in read_rows("bylines.tsv"):
        if row["place"] == "before":
            phrase = folded(row["phrase"])
            languages = found[phrase].languages if phrase in found else frozenset[str]()
            found[phrase] = Phrase(Also(row["also"]), languages | {base_language(row["language"])})
    return found


@cache
def _closings() -> regex.Pattern[str]:
    words = [row["phrase"] for row in read_rows("bylines.tsv") if row["place"] == "after"]
    return regex.compile(rf"(?:\s*[／/]|\s)\s*(?:{'|'.join(sorted(words, key=len, reverse=True))})$")
