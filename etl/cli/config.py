"""`khabar config`: the settings in use."""

from typing import Annotated

import typer
from rich.text import Text

from etl.cli.console import harmless, stdout
from etl.settings import load_settings

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Show the settings.")


@app.callback()
def _config() -> None:
    """Make `show` a subcommand: typer would leave out the name of a single command."""


@app.command()
def show(
    as_json: Annotated[bool, typer.Option("--json", help="print the settings as one JSON object")] = False,
) -> None:
    """Show every setting and its value; secrets are masked."""
    settings = load_settings()
    if as_json:
        stdout.print_json(settings.model_dump_json())
        return
    for name, field in type(settings).model_fields.items():
        value, description = harmless(str(getattr(settings, name))), field.description or ""
        stdout.print(Text.assemble((f"KHABAR_{name.upper()}", "bold"), f" = {value}  ", (description, "dim")))
