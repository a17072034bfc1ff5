"""`khabar formats`: the files and documents that Khabar reads."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer
from rich.padding import Padding
from rich.text import Text

from etl.cli.console import stdout
from etl.extras import Extra
from etl.ingest import CONTAINERS
from etl.ingest.container import Container
from etl.parse import FORMATS
from etl.parse.format import Format

app = typer.Typer(add_completion=False)

Row = Mapping[str, Any]


@app.command()
def formats(
    as_json: Annotated[bool, typer.Option("--json", help="print the list as one JSON object")] = False,
) -> None:
    """List the containers and formats in the order in which they are tried, and the extras that some need."""
    containers, documents = list(map(_row, CONTAINERS)), list(map(_row, FORMATS))
    if as_json:
        stdout.print_json(data={"containers": containers, "formats": documents})
        return
    _show("Containers: files that contain documents", containers)
    _show("Formats: documents", documents)


def _row(form: Container | Format) -> Row:
    extra = form.extra if isinstance(form, Container) else None
    texts = {"name": form.name, "what": form.what, "recognised_by": form.recognised_by, "becomes": form.becomes}
    return texts | {"extra": _extra(extra) if extra else None}


def _extra(extra: Extra) -> Row:
    return {"name": extra.name, "is_installed": extra.is_installed(), "command": extra.command}


def _show(title: str, rows: Iterable[Row]) -> None:
    stdout.print(Text(f"\n{title}", style="bold"))
    for row in rows:
        stdout.print(Text.assemble("\n", (row["name"], "bold"), f"  {row['what']}"), soft_wrap=False)
        for words in _details(row):
            stdout.print(Padding(Text(words, style="dim"), (0, 0, 0, 2)), soft_wrap=False)


def _details(row: Row) -> Iterable[str]:
    yield f"recognised by: {row['recognised_by']}"
    yield f"becomes: {row['becomes']}"
    if extra := row["extra"]:
        state = "installed" if extra["is_installed"] else f"not installed; run {extra['command']}"
        yield f"extra: {extra['name']}, {state}"
