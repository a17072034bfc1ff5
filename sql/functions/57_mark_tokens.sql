-- About 240 characters around the first hit, hits in <mark>, HTML escaped. Parameters: tokens (by
-- snippet_tokens), hits (numbers of tokens, in order).
create function news.mark_tokens(tokens text[], hits bigint[]) returns text
language sql immutable parallel safe
as $$
    with placed as (
        select
            u.n,
            replace(replace(replace(u.token, '&', '&amp;'), '<', '&lt;'), '>', '&gt;') as token,
            sum(length(u.token)) over (order by u.n) - length(u.token) as start
        from unnest(tokens) with ordinality as u (token, n)
    ),

    shown as (
        select
            p.n,
            case
                -- Punctuation around the word stays outside the mark.
                when p.n = any(hits) then regexp_replace(p.token, '^(\W*)(\w.*\w|\w)', '\1<mark>\2</mark>')
                else p.token
            end as token
        from placed as p
        where
            p.start between
            coalesce((select f.start from placed as f where f.n = hits[1]), 0) - 80
            and coalesce((select f.start from placed as f where f.n = hits[1]), 0) + 160
    )

    select
        case when min(s.n) > 1 then '…' else '' end
        || replace(btrim(string_agg(s.token, '' order by s.n)), '</mark><mark>', '')
        || case when max(s.n) < cardinality(tokens) then '…' else '' end as snippet
    from shown as s;
$$;

comment on function news.mark_tokens(text[], bigint[]) is
'The words around the first hit, hits marked; part of search_snippet';
