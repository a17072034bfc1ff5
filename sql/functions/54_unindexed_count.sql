-- How many articles search cannot find yet.
create function news.unindexed_count() returns bigint
language sql stable
set search_path = ''
as $$
select count(*)
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
