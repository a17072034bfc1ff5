"""Texts to fit the weights of wraps on: the articles of the structure benchmark, wrapped in many ways."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

from etl.words.characters import cell_width, is_unspaced

WIDTHS = (40, 50, 55, 58, 60, 62, 65, 66, 68, 70, 72, 72, 74, 75, 76, 76, 78, 78, 79, 80, 80, 85, 90, 95, 100, 110, 130)
STYLES = ("greedy", "greedy", "greedy", "even", "ragged", "divided", "justified", "none", "none", "none")
GAPS = ("none", "none", "none", "all", "before headings", "around headings")
INDENTS = (0, 0, 0, 0, 2, 3, 4, 5, 8)  # of the first line of a paragraph
HANGS = (0, 0, 2, 3, 4)  # of the other lines of a list item
MARGINS = (0, 0, 0, 0, 0, 0, 3, 5)
EXCERPTS = (1, 2, 2, 3, 3, 4, 5, 6, 8, 10)  # lines; half of the lessons are excerpts, because short texts are common
BULLETS = ("- ", "• ", "* ", "number", "")
RAGGED_COLUMNS = 6
EVEN_SHARE = 0.93  # of the width, to which fmt and TeX fill lines
MAX_STRETCH = 12  # spaces that are put into a justified line
MIN_DIVIDED_LETTERS = 8
NEVER_FIRST = "、。，．」』？！：；,.!?:;)ー々%"  # signs that no line in a script without spaces begins with
PIECE = re.compile(r"[A-Za-z0-9.,%]+|.")
NUMBERED = re.compile(r"(?:[-•*]|\d+\.)\s")

Token = tuple[str, str]  # a word, and what separates it from the word before on the same line


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A text, and the numbers of the lines at which its units begin."""

    language: str
    style: str
    text: str
    starts: frozenset[int]


def load_lessons(benchmark: Path, seed: int, per_article: int) -> Iterator[Lesson]:
    """Yield `per_article` lessons of each real article, and twice as many of each of the fewer invented ones."""
    chance = random.Random(seed)
    for part, count in (("authored", 2 * per_article), ("real", per_article)):
        for gold in map(json.loads, (benchmark / part / "gold.jsonl").open(encoding="utf-8")):
            for _ in range(count):
                yield _lesson(gold, chance)


def _lesson(gold: dict[str, Any], chance: random.Random) -> Lesson:
    units = _units_of(gold, chance)
    if chance.random() < 0.5:
        count = chance.choice(EXCERPTS)
        first = chance.randrange(max(1, len(units) - count))
        units = units[first : first + count]
    style, gaps = chance.choice(STYLES), chance.choice(GAPS)
    width, indent, hang, margin = map(chance.choice, (WIDTHS, INDENTS, HANGS, MARGINS))
    has_wide_gaps = chance.random() < 0.2
    lines: list[str] = []
    starts: set[int] = set()
    for number, (text, is_heading) in enumerate(units):
        if number and _has_gap(gaps, is_heading, is_after_heading=units[number - 1][1]):
            lines.append("")
        is_item = NUMBERED.match(text) is not None and not is_heading
        indents = (0 if is_item or is_heading else indent, hang if is_item else 0)
        spaced = re.sub(r"([.!?]) (?=\S)", r"\1  ", text) if has_wide_gaps else text
        starts.add(len(lines))
        lines += [" " * margin + line for line in _wrapped(spaced, style, width, indents, chance)]
    return Lesson(language=gold["lang"], style=style, text="\n".join(lines), starts=frozenset(starts))


def _has_gap(gaps: str, is_heading: bool, *, is_after_heading: bool) -> bool:
    if gaps == "all" or (gaps != "none" and is_heading and not is_after_heading):
        return True
    return gaps == "around headings" and is_after_heading


def _units_of(gold: dict[str, Any], chance: random.Random) -> list[tuple[str, bool]]:
    """The units of an article, and whether each is a heading."""
    ends = chance.choice(["", "", "", ":"])
    in_capitals = chance.random() < 0.15
    bullet = chance.choice(BULLETS)
    units = [(gold["title"], True)] if gold["title"] and chance.random() < 0.6 else []
    for kind in ("facts", "summary") if chance.random() < 0.8 else ("summary", "facts"):
        if gold["labels"][kind] and gold[kind]:
            units.append((gold["labels"][kind], True))
            bullets = [_bullet(bullet if kind == "facts" else "", at) for at in range(1, len(gold[kind]) + 1)]
            units += [(sign + text, False) for sign, text in zip(bullets, gold[kind], strict=True)]
    for section in gold["sections"]:
        units += [(section["heading"], True)] if section["heading"] else []
        units += [(paragraph, False) for paragraph in section["paragraphs"]]
    return [
        (_heading(text, ends, in_capitals) if is_heading else " ".join(text.split()), is_heading)
        for text, is_heading in units
        if text.strip()
    ]


