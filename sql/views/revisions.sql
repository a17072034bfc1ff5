-- All revisions of all articles. One row per revision; numbered as they were first stated or fetched.
-- What is counted is counted for each row that is asked for: a window or a group would be computed over all
-- revisions before a join, and the planner would have no figures of its keys.
create view news.revisions as
select
    r.article_id,
    (
        select count(*) from corpus.revision as n
        where
            n.article_id = r.article_id
            and (
                coalesce(
                    least(
                        n.stated_at,
                        (
                            select min(i.fetched_at) from corpus.input_record as i
                            where i.revision_id = n.revision_id
                        )
                    ),
                    '-infinity'
                ),
                n.content_hash
            )
            <= (
                coalesce(
                    least(
                        r.stated_at,
                        (
                            select min(i.fetched_at) from corpus.input_record as i
                            where i.revision_id = r.revision_id
                        )
                    ),
                    '-infinity'
                ),
                r.content_hash
            )
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
    (
        select min(i.fetched_at) from corpus.input_record as i
        where i.revision_id = r.revision_id
    ) as first_fetched_at,
    (
        select max(i.fetched_at) from corpus.input_record as i
        where i.revision_id = r.revision_id
    ) as last_fetched_at,
    (
        select count(*) from corpus.input_record as i
        where i.revision_id = r.revision_id
    ) as record_count,
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
inner join corpus.article as a on r.article_id = a.article_id;

comment on view news.revisions is 'Revisions: one row per version of an article, as its publisher gave it';
comment on column news.revisions.article_id is 'Number of the article in this database';
comment on column news.revisions.revision_no is
'Number of the revision within its article, from 1, in the order in which they were dated or fetched';
comment on column news.revisions.revision_id is 'Number of the revision in this database';
comment on column news.revisions.is_current is 'Whether this is the revision that the other views show';
comment on column news.revisions.title is 'Title';
comment on column news.revisions.language is 'Language of the text, BCP 47';
comment on column news.revisions.completeness is 'full, paywalled or teaser';
comment on column news.revisions.published_on is 'Day of publication';
comment on column news.revisions.published_local is 'Day and time of publication as given';
comment on column news.revisions.published_at is 'Exact time of publication; NULL unless time and zone are known';
comment on column news.revisions.modified_on is 'Day of the last change';
comment on column news.revisions.modified_local is 'Day and time of the last change as given';
comment on column news.revisions.modified_at is 'Exact time of the last change; NULL unless time and zone are known';
comment on column news.revisions.first_fetched_at is
'When the revision was first fetched; NULL if no record gives a time';
comment on column news.revisions.last_fetched_at is
'When the revision was last fetched; NULL if no record gives a time';
comment on column news.revisions.record_count is 'Number of records that contain it';
comment on column news.revisions.fact_count is 'Number of facts';
comment on column news.revisions.summary_count is 'Number of summary paragraphs';
comment on column news.revisions.section_count is 'Number of sections';
comment on column news.revisions.paragraph_count is 'Number of paragraphs';
comment on column news.revisions.character_count is 'Code points of title, facts, summary, headings and paragraphs';
comment on column news.revisions.quality_issue_count is 'Number of quality issues';
comment on column news.revisions.format is 'Format of the document';
comment on column news.revisions.parser is 'Parser and its version';
comment on column news.revisions.content_hash is 'SHA-256 of everything that the publisher says in it';
