"""The steps of a night, one command each: what the DAG calls. Each prints one JSON object."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from etl import stages
from etl.cli.console import print_json_line
from etl.cli.engines import engine_of_run, prepared_engine
from etl.cli.run import exit_code
from etl.documents import Outcome
from etl.errors import ConfigError
from etl.settings import MEGABYTE, load_settings

app = typer.Typer(no_args_is_help=True, help="The steps of a nightly run, as the DAG calls them.")
RunId = Annotated[int, typer.Argument(metavar="RUN", help="number of the run, as plan gave it")]


@app.command()
def plan(
    dag_id: Annotated[str, typer.Option(help="the DAG")],
    run_id: Annotated[str, typer.Option(help="the DAG run: a repeated call gives the same shards")],
    root: Annotated[
        list[str] | None, typer.Option(help="input root as NAME=FOLDER; else those of the settings")
    ] = None,
    source: Annotated[list[str] | None, typer.Option(help="shell pattern of the files to take")] = None,
    max_files: Annotated[int | None, typer.Option(min=1, help="take at most so many files")] = None,
    settle_seconds: Annotated[int | None, typer.Option(min=0, help="leave younger files to the next run")] = None,
) -> None:
    """Decide which files a run takes, in at most 64 shards."""
    settings = load_settings(sources=tuple(source) if source else None, settle_seconds=settle_seconds)
    if root:
        # Given to load_settings they would be joined with the roots of the environment.
        settings = settings.model_copy(update={"input_roots": dict(_named(given) for given in root)})
    planned = stages.plan(
        prepared_engine(settings),
        settings,
        stages.roots_of(settings),
        dag_id=dag_id,
        dag_run_id=run_id,
        max_files=max_files,
    )
    shards = [asdict(shard) | {"label": _label(shard.files, shard.bytes)} for shard in planned.shards]
    _print(asdict(planned) | {"shards": shards})


@app.command()
def shard(run: RunId, number: Annotated[int, typer.Argument(metavar="SHARD", help="number of the shard")]) -> None:
    """Take one shard all the way into the tables; any number of times."""
    settings = load_settings()
    engine = engine_of_run(settings, run)
    with stages.working_on(engine, run):
        saved = stages.process(engine, settings, run, number)
    _print({str(outcome): saved.outcomes[outcome] for outcome in Outcome})


@app.command()
def index(run: RunId) -> None:
    """Bring the full-text index up to date."""
    engine = engine_of_run(load_settings(), run)
    with stages.working_on(engine, run):
        indexed = stages.index_text(engine)
    _print({"run_id": run, "indexed": indexed})


@app.command()
def check(run: RunId) -> None:
    """Check the tables, and the share of rejects of this run."""
    settings = load_settings()
    engine = engine_of_run(settings, run)
    with stages.working_on(engine, run):
        failures = stages.check(engine, run)
        too_many = stages.too_many_rejects(engine, run, settings)
        if failure := stages.failure_of(failures, too_many):
            stages.publish(engine, run, failure=failure)
    _print({"run_id": run, "failed_checks": [failure.check for failure in failures]})
    exit_code(failures, too_many)


@app.command()
def publish(run: RunId) -> None:
    """Mark the run as done and give its counts."""
    _print(stages.publish(engine_of_run(load_settings(), run), run))


def _named(given: str) -> tuple[str, Path]:
    name, separator, folder = given.partition("=")
    if not (name and separator and folder):
        raise ConfigError(f"an input root is given as NAME=FOLDER, not as {given!r}")
    return name, Path(folder)


def _label(files: int, size: int) -> str:
    amount = f"{size / MEGABYTE:.1f} MB" if size >= MEGABYTE else f"{size / 1024:.0f} kB"
    return f"{files} file{'s' * (files != 1)}, {amount}"


def _print(counts: dict[str, Any]) -> None:
    print_json_line(dict(sorted(counts.items())))
