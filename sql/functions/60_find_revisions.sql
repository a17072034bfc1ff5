-- The current revisions that answer a query, the best first. Parameters: as of news.search.
create function news.find_revisions(
    query text,
    language text,
    source text,
    since date,
    until date,
    max_rows int
)
returns table (revision_id bigint, rank real)
language plpgsql stable
-- The planner sees the words, and is kept from reading all vectors, which it takes for small.
set plan_cache_mode = force_custom_plan
set enable_seqscan = off
set search_path = pg_catalog, pg_temp
as $$
declare
    wanted tsquery;
    ranked tsquery;
    group_count bigint;
begin
    select
        string_agg('(' || g.loose::text || ')', '|')::tsquery,
        count(*)
    into wanted, group_count
    from news.search_groups(find_revisions.query, find_revisions.language) as g;

    select string_agg('(' || t.loose::text || ')', '|')::tsquery
    into ranked
    from news.search_terms(find_revisions.query, find_revisions.language) as t
    where not t.unwanted;

    return query
    with groups as materialized (
        select
            g.loose,
            g.phrases,
            g.unwanted
        from news.search_groups(find_revisions.query, find_revisions.language) as g
    )

    select
        r.revision_id,
        max(ts_rank(s.vector, ranked)) as rank
    from corpus.article_search as s
    join corpus.article as a on a.current_revision_id = s.revision_id
    join corpus.revision as r on r.revision_id = s.revision_id
    left join corpus.source as o on o.source_id = r.source_id
    where
        s.part <= 0
        and s.vector @@ wanted
        and (find_revisions.since is null or r.published_on >= find_revisions.since)
        and (find_revisions.until is null or r.published_on <= find_revisions.until)
        and (
            find_revisions.language is null
            or split_part(lower(find_revisions.language), '-', 1)
            in (split_part(lower(r.language), '-', 1), split_part(lower(r.language_declared), '-', 1))
        )
        and (
            find_revisions.source is null
            or find_revisions.source in (o.name, r.source_name)
            or r.source_id = (select n.source_id from corpus.source_alias as n where n.alias = find_revisions.source)
        )
        and exists (
            select from groups as g
            where
                (group_count = 1 or s.vector @@ g.loose)
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
    group by r.revision_id
    order by max(ts_rank(s.vector, ranked)) desc, r.published_on desc nulls last, r.article_id desc
    limit case when max_rows < 0 then 0 else max_rows end;
end;
$$;

comment on function news.find_revisions(text, text, text, date, date, int) is
'The current revisions that match a query, the best first; part of search';
