"""Read, parse and save the files of one shard."""

import logging
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine

from etl.database.locks import end_loading, hold_loading
from etl.documents import Document, Refusal, StructuralSkip
from etl.errors import ChangedFile, LimitExceeded, RejectedDocument
from etl.ingest import read_input
from etl.ingest.inputs.file_names import path_of_uri
from etl.ingest.inputs.opened_file import OpenedFile, open_input
from etl.ingest.read_file import refusal_of
from etl.load import retries, run_files, runs
from etl.load.input_record import FileKey
from etl.load.reparse_changes import Change
from etl.load.resave import Reread, delete_unused_names, remove_units
from etl.load.runs import PlannedFile
from etl.settings import Settings
from etl.stages.plan_again import ChosenFiles, require_same
from etl.stages.save_chunk import Item, Saved, give_up, prepare_items, record_of, save_chunk, start_worker
from etl.workers.chunks import in_chunks
from etl.workers.limits import limits_of
from etl.workers.pool import map_chunks
from etl.workers.worker import Work

log = logging.getLogger(__name__)


class Progress(Protocol):
    """A receiver of progress reports."""

    def on_file(self, file: PlannedFile) -> None:
        """Note that a file is done."""

    def on_units(self, count: int) -> None:
        """Note that this many more units are saved."""


def process(
    engine: Engine,
    settings: Settings,
    run_id: int,
    shard: int,
    *,
    progress: Progress | None = None,
    chosen: ChosenFiles | None = None,
) -> Saved:
    """Save every unit of the shard's files with its outcome, and return the number of units by outcome.

    A shard can be processed any number of times: saved units are not saved again. Rejected units get a new outcome
    only if the plan of the run says so. If `chosen` is given, the chosen units replace their rows in the tables; a
    file that is gone or has another content is left alone.

    Raises NotThere if there is no such run or shard, sqlalchemy.exc.DBAPIError for a fault of the database.
    """
    with engine.connect() as connection:
        roots = {name: Path(folder) for name, folder in runs.inputs_of_run(connection, run_id).items()}
        runs.require_shard(connection, run_id, shard)
        files = runs.unfinished_files(connection, run_id, shard)
    work = _Shard(engine, settings, roots, run_id, progress, chosen)
    return work.process(files)


@dataclass(slots=True)
class _OpenFile:
    """A file that is being read, or whose units are not all saved yet."""

    planned: PlannedFile
    units: int = 0
    known: int = 0
    waiting: int = 0  # units that were handed out and are not saved yet
    is_read: bool = False
    is_changed: bool = False  # it was not read to its end
    structural: Counter[str] = field(default_factory=Counter)
    file_id: int | None = None
    vanished: set[tuple[int, int]] = field(default_factory=set)  # units in the tables that the file no longer yields


