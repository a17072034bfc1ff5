-- A text cut into words with what follows them up to the next word, and into single characters where words
-- are not parted; a number stays whole (2,500.75). Joined they give the text again, white space folded.
-- Parameters: original.
create function news.snippet_tokens(original text) returns text[]
language sql immutable strict parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select array_remove(
        string_to_array(
            regexp_replace(
                regexp_replace(
                    regexp_replace(translate(original, E'\u001f\u0002\u0003', ''), '[[:space:]]+', ' ', 'g'),
                    '(' || news.unspaced_pattern() || ')', E'\u001f\\1\u001f', 'g'
                ),
                '((?:[0-9٠-٩۰-۹][.,''’٫٬](?=[0-9٠-٩۰-۹])|(?!\u001f|' || news.separator_pattern() || ').)+'
                || news.separator_pattern() || '*)',
                E'\\1\u001f', 'g'
            ),
            E'\u001f'
        ),
        ''
    ) as tokens;
$$;

comment on function news.snippet_tokens(text) is 'A text cut into words and single characters; part of search_snippet';
