-- Rejected records without a rejection, and open rejections of records that are not rejected.
-- One row per record.
select
    i.file_id,
    i.member_no,
    i.position
from corpus.input_record as i
where
    i.outcome = 'rejected'
    and not exists (
        select from corpus.rejection as j
        where j.file_id = i.file_id and j.member_no = i.member_no and j.position = i.position
    )
union all
select
    j.file_id,
    j.member_no,
    j.position
from corpus.rejection as j
where
    j.state <> 'resolved'
    and not exists (
        select from corpus.input_record as i
        where
            i.file_id = j.file_id
            and i.member_no = j.member_no
            and i.position = j.position
            and i.outcome = 'rejected'
    );
