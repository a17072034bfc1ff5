-- What a query asks for, ready for the index: one row per group of terms; an article answers if it answers
-- one group. loose: words and pairs that must all stand in the article; phrases: what must stand together in
-- one of its parts; unwanted: what must stand in none. Parameters: query, language (BCP 47 or NULL).
create function news.search_groups(query text, language text)
returns table (loose tsquery, phrases tsquery[], unwanted tsquery)
language sql stable parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select
        string_agg('(' || t.loose::text || ')', '&') filter (where not t.unwanted)::tsquery as loose,
        array_agg(t.exact) filter (where not t.unwanted and t.exact <> t.loose) as phrases,
        string_agg('(' || t.exact::text || ')', '|') filter (where t.unwanted)::tsquery as unwanted
    from news.search_terms(search_groups.query, search_groups.language) as t
    group by t.group_no
    having bool_or(not t.unwanted);
$$;

comment on function news.search_groups(text, text) is
'A query in the form of the index; an article matches if it matches one of the rows';
