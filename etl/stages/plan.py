"""Decide which files a run takes, and in which shards; files are looked at, not opened."""

import heapq
import json
import os
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import Connection, Engine

from etl.errors import ConfigError
from etl.ingest.files import FoundFile, SkippedFile, find_files
from etl.load import runs
from etl.load.runs import PlannedFile
from etl.settings import Settings

MAX_SHARDS = 64
SHARD_BYTES = 64 * 1024 * 1024  # a shard this small is not worth splitting
BY_HAND = ("khabar run", "khabar rejected retry")  # runs that are one process; Airflow looks after its own
UNCOUNTED = frozenset({"hidden", "sidecar"})
NANOSECONDS = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A named input root, and where below it to start."""

    name: str
    root: Path
    start: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run is going to do."""

    run_id: int
    files: int
    bytes: int
    known: int  # files that an earlier run has finished
    waiting: int  # files that are too young
    shards: list[runs.Shard]


def inputs_of(paths: Sequence[Path], settings: Settings) -> list[Input]:
    """Inputs for paths given by hand: below a named root of the settings, else named for their own folder.

    Raises ConfigError for a path that is not there.
    """
    return [_input_of(path.resolve(), settings) for path in paths]


def roots_of(settings: Settings) -> list[Input]:
    """All named input roots of the settings. Raises ConfigError if there is none, or one is not there."""
    if not settings.input_roots:
        raise ConfigError('no input: set KHABAR_INPUT_ROOTS, for example to {"archive": "/data/news"}')
    roots = {name: path.resolve() for name, path in settings.input_roots.items()}
    _check_there(roots.values())
    return [Input(name=name, root=root, start=root) for name, root in sorted(roots.items())]


def folder_of(root: str, planned: str, settings: Settings) -> Path:
    """Where the files of an input root are: where they were when a run was planned, else where the settings say."""
    folder = Path(planned)
    return folder if folder.exists() else settings.input_roots.get(root, folder)


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
    """Make the plan of a run, or find the one it has: a repeated call gives the same shards."""
    with engine.begin() as connection:
        runs.fail_dead_runs(connection, BY_HAND)
        run_id = runs.find_run(connection, dag_id, dag_run_id)
        if run_id is None:
            run_id = _plan_new(connection, settings, inputs, (dag_id, dag_run_id), max_shards, max_files)
        return planned(connection, run_id)


def _input_of(path: Path, settings: Settings) -> Input:
    _check_there([path])
    for name, root in sorted(settings.input_roots.items()):
        if path.is_relative_to(root.resolve()):
            return Input(name=name, root=root.resolve(), start=path)
    root = path if path.is_dir() else path.parent
    # Two folders of one name are two roots.
    return Input(name=f"{root.name}-{sha256(os.fsencode(root)).hexdigest()[:8]}", root=root, start=path)


def _check_there(paths: Iterable[Path]) -> None:
    for path in paths:
        if not path.exists():
            raise ConfigError(f"no such file or folder: {path}")


def _plan_new(
    connection: Connection,
    settings: Settings,
    inputs: Sequence[Input],
    name: tuple[str, str],
    max_shards: int,
    max_files: int | None,
) -> int:
    counts: Counter[str] = Counter()
    skipped: Counter[str] = Counter()
    files: list[tuple[str, FoundFile]] = []
    for given in inputs:
        files += [(given.name, file) for file in _new_files(connection, given, settings, counts, skipped)]
    files = list({(root, file.uri): (root, file) for root, file in files}.values())[:max_files]
    run_id = runs.add_run(
        connection,
        dag_id=name[0],
        dag_run_id=name[1],
        code_version=version("khabar"),
        settings=json.loads(settings.model_dump_json()),
        inputs={given.name: str(given.root) for given in inputs},
        files_known=counts["known"],
        files_waiting=counts["waiting"],
        files_skipped=dict(sorted(skipped.items())),
    )
    shards = _balance([file.size for _, file in files], max_shards)
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
    return run_id


def _new_files(
    connection: Connection, given: Input, settings: Settings, counts: Counter[str], skipped: Counter[str]
) -> list[FoundFile]:
    """The files of an input that no run has finished and that are old enough; the rest is counted."""
    found: list[FoundFile] = []
    for file in find_files(given.root, given.start, settings):
        if isinstance(file, SkippedFile):
            skipped.update([file.reason] if file.reason not in UNCOUNTED else [])
        else:
            found.append(file)
    known = runs.find_known(connection, given.name, [file.uri for file in found])
    now = time.time_ns()
    youngest = now - settings.settle_seconds * NANOSECONDS
    new = [file for file in found if (file.uri, file.size, file.mtime_ns) not in known]
    settled = [file for file in new if not youngest < file.mtime_ns <= now]  # a time to come says nothing
    counts["known"] += len(found) - len(new)
    counts["waiting"] += len(new) - len(settled)
    return settled


def _balance(sizes: Sequence[int], max_shards: int) -> list[int]:
    """A shard for each size, so that all shards weigh about the same: the largest first, to the lightest shard."""
    number = max(1, min(max_shards, len(sizes), -(-sum(sizes) // SHARD_BYTES)))
    lightest = [(0, shard) for shard in range(number)]
    shards = [0] * len(sizes)
    for index in sorted(range(len(sizes)), key=lambda index: -sizes[index]):
        weight, shard = heapq.heappop(lightest)
        shards[index] = shard
        heapq.heappush(lightest, (weight + sizes[index], shard))
    return shards


def planned(connection: Connection, run_id: int) -> Plan:
    """The plan that a run has."""
    shards = runs.shards_of(connection, run_id)
    known, waiting = runs.file_counts(connection, run_id)
    return Plan(
        run_id=run_id,
        files=sum(shard.files for shard in shards),
        bytes=sum(shard.bytes for shard in shards),
        known=known,
        waiting=waiting,
        shards=shards,
    )
