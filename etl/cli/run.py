"""`khabar run`: files into the tables, and what came of it."""

import secrets
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text
from sqlalchemy import Engine

from etl import stages
from etl.cli.console import harmless, run_progress, stderr, stdout
from etl.cli.engines import prepared_engine
from etl.cli.show import counts_of, show_report
from etl.settings import Settings, load_settings

FAILED = 1
TOO_MANY_REJECTS = 3

Workers = Annotated[int | None, typer.Option(min=0, help="processes; 0 is one per processor")]
AsJson = Annotated[bool, typer.Option("--json", help="print the counts as one JSON object")]


def run(
    paths: Annotated[list[Path], typer.Argument(help="files or folders")],
    workers: Workers = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="parse and count; nothing is written")] = False,
    settle_seconds: Annotated[int, typer.Option(min=0, help="leave files younger than this to the next run")] = 0,
    as_json: AsJson = False,
) -> None:
    """Load files into the database; what is there already stays as it is."""
    settings = load_settings(settle_seconds=settle_seconds, workers=workers)
    inputs = stages.inputs_of(paths, settings)
    if dry_run:
        stdout.print_json(data=stages.count_outcomes(paths, settings))
        return
    engine = prepared_engine(settings)
    planned = stages.plan(engine, settings, inputs, dag_id="khabar run", dag_run_id=secrets.token_hex(8), max_shards=1)
    finish(engine, settings, planned, as_json=as_json)


def finish(
    engine: Engine,
    settings: Settings,
    planned: stages.Plan,
    *,
    chosen: stages.ChosenFiles | None = None,
    as_json: bool = False,
) -> None:
    """Process, index, check and publish a plan of one shard, and show what came of it."""
    with stages.working_on(engine, planned.run_id):
        changes, failures = _work(engine, settings, planned, chosen)
        too_many = stages.too_many_rejects(engine, planned.run_id, settings)
        counts = stages.publish(engine, planned.run_id, failure=stages.failure_of(failures, too_many))
    if as_json:
        stdout.print_json(data=counts | (counts_of(changes) if chosen is not None else {}))
    else:
        show_report(stages.report(engine, planned.run_id), changes)
    exit_code(failures, too_many)


def _work(
    engine: Engine, settings: Settings, planned: stages.Plan, chosen: stages.ChosenFiles | None
) -> tuple[Counter[stages.Change], list[stages.Failure]]:
    """Process, index and check; what reading units again has changed, and what the checks found."""
    with run_progress(planned.files, planned.bytes) as progress:
        saved = stages.process(engine, settings, planned.run_id, 0, progress=progress, chosen=chosen)
    with stderr.status("indexing the texts"):
        stages.index_text(engine)
    return saved.changes, stages.check(engine, planned.run_id)


def exit_code(failures: list[stages.Failure], too_many: str | None) -> None:
    """End the program with 1 if a check failed, with 3 if too much was rejected; else return."""
    for failure in failures:
        stderr.print(Text.assemble((f"check {failure.check} failed:", "red"), " ", harmless(failure.detail)))
    if too_many:
        stderr.print(too_many, style="red")
    if failures:
        raise typer.Exit(FAILED)
    if too_many:
        raise typer.Exit(TOO_MANY_REJECTS)
