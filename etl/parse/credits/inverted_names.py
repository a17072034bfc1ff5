"""Names in fields that name authors, where the surname may come first: "Ellwood, Nora; Pike, Desmond"."""

from collections.abc import Callable, Iterator

import regex

from etl.parse.credits.authors import ADDRESS, is_name, split_authors
from etl.words.agencies import agency_of
from etl.words.bylines import find_byline, names_the_author, without_byline
from etl.words.characters import is_unspaced, script_of_letter
from etl.words.person_names import between_names, is_particle

MAX_GIVEN_NAMES = 3
MAX_SURNAME_WORDS = 3
_BETWEEN = regex.compile(r"[;؛|\n]")
_COMMA = regex.compile(r"\s*[,،]\s*")
_ACRONYM = regex.compile(r"\p{Lu}{2,}")  # of an outlet: "Nora, BBC"


def authors_of_field(text: str, language: str | None = None) -> tuple[str, ...]:
    """The names in the text of a field that names authors.

    A name that is written surname first is one name and stays as it is written: "Ellwood, Nora". The whole field
    decides: it is split at semicolons, or else at "and", and each part must be such a name or a full name without a
    comma. Any other text is read like a byline, in which commas separate names: "Anna Berg, Carl Dorn".
    """
    return _inverted_names(text, language) or split_authors(text, language)


def authors_of_label(text: str, language: str | None = None) -> tuple[str, ...]:
    """The names in a byline; after a label such as "Author:", they are read like a field."""
    opening = find_byline(text)
    if opening is not None and opening.has_sign and names_the_author(text[: opening.end]):
        return authors_of_field(text[opening.rest :], language)
    return split_authors(text, language)


def _inverted_names(text: str, language: str | None) -> tuple[str, ...]:
    """The names of a field in which at least one is written surname first; () if the field is not written so."""
    if ADDRESS.search(text) or without_byline(text, language) != text:
        return ()
    for split in (_at_semicolons, _at_and(language)):
        names = [name for name in split(text) if agency_of(name) is None]
        if any(map(_is_inverted, names)) and all(_may_be_inverted(name) or _is_full(name) for name in names):
            return tuple(dict.fromkeys(names))
    return ()


def _at_semicolons(text: str) -> Iterator[str]:
    return filter(None, map(_tidied, _BETWEEN.split(text)))


def _at_and(language: str | None) -> Callable[[str], Iterator[str]]:
    between = between_names(language)
    return lambda text: filter(None, (_tidied(name) for part in _at_semicolons(text) for name in between.split(part)))


def _tidied(name: str) -> str:
    return " ".join(name.split()).strip(" ,،")


def _is_inverted(name: str) -> bool:
    """Whether a name is certainly written surname first: one word, perhaps with particles, before its only comma."""
    surname, *_ = _COMMA.split(name)
    words = surname.split()
    return _may_be_inverted(name) and (len(words) == 1 or is_particle(words[0]))


def _may_be_inverted(name: str) -> bool:
    """Whether a name may be written surname first, such as "García Márquez, Gabriel" beside others that are."""
    surname, *given = _COMMA.split(name)
    if len(given) != 1 or len(given[0].split()) > MAX_GIVEN_NAMES or len(surname.split()) > MAX_SURNAME_WORDS:
        return False
    is_outlet = _ACRONYM.fullmatch(given[0]) is not None and surname != surname.upper()
    return not is_outlet and all(map(_is_part, (surname, given[0])))


def _is_part(part: str) -> bool:
    """Whether a text may be a surname or given names: capitalised, and not written in a script without spaces."""
    first = part.split()[0] if part else ""
    is_capital = first == first.lower() == first.upper() or first[:1].isupper() or is_particle(first)
    return is_name(part) and is_capital and agency_of(part) is None and not _is_full_in_one_word(part)


def _is_full_in_one_word(part: str) -> bool:
    return is_unspaced(part[-1]) or script_of_letter(part[-1]) == "HANGUL"


def _is_full(name: str) -> bool:
    return _COMMA.search(name) is None and is_name(name) and (" " in name or _is_full_in_one_word(name))
