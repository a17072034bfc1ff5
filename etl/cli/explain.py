"""`khabar explain`: a page that shows a document beside its article, with the reasons."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from etl.atomic_file import draft_of
from etl.cli.console import harmless, stderr, stdout
from etl.cli.exit_codes import FAILED
from etl.cli.options import MOST
from etl.documents import Outcome, Refusal
from etl.errors import ConfigError
from etl.explain.explain_unit import Explained, explain
from etl.explain.page import render_page
from etl.settings import load_settings

app = typer.Typer(add_completion=False)


@app.command()
def command(
    file: Annotated[Path, typer.Argument(help="a file, or a container of several documents")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="page to write; default: FILE.explain.html in this folder")
    ] = None,
    member: Annotated[
        str | None, typer.Option(help="member of an archive, by its name in the output of `parse`")
    ] = None,
    position: Annotated[
        int | None, typer.Option(min=0, max=MOST, help="number of the unit in the file or member; 0 is the first")
    ] = None,
) -> None:
    """Write an HTML page that shows a document beside its article, with the reasons for each decision."""
    settings = load_settings()
    if file.is_dir():
        raise ConfigError(f"{file} is a folder: give one file")
    if not file.is_file():
        raise ConfigError(f"no such file: {file}")
    explained = explain(file, settings, member=member, position=position)
    _say_how_many(explained)
    result = explained.result
    if isinstance(result, Refusal):
        word = "rejected" if result.outcome is Outcome.REJECTED else "skipped"
        stderr.print(Text.assemble((f"{word}: {result.reason}", "red"), ": ", harmless(result.detail)), soft_wrap=True)
        raise typer.Exit(FAILED)
    target = output or Path(_page_name(file, result.document.origin.member_no, result.document.origin.position))
    with draft_of(target) as draft:
        draft.write_text(render_page(explained, result), encoding="utf-8")
    stdout.print(harmless(str(target)))


def _say_how_many(explained: Explained) -> None:
    if explained.unit_count > 1:
        unit = explained.result if isinstance(explained.result, Refusal) else explained.result.document
        count = f"{explained.unit_count:,}" if explained.is_whole_count else f"more than {explained.unit_count:,}"
        place = f"position {unit.origin.position}" + (
            f" of {unit.origin.member}" if unit.origin.member is not None else ""
        )
        stderr.print(harmless(f"one of {count} units: {place}; --member and --position choose another"), soft_wrap=True)


def _page_name(file: Path, member_no: int, position: int) -> str:
    numbers = [str(number) for number in (member_no, position) if number]
    return ".".join((file.name, *numbers, "explain.html"))
