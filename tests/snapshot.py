"""The contents of all tables, without what a second load may give anew: surrogate ids, runs and load times.

Tries are left out as runs are: how often a unit was tried, rejections that a later try has resolved, and files that
could not be opened when they were tried, unless that is still open.
"""

from hashlib import sha256

from sqlalchemy import Engine, text

CHILDREN = (
    "fact",
    "summary",
    "section",
    "paragraph",
    "extra",
    "caption",
    "live_update",
    "revision_date",
    "quality_issue",
    "revision_author",
    "revision_topic",
)
RUN_TABLES = ("run", "run_file", "alembic_version")  # what records runs and migrations
RUN_COLUMNS = ("run_id", "first_run_id", "last_run_id", "retry_run_id", "resolved_run_id", "attempts")
REVISION = """(
    select a.uid::text || encode(r.content_hash, 'hex')
    from corpus.revision as r join corpus.article as a using (article_id)
    where r.revision_id = t.revision_id)"""
FILE = """(
    select concat_ws('|', f.root, f.uri, encode(f.sha256, 'hex'))
    from corpus.input_file as f
    where f.file_id = t.{column})"""
# Whether the file of a row was opened, or could not be and is still to be tried.
COUNTS = """exists (
    select from corpus.input_file as f
    where f.file_id = t.file_id and (f.sha256 is not null or exists (
        select from corpus.rejection as r where r.file_id = f.file_id and r.state <> 'resolved')))"""
FILE_KEY = FILE.format(column="file_id")
# Which of several equal records came first is history: loaded, revised and unchanged all show a revision.
QUERIES = {
    "article": """
        select to_jsonb(t) - 'article_id' - 'current_revision_id' || jsonb_build_object('current', (
            select encode(r.content_hash, 'hex') from corpus.revision as r where r.revision_id = t.current_revision_id))
        from corpus.article as t""",
    "article_url": """
        select to_jsonb(t) - 'article_id' - 'run_id' || jsonb_build_object('uid', a.uid)
        from corpus.article_url as t join corpus.article as a using (article_id)""",
    "revision": f"""
        select to_jsonb(t) - 'revision_id' - 'article_id' - 'origin_file_id' - 'source_id' || jsonb_build_object(
            'uid', a.uid, 'source', s.name, 'origin', {FILE.format(column="origin_file_id")})
        from corpus.revision as t
        join corpus.article as a using (article_id)
        left join corpus.source as s using (source_id)""",
    "input_file": f"select to_jsonb(t) - 'file_id' from corpus.input_file as t where {COUNTS}",
    "input_member": f"""
        select to_jsonb(t) - 'file_id' || jsonb_build_object('file', {FILE_KEY}) from corpus.input_member as t""",
    "input_record": f"""
        select to_jsonb(t) - 'file_id' - 'revision_id' - 'outcome' || jsonb_build_object(
            'file', {FILE_KEY}, 'revision', {REVISION},
            'outcome', case when t.reason is null then 'shown' else t.outcome end)
        from corpus.input_record as t
        where {COUNTS}""",
    "rejection": f"""
        select to_jsonb(t) - 'file_id' || jsonb_build_object('file', {FILE_KEY})
        from corpus.rejection as t
        where t.state <> 'resolved'""",
    "source": "select to_jsonb(t) - 'source_id' from corpus.source as t",
    "source_alias": """
        select jsonb_build_object('alias', t.alias, 'source', s.name)
        from corpus.source_alias as t join corpus.source as s using (source_id)""",
    "author": "select to_jsonb(t) - 'author_id' from corpus.author as t",
    "topic": "select to_jsonb(t) - 'topic_id' from corpus.topic as t",
    "forgotten": "select to_jsonb(t) - 'forgotten_at' from corpus.forgotten as t",
    "article_search": f"""
        select to_jsonb(t) - 'article_id' - 'revision_id' || jsonb_build_object('revision', {REVISION})
        from corpus.article_search as t""",
} | {
    child: f"""
        select to_jsonb(t) - 'revision_id' - 'author_id' - 'topic_id' || jsonb_build_object('revision', {REVISION})
        from corpus.{child} as t"""
    for child in CHILDREN
}
QUERIES["revision_author"] = f"""
    select to_jsonb(t) - 'revision_id' - 'author_id' || jsonb_build_object('revision', {REVISION}, 'name', a.name)
    from corpus.revision_author as t join corpus.author as a using (author_id)"""
QUERIES["revision_topic"] = f"""
    select to_jsonb(t) - 'revision_id' - 'topic_id' || jsonb_build_object(
        'revision', {REVISION}, 'scheme', o.scheme, 'code', o.code)
    from corpus.revision_topic as t join corpus.topic as o using (topic_id)"""


def snapshot(engine: Engine) -> dict[str, list[str]]:
    """Every row of every table but RUN_TABLES as JSON text, sorted."""
    rows = "select (q.row - cast(:left_out as text[]))::text from ({}) as q (row)"
    with engine.connect() as connection:
        return {
            table: sorted(connection.execute(text(rows.format(query)), {"left_out": list(RUN_COLUMNS)}).scalars())
            for table, query in QUERIES.items()
        }


def fingerprint(engine: Engine) -> str:
    """One hash over all that snapshot() shows: equal hashes are equal tables."""
    digest = sha256()
    for table, rows in sorted(snapshot(engine).items()):
        digest.update("\n".join([f"{table} {len(rows)}", *rows, ""]).encode())
    return digest.hexdigest()


def differences(ours: Engine, theirs: Engine, shown: int = 3) -> list[str]:
    """Rows that only one of two databases has, a few of each table: what a wrong fingerprint is made of."""
    left, right = snapshot(ours), snapshot(theirs)
    found = []
    for table in sorted(left):
        for sign, rows in (("+", set(left[table]) - set(right[table])), ("-", set(right[table]) - set(left[table]))):
            found += [f"{sign} {table} ({len(rows)}): {row[:300]}" for row in sorted(rows)[:shown]]
    return found
