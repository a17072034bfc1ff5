-- Doubts about current revisions. One row per doubt.
create view news.quality_issues as
select
    a.article_id,
    q.revision_id,
    q.position,
    q.rule,
    q.severity,
    q.place,
    q.start_offset,
    q.end_offset,
    q.evidence
from corpus.quality_issue as q
inner join corpus.article as a on q.revision_id = a.current_revision_id;

comment on view news.quality_issues is 'Doubts about articles, each at its place; texts are never changed for them';
comment on column news.quality_issues.article_id is 'Number of the article in this database';
comment on column news.quality_issues.revision_id is 'The current revision, which the row is of';
comment on column news.quality_issues.position is 'Place among the article''s doubts; 0 is the first';
comment on column news.quality_issues.rule is 'The rule that raised it';
comment on column news.quality_issues.severity is 'info, warning or error';
comment on column news.quality_issues.place is 'title, facts[0], sections[2].paragraphs[1] ...';
comment on column news.quality_issues.start_offset is 'First code point in the text at that place';
comment on column news.quality_issues.end_offset is 'The code point after the last';
comment on column news.quality_issues.evidence is 'The characters or the contradiction found';
