-- Indexes the current text of the next articles that are not indexed, in place of what the index held of
-- them. Returns how many it indexed and the last one's id, to go on from; 0 and NULL at the end.
-- Parameters: max_articles; after_article_id (articles up to this one are not looked at).
-- Two runs at once share the work: each leaves out what the other has locked.
create function news.index_articles(
    max_articles bigint,
    after_article_id bigint default 0,
    out article_count bigint,
    out last_article_id bigint
)
language plpgsql
set search_path = ''
as $$
declare
    batch bigint [];
begin
    select array_agg(n.article_id)
    into batch
    from (
        select a.article_id
        from corpus.article as a
        where
            a.article_id > after_article_id
            and a.current_revision_id is not null
            and not exists (
                select from corpus.article_search as s
                where
                    s.article_id = a.article_id
                    and s.revision_id = a.current_revision_id
                    and s.part = 0
                    and s.version = news.search_version()
            )
        order by a.article_id
        limit max_articles
        for no key update skip locked
    ) as n;

    delete from corpus.article_search as s
    where s.article_id = any(batch);

    insert into corpus.article_search (article_id, revision_id, part, vector, version)
    select
        a.article_id,
        a.current_revision_id,
        r.part,
        r.vector,
        news.search_version()
    from corpus.article as a
    cross join lateral news.search_rows(a.current_revision_id) as r
    where a.article_id = any(batch);

    article_count := coalesce(cardinality(batch), 0);
    last_article_id := batch[article_count];
end;
$$;
