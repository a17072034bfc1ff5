-- Sets current revision, first and last seen of the given articles from all of their records.
-- These are functions of the set of records, never of the order in which they came:
-- current is the most complete revision, then the one stated or fetched last, then the highest content hash.
-- Parameter: article_ids. Changes only rows whose values differ. The caller holds the rows' locks.
create or replace function corpus.refresh_articles(article_ids bigint[])
returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
    update corpus.article as a
    set
        current_revision_id = s.revision_id,
        first_seen_at = s.first_seen_at,
        last_seen_at = s.last_seen_at
    from corpus.article_states(article_ids) as s
    where
        a.article_id = s.article_id
        and (a.current_revision_id, a.first_seen_at, a.last_seen_at)
        is distinct from (s.revision_id, s.first_seen_at, s.last_seen_at);
$$;

comment on function corpus.refresh_articles(bigint[]) is
'Stores current revision, first and last seen of these articles, computed from all of their records';