@dataclass(frozen=True, slots=True)
class _Shard:
    """The work of one shard: its files are locked, hashed, read, handed out in chunks and marked as done."""

    engine: Engine
    settings: Settings
    roots: dict[str, Path]
    run_id: int
    progress: Progress | None
    chosen: ChosenFiles | None
    removed: Counter[Change] = field(default_factory=Counter)  # units that their files no longer yield

    def process(self, files: Sequence[PlannedFile]) -> Saved:
        """Process these files. A file that another run is reading comes last, after that run has finished it."""
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            # This session only writes counts; after a crash, lost counts are computed again.
            connection.exec_driver_sql("set synchronous_commit = off")
            connection.exec_driver_sql("set lock_timeout = 0")  # another run may need hours for a file
            runs.name_session(connection, self.run_id, "files")
            hold_loading(connection)
            busy: list[PlannedFile] = []
            saved = self._process(connection, self._lock(connection, files, busy))
            for file in busy:
                run_files.lock_file(connection, file.root, file.uri, wait=True)
                saved += self._process(connection, iter([file]))
            end_loading(connection)
            connection.invalidate()  # ends the session, and so its settings and locks
        saved.changes.counts += self.removed
        if self.chosen is not None and not delete_unused_names(self.engine):
            log.warning(
                "another run is at work: unused authors, topics and outlets stay until the next `khabar reparse`"
            )
        return saved

    def _lock(
        self, connection: Connection, files: Sequence[PlannedFile], busy: list[PlannedFile]
    ) -> Iterator[PlannedFile]:
        for file in files:
            if run_files.lock_file(connection, file.root, file.uri, wait=False):
                yield file
            else:
                busy.append(file)

    def _process(self, connection: Connection, files: Iterator[PlannedFile]) -> Saved:
        work = Work(
            prepare=partial(prepare_items, self.settings),
            convert=record_of,
            finish=save_chunk,
            give_up=give_up,
            initializer=start_worker,
            arguments=(self.settings, self.run_id, self._reread()),
            limits=limits_of(self.settings),
        )
        opened: dict[int, _OpenFile] = {}
        items = self._items(connection, files, opened)
        saved = Saved()
        for chunk, part in map_chunks(
            work, in_chunks(items, lambda item: item.unit, self.settings), self.settings.worker_count
        ):
            saved += part
            if self.progress:
                self.progress.on_units(len(chunk))
            for item in chunk:
                opened[item.file.file_no].waiting -= 1
            self._finish(connection, opened)
        self._finish(connection, opened)
        return saved

    def _items(
        self, connection: Connection, files: Iterator[PlannedFile], opened: dict[int, _OpenFile]
    ) -> Iterator[Item]:
        for planned in files:
            state = opened[planned.file_no] = _OpenFile(planned)
            try:
                yield from self._items_of(connection, state)
            except ChangedFile as error:
                state.is_changed = True
                left = "left to the next run" if self.chosen is None else "not read again"
                log.warning("%s/%s is %s: %s", planned.root, planned.uri, left, error)
            state.is_read = True
            if not state.waiting:  # all its units were known: no chunk will finish it
                self._finish(connection, opened)

    def _items_of(self, connection: Connection, state: _OpenFile) -> Iterator[Item]:
        """Yield the new units of a file, which is hashed and read through one descriptor.

        Raises ChangedFile if the file changes meanwhile, or is not the chosen one.
        """
        planned = state.planned
        root = self.roots[planned.root]
        try:
            with open_input(path_of_uri(root, planned.uri), root) as source:
                self._require_size(source)
                # The size and time of the opened file: it may have changed since the plan was made.
                read = replace(planned, size_bytes=source.size, mtime_ns=source.mtime_ns)
                self._require_same(planned, source.sha256())
                file = run_files.register_file(connection, self.run_id, read, source.sha256())
                units = read_input(source, planned.uri, self.settings)
                yield from self._new_items(connection, file, state, units)
        except RejectedDocument as fault:  # the whole file cannot be opened; single units are refused by read_input
            self._require_same(planned, None)
            file = run_files.register_file(connection, self.run_id, planned, None)
            yield from self._new_items(connection, file, state, iter([refusal_of(planned.uri, fault)]))

    def _require_size(self, source: OpenedFile) -> None:
        """Raise LimitExceeded for a file that is too large, before it is hashed: a sparse file may have exabytes."""
        if source.size > self.settings.max_file_bytes:
            raise LimitExceeded(
                "file_too_large", f"{source.size:,} bytes; at most {self.settings.max_file_bytes:,} are read"
            )

    def _new_items(
        self,
        connection: Connection,
        file: FileKey,
        state: _OpenFile,
        units: Iterator[Document | Refusal | StructuralSkip],
    ) -> Iterator[Item]:
        """Yield the units that need an outcome; `state` counts the others."""
        recorded = run_files.recorded_positions(connection, file.file_id)
        wanted = self._wanted(connection, file, recorded)
        state.file_id, unseen = file.file_id, set(recorded)
        for unit in units:
            if isinstance(unit, StructuralSkip):
                state.structural[unit.reason] += 1
                continue
            state.units += 1
            place = unit.origin.place
            unseen.discard(place)
            if place in recorded and place not in wanted:
                state.known += recorded[place] != self.run_id  # units of this run were counted when they were saved
                continue
            state.waiting += 1
            yield Item(file, unit, is_again=place in wanted)
        state.vanished = unseen

    def _reread(self) -> Reread | None:
        if self.chosen is None:
            return None
        return Reread(self.run_id, frozenset(file.file_id for file in self.chosen.values()))

    def _require_same(self, planned: PlannedFile, digest: bytes | None) -> None:
        if self.chosen is not None:
            require_same(self.chosen[planned.file_no], digest)

    def _wanted(
        self, connection: Connection, file: FileKey, recorded: Mapping[tuple[int, int], int]
    ) -> Collection[tuple[int, int]]:
        """The places of the units that get a new outcome, without those that got it in this run."""
        if self.chosen is None:
            return retries.asked_positions(connection, self.run_id, file.file_id)
        places = self.chosen[file.file_no].places
        return {place for place, run in recorded.items() if run != self.run_id and (places is None or place in places)}

    def _finish(self, connection: Connection, opened: dict[int, _OpenFile]) -> None:
        done = [(file_no, state) for file_no, state in opened.items() if state.is_read and not state.waiting]
        for file_no, state in done:
            if self.chosen is not None and state.file_id is not None and state.vanished:
                remove_units(self.engine, state.file_id, state.vanished)
                self.removed[Change.REMOVED] += len(state.vanished)
            run_files.finish_file(
                connection,
                self.run_id,
                file_no,
                units=state.units,
                known=state.known,
                is_changed=state.is_changed,
                structural=dict(state.structural),
            )
            run_files.unlock_file(connection, state.planned.root, state.planned.uri)
            if self.progress:
                self.progress.on_file(state.planned)
            del opened[file_no]
