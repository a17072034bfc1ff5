-- What current revision, first and last seen of the given articles have to be.
-- One row per article that has a revision. Parameter: article_ids.
create or replace function corpus.article_states(article_ids bigint[])
returns table (article_id bigint, revision_id bigint, first_seen_at timestamptz, last_seen_at timestamptz)
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select distinct on (r.article_id)
        r.article_id,
        r.revision_id,
        min(least(r.stated_at, f.first_fetched_at)) over article as first_seen_at,
        max(greatest(r.stated_at, f.last_fetched_at)) over article as last_seen_at
    from corpus.revision as r
    cross join lateral (
        select
            min(i.fetched_at) as first_fetched_at,
            max(i.fetched_at) as last_fetched_at
        from corpus.input_record as i
        where i.revision_id = r.revision_id
    ) as f
    where r.article_id = any(article_ids)
    window article as (partition by r.article_id)
    order by
        r.article_id,
        array_position(array['full', 'paywalled', 'teaser'], r.completeness),
        greatest(r.stated_at, f.last_fetched_at) desc nulls last,
        r.content_hash desc;
$$;

comment on function corpus.article_states(bigint[]) is
'Current revision, first and last seen of these articles, computed from all of their records';
