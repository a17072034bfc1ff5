"""The contents of all tables, without what a second load may give anew: surrogate ids, runs and load times."""

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
REVISION = """(
    select a.uid::text || encode(r.content_hash, 'hex')
    from corpus.revision as r join corpus.article as a using (article_id)
    where r.revision_id = t.revision_id)"""
FILE = """(
    select concat_ws('|', f.root, f.uri, encode(f.sha256, 'hex'))
    from corpus.input_file as f
    where f.file_id = t.{column})"""
FILE_KEY = FILE.format(column="file_id")
# Which of several equal records came first is history: loaded, revised and unchanged all show a revision.
QUERIES = {
    "article": """
        select to_jsonb(t) - 'article_id' - 'current_revision_id' || jsonb_build_object('current', (
            select encode(r.content_hash, 'hex') from corpus.revision as r where r.revision_id = t.current_revision_id))
        from corpus.article as t""",
    "article_url": """
        select to_jsonb(t) - 'article_id' || jsonb_build_object('uid', a.uid)
        from corpus.article_url as t join corpus.article as a using (article_id)""",
    "revision": f"""
        select to_jsonb(t) - 'revision_id' - 'article_id' - 'origin_file_id' - 'source_id' || jsonb_build_object(
            'uid', a.uid, 'source', s.name, 'origin', {FILE.format(column="origin_file_id")})
        from corpus.revision as t
        join corpus.article as a using (article_id)
        left join corpus.source as s using (source_id)""",
    "input_file": "select to_jsonb(t) - 'file_id' from corpus.input_file as t",
    "input_member": f"""
        select to_jsonb(t) - 'file_id' || jsonb_build_object('file', {FILE_KEY}) from corpus.input_member as t""",
    "input_record": f"""
        select to_jsonb(t) - 'file_id' - 'run_id' - 'revision_id' - 'outcome' || jsonb_build_object(
            'file', {FILE_KEY}, 'revision', {REVISION},
            'outcome', case when t.reason is null then 'shown' else t.outcome end)
        from corpus.input_record as t""",
    "rejection": f"""
        select to_jsonb(t) - 'file_id' - 'first_run_id' - 'last_run_id' || jsonb_build_object('file', {FILE_KEY})
        from corpus.rejection as t""",
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
    """Every row of every table but run and run_file as JSON text, sorted."""
    with engine.connect() as connection:
        return {
            table: sorted(connection.execute(text(f"select q.row::text from ({query}) as q (row)")).scalars())
            for table, query in QUERIES.items()
        }
