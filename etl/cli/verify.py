"""`khabar verify`: do the tables agree with the input files and with each other?"""

import time
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from etl.cli.console import LINE_SECONDS, harmless, stderr, stdout
from etl.cli.engines import current_engine
from etl.cli.exit_codes import FAILED
from etl.cli.options import MOST
from etl.settings import load_settings
from etl.verify.files import verify
from etl.verify.tally import Tally

app = typer.Typer(add_completion=False)

READ_AGAIN = {"units", "bytes", "contents", "texts"}  # checks that read the files with the present code


@app.command()
def command(
    sample: Annotated[
        int | None, typer.Option(min=1, max=MOST, help="check this many units, chosen at random; default: all")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print the checks as one JSON array")] = False,
) -> None:
    """Compare the tables with the input files and with each other; exit code 1 if something is wrong."""
    settings = load_settings()
    engine = current_engine(settings)
    with stderr.status("checking") as status:
        last = time.monotonic()

        def tell(words: str) -> None:
            nonlocal last
            status.update(words)
            if not stderr.is_terminal and time.monotonic() - last > LINE_SECONDS:
                stderr.print(words, soft_wrap=True)
                last = time.monotonic()

        tallies = verify(engine, settings, sample=sample, tell=tell)
    if as_json:
        stdout.print_json(data=[_as_object(tally) for tally in tallies])
    else:
        _show(tallies)
    if any(tally.wrong for tally in tallies):
        raise typer.Exit(FAILED)


def _as_object(tally: Tally) -> dict[str, object]:
    return {
        "check": tally.check,
        "checked": tally.checked,
        "wrong": tally.wrong,
        "noted": tally.noted,
        "first": tally.first,
    }


def _show(tallies: list[Tally]) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("check")
    for name in ("checked", "wrong", "noted"):
        table.add_column(name, justify="right")
    for tally in tallies:
        table.add_row(tally.check, f"{tally.checked:,}" if tally.checked else "", str(tally.wrong), str(tally.noted))
    stdout.print(table)
    for tally in tallies:
        for words in tally.first:
            stdout.print(harmless(f"{tally.check}: {words}"))
    wrong = sum(tally.wrong for tally in tallies)
    stdout.print(f"{wrong} faults" if wrong else "nothing is wrong")
    if any(tally.wrong for tally in tallies if tally.check in READ_AGAIN):
        stdout.print("if an older version of Khabar loaded these, `khabar reparse` updates them")
