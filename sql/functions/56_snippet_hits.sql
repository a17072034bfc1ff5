-- Which tokens (by number, from 1) a query asks for: words of a phrase or of an unspaced run only where
-- they stand together. Each token is folded and stemmed as a document's words are.
-- Parameters: tokens, text_language, query, language (of the query).
create function news.snippet_hits(tokens text[], text_language text, query text, language text) returns bigint[]
language sql stable parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with stemmer as (
        select
            s.dictionary,
            s.languages[1] || '=' as mark
        from news.stemmers() as s
        where split_part(lower(text_language), '-', 1) = any(s.languages)
    ),

    words as materialized (
        select
            f.token_no,
            left(u.word, 100) as word,
            row_number() over (order by f.token_no, u.n) as word_no
        from string_to_table(news.fold_text(array_to_string(tokens, E' \u001f ')), E'\u001f')
            with ordinality as f (folded, token_no)
        cross join lateral unnest(news.split_words(btrim(f.folded))) with ordinality as u (word, n)
        union all
        -- The pieces of words joined by ZWNJ; by their numbers they stand alone.
        select
            t.token_no,
            left(u.word, 100) as word,
            -2 * row_number() over (order by t.token_no, u.n) as word_no
        from unnest(tokens) with ordinality as t (token, token_no)
        cross join lateral
            unnest(string_to_array(news.fold_text(translate(t.token, U&'\200c', ' ')), ' '))
                with ordinality as u (word, n)
        where t.token ~ '[ء-ۿ]\u200c[ء-ۿ]'
    ),

    vectors as materialized (
        select
            d.word,
            news.word_lexemes(d.word, s.mark || (ts_lexize(s.dictionary, d.word))[1], ':1')::tsvector as vector
        from (select distinct w.word from words as w) as d
        left join stemmer as s on true
    ),

    wanted as materialized (
        select
            t.term_no,
            cardinality(t.words) as word_count,
            u.word_query,
            u.n
        from news.search_terms(query, language) as t
        cross join lateral unnest(t.words) with ordinality as u (word_query, n)
        where not t.unwanted
    ),

    places as (
        select
            q.term_no,
            q.word_count,
            w.word_no - q.n as start
        from wanted as q
        join vectors as v on v.vector @@ q.word_query
        join words as w on w.word = v.word
        group by q.term_no, q.word_count, w.word_no - q.n
        having count(*) = q.word_count
    )

    select coalesce(array_agg(distinct w.token_no order by w.token_no), '{}')
    from places as p
    join words as w on w.word_no between p.start + 1 and p.start + p.word_count;
$$;

comment on function news.snippet_hits(text[], text, text, text) is
'Which of these tokens match a query; part of search_snippet';
