-- Where every revision comes from. One row per record that shows a revision.
create view news.lineage as
select
    r.article_id,
    i.revision_id,
    a.current_revision_id = r.revision_id as is_current,
    (r.origin_file_id, r.origin_member_no, r.origin_position)
    = (i.file_id, i.member_no, i.position) as is_origin,
    r.format,
    r.parser,
    i.outcome,
    i.run_id,
    n.dag_id,
    n.dag_run_id,
    n.code_version,
    i.file_id,
    f.root,
    f.uri,
    encode(f.sha256, 'hex') as file_sha256,
    i.member_no,
    m.name as member,
    i.position,
    i.byte_offset,
    i.byte_length,
    encode(i.sha256, 'hex') as record_sha256,
    i.target_url,
    i.fetched_at,
    i.encoding_declared,
    i.encoding,
    i.replaced_count
from corpus.input_record as i
inner join corpus.revision as r on i.revision_id = r.revision_id
inner join corpus.article as a on r.article_id = a.article_id
inner join corpus.input_file as f on i.file_id = f.file_id
left join corpus.input_member as m on i.file_id = m.file_id and i.member_no = m.member_no
left join corpus.run as n on i.run_id = n.run_id;

comment on view news.lineage is 'Lineage: parser, run, file and bytes of every record that shows an article';
comment on column news.lineage.article_id is 'Number of the article';
comment on column news.lineage.revision_id is 'The revision that the record shows';
comment on column news.lineage.is_current is 'Whether that revision is the article''s current one';
comment on column news.lineage.is_origin is 'Whether the revision''s rows were made of this record';
comment on column news.lineage.format is 'Format of the document';
comment on column news.lineage.parser is 'Parser and its version';
comment on column news.lineage.outcome is 'loaded, revised or unchanged';
comment on column news.lineage.run_id is 'The run that loaded the record';
comment on column news.lineage.dag_id is 'The DAG of that run; ''khabar run'' for the command line';
comment on column news.lineage.dag_run_id is 'Airflow''s name of that run';
comment on column news.lineage.code_version is 'Version of Khabar in that run';
comment on column news.lineage.file_id is 'Number of the file';
comment on column news.lineage.root is 'Name of the input root';
comment on column news.lineage.uri is 'Path of the file below the root';
comment on column news.lineage.file_sha256 is 'sha256 of the stored bytes of the file';
comment on column news.lineage.member_no is 'Number of the archive''s member; 0 is the file itself';
comment on column news.lineage.member is 'Name of the archive''s member';
comment on column news.lineage.position is 'Place in the file or member; 0 is the first';
comment on column news.lineage.byte_offset is
'First byte: of the gzip member in the stored file (WARC.gz), else in the decompressed stream';
comment on column news.lineage.byte_length is 'Number of bytes';
comment on column news.lineage.record_sha256 is 'sha256 of the document''s bytes as parsed';
comment on column news.lineage.target_url is 'Where the document was fetched from';
comment on column news.lineage.fetched_at is 'When it was fetched';
comment on column news.lineage.encoding_declared is 'Encoding that the document or its carrier declares';
comment on column news.lineage.encoding is 'Encoding it was read with';
comment on column news.lineage.replaced_count is 'Characters that could not be read or stored';
