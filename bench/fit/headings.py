"""Fit the weights of etl/parse/text/headings/weights.json.

    python -m bench.fit.headings [--benchmark ../shared/bench/structure] [--write]

Fits two logistic regressions with an L2 penalty (logistic.py). Each article of the benchmark
counts as it is and in RENDERINGS other layouts (blank lines, bullets, capitals, colons, numbers, with
and without title and labels), so that the model does not learn the layouts of the benchmark by heart.
Prints the figures for languages that were held out, in five folds.
"""

import argparse
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.fit.logistic import Row, fit
from bench.layouts.articles import load, seen_labels
from bench.layouts.write import written
from etl.parse.text.article import read_text, units_of
from etl.parse.text.boilerplate import split_around
from etl.parse.text.headings import scores as headings
from etl.parse.text.headings.line_features import line_features
from etl.parse.text.headings.style_features import style_features
from etl.parse.text.logistic import probability
from etl.parse.text.marks import Mark, strip_closing_colon
from etl.parse.text.shapes import Shape, shapes_of
from etl.parse.text.units import join_lines
from etl.parse.text.visible_lines import split_lines
from etl.words.folding import folded

RENDERINGS = 4
AS_IT_IS_WEIGHT = 3.0  # of an article in its own layout
STYLES = ("plain", "plain", "plain", "plain", "capitals", "colon", "number", "!", "?")
EMPTY_SHARE = 0.05  # of the sections, which keep only their headings
UNKNOWN_SHARE = 0.3  # of the renderings, which are read as if no label were known
FOLDS = 5
LAYOUT_SEEDS = (1, 2, 3)
LAYOUT_WEIGHT = 1.0
AUTHORED_WEIGHT = 3.0  # of the authored articles, which are few and most like the pipeline's intended input
WEIGHTS_FILE = Path(headings.__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One text: the shapes of its units, and which of them are headings, in text order."""

    language: str
    weight: float
    shapes: list[Shape]
    is_heading: list[bool]


def main() -> None:
    """Fit, report on held-out languages, and write the weights if --write is given."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--benchmark", type=Path, default=Path("../shared/bench/structure"))
    arguments.add_argument("--write", action="store_true", help="write the weights of all languages")
    options = arguments.parse_args()
    examples = [*load_examples(options.benchmark), *layout_examples(options.benchmark, LAYOUT_SEEDS)]
    folds = folds_of(examples)
    held_out: list[tuple[Example, list[float]]] = []
    for fold in folds:
        weights = fit_both([example for example in examples if example.language not in fold], folds)
        held_out += [(example, scores(example, weights)) for example in examples if example.language in fold]
    report("languages held out", held_out)
    weights = fit_both(examples, folds)
    report("fitted on all", [(example, scores(example, weights)) for example in examples])
    if options.write:
        rounded = {stage: {name: round(value, 3) for name, value in row.items()} for stage, row in weights.items()}
        WEIGHTS_FILE.write_text(json.dumps(rounded, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def folds_of(examples: Sequence[Example]) -> list[list[str]]:
    """The languages, split into folds."""
    languages = sorted({example.language for example in examples})
    return [languages[number::FOLDS] for number in range(FOLDS)]


def fit_both(examples: Sequence[Example], folds: Sequence[Sequence[str]]) -> dict[str, Row]:
    """The weights of both models; the second is fitted on scores of the first for held-out languages."""
    line_rows = {id(example): line_features(example.shapes) for example in examples}
    unseen: list[tuple[Example, list[float]]] = []
    for fold in folds:
        weights = _fit([(example, line_rows[id(example)]) for example in examples if example.language not in fold])
        for example in examples:
            if example.language in fold:
                unseen.append((example, [probability(weights, row) for row in line_rows[id(example)]]))
    second = [(example, style_features(example.shapes, first)) for example, first in unseen]
    return {"line": _fit([(example, line_rows[id(example)]) for example in examples]), "style": _fit(second)}


def _fit(data: Sequence[tuple[Example, list[Row]]]) -> Row:
    return fit(
        [row for _, rows in data for row in rows],
        [float(target) for example, _ in data for target in example.is_heading],
        [example.weight for example, rows in data for _ in rows],
    )


def scores(example: Example, weights: dict[str, Row]) -> list[float]:
    """The final scores of a text with these weights."""
    first = [probability(weights["line"], row) for row in line_features(example.shapes)]
    rows = style_features(example.shapes, first)
    return [probability(weights["style"], row) for row in rows]


def report(name: str, scored: Sequence[tuple[Example, list[float]]]) -> None:
    """Print precision, recall and F1 of headings, and the share of texts without an error."""
    hit = found = wanted = whole = 0
    for example, values in scored:
        decided = [value >= 0.5 for value in values]
        hit += sum(a and b for a, b in zip(decided, example.is_heading, strict=True))
        found += sum(decided)
        wanted += sum(example.is_heading)
        whole += decided == example.is_heading
    print(
        f"{name:20} {len(scored):5} texts  precision {hit / found:.4f}  recall {hit / wanted:.4f}  "
        f"F1 {2 * hit / (found + wanted):.4f}  texts without error {whole / len(scored):.4f}"
    )


def load_examples(benchmark: Path) -> Iterable[Example]:
    """Yield every article of the benchmark as it is, and in other layouts."""
    chance = random.Random(20)
    texts = {
        line["id"]: line["text"] for line in map(json.loads, (benchmark / "real/articles.jsonl").open(encoding="utf-8"))
    }
    for part in ("authored", "real"):
        importance = AUTHORED_WEIGHT if part == "authored" else 1.0
        for gold in map(json.loads, (benchmark / part / "gold.jsonl").open(encoding="utf-8")):
            text = texts.get(gold["id"]) or _authored_text(benchmark / part, gold)
            if text is not None:
                yield _aligned(gold, text, AS_IT_IS_WEIGHT * importance)
            for _ in range(RENDERINGS):
                yield _rendered(gold, chance, importance)


def layout_examples(benchmark: Path, seeds: Sequence[int]) -> Iterator[Example]:
    """Yield the articles in layouts of the half of the building blocks on which rules are written."""
    labels = seen_labels(benchmark)
    for seed in seeds:
        for article in load(benchmark):
            text = written(article, "write", labels, random.Random(f"fit:{seed}:{article.id}"))
            shapes = read_text(text.data.decode()).outline.shapes
            wanted = {folded(heading) for heading in _headings(text.gold)}
            yield Example(
                language=article.lang,
                weight=LAYOUT_WEIGHT,
                shapes=shapes,
                is_heading=[folded(strip_closing_colon(shape.text)) in wanted for shape in shapes],
            )


def _headings(gold: Mapping[str, Any]) -> Iterator[str]:
    found = [section["heading"] for section in gold["sections"]] + [gold["title"], *gold["labels"].values()]
    yield from (strip_closing_colon(heading) for heading in found if heading)


def _authored_text(folder: Path, gold: dict[str, Any]) -> str | None:
    if gold["file"].endswith(".html"):
        return None
    encoding = next(kind[4:] for kind in gold["variation"] if kind.startswith("enc:"))
    return (folder / "inputs" / Path(gold["file"]).name).read_bytes().decode(encoding)


def _aligned(gold: dict[str, Any], text: str, importance: float) -> Example:
    wanted = [section["heading"] for section in gold["sections"]] + [gold["title"], *gold["labels"].values()]
    folded_headings = {folded(heading) for heading in wanted if heading}
    shapes = shapes_of(split_around(units_of(text)).content)
    return Example(
        language=gold["lang"],
        weight=importance,
        shapes=shapes,
        is_heading=[folded(strip_closing_colon(shape.text)) in folded_headings for shape in shapes],
    )


def _rendered(gold: dict[str, Any], chance: random.Random, importance: float) -> Example:
    """The article in a random layout."""
    lines = _lines_of(gold, chance)
    gaps = chance.choice(["none", "all", "before headings", "around headings"])
    parts: list[str] = []
    for position, (text, is_heading) in enumerate(lines):
        after_heading = position > 0 and lines[position - 1][1]
        if position and (
            gaps == "all"
            or (gaps != "none" and is_heading and not after_heading)
            or (gaps == "around headings" and after_heading)
        ):
            parts.append("")
        parts.append(text)
    marked = [join_lines([line])[0] for line in split_lines("\n".join(parts))]
    kept = [position for position, unit in enumerate(marked) if unit.marked.mark is not Mark.RULE]
    shapes = shapes_of([marked[position] for position in kept])
    return Example(
        language=gold["lang"],
        weight=importance,
        shapes=[replace(shape, label=None) for shape in shapes] if chance.random() < UNKNOWN_SHARE else shapes,
        is_heading=[lines[position][1] for position in kept],
    )


def _lines_of(gold: dict[str, Any], chance: random.Random) -> list[tuple[str, bool]]:
    style = chance.choice(STYLES)
    bullet = chance.choice(["- ", "• ", "* ", "number", ""])
    lines: list[tuple[str, bool]] = []
    if gold["title"] and chance.random() < 0.6:
        lines.append((_flat(gold["title"]), True))
    for kind in ("facts", "summary") if chance.random() < 0.8 else ("summary", "facts"):
        if gold["labels"][kind] and gold[kind]:
            lines.append((_heading(gold["labels"][kind], style, 0), True))
            marks = _bullets(bullet if kind == "facts" else "", len(gold[kind]))
            lines += [(mark + _flat(text), False) for mark, text in zip(marks, gold[kind], strict=True)]
    for number, section in enumerate(gold["sections"], 1):
        if section["heading"]:
            lines.append((_heading(section["heading"], style, number), True))
        if section["heading"] and chance.random() < EMPTY_SHARE:
            continue
        lines += [(_flat(paragraph), False) for paragraph in section["paragraphs"]]
    return [line for line in lines if line[0].strip()]


def _heading(text: str, style: str, number: int) -> str:
    if style == "capitals":
        return _flat(text).upper()
    if style == "number" and number:
        return f"{number}. {_flat(text)}"
    ending = {"colon": ":", "!": "!", "?": "?", ".": "."}.get(style, "")
    return _flat(text) + (ending if text[-1].isalnum() and (number or style == "colon") else "")


def _bullets(bullet: str, count: int) -> list[str]:
    return [f"{number}. " if bullet == "number" else bullet for number in range(1, count + 1)]


def _flat(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    main()