def _bullet(bullet: str, number: int) -> str:
    return f"{number}. " if bullet == "number" else bullet


def _heading(text: str, ends: str, in_capitals: bool) -> str:
    flat = " ".join(text.split())
    return (flat.upper() if in_capitals else flat) + (ends if flat[-1].isalnum() else "")


def _wrapped(text: str, style: str, width: int, indents: tuple[int, int], chance: random.Random) -> list[str]:
    """The text in lines; `indents` are those of the first line and of the others."""
    if style == "none":
        return [" " * indents[0] + text]
    if style == "even":
        lines = _evenly(_tokens(text), width, indents)
    else:
        lines = _greedily(text, style, width, indents, chance)
    if style == "justified":
        lines = [*(_stretched(line, width - indents[at > 0], chance) for at, line in enumerate(lines[:-1])), lines[-1]]
    return [" " * indents[at > 0] + line for at, line in enumerate(lines)]


def _tokens(text: str) -> list[Token]:
    """The pieces between which a line may end: words, and single characters of scripts without spaces."""
    tokens: list[Token] = []
    for word in text.split(" "):
        if any(map(is_unspaced, word)):
            tokens += [(piece, "" if at else " ") for at, piece in enumerate(PIECE.findall(word))]
        else:
            tokens.append((word, " "))
    return tokens


def _greedily(text: str, style: str, width: int, indents: tuple[int, int], chance: random.Random) -> list[str]:
    lines: list[str] = []
    line = ""

    def room() -> int:
        return width - indents[bool(lines)] - (chance.randint(0, RAGGED_COLUMNS) if style == "ragged" else 0)

    for word, gap in _tokens(text):
        longer = line + gap + word if line else word
        if not line or cell_width(longer) <= room() or word in NEVER_FIRST:
            line = longer
            continue
        left = room() - cell_width(line) - 2
        if style == "divided" and _is_divisible(word, left) and gap and chance.random() < 0.7:
            line, word = f"{line} {word[:left]}-", word[left:]
        lines.append(line)
        line = word
    return [*lines, line]


def _is_divisible(word: str, left: int) -> bool:
    return len(word) >= MIN_DIVIDED_LETTERS and word.isalpha() and 3 <= left <= len(word) - 3


def _evenly(tokens: list[Token], width: int, indents: tuple[int, int]) -> list[str]:
    """Lines of about the same width, by the least sum of squares of what is missing."""
    goal, count = EVEN_SHARE * width, len(tokens)
    costs: list[float] = [0.0] * (count + 1)
    stops = [count] * (count + 1)
    for start in reversed(range(count)):
        costs[start] = float("inf")
        line = ""
        for stop in range(start + 1, count + 1):
            line = _extended(line, tokens[stop - 1])
            columns = cell_width(line) + indents[start > 0]
            if columns > width and stop > start + 1:
                break
            cost = costs[stop] + ((goal - columns) ** 2 if stop < count else 0)
            if cost < costs[start]:
                costs[start], stops[start] = cost, stop
    lines, start = [], 0
    while start < count:
        lines.append(reduce(_extended, tokens[start : stops[start]], ""))
        start = stops[start]
    return lines


def _extended(line: str, token: Token) -> str:
    return line + token[1] + token[0] if line else token[0]


def _stretched(line: str, width: int, chance: random.Random) -> str:
    """The line with more spaces between its words, so that it fills the width."""
    words, missing = line.split(" "), width - cell_width(line)
    if len(words) < 4 or not 0 < missing <= MAX_STRETCH:
        return line
    gaps = [1] * (len(words) - 1)
    places = chance.sample(range(len(gaps)), len(gaps))
    for number in range(missing):
        gaps[places[number % len(places)]] += 1
    return words[0] + "".join(" " * gap + word for gap, word in zip(gaps, words[1:], strict=True))
