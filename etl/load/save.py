"""Save records: lock the articles, write with COPY, and store outcomes and counts in the same transaction."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import psycopg2.errors
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from etl.database import tables
from etl.database.copy import copy_rows
from etl.database.locks import share_loading
from etl.documents import Outcome
from etl.load.dimensions import Dimensions
from etl.load.input_record import Identified, Record, Refused
from etl.load.outcomes import (
    add_members,
    add_rejections,
    count_outcomes,
    forget_outcomes,
    forget_rejections,
    recorded_keys,
    records_row,
    resolve_rejections,
)
from etl.load.save_articles import Shown, save_articles

MAX_TRIES = 5  # of one transaction, against deadlocks and against another process that saves the same records
SaveOnce = Callable[[Sequence[Record]], Counter[Outcome]]
REFRESH_ARTICLES = text("select corpus.refresh_articles(:article_ids)")


def save(engine: Engine, dimensions: Dimensions, run_id: int, records: Sequence[Record]) -> Counter[Outcome]:
    """Save records in one transaction and count their outcomes.

    Records that are already in the tables are left alone and not counted, except those that are tried again: they
    get a new outcome in place of the earlier one. A record that PostgreSQL refuses is rejected as `not_storable`,
    and the others are saved: the batch is halved until that record is alone.

    Raises sqlalchemy.exc.DBAPIError for every fault of the database itself.
    """
    return whatever_it_takes(records, lambda part: _save_once(engine, dimensions, run_id, part))


def whatever_it_takes(records: Sequence[Record], save_once: SaveOnce) -> Counter[Outcome]:
    """Call `save_once`, one transaction; repeat it after a deadlock, and with halves if PostgreSQL refuses a record."""
    for attempt in range(1, MAX_TRIES + 1):
        try:
            return save_once(records)
        except DBAPIError as error:
            if _is_fault_of_a_row(error):
                return _halve(records, save_once, error)
            if attempt == MAX_TRIES or not _is_worth_another_try(error):
                raise
    raise AssertionError("the last try returns or raises")


def _save_once(engine: Engine, dimensions: Dimensions, run_id: int, records: Sequence[Record]) -> Counter[Outcome]:
    dimensions.add(record.result for record in records if isinstance(record.result, Identified))
    with engine.begin() as connection:
        share_loading(connection)
        forget_outcomes(connection, run_id, records)
        recorded = recorded_keys(connection, records)
        new = sorted(
            (record for record in records if record.key not in recorded), key=lambda record: record.natural_key
        )
        shown, article_ids = save_articles(connection, dimensions, run_id, new)
        add_members(connection, new)
        add_rejections(connection, run_id, new)
        forget_rejections(connection, new)
        resolve_rejections(connection, run_id, new)
        ended = [(record, *outcome_of(record, shown)) for record in new]
        copy_rows(connection, tables.InputRecord, [records_row(run_id, *end) for end in ended])
        connection.execute(REFRESH_ARTICLES, {"article_ids": article_ids})
        count_outcomes(connection, run_id, [(record.file.file_no, outcome) for record, outcome, _ in ended])
    return Counter(outcome for _, outcome, _ in ended)


def outcome_of(record: Record, shown: dict[tuple[int, int, int], Shown]) -> tuple[Outcome, int | None]:
    """The outcome of a record, and the revision that it contains."""
    if isinstance(record.result, Refused):
        return record.result.outcome, None
    return shown[record.key].outcome, shown[record.key].revision_id


def _is_fault_of_a_row(error: DBAPIError) -> bool:
    return isinstance(error.orig, psycopg2.DataError | psycopg2.errors.ProgramLimitExceeded)


def _is_worth_another_try(error: DBAPIError) -> bool:
    return isinstance(
        error.orig,
        psycopg2.errors.DeadlockDetected | psycopg2.errors.SerializationFailure | psycopg2.errors.UniqueViolation,
    )


def _halve(records: Sequence[Record], save_once: SaveOnce, error: DBAPIError) -> Counter[Outcome]:
    if len(records) == 1:
        return whatever_it_takes([_not_storable(records[0], error)], save_once)
    middle = len(records) // 2
    halves = records[:middle], records[middle:]
    return sum((whatever_it_takes(half, save_once) for half in halves), Counter[Outcome]())


def _not_storable(record: Record, error: DBAPIError) -> Record:
    if isinstance(record.result, Refused):
        raise error  # a rejection contains nothing that cannot be stored, so this is a fault of Khabar
    refused = Refused(
        stage="load",
        outcome=Outcome.REJECTED,
        reason="not_storable",
        detail=str(error.orig).strip(),
        head=b"",
        format=record.result.article.format,
        source=record.result.source,
    )
    return replace(record, result=refused)
