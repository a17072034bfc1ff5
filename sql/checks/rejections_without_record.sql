-- Rejected records without their reason in rejection, and open rejections of records that are not
-- rejected. One row per record.
with j as (
    select distinct
        n.file_id,
        n.member_no,
        n.position
    from corpus.rejection as n
    where not n.resolved
)

select
    coalesce(i.file_id, j.file_id) as file_id,
    coalesce(i.member_no, j.member_no) as member_no,
    coalesce(i.position, j.position) as position
from (select
    n.file_id,
    n.member_no,
    n.position
from corpus.input_record as n
where n.outcome = 'rejected') as i
full join j on i.file_id = j.file_id and i.member_no = j.member_no and i.position = j.position
where i.file_id is null or j.file_id is null;
