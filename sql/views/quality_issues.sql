-- Quality issues of current revisions. One row per issue.
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

comment on view news.quality_issues is
'Quality issues: one row per sign that a text is damaged, or that something is missing. Texts are never changed';
comment on column news.quality_issues.article_id is 'Number of the article in this database';
comment on column news.quality_issues.revision_id is 'The current revision, to which the row belongs';
comment on column news.quality_issues.position is 'Position among the issues of the article; 0 is the first';
comment on column news.quality_issues.rule is 'The rule that found it; see docs/quality.md';
comment on column news.quality_issues.severity is 'info, warning or error';
comment on column news.quality_issues.place is 'Where in the article: title, facts[0], sections[2].paragraphs[1] ...';
comment on column news.quality_issues.start_offset is 'Where it starts in the text at that place, in code points';
comment on column news.quality_issues.end_offset is 'Where it ends (exclusive)';
comment on column news.quality_issues.evidence is 'The characters or the contradiction that was found';
