-- Files with another number of records than the last run that read them counted. One row per file.
-- A file that is being read, or whose run was killed meanwhile, is left out: its records are not complete.
with f as (
    select distinct on (n.file_id)
        n.file_id,
        n.state,
        n.units as counted
    from corpus.run_file as n
    where n.file_id is not null
    order by n.file_id asc, n.run_id desc, n.file_no desc
)

select
    r.file_id,
    r.records,
    f.counted
from (
    select
        i.file_id,
        count(*) as records
    from corpus.input_record as i
    group by i.file_id
) as r
inner join f on r.file_id = f.file_id
where f.state = 'done' and r.records <> f.counted;
