-- Files with another number of records than their finished runs counted. One row per file.
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
join (
    select
        n.file_id,
        max(n.units) as counted,
        bool_or(n.state <> 'done') as is_unfinished
    from corpus.run_file as n
    where n.file_id is not null
    group by n.file_id
) as f on f.file_id = r.file_id
where not f.is_unfinished and r.records <> f.counted;
