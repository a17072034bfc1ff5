-- Runs of the pipeline with their counts. One row per run.
create view news.runs as
select
    n.run_id,
    n.dag_id,
    n.dag_run_id,
    n.code_version,
    n.state,
    n.end_reason,
    n.started_at,
    n.finished_at,
    n.files_known,
    n.files_waiting,
    n.files_skipped,
    n.units_again,
    c.files,
    c.unfinished_files,
    c.changed_files,
    c.units,
    c.known,
    c.loaded,
    c.revised,
    c.unchanged,
    c.rejected,
    c.skipped
from corpus.run as n
cross join lateral (
    select
        count(*) as files,
        count(*) filter (where f.state in ('planned', 'running')) as unfinished_files,
        count(*) filter (where f.state = 'changed') as changed_files,
        coalesce(sum(f.units), 0)::bigint as units,
        coalesce(sum(f.known), 0)::bigint as known,
        coalesce(sum(f.loaded), 0)::bigint as loaded,
        coalesce(sum(f.revised), 0)::bigint as revised,
        coalesce(sum(f.unchanged), 0)::bigint as unchanged,
        coalesce(sum(f.rejected), 0)::bigint as rejected,
        coalesce(sum(f.skipped), 0)::bigint as skipped
    from corpus.run_file as f
    where f.run_id = n.run_id
) as c;

comment on view news.runs is 'Runs: one row per run of the pipeline, with the outcomes of its units';
comment on column news.runs.run_id is 'Number of the run';
comment on column news.runs.dag_id is 'The DAG; ''khabar run'' for the command line';
comment on column news.runs.dag_run_id is 'Airflow''s id of the run';
comment on column news.runs.code_version is 'Version of Khabar';
comment on column news.runs.state is 'planning, running, done or failed';
comment on column news.runs.end_reason is
'Why the run failed: killed, interrupted by a signal, the error, the failed checks, or too many rejects';
comment on column news.runs.started_at is 'When the run began';
comment on column news.runs.finished_at is 'When the run was marked as done or failed';
comment on column news.runs.files_known is 'Files that were not opened, because an earlier run loaded them';
comment on column news.runs.files_waiting is 'Files left to the next run, because they were modified too recently';
comment on column news.runs.files_skipped is
'Entries of the input folders that were not opened, by reason: link, fifo, unreadable_folder ...';
comment on column news.runs.units_again is 'Units that earlier runs rejected and that this run was to try again';
comment on column news.runs.files is 'Files that the run read';
comment on column news.runs.unfinished_files is 'Files that are not completely read yet';
comment on column news.runs.changed_files is
'Files that changed while they were read. What was read before is loaded; the next run reads the rest';
comment on column news.runs.units is 'Units found in these files';
comment on column news.runs.known is 'Units that were already in the tables';
comment on column news.runs.loaded is 'Units that became a new article';
comment on column news.runs.revised is 'Units that became a new revision';
comment on column news.runs.unchanged is 'Units that contain a revision that was already stored';
comment on column news.runs.rejected is 'Units rejected: see news.rejections';
comment on column news.runs.skipped is 'Units skipped, each with a reason';
