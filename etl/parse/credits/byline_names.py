"""Tell the names of persons from the other parts of a byline: roles, organisations, buttons, places."""

from functools import cache

import regex

from etl.parse.credits.authors import is_name
from etl.words.above_titles import section_words, stands_above_title
from etl.words.agencies import agency_of
from etl.words.byline_parts import PartKind, is_part, part_words
from etl.words.bylines import is_byline_phrase
from etl.words.characters import HAN, SCRIPTS, is_hangul, is_unspaced
from etl.words.date_labels import dated_kind
from etl.words.date_names import is_date_word
from etl.words.folding import folded
from etl.words.function_words import is_function_word
from etl.words.outlet_words import is_outlet
from etl.words.person_names import begins_with_family_name, is_joining, is_particle

MAX_NAME_WORDS = 5
MAX_ROLE_WORDS = 6  # of a line that says what somebody is: "Professor of Law, Port Alder University"
HAN_NAME_LENGTHS, HANGUL_NAME_LENGTHS = (2, 3), (3,)  # of most names that begin with a family name of one character
INSIDE_NAME = regex.compile(r"[-'’.]")
HAN_NAME = regex.compile(rf"(?:{HAN.pattern}{{2,4}}|[{SCRIPTS['Hani']}]{{3,8}})")
HANGUL_LENGTHS = range(2, 5)
NO_NAME = regex.compile(r"[!?…%#\"\p{So}]")


def is_full_name(name: str) -> bool:
    """Whether a name has more than one word, or is written as one word: in Chinese, Japanese or Korean."""
    return " " in name or is_one_word_name(name)


def without_role(text: str, *, follows_name: bool = False) -> str:
    """The name without the roles before and behind it, and without the place behind it; "" if no name is left.

    A text with a role that follows a name is the role of that name: "Forbes India Staff".
    """
    words = text.split()
    while words and is_part(words[0], PartKind.ROLE):
        words.pop(0)
    if words and len(words) < len(text.split()) and is_preposition(words[0]):
        return ""  # "Director of Sales"
    for number, word in enumerate(words):
        if is_part(word, PartKind.ORGANISATION):
            return ""
        if is_role(word) or (number and is_preposition(word)):
            is_full = number > 1 or is_one_word_name(words[0])
            is_other = is_role(word) and follows_name and number > 1
            return " ".join(words[:number]) if is_full and not is_other else ""
    name = " ".join(words)
    rest = _without_joined_role(name)
    is_place = follows_name and rest != name and HAN.match(rest) is not None and not has_family_name(rest)
    return "" if is_place else rest  # "清河报道"


def is_one_word_name(word: str) -> bool:
    """Whether a word is in a script in which full names are one word: Chinese, Japanese, Korean."""
    return HAN_NAME.fullmatch(word) is not None or (len(word) in HANGUL_LENGTHS and all(map(is_hangul, word)))


def is_person(name: str, language: str | None) -> bool:
    """Whether a text may be the name of a person: one to five capitalised words that mean nothing else."""
    words = name.split()
    if not is_name(name) or len(words) > MAX_NAME_WORDS or NO_NAME.search(name):
        return False
    if means_nothing(name) or is_outlet(name) or is_function_word(words[0].lower(), language or "en"):
        return False
    if not has_capitals(name) and any(is_function_word(word, language or "") for word in words):
        return False
    if is_unspaced(name[0]) or is_one_word_name(name):
        is_short = HAN_NAME.fullmatch("".join(words)) is not None or not HAN.match(name)
        return is_short and not name.endswith(_joined_words(PartKind.ORGANISATION))
    return all(_is_name_word(word, is_last=number == len(words) - 1) for number, word in enumerate(words))


def is_mere_role(text: str) -> bool:
    """Whether all words of a text are roles: "Senior Editor"."""
    return bool(text) and all(map(is_role, text.split()))


def is_role_line(text: str) -> bool:
    """Whether a short text says what somebody is: "Coast reporter", "Professor of Law", "社会部記者"."""
    words = text.split()
    if not words or len(words) > MAX_ROLE_WORDS:
        return False
    if is_role(words[-1]) or (len(words) > 1 and is_role(words[0]) and is_preposition(words[1])):
        return True
    return is_unspaced(text[-1]) and text.endswith(_joined_words(PartKind.ROLE))


def is_ordinary_phrase(name: str, language: str | None) -> bool:
    """Whether capitalised words are no name: one is a function word, or belongs to sections or buttons of sites."""
    words = name.split()
    if any(is_function_word(word.lower(), language or "en") and not is_particle(word) for word in words[1:]):
        return True
    if dated_kind(words[0]) is not None or is_date_word(words[-1]):  # "Published Tuesday"
        return True
    known = [folded(word) for word in words]
    return not section_words().isdisjoint(known) or not _button_words().isdisjoint(known)


def has_family_name(name: str) -> bool:
    """Whether a name in one word begins with one of the usual family names of China or Korea."""
    return len(name) in (HANGUL_NAME_LENGTHS if is_hangul(name[0]) else HAN_NAME_LENGTHS) and begins_with_family_name(
        name
    )


def means_nothing(text: str) -> bool:
    """Whether a part of a byline is known not to be a name: an agency, a button, the label of a date, a day."""
    if agency_of(text) or is_part(text, PartKind.CONTROL) or dated_kind(text) or is_byline_phrase(text):
        return True
    return is_joining(text) or all(map(is_date_word, text.split())) or stands_above_title(text)


def _is_name_word(word: str, *, is_last: bool) -> bool:
    if word == word.lower():
        return word == word.upper() or (is_particle(word) and not is_last)
    return any(part[:1].isupper() for part in INSIDE_NAME.split(word) if part)


def is_preposition(word: str) -> bool:
    """Whether a word is a preposition before the place or subject of a reporter."""
    return word.islower() and is_part(word, PartKind.PREPOSITION)


def is_role(word: str) -> bool:
    """Whether a word is a role, or a compound with one: "editor-at-large"."""
    return any(is_part(part, PartKind.ROLE) for part in (word, *word.split("-")))


def _without_joined_role(name: str) -> str:
    """The name without the role that is written as one word with it in Chinese, Japanese and Korean."""
    ends = (role for role in _joined_words(PartKind.ROLE) if name.endswith(role))
    return name.removesuffix(max(ends, key=len, default=""))


@cache
def _button_words() -> frozenset[str]:
    return frozenset(word for phrase in part_words(PartKind.CONTROL) for word in phrase.split())


@cache
def _joined_words(kind: PartKind) -> tuple[str, ...]:
    """The words of a kind that are written without a space behind a name."""
    return tuple(word for word in part_words(kind) if is_unspaced(word[0]) or is_hangul(word[0]))


def has_capitals(text: str) -> bool:
    """Whether the text is in a script with capitals."""
    return text.lower() != text.upper()
