-- Summaries of current revisions. One row per paragraph.
create view news.summaries as
select
    a.article_id,
    s.revision_id,
    s.position,
    s.text,
    s.detected_by,
    s.source_start,
    s.source_end,
    s.language,
    s.language_confidence
from corpus.summary as s
inner join corpus.article as a on s.revision_id = a.current_revision_id;

comment on view news.summaries is 'Summaries: one row for each paragraph of an article''s summary or standfirst';
comment on column news.summaries.article_id is 'Number of the article in this database';
comment on column news.summaries.revision_id is 'The current revision, which the row is of';
comment on column news.summaries.position is 'Place in the summary; 0 is the first';
comment on column news.summaries.text is 'The paragraph';
comment on column news.summaries.detected_by is 'What made the parser take it for this: label, mark, html:h2 ...';
comment on column news.summaries.source_start is
'First code point in the decoded source; NULL where the source is not plain text';
comment on column news.summaries.source_end is 'The code point after the last in the decoded source';
comment on column news.summaries.language is
'Language of the text (BCP 47); NULL where it is too short to tell. The article''s is news.articles.language';
comment on column news.summaries.language_confidence is
'Probability of that language, 0 to 1; NULL with the language';
