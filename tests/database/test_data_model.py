"""docs/data-model.md is written from the comments in the database; nothing is without one."""

from checkout import ROOT
from sqlalchemy import Engine, text

from etl.load.rows import SAME_NAME

PAGE = ROOT / "docs" / "data-model.md"
HEAD = """# Data model

Analysts query the schema `news`: its views and functions. Before version 1.0 these may change with a minor version, and
the changelog says so. The schema `corpus` contains the base tables behind them; these may change with any version.
`make golden` writes this page from the comments in the database, and a test compares the two. `\\d+ news.articles` in
`khabar db psql` shows the same.

- An *article* has one or more *revisions*: the versions that its publisher has published. The views of texts show only
  the current revision; `news.revisions` shows all. To join views, use `article_id`.
- A *unit* is one thing that may be an article: a file, a member of an archive, a page of a crawl, an entry of a feed. A
  *record* is the row that is stored for a unit. One revision may have been read from many records.
- `position` is the place in the reading order or, for units, the place in the file; 0 is the first.
- Each unit has one outcome: `units` in `news.files` is the sum of the outcomes. `news.lineage` has a row for each unit
  that is loaded, revised or unchanged, `news.rejections` for each that is rejected. Skipped units are only counted. A
  rejected unit may contain several articles, for example if it is a corpus.

```sql
select a.published_on, a.source, a.title, f.text as fact
from news.articles as a
join news.facts as f using (article_id)
where a.language = 'ar' and a.published_on >= '2026-01-01'
order by a.published_on, a.article_id, f.position;

select title, snippet from news.search('القوات "معاهدة الدفاع" -مفاوضات', language => 'ar');
```
"""
UNDER_ANOTHER_NAME = {"canonical_url"}  # url
FOR_ANALYSTS = ("search", "article_text")  # the other functions of `news` are their parts
RELATIONS = text("""
    select
        n.nspname as schema,
        c.relname as name,
        obj_description(c.oid, 'pg_class') as comment,
        c.oid
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    where n.nspname in ('news', 'corpus') and c.relkind in ('r', 'v') and c.relname <> 'alembic_version'
    order by n.nspname desc, c.relname""")
COLUMNS = text("""
    select
        a.attname as name,
        format_type(a.atttypid, a.atttypmod) as type,
        col_description(a.attrelid, a.attnum) as comment
    from pg_attribute as a
    where a.attrelid = :oid and a.attnum > 0 and not a.attisdropped
    order by a.attnum""")
FUNCTIONS = text("""
    select
        n.nspname as schema,
        p.proname as name,
        pg_get_function_arguments(p.oid) as arguments,
        pg_get_function_result(p.oid) as result,
        obj_description(p.oid, 'pg_proc') as comment
    from pg_proc as p
    join pg_namespace as n on n.oid = p.pronamespace
    where n.nspname in ('news', 'corpus')
    order by n.nspname desc, p.proname""")


def test_everything_has_a_comment(engine: Engine) -> None:
    with engine.connect() as connection:
        relations = connection.execute(RELATIONS).all()
        missing = [f"{r.schema}.{r.name}" for r in relations if not r.comment]
        missing += [
            f"{r.schema}.{r.name}.{column.name}"
            for r in relations
            for column in connection.execute(COLUMNS, {"oid": r.oid})
            if not column.comment
        ]
        missing += [f"{f.schema}.{f.name}()" for f in connection.execute(FUNCTIONS) if not f.comment]

    assert missing == []


def test_analysts_see_every_field_of_an_article(engine: Engine) -> None:
    view = text(
        "select column_name from information_schema.columns where (table_schema, table_name) = ('news', 'articles')"
    )
    with engine.connect() as connection:
        columns = set(connection.scalars(view))

    lacking = set(SAME_NAME) - columns - UNDER_ANOTHER_NAME
    assert lacking == set(), "sql/views/articles.sql does not select them"


def test_the_page_is_what_the_database_says(engine: Engine, rewrite_golden: bool) -> None:
    page = describe(engine)
    if rewrite_golden:
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page, "docs/data-model.md is out of date: run `make golden`"


def describe(engine: Engine) -> str:
    """The page, in Markdown."""
    parts = [HEAD]
    with engine.connect() as connection:
        for relation in connection.execute(RELATIONS).all():
            parts.append(
                f"\n## {relation.schema}.{relation.name}\n{relation.comment}\n\n| column | type | |\n|---|---|---|"
            )
            for column in connection.execute(COLUMNS, {"oid": relation.oid}):
                parts.append(f"| {column.name} | {column.type} | {column.comment} |")
        parts.append("\n## Functions\n| function | gives | |\n|---|---|---|")
        for function in connection.execute(FUNCTIONS):
            if function.name in FOR_ANALYSTS:
                call = f"{function.schema}.{function.name}({function.arguments})"
                parts.append(f"| `{call}` | `{function.result}` | {function.comment} |")
    return "\n".join(parts) + "\n"
