-- Current articles that answer a query, the best first. One row per article.
-- query: words (all must stand somewhere in the article), "a phrase", -not, OR; any script.
-- language: only articles that are or are declared to be in this language; the query is read as such.
-- source: name or alias of the outlet. since, until: days of publication, both included; then articles
-- without a day are left out. max_rows: NULL for all. snippet: see search_snippet.
-- A query without a wanted word finds nothing.
create function news.search(
    query text,
    language text default null,
    source text default null,
    since date default null,
    until date default null,
    max_rows int default 20
)
returns table (
    article_id bigint,
    title text,
    source text,
    language text,
    published_on date,
    rank real,
    snippet text
)
language sql stable security definer
set search_path = pg_catalog, pg_temp
-- A server that compiles (JIT) takes 2 s to compile what runs in 0.1 s.
set jit = off
as $$
    select
        r.article_id,
        r.title,
        coalesce(o.name, r.source_name) as source,
        r.language,
        r.published_on,
        f.rank,
        news.search_snippet(f.revision_id, search.query, search.language) as snippet
    from news.find_revisions(
        search.query, search.language, search.source, search.since, search.until, max_rows
    ) as f
    join corpus.revision as r on r.revision_id = f.revision_id
    left join corpus.source as o on o.source_id = r.source_id
    order by f.rank desc, r.published_on desc nulls last, r.article_id desc;
$$;

comment on function news.search(text, text, text, date, date, int) is
'Articles whose current text matches a query, best first: words, "a phrase", -excluded, OR, in any script';
