-- What article_search holds of one revision. One row per part; of a text of several parts also one row per
-- 16 parts (0, -1 ...) with their words without places, the title's with weight A: the words of a query
-- may stand in different parts. Only the first 1,000,000 characters are indexed. Parameters: revision_id.
create function news.search_rows(revision_id bigint)
returns table (part bigint, vector tsvector)
language sql stable parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with revision as materialized (
        select
            r.language,
            news.search_vector(left(r.title, 2000), r.language, 'A') as title,
            left(news.revision_text(r.revision_id), 1000000) as whole
        from corpus.revision as r
        where r.revision_id = search_rows.revision_id
    ),

    parts as materialized (
        select
            n.part,
            news.search_vector(news.text_part(r.whole, n.part), r.language) as vector
        from revision as r
        cross join generate_series(1, greatest(1, (length(r.whole) + 3799) / 3900)) as n (part)
    )

    select
        case when (select count(*) from parts) = 1 then 0 else p.part end as part,
        case when p.part = 1 then r.title || p.vector else p.vector end as vector
    from parts as p
    cross join revision as r
    union all
    select
        (1 - p.part) / 16 as part,
        (select r.title from revision as r) || news.join_vectors(strip(p.vector)) as vector
    from parts as p
    where (select count(*) from parts) > 1
    group by (1 - p.part) / 16;
$$;

comment on function news.search_rows(bigint) is 'The rows that the index has for one revision';
