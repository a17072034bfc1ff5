"""Compare the tables with each other: the checks of sql/checks over all runs, and the search rows."""

from collections.abc import Callable

from sqlalchemy import Engine, text

from etl.sql_files import SQL_FOLDER
from etl.verify.tally import Tally

SEARCH_BATCH = 100
# Current revisions that search does not find, and rows of search of anything else.
FIND_UNINDEXED = text("""
    select a.article_id, a.current_revision_id
    from corpus.article as a
    where
        a.current_revision_id is not null
        and not exists (
            select from corpus.article_search as s
            where
                s.article_id = a.article_id
                and s.revision_id = a.current_revision_id
                and s.part = 0
                and s.version = news.search_version()
        )
    order by a.article_id""")
FIND_STALE = text("""
    select distinct s.article_id, s.revision_id
    from corpus.article_search as s
    left join corpus.article as a on a.current_revision_id = s.revision_id
    where a.article_id is distinct from s.article_id
    order by s.article_id, s.revision_id""")
FIND_INDEXED = text("""
    select s.revision_id
    from corpus.article_search as s
    join corpus.article as a on a.current_revision_id = s.revision_id
    where s.part = 0 and s.version = news.search_version()""")
SAMPLE_INDEXED = text(FIND_INDEXED.text + " order by random() limit :sample")
# The parts that are not what the function makes of the revision now.
FIND_DIFFERENT = text("""
    select distinct r.revision_id
    from unnest(cast(:revision_ids as bigint[])) as r (revision_id)
    cross join lateral (
        select coalesce(s.part, n.part) as part
        from (select part, vector from corpus.article_search where article_search.revision_id = r.revision_id) as s
        full join news.search_rows(r.revision_id) as n on n.part = s.part
        where s.vector is distinct from n.vector
    ) as d
    order by r.revision_id""")


def checks_of_sql(engine: Engine, tell: Callable[[str], None]) -> list[Tally]:
    """Run every file of sql/checks; checks that concern a single run find nothing here."""
    tallies = []
    with engine.connect() as connection:
        for path in sorted((SQL_FOLDER / "checks").glob("*.sql")):
            tell(f"check: {path.stem}")
            tally = Tally(path.stem)
            query = text(path.read_text(encoding="utf-8"))
            with connection.execution_options(stream_results=True).execute(query, {"run_id": None}) as rows:
                for row in rows.mappings():
                    tally.fault(", ".join(f"{name} {value}" for name, value in row.items()))
            tallies.append(tally)
    return tallies


def search_index(engine: Engine, tell: Callable[[str], None]) -> Tally:
    """Check that search has every current revision, by this version of its functions, and nothing else."""
    tell("search index")
    tally = Tally("search_index")
    with engine.connect() as connection:
        tally.checked = connection.execute(text("select count(*) from corpus.article")).scalar_one()
        for article_id, revision_id in connection.execute(FIND_UNINDEXED):
            tally.fault(f"article {article_id}: its revision {revision_id} is not indexed, or by other functions")
        for article_id, revision_id in connection.execute(FIND_STALE):
            tally.fault(f"article {article_id}: search holds revision {revision_id}, which is not its current one")
    return tally


def search_rows(engine: Engine, sample: int | None, tell: Callable[[str], None]) -> Tally:
    """Check that the rows of search are what its functions produce from the present texts."""
    tally = Tally("search_rows")
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        chosen = FIND_INDEXED if sample is None else SAMPLE_INDEXED
        ids = list(connection.execute(chosen, {} if sample is None else {"sample": sample}).scalars())
        for start in range(0, len(ids), SEARCH_BATCH):
            tell(f"search rows: {start:,} of {len(ids):,} revisions")
            batch = ids[start : start + SEARCH_BATCH]
            for revision_id in connection.execute(FIND_DIFFERENT, {"revision_ids": batch}).scalars():
                tally.fault(f"revision {revision_id}: its rows of search are not those of its text")
        tally.checked = len(ids)
    return tally
