-- A text as search compares it: words and runs of unspaced characters, parted by single spaces, in
-- one spelling. Documents and queries pass through it alike. Parameters: original.
-- U+001F is kept as a word of its own: search_snippet parts the words of the original by it.
create function news.fold_text(original text) returns text
language plpgsql immutable strict parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    folded text := original;
begin
    if octet_length(folded) > length(folded) then
        -- Thin and fixed spaces part the thousands in French, Russian, Swedish ...
        folded := regexp_replace(folded, '([0-9])[\u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))', '\1', 'g');
        folded := translate(normalize(folded, nfkc), 'İı٫٬', 'ii.,');
        -- Soft hyphen, ZWNJ, ZWJ, marks of direction, variation selectors.
        folded := regexp_replace(
            folded,
            '[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]',
            '', 'g'
        );
        folded := lower(folded);
        if folded ~ '[\u0590-\u06ff]' then
            folded := news.fold_semitic(folded);
        end if;
        folded := news.fold_letters(folded);
    else
        folded := lower(folded);
    end if;
    folded := regexp_replace(folded, '([0-9])[.,''\u2019](?=[0-9]{3}(?![0-9]))', '\1', 'g');
    return btrim(regexp_replace(folded, news.separator_pattern() || '+', ' ', 'g'));
end;
$$;

comment on function news.fold_text(text) is
'A text in the form in which search compares it: one spelling, words separated by single spaces';
