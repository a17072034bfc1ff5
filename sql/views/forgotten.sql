-- How many articles were to be forgotten, and by how many marks they are known. One row per day.
create view news.forgotten as
select
    (f.forgotten_at at time zone 'UTC')::date as forgotten_on,
    count(distinct f.uid) as articles,
    count(*) as marks
from corpus.forgotten as f
group by (f.forgotten_at at time zone 'UTC')::date;

comment on view news.forgotten is 'Forgotten articles: one row per day on which `khabar forget` removed articles';
comment on column news.forgotten.forgotten_on is 'The day, in UTC';
comment on column news.forgotten.articles is 'Number of articles that were removed';
comment on column news.forgotten.marks is 'Number of tombstones (hashes) that keep them from coming back';
