-- Whether this run could not look into a folder of its input. One row if so.
-- Parameters: run_id.
select
    r.run_id,
    r.files_skipped
from corpus.run as r
where r.run_id = :run_id and jsonb_exists(r.files_skipped, 'unreadable_folder');
