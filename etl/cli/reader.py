"""`khabar reader watch`: end long-running sessions of readers."""

import time
from typing import Annotated

import typer

from etl.cli.console import stdout
from etl.cli.engines import current_engine
from etl.cli.options import MOST
from etl.database import reader_sessions
from etl.settings import load_settings

app = typer.Typer(add_completion=False, no_args_is_help=True, help="End long-running sessions of readers.")


@app.callback()
def _readers() -> None:
    """Make `watch` a subcommand: typer would leave out the name of a single command."""


@app.command()
def watch(
    seconds: Annotated[
        int | None,
        typer.Option(
            min=1, max=MOST, help="maximum time of a statement or transaction; default: KHABAR_READER_SECONDS"
        ),
    ] = None,
    every: Annotated[
        int | None, typer.Option(min=1, max=MOST, help="look again after this many seconds, until stopped")
    ] = None,
) -> None:
    """End sessions of readers whose statement or transaction takes too long, and list them."""
    settings = load_settings(reader_seconds=seconds)
    engine = current_engine(settings)
    for found in reader_sessions.watch(engine, settings.reader_seconds):
        for session in found:
            stdout.print(reader_sessions.describe(session))
        if every is None:
            stdout.print(f"{len(found)} sessions took longer than {settings.reader_seconds} s")
            return
        time.sleep(every)
