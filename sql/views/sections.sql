-- Sections of current revisions. One row per section.
create view news.sections as
select
    a.article_id,
    s.revision_id,
    s.position,
    s.heading,
    s.level,
    (
        select count(*) from corpus.paragraph as p
        where p.revision_id = s.revision_id and p.section_position = s.position
    ) as paragraph_count,
    s.detected_by,
    s.source_start,
    s.source_end,
    s.language,
    s.language_confidence
from corpus.section as s
inner join corpus.article as a on s.revision_id = a.current_revision_id;

comment on view news.sections is 'Sections: one row for each heading with the paragraphs below it';
comment on column news.sections.article_id is 'Number of the article in this database';
comment on column news.sections.revision_id is 'The current revision, which the row is of';
comment on column news.sections.position is 'Place in the article; 0 is the first';
comment on column news.sections.heading is 'Heading; NULL for paragraphs before the first heading';
comment on column news.sections.level is '2 to 6 as in HTML; NULL where the source does not tell';
comment on column news.sections.paragraph_count is 'Number of paragraphs in the section';
comment on column news.sections.detected_by is 'What made the parser take it for a heading';
comment on column news.sections.source_start is 'First code point of the heading in the decoded source';
comment on column news.sections.source_end is 'The code point after the heading in the decoded source';
comment on column news.sections.language is
'Language of the heading (BCP 47); NULL where it is too short to tell. The article''s is news.articles.language';
comment on column news.sections.language_confidence is
'Probability of that language, 0 to 1; NULL with the language';
