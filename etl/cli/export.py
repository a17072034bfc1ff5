"""`khabar export`: a view as a file."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from etl.ask.export import export
from etl.atomic_file import draft_of
from etl.cli.console import data_output, json_output
from etl.cli.engines import current_engine
from etl.errors import ConfigError
from etl.settings import load_settings

app = typer.Typer(add_completion=False)


class ExportFormat(StrEnum):
    """Formats of an export."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


@app.command()
def command(
    view: Annotated[str, typer.Argument(help="a view of schema news: articles, facts, sections ...")] = "articles",
    form: Annotated[ExportFormat, typer.Option("--format", help="format of the file")] = ExportFormat.JSONL,
    where: Annotated[list[str] | None, typer.Option(help="COLUMN=VALUE, COLUMN>=VALUE or COLUMN<=VALUE")] = None,
    output: Annotated[Path | None, typer.Option(help="file to write; default: stdout")] = None,
) -> None:
    """Write a view as CSV, JSON lines or Parquet."""
    engine = current_engine(load_settings())
    if output is None:
        if form is ExportFormat.PARQUET and sys.stdout.isatty():
            raise ConfigError("Parquet cannot be written to a terminal: add --output FILE")
        to_stdout = json_output() if form is ExportFormat.JSONL else data_output()
        export(engine, view, form, where or [], to_stdout)
        to_stdout.flush()
    else:
        with draft_of(output) as draft, draft.open("wb") as file:
            export(engine, view, form, where or [], file)
