"""Runs and queries as text for the terminal."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from html import unescape

from rich import box
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from etl.ask.report import Answer, Report
from etl.cli.console import harmless, stdout
from etl.load.reparse_changes import Change

MARK = ("<mark>", "</mark>")  # round the hits in a snippet of news.search
SNIPPET = "snippet"  # the column of news.search that is shown below the others
GAP = 3  # characters between two columns
MAX_CELL_CHARS = 60
OUTCOMES = (
    ("loaded", "new articles"),
    ("revised", "changed versions of known articles"),
    ("unchanged", "units that repeat a known version"),
    ("rejected", "units that could not become articles"),
    ("skipped", "units left out, each with a reason"),
    ("known", "units loaded by an earlier run"),
)
CHANGES = {
    Change.SAME: "units that are the same as before",
    Change.TEXT: "units replaced: the text of their article differs",
    Change.FIELDS: "units replaced: the same text, but other dates, names or labels",
    Change.MERGED: "units that now repeat another revision; one of the two is kept",
    Change.OTHER_ARTICLE: "units that now belong to another article",
    Change.WITHDRAWN: "units that were articles and no longer are",
    Change.NEWLY_READ: "units that were not articles and now are",
    Change.OTHER_REASON: "units that are still not articles, for another reason",
    Change.REMOVED: "units that are no longer found in their files; their rows are deleted",
}


def counts_of(changes: Mapping[Change, int]) -> dict[str, int]:
    """Every kind of change, with its number of units."""
    return {str(kind): changes.get(kind, 0) for kind in Change}


def show_report(report: Report, changes: Counter[Change] | None = None) -> None:
    """Show what a run found, loaded and left out; for a run of `reparse` that has just ended, also what it changed."""
    if report.is_again:
        _show_again(report, changes or Counter())
    else:
        _show_run(report)
    for answer in (report.articles, report.refused):
        if answer.rows:
            show_answer(answer)


def show_changes(changes: Mapping[Change, int]) -> None:
    """Show the number of units by kind of change, without the kinds that have none."""
    for kind, meaning in CHANGES.items():
        if changes.get(kind):
            stdout.print(f"  {changes[kind]:>7,} {kind:<14} {meaning}")


def _show_again(report: Report, changes: Counter[Change]) -> None:
    stdout.print(f"[bold]Run {report.run_id}[/bold]: {report.files} files to read again", markup=True)
    if report.changed_files:
        stdout.print(f"  {report.changed_files} are gone or have changed: their rows stay as they are")
    counts = report.counts
    articles = counts["loaded"] + counts["revised"] + counts["unchanged"]
    stdout.print(
        f"  {articles:>7,} units that are articles, {counts['rejected']:,} rejected, {counts['skipped']:,} skipped"
    )
    show_changes(changes)


def _show_run(report: Report) -> None:
    stdout.print(f"[bold]Run {report.run_id}[/bold]: {report.files} files to read", end="", markup=True)
    stdout.print(f", {report.known_files} already loaded, {report.waiting_files} still being written")
    if report.elsewhere_files:
        stdout.print(f"  {report.elsewhere_files} were read by another run, which counts their new units")
    if report.changed_files:
        stdout.print(f"  {report.changed_files} changed while they were read: the next run reads the rest")
    if report.skipped_files:
        kinds = ", ".join(f"{count} {reason}" for reason, count in sorted(report.skipped_files.items()))
        stdout.print(f"  not opened: {kinds}")
    for outcome, meaning in OUTCOMES:
        if report.counts[outcome] or outcome in ("loaded", "rejected"):
            stdout.print(f"  {report.counts[outcome]:>7,} {outcome:<10} {meaning}")
    if report.units_again:
        stdout.print(f"  {report.units_again:>7,} {'again':<10} of these: units that an earlier run had rejected")
    if not (report.counts["loaded"] or report.counts["revised"]):
        stdout.print("Nothing new: no article was written.")


def show_answer(answer: Answer) -> None:
    """Show a table with a title. A query is shown above its result, and hits in snippets are marked."""
    stdout.print()
    stdout.print(Text(harmless(answer.title), style="bold"))
    if answer.sql:
        stdout.print(Text(answer.sql, style="cyan"))
    if SNIPPET in answer.columns:
        _show_hits(answer)
    else:
        _show_table(answer)


def _show_hits(answer: Answer) -> None:
    """Show hits below each other: one line about the article, then the snippet."""
    for row in answer.rows:
        values = dict(zip(answer.columns, row, strict=True))
        snippet = _marked(values.pop(SNIPPET) or "")
        stdout.print(Text(" · ").join(cell for cell in map(_cell, values.values()) if cell), style="dim")
        stdout.print(Padding(snippet, (0, 0, 1, 2)), soft_wrap=False)


def _show_table(answer: Answer) -> None:
    """Show a table without the columns that are empty in every row."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    filled = [number for number in range(len(answer.columns)) if any(row[number] is not None for row in answer.rows)]
    columns = [answer.columns[number] for number in filled]
    rows = [[_cell(row[number]) for number in filled] for row in answer.rows]
    widest = [max([len(column), *(row[number].cell_len for row in rows)]) for number, column in enumerate(columns)]
    for column, width in zip(columns, _fitting(widest), strict=True):
        table.add_column(column, no_wrap=True, overflow="ellipsis", width=width)
    for row in rows:
        table.add_row(*row)
    stdout.print(table, soft_wrap=False)


def _fitting(widths: list[int]) -> list[int]:
    """Widths that fit the terminal: only the widest columns shrink."""
    fitting = list(widths)
    while sum(fitting) + GAP * len(fitting) > stdout.width and max(fitting) > 1:
        fitting[fitting.index(max(fitting))] -= 1
    return fitting


def _cell(value: object) -> Text:
    """A value as text on one line, shortened if necessary."""
    if value is None:
        return Text("")
    if isinstance(value, int | float | Decimal):
        return Text(str(value), justify="right")
    text = harmless(str(value))
    return Text(text if len(text) <= MAX_CELL_CHARS else text[: MAX_CELL_CHARS - 1] + "…")


def _marked(text: str) -> Text:
    """A snippet as text: its HTML becomes colour, or brackets if there is no colour."""
    cell = Text()
    on_one_line = " ".join(text.split())
    for number, piece in enumerate(on_one_line.replace(MARK[1], MARK[0]).split(MARK[0])):
        shown = harmless(unescape(piece))
        if number % 2 == 0:
            cell.append(shown)
        else:
            cell.append(shown if stdout.color_system else f"[{shown}]", style="bold yellow")
    return cell
