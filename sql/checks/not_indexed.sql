-- Articles of this run that search cannot find. One row per article.
-- No rows while another run is open, because it may change articles of this run, and indexes all at its end.
-- Parameters: run_id.
with shown as (
    select distinct i.revision_id
    from corpus.input_record as i
    where i.run_id = :run_id
)

select a.article_id
from shown as s
inner join corpus.article as a on s.revision_id = a.current_revision_id
where
    not exists (
        select from corpus.article_search as t
        where t.article_id = a.article_id and t.revision_id = a.current_revision_id
    )
    and not exists (
        select from corpus.run as r
        where r.state = 'running' and r.run_id <> :run_id
    );
