-- Paragraphs of current revisions. One row per paragraph.
create view news.paragraphs as
select
    a.article_id,
    p.revision_id,
    p.position,
    p.section_position,
    s.heading,
    p.role,
    p.text,
    p.detected_by,
    p.source_start,
    p.source_end,
    p.language,
    p.language_confidence
from corpus.paragraph as p
inner join corpus.article as a on p.revision_id = a.current_revision_id
left join corpus.section as s on p.revision_id = s.revision_id and p.section_position = s.position;

comment on view news.paragraphs is 'Paragraphs: one row per paragraph, with the heading of its section';
comment on column news.paragraphs.article_id is 'Number of the article in this database';
comment on column news.paragraphs.revision_id is 'The current revision, to which the row belongs';
comment on column news.paragraphs.position is 'Position in the whole article; 0 is the first';
comment on column news.paragraphs.section_position is 'Position of its section';
comment on column news.paragraphs.heading is 'Heading of its section';
comment on column news.paragraphs.role is 'paragraph, quote, list_item or table_row';
comment on column news.paragraphs.text is 'The paragraph';
comment on column news.paragraphs.detected_by is 'How the parser recognised it: label, mark, html:h2 ...';
comment on column news.paragraphs.source_start is
'Where it starts in the decoded source, in code points; NULL if the source is not plain text';
comment on column news.paragraphs.source_end is 'Where it ends in the decoded source (exclusive)';
comment on column news.paragraphs.language is
'Language of this text (BCP 47); NULL if the text is too short to tell. See news.articles.language for the article';
comment on column news.paragraphs.language_confidence is
'Probability that the language is right, 0 to 1; NULL if language is NULL';
