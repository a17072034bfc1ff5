-- The stemmers of PostgreSQL 15 and later. One row per stemmer.
-- languages: the ISO 639 codes it serves; the first one marks its stems (en=run), so that the stems of
-- two languages never meet. letters: what a word without a known language must hold for it to be tried.
create function news.stemmers()
returns table (languages text[], dictionary regdictionary, letters text)
language sql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select
        s.languages,
        s.dictionary::regdictionary as dictionary,
        s.letters
    from (
        values
        (array['ar'], 'arabic_stem', '[ء-ي]'),
        (array['ca'], 'catalan_stem', '[a-z]'),
        (array['da'], 'danish_stem', '[a-z]'),
        (array['de'], 'german_stem', '[a-z]'),
        (array['el'], 'greek_stem', '[α-ω]'),
        (array['en'], 'english_stem', '[a-z]'),
        (array['es'], 'spanish_stem', '[a-z]'),
        (array['eu'], 'basque_stem', '[a-z]'),
        (array['fi'], 'finnish_stem', '[a-z]'),
        (array['fr'], 'french_stem', '[a-z]'),
        (array['ga'], 'irish_stem', '[a-z]'),
        (array['hi'], 'hindi_stem', '[अ-ह]'),
        (array['hu'], 'hungarian_stem', '[a-z]'),
        (array['hy'], 'armenian_stem', '[ա-և]'),
        (array['id', 'ms'], 'indonesian_stem', '[a-z]'),
        (array['it'], 'italian_stem', '[a-z]'),
        (array['lt'], 'lithuanian_stem', '[a-z]'),
        (array['ne'], 'nepali_stem', '[अ-ह]'),
        (array['nl'], 'dutch_stem', '[a-z]'),
        (array['no', 'nb', 'nn'], 'norwegian_stem', '[a-z]'),
        (array['pt', 'gl'], 'portuguese_stem', '[a-z]'),
        (array['ro'], 'romanian_stem', '[a-z]'),
        (array['ru'], 'russian_stem', '[а-я]'),
        (array['sr', 'hr', 'bs', 'sh'], 'serbian_stem', '[a-zа-џ]'),
        (array['sv'], 'swedish_stem', '[a-z]'),
        (array['ta'], 'tamil_stem', '[அ-ஹ]'),
        (array['tr'], 'turkish_stem', '[a-z]'),
        (array['yi'], 'yiddish_stem', '[א-ת]')
    ) as s (languages, dictionary, letters);
$$;

comment on function news.stemmers() is 'The stemmers that search uses, with their languages';
