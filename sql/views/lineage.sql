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

comment on view news.lineage is
'Lineage: one row per record that contains an article, with its parser, run, file and bytes';
comment on column news.lineage.article_id is 'Number of the article';
comment on column news.lineage.revision_id is 'The revision that the record contains';
comment on column news.lineage.is_current is 'Whether this revision is the current one of the article';
comment on column news.lineage.is_origin is 'Whether the rows of the revision were made from this record';
comment on column news.lineage.format is 'Format of the document';
comment on column news.lineage.parser is 'Parser and its version';
comment on column news.lineage.outcome is 'loaded, revised or unchanged';
comment on column news.lineage.run_id is 'The run that loaded the record';
comment on column news.lineage.dag_id is 'The DAG of that run; ''khabar run'' for the command line';
comment on column news.lineage.dag_run_id is 'Airflow''s id of that run';
comment on column news.lineage.code_version is 'Version of Khabar in that run';
comment on column news.lineage.file_id is 'Number of the file';
comment on column news.lineage.root is 'Name of the input root';
comment on column news.lineage.uri is 'Path of the file below the root';
comment on column news.lineage.file_sha256 is 'SHA-256 of the stored bytes of the file';
comment on column news.lineage.member_no is 'Number of the member in the archive; 0 is the file itself';
comment on column news.lineage.member is 'Name of the member in the archive';
comment on column news.lineage.position is 'Position in the file or member; 0 is the first';
comment on column news.lineage.byte_offset is
'Position of the first byte in the decompressed stream; in a .warc.gz, that of its gzip member in the stored file';
comment on column news.lineage.byte_length is 'Number of bytes';
comment on column news.lineage.record_sha256 is 'SHA-256 of the bytes of the document as parsed';
comment on column news.lineage.target_url is 'Where the document was fetched from';
comment on column news.lineage.fetched_at is 'When it was fetched';
comment on column news.lineage.encoding_declared is
'Encoding that the document, or the container or HTTP header around it, declares';
comment on column news.lineage.encoding is 'Encoding with which it was decoded';
comment on column news.lineage.replaced_count is 'Number of characters that could not be decoded or stored';
