-- What one word of a document is indexed as, as text of a tsvector: itself, without its diacritics,
-- without its particles, and its stem, all at the same place.
-- Parameters: word (folded), stem (marked with its language; NULL for none),
-- place (its number and weight in the tsvector, ':7A').
create function news.word_lexemes(word text, stem text, place text) returns text
language sql immutable parallel safe
return
word || place
|| coalesce(' ' || news.unaccent_word(word) || place, '')
|| coalesce(' ' || coalesce(news.unaccent_word(stem), stem) || place, '')
|| coalesce(' ' || (news.bare_words(word))[1] || place || coalesce(' ' || (news.bare_words(word))[2] || place, ''), '');

comment on function news.word_lexemes(text, text, text) is
'The index entries of one word of a document, as the text of a tsvector';
