"""The articles of the structure benchmark, as their gold tells them, without their layout."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bench.layouts.words import languages, words

PARTS = ("authored", "real")
WITHOUT_SPACES = ("ja", "zh", "zh-hant")
MAX_LEAD_AS_SUMMARY = 3  # paragraphs
MAX_SECTIONS = 7  # the others are left out: news articles are short
COMPOSED_FACTS = 4  # at most
MIN_FACTS = 2
FACT_CHARS = range(40, 180)
FACT_CHARS_WITHOUT_SPACES = range(15, 90)
MAX_TITLE_CHARS = 90
SENTENCE_END = re.compile(r"(?<=\w{3}[.!?।۔؟])\s+(?=[^\W\da-zа-я])|(?<=[。！？])(?![」』”）\s])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading, None for the lead, and the paragraphs below it."""

    heading: str | None
    paragraphs: tuple[str, ...]
    items: tuple[int, ...] = ()  # positions of the paragraphs that are items of a list


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The true structure of one article. An absent part is None or ()."""

    id: str
    lang: str
    title: str | None
    facts: tuple[str, ...]
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    labels: dict[str, str | None] = field(default_factory=dict)

    @property
    def lead(self) -> tuple[str, ...]:
        """The paragraphs before the first heading."""
        return self.sections[0].paragraphs if self.sections and self.sections[0].heading is None else ()

    @property
    def headed(self) -> tuple[Section, ...]:
        """The sections that have a heading."""
        return tuple(section for section in self.sections if section.heading is not None)

    @property
    def has_spaces(self) -> bool:
        """Whether its script has spaces between words."""
        return self.lang not in WITHOUT_SPACES

    @property
    def is_cased(self) -> bool:
        """Whether most letters of its headings have a capital form."""
        letters = [sign for section in self.headed for sign in section.heading or "" if sign.isalpha()]
        return sum(sign.lower() != sign.upper() for sign in letters) > len(letters) / 2


def load(benchmark: Path) -> list[Article]:
    """One article for each base of the benchmark, in the languages of words.tsv, without damage that cuts the text."""
    seen: set[str] = set()
    articles = []
    for gold in _golds(benchmark):
        is_cut = any(flag["flag"] in ("truncated", "boilerplate") for flag in gold["flags"])
        is_whole = not is_cut and any(section["paragraphs"] for section in gold["sections"])
        base = gold.get("base", gold["id"])
        if is_whole and base not in seen and gold["lang"] in languages() and _is_in_its_script(gold):
            seen.add(base)
            articles.append(_article(gold))
    return articles


def seen_labels(benchmark: Path) -> dict[tuple[str, str], list[str]]:
    """(Language, "facts" or "summary") -> the labels in the gold of the benchmark."""
    found: dict[tuple[str, str], list[str]] = {}
    for gold in _golds(benchmark):
        for part, label in gold["labels"].items():
            key = (gold["lang"], part)
            if label and label.title() not in [known.title() for known in found.get(key, [])]:
                found.setdefault(key, []).append(label)
    return found


def completed(article: Article, rng: random.Random) -> Article:
    """The article with a title, facts and a summary made of its own sentences, where it has none and they can be made.

    A lead of few paragraphs becomes the summary of half of the articles without one. Facts are first sentences of
    paragraphs that have more than one; an untitled article is titled with a short fact or its first short sentence.
    """
    is_short = 0 < len(article.lead) <= MAX_LEAD_AS_SUMMARY and len(article.headed) > 0
    if not article.summary and is_short and rng.random() < 0.5:
        article = replace(article, summary=article.lead, sections=article.headed)
    if not article.facts:
        article = replace(article, facts=_composed_facts(article))
    return article if article.title is not None else _titled(article)


def sentences(text: str) -> list[str]:
    """The sentences of a text; one that ends in an abbreviation or before a small letter is not cut off."""
    return [sentence for sentence in SENTENCE_END.split(text) if sentence]


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return text.rstrip("\"'”’»)」』）").endswith((".", "!", "?", "。", "！", "？", "।", "۔", "؟", "…"))


def _golds(benchmark: Path) -> Iterator[dict[str, Any]]:
    for part in PARTS:
        yield from map(json.loads, (benchmark / part / "gold.jsonl").open(encoding="utf-8"))


def _is_in_its_script(gold: dict[str, Any]) -> bool:
    """Whether the text is in the script of its language: a few are not translated."""
    text = "".join(paragraph for section in gold["sections"] for paragraph in section["paragraphs"])
    return _is_mostly_ascii(text) == _is_mostly_ascii("".join(words()[gold["lang"], "facts"]))


def _is_mostly_ascii(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return sum(map(str.isascii, letters)) * 2 > len(letters)


def _article(gold: dict[str, Any]) -> Article:
    return Article(
        id=gold["id"],
        lang=gold["lang"],
        title=_folded(gold["title"]),
        facts=tuple(map(_folded, gold["facts"])),
        summary=tuple(map(_folded, gold["summary"])),
        sections=tuple(
            Section(heading=_folded(section["heading"]), paragraphs=tuple(map(_folded, section["paragraphs"])))
            for section in gold["sections"][:MAX_SECTIONS]
        ),
        labels=gold["labels"],
    )


def _folded(text: Any) -> Any:
    return " ".join(text.split()) if text else text


def _composed_facts(article: Article) -> tuple[str, ...]:
    chars = FACT_CHARS if article.has_spaces else FACT_CHARS_WITHOUT_SPACES
    found = []
    for section in article.headed:
        for paragraph in section.paragraphs:
            first, *others = sentences(paragraph)
            if others and len(first) in chars and ends_sentence(first) and first[0].isalpha():
                found.append(first)
                break
    return tuple(found[:COMPOSED_FACTS]) if len(found) >= MIN_FACTS else ()


def _titled(article: Article) -> Article:
    """The article with a short fact, or its short first sentence, as the title; the fact is then no fact any more."""
    for fact in article.facts if len(article.facts) > MIN_FACTS else ():
        if _may_be_title(fact):
            rest = tuple(other for other in article.facts if other != fact)
            return replace(article, title=_without_stop(fact), facts=rest)
    first = sentences(article.lead[0])[0] if article.lead else ""
    return replace(article, title=_without_stop(first)) if _may_be_title(first) else article


def _may_be_title(sentence: str) -> bool:
    return len(sentence) <= MAX_TITLE_CHARS and sentence[:1].isalpha() and ends_sentence(sentence)


def _without_stop(sentence: str) -> str:
    return sentence.rstrip(".。।۔")
