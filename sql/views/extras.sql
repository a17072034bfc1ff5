-- Lines beside the body of current revisions. One row per line.
create view news.extras as
select
    a.article_id,
    e.revision_id,
    e.position,
    e.role,
    e.text,
    e.detected_by,
    e.source_start,
    e.source_end
from corpus.extra as e
inner join corpus.article as a on e.revision_id = a.current_revision_id;

comment on view news.extras is
'Extras: one row per line that is not part of the body: byline, dateline, source, copyright, read more ...';
comment on column news.extras.article_id is 'Number of the article in this database';
comment on column news.extras.revision_id is 'The current revision, to which the row belongs';
comment on column news.extras.position is 'Position among these lines; 0 is the first';
comment on column news.extras.role is 'byline, dateline, source, copyright, read_more, rule, label or other';
comment on column news.extras.text is 'The line';
comment on column news.extras.detected_by is 'How the parser recognised it: label, mark, html:h2 ...';
comment on column news.extras.source_start is
'Where it starts in the decoded source, in code points; NULL if the source is not plain text';
comment on column news.extras.source_end is 'Where it ends in the decoded source (exclusive)';
