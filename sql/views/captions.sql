-- Captions of current revisions. One row per caption.
create view news.captions as
select
    a.article_id,
    c.revision_id,
    c.position,
    c.text,
    c.credit,
    c.detected_by,
    c.source_start,
    c.source_end,
    c.language,
    c.language_confidence
from corpus.caption as c
inner join corpus.article as a on c.revision_id = a.current_revision_id;

comment on view news.captions is 'Captions: one row for each picture''s caption';
comment on column news.captions.article_id is 'Number of the article in this database';
comment on column news.captions.revision_id is 'The current revision, which the row is of';
comment on column news.captions.position is 'Place among the captions; 0 is the first';
comment on column news.captions.text is 'The caption, without its credit';
comment on column news.captions.credit is 'Whom the picture is credited to; NULL where nobody is';
comment on column news.captions.detected_by is 'What made the parser take it for this: label, mark, html:h2 ...';
comment on column news.captions.source_start is
'First code point in the decoded source; NULL where the source is not plain text';
comment on column news.captions.source_end is 'The code point after the last in the decoded source';
comment on column news.captions.language is
'Language of the text (BCP 47); NULL where it is too short to tell. The article''s is news.articles.language';
comment on column news.captions.language_confidence is
'Probability of that language, 0 to 1; NULL with the language';
