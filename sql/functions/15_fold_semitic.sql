-- Arabic and Hebrew script in one spelling: no vowel signs, no tatweel, one form of alef, ya, kaf, ha
-- and of the digits, in Arabic, Persian and Urdu alike. The article is taken off with what is written
-- together with it (القوات, والقوات, بالقوات -> قوات), from documents and queries alike.
-- Parameters: folded (NFKC, lower case).
create function news.fold_semitic(folded text) returns text
language plpgsql immutable strict parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    result text := regexp_replace(
        folded,
        '[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670'
        || '\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]',
        '', 'g'
    );
begin
    if result !~ '[\u0600-\u06ff]' then
        return result;
    end if;
    result := translate(
        result,
        'أإآٱىئیۍکؤةۀۂۃہھە٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹',
        'اااايييي' || 'كوههههههه' || '01234567890123456789'
    );
    return regexp_replace(
        result,
        '(?<![ء-ۿ])(?:ال(?=[ء-ي]{2})|[وف]?[بك]?ال(?=[ء-ي]{3}))'
        -- Not in words of function, nor in words with letters that Arabic has not.
        || '(?!(?:ان|ذي|تي|يه|له|لهم|لتان|لذان|ذين|يها|يهم|ينا|يكم)(?![ء-ۿ]))(?![ء-ي]*[ٱ-ۿ])',
        '', 'g'
    );
end;
$$;

comment on function news.fold_semitic(text) is
'Arabic and Hebrew script in one spelling, without the Arabic article; part of fold_text';
