-- Indexes the current text of the next articles that are not indexed, the newest first, in place of what
-- the index held of them. Returns how many; 0 when nothing is left to do. Parameters: max_articles.
-- One caller at a time, by an advisory lock of its transaction. No article is locked: what a loader changes
-- meanwhile is found by the next call.
create or replace function corpus.index_articles(max_articles bigint) returns bigint
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    batch bigint [];
begin
    perform pg_advisory_xact_lock(hashtextextended('corpus.index_articles', 0));

    select array_agg(n.article_id)
    into batch
    from (
        select a.article_id
        from corpus.article as a
        where
            a.current_revision_id is not null
            and not exists (
                select from corpus.article_search as s
                where
                    s.article_id = a.article_id
                    and s.revision_id = a.current_revision_id
                    and s.part = 0
                    and s.version = news.search_version()
            )
        order by a.article_id desc
        limit max_articles
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

    return coalesce(cardinality(batch), 0);
end;
$$;

comment on function corpus.index_articles(bigint) is
'Indexes the current text of the next articles that are not indexed; returns how many, 0 at the end';
