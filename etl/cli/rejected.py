"""`khabar rejected`: what could not become an article, why, and another try."""

import json
import secrets
from typing import Annotated

import typer

from etl import stages
from etl.cli.ask import MOST_ROWS
from etl.cli.console import stdout
from etl.cli.engines import current_engine, prepared_engine
from etl.cli.run import AsJson, finish
from etl.cli.show import show_answer
from etl.load import server
from etl.settings import load_settings

app = typer.Typer(no_args_is_help=True, help="Units that were rejected.")


@app.command("list")
def list_rejected(
    reason: Annotated[str | None, typer.Option(help="only this reason")] = None,
    max_rows: Annotated[int, typer.Option(min=1, max=MOST_ROWS)] = 100,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object per line")] = False,
) -> None:
    """List rejected units that no later try has resolved."""
    answer = stages.rejected_units(current_engine(load_settings()), reason, max_rows)
    if as_json:
        for row in answer.rows:
            print(json.dumps(dict(zip(answer.columns, row, strict=True)), ensure_ascii=False, default=str))
    elif answer.rows:
        show_answer(answer)
    else:
        stdout.print("nothing is rejected")


@app.command()
def retry(as_json: AsJson = False) -> None:
    """Try all rejected units again, with the present code and settings."""
    settings = load_settings()
    server.require_made(settings)
    engine = prepared_engine(settings)
    planned = stages.plan_retry(engine, settings, dag_id="khabar rejected retry", dag_run_id=secrets.token_hex(8))
    if planned is None:
        stdout.print("nothing is rejected")
        return
    finish(engine, settings, planned, again=True, as_json=as_json)
