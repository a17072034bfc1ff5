-- Files whose units are not the sum of their outcomes. One row per file and run.
select
    f.run_id,
    f.file_no,
    f.uri,
    f.units,
    f.known + f.loaded + f.revised + f.unchanged + f.rejected + f.skipped as outcomes
from corpus.run_file as f
where
    f.state in ('done', 'changed')
    and f.units <> f.known + f.loaded + f.revised + f.unchanged + f.rejected + f.skipped;
