"""Lines round an article that are no part of its text: byline, date, source, copyright, "read more"."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import regex

from etl.articles import Role
from etl.parse.text.marks import Mark, strip_closing_colon
from etl.parse.text.wraps import Unit
from etl.words.characters import COLONS, cell_width, ends_sentence, is_unspaced
from etl.words.labels import folded, label_kind
from etl.words.tables import read_rows

MAX_HEAD_LINES = 5  # how far down a byline or a date may stand
MAX_TAIL_LINES = 12  # how far up a source, copyright or "read more" may stand
MAX_LINE_WIDTH = 130  # columns; a longer line is text
MAX_NAME_WORDS = 8  # of a byline that gives no date
NAME_PARTICLES = regex.compile(r"(?:al|and|da|de|del|della|den|der|do|e|el|en|et|ja|la|le|och|og|und|van|von|y)")

TIME = regex.compile(r"(?<!\d)\p{Nd}{1,2}[:.h٫]\p{Nd}{2}(?!\p{Nd})|\p{Nd}{1,2}時|\p{Nd}{1,2}시|\b(?:GMT|UTC|AM|PM)\b")
DATE = regex.compile(
    r"\b\p{Nd}{1,2}\S{0,2}\s+(?:\p{L}{1,3}\s+)?\p{L}[\p{L}\p{M}/]+[.,،]?\s+(?:\p{L}{1,3}\s+)?\p{Nd}{4}\b"
    r"|\b\p{L}[\p{L}\p{M}]+\.?\s+\p{Nd}{1,2},?\s+\p{Nd}{4}\b"
    r"|\b\p{Nd}{4}[-/.]\p{Nd}{1,2}[-/.]\p{Nd}{1,2}|\b\p{Nd}{1,2}[-/.]\p{Nd}{1,2}[-/.]\p{Nd}{2,4}\b"
    r"|\p{Nd}{2,4}\s?[年년]\s?\p{Nd}{1,2}\s?[月월]\s?\p{Nd}{1,2}\s?[日일号號]?"
)
# "Ã©" is é in UTF-8 read as Western European: it stands in words.
COPYRIGHT = regex.compile(r"(?<!Ã)©|Ⓒ|℗|\(c\)\s*\p{Nd}{4}", regex.IGNORECASE)
MAX_WORDS_BESIDE_DATE = 8
ROLES = {
    "byline": Role.BYLINE,
    "dateline": Role.DATELINE,
    "source": Role.SOURCE,
    "copyright": Role.COPYRIGHT,
    "read_more": Role.READ_MORE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Furnished:
    """The units of a text, those that are furniture set apart with their roles."""

    content: list[Unit]
    furniture: list[tuple[Unit, Role]]


def split_furniture(units: Sequence[Unit]) -> Furnished:
    """Set apart rules anywhere, byline and date lines near the top, the rest at the end.

    At least one unit stays content where any is more than a rule.
    """
    roles: dict[int, Role] = {
        position: Role.RULE for position, unit in enumerate(units) if unit.marked.mark is Mark.RULE
    }
    places = [position for position in range(len(units)) if position not in roles]
    roles.update(_head_roles(units, places))
    roles.update(_tail_roles(units, places))
    if all(position in roles for position in places):
        roles = {position: role for position, role in roles.items() if role is Role.RULE}
    return Furnished(
        content=[unit for position, unit in enumerate(units) if position not in roles],
        furniture=[(units[position], roles[position]) for position in sorted(roles)],
    )


def is_furniture(text: str) -> bool:
    """Whether a line, wherever it stands, is a byline with a date, or furniture by its phrase and a colon."""
    if cell_width(text) > MAX_LINE_WIDTH:
        return False
    if has_date(text) and head_role(text) is Role.BYLINE:
        return True
    phrase = _phrase(text, ("source", "read_more", "byline"))
    return phrase is not None and _has_colon_after(text, phrase)


def head_role(text: str) -> Role | None:
    """What a line under a title is, if it is a byline or a date line."""
    return _head_role(text, is_first=False)


def is_read_more(text: str) -> bool:
    """Whether a line begins with a set phrase that leads to other articles and does not go on as a sentence."""
    if cell_width(text) > MAX_LINE_WIDTH:
        return False
    phrase = _phrase(text, ("read_more",))
    return phrase is not None and (folded(text) == phrase or _has_colon_after(text, phrase))


def has_date(text: str) -> bool:
    """Whether a line gives a full date or a time of day."""
    return DATE.search(text) is not None or TIME.search(text) is not None


def _head_roles(units: Sequence[Unit], places: Sequence[int]) -> dict[int, Role]:
    """Bylines and dates that follow the first line one after another, or begin the text."""
    roles: dict[int, Role] = {}
    for order, position in enumerate(places[:MAX_HEAD_LINES]):
        role = _head_role(units[position].raw, is_first=order == 0)
        if role is not None and units[position].marked.mark in (Mark.NONE, Mark.EMPHASIS):
            roles[position] = role
        elif order > 0:
            break
    return roles


def _head_role(text: str, *, is_first: bool) -> Role | None:
    if cell_width(text) > MAX_LINE_WIDTH or label_kind(strip_closing_colon(text)) is not None:
        return None
    has_moment = has_date(text)
    if ends_sentence(text) and not has_moment:
        return None
    phrase = _phrase(text, ("byline", "dateline"))
    if phrase is not None and _phrases()[phrase] == "byline":
        is_name = not is_first and _looks_like_names(text, phrase)
        if has_moment or is_name or _has_colon_after(text, phrase):
            return Role.BYLINE
    if _is_date_line(text) or (phrase is not None and _phrases()[phrase] == "dateline" and has_moment):
        return Role.DATELINE
    return None


def _is_date_line(text: str) -> bool:
    """A date with little beside it."""
    date = DATE.search(text)
    if date is None or ends_sentence(text[: date.start()] + text[date.end() :]):
        return False
    beside = regex.findall(r"\p{L}[\p{L}\p{M}]*", text[: date.start()] + " " + text[date.end() :])
    has_time = TIME.search(text) is not None
    return len(beside) <= (MAX_WORDS_BESIDE_DATE if has_time else 3) and cell_width("".join(beside)) <= 40


def _looks_like_names(text: str, phrase: str) -> bool:
    words = _after_words(text, len(phrase.split())).split()
    if not 0 < len(words) <= MAX_NAME_WORDS:
        return False
    return all(not word[0].islower() or NAME_PARTICLES.fullmatch(word) for word in words) and (
        any(word[0].isupper() for word in words) or len(words) <= 4
    )


def _has_colon_after(text: str, phrase: str) -> bool:
    rest = _after_words(text, len(phrase.split())) if not is_unspaced(phrase[0]) else text[len(phrase) :]
    return folded(text) != phrase and regex.match(rf"\s*[{COLONS}／/＝|]", rest) is not None


def _after_words(text: str, count: int) -> str:
    """The text behind its first words; signs after the last of them stay."""
    found = regex.match(rf"[^\p{{L}}\p{{N}}]*(?:[\p{{L}}\p{{M}}\p{{N}}\p{{Cf}}'’.]+\s*){{{count}}}", text)
    return text[found.end() :] if found is not None else ""


def _tail_roles(units: Sequence[Unit], places: Sequence[int]) -> dict[int, Role]:
    """Furniture that ends the text; a list under "read more" goes with it."""
    roles: dict[int, Role] = {}
    listed: list[int] = []
    for position in reversed(places[1:][-MAX_TAIL_LINES:]):
        role = _tail_role(units[position].raw)
        if role is Role.READ_MORE or (role is not None and not listed):
            roles[position] = role
            roles.update(dict.fromkeys(listed, Role.READ_MORE))
            listed = []
        elif not ends_sentence(units[position].raw) and cell_width(units[position].raw) <= MAX_LINE_WIDTH:
            listed.append(position)
        else:
            break
    return roles


def _tail_role(text: str) -> Role | None:
    if cell_width(text) > MAX_LINE_WIDTH:
        return None
    if COPYRIGHT.search(text):
        return Role.COPYRIGHT
    phrase = _phrase(text, ("source", "copyright", "read_more", "byline"))
    if phrase is None:
        return None
    kind = _phrases()[phrase]
    if kind in ("copyright", "read_more"):
        is_open = not ends_sentence(text) or _has_colon_after(text, phrase)
        return ROLES[kind] if is_open or kind == "copyright" else None
    return ROLES[kind] if _has_colon_after(text, phrase) else None


def _phrase(text: str, kinds: tuple[str, ...]) -> str | None:
    """The longest set phrase of these kinds that begins the text."""
    words = folded(text)
    best: str | None = None
    for length in range(1, min(len(words), _longest_phrase()) + 1):
        begin = words[:length]
        if _phrases().get(begin) in kinds and _ends_word(words, length):
            best = begin
    return best


def _ends_word(words: str, length: int) -> bool:
    return length == len(words) or not words[length].isalpha() or is_unspaced(words[length - 1])


@cache
def _phrases() -> dict[str, str]:
    """Folded phrase -> kind."""
    rows = read_rows("furniture.tsv")
    return {folded(row["phrase"]): row["kind"] for row in rows if folded(row["phrase"])}


@cache
def _longest_phrase() -> int:
    return max(map(len, _phrases()))
