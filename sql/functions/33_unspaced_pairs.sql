-- All pairs of neighbouring characters in the runs of unspaced scripts, NULL where there is none: the
-- index finds a pair far quicker than two characters. Parameters: folded (by fold_text).
create function news.unspaced_pairs(folded text) returns text[]
language sql immutable strict parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with runs as materialized (
        select string_agg(' ' || m.found[1], '') as run
        from regexp_matches(folded, news.unspaced_pattern() || '{2,}', 'g') as m (found)
    )

    -- The pairs from the first character of each run on, and from the second on.
    select array_agg(distinct left(m.found[1], 100)) as pairs
    from (
        select r.run from runs as r
        union all
        select regexp_replace(r.run, ' ' || news.unspaced_pattern(), ' ', 'g') as run from runs as r
    ) as shifted
    cross join lateral regexp_matches(shifted.run, news.unspaced_pattern() || '{2}', 'g') as m (found);
$$;

comment on function news.unspaced_pairs(text) is
'All pairs of neighbouring characters in the unspaced runs of a folded text';
