-- How many articles search cannot find yet: their current text is not indexed, or by other functions.
create or replace function corpus.unindexed_count() returns bigint
language sql stable
set search_path = pg_catalog, pg_temp
as $$
    select count(*) as unindexed_count
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
        );
$$;

comment on function corpus.unindexed_count() is
'Number of articles that search cannot find yet, because corpus.index_articles has not indexed them';
