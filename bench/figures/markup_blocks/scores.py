"""Compares what `khabar parse` found on a made page with what is right for it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from bench.figures.markup_blocks.draft import Gold
from bench.figures.page_predictions import main_text

NOT_READ = re.compile("[\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
QUOTES = str.maketrans(
    {sign: '"' for sign in "“”„«»״"} | {sign: "'" for sign in "‘’‚`´׳"} | {sign: "-" for sign in "–—−"}
)
UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
NUMBER = re.compile(r"^\d+\. ")  # of a heading; whether it is part of the heading is a matter of taste
SHINGLE = 3  # words
ALIKE = 0.8  # of the words of two texts
MIN_PART = 8  # characters of a text that may stand inside a longer one; a shorter one has to be a whole line

# The name of each figure; all are means over pages but "dates invented", which is a number of pages.
FIGURES = (
    "title", "authors", "published", "dates invented", "facts", "standfirst", "headings", "captions", "corrections",
    "machine notes", "text", "junk out", "hidden out", "once",
)  # fmt: skip
COUNTED = "dates invented"


def scores(gold: Gold, parsed: dict[str, Any]) -> dict[str, float]:
    """Figure -> 0 to 1 for this page; a figure is missing if neither the page nor the result has such a part."""
    if parsed["outcome"] != "parsed":
        parsed = {key: [] for key in ("authors", "facts", "sections", "summary", "captions", "corrections")}
    lines = list(main_text(parsed))
    stored = [normal(text) for text in (*lines, *_beside_text(parsed))]
    published = parsed.get("published_at") or parsed.get("published_on")
    headings = [NUMBER.sub("", section["heading"]) for section in parsed["sections"] if section["heading"]]
    exact = {
        "title": ([gold.title], _one(parsed.get("title"))),
        "authors": (gold.authors, parsed["authors"]),
        "facts": (gold.facts, parsed["facts"]),
        "headings": (gold.headings, headings),
    }
    alike = {
        "standfirst": (_one(gold.standfirst), _one(parsed.get("standfirst"))),
        "captions": (gold.captions, parsed["captions"]),
        "corrections": (gold.corrections, parsed["corrections"]),
        "machine notes": (gold.machine_notes, _one(parsed.get("ai_disclosure"))),
    }
    made = {name: f1(right, found) for name, (right, found) in exact.items() if right or found}
    made |= {name: f1(right, found, ALIKE) for name, (right, found) in alike.items() if right or found}
    made |= {"published": float(is_date_right(gold.published, published))}
    made |= {COUNTED: float(is_invented(gold.published, published))}
    made["text"] = shingle_f1(expected_lines(gold), lines)
    made["once"] = kept_once(gold.paragraphs, lines)
    made |= {
        name: _out(texts, stored) for name, texts in (("junk out", gold.junk), ("hidden out", gold.hidden)) if texts
    }
    return made


def normal(text: object) -> str:
    """The text without differences that no reader sees: case, quotation marks, white space, marks at its ends."""
    folded = NOT_READ.sub("", unicodedata.normalize("NFKC", str(text or ""))).translate(QUOTES).casefold()
    return " ".join(folded.split()).strip(" .:;•▪-*")


def f1(right: Iterable[str], found: Iterable[str], alike: float = 1.0) -> float:
    """F1 of two lists; with `alike` below 1, texts match if this share of their words is the same."""
    wanted, left = [normal(text) for text in right], [normal(text) for text in found]
    total, matched = len(wanted) + len(left), 0
    for text in wanted:
        match = next(
            (other for other in left if other == text or (alike < 1 and shingle_f1([text], [other], 1) >= alike)), None
        )
        if match is not None:
            left.remove(match)
            matched += 1
    return 2 * matched / total if total else 1.0


def shingle_f1(right: Iterable[str], found: Iterable[str], size: int = SHINGLE) -> float:
    """F1 of the runs of `size` words in the lines; a character is a word in scripts without spaces."""
    wanted, given = Counter(_shingles(right, size)), Counter(_shingles(found, size))
    common = sum((wanted & given).values())
    return 2 * common / (wanted.total() + given.total()) if common else 0.0


def expected_lines(gold: Gold) -> list[str]:
    """Everything that `khabar parse` should have as summary, facts, headings and paragraphs."""
    return [*_one(gold.standfirst), *gold.facts, *gold.headings, *gold.paragraphs, *gold.lines]


def is_date_right(right: str | None, found: str | None) -> bool:
    """Whether the date is as precise as the page gives it, and right; without a zone, clocks are compared."""
    if right is None or found is None:
        return right is found
    if "T" not in right:
        return found[:10] == right
    if "T" not in found:
        return False
    wanted, given = datetime.fromisoformat(right), datetime.fromisoformat(found.replace("Z", "+00:00"))
    if wanted.tzinfo and given.tzinfo:
        return abs((wanted - given).total_seconds()) < 60
    return f"{wanted:%Y-%m-%dT%H:%M}" == f"{given:%Y-%m-%dT%H:%M}"


def is_invented(right: str | None, found: str | None) -> bool:
    """Whether a date was given although the page has none, or one of another day."""
    if found is None:
        return False
    if right is None or found[:10] == right[:10]:
        return right is None
    return not ("T" in right and "T" in found and is_date_right(right, found))


def kept_once(paragraphs: list[str], lines: list[str]) -> float:
    """The share of paragraphs whose text stands exactly once in the result."""
    text = "\n".join(normal(line) for line in lines)
    return sum(text.count(normal(paragraph)) == 1 for paragraph in paragraphs) / len(paragraphs)


def _out(texts: list[str], stored: list[str]) -> float:
    """The share of texts that are in nothing that was stored."""
    wanted = [normal(text) for text in texts]
    kept = [any(text == line or (len(text) >= MIN_PART and text in line) for line in stored) for text in wanted]
    return 1 - sum(kept) / len(kept)


def _beside_text(parsed: dict[str, Any]) -> Iterator[str]:
    yield from _one(parsed.get("title"))
    yield from _one(parsed.get("standfirst"))
    yield from parsed["captions"]
    yield from parsed["corrections"]


def _shingles(lines: Iterable[str], size: int) -> Iterator[tuple[str, ...]]:
    for line in lines:
        words = re.findall(r"\w+", UNSPACED.sub(r" \g<0> ", normal(line)))
        yield from (tuple(words[at : at + size]) for at in range(max(1, len(words) - size + 1)) if words)


def _one(text: str | None) -> list[str]:
    return [text] if text else []
