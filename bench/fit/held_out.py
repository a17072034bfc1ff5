"""Score the structure benchmark on held-out languages.

The languages are split into five folds. The articles of each fold are parsed with heading weights that
were fitted on the other folds, and with four lexicons of labels: the complete one; without labels that
come from the benchmark in the fold's languages; without all labels of the fold's languages; and an empty
one.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from bench.fit.headings import fit_both, folds_of, load_examples
from bench.fit.logistic import Row
from etl.articles import Article
from etl.documents import Document, Origin
from etl.parse import parse_document
from etl.parse.text.headings import scores
from etl.settings import Settings
from etl.words import fact_labels, label_languages
from etl.words.folding import folded

PARTS = ("authored", "real")
SEEN = "seen in the structure benchmark"
Rows = list[fact_labels.LabelRow]


def report(benchmark: Path) -> None:
    """Parse all articles with each lexicon and print the scorer's figures."""
    examples = list(load_examples(benchmark))
    folds = folds_of(examples)
    weights = [fit_both([example for example in examples if example.language not in fold], folds) for fold in folds]
    for name, lexicon in LEXICONS.items():
        with tempfile.TemporaryDirectory() as folder:
            predictions = Path(folder) / "predictions.jsonl"
            with predictions.open("w", encoding="utf-8") as file:
                for fold, fitted in zip(folds, weights, strict=True):
                    use(fitted, lexicon(fact_labels.label_rows(), fold))
                    for prediction in predict(benchmark, fold):
                        file.write(json.dumps(prediction, ensure_ascii=False) + "\n")
            for parts in (PARTS, *((part,) for part in PARTS)):
                print(f"{name}: {' and '.join(parts)}", flush=True)
                score(benchmark, parts, predictions)


def _without_seen(rows: Rows, fold: Sequence[str]) -> Rows:
    return [row for row in rows if not (row.provenance == SEEN and _language(row) in fold)]


def _without_languages(rows: Rows, fold: Sequence[str]) -> Rows:
    held_out = {folded(row.label) for row in rows if _language(row) in fold}
    return [row for row in rows if folded(row.label) not in held_out]


def _language(row: fact_labels.LabelRow) -> str:
    return row.language.partition("-")[0]


LEXICONS: dict[str, Callable[[Rows, Sequence[str]], Rows]] = {
    "all labels": lambda rows, fold: rows,
    "without labels seen": _without_seen,
    "without labels of the languages": _without_languages,
    "without any label": lambda rows, fold: [],
}


def use(weights: dict[str, Row], rows: Rows) -> None:
    """Make the parser use these weights and labels from now on."""
    known = fact_labels.labels_of(rows)
    scores.heading_weights = cache(lambda: weights)
    fact_labels.known_labels = cache(lambda: known)
    languages: frozenset[str | None] = frozenset(row.language for row in rows)
    label_languages.languages_with_labels = cache(lambda: languages)


def predict(benchmark: Path, fold: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield the predictions for the articles in these languages."""
    for part in PARTS:
        for gold, name, data in articles(benchmark / part):
            if gold["lang"] in fold:
                yield as_prediction(
                    gold["id"], parse_document(Document(origin=Origin(uri=name), name=name, data=data), Settings())
                )


def articles(part: Path) -> Iterator[tuple[dict[str, Any], str, bytes]]:
    """Yield the gold data, file name and bytes of each article."""
    source = part / "articles.jsonl"
    lines = map(json.loads, source.open(encoding="utf-8")) if source.exists() else ()
    texts = {line["id"]: line["text"].encode() for line in lines}
    for gold in map(json.loads, (part / "gold.jsonl").open(encoding="utf-8")):
        name = Path(gold["file"]).name if "file" in gold else f"{gold['id']}.txt"
        yield gold, name, texts.get(gold["id"]) or (part / "inputs" / name).read_bytes()


def as_prediction(identifier: str, article: Article) -> dict[str, Any]:
    """The article in the format of the scorer."""
    body = article.body
    return {
        "id": identifier,
        "title": body.title.text if body.title else None,
        "facts": [block.text for block in body.facts],
        "summary": [block.text for block in body.summary],
        "sections": [
            {
                "heading": section.heading.text if section.heading else None,
                "paragraphs": [block.text for block in section.paragraphs],
            }
            for section in body.sections
        ],
        "extra": [block.text for block in body.extra],
    }


def score(benchmark: Path, parts: Sequence[str], predictions: Path) -> None:
    """Run the benchmark's scorer."""
    gold = [benchmark / part / "gold.jsonl" for part in parts]
    command: list[str | Path] = [
        sys.executable,
        benchmark / "score.py",
        "--gold",
        *gold,
        "--pred",
        predictions,
        "--by",
        "",
    ]
    subprocess.run(command, check=True)
