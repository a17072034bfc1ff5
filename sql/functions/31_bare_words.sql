-- What an Arabic or Hebrew word is without the particles written together with it: up to two forms, NULL
-- where there is none. Only documents are indexed under these forms: what looks like a particle is often
-- a letter of the word (ولد, بلد), so no query is ever cut, but of لل, which is ل with the article and stands
-- before the word (للقوات) or for its first letter too (للجنة). The word must keep three letters; in Arabic
-- four where the particle is rare in news (ك: so كريم stays whole) or two of them go. Parameters: word (folded).
create function news.bare_words(word text) returns text[]
language sql immutable parallel safe
return case
    when word collate "C" < 'א' then null
    when word !~ '^[הובלמשכوفبلك]' then null
    when word ~ '^[وف]?لل[ء-ي]{2}'
        then array[regexp_replace(word, '^[وف]?لل', ''), regexp_replace(word, '^[وف]?لل', 'ل')]
    when word ~ '^(?:[وف][بل][ء-ي]{4}|[וש][הבלמכש][א-ת]{3})' then array[substr(word, 2), substr(word, 3)]
    when word ~ '^(?:[وفبل][ء-ي]{3}|ك[ء-ي]{4}|[הובל][א-ת]{3}|[משכ][א-ת]{4})' then array[substr(word, 2)]
end;

comment on function news.bare_words(text) is
'A folded Arabic or Hebrew word without the particles that are written together with it';
