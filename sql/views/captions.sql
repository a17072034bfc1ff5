-- Captions of current revisions. One row per caption.
create view news.captions as
select
    a.article_id,
    r.revision_id,
    c.position,
    c.text,
    c.detected_by,
    c.source_start,
    c.source_end
from corpus.caption as c
join corpus.revision as r on r.revision_id = c.revision_id
join corpus.article as a on a.article_id = r.article_id and a.current_revision_id = r.revision_id;

comment on view news.captions is 'Captions: one row for each picture''s caption';
comment on column news.captions.article_id is 'Number of the article in this database';
comment on column news.captions.revision_id is 'The current revision, which the row is of';
comment on column news.captions.position is 'Place among the captions; 0 is the first';
comment on column news.captions.text is 'The caption';
comment on column news.captions.detected_by is 'What made the parser take it for this: label, mark, html:h2 ...';
comment on column news.captions.source_start is 'First code point in the decoded source; NULL where the source is not plain text';
comment on column news.captions.source_end is 'The code point after the last in the decoded source';
