"""Print every measure of parsing in one table, with trafilatura's figures from the same run and the goals.

    python -m bench.table [--slow] [--only structure,pages] [--write docs/parsing.md]

The other scripts of this folder measure; bench/floors.json names them and the goals. With `--write`, the table also
replaces the one in a page of the docs, between its two `bench-parse` comments.
"""

import argparse
import re
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench import measures
from bench.measures import Measure

WIDTH = 100  # columns of the text below the table
COMMAND = "make bench-parse"
TABLE = re.compile(r"(<!-- bench-parse -->\n).*?(<!-- /bench-parse -->\n)", re.DOTALL)
HEADER = ("measure", "khabar", "trafilatura", "must", "aim", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A measure and its figures; `note` says why there are none."""

    measure: Measure
    ours: float | None = None
    theirs: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """The verdict on the figure: "missed", "met" or "aim"; without a figure or goal, the note."""
        if self.ours is None or self.measure.must is None:
            return self.note
        if not self.measure.is_good(self.ours, self.measure.must):
            return "missed"
        is_aim = self.measure.aim is not None and self.measure.is_good(self.ours, self.measure.aim)
        return "aim" if is_aim else "met"

    def cells(self) -> tuple[str, ...]:
        """The cells of the table's row."""
        figures = (self.ours, self.theirs, self.measure.must, self.measure.aim)
        is_count = r"(\d+)" in self.measure.pattern
        return (self.measure.name, *(_number(figure, is_count) for figure in figures), self.verdict)


def main() -> None:
    """Run every script and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--only", help="only measures of these modules")
    arguments.add_argument("--slow", action="store_true", help="also slow measures: fitting with sites held out")
    arguments.add_argument("--write", type=Path, help="a page of the docs to put the table into")
    options = arguments.parse_args()
    if not measures.BENCHMARKS.is_dir():
        sys.exit(f"{measures.BENCHMARKS.name}/ is not there: nothing to measure with")
    rows = list(_rows(options.only.split(",") if options.only else None, options.slow))
    lines = [*_table(row.cells() for row in rows), "", *_summary(rows)]
    print("\n".join(lines))
    if options.write:
        page = options.write.read_text(encoding="utf-8")
        made = f"{COMMAND}, {datetime.now(UTC):%Y-%m-%d}\n\n```\n" + "\n".join(lines) + "\n```\n"
        options.write.write_text(TABLE.sub(lambda found: found[1] + made + found[2], page), encoding="utf-8")


def _rows(only: list[str] | None, slow: bool) -> Iterator[Row]:
    for script, of_script in measures.load().items():
        shown = [measure for measure in of_script if measure.is_shown]
        if not shown or (only is not None and script.split()[0].rpartition(".")[2] not in only):
            continue
        if not slow and all(measure.slow for measure in shown):
            yield from (Row(measure=measure, note="with --slow") for measure in shown)
            continue
        started = time.monotonic()
        yield from _measured(script, shown)
        print(f"{script}: {time.monotonic() - started:.0f} s", file=sys.stderr)


def _measured(script: str, shown: Iterable[Measure]) -> Iterator[Row]:
    if not measures.is_there(script):
        yield from (Row(measure=measure, note=f"no {script}") for measure in shown)
        return
    try:
        output = measures.output_of(script)
    except subprocess.CalledProcessError as error:
        yield from (Row(measure=measure, note=f"failed with {error.returncode}") for measure in shown)
        return
    for measure in shown:
        figure = measure.figure(output)
        note = "not printed" if figure is None else ""
        yield Row(measure=measure, ours=figure, theirs=measure.their_figure(output), note=note)


def _table(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield the lines of the table, with an empty line between groups of measures."""
    group = ""
    cells = [HEADER, *rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEADER))]
    for row in cells:
        if group not in ("", row[0].partition(":")[0], HEADER[0]):
            yield ""
        group = row[0].partition(":")[0]
        middle = "  ".join(cell.rjust(width) for cell, width in zip(row[1:-1], widths[1:-1], strict=True))
        yield f"{row[0].ljust(widths[0])}  {middle}  {row[-1]}".rstrip()


def _summary(rows: list[Row]) -> Iterator[str]:
    """Yield the number of goals that are met, and the names of measures that miss theirs or were not measured."""
    judged = [row for row in rows if row.ours is not None and row.measure.must is not None]
    missed = [row.measure.name for row in judged if row.verdict == "missed"]
    unmeasured = [row.measure.name for row in rows if row.ours is None]
    yield f"{len(judged) - len(missed)} of {len(judged)} goals are met"
    if missed:
        yield textwrap.fill(f"missed: {'; '.join(missed)}", WIDTH)
    if unmeasured:
        yield textwrap.fill(f"not measured: {'; '.join(unmeasured)}", WIDTH)


def _number(figure: float | None, is_count: bool) -> str:
    if figure is None:
        return "-"
    return f"{figure:.0f}" if is_count else f"{figure:.3f}"


if __name__ == "__main__":
    main()
