-- A Latin word without its diacritics; NULL where it has none. Parameters: word (folded).
create function news.unaccent_word(word text) returns text
language sql immutable parallel safe
return case
    when
        octet_length(word) > length(word)
        and word ~ '[\u00e0-\u024f\u0300-\u036f\u1e00-\u1eff]'
        and word ~ '[a-z\u00e0-\u024f\u1e00-\u1eff]'
        then regexp_replace(
            normalize(translate(word, 'øłđðħŧþŋ', 'olddhttn'), nfd), '[\u0300-\u036f]', '', 'g'
        )
end;

comment on function news.unaccent_word(text) is 'A folded Latin word without its diacritics; NULL if it has none';
