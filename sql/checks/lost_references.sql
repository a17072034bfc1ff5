-- References without a foreign key whose target does not exist. One row per table, column and value.
select
    'article.current_revision_id' as reference,
    a.current_revision_id as value
from corpus.article as a
where
    not exists (
        select from corpus.revision as r
        where r.revision_id = a.current_revision_id and r.article_id = a.article_id
    )
union all
select
    'article_url.article_id' as reference,
    u.article_id as value
from corpus.article_url as u
where
    not exists (
        select from corpus.article as a
        where a.article_id = u.article_id
    )
union all
select
    'input_record.revision_id' as reference,
    i.revision_id as value
from corpus.input_record as i
where
    i.revision_id is not null and not exists (
        select from corpus.revision as r
        where r.revision_id = i.revision_id
    )
union all
select
    'input_record.run_id' as reference,
    i.run_id as value
from corpus.input_record as i
where
    not exists (
        select from corpus.run as r
        where r.run_id = i.run_id
    )
union all
select
    'input_record.member_no' as reference,
    i.file_id as value
from corpus.input_record as i
where
    i.member_no > 0
    and not exists (
        select from corpus.input_member as m
        where m.file_id = i.file_id and m.member_no = i.member_no
    )
union all
select
    'run_file.file_id' as reference,
    f.file_id as value
from corpus.run_file as f
where
    f.file_id is not null and not exists (
        select from corpus.input_file as i
        where i.file_id = f.file_id
    )
union all
select
    'revision.source_id' as reference,
    r.source_id as value
from corpus.revision as r
where
    r.source_id is not null and not exists (
        select from corpus.source as o
        where o.source_id = r.source_id
    )
union all
select
    'revision_author.author_id' as reference,
    w.author_id as value
from corpus.revision_author as w
where
    not exists (
        select from corpus.author as n
        where n.author_id = w.author_id
    )
union all
select
    'revision_topic.topic_id' as reference,
    w.topic_id as value
from corpus.revision_topic as w
where
    not exists (
        select from corpus.topic as n
        where n.topic_id = w.topic_id
    )
union all
select
    'rejection.first_run_id' as reference,
    j.first_run_id as value
from corpus.rejection as j
where
    not exists (
        select from corpus.run as r
        where r.run_id = j.first_run_id
    )
union all
select
    'rejection.last_run_id' as reference,
    j.last_run_id as value
from corpus.rejection as j
where
    not exists (
        select from corpus.run as r
        where r.run_id = j.last_run_id
    )
union all
select
    'article_search.article_id' as reference,
    s.article_id as value
from corpus.article_search as s
where s.part = 0 and not exists (
    select from corpus.article as a
    where a.article_id = s.article_id
);
