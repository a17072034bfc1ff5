-- Revisions whose origin is not a record that contains them. One row per revision.
select
    r.revision_id,
    r.origin_file_id,
    r.origin_member_no,
    r.origin_position
from corpus.revision as r
left join corpus.input_record as i
    on
        r.origin_file_id = i.file_id
        and r.origin_member_no = i.member_no
        and r.origin_position = i.position
        and r.revision_id = i.revision_id
where i.file_id is null;
