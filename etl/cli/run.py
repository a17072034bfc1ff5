"""`khabar run`: load files into the tables, and show the result."""

import secrets
from pathlib import Path
from typing import Annotated

import typer

from etl.cli.console import stdout
from etl.cli.engines import prepared_engine
from etl.cli.options import MOST, AsJson, Workers
from etl.cli.run_plan import finish
from etl.settings import load_settings
from etl.stages.parse_files import count_outcomes
from etl.stages.plan import inputs_of, plan

app = typer.Typer(add_completion=False)


@app.command()
def command(
    paths: Annotated[list[Path], typer.Argument(help="files or folders")],
    workers: Workers = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="parse all files, even loaded ones, and print the counts; write nothing")
    ] = False,
    settle_seconds: Annotated[
        int,
        typer.Option(min=0, max=MOST, help="leave files that were modified within this many seconds to the next run"),
    ] = 0,
    as_json: AsJson = False,
) -> None:
    """Load files into the database; files that are already loaded are skipped."""
    settings = load_settings(settle_seconds=settle_seconds, workers=workers)
    inputs = inputs_of(paths, settings)
    if dry_run:
        stdout.print_json(data=count_outcomes(paths, settings))
        return
    engine = prepared_engine(settings)
    planned = plan(engine, settings, inputs, dag_id="khabar run", dag_run_id=secrets.token_hex(8), max_shards=1)
    finish(engine, settings, planned, as_json=as_json)
