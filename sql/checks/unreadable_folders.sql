-- Folders of the input that this run could not list. One row for the run if there are any.
-- Parameters: run_id.
select
    r.run_id,
    r.files_skipped
from corpus.run as r
where r.run_id = :run_id and jsonb_exists(r.files_skipped, 'unreadable_folder');
