-- Dates of revisions that say more than their precision, or whose parts contradict each other.
-- One row per revision and kind.
with dates as (
    select
        r.revision_id,
        'published' as kind,
        r.published_on as day,
        r.published_local as local,
        r.published_at as at,
        r.published_precision as precision
    from corpus.revision as r
    union all
    select
        r.revision_id,
        'modified' as kind,
        r.modified_on as day,
        r.modified_local as local,
        r.modified_at as at,
        r.modified_precision as precision
    from corpus.revision as r
)

select
    d.revision_id,
    d.kind,
    d.day,
    d.local,
    d.at,
    d.precision
from dates as d
where
    (d.day is not null and d.precision in ('year', 'month'))
    or (d.local is not null and d.precision not in ('minute', 'second'))
    or (d.local is null and d.precision in ('minute', 'second'))
    or (d.local is null and d.at is not null)
    or d.local::date <> d.day
    or d.local - (d.at at time zone 'UTC') not between interval '-14 hours' and interval '14 hours'
    or ((d.day is null) <> (d.precision is null or d.precision in ('year', 'month')));
