-- Dates found beside the texts of current revisions. One row per find.
create view news.dates as
select
    a.article_id,
    d.revision_id,
    d.kind,
    d.evidence,
    d.position,
    d.text,
    d.found_on,
    d.found_local,
    d.found_at,
    d.zone,
    d.precision,
    d.chosen
from corpus.revision_date as d
inner join corpus.article as a on d.revision_id = a.current_revision_id;

comment on view news.dates is
'Dates: one row per date found in a document, outside the text; at most one of each kind is chosen';
comment on column news.dates.article_id is 'Number of the article in this database';
comment on column news.dates.revision_id is 'The current revision, to which the row belongs';
comment on column news.dates.kind is 'published or modified';
comment on column news.dates.evidence is 'Where the date was found';
comment on column news.dates.position is 'Position among the dates of the same kind and evidence; 0 is the first';
comment on column news.dates.text is 'The date as found';
comment on column news.dates.found_on is 'The day';
comment on column news.dates.found_local is 'Day and time as given, without zone';
comment on column news.dates.found_at is 'Exact time; NULL unless time and zone are given';
comment on column news.dates.zone is 'Zone as given: +02:00, CEST. If its name has several meanings, found_at is NULL';
comment on column news.dates.precision is
'Precision: year, month, day, minute or second; NULL if the text is not a date';
comment on column news.dates.chosen is 'Whether this date was chosen as that of the article';
