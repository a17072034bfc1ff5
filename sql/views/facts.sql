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

comment on view news.facts is 'Key facts: one row for each item of an article''s list of facts';
comment on column news.facts.article_id is 'Number of the article in this database';
comment on column news.facts.revision_id is 'The current revision, which the row is of';
comment on column news.facts.position is 'Place in the list; 0 is the first';
comment on column news.facts.text is 'The fact, without its bullet';
comment on column news.facts.detected_by is 'What made the parser take it for this: label, mark, html:h2 ...';
comment on column news.facts.source_start is
'First code point in the decoded source; NULL where the source is not plain text';
comment on column news.facts.source_end is 'The code point after the last in the decoded source';
comment on column news.facts.language is
'Language of the text (BCP 47); NULL where it is too short to tell. The article''s is news.articles.language';
comment on column news.facts.language_confidence is
'Probability of that language, 0 to 1; NULL with the language';
