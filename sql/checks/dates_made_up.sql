-- Revisions with a date that says more than its precision, or whose parts contradict each other.
-- One row per revision.
select
    r.revision_id,
    r.published_on,
    r.published_local,
    r.published_at,
    r.published_precision
from corpus.revision as r
where
    (r.published_on is not null and r.published_precision in ('year', 'month'))
    or (r.published_local is not null and r.published_precision not in ('minute', 'second'))
    or (r.published_local is null and r.published_at is not null)
    or r.published_local::date <> r.published_on
    or ((r.published_on is null) <> (r.published_precision is null or r.published_precision in ('year', 'month')));
