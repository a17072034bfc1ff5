-- Input files in the runs that read them. One row per file and run.
create view news.files as
select
    f.run_id,
    f.file_no,
    f.file_id,
    f.root,
    f.uri,
    f.size_bytes,
    f.state,
    f.units,
    f.known,
    f.loaded,
    f.revised,
    f.unchanged,
    f.rejected,
    f.skipped,
    f.structural,
    f.finished_at
from corpus.run_file as f;

comment on view news.files is
'Files: one row per input file and run that was to read it, with the number of its units of each outcome';
comment on column news.files.run_id is 'The run: see news.runs';
comment on column news.files.file_no is 'Number of the file in the plan of the run';
comment on column news.files.file_id is
'Number of the file, as in news.lineage and news.rejections; NULL until the file is read';
comment on column news.files.root is
'Name of the input root: as set by the operators, else the name of the folder with a hash of its path';
comment on column news.files.uri is 'Path of the file below the root';
comment on column news.files.size_bytes is 'Size of the stored bytes';
comment on column news.files.state is
'planned, running, done, or changed: the file changed while it was read, and the next run reads the rest';
comment on column news.files.units is
'Units found in the file: the sum of known, loaded, revised, unchanged, rejected and skipped once the file is read';
comment on column news.files.known is 'Units that an earlier run had put into the tables';
comment on column news.files.loaded is 'Units that became a new article';
comment on column news.files.revised is 'Units that became a new revision';
comment on column news.files.unchanged is 'Units that contain a revision that was already stored';
comment on column news.files.rejected is 'Units rejected: see news.rejections';
comment on column news.files.skipped is 'Units skipped, each with a reason';
comment on column news.files.structural is
'Number of parts that can never be an article and are no units, by kind: {"warc:request": 12}';
comment on column news.files.finished_at is 'When its last unit got its outcome';
