-- A text cut into words with the white space that follows them, and into single characters where words
-- are not parted by spaces; joined they give the text again, white space folded. Parameters: original.
create function news.snippet_tokens(original text) returns text[]
language sql immutable strict parallel safe
return array_remove(
    string_to_array(
        regexp_replace(
            regexp_replace(translate(original, E'\u001f\u0002\u0003', ''), '[[:space:]]+', E' \u001f', 'g'),
            '(' || news.unspaced_pattern() || ')', E'\u001f\\1\u001f', 'g'
        ),
        E'\u001f'
    ),
    ''
);

comment on function news.snippet_tokens(text) is
'A text cut into words and single characters; part of search_snippet';
