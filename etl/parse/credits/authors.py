"""Extract the names of authors from bylines."""

import re
from collections.abc import Iterator

import regex

from etl.words.agencies import agency_of
from etl.words.bylines import (
    find_byline,
    is_byline_phrase,
    is_noun,
    names_the_editor,
    without_byline,
    without_title,
)
from etl.words.characters import HAN, INVISIBLE_EDGES, ends_sentence
from etl.words.outlet_words import is_outlet
from etl.words.person_names import between_names, is_particle, without_joined_and
from etl.words.sources import is_source_phrase

SIGN_BETWEEN_NAMES = re.compile(r"[,;|/／•·、，；،؛\n&+]")
ADDRESS = re.compile(r"https?://|www\.|@\w")
NO_NAME = re.compile(r"(?:^|\s)\d|\b\d{2}|[<>{}=@:：]")
HAN_NAMES = regex.compile(rf"(?<={HAN.pattern}{{3}}) (?={HAN.pattern}{{3}})")
HAN_NAME = regex.compile(rf"{HAN.pattern}{{2,4}}")
BRACKET = re.compile(r"[()（）]")
EDGES = " .-–—|:,،·" + INVISIBLE_EDGES
MAX_NAME_CHARS = 60
MAX_NAME_WORDS = 6
MAX_SIGNATURE_CHARS = 80
MAX_BYLINE_CHARS = 200  # a longer text is a byline only if all its parts are names


def split_authors(text: str, language: str | None = None, *, with_agencies: bool = False) -> tuple[str, ...]:
    """The names in a byline, without "by", roles, agencies, and parts that are too long for a name.

    `language` (BCP 47) is that of the page or record, None if unknown; it distinguishes "by" from names that begin
    alike. A newspaper behind a name is left out, and so is all of a line that names the editor. Next to full names, a
    single word is a place or desk ("Ann Lee, London") and left out, and so is a word in lower case ("red") and a part
    with a colon, whose label is unknown. There are no names if the text has a URL or account name, or if it is long
    and one of its parts is not a name: then it is prose.
    """
    if ADDRESS.search(text) or names_the_editor(text):
        return ()
    parts = list(_parts(text, language))
    names = [part for part in parts if is_name(part) and (with_agencies or agency_of(part) is None)]
    names = [name for name in names if len(parts) == 1 or not _begins_small(name)]
    if len(text) > MAX_BYLINE_CHARS and any(part and not _may_be_listed(part) for part in parts):
        return ()
    names = [name for number, name in enumerate(names) if with_agencies or not (number and is_outlet(name))]
    has_full = any(" " in name for name in names)
    kept = [name for name in names if " " in name or with_agencies or not (has_full or name.islower())]
    return tuple(dict.fromkeys(kept))


def names_of_field(text: str, language: str | None = None) -> tuple[str, ...]:
    """The names in a field for one author: the unchanged text, or if that is a byline, the names in it."""
    is_byline = without_byline(text, language, may_be_name=True) != text
    return split_authors(text, language) if is_byline else (text,)


def is_signature(text: str, language: str | None = None) -> bool:
    """Whether a short line is "by" and names, which must be capitalised if the script has capitals."""
    opening = find_byline(text[: MAX_SIGNATURE_CHARS + 1])
    if opening is None or len(text) > MAX_SIGNATURE_CHARS or ends_sentence(text):
        return False
    if not opening.has_sign and (is_noun(opening) or without_byline(text, language) == text):
        return False
    words = text[opening.rest :].split()
    is_long = len(words) > 1 or (opening.has_sign and HAN_NAME.fullmatch("".join(words)) is not None)
    is_short = len(words) <= 2 * MAX_NAME_WORDS
    return is_long and is_short and bool(split_authors(text, language)) and not any(map(_is_small, words[:2]))


def opens_as_byline(text: str) -> bool:
    """Whether a line begins with a byline phrase, with or without a colon."""
    return find_byline(text) is not None


def _is_small(word: str) -> bool:
    return word[0].islower() or word[0].isdigit()


def _parts(text: str, language: str | None) -> Iterator[str]:
    """Yield the parts between separators. A word that may be "by" or a name is read as "by" only at the start."""
    line = " ".join(text.split()).strip(" -–—|:,،" + INVISIBLE_EDGES)
    names = without_byline(line, language)
    for part in SIGN_BETWEEN_NAMES.split(with_signs_between(without_title(_without_role(names)), language)):
        part = without_byline(part.strip(EDGES), language, may_be_name=True)
        yield without_title(_without_role(part)).strip(EDGES)


def with_signs_between(text: str, language: str | None) -> str:
    """The text with commas in place of "and", or of a mere space, between two names.

    `language` (BCP 47) is that of the page or record, None if unknown.
    """
    words = between_names(language).sub(", ", HAN_NAMES.sub("、", text)).split()
    for number in range(2, len(words) - 1):
        if (name := without_joined_and(words[number])) is not None:
            words[number] = f", {name}"
    return " ".join(words)


def _without_role(text: str) -> str:
    """The text without the bracket at its end, which is the role of the last name."""
    if not text.endswith((")", "）")):
        return text
    depth = 0
    for found in reversed(list(BRACKET.finditer(text))):
        depth += 1 if found.group() in ")）" else -1
        if depth == 0:
            return text[: found.start()].rstrip()
    return text


def is_name(name: str) -> bool:
    """Whether a part of a byline may be a name: a few words, without signs and numbers that names do not have."""
    return (
        bool(name)
        and len(name) <= MAX_NAME_CHARS
        and len(name.split()) <= MAX_NAME_WORDS
        and NO_NAME.search(name) is None
        and any(c.isalpha() for c in name)
        and not is_byline_phrase(name)
        and not is_source_phrase(name)
    )


def _begins_small(name: str) -> bool:
    """Whether a word in lower case precedes capitalised ones: "in London", but not "von Trier"."""
    first, _, rest = name.partition(" ")
    return first.islower() and rest != rest.lower() and not is_particle(first)


def _may_be_listed(part: str) -> bool:
    """Whether a part is a name; if it has several words, one must be capitalised (in scripts with capitals)."""
    has_capitals = part.lower() != part or not any(character.islower() for character in part)
    return is_name(part) and (has_capitals or " " not in part)
