"""Texts as published, in which the rules of damage should find little, and clean paragraphs to put damage into."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.damage.slips import POOL, pool
from etl.settings import load_settings
from etl.stages.parse_files import parse_paths

Sections = Iterable[tuple[str, list[str]]]  # heading, and the paragraphs below it
Articles = Iterator[tuple[str, list[tuple[str, list[str]]]]]  # label of an article, and its sections
POOL_ARTICLE = 5  # sentences


def undamaged(benchmark: Path, corpus: Path) -> Iterator[tuple[str, Articles]]:
    """Yield the name and the articles of each set."""
    yield "real", _structure(benchmark / "structure" / "real" / "gold.jsonl")
    yield "extraction", _extraction(benchmark)
    yield "pages", _pages(benchmark)
    yield "pool", _pool(corpus)
    yield "corpus", _corpus(corpus / "open")


def carriers(benchmark: Path) -> dict[str, list[str]]:
    """Language -> paragraphs that are not in the annotated set, from web pages."""
    found: dict[str, list[str]] = defaultdict(list)
    for gold in _lines(benchmark / "pages" / "gold.jsonl"):
        found[gold["lang"]] += [text for text in gold["text"].splitlines() if 80 <= len(text) <= 600]
    with gzip.open(benchmark / "extraction" / "gold.jsonl.gz", "rt", encoding="utf-8") as file:
        for gold in map(json.loads, file):
            if gold.get("lang") and gold["source"] == "fundus_tests":
                texts = [text for text in gold["text"].splitlines() if 80 <= len(text) <= 600]
                found[gold["lang"]] += texts[:6]
    return {language: list(dict.fromkeys(texts)) for language, texts in sorted(found.items())}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _structure(path: Path) -> Articles:
    for gold in _lines(path):
        sections = [(section["heading"] or "", section["paragraphs"]) for section in gold["sections"]]
        yield gold["id"], [("", gold["facts"]), ("", gold["summary"]), *sections]


def _extraction(benchmark: Path) -> Articles:
    with gzip.open(benchmark / "extraction" / "gold.jsonl.gz", "rt", encoding="utf-8") as file:
        for gold in map(json.loads, file):
            texts = [text for text in (gold.get("text") or "").splitlines() if text.strip()]
            if texts:
                yield gold["id"], [("", texts)]


def _pages(benchmark: Path) -> Articles:
    for gold in _lines(benchmark / "pages" / "gold.jsonl"):
        yield gold["id"], [("", [text for text in gold["text"].splitlines() if text.strip()])]


def _pool(corpus: Path) -> Articles:
    for language in POOL:
        texts = pool(corpus, language)
        for start in range(0, len(texts), POOL_ARTICLE):
            yield f"{language}-{start}", [("", texts[start : start + POOL_ARTICLE])]


def _corpus(folder: Path) -> Articles:
    """The articles that Khabar reads from these files."""
    for number, parsed in enumerate(parse_paths([folder], load_settings())):
        if parsed["outcome"] == "parsed":
            sections = [(section["heading"] or "", section["paragraphs"]) for section in parsed["sections"]]
            yield f"{number}", [("", parsed["facts"]), ("", parsed["summary"]), *sections]
