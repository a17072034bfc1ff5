"""Runs and queries as text for the terminal."""

from decimal import Decimal
from html import unescape

from rich import box
from rich.table import Table
from rich.text import Text

from etl.cli.console import harmless, stdout
from etl.stages import Answer, Report

MARK = ("<mark>", "</mark>")  # round the hits in a snippet of news.search
SNIPPET = "snippet"  # the column of news.search that may take several lines
GAP = 3  # characters between two columns
MAX_CELL_CHARS = 60
OUTCOMES = (
    ("loaded", "new articles"),
    ("revised", "new revisions of known articles"),
    ("unchanged", "units that show what is known already"),
    ("rejected", "units rejected"),
    ("skipped", "units skipped"),
    ("known", "units loaded by an earlier run"),
)


def show_report(report: Report) -> None:
    """What a run found, did, and left out."""
    stdout.print(f"[bold]Run {report.run_id}[/bold]: {report.files} files to read", end="", markup=True)
    stdout.print(f", {report.known_files} known and not opened, {report.waiting_files} too young")
    for outcome, meaning in OUTCOMES:
        if report.counts[outcome] or outcome in ("loaded", "rejected"):
            stdout.print(f"  {report.counts[outcome]:>7,} {outcome:<10} {meaning}")
    if not (report.counts["loaded"] or report.counts["revised"]):
        stdout.print("Nothing new: no article was written.")
    for answer in (report.articles, report.refused):
        if answer.rows:
            show_answer(answer)


def show_answer(answer: Answer) -> None:
    """A titled table; a query is shown above its answer, hits in snippets are marked."""
    stdout.print()
    stdout.print(Text(harmless(answer.title), style="bold"))
    if answer.sql:
        stdout.print(Text(answer.sql, style="cyan"))
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    rows = [[_cell(value) for value in row] for row in answer.rows]
    widest = [
        max([len(column), *(row[number].cell_len for row in rows)]) for number, column in enumerate(answer.columns)
    ]
    for column, width in zip(answer.columns, _fitting(widest), strict=True):
        table.add_column(column, no_wrap=column != SNIPPET, overflow="ellipsis", width=width)
    for row in rows:
        table.add_row(*row)
    stdout.print(table, soft_wrap=False)


def _fitting(widths: list[int]) -> list[int]:
    """Widths that fit the terminal: the widest columns give way, the others stay as they are."""
    fitting = list(widths)
    while sum(fitting) + GAP * len(fitting) > stdout.width and max(fitting) > 1:
        fitting[fitting.index(max(fitting))] -= 1
    return fitting


def _cell(value: object) -> Text:
    """A value as text: shortened round its first hit, hits in bold; where there is no colour they stand in brackets."""
    if value is None:
        return Text("")
    if isinstance(value, int | float | Decimal):
        return Text(str(value), justify="right")
    text = harmless(" ".join(str(value).split()))
    if MARK[0] not in text and len(text) > MAX_CELL_CHARS:
        text = text[: MAX_CELL_CHARS - 1] + "…"
    return _marked(text) if MARK[0] in text else Text(text)


def _marked(text: str) -> Text:
    """A snippet as text: it is HTML, and hits stand in brackets where there is no colour."""
    cell = Text()
    for number, piece in enumerate(text.replace(MARK[1], MARK[0]).split(MARK[0])):
        shown = harmless(unescape(piece))
        if number % 2 == 0:
            cell.append(shown)
        else:
            cell.append(shown if stdout.color_system else f"[{shown}]", style="bold yellow")
    return cell
