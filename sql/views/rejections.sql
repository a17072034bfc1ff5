-- Input units that could not become an article. One row per unit.
create view news.rejections as
select
    concat_ws(':', j.file_id, j.member_no, j.position) as unit,
    f.root,
    f.uri,
    m.name as member,
    j.position,
    j.stage,
    j.reason,
    j.detail,
    encode(j.head, 'escape') as head,
    j.format,
    coalesce(j.source, f.root) as source,
    j.state,
    j.attempts,
    j.first_run_id,
    j.last_run_id,
    n.started_at as last_tried_at,
    j.resolved_run_id,
    i.byte_offset,
    i.byte_length,
    i.target_url,
    j.file_id,
    j.member_no
from corpus.rejection as j
inner join corpus.input_file as f on j.file_id = f.file_id
left join corpus.input_member as m on j.file_id = m.file_id and j.member_no = m.member_no
left join corpus.input_record as i
    on j.file_id = i.file_id and j.member_no = i.member_no and j.position = i.position
left join corpus.run as n on j.last_run_id = n.run_id;

comment on view news.rejections is 'Rejections: one row for each unit that could not become an article, and why';
comment on column news.rejections.unit is 'Names it for `khabar rejected show` and `retry`: file_id:member_no:position';
comment on column news.rejections.root is 'Name of the input root';
comment on column news.rejections.uri is 'Path of the file below the root';
comment on column news.rejections.member is 'Name of the archive''s member';
comment on column news.rejections.position is 'Place in the file or member; 0 is the first';
comment on column news.rejections.stage is 'ingest, parse or load';
comment on column news.rejections.reason is 'One word for what was wrong';
comment on column news.rejections.detail is 'What exactly was found';
comment on column news.rejections.head is 'First 200 bytes, what is not ASCII as \nnn';
comment on column news.rejections.format is
'What recognised it: a format, or the container that it was found broken in; NULL if nothing did';
comment on column news.rejections.source is
'Host of the address that it was fetched from, without www; the name of the input root if its container gives none';
comment on column news.rejections.state is
'open: tried again by hand only; waiting: by the next run; quarantined: three tries failed, by hand only; resolved';
comment on column news.rejections.attempts is 'How often it was tried';
comment on column news.rejections.first_run_id is 'The run that rejected it first';
comment on column news.rejections.last_run_id is 'The run that tried it last';
comment on column news.rejections.last_tried_at is 'When that run started';
comment on column news.rejections.resolved_run_id is
'The run that made an article of it, or that found something else in its place';
comment on column news.rejections.byte_offset is 'Where its bytes begin, as in lineage; NULL if it has no own bytes';
comment on column news.rejections.byte_length is 'How many bytes it has from there on';
comment on column news.rejections.target_url is 'Where it was fetched from';
comment on column news.rejections.file_id is 'Number of the file, as in lineage';
comment on column news.rejections.member_no is 'Number of the archive''s member; 0 is the file itself';
