"""`khabar reader watch`: end what readers leave running."""

import time
from typing import Annotated

import typer

from etl.cli.console import stdout
from etl.cli.engines import current_engine
from etl.database import readers
from etl.settings import load_settings

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Those who read: end what they leave running.")


@app.callback()
def _readers() -> None:
    """Keep `watch` a word of its own."""


@app.command()
def watch(
    seconds: Annotated[int | None, typer.Option(min=1, help="longest time; else KHABAR_READER_SECONDS")] = None,
    every: Annotated[int | None, typer.Option(min=1, help="look again after so many seconds, until stopped")] = None,
) -> None:
    """End statements and idle transactions of readers that take too long, and say which."""
    settings = load_settings(reader_seconds=seconds)
    engine = current_engine(settings)
    for found in readers.watch(engine, settings.reader_seconds):
        for session in found:
            stdout.print(readers.describe(session))
        if every is None:
            stdout.print(f"{len(found)} sessions took longer than {settings.reader_seconds} s")
            return
        time.sleep(every)
