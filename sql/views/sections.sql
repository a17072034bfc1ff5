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

comment on view news.sections is 'Sections: one row per heading and the paragraphs below it';
comment on column news.sections.article_id is 'Number of the article in this database';
comment on column news.sections.revision_id is 'The current revision, to which the row belongs';
comment on column news.sections.position is 'Position in the article; 0 is the first';
comment on column news.sections.heading is 'Heading; NULL for paragraphs before the first heading';
comment on column news.sections.level is 'Level of the heading, 2 to 6 as in HTML; NULL if the source does not say';
comment on column news.sections.paragraph_count is 'Number of paragraphs in the section';
comment on column news.sections.detected_by is 'How the parser recognised the heading: mark, score, html:h2 ...';
comment on column news.sections.source_start is
'Where the heading starts in the decoded source, in code points; NULL if the source is not plain text';
comment on column news.sections.source_end is 'Where the heading ends in the decoded source (exclusive)';
comment on column news.sections.language is
'Language of the heading (BCP 47); NULL if it is too short to tell. See news.articles.language for the article';
comment on column news.sections.language_confidence is
'Probability that the language is right, 0 to 1; NULL if language is NULL';
