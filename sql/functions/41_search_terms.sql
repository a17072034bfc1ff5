-- A query read as websearch_to_tsquery does: words, "phrases", -not, OR. One row per term in order.
-- group_no: terms of one group must all hold, of several groups (parted by OR) one is enough.
-- words: the term's words one by one; exact: the term as a phrase; loose: its words anywhere, and the
-- pairs of its unspaced runs. Typographic quotes count as quotes; what folds to nothing is left out,
-- and so is what follows the hundredth word. Parameters: query, language (BCP 47 or NULL).
create function news.search_terms(query text, language text)
returns table (term_no bigint, group_no bigint, unwanted boolean, words tsquery[], exact tsquery, loose tsquery)
language sql stable parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with pieces as (
        select
            m.n,
            m.found[1] = '-' as unwanted,
            m.found[2] is null and m.found[1] = '' and lower(m.found[3]) = 'or' as is_or,
            news.fold_text(coalesce(m.found[2], m.found[3])) as folded
        from regexp_matches(
            -- A quote between Hebrew letters belongs to the word.
            regexp_replace(translate(left(query, 10000), '“”„«»「」『』', '"""""""""'), '([א-ת])"(?=[א-ת])', '\1״', 'g'),
            '(-?)(?:"([^"]*)(?:"|$)|([^[:space:]\u00a0\u2000-\u200a\u3000"]+))', 'g'
        ) with ordinality as m (found, n)
        limit 400
    ),

    terms as (
        select
            p.n,
            count(*) filter (where p.is_or) over (order by p.n) as group_no,
            p.unwanted,
            p.folded,
            news.split_words(p.folded) as words
        from pieces as p
    ),

    counted as (
        select
            t.n,
            t.group_no,
            t.unwanted,
            t.folded,
            t.words[:100 - coalesce(sum(cardinality(t.words)) over before, 0)] as words
        from terms as t
        where t.folded <> '' and not exists (select from pieces as p where p.n = t.n and p.is_or)
        window before as (order by t.n rows between unbounded preceding and 1 preceding)
    )

    select
        c.n,
        c.group_no,
        c.unwanted,
        w.words,
        case
            when c.folded ~ ('^' || news.unspaced_pattern() || '{2}$') then ('''' || c.folded || '''')::tsquery
            else w.exact::tsquery
        end as exact,
        coalesce(l.loose || coalesce('&' || r.loose, ''), r.loose)::tsquery as loose
    from counted as c
    cross join lateral (
        select
            array_agg(news.word_query(left(u.word, 100), coalesce(language, ''))::tsquery order by u.n) as words,
            string_agg(news.word_query(left(u.word, 100), coalesce(language, '')), ' <-> ' order by u.n) as exact
        from unnest(c.words) with ordinality as u (word, n)
    ) as w
    cross join lateral (
        select string_agg('''' || p.pair || '''', '&') as loose
        from unnest((news.unspaced_pairs(c.folded))[:100]) as p (pair)
    ) as r
    cross join lateral (
        select string_agg(distinct news.word_query(left(u.word, 100), coalesce(language, '')), '&') as loose
        from unnest((
            news.split_words(btrim(regexp_replace(c.folded, '(?:' || news.unspaced_pattern() || '){2,}| +', ' ', 'g')))
        )[:100]) as u (word)
        where u.word <> ''
    ) as l
    where cardinality(c.words) > 0;
$$;

comment on function news.search_terms(text, text) is
'The terms of a query: words, phrases, excluded terms, groups separated by OR';
