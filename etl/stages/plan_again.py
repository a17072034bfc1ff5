"""Plan a run over files that an earlier run has read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping

from etl.errors import ChangedFile
from etl.ingest.inputs.roots import folder_of
from etl.load import retries, runs
from etl.load.runs import PlannedFile
from etl.settings import Settings
from etl.stages.plan import Plan, opened_run, planned


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """A file to read again: the content that it must have, and the units to take from it."""

    file_id: int
    sha256: bytes | None  # None: it could not be opened
    places: frozenset[tuple[int, int]] | None  # (member_no, position) of each unit; None: all units


ChosenFiles = Mapping[int, ChosenFile]  # by file_no


def folders_of(connection: Connection, settings: Settings, run_ids: Iterable[int]) -> dict[str, str]:
    """The present folder of each input root of these runs; if two runs name the same root, the later one counts."""
    inputs: dict[str, str] = {}
    for run in sorted(set(run_ids)):
        inputs |= runs.inputs_of_run(connection, run)
    return {root: str(folder_of(root, folder, settings)) for root, folder in inputs.items()}


def plan_over(
    engine: Engine,
    settings: Settings,
    files: Sequence[RowMapping | dict[str, Any]],
    folders: dict[str, str],
    *,
    again: Sequence[RowMapping] = (),
    dag_id: str,
    dag_run_id: str,
) -> Plan:
    """Plan a run of one shard over these files.

    Each of `files` has root, uri, size_bytes and mtime_ns; `again` are the rejected units that the run tries again.
    """
    names = ("root", "uri", "size_bytes", "mtime_ns")
    numbered = (
        PlannedFile(file_no=number, shard=0, **{name: file[name] for name in names})
        for number, file in enumerate(files)
    )
    with opened_run(engine, settings, dag_id, dag_run_id, folders) as run_id, engine.begin() as connection:
        runs.add_run_files(connection, run_id, numbered)
        retries.ask_for(connection, run_id, again)
        runs.set_planned(connection, run_id, inputs=folders, known=0, waiting=0, skipped={})
        return planned(connection, run_id)


def require_same(chosen: ChosenFile, sha256: bytes | None) -> None:
    """Raise ChangedFile unless the file still has the content from which its rows were made."""
    if sha256 != chosen.sha256:
        raise ChangedFile("it is gone or has changed since it was read: its rows stay as they are")
