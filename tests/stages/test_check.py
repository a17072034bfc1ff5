"""Checks after a run: what they find is told, and from how many rejects on a run has failed."""

import pytest
from saving import start_run
from sqlalchemy import Engine, text

from etl.settings import Settings
from etl.stages.check import Failure, check, failure_of, too_many_rejects

COUNTS = text("""
    update corpus.run_file
    set state = 'done', units = :units, rejected = :rejected, known = :known, loaded = :units - :rejected - :known
    where run_id = :run_id and file_no = 0""")

TRIED_AGAIN = text("""
    insert into corpus.rejection
        (file_id, member_no, position, stage, reason, detail, head, attempts, first_run_id, last_run_id, retry_run_id,
        state)
    select
        f.file_id, 0, n, 'parse', 'timeout', '', '', 2, :run_id, :run_id, :run_id,
        case when n <= :rejected then 'waiting' else 'resolved' end
    from generate_series(1, 100) as n
    cross join (select min(file_id) as file_id from corpus.input_file) as f""")


def run_with(engine: Engine, units: int, rejected: int, known: int = 0) -> int:
    run_id, _ = start_run(engine)
    with engine.begin() as connection:
        values = {"units": units, "rejected": rejected, "known": known, "run_id": run_id}
        connection.execute(COUNTS, values)
    return run_id


@pytest.mark.parametrize(
    ("units", "rejected", "known", "is_too_many"),
    [
        (100, 25, 0, False),
        (100, 26, 0, True),
        (9, 9, 0, False),
        (10, 10, 0, True),
        (40, 10, 0, False),
        (139, 26, 39, True),  # of those that are new
        (0, 0, 0, False),
    ],
)
def test_a_run_has_failed_if_more_than_a_quarter_and_ten_units_are_rejected(
    database: Engine, units: int, rejected: int, known: int, is_too_many: bool
) -> None:
    run_id = run_with(database, units, rejected, known)

    found = too_many_rejects(database, run_id, Settings())

    assert found == (
        f"{rejected} of {units - known} units were rejected, more than 25 %: "
        f"look at them with `khabar rejected list --run {run_id}`"
        if is_too_many
        else None
    )


@pytest.mark.parametrize(
    ("rejected", "again_rejected", "is_too_many"), [(26, 0, True), (25, 0, False), (60, 40, False)]
)
def test_of_units_that_are_tried_again_none_counts(
    database: Engine, rejected: int, again_rejected: int, is_too_many: bool
) -> None:
    """A hundred new units beside a hundred that an earlier run has rejected."""
    run_id = run_with(database, 200, rejected)
    with database.begin() as connection:
        values = {"run_id": run_id, "rejected": again_rejected}
        connection.execute(TRIED_AGAIN, values)

    assert (too_many_rejects(database, run_id, Settings()) is not None) == is_too_many


def test_the_limit_of_rejects_is_that_of_the_settings(database: Engine) -> None:
    run_id = run_with(database, 100, 5)

    assert too_many_rejects(database, run_id, Settings(reject_limit_units=5, reject_limit_percent=4)) is not None
    assert too_many_rejects(database, run_id, Settings(reject_limit_units=6, reject_limit_percent=4)) is None
    assert too_many_rejects(database, run_id, Settings(reject_limit_units=5, reject_limit_percent=5)) is None


def test_a_check_shows_what_it_finds_but_no_more_than_three_rows(database: Engine) -> None:
    run_id, _ = start_run(database, files=1)
    (one,) = check(database, run_id)
    assert one == Failure(
        check="unfinished_files",
        detail=str({"run_id": run_id, "file_no": 0, "uri": "0.jsonl", "state": "running"}),
    )

    run_id, _ = start_run(database, files=4)
    (several,) = check(database, run_id)
    assert several.detail.count(f"'run_id': {run_id}") == 3
    assert several.detail.count("; ") == 2


@pytest.mark.parametrize(
    ("names", "too_many", "failure"),
    [
        ((), None, None),
        (("a", "b"), None, "checks failed: a, b"),
        (("a",), "9 of 9 units were rejected, more than 25 %", "checks failed: a"),
        ((), "9 of 9 units were rejected, more than 25 %", "too many rejects: 9 of 9 units were rejected"),
    ],
)
def test_why_a_run_is_not_done(names: tuple[str, ...], too_many: str | None, failure: str | None) -> None:
    assert failure_of([Failure(check=name, detail="") for name in names], too_many) == failure
