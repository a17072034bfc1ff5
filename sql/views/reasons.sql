-- Reasons of rejected and skipped units. One row per reason. Written by `make golden` from etl/refusal_reasons.py.
create view news.reasons as
select
    r.reason,
    r.meaning,
    r.advice
from (
    values
    (
        'empty',
        'no bytes, or only white space',
        'ask the sender for the file again, and replace this one'
    ),
    (
        'no_text',
        'readable, but without the text of an article: an index page, a list, a program, the description of a picture',
        'nothing; only if you see an article in it, report that to the maintainers of Khabar'
    ),
    (
        'no_units',
        'an archive, crawl, feed or list in which there is nothing to read',
        'if it should contain articles, ask the sender for the file again, and replace this one'
    ),
    (
        'binary',
        'not a text: PDF, e-books, PowerPoint, older office files, pictures, newswire messages with control characters',
        'if it contains articles, save or export them in a format that `khabar formats` lists'
    ),
    (
        'undecodable',
        'text whose encoding could not be determined reliably',
        'convert it to UTF-8'
    ),
    (
        'unknown_format',
        'in a format that Khabar does not read; it may contain articles',
        'if you need its articles, export them in a format that `khabar formats` lists'
    ),
    (
        'needs_extra',
        'it cannot be read without a package that is not installed',
        'run the command in the detail, and retry it'
    ),
    (
        'malformed',
        'damaged, or written by a faulty program: it breaks the rules of its format',
        'ask the sender for the file again, and replace this one'
    ),
    (
        'truncated',
        'a part is missing, usually the end; what is complete before it is read',
        'ask the sender for the file again, and replace this one'
    ),
    (
        'corrupt',
        'damaged: a checksum or a header is wrong',
        'ask the sender for the file again, and replace this one'
    ),
    (
        'trailing_data',
        'bytes after the end of compressed data; the data before them are read',
        'inspect these bytes: something was appended to the file'
    ),
    (
        'encrypted',
        'an archive member with a password',
        'unpack it with the password'
    ),
    (
        'unsupported_compression',
        'a compression method that is not supported',
        'compress it with another method'
    ),
    (
        'unsafe_name',
        'an archive member whose name points outside the archive, or is not a valid name',
        'ask who made the archive, and pack it again'
    ),
    (
        'link',
        'a link inside an archive',
        'pack the file itself'
    ),
    (
        'not_regular',
        'a device, FIFO or socket, in an archive or in place of a file; or a link on the path to the file',
        'usually nothing: it is not an article'
    ),
    (
        'changed',
        'the file changed while `khabar parse` read it (`khabar run` leaves such a file to the next run)',
        'parse it again'
    ),
    (
        'nested_too_deep',
        'containers nested deeper than `KHABAR_MAX_NESTING`',
        'if you trust the file, raise the setting and retry it'
    ),
    (
        'too_many_members',
        'an archive with more members than `KHABAR_MAX_MEMBERS`',
        'if you trust the file, raise the setting and retry it'
    ),
    (
        'expansion_ratio',
        'perhaps a decompression bomb: it expands by more than `KHABAR_MAX_EXPANSION_RATIO`',
        'if you trust the file, raise the setting and retry it'
    ),
    (
        'expanded_too_large',
        'larger than `KHABAR_MAX_EXPANDED_BYTES` after decompression',
        'if you trust the file, raise the setting and retry it'
    ),
    (
        'file_too_large',
        'larger than `KHABAR_MAX_FILE_BYTES`',
        'if you trust the file, raise the setting and retry it'
    ),
    (
        'document_too_large',
        'a document, line or field larger than `KHABAR_MAX_DOCUMENT_BYTES`',
        'if you trust the file, raise the setting and retry it'
    ),
    (
        'header_too_large',
        'a much too large header of an archive or a mail',
        'ask the sender for the file again, and replace this one'
    ),
    (
        'too_many_parts',
        'a mail or saved page with more than 1,000 parts, or with more than 100 parts that contain others',
        'usually nothing: it is not an article'
    ),
    (
        'html_too_deep',
        'HTML elements nested deeper than `KHABAR_MAX_HTML_DEPTH`',
        'if you trust the file, raise the setting and retry it'
    ),
    (
        'json_too_deep',
        'JSON values nested deeper than `KHABAR_MAX_JSON_DEPTH`',
        'if you trust the file, raise the setting and retry it'
    ),
    (
        'xml_entities',
        'XML that declares entities (abbreviations for texts), which Khabar never replaces',
        'replace the entities in the file by their texts'
    ),
    (
        'http_status',
        'a page that the crawler received with a status other than 200',
        'usually nothing: it is not an article'
    ),
    (
        'segmented',
        'a WARC record that is split into several segments',
        'join the segments, and load the result'
    ),
    (
        'timeout',
        'used more processor time than `KHABAR_DOCUMENT_SECONDS` in two attempts',
        'report it to the maintainers of Khabar; or raise the setting and retry it'
    ),
    (
        'stalled',
        'two attempts of `KHABAR_DOCUMENT_WALL_SECONDS` each did not finish: its worker waited or was suspended',
        'check whether the machine swaps or its disk hangs, and retry it'
    ),
    (
        'memory',
        'needed more memory than `KHABAR_WORKER_MEMORY_BYTES`',
        'if the machine has more memory, raise the setting and retry it'
    ),
    (
        'worker_died',
        'three workers died while they processed this unit alone',
        'look in the system log for what killed them (out of memory?); if nothing did, report it'
    ),
    (
        'parser_error',
        'a fault of Khabar; the detail ends with the hash of the traceback',
        'report it with the detail to the maintainers of Khabar, and retry it with the next version'
    ),
    (
        'not_storable',
        'PostgreSQL refused a value, which is a fault of Khabar',
        'report it with the detail to the maintainers of Khabar, and retry it with the next version'
    ),
    (
        'forgotten',
        'matches a tombstone of `khabar forget`; nothing of it is stored',
        'nothing: it was meant to be forgotten'
    ),
    (
        'unreadable',
        'the file cannot be opened or read',
        'check its permissions and the disk, and retry it'
    )
) as r (reason, meaning, advice);

comment on view news.reasons is 'Reasons: one row per reason for which a unit is rejected or skipped';
comment on column news.reasons.reason is 'The reason, as in news.rejections';
comment on column news.reasons.meaning is 'What it means';
comment on column news.reasons.advice is 'What to do about it';
