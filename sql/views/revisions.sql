-- All revisions of all articles. One row per revision; numbered as they were first stated or fetched.
create view news.revisions as
select
    r.article_id,
    row_number() over (
        partition by r.article_id
        order by least(r.stated_at, i.first_fetched_at) nulls first, r.content_hash
    ) as revision_no,
    r.revision_id,
    a.current_revision_id = r.revision_id as is_current,
    r.title,
    r.language,
    r.completeness,
    r.published_on,
    r.published_local,
    r.published_at,
    r.modified_on,
    r.modified_local,
    r.modified_at,
    i.first_fetched_at,
    i.last_fetched_at,
    i.record_count,
    r.fact_count,
    r.summary_count,
    r.section_count,
    r.paragraph_count,
    r.character_count,
    r.quality_issue_count,
    r.format,
    r.parser,
    encode(r.content_hash, 'hex') as content_hash
from corpus.revision as r
inner join corpus.article as a on r.article_id = a.article_id
cross join lateral (
    select
        min(n.fetched_at) as first_fetched_at,
        max(n.fetched_at) as last_fetched_at,
        count(*) as record_count
    from corpus.input_record as n
    where n.revision_id = r.revision_id
) as i;

comment on view news.revisions is 'Revisions: one row for each version that a publisher gave of an article';
comment on column news.revisions.article_id is 'Number of the article in this database';
comment on column news.revisions.revision_no is
'Number of the revision within its article, from 1; the earliest stated or fetched first';
comment on column news.revisions.revision_id is 'Number of the revision in this database';
comment on column news.revisions.is_current is 'Whether it is the revision that the other views show';
comment on column news.revisions.title is 'Title';
comment on column news.revisions.language is 'Language of the text, BCP 47';
comment on column news.revisions.completeness is 'full, paywalled or teaser';
comment on column news.revisions.published_on is 'Day of publication';
comment on column news.revisions.published_local is 'Day and time of publication as given';
comment on column news.revisions.published_at is 'Moment of publication, where time and zone are known';
comment on column news.revisions.modified_on is 'Day of the last change';
comment on column news.revisions.modified_local is 'Day and time of the last change as given';
comment on column news.revisions.modified_at is 'Moment of the last change, where time and zone are known';
comment on column news.revisions.first_fetched_at is 'When the revision was first fetched, where the records tell';
comment on column news.revisions.last_fetched_at is 'When the revision was last fetched, where the records tell';
comment on column news.revisions.record_count is 'Number of records that show it';
comment on column news.revisions.fact_count is 'Number of facts';
comment on column news.revisions.summary_count is 'Number of summary paragraphs';
comment on column news.revisions.section_count is 'Number of sections';
comment on column news.revisions.paragraph_count is 'Number of paragraphs';
comment on column news.revisions.character_count is 'Code points of title, facts, summary, headings and paragraphs';
comment on column news.revisions.quality_issue_count is 'Number of doubts';
comment on column news.revisions.format is 'Format of the document';
comment on column news.revisions.parser is 'Parser and its version';
comment on column news.revisions.content_hash is 'sha256 of all that the publisher says in it';
