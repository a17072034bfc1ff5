-- About 240 characters around the first hit, hits in <mark>, HTML escaped. Parameters: tokens (by
-- snippet_tokens), hits (numbers of tokens, in order).
create function news.mark_tokens(tokens text[], hits bigint[]) returns text
language sql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with placed as (
        select
            u.n,
            u.token,
            sum(length(u.token)) over (order by u.n) - length(u.token) as start
        from unnest(tokens) with ordinality as u (token, n)
    ),

    shown as (
        select
            p.n,
            case
                -- Punctuation around the word stays outside the mark. U+0002 and U+0003 stand in for the tags.
                when p.n = any(hits) then regexp_replace(
                    p.token,
                    '((?!' || news.separator_pattern() || ').(?:.*(?!' || news.separator_pattern() || ').)?)',
                    E'\u0002\\1\u0003'
                )
                else p.token
            end as token
        from placed as p
        where
            p.start between
            coalesce((select f.start from placed as f where f.n = hits[1]), 0) - 80
            and coalesce((select f.start from placed as f where f.n = hits[1]), 0) + 160
    ),

    joined as (
        select
            -- Neighbours that no space parts share one mark: O'Brien, a run of Chinese.
            regexp_replace(
                btrim(string_agg(s.token, '' order by s.n)),
                E'\u0003((?:(?! )' || news.separator_pattern() || E'){0,3})\u0002', '\1', 'g'
            ) as snippet,
            case when min(s.n) > 1 then '…' else '' end as before,
            case when max(s.n) < cardinality(tokens) then '…' else '' end as after
        from shown as s
    ),

    escaped as (
        select
            j.before || replace(replace(replace(j.snippet, '&', '&amp;'), '<', '&lt;'), '>', '&gt;') || j.after
                as snippet
        from joined as j
    )

    select replace(replace(e.snippet, E'\u0002', '<mark>'), E'\u0003', '</mark>') as snippet
    from escaped as e;
$$;

comment on function news.mark_tokens(text[], bigint[]) is
'The words around the first hit, with hits marked; part of search_snippet';
