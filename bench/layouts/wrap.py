"""Wrapped lines: widths, hyphens at line ends, justified lines, scripts without spaces."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

VOWELS = frozenset("aeiouyäöüáéíóúàèìòùâêîôûãõåæøœěůýąęăîаеёиоуыэюяъ")
NO_LINE_START = frozenset("、。，．・：；？！）」』】〉》”’…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?:;)]}%")
NO_LINE_END = frozenset("（「『【〈《“‘([{")
WIDE_UNIT = re.compile(r"[\x21-\x7e]+|.", re.DOTALL)
MIN_HYPHENATED_LETTERS = 7
LONG_HYPHENATED_LETTERS = 11
MIN_PART_LETTERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrap:
    """`width` in columns, None for one line a paragraph; `hyphen` is put where a word is cut, "" if none is."""

    width: int | None = None
    is_justified: bool = False
    line_end: str = ""  # after every line that goes on
    hyphen: str = ""
    min_letters: int = MIN_HYPHENATED_LETTERS
    breaks_after: str = ""  # signs inside a word after which a line may end

    def lines(self, text: str, first: str = "", rest: str = "") -> list[str]:
        """The text in lines, the first begins with `first`, the others with `rest`."""
        if self.width is None:
            return [first + text]
        broken = list(self._broken(text, first, rest))
        if self.is_justified:
            broken = [*(_justified(line, self.width) for line in broken[:-1]), broken[-1]]
        return [*(line + self.line_end for line in broken[:-1]), broken[-1]]

    def _broken(self, text: str, first: str, rest: str) -> Iterator[str]:
        assert self.width is not None
        line, used, is_empty = first, columns(first), True
        for gap, unit in _units(text, self.breaks_after):
            needed = len(gap) + columns(unit)
            if is_empty or used + needed <= self.width:
                line, used, is_empty = (
                    line + ("" if is_empty else gap) + unit,
                    used + needed - is_empty * len(gap),
                    False,
                )
                continue
            head, tail = self._cut(unit, self.width - used - len(gap)) if self.hyphen and gap else ("", unit)
            yield line + gap + head + self.hyphen if head else line
            line, used = rest + tail, columns(rest + tail)
        yield line

    def _cut(self, word: str, room: int) -> tuple[str, str]:
        """The part of a word that fits into the room with a hyphen, and the other; ("", word) if it is not cut."""
        core = word.rstrip(".,;:!?\"'”’»)")
        if not core.isalpha() or len(core) < self.min_letters or core.isupper():
            return "", word
        for place in range(min(room - 1, len(core) - MIN_PART_LETTERS), MIN_PART_LETTERS - 1, -1):
            before, after = core[place - 1].lower(), core[place].lower()
            if before in VOWELS and after not in VOWELS and core[place + 1].lower() in VOWELS:
                return word[:place], word[place:]
        return "", word


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


def first_word(line: str) -> str:
    """The first unit of a line that cannot be broken."""
    return next((unit for _, unit in _units(line.strip(), "")), "")


@cache
def _width(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _units(text: str, breaks_after: str) -> Iterator[tuple[str, str]]:
    """(Space before it, unit) for all that a line break may stand before."""
    for word in text.split(" "):
        if any(_width(sign) == 2 for sign in word):
            parts = list(_wide_units(word))
        elif breaks_after:
            parts = re.split(rf"(?<=\w[{re.escape(breaks_after)}])(?=\w)", word)
        else:
            parts = [word]
        yield " ", parts[0]
        yield from (("", part) for part in parts[1:])


def _wide_units(word: str) -> Iterator[str]:
    unit = ""
    for part in WIDE_UNIT.findall(word):
        if unit and part[0] not in NO_LINE_START and unit[-1] not in NO_LINE_END:
            yield unit
            unit = ""
        unit += part
    yield unit


def _justified(line: str, width: int) -> str:
    """The line with spaces added between its words until it is as wide as the width."""
    indent = line[: len(line) - len(line.lstrip())]
    words = line.split()
    missing = width - columns(line.rstrip())
    if len(words) < 3 or missing <= 0 or missing > len(words) * 2:
        return line
    gaps = [1 + missing // (len(words) - 1) + (place < missing % (len(words) - 1)) for place in range(len(words) - 1)]
    return indent + "".join(word + " " * gap for word, gap in zip(words, [*gaps, 0], strict=True))
