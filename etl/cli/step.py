"""`khabar step`: the steps of a night as separate commands for the DAG. Each prints one JSON object."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from etl.cli.console import print_json_line
from etl.cli.end_run import exit_code
from etl.cli.engines import engine_of_run, prepared_engine
from etl.cli.options import MOST
from etl.documents import Outcome
from etl.errors import ConfigError
from etl.settings import MEGABYTE, load_settings
from etl.stages.check import check, failure_of, too_many_rejects
from etl.stages.hold_run import working_on
from etl.stages.index import index_text
from etl.stages.plan import plan, roots_of
from etl.stages.publish import publish

app = typer.Typer(add_completion=False, no_args_is_help=True, help="The steps of a nightly run, as the DAG calls them.")
RunId = Annotated[int, typer.Argument(metavar="RUN", help="number of the run, as `step plan` printed it")]


@app.command("plan")
def plan_step(
    dag_id: Annotated[str, typer.Option(help="id of the DAG")],
    run_id: Annotated[str, typer.Option(help="id of the DAG run; a repeated call with it gives the same shards")],
    root: Annotated[
        list[str] | None, typer.Option(help="input root as NAME=FOLDER; default: those of the settings")
    ] = None,
    source: Annotated[
        list[str] | None, typer.Option(help="shell pattern; only files whose path matches are read")
    ] = None,
    max_files: Annotated[int | None, typer.Option(min=1, max=MOST, help="maximum number of files")] = None,
    settle_seconds: Annotated[
        int | None,
        typer.Option(min=0, max=MOST, help="leave files that were modified within this many seconds to the next run"),
    ] = None,
) -> None:
    """Choose the files of a run and distribute them over at most 64 shards."""
    settings = load_settings(sources=tuple(source) if source else None, settle_seconds=settle_seconds)
    if root:
        # Given to load_settings they would be joined with the roots of the environment.
        settings = settings.model_copy(update={"input_roots": dict(_named(given) for given in root)})
    planned = plan(
        prepared_engine(settings),
        settings,
        roots_of(settings),
        dag_id=dag_id,
        dag_run_id=run_id,
        max_files=max_files,
    )
    shards = [asdict(shard) | {"label": _label(shard.files, shard.bytes)} for shard in planned.shards]
    _print(asdict(planned) | {"shards": shards})


@app.command("shard")
def shard_step(run: RunId, number: Annotated[int, typer.Argument(metavar="SHARD", help="number of the shard")]) -> None:
    """Load one shard into the tables. It may be repeated."""
    from etl.stages.process import process  # with every parser: the other steps need none

    settings = load_settings()
    engine = engine_of_run(settings, run)
    with working_on(engine, run):
        saved = process(engine, settings, run, number)
    _print({str(outcome): saved.outcomes[outcome] for outcome in Outcome})


@app.command("index")
def index_step(run: RunId) -> None:
    """Bring the full-text index up to date."""
    engine = engine_of_run(load_settings(), run)
    with working_on(engine, run):
        indexed = index_text(engine)
    _print({"run_id": run, "indexed": indexed})


@app.command("check")
def check_step(run: RunId) -> None:
    """Check the tables, and the share of rejected units of this run."""
    settings = load_settings()
    engine = engine_of_run(settings, run)
    with working_on(engine, run):
        failures = check(engine, run)
        too_many = too_many_rejects(engine, run, settings)
        if failure := failure_of(failures, too_many):
            publish(engine, run, failure=failure)
    _print({"run_id": run, "failed_checks": [failure.check for failure in failures]})
    exit_code(failures, too_many)


@app.command("publish")
def publish_step(run: RunId) -> None:
    """Mark the run as done and print its counts."""
    _print(publish(engine_of_run(load_settings(), run), run))


def _named(given: str) -> tuple[str, Path]:
    name, separator, folder = given.partition("=")
    if not (name and separator and folder):
        raise ConfigError(f"an input root must be given as NAME=FOLDER, not as {given!r}")
    return name, Path(folder)


def _label(files: int, size: int) -> str:
    amount = f"{size / MEGABYTE:.1f} MB" if size >= MEGABYTE else f"{size / 1024:.0f} kB"
    return f"{files} file{'s' * (files != 1)}, {amount}"


def _print(counts: dict[str, Any]) -> None:
    print_json_line(dict(sorted(counts.items())))
