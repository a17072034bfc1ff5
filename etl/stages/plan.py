"""Choose the files of a run and distribute them over shards. Folders are listed; no file is opened."""

import json
import logging
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, Engine

from etl.database import reader_sessions
from etl.errors import ConfigError
from etl.ingest.inputs.file_names import path_of_uri
from etl.ingest.inputs.find_files import FoundFile, SkippedFile, find_files
from etl.load import retries, runs
from etl.load.runs import PlannedFile
from etl.settings import Settings
from etl.stages.hold_run import working_on
from etl.stages.new_files import new_files
from etl.stages.shards import balance
from etl.version import code_version

log = logging.getLogger(__name__)

MAX_SHARDS = 64
UNCOUNTED = frozenset({"hidden", "sidecar"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A named input root, and the file or folder below it (or the root itself) to read."""

    name: str
    root: Path
    start: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The work of a run."""

    run_id: int
    files: int
    bytes: int
    known: int  # files that an earlier run has finished
    waiting: int  # files that may still be being written
    units_again: int  # units that earlier runs rejected and this run tries again
    shards: list[runs.Shard]


def inputs_of(paths: Sequence[Path], settings: Settings) -> list[Input]:
    """One input per path. A path outside the named roots of the settings gets a root named after its folder.

    Raises ConfigError for a path that does not exist.
    """
    return [_input_of(path.resolve(), settings) for path in paths]


def roots_of(settings: Settings) -> list[Input]:
    """All named input roots of the settings. Raises ConfigError if there is none, or one does not exist."""
    if not settings.input_roots:
        raise ConfigError('no input: set KHABAR_INPUT_ROOTS, for example to {"archive": "/data/news"}')
    roots = {name: path.resolve() for name, path in settings.input_roots.items()}
    _check_there(roots.values())
    return [Input(name=name, root=root, start=root) for name, root in sorted(roots.items())]


def plan(
    engine: Engine,
    settings: Settings,
    inputs: Sequence[Input],
    *,
    dag_id: str,
    dag_run_id: str,
    max_shards: int = MAX_SHARDS,
    max_files: int | None = None,
) -> Plan:
    """Make the plan of a run, or return its plan if it has one: a repeated call returns the same shards.

    Before planning, it ends sessions of readers that exceed `reader_seconds`, adds the row of the run (so that a call
    after a crash finds it), and closes runs that no process works on any more.
    """
    for session in reader_sessions.end_long_sessions(engine, settings.reader_seconds):
        log.warning(reader_sessions.describe(session))
    folders = {given.name: str(given.root) for given in inputs}
    with opened_run(engine, settings, dag_id, dag_run_id, folders) as run_id:
        found = [(given.name, list(find_files(given.root, given.start, settings))) for given in inputs]
        with engine.begin() as connection:  # only now: no transaction stays open while folders are listed
            if runs.lock_if_unplanned(connection, run_id):
                _write_plan(connection, settings, run_id, folders, found, max_shards, max_files)
                _count_absent(connection, run_id, inputs)
            return planned(connection, run_id)


@contextmanager
def opened_run(
    engine: Engine, settings: Settings, dag_id: str, dag_run_id: str, folders: dict[str, str]
) -> Iterator[int]:
    """The run_id of the run with these names, which is added if it is missing, and held while the block plans it."""
    with engine.begin() as connection:
        run_id = runs.add_run(
            connection,
            dag_id=dag_id,
            dag_run_id=dag_run_id,
            code_version=code_version(),
            settings=json.loads(settings.model_dump_json()),
            inputs=folders,
            state="planning",
        )
        runs.close_dead_runs(connection, run_id)
    with working_on(engine, run_id):
        yield run_id


def _input_of(path: Path, settings: Settings) -> Input:
    _check_there([path])
    for name, root in sorted(settings.input_roots.items()):
        if path.is_relative_to(root.resolve()):
            return Input(name=name, root=root.resolve(), start=path)
    root = path if path.is_dir() else path.parent
    # The hash keeps two folders with the same name apart.
    return Input(name=f"{root.name}-{sha256(os.fsencode(root)).hexdigest()[:8]}", root=root, start=path)


def _check_there(paths: Iterable[Path]) -> None:
    for path in paths:
        if not path.exists():
            raise ConfigError(f"no such file or folder: {path}")


def _write_plan(
    connection: Connection,
    settings: Settings,
    run_id: int,
    folders: dict[str, str],
    found: Sequence[tuple[str, Sequence[FoundFile | SkippedFile]]],
    max_shards: int,
    max_files: int | None,
) -> None:
    counts: Counter[str] = Counter()
    files = [(root, file) for root, of_root in found for file in new_files(connection, root, of_root, settings, counts)]
    files = list({(root, file.uri): (root, file) for root, file in files}.values())[:max_files]
    skipped = Counter(file.reason for _, of_root in found for file in of_root if isinstance(file, SkippedFile))
    shards = balance([file.size for _, file in files], max_shards)
    runs.add_run_files(
        connection,
        run_id,
        (
            PlannedFile(
                file_no=number, root=root, uri=file.uri, size_bytes=file.size, mtime_ns=file.mtime_ns, shard=shard
            )
            for number, ((root, file), shard) in enumerate(zip(files, shards, strict=True))
        ),
    )
    runs.set_planned(
        connection,
        run_id,
        inputs=folders,
        known=counts["known"],
        waiting=counts["waiting"],
        skipped={reason: count for reason, count in skipped.items() if reason not in UNCOUNTED},
    )
    retries.ask_for_waiting(connection, run_id)


def _count_absent(connection: Connection, run_id: int, inputs: Sequence[Input]) -> None:
    """Count a try for units that wait for another one but whose file is gone, so that they do not wait for ever."""
    for file in retries.find_absent(connection, run_id, [given.name for given in inputs]):
        looked_for = [
            path
            for given in inputs
            if given.name == file["root"] and (path := path_of_uri(given.root, file["uri"])).is_relative_to(given.start)
        ]
        if looked_for and _is_gone(looked_for[0]):
            states = Counter(retries.count_absence(connection, run_id, file["file_id"]))
            found = ", ".join(f"{count} now {state}" for state, count in sorted(states.items()))
            log.warning(
                "%s/%s is gone, although units of it were to be tried again: %s", file["root"], file["uri"], found
            )


def _is_gone(path: Path) -> bool:
    """Whether there is no such file. A file that cannot be looked up (permission, failing disk) is not gone."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def planned(connection: Connection, run_id: int) -> Plan:
    """The plan that was written for a run."""
    shards = runs.shards_of(connection, run_id)
    known, waiting = runs.file_counts(connection, run_id)
    return Plan(
        run_id=run_id,
        files=sum(shard.files for shard in shards),
        bytes=sum(shard.bytes for shard in shards),
        known=known,
        waiting=waiting,
        units_again=runs.units_again(connection, run_id),
        shards=shards,
    )
