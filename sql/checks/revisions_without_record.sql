-- Revisions whose origin is not a record that shows them. One row per revision.
select
    r.revision_id,
    r.origin_file_id,
    r.origin_member_no,
    r.origin_position
from corpus.revision as r
left join corpus.input_record as i
    on
        i.file_id = r.origin_file_id
        and i.member_no = r.origin_member_no
        and i.position = r.origin_position
        and i.revision_id = r.revision_id
where i.file_id is null;
