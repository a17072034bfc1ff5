-- Files that a run did not read to their end, although it is over or just being checked. One row per file and run.
-- Parameters: run_id.
select
    f.run_id,
    f.file_no,
    f.uri,
    f.state
from corpus.run_file as f
where
    f.state not in ('done', 'changed')  -- what changed while it was read is left to the next run
    and f.run_id in (
        select r.run_id
        from corpus.run as r
        where r.state = 'done' or r.run_id = :run_id
    );
