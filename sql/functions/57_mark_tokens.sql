-- About 240 characters around the first hit, hits in <mark>, HTML escaped. Parameters: tokens (by
-- snippet_tokens), hits (numbers of tokens, in order).
create function news.mark_tokens(tokens text [], hits bigint []) returns text
language sql immutable parallel safe
begin atomic
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
        p.token
    from placed as p
    cross join (select coalesce(max(f.start), 0) as start from placed as f where f.n = hits[1]) as first_hit
    where p.start between first_hit.start - 80 and first_hit.start + 160
),

marked as (
    select
        string_agg(
            case
                when s.n = any(hits) then regexp_replace(
                    s.token,
                    -- Punctuation around the word stays outside the mark.
                    '^([[:space:]!-/:-@\[-`{-~،؛؟۔«»“”‘’„…。、，]*)(.*?)([[:space:]!-/:-@\[-`{-~،؛؟۔«»“”‘’„…。、，]*)$',
                    E'\\1\u0002\\2\u0003\\3'
                )
                else s.token
            end, '' order by s.n
        ) as snippet,
        min(s.n) > 1 as is_cut_before,
        max(s.n) < cardinality(tokens) as is_cut_after
    from shown as s
)

select
    case when m.is_cut_before then '…' else '' end
    || replace(replace(replace(replace(replace(replace(
        btrim(m.snippet), E'\u0003\u0002', ''), '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), E'\u0002', '<mark>'), E'\u0003', '</mark>')
    || case when m.is_cut_after then '…' else '' end
from marked as m;
end;

comment on function news.mark_tokens(text[], bigint[]) is
'The words around the first hit, hits marked; part of search_snippet';
