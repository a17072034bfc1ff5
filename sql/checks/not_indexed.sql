-- Articles of this run that search cannot find. One row per article.
-- Parameters: run_id.
select distinct a.article_id
from corpus.input_record as i
inner join corpus.revision as r on i.revision_id = r.revision_id
inner join corpus.article as a on r.article_id = a.article_id and r.revision_id = a.current_revision_id
where
    i.run_id = :run_id
    and not exists (
        select from corpus.article_search as s
        where s.article_id = a.article_id and s.revision_id = a.current_revision_id
    );
