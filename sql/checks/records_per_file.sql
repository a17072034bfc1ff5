-- Files with another number of records than their finished runs counted. One row per file.
with f as (
    select
        n.file_id,
        max(n.units) as counted
    from corpus.run_file as n
    where n.file_id is not null and n.state = 'done'
    group by n.file_id
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
where r.records <> f.counted;
