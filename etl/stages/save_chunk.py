"""The work of a worker process: convert the units of a chunk and save them in one transaction."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from sqlalchemy import Engine

from etl.articles import Article
from etl.database.connect import make_engine
from etl.documents import Document, Outcome, Refusal
from etl.load import tombstones
from etl.load.dimensions import Dimensions
from etl.load.input_record import FileKey, Record
from etl.load.reparse_changes import Changes, compare
from etl.load.resave import Reread, resave
from etl.load.save import save
from etl.settings import Settings
from etl.stages.convert import convert, prepare, refuse
from etl.stages.leave_out_forgotten import without_forgotten
from etl.stages.make_input_record import article_record, refused_record


@dataclass(frozen=True, slots=True)
class Item:
    """A unit, and the file it came from."""

    file: FileKey
    unit: Document | Refusal
    is_again: bool = False  # an earlier run rejected it, and this run tries it again
    stage: str = "ingest"  # the stage that refused it, if it is a refusal


@dataclass(slots=True)
class Saved:
    """The numbers of units by outcome, and the changes of those that were read again."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    changes: Changes = field(default_factory=Changes)

    def __iadd__(self, other: Self) -> Self:
        self.outcomes += other.outcomes
        self.changes += other.changes
        return self


@dataclass(frozen=True, slots=True)
class State:
    """What a worker process keeps between chunks, for example its own connections and the ids of names."""

    settings: Settings
    engine: Engine
    dimensions: Dimensions
    run_id: int
    reread: Reread | None  # if given, records replace what the tables have of these files
    has_marks: bool  # whether articles were forgotten; cannot change while a run is active


_state: State  # set once in each worker process


def prepare_items(settings: Settings, items: Sequence[Item]) -> None:
    """Load the models that the first items of a run need; called before workers are forked."""
    prepare(settings, [item.unit for item in items])


def start_worker(settings: Settings, run_id: int, reread: Reread | None = None) -> None:
    """Set up the state of this worker process, with separate connections; called in the worker process."""
    global _state
    engine = make_engine(settings, purpose=f"run {run_id} worker")
    with engine.connect() as connection:
        has_marks = tombstones.has_marks(connection)
    _state = State(settings, engine, Dimensions(engine), run_id, reread, has_marks)


def record_of(item: Item) -> Record:
    """The record of an item; called in the worker process."""
    return replace(_record(item), is_again=item.is_again)


def save_chunk(records: Sequence[Record]) -> Saved:
    """Save the records of a chunk in one transaction; called in the worker process, without a time limit."""
    records = _without_forgotten(records)
    if not _state.reread:
        return Saved(save(_state.engine, _state.dimensions, _state.run_id, records))
    changes = _compare(records)
    return Saved(resave(_state.engine, _state.dimensions, _state.reread, records), changes)


def compare_chunk(records: Sequence[Record]) -> Changes:
    """The changes that saving these records again would cause; called in the worker process."""
    return _compare(_without_forgotten(records))


def give_up(item: Item, reason: str, detail: str) -> Item:
    """The rejection of a document that no worker survived; a refusal is returned as it is."""
    if isinstance(item.unit, Refusal):
        return item
    return replace(item, unit=refuse(item.unit, reason, detail), stage="parse")


def _compare(records: Sequence[Record]) -> Changes:
    with _state.engine.connect() as connection:
        return compare(connection, records, _state.run_id)


def _without_forgotten(records: Sequence[Record]) -> Sequence[Record]:
    if not _state.has_marks:
        return records
    with _state.engine.connect() as connection:
        return without_forgotten(connection, records)


def _record(item: Item) -> Record:
    if isinstance(item.unit, Refusal):
        return refused_record(item.file, item.unit, item.stage)
    result = convert(item.unit, _state.settings)
    if isinstance(result, Article):
        return article_record(item.file, item.unit, result)
    return refused_record(item.file, result, "parse")
