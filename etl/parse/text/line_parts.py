"""Lines that consist of names, numbers and the signs between them: "Island Post, 6 July 2006, Page 6"."""

import regex

from etl.parse.text.inline_marks import without_inline_marks
from etl.words.characters import UNSPACED_LETTER, ends_sentence
from etl.words.person_names import is_particle
from etl.words.staff import is_staff

MAX_NAME_WORDS = 5  # of an outlet, a place, a person
MAX_UNCASED_WORDS = 3  # in a script without capitals
MAX_UNSPACED_CHARS = 10
MAX_SHORT_CHARS = 3  # of a word in lower case that may be inside a name: "of", "den"
MAX_WORDS = 8  # of all parts
MAX_PERSON_WORDS = 4
MAX_HAN_PERSON_CHARS = 4
BETWEEN_PARTS = regex.compile(r"[,،、;；|｜/／()（）\[\]·•<>]+|\s[-–—]+(?:\s|$)|\s{3,}")
# "Page 6", "Pg. 6", "第6版", "A6"
PAGE = regex.compile(r"(?:\p{L}[\p{L}\p{M}]{0,9}\.?\s*)?\p{Nd}{1,4}(?:\s?\p{L}\p{M}*)?")
EMAIL = regex.compile(r"[<(\[]?\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+[>)\]]?")
DIGIT = regex.compile(r"\p{Nd}")


def are_names(text: str, *, needs_page: bool) -> bool:
    """Whether a text, without its date, is names and numbers of pages alone; with `needs_page`, at least one number."""
    parts = [part for raw in BETWEEN_PARTS.split(text) if (part := raw.strip(" .:*_\t"))]
    pages = [part for part in parts if PAGE.fullmatch(part)]
    names = [part for part in parts if PAGE.fullmatch(part) is None]
    has_few_words = sum(len(name.split()) for name in names) <= MAX_WORDS
    return bool(names) and has_few_words and all(map(_is_name, names)) and (bool(pages) or not needs_page)


def is_person(text: str) -> bool:
    """Whether a line may be the name of a person or of a small outlet: two to four words, or a name in Chinese."""
    bare = without_inline_marks(text).strip()
    words = bare.split()
    if UNSPACED_LETTER.search(bare) is not None:
        return 2 <= len(bare) <= MAX_HAN_PERSON_CHARS
    return 2 <= len(words) <= MAX_PERSON_WORDS and _is_name(bare) and all(word[0].isalpha() for word in words)


def is_person_of_staff(text: str) -> bool:
    """Whether a line is a name and what that person is: "Jane Roe / staff writer", "Jane Roe, correspondent"."""
    parts = [part.strip() for part in BETWEEN_PARTS.split(text) if part.strip()]
    return len(parts) == 2 and is_person(parts[0]) and is_staff(parts[1])


def is_person_with_email(text: str) -> bool:
    """Whether a line is a name and an e-mail address, and nothing else."""
    found = EMAIL.search(text)
    return found is not None and is_person((text[: found.start()] + text[found.end() :]).strip(" ,;:|/()-–—"))


def _is_name(part: str) -> bool:
    if ends_sentence(part) or DIGIT.search(part):
        return False
    if UNSPACED_LETTER.search(part) is not None:
        return len(part) <= MAX_UNSPACED_CHARS
    words = part.split()
    if any(word[0].isupper() for word in words):
        return len(words) <= MAX_NAME_WORDS and all(map(_may_be_in_name, words))
    return len(words) <= MAX_UNCASED_WORDS and not any(word[0].islower() for word in words)


def _may_be_in_name(word: str) -> bool:
    return not word[0].islower() or len(word) <= MAX_SHORT_CHARS or is_particle(word)
