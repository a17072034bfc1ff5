-- The words of a folded text in order; each character of an unspaced script is a word.
-- Parameters: folded (by fold_text).
create function news.split_words(folded text) returns text[]
language sql immutable strict parallel safe
return case
    when octet_length(folded) = length(folded) or folded !~ news.unspaced_pattern() then string_to_array(folded, ' ')
    else string_to_array(
        btrim(
            regexp_replace(regexp_replace(folded, '(' || news.unspaced_pattern() || ')', ' \1 ', 'g'), ' +', ' ', 'g')
        ),
        ' '
    )
end;

comment on function news.split_words(text) is
'The words of a folded text; each character of an unspaced script is a word';
