"""All commands; the module of a command is imported when the command is called."""

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from etl.cli.console import stdout
from etl.version import code_version

# Group in the help -> its commands. Each is `app` of the module of its name, with one command or several below it.
GROUPS = {
    "Run": ("run", "parse", "reparse", "rejected", "step"),
    "Look": ("formats", "report", "queries", "explain", "verify"),
    "Ask": ("search", "raw", "export"),
    "Administer": ("db", "reader", "forget", "config", "airflow"),
}
GROUP_OF = {name: group for group, names in GROUPS.items() for name in names}


class Commands(TyperGroup):
    """The commands of GROUPS, in that order. (The types of click that typer uses are private.)"""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(GROUP_OF)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in GROUP_OF:
            return None
        command: Any = get_command(import_module(f"etl.cli.{cmd_name}").app)
        command.name, command.rich_help_panel = cmd_name, GROUP_OF[cmd_name]
        return command


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(is_asked: bool) -> None:
    if is_asked:
        stdout.print(f"khabar {code_version()}")
        raise typer.Exit


@app.callback()
def khabar(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="show release and commit")
    ] = False,
) -> None:
    """Load collections of news articles into PostgreSQL."""
