-- A text as search compares it: words and runs of unspaced characters, parted by single spaces, in
-- one spelling. Documents and queries pass through it alike. Parameters: original.
-- U+001F is kept as a word of its own: search_snippet parts the words of the original by it.
create function news.fold_text(original text) returns text
language plpgsql immutable strict parallel safe
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
    return btrim(regexp_replace(
        folded,
        -- What is neither letter nor digit nor a mark on one; named by code points, as what
        -- [[:alnum:]] holds depends on the server's locale.
        '[\u0001-\u001e\u0020-\u002f:-@\[-`{-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7'
        || '\u02c2-\u02c5\u02d2-\u02df\u02ed\u02ef-\u02ff\u037e\u0384\u0385\u0387\u055a-\u055f\u0589\u058a\u05be\u05c0'
        || '\u05c3\u05c6\u05f3\u05f4\u0600-\u060f\u061b-\u061f\u066a-\u066d\u06d4\u06dd\u06de\u06e9\u06fd\u06fe'
        || '\u0700-\u070d\u0964\u0965\u0970\u0df4\u0e2f\u0e4f\u0e5a\u0e5b\u0f01-\u0f14\u0f3a-\u0f3d\u104a-\u104f\u10fb'
        || '\u1360-\u1368\u166d\u166e\u16eb-\u16ed\u17d4-\u17d6\u17d8-\u17db\u1800-\u180a\u2000-\u206f\u20a0-\u20cf'
        || '\u2100-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d-\u303f\u30a0\u30fb\ua4fe\ua4ff\ua60d-\ua60f'
        || '\ud7fc-\uf8ff\ufd3e\ufd3f\ufe10-\ufe6f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffff'
        || '\U0001f000-\U0001faff\U000e0000-\U0010ffff]+',
        ' ', 'g'
    ));
end;
$$;

comment on function news.fold_text(text) is
'A text as search compares it: words parted by single spaces, in one spelling';
