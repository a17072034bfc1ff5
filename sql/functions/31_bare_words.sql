-- What an Arabic or Hebrew word is without the particles written together with it: up to two forms, NULL
-- where there is none. Only documents are indexed under these forms: what looks like a particle is often
-- a letter of the word (ولد, بلد), so no query is ever cut. The word must keep three letters, where the
-- particle is rare in news (ك, and so كريم stays whole) or two of them go, four. Parameters: word (folded).
create function news.bare_words(word text) returns text[]
language sql immutable parallel safe
return case
    when word collate "C" < 'א' then null
    when word !~ '^[הובלמשכوفبلك]' then null
    when word ~ '^(?:[وف][بل][ء-ي]{4}|[וש][הבלמכש][א-ת]{4})' then array[substr(word, 2), substr(word, 3)]
    when word ~ '^(?:[وفبل][ء-ي]{3}|ك[ء-ي]{4}|[הובל][א-ת]{3}|[משכ][א-ת]{4})' then array[substr(word, 2)]
end;

comment on function news.bare_words(text) is
'What a folded Arabic or Hebrew word is without the particles written together with it';
