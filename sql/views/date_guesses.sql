-- Guessed moments of publication, where a time but no zone is known. One row per article that a guess can be made for.
-- The guess takes the zone that operators gave the source, else the offset that the source's other dates of that month
-- of the year state: at least three of them, and 95 in 100 of all. Dates stated in UTC tell nothing of where a source
-- is. It is reckoned from all that is stored, in whatever order it came, and is stored nowhere.
create view news.date_guesses as
with outlets as materialized (
    select
        o.source_id,
        o.name,
        z.name as time_zone
    from corpus.source as o
    left join pg_timezone_names as z on o.time_zone = z.name
),

stated as (
    select
        r.source_id,
        extract(month from r.published_local) as month,
        r.published_local - (r.published_at at time zone 'UTC') as utc_offset,
        count(*) as dates
    from corpus.revision as r
    where
        r.published_at is not null
        and r.source_id is not null
        and r.published_local <> r.published_at at time zone 'UTC'
    group by
        r.source_id,
        extract(month from r.published_local),
        r.published_local - (r.published_at at time zone 'UTC')
),

counted as (
    select
        s.source_id,
        s.month,
        s.utc_offset,
        s.dates,
        sum(s.dates) over (partition by s.source_id, s.month) as all_dates
    from stated as s
),

usual as materialized (
    select
        c.source_id,
        c.month,
        c.utc_offset,
        c.dates
    from counted as c
    where c.dates >= 3 and c.dates >= 0.95 * c.all_dates
)

select
    a.article_id,
    r.revision_id,
    o.name as source,
    r.published_local,
    case when o.time_zone is not null then 'operators' else 'dates' end as guessed_from,
    o.time_zone,
    case when o.time_zone is null then u.utc_offset end as utc_offset,
    case when o.time_zone is null then u.dates end as like_dates,
    coalesce(
        r.published_local at time zone o.time_zone, (r.published_local - u.utc_offset) at time zone 'UTC'
    ) as published_at_guess
from corpus.article as a
inner join corpus.revision as r on a.current_revision_id = r.revision_id
inner join outlets as o on r.source_id = o.source_id
left join usual as u on r.source_id = u.source_id and extract(month from r.published_local) = u.month
where
    r.published_local is not null
    and r.published_at is null
    and (o.time_zone is not null or u.utc_offset is not null);

comment on view news.date_guesses is
'Guesses: exact time of publication of articles that give a time but no zone. Not stated by the publisher';
comment on column news.date_guesses.article_id is 'Number of the article in this database';
comment on column news.date_guesses.revision_id is 'The current revision, to which the row belongs';
comment on column news.date_guesses.source is 'Outlet';
comment on column news.date_guesses.published_local is 'Day and time of publication as given, without zone';
comment on column news.date_guesses.guessed_from is
'operators: the zone that they entered for the source; dates: the offset of the source''s other dates in that month';
comment on column news.date_guesses.time_zone is 'Zone that operators entered for the source';
comment on column news.date_guesses.utc_offset is 'Offset that at least 95 % of these dates state';
comment on column news.date_guesses.like_dates is 'Number of dates that state this offset; at least 3';
comment on column news.date_guesses.published_at_guess is 'The guessed exact time of publication';
