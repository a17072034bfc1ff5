"""Fit the weights of etl/parse/text/wraps/weights.json.

    python -m bench.fit.wraps [--benchmark ../shared/bench/structure] [--seed 1] [--write]

Fits two logistic regressions (logistic.py) on articles that wrap_lessons.py has wrapped in many ways. Prints, for
languages that were held out in five folds, the wrong joins and breaks of each style of wrapping.
"""

import argparse
import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from bench.fit.logistic import Row, fit
from bench.fit.wrap_lessons import Lesson, load_lessons
from etl.parse.text.logistic import probability
from etl.parse.text.marks import read_mark
from etl.parse.text.units import without_chance_marks
from etl.parse.text.visible_lines import split_lines
from etl.parse.text.wraps import scores
from etl.parse.text.wraps.break_features import Layout, break_features, layout_of
from etl.parse.text.wraps.style_features import style_features
from etl.parse.text.wraps.wrapping import find_wrapping, may_continue

FOLDS = 5
LESSONS_PER_ARTICLE = 5
WEIGHTS_FILE = Path(scores.__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """The layout of a lesson, the features of its line breaks, and which of them only come from wrapping."""

    language: str
    style: str
    layout: Layout
    rows: list[Row]
    is_join: list[float]


def main() -> None:
    """Fit, report on held-out languages, and write the weights if --write is given."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--benchmark", type=Path, default=Path("../shared/bench/structure"))
    arguments.add_argument("--seed", type=int, default=1, help="which draws how the articles are wrapped")
    arguments.add_argument("--write", action="store_true", help="write the weights of all languages")
    options = arguments.parse_args()
    lessons = load_lessons(options.benchmark, options.seed, LESSONS_PER_ARTICLE)
    examples = [example for lesson in lessons for example in _examples(lesson)]
    languages = sorted({example.language for example in examples})
    folds = [languages[number::FOLDS] for number in range(FOLDS)]
    first = _held_out(examples, folds, [example.rows for example in examples])
    second = [style_features(example.layout, scored) for example, scored in zip(examples, first, strict=True)]
    _report(examples, _held_out(examples, folds, second))
    if options.write:
        weights = {"break": _fit(examples, [example.rows for example in examples]), "style": _fit(examples, second)}
        rounded = {stage: {name: round(value, 3) for name, value in row.items()} for stage, row in weights.items()}
        WEIGHTS_FILE.write_text(json.dumps(rounded, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _examples(lesson: Lesson) -> Iterator[Example]:
    """Yield the lesson as an example, unless no line of it may continue another."""
    lines = split_lines(lesson.text)
    marks = without_chance_marks(lines, [read_mark(line.text) for line in lines])
    breaks = [position for position in range(1, len(lines)) if may_continue(lines, marks, position)]
    if not breaks:
        return
    layout = layout_of(lines, marks, find_wrapping(lines, marks), breaks)
    if scores.is_unwrapped(layout):
        return
    offsets = list(accumulate((len(line) + 1 for line in lesson.text.split("\n")), initial=0))
    numbers = [bisect_right(offsets, line.text_start) - 1 for line in lines]
    yield Example(
        language=lesson.language,
        style=lesson.style,
        layout=layout,
        rows=break_features(layout),
        is_join=[float(numbers[at] not in lesson.starts) for at in breaks],
    )


def _fit(examples: Sequence[Example], rows: Sequence[Sequence[Row]]) -> Row:
    return fit(
        [row for own in rows for row in own],
        [value for example in examples for value in example.is_join],
    )


def _held_out(
    examples: Sequence[Example], folds: Sequence[Sequence[str]], rows: Sequence[list[Row]]
) -> list[list[float]]:
    """The scores of each example, by weights that were fitted on the languages of the other folds."""
    scored: dict[int, list[float]] = {}
    for fold in folds:
        known = [number for number, example in enumerate(examples) if example.language not in fold]
        weights = _fit([examples[number] for number in known], [rows[number] for number in known])
        for number in sorted(set(range(len(examples))) - set(known)):
            scored[number] = [probability(weights, row) for row in rows[number]]
    return [scored[number] for number in range(len(examples))]


def _report(examples: Sequence[Example], scored: Sequence[list[float]]) -> None:
    """Print the errors of each style, and the share of its texts without an error."""
    by_style: dict[str, list[tuple[list[bool], list[bool]]]] = defaultdict(list)
    for example, values in zip(examples, scored, strict=True):
        outcome = ([value >= 0.5 for value in values], [value >= 0.5 for value in example.is_join])
        by_style[example.style].append(outcome)
        by_style["all"].append(outcome)
    for style, outcomes in sorted(by_style.items()):
        pairs = [pair for decided, wanted in outcomes for pair in zip(decided, wanted, strict=True)]
        print(
            f"{style:10} {len(outcomes):5} texts  {len(pairs):6} breaks  wrong joins {pairs.count((True, False)):4}  "
            f"wrong breaks {pairs.count((False, True)):4}  "
            f"texts without error {sum(decided == wanted for decided, wanted in outcomes) / len(outcomes):.3f}"
        )


if __name__ == "__main__":
    main()
