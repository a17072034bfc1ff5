"""Plan another try of rejected units."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from etl.ask.rejected import require_rejected
from etl.ingest.inputs.file_names import path_of_uri
from etl.load import retries
from etl.load.retries import RejectedChoice
from etl.settings import Settings
from etl.stages.plan import Plan
from etl.stages.plan_again import folders_of, plan_over


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    """A plan of one shard over the files of the chosen rejections; None if there is nothing to try."""

    plan: Plan | None
    gone_units: int  # chosen units whose files no longer exist


def plan_retry(engine: Engine, settings: Settings, choice: RejectedChoice, *, dag_id: str, dag_run_id: str) -> Retry:
    """Plan a run that tries the chosen rejections again, with the present content of the files.

    Raises NotThere for a run, source or format that does not exist.
    """
    with engine.connect() as connection:
        require_rejected(connection, choice)
        chosen = retries.find_chosen(connection, choice)
        folders = folders_of(connection, settings, (row["run_id"] for row in chosen))
    files = _files({(row["root"], row["uri"]) for row in chosen}, folders)
    there = {(file["root"], file["uri"]) for file in files}
    tried = [row for row in chosen if (row["root"], row["uri"]) in there]
    plan = None
    if tried:
        plan = plan_over(engine, settings, files, folders, again=tried, dag_id=dag_id, dag_run_id=dag_run_id)
    return Retry(plan=plan, gone_units=len(chosen) - len(tried))


def _files(places: Iterable[tuple[str, str]], folders: Mapping[str, str]) -> list[dict[str, Any]]:
    """The files among these, (root, uri), that exist, with their present size and time."""
    files: list[dict[str, Any]] = []
    for root, uri in sorted(places):
        try:
            status = os.lstat(path_of_uri(Path(folders[root]), uri))
        except OSError:
            continue
        files.append({"root": root, "uri": uri, "size_bytes": status.st_size, "mtime_ns": status.st_mtime_ns})
    return files
