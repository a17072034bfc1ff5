-- Input units that could not become an article. One row per unit.
create view news.rejections as
select
    concat_ws(':', j.file_id, j.member_no, j.position) as unit,
    f.root,
    f.uri,
    m.name as member,
    concat(
        (
            select
                case
                    when max(o.position) > 0 then format('unit %s of %s in the ', j.position + 1, max(o.position) + 1)
                    when i.byte_offset is not null or i.target_url is not null then 'the only unit in the '
                    else 'the whole '
                end
            from corpus.input_record as o
            where o.file_id = j.file_id and o.member_no = j.member_no
        ),
        case when j.member_no > 0 then 'member' else 'file' end,
        ': ' || i.target_url
    ) as place,
    j.position,
    j.stage,
    j.reason,
    j.detail,
    r.meaning,
    r.advice,
    news.head_text(j.head) as head,
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
left join news.reasons as r on j.reason = r.reason
left join corpus.run as n on j.last_run_id = n.run_id;

comment on view news.rejections is
'Rejections: one row per unit that could not become an article, with the reason. A unit may hold several articles';
comment on column news.rejections.unit is
'Name of the unit for `khabar rejected show` and `retry`: file_id:member_no:position';
comment on column news.rejections.root is
'Name of the input root: as set by the operators, else the name of the folder with a hash of its path';
comment on column news.rejections.uri is 'Path of the file below the root';
comment on column news.rejections.member is 'Name of the member in the archive';
comment on column news.rejections.place is
'The unit in words, with the address from which it was fetched: "unit 3 of 8 in the file: https://..."; 1 is the first';
comment on column news.rejections.position is
'Number of the unit in the file or member (record, row, entry, page ...), not of a line; 0 is the first';
comment on column news.rejections.stage is
'Where it failed: ingest (opening and splitting the file), parse, or load (writing rows)';
comment on column news.rejections.reason is 'Why, in one word: see meaning and advice';
comment on column news.rejections.detail is 'What exactly was found, and what to do if that is special';
comment on column news.rejections.meaning is 'What the reason means';
comment on column news.rejections.advice is 'What to do about units with this reason';
comment on column news.rejections.head is
'First 200 bytes as text; if they are not UTF-8, a byte that is not ASCII is written as \nnn';
comment on column news.rejections.format is
'The parser that refused it (text and xml get what no other recognises), or the broken container; NULL for neither';
comment on column news.rejections.source is
'Host from which it was fetched, without www; if its container gives no address, the name of the input root';
comment on column news.rejections.state is
'open; waiting (the next run tries it again); quarantined (three tries failed); resolved. See docs/operations.md';
comment on column news.rejections.attempts is 'How often it was tried';
comment on column news.rejections.first_run_id is 'The run that first rejected it';
comment on column news.rejections.last_run_id is 'The run that last tried it';
comment on column news.rejections.last_tried_at is 'When the run last_run_id started';
comment on column news.rejections.resolved_run_id is
'The run that made an article of it, or that found other contents in its place';
comment on column news.rejections.byte_offset is
'Its first byte in the decompressed stream (in a .warc.gz: of its gzip member). NULL for a whole file, or if unknown';
comment on column news.rejections.byte_length is 'Number of bytes from there on';
comment on column news.rejections.target_url is 'Where it was fetched from';
comment on column news.rejections.file_id is 'Number of the file, as in news.lineage';
comment on column news.rejections.member_no is 'Number of the member in the archive; 0 is the file itself';
