"""Report the failed checks of a run on stderr, and end the program with its exit code."""

import typer
from rich.text import Text

from etl.cli.console import harmless, stderr
from etl.cli.exit_codes import FAILED, TOO_MANY_REJECTS
from etl.stages.check import Failure


def exit_code(failures: list[Failure], too_many: str | None) -> None:
    """End the program with 1 if a check failed, with 3 if too much was rejected; otherwise return."""
    for failure in failures:
        stderr.print(Text.assemble((f"check {failure.check} failed:", "red"), " ", harmless(failure.detail)))
    if too_many:
        stderr.print(too_many, style="red")
    if failures:
        raise typer.Exit(FAILED)
    if too_many:
        raise typer.Exit(TOO_MANY_REJECTS)
