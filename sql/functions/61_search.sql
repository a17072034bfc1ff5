-- Current articles that answer a query, the best first. One row per article.
-- query: words (all must stand somewhere in the article), "a phrase", -not, OR; any script. language:
-- only articles in this language, and the query is read as such. source: name or alias of the outlet.
-- since, until: days of publication, both included; then articles without a day are left out.
-- max_rows: NULL for all. snippet: see search_snippet. A query without a wanted word finds nothing.
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
as $$
    with terms as materialized (
        select
            t.group_no,
            t.unwanted,
            t.exact,
            t.loose
        from news.search_terms(search.query, search.language) as t
    ),

    groups as materialized (
        select
            string_agg('(' || t.loose::text || ')', '&') filter (where not t.unwanted)::tsquery as loose,
            array_agg(t.exact) filter (where not t.unwanted and t.exact <> t.loose) as phrases,
            string_agg('(' || t.exact::text || ')', '|') filter (where t.unwanted)::tsquery as unwanted
        from terms as t
        group by t.group_no
        having bool_or(not t.unwanted)
    ),

    -- The index knows which words stand in an article; phrases and unwanted terms are looked for in its parts.
    answers as (
        select
            r.revision_id,
            max(ts_rank(s.vector, (
                select string_agg('(' || t.loose::text || ')', '|')::tsquery from terms as t where not t.unwanted
            ))) as rank
        from corpus.article_search as s
        join corpus.article as a on a.article_id = s.article_id and a.current_revision_id = s.revision_id
        join corpus.revision as r on r.revision_id = s.revision_id
        where
            s.part <= 0
            and s.vector @@ (select string_agg('(' || g.loose::text || ')', '|')::tsquery from groups as g)
            and exists (
                select from groups as g
                where
                    s.vector @@ g.loose
                    and not exists (
                        select from unnest(g.phrases) as p (phrase)
                        where not exists (
                            select from corpus.article_search as x
                            where x.article_id = s.article_id and x.revision_id = s.revision_id and x.vector @@ p.phrase
                        )
                    )
                    and not exists (
                        select from corpus.article_search as x
                        where x.article_id = s.article_id and x.revision_id = s.revision_id and x.vector @@ g.unwanted
                    )
            )
            and (
                search.language is null
                or split_part(lower(r.language), '-', 1) = split_part(lower(search.language), '-', 1)
            )
            and (search.since is null or r.published_on >= search.since)
            and (search.until is null or r.published_on <= search.until)
            and (
                search.source is null
                or r.source_name = search.source
                or r.source_id in (
                    select o.source_id from corpus.source as o where o.name = lower(search.source)
                    union all
                    select o.source_id from corpus.source_alias as o where o.alias = lower(search.source)
                )
            )
        group by r.revision_id
    ),

    best as (
        select
            r.article_id,
            r.revision_id,
            r.title,
            coalesce(o.name, r.source_name) as source,
            r.language,
            r.published_on,
            w.rank
        from answers as w
        join corpus.revision as r on r.revision_id = w.revision_id
        left join corpus.source as o on o.source_id = r.source_id
        order by w.rank desc, r.published_on desc nulls last, r.article_id desc
        limit case when max_rows < 0 then 0 else max_rows end
    )

    select
        b.article_id,
        b.title,
        b.source,
        b.language,
        b.published_on,
        b.rank,
        news.search_snippet(b.revision_id, search.query, search.language) as snippet
    from best as b
    order by b.rank desc, b.published_on desc nulls last, b.article_id desc;
$$;

comment on function news.search(text, text, text, date, date, int) is
'Current articles that answer a query, the best first: words, "a phrase", -not, OR, in any script';
