-- The place in a revision's text that fits a query best: about 240 characters with <mark> around every
-- word and every run that the query asks for, as the publisher wrote it (والقوات for قوات). Safe to put
-- into HTML: & < > of the text are escaped. Parameters: revision_id (indexed), query, language of the
-- query (BCP 47 or NULL).
create function news.search_snippet(revision_id bigint, query text, language text) returns text
language plpgsql stable parallel safe
set search_path = pg_catalog, pg_temp
-- A server that compiles (JIT) takes 2 s to compile what runs in 0.1 s.
set jit = off
as $$
declare
    text_language text;
    best_part bigint;
    tokens text [];
    hits bigint [];
begin
    select r.language, p.part
    into text_language, best_part
    from corpus.revision as r
    join corpus.article_search as p on p.article_id = r.article_id and p.revision_id = r.revision_id and p.part >= 0
    cross join lateral (
        select string_agg('(' || t.exact::text || ')', '|')::tsquery as wanted
        from news.search_terms(search_snippet.query, search_snippet.language) as t
        where not t.unwanted
    ) as q
    where r.revision_id = search_snippet.revision_id
    order by p.part > 0 desc, ts_rank(p.vector, q.wanted) desc, p.part
    limit 1;

    tokens := news.snippet_tokens(
        news.text_part(news.revision_text(search_snippet.revision_id), greatest(best_part, 1))
    );
    hits := news.snippet_hits(tokens, text_language, query, language);
    return news.mark_tokens(tokens, hits);
end;
$$;

comment on function news.search_snippet(bigint, text, text) is
'The passage of a revision that matches a query best, with hits in <mark>, HTML escaped';
