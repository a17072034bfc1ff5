-- How one word of a query is looked for, as text of a tsquery: itself or its stem, in the given language
-- or else in all languages of its letters; a German umlaut written ae, oe, ue as an umlaut; Korean by its
-- beginning, as particles follow it. A word with diacritics is looked for with them.
-- Parameters: word (folded), language (BCP 47 or NULL).
create function news.word_query(word text, language text) returns text
language sql stable strict parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select
        '('
        || string_agg(distinct '''' || f.form || '''' || case when f.form ~ '^[가-힣]{2}' then ':*' else '' end, '|')
        || ')'
    from (
        select word as form
        union all
        select s.languages[1] || '=' || coalesce(news.unaccent_word(t.stem), t.stem) as form
        from news.stemmers() as s
        cross join lateral (select (ts_lexize(s.dictionary, word))[1] as stem) as t
        where
            t.stem is not null
            and case
                when language = '' then word ~ s.letters
                else split_part(lower(language), '-', 1) = any(s.languages)
            end
        union all
        select unnest(news.bare_words(word)) as form
        where word ~ '^[وف]?لل'
        union all
        select replace(replace(replace(word, 'ae', 'ä'), 'oe', 'ö'), 'ue', 'ü') as form
        where word ~ '[aou]e' and (language = '' or language ~* '^de')
        union all
        select (regexp_match(word, '^([가-힣]{2,}?)(?:은|는|을|를|의|에|에서|에게|으로|들|들은|들이|들을|들의)$'))[1] as form
    ) as f
    where f.form is not null;
$$;

comment on function news.word_query(text, text) is
'What search looks for to find one word of a query, as the text of a tsquery';
