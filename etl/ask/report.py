"""What a run found and did, for display."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, TextClause, text

from etl.errors import DatabaseError
from etl.load import runs
from etl.sql_files import SQL_FOLDER

PARAMETER = re.compile(r"(?<!:):[a-z]")
MAX_ARTICLES = 25
MAX_REFUSED = 10
LAST_RUN = text("select max(run_id) from corpus.run")
# Files that another run has read to their end after this one began, and before this one came to them.
COUNT_ELSEWHERE = text("""
    select count(*)
    from corpus.run_file as f
    join corpus.run as r on r.run_id = f.run_id
    where
        f.run_id = :run_id
        and f.known > 0
        and exists (
            select from corpus.run_file as o
            where
                o.root = f.root
                and md5(o.uri) = md5(f.uri)
                and o.state = 'done'
                and o.file_id = f.file_id
                and o.run_id <> f.run_id
                and o.finished_at between r.started_at and f.finished_at
        )""")
ARTICLES_OF_RUN = text("""
    select
        concat_ws(' › ', f.uri, m.name) as document,
        r.language as lang,
        r.fact_count as facts,
        r.summary_count as summary,
        r.section_count as sections,
        r.quality_issue_count as issues,
        coalesce(r.title, (
            select s.heading from corpus.section as s
            where s.revision_id = r.revision_id and s.heading is not null
            order by s.position
            limit 1
        )) as "title, else first heading"
    from corpus.input_record as i
    join corpus.input_file as f on f.file_id = i.file_id
    left join corpus.input_member as m on m.file_id = i.file_id and m.member_no = i.member_no
    join corpus.revision as r on r.revision_id = i.revision_id
    where i.run_id = :run_id
    order by f.uri, i.member_no, i.position
    limit :max_rows""")
REFUSED_OF_RUN = text("""
    select
        concat_ws(' › ', f.uri, m.name) as document,
        i.position,
        i.outcome,
        i.reason,
        coalesce(j.detail, '') as detail
    from corpus.input_record as i
    join corpus.input_file as f on f.file_id = i.file_id
    left join corpus.input_member as m on m.file_id = i.file_id and m.member_no = i.member_no
    left join corpus.rejection as j
        on j.file_id = i.file_id and j.member_no = i.member_no and j.position = i.position
    where i.run_id = :run_id and i.reason is not null
    order by i.outcome, f.uri, i.member_no, i.position
    limit :max_rows""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Rows for display: the result of a query, or a part of the report."""

    title: str
    sql: str | None
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One run: the counts of its units by outcome, its first articles, and its first refused units."""

    run_id: int
    is_again: bool  # it read again what was in the tables
    files: int
    known_files: int
    waiting_files: int
    elsewhere_files: int  # that another run has read since this one began
    changed_files: int  # changed while they were read: the rest is left to the next run
    units_again: int  # that earlier runs rejected and this one tried again
    skipped_files: dict[str, int]  # entries of the input folders that were not opened, by reason
    counts: dict[str, int]
    articles: Answer
    refused: Answer


def report(engine: Engine, run_id: int | None = None) -> Report:
    """The report of a run, by default of the last. Raises NotThere if it does not exist, DatabaseError if none does."""
    with engine.connect() as connection:
        run_id = connection.execute(LAST_RUN).scalar() if run_id is None else run_id
        if run_id is None:
            raise DatabaseError("nothing has been loaded yet: try `khabar run seeds`")
        runs.inputs_of_run(connection, run_id)
        known, waiting = runs.file_counts(connection, run_id)
        counts = runs.unit_counts(connection, run_id)
        refused = counts["rejected"] + counts["skipped"]
        shown = counts["loaded"] + counts["revised"] + counts["unchanged"]
        return Report(
            run_id=run_id,
            is_again=runs.reads_again(connection, run_id),
            files=sum(shard.files for shard in runs.shards_of(connection, run_id)),
            known_files=known,
            waiting_files=waiting,
            elsewhere_files=connection.execute(COUNT_ELSEWHERE, {"run_id": run_id}).scalar_one(),
            changed_files=runs.changed_files(connection, run_id),
            units_again=runs.units_again(connection, run_id),
            skipped_files=runs.skipped_files(connection, run_id),
            counts=counts,
            articles=_answer(connection, "Articles", ARTICLES_OF_RUN, run_id, MAX_ARTICLES, shown),
            refused=_answer(connection, "Rejected and skipped", REFUSED_OF_RUN, run_id, MAX_REFUSED, refused),
        )


def ready_queries(engine: Engine) -> list[Answer]:
    """The queries of sql/queries that take no parameters, with their results."""
    answers = []
    with engine.connect() as connection:
        for path in sorted((SQL_FOLDER / "queries").glob("*.sql")):
            sql = path.read_text(encoding="utf-8")
            if PARAMETER.search(sql):
                continue
            lines = sql.splitlines()
            title = lines[0].removeprefix("--").strip()
            body = "\n".join(line for line in lines if not line.startswith("--"))
            found = connection.exec_driver_sql(body.replace("%", "%%"))
            answers.append(
                Answer(title=title, sql=body.strip(), columns=tuple(found.keys()), rows=[tuple(row) for row in found])
            )
    return answers


def _answer(connection: Connection, title: str, query: TextClause, run_id: int, max_rows: int, all_rows: int) -> Answer:
    """The first rows; the title says so if there are more."""
    found = connection.execute(query, {"run_id": run_id, "max_rows": max_rows})
    if all_rows > max_rows:
        title = f"{title}: the first {max_rows} of {all_rows:,}"
    return Answer(title=title, sql=None, columns=tuple(found.keys()), rows=[tuple(row) for row in found])
