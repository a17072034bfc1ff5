-- A text as it is indexed: every word at its place with its other forms; the pairs of unspaced scripts and
-- the pieces of words joined by ZWNJ (کتاب‌های is found as کتابهای, کتاب and های) without places.
-- Parameters: original (at most 4,000 characters), language (BCP 47 or NULL), weight ('' or A to D).
create function news.search_vector(original text, language text, weight text default '') returns tsvector
language plpgsql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    folded text := news.fold_text(original);
    stemmer_dictionary regdictionary;
    stemmer_mark text;
    vector tsvector;
    pieces text [];
begin
    select s.dictionary, s.languages[1]
    into stemmer_dictionary, stemmer_mark
    from news.stemmers() as s
    where split_part(lower(search_vector.language), '-', 1) = any(s.languages);

    select string_agg(news.word_lexemes(w.word, w.stem, ':' || w.n::text || weight), ' ')
    into vector
    from (
        select
            left(u.word, 100) as word,
            u.n,
            stemmer_mark || '=' || (ts_lexize(stemmer_dictionary, left(u.word, 100)))[1] as stem
        from unnest(news.split_words(folded)) with ordinality as u (word, n)
        offset 0 -- each word is stemmed once
    ) as w;

    if octet_length(folded) > length(folded) then
        pieces := news.unspaced_pairs(folded);
        if original ~ '[ء-ۿ]\u200c[ء-ۿ]' then
            select pieces || array_agg(left(p.piece, 100))
            into pieces
            from regexp_matches(original, '[ء-ۿ]+(?:\u200c[ء-ۿ]+)+', 'g') as m (found)
            cross join lateral
                unnest(string_to_array(news.fold_text(translate(m.found[1], U&'\200c', ' ')), ' ')) as p (piece)
            where p.piece <> '';
        end if;
    end if;
    return coalesce(vector, '') || coalesce(array_to_tsvector(pieces), '');
end;
$$;

comment on function news.search_vector(text, text, text) is 'The index entry of a text, as a tsvector';
