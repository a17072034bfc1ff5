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

comment on view news.captions is 'Captions: one row per picture';
comment on column news.captions.article_id is 'Number of the article in this database';
comment on column news.captions.revision_id is 'The current revision, to which the row belongs';
comment on column news.captions.position is 'Position among the captions; 0 is the first';
comment on column news.captions.text is 'The caption, without its credit';
comment on column news.captions.credit is 'Credit of the picture; NULL if it has none';
comment on column news.captions.detected_by is 'How the parser recognised it: label, mark, html:h2 ...';
comment on column news.captions.source_start is
'Where it starts in the decoded source, in code points; NULL if the source is not plain text';
comment on column news.captions.source_end is 'Where it ends in the decoded source (exclusive)';
comment on column news.captions.language is
'Language of this text (BCP 47); NULL if the text is too short to tell. See news.articles.language for the article';
comment on column news.captions.language_confidence is
'Probability that the language is right, 0 to 1; NULL if language is NULL';
