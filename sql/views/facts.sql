-- Key facts of current revisions. One row per fact.
create view news.facts as
select
    a.article_id,
    f.revision_id,
    f.position,
    f.text,
    f.detected_by,
    f.source_start,
    f.source_end,
    f.language,
    f.language_confidence
from corpus.fact as f
inner join corpus.article as a on f.revision_id = a.current_revision_id;

comment on view news.facts is 'Key facts: one row per item of an article''s list of facts';
comment on column news.facts.article_id is 'Number of the article in this database';
comment on column news.facts.revision_id is 'The current revision, to which the row belongs';
comment on column news.facts.position is 'Position in the list; 0 is the first';
comment on column news.facts.text is 'The fact, without its bullet';
comment on column news.facts.detected_by is 'How the parser recognised it: label, mark, html:h2 ...';
comment on column news.facts.source_start is
'Where it starts in the decoded source, in code points; NULL if the source is not plain text';
comment on column news.facts.source_end is 'Where it ends in the decoded source (exclusive)';
comment on column news.facts.language is
'Language of this text (BCP 47); NULL if the text is too short to tell. See news.articles.language for the article';
comment on column news.facts.language_confidence is
'Probability that the language is right, 0 to 1; NULL if language is NULL';
