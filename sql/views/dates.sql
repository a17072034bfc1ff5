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

comment on view news.dates is 'Dates: one row for each found beside the text; of each kind at most one is chosen';
comment on column news.dates.article_id is 'Number of the article in this database';
comment on column news.dates.revision_id is 'The current revision, which the row is of';
comment on column news.dates.kind is 'published or modified';
comment on column news.dates.evidence is 'Where it was found';
comment on column news.dates.position is 'Place among those of one kind and evidence; 0 is the first';
comment on column news.dates.text is 'As found';
comment on column news.dates.found_on is 'The day';
comment on column news.dates.found_local is 'Day and time as given, without zone';
comment on column news.dates.found_at is 'The moment, where time and zone are given';
comment on column news.dates.zone is
'The zone as given: +02:00, CEST; a name with several meanings leaves found_at NULL';
comment on column news.dates.precision is
'What is known of it: year, month, day, minute or second; NULL where the text is no date';
comment on column news.dates.chosen is 'Whether it is the article''s date';
