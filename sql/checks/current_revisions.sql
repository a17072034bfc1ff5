-- Articles whose stored current revision, first or last seen differ from what their records give.
-- One row per article.
select
    a.article_id,
    a.current_revision_id,
    s.revision_id as right_revision_id,
    a.first_seen_at,
    s.first_seen_at as right_first_seen_at,
    a.last_seen_at,
    s.last_seen_at as right_last_seen_at
from corpus.article as a
left join corpus.article_states((select array_agg(n.article_id) from corpus.article as n)) as s
    on a.article_id = s.article_id
where
    (a.current_revision_id, a.first_seen_at, a.last_seen_at)
    is distinct from (s.revision_id, s.first_seen_at, s.last_seen_at);
