"""Read input files again with the installed version, and replace their rows in the tables."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, RowMapping, text

from etl.ask.known_names import FORMATS_OF_ARTICLES, OUTLETS, require_named
from etl.documents import Document, Refusal, StructuralSkip
from etl.errors import ChangedFile, NotThere, RejectedDocument
from etl.ingest import read_input
from etl.ingest.inputs.file_names import path_of_uri
from etl.ingest.inputs.opened_file import open_input
from etl.ingest.read_file import refusal_of
from etl.load import runs
from etl.load.input_record import FileKey
from etl.load.reparse_changes import Changes, removed
from etl.load.run_files import recorded_positions
from etl.parse import FORMATS
from etl.settings import Settings
from etl.stages.plan import Plan
from etl.stages.plan_again import ChosenFile, ChosenFiles, folders_of, plan_over, require_same
from etl.stages.save_chunk import Item, compare_chunk, give_up, prepare_items, record_of, start_worker
from etl.workers.chunks import in_chunks
from etl.workers.limits import limits_of
from etl.workers.pool import map_chunks
from etl.workers.worker import Work

# One row per path and content that was read, with the last run that read it: its inputs say where the file is.
FIND_FILES = text("""
    select distinct on (f.root, f.uri, f.file_id)
        f.file_id,
        f.root,
        f.uri,
        f.sha256,
        f.size_bytes,
        r.mtime_ns,
        r.run_id
    from corpus.input_file as f
    join corpus.run_file as r on r.file_id = f.file_id
    order by f.root, f.uri, f.file_id, r.run_id desc""")
# The chosen units, and all other units of their articles.
FIND_UNITS = text("""
    with chosen as materialized (
        select
            i.file_id,
            i.member_no,
            i.position,
            r.article_id
        from corpus.input_record as i
        left join corpus.revision as r on r.revision_id = i.revision_id
        left join corpus.source_alias as s on s.source_id = r.source_id and s.alias = :source
        where
            (cast(:file_ids as bigint[]) is null or i.file_id = any(:file_ids))
            and (cast(:run_id as bigint) is null or i.run_id = :run_id)
            and (cast(:source as text) is null or s.alias is not null)
            and (cast(:since as date) is null or r.published_on >= :since)
            and (cast(:until as date) is null or r.published_on <= :until)
            and (cast(:format as text) is null or r.format = :format)
            and (cast(:parser as text) is null or r.parser = :parser)
    )

    select c.file_id, c.member_no, c.position
    from chosen as c
    union
    select i.file_id, i.member_no, i.position
    from corpus.input_record as i
    join corpus.revision as r on r.revision_id = i.revision_id
    where r.article_id in (select c.article_id from chosen as c)""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which units to read again: those that meet all conditions given here, and the other units of their articles."""

    source: str | None = None
    since: date | None = None
    until: date | None = None
    format: str | None = None
    parser: str | None = None
    run_id: int | None = None
    paths: tuple[Path, ...] = ()

    @property
    def is_all(self) -> bool:
        """Whether no condition is given."""
        return self == Choice()


@dataclass(frozen=True, slots=True)
class Found:
    """The files to read again, and the chosen units of each."""

    rows: Sequence[RowMapping]
    folders: dict[str, str]
    chosen: dict[int, ChosenFile] = field(default_factory=dict)  # by index in `rows`

    def path_of(self, number: int) -> Path:
        """The path of the file in this row."""
        row = self.rows[number]
        return path_of_uri(Path(self.folders[row["root"]]), row["uri"])


def plan_reparse(
    engine: Engine, settings: Settings, choice: Choice, *, dag_id: str, dag_run_id: str
) -> tuple[Plan, ChosenFiles] | None:
    """Plan a run of one shard over the files with chosen units; return plan and choice by file_no, None if no file.

    Raises NotThere for a run, source, format or path that does not exist.
    """
    with engine.connect() as connection:
        found = _find(connection, settings, choice)
    if not found.rows:
        return None
    plan = plan_over(engine, settings, found.rows, found.folders, dag_id=dag_id, dag_run_id=dag_run_id)
    return plan, found.chosen


def count_changes(engine: Engine, settings: Settings, choice: Choice) -> Changes:
    """The number of changes, by kind, that reading the chosen units again would cause. Nothing is written.

    Raises the same errors as plan_reparse.
    """
    with engine.connect() as connection:
        found = _find(connection, settings, choice)
    changes = Changes()
    work = Work(
        prepare=partial(prepare_items, settings),
        convert=record_of,
        finish=compare_chunk,
        give_up=give_up,
        initializer=start_worker,
        arguments=(settings, 0, False),
        limits=limits_of(settings),
    )
    vanished: list[tuple[int, int, int]] = []
    items = _items(engine, found, settings, changes, vanished)
    for _, more in map_chunks(work, in_chunks(items, lambda item: item.unit, settings), settings.worker_count):
        changes += more
    with engine.connect() as connection:
        changes += removed(connection, vanished)
    return changes


def _require_named(connection: Connection, choice: Choice) -> None:
    """Raise NotThere if there is no such run, source or format.

    Any parser may be named: if the command is repeated, no article of the old parser may be left.
    """
    if choice.run_id is not None:
        runs.inputs_of_run(connection, choice.run_id)
    require_named(connection, "source", choice.source, OUTLETS)
    require_named(connection, "format", choice.format, FORMATS_OF_ARTICLES, [form.name for form in FORMATS])


def _find(connection: Connection, settings: Settings, choice: Choice) -> Found:
    _require_named(connection, choice)
    rows = connection.execute(FIND_FILES).mappings().all()
    folders = folders_of(connection, settings, (row["run_id"] for row in rows))
    if choice.is_all:
        return Found(rows, folders, {n: ChosenFile(r["file_id"], _sha256(r), None) for n, r in enumerate(rows)})
    everything = Found(rows, folders)
    file_ids = _below(everything, choice.paths)
    values = {name: getattr(choice, name) for name in ("source", "since", "until", "format", "parser", "run_id")}
    values["file_ids"] = file_ids if choice.paths else None
    places: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for file_id, member_no, position in connection.execute(FIND_UNITS, values):
        places[file_id].add((member_no, position))
    rows = [row for row in rows if row["file_id"] in places]
    return Found(
        rows,
        folders,
        {n: ChosenFile(r["file_id"], _sha256(r), frozenset(places[r["file_id"]])) for n, r in enumerate(rows)},
    )


def _below(found: Found, starts: Sequence[Path]) -> list[int]:
    """The file_ids at or below these paths. Raises NotThere for a path that neither exists nor was ever read."""
    file_ids: list[int] = []
    for start in starts:
        below = [r["file_id"] for n, r in enumerate(found.rows) if found.path_of(n).is_relative_to(start.resolve())]
        if not below and not start.exists():
            raise NotThere(f"no such file or folder: {start}")
        file_ids += below
    return file_ids


def _sha256(row: RowMapping) -> bytes | None:
    return None if row["sha256"] is None else bytes(row["sha256"])


def _items(
    engine: Engine, found: Found, settings: Settings, changes: Changes, vanished: list[tuple[int, int, int]]
) -> Iterator[Item]:
    """Yield the chosen units of all files; a file that is gone or has changed only goes to `changes.files_left`.

    The recorded units that are not in their file any more go to `vanished`: file_id, member_no and position of each.
    """
    for number, row in enumerate(found.rows):
        chosen = found.chosen[number]
        key = FileKey(file_id=chosen.file_id, file_no=number, root=row["root"], uri=row["uri"], sha256=chosen.sha256)
        with engine.connect() as connection:
            unseen = set(recorded_positions(connection, chosen.file_id))
        try:
            for unit in _units_of(key, chosen, found.path_of(number), Path(found.folders[row["root"]]), settings):
                unseen.discard(unit.origin.place)
                if chosen.places is None or unit.origin.place in chosen.places:
                    yield Item(key, unit)
        except ChangedFile:
            changes.files_left.append(found.path_of(number))
        else:
            vanished += ((chosen.file_id, *place) for place in sorted(unseen))


def _units_of(
    key: FileKey, chosen: ChosenFile, path: Path, root: Path, settings: Settings
) -> Iterator[Document | Refusal]:
    try:
        source = open_input(path, root)
    except RejectedDocument as fault:
        require_same(chosen, None)
        yield refusal_of(key.uri, fault)
        return
    with source:
        require_same(chosen, source.sha256())
        for unit in read_input(source, key.uri, settings):
            if not isinstance(unit, StructuralSkip):
                yield unit
