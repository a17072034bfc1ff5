"""`khabar rejected`: what could not become an article, why, and how to try again."""

import re
import secrets
from dataclasses import replace
from typing import Annotated

import typer
from rich.text import Text

from etl.ask.rejected import rejected_unit, rejected_units
from etl.ask.report import Answer
from etl.cli.console import harmless, print_json_line, say_nothing, stderr, stdout
from etl.cli.engines import current_engine, prepared_engine
from etl.cli.options import MOST_ROWS, AsJson
from etl.cli.run_plan import finish
from etl.cli.show_results import show_answer
from etl.errors import ConfigError
from etl.load.retries import RejectedChoice
from etl.postgres import server
from etl.refusal_reasons import REASONS
from etl.settings import load_settings
from etl.stages.retry import plan_retry

app = typer.Typer(add_completion=False, no_args_is_help=True, help="List, inspect and retry rejected units.")

UNIT = re.compile(r"\d+:\d+:\d+")
STATES = ("open", "waiting", "quarantined", "resolved")
# What fits a terminal beside each other; --json and `show` have the rest.
LISTED = ("unit", "uri", "member", "reason", "detail", "state", "attempts")
# Longer than any name in it: the names stand below each other.
NAME_WIDTH = max(map(len, ("resolved_run_id", "last_tried_at"))) + 2

ByReason = Annotated[str | None, typer.Option("--reason", help="only this reason; docs/formats.md lists them")]
ByFormat = Annotated[
    str | None,
    typer.Option("--format", help="only this format, or this container if it was broken: html, gzip ..."),
]
BySource = Annotated[
    str | None,
    typer.Option(
        "--source",
        help="only this source: the host from which a unit was fetched, without www; or, if its container gives no "
        "address, its input root",
    ),
]
ByRun = Annotated[
    int | None, typer.Option("--run", help="only units that this run was the first to reject or the last to try")
]
ByState = Annotated[str | None, typer.Option("--state", help=f"{', '.join(STATES)}; default: all but resolved")]
ByPath = Annotated[str | None, typer.Option("--path", help="only files whose path matches: 'agency/*.html'")]


@app.command("list")
def list_rejected(
    reason: ByReason = None,
    form: ByFormat = None,
    source: BySource = None,
    run: ByRun = None,
    state: ByState = None,
    path: ByPath = None,
    max_rows: Annotated[int, typer.Option(min=1, max=MOST_ROWS, help="maximum number of units")] = 100,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object per unit and line")] = False,
) -> None:
    """List rejected units; the first column is the name of the unit for `show` and `retry`."""
    choice = _choice(reason, form, source, run, path, state=state)
    answer, count = rejected_units(current_engine(load_settings()), choice, max_rows)
    if as_json:
        for row in answer.rows:
            print_json_line(dict(zip(answer.columns, row, strict=True)))
    elif answer.rows:
        show_answer(_narrow(answer))
    if not answer.rows:
        say_nothing(_nothing(choice), as_json=as_json)
    if count > len(answer.rows):
        stderr.print(f"{len(answer.rows):,} of {count:,}: --max-rows shows more", soft_wrap=True)


@app.command()
def show(
    unit: Annotated[str, typer.Argument(metavar="UNIT", help="name of the unit, as in `list`: FILE:MEMBER:POSITION")],
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
) -> None:
    """Show everything known about one rejected unit: place, reason, first bytes, tries, and what to do."""
    found = rejected_unit(current_engine(load_settings()), _unit(unit))
    if as_json:
        print_json_line(found)
        return
    for name, value in found.items():
        if value is not None:
            stdout.print(Text.assemble((f"{name:<{NAME_WIDTH}}", "dim"), harmless(str(value))))


@app.command()
def retry(
    unit: Annotated[str | None, typer.Argument(metavar="[UNIT]", help="only this unit, as in `list`")] = None,
    reason: ByReason = None,
    form: ByFormat = None,
    source: BySource = None,
    run: ByRun = None,
    state: ByState = None,
    path: ByPath = None,
    as_json: AsJson = False,
) -> None:
    """Try rejected units again with the present files, code and settings."""
    choice = _choice(reason, form, source, run, path, state=state, unit=_unit(unit) if unit else None)
    settings = load_settings()
    server.require_made(settings)
    engine = prepared_engine(settings)
    if unit:
        rejected_unit(engine, unit)  # raises NotThere
    planned = plan_retry(engine, settings, choice, dag_id="khabar rejected retry", dag_run_id=secrets.token_hex(8))
    if planned.gone_units:
        stderr.print(f"not tried: {planned.gone_units:,} units, because their files are gone", soft_wrap=True)
    if planned.plan is not None:
        finish(engine, settings, planned.plan, as_json=as_json)
    elif not planned.gone_units:
        say_nothing(_nothing(choice), as_json=as_json)


def _nothing(choice: RejectedChoice) -> str:
    return "nothing is rejected" if choice == RejectedChoice() else "no rejection matches"


def _narrow(answer: Answer) -> Answer:
    """The same rows with only the columns of LISTED."""
    places = [answer.columns.index(name) for name in LISTED]
    return replace(answer, columns=LISTED, rows=[tuple(row[place] for place in places) for row in answer.rows])


def _choice(
    reason: str | None,
    form: str | None,
    source: str | None,
    run: int | None,
    path: str | None,
    *,
    state: str | None,
    unit: str | None = None,
) -> RejectedChoice:
    if state is not None and state not in STATES:
        raise ConfigError(f"there is no state {state}; the states are {', '.join(STATES)}")
    if reason is not None and reason not in REASONS:
        raise ConfigError(f"there is no reason {reason}; docs/formats.md lists the reasons")
    return RejectedChoice(
        reason=reason, format=form, source=source, run_id=run, state=state, path=_like(path), unit=unit
    )


def _like(path: str | None) -> str | None:
    """A shell pattern with * and ? as a pattern for LIKE."""
    if path is None:
        return None
    escaped = re.sub(r"([\\%_])", r"\\\1", path)
    return escaped.replace("*", "%").replace("?", "_")


def _unit(unit: str) -> str:
    if not UNIT.fullmatch(unit):
        raise ConfigError(
            f"{unit!r} is not the name of a unit: give FILE:MEMBER:POSITION, as `khabar rejected list` shows it"
        )
    return unit
