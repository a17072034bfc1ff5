"""Why units are rejected or skipped: one table, for news.reasons and docs/formats.md."""

from dataclasses import dataclass

MAX_TRIES = 3  # then a unit that is rejected for one of MAYBE_THE_MACHINE is quarantined

# These may be the machine's fault and not the document's, so the next runs try such a unit again.
MAYBE_THE_MACHINE = frozenset({"timeout", "stalled", "worker_died", "memory", "unreadable"})


@dataclass(frozen=True, slots=True)
class Reason:
    """What a reason means, and what an operator can do about it."""

    meaning: str
    advice: str


OURS = "report it with the detail to the maintainers of Khabar, and retry it with the next version"
SEND_AGAIN = "ask the sender for the file again, and replace this one"
RAISE = "if you trust the file, raise the setting and retry it"
LEAVE = "usually nothing: it is not an article"

REASONS = {
    "empty": Reason("no bytes, or only white space", SEND_AGAIN),
    "no_text": Reason(
        "readable, but without the text of an article: an index page, a list, a program, the description of a picture",
        "nothing; only if you see an article in it, report that to the maintainers of Khabar",
    ),
    "no_units": Reason(
        "an archive, crawl, feed or list in which there is nothing to read",
        f"if it should contain articles, {SEND_AGAIN}",
    ),
    "binary": Reason(
        "not a text: PDF, e-books, PowerPoint, older office files, pictures, newswire messages with control characters",
        "if it contains articles, save or export them in a format that `khabar formats` lists",
    ),
    "undecodable": Reason("text whose encoding could not be determined reliably", "convert it to UTF-8"),
    "unknown_format": Reason(
        "in a format that Khabar does not read; it may contain articles",
        "if you need its articles, export them in a format that `khabar formats` lists",
    ),
    "needs_extra": Reason(
        "it cannot be read without a package that is not installed", "run the command in the detail, and retry it"
    ),
    "malformed": Reason("damaged, or written by a faulty program: it breaks the rules of its format", SEND_AGAIN),
    "truncated": Reason("a part is missing, usually the end; what is complete before it is read", SEND_AGAIN),
    "corrupt": Reason("damaged: a checksum or a header is wrong", SEND_AGAIN),
    "trailing_data": Reason(
        "bytes after the end of compressed data; the data before them are read",
        "inspect these bytes: something was appended to the file",
    ),
    "encrypted": Reason("an archive member with a password", "unpack it with the password"),
    "unsupported_compression": Reason("a compression method that is not supported", "compress it with another method"),
    "unsafe_name": Reason(
        "an archive member whose name points outside the archive, or is not a valid name",
        "ask who made the archive, and pack it again",
    ),
    "link": Reason("a link inside an archive", "pack the file itself"),
    "not_regular": Reason(
        "a device, FIFO or socket, in an archive or in place of a file; or a link on the path to the file", LEAVE
    ),
    "changed": Reason(
        "the file changed while `khabar parse` read it (`khabar run` leaves such a file to the next run)",
        "parse it again",
    ),
    "nested_too_deep": Reason("containers nested deeper than `KHABAR_MAX_NESTING`", RAISE),
    "too_many_members": Reason("an archive with more members than `KHABAR_MAX_MEMBERS`", RAISE),
    "expansion_ratio": Reason(
        "perhaps a decompression bomb: it expands by more than `KHABAR_MAX_EXPANSION_RATIO`", RAISE
    ),
    "expanded_too_large": Reason("larger than `KHABAR_MAX_EXPANDED_BYTES` after decompression", RAISE),
    "file_too_large": Reason("larger than `KHABAR_MAX_FILE_BYTES`", RAISE),
    "document_too_large": Reason("a document, line or field larger than `KHABAR_MAX_DOCUMENT_BYTES`", RAISE),
    "header_too_large": Reason("a much too large header of an archive or a mail", SEND_AGAIN),
    "too_many_parts": Reason(
        "a mail or saved page with more than 1,000 parts, or with more than 100 parts that contain others", LEAVE
    ),
    "html_too_deep": Reason("HTML elements nested deeper than `KHABAR_MAX_HTML_DEPTH`", RAISE),
    "json_too_deep": Reason("JSON values nested deeper than `KHABAR_MAX_JSON_DEPTH`", RAISE),
    "xml_entities": Reason(
        "XML that declares entities (abbreviations for texts), which Khabar never replaces",
        "replace the entities in the file by their texts",
    ),
    "http_status": Reason("a page that the crawler received with a status other than 200", LEAVE),
    "segmented": Reason("a WARC record that is split into several segments", "join the segments, and load the result"),
    "timeout": Reason(
        "used more processor time than `KHABAR_DOCUMENT_SECONDS` in two attempts",
        "report it to the maintainers of Khabar; or raise the setting and retry it",
    ),
    "stalled": Reason(
        "two attempts of `KHABAR_DOCUMENT_WALL_SECONDS` each did not finish: its worker waited or was suspended",
        "check whether the machine swaps or its disk hangs, and retry it",
    ),
    "memory": Reason(
        "needed more memory than `KHABAR_WORKER_MEMORY_BYTES`",
        "if the machine has more memory, raise the setting and retry it",
    ),
    "worker_died": Reason(
        "three workers died while they processed this unit alone",
        "look in the system log for what killed them (out of memory?); if nothing did, report it",
    ),
    "parser_error": Reason("a fault of Khabar; the detail ends with the hash of the traceback", OURS),
    "not_storable": Reason("PostgreSQL refused a value, which is a fault of Khabar", OURS),
    "forgotten": Reason(
        "matches a tombstone of `khabar forget`; nothing of it is stored", "nothing: it was meant to be forgotten"
    ),
    "unreadable": Reason("the file cannot be opened or read", "check its permissions and the disk, and retry it"),
}
