"""`khabar report`: what a run found, loaded and left out."""

from typing import Annotated

import typer

from etl.ask.report import report
from etl.cli.engines import current_engine
from etl.cli.show_results import show_report
from etl.settings import load_settings

app = typer.Typer(add_completion=False)


@app.command()
def command(run: Annotated[int | None, typer.Option(help="number of the run; default: the last one")] = None) -> None:
    """Show what a run found, loaded and left out."""
    show_report(report(current_engine(load_settings()), run))
