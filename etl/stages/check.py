"""Check what a run has written, with the queries of sql/checks and the limit of rejected units."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, text

from etl.load import retries, runs
from etl.settings import Settings
from etl.sql_files import SQL_FOLDER

SHOWN_ROWS = 3  # in the message of a check that failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A check that failed, and the first rows that it found."""

    check: str
    detail: str


def check(engine: Engine, run_id: int) -> list[Failure]:
    """Run every query of sql/checks and return the failures. Each query returns the rows that should not exist."""
    failures = []
    with engine.connect() as connection:
        for path in sorted((SQL_FOLDER / "checks").glob("*.sql")):
            query = text(path.read_text(encoding="utf-8"))
            rows = connection.execute(query, {"run_id": run_id}).fetchmany(SHOWN_ROWS)
            if rows:
                failures.append(Failure(check=path.stem, detail="; ".join(str(dict(row._mapping)) for row in rows)))
    return failures


def failure_of(failures: Sequence[Failure], too_many: str | None) -> str | None:
    """Why a run failed, in a few words; None if it did not. `too_many` is the result of too_many_rejects."""
    if failures:
        return f"checks failed: {', '.join(failure.check for failure in failures)}"
    return f"too many rejects: {too_many.partition(',')[0]}" if too_many else None


def too_many_rejects(engine: Engine, run_id: int, settings: Settings) -> str | None:
    """A sentence for the user if a run rejected more units than the settings allow, else None.

    Units that the run tried again are left out: they counted in the run that rejected them first.
    """
    with engine.connect() as connection:
        counts = runs.unit_counts(connection, run_id)
        again, again_rejected = retries.again_counts(connection, run_id)
    units = sum(counts.values()) - counts["known"] - again
    rejected = counts["rejected"] - again_rejected
    if rejected < settings.reject_limit_units or rejected * 100 <= units * settings.reject_limit_percent:
        return None
    return (
        f"{rejected} of {units} units were rejected, more than {settings.reject_limit_percent} %: "
        f"look at them with `khabar rejected list --run {run_id}`"
    )
