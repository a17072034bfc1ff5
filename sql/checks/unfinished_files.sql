-- Files that a run did not read to their end although it is over. One row per file and run.
select
    f.run_id,
    f.file_no,
    f.uri,
    f.state
from corpus.run_file as f
inner join corpus.run as r on f.run_id = r.run_id
where r.state = 'done' and f.state <> 'done';
