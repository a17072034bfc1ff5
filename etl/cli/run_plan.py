"""Run a plan to its end: load, show progress, report, and set the exit code."""

from collections import Counter

from sqlalchemy import Engine

from etl.ask.report import report
from etl.cli.console import stderr, stdout
from etl.cli.end_run import exit_code
from etl.cli.progress import run_progress
from etl.cli.show_results import counts_of, show_report
from etl.load.reparse_changes import Change
from etl.settings import Settings
from etl.stages.check import Failure, check, failure_of, too_many_rejects
from etl.stages.hold_run import working_on
from etl.stages.index import index_text
from etl.stages.plan import Plan
from etl.stages.plan_again import ChosenFiles
from etl.stages.process import process
from etl.stages.publish import publish


def finish(
    engine: Engine,
    settings: Settings,
    planned: Plan,
    *,
    chosen: ChosenFiles | None = None,
    as_json: bool = False,
) -> None:
    """Process, index, check and publish a plan with one shard, and show the result."""
    with working_on(engine, planned.run_id):
        changes, failures = _work(engine, settings, planned, chosen)
        too_many = too_many_rejects(engine, planned.run_id, settings)
        counts = publish(engine, planned.run_id, failure=failure_of(failures, too_many))
    if as_json:
        stdout.print_json(data=counts | (counts_of(changes) if chosen is not None else {}))
    else:
        show_report(report(engine, planned.run_id), changes)
    exit_code(failures, too_many)


def _work(
    engine: Engine, settings: Settings, planned: Plan, chosen: ChosenFiles | None
) -> tuple[Counter[Change], list[Failure]]:
    """Process, index and check; returns the changes of `khabar reparse`, and the failures of the checks."""
    with run_progress(planned.files, planned.bytes) as progress:
        saved = process(engine, settings, planned.run_id, 0, progress=progress, chosen=chosen)
    with stderr.status("indexing the texts"):
        index_text(engine)
    return saved.changes.by_kind, check(engine, planned.run_id)
