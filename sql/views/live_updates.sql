-- Updates of live blogs in current revisions. One row per update.
create view news.live_updates as
select
    a.article_id,
    u.revision_id,
    u.position,
    u.time,
    u.heading,
    u.text
from corpus.live_update as u
inner join corpus.article as a on u.revision_id = a.current_revision_id;

comment on view news.live_updates is 'Live updates: one row per update of a live blog';
comment on column news.live_updates.article_id is 'Number of the article in this database';
comment on column news.live_updates.revision_id is 'The current revision, to which the row belongs';
comment on column news.live_updates.position is 'Position on the page; 0 is the first';
comment on column news.live_updates.time is
'When it was written: ISO 8601, or HH:MM if the page shows only the time of day';
comment on column news.live_updates.heading is 'Heading of the update; NULL if it has none';
comment on column news.live_updates.text is 'Text of the update; also contained in news.sections and news.paragraphs';
