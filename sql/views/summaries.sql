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

comment on view news.summaries is 'Summaries: one row per paragraph of an article''s summary or standfirst';
comment on column news.summaries.article_id is 'Number of the article in this database';
comment on column news.summaries.revision_id is 'The current revision, to which the row belongs';
comment on column news.summaries.position is 'Position in the summary; 0 is the first';
comment on column news.summaries.text is 'The paragraph';
comment on column news.summaries.detected_by is 'How the parser recognised it: label, mark, html:h2 ...';
comment on column news.summaries.source_start is
'Where it starts in the decoded source, in code points; NULL if the source is not plain text';
comment on column news.summaries.source_end is 'Where it ends in the decoded source (exclusive)';
comment on column news.summaries.language is
'Language of this text (BCP 47); NULL if the text is too short to tell. See news.articles.language for the article';
comment on column news.summaries.language_confidence is
'Probability that the language is right, 0 to 1; NULL if language is NULL';
