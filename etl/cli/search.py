"""Commands that ask the database: report, search, raw, export; and the settings."""

import re
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from etl import stages
from etl.cli.console import data_output, harmless, json_output, print_json_line, say_nothing, stdout
from etl.cli.engines import current_engine
from etl.cli.show import show_answer, show_report
from etl.errors import ConfigError
from etl.output_file import draft_of
from etl.settings import load_settings

config_app = typer.Typer(no_args_is_help=True, help="The settings in force.")
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]

MOST_ROWS = 1_000_000
OPTION = re.compile(r"--[a-z][a-z-]*(=.*)?", re.DOTALL)

NEXT = """
[bold]What next[/bold]
  .venv/bin/khabar db psql          ask with SQL: select * from news.articles;
  .venv/bin/khabar search QUERY     search all texts
  .venv/bin/khabar run FOLDER       load your own files
  make airflow                      run it every night, and watch it in Airflow
  make stop                         stop the database; the data stays"""


class ExportFormat(StrEnum):
    """Forms of an export."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


def report(run: Annotated[int | None, typer.Option(help="number of the run; without it the last")] = None) -> None:
    """Show what a run found, did and left out."""
    show_report(stages.report(current_engine(load_settings()), run))


def queries() -> None:
    """Show the ready queries of sql/queries with their answers, and what to do next."""
    for answer in stages.ready_queries(current_engine(load_settings())):
        show_answer(answer)
    stdout.print(NEXT, markup=True)


def search(
    words: Annotated[list[str], typer.Argument(metavar="QUERY", help='words; "a phrase"; -not; or')],
    language: Annotated[str | None, typer.Option(help="language of the query and the articles: ar, en ...")] = None,
    source: Annotated[str | None, typer.Option(help="outlet, as news.articles has it")] = None,
    since: Day = None,
    until: Day = None,
    max_rows: Annotated[int, typer.Option(min=1, max=MOST_ROWS)] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object per line")] = False,
) -> None:
    """Search all texts, the best hit first."""
    misspelt = next((word for word in words if OPTION.fullmatch(word)), None)
    if misspelt:
        raise ConfigError(f"there is no option {misspelt}: see `khabar search --help`")
    query = " ".join(words)
    engine = current_engine(load_settings())
    answer = stages.search(
        engine,
        query,
        language=language,
        source=source,
        since=since.date() if since else None,
        until=until.date() if until else None,
        max_rows=max_rows,
    )
    if as_json:
        for row in answer.rows:
            print_json_line(dict(zip(answer.columns, row, strict=True)))
    elif answer.rows:
        show_answer(answer)
    if not answer.rows:
        say_nothing(f"nothing found{stages.why_nothing(engine, query, language, source)}", as_json=as_json)


def raw(article_id: Annotated[int, typer.Argument(metavar="ID", help="article_id of news.articles")]) -> None:
    """Print the very bytes that an article's current revision was made of."""
    settings = load_settings()
    output = data_output()
    output.write(stages.raw(current_engine(settings), settings, article_id))
    output.flush()


def export(
    view: Annotated[str, typer.Argument(help="a view of schema news: articles, facts, sections ...")] = "articles",
    form: Annotated[ExportFormat, typer.Option("--format")] = ExportFormat.JSONL,
    where: Annotated[list[str] | None, typer.Option(help="COLUMN=VALUE, COLUMN>=VALUE or COLUMN<=VALUE")] = None,
    output: Annotated[Path | None, typer.Option(help="file to write; without it stdout")] = None,
) -> None:
    """Write a view as CSV, JSON lines or Parquet."""
    engine = current_engine(load_settings())
    if output is None:
        if form is ExportFormat.PARQUET and sys.stdout.isatty():
            raise ConfigError("Parquet is nothing for a terminal: give --output FILE")
        to_stdout = json_output() if form is ExportFormat.JSONL else data_output()
        stages.export(engine, view, form, where or [], to_stdout)
        to_stdout.flush()
    else:
        with draft_of(output) as draft, draft.open("wb") as file:
            stages.export(engine, view, form, where or [], file)


@config_app.command("show")
def show_config(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Show every setting and its value; secrets are masked."""
    settings = load_settings()
    if as_json:
        stdout.print_json(settings.model_dump_json())
        return
    for name, field in type(settings).model_fields.items():
        value, description = harmless(str(getattr(settings, name))), field.description or ""
        stdout.print(Text.assemble((f"KHABAR_{name.upper()}", "bold"), f" = {value}  ", (description, "dim")))
