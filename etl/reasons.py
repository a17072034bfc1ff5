"""Why units are rejected or skipped: one table, for `khabar rejected show` and docs/formats.md."""

from dataclasses import dataclass

MAX_TRIES = 3  # of a unit that is rejected for one of MAYBE_THE_MACHINE: then it is quarantined

# What may be the machine's fault and not the document's: the next runs try such a unit again by themselves.
MAYBE_THE_MACHINE = frozenset({"timeout", "stalled", "worker_died", "memory", "unreadable"})


@dataclass(frozen=True, slots=True)
class Reason:
    """What a reason means, and what whoever looks after the corpus can do about it."""

    meaning: str
    advice: str


OURS = "a fault of Khabar: please report it with the detail; retry it with the next version"
SEND_AGAIN = "ask for the file again, and put it in the place of this one"
RAISE = "raise the setting and retry it, if the file is to be trusted"
LEAVE = "nothing, as a rule: it is no article"

REASONS = {
    "empty": Reason("no bytes, or nothing but white space", SEND_AGAIN),
    "no_text": Reason("readable, but without article text: a login page, a menu, a picture's record", LEAVE),
    "no_units": Reason("a container without anything in it", SEND_AGAIN),
    "binary": Reason("not text: PDF, office files and pictures are not read", "convert it to text or HTML"),
    "undecodable": Reason(
        "text whose encoding could not be told well enough to trust its letters", "convert it to UTF-8"
    ),
    "unknown_format": Reason("no format reads this", "see docs/formats.md for what is read; convert it"),
    "malformed": Reason("breaks the rules of its own format", SEND_AGAIN),
    "truncated": Reason("ends in the middle; what came before is loaded", SEND_AGAIN),
    "corrupt": Reason("a checksum or a header is wrong", SEND_AGAIN),
    "trailing_data": Reason(
        "bytes behind whole compressed data; the data before them are read", "look at them: something was appended"
    ),
    "encrypted": Reason("a member with a password", "unpack it with the password"),
    "unsupported_compression": Reason("a method of compression that is not read", "pack it with another one"),
    "unsafe_name": Reason("a member whose name leaves the archive", "ask who made the archive; pack it anew"),
    "link": Reason("a link inside an archive", "pack the file itself"),
    "not_regular": Reason(
        "a device, FIFO or socket, in an archive or in place of a file; a link on the way to the file", LEAVE
    ),
    "changed": Reason(
        "the file changed while `khabar parse` read it; a run leaves the rest to the next", "parse it again"
    ),
    "nested_too_deep": Reason("containers inside containers: `KHABAR_MAX_NESTING`", RAISE),
    "too_many_members": Reason("an archive beyond `KHABAR_MAX_MEMBERS`", RAISE),
    "expansion_ratio": Reason("a bomb: grows beyond `KHABAR_MAX_EXPANSION_RATIO`", RAISE),
    "expanded_too_large": Reason("grows beyond `KHABAR_MAX_EXPANDED_BYTES`", RAISE),
    "file_too_large": Reason("larger than `KHABAR_MAX_FILE_BYTES`", RAISE),
    "document_too_large": Reason("one document, line or field beyond `KHABAR_MAX_DOCUMENT_BYTES`", RAISE),
    "header_too_large": Reason("a header of an archive beyond reason", SEND_AGAIN),
    "html_too_deep": Reason("elements inside elements beyond `KHABAR_MAX_HTML_DEPTH`", RAISE),
    "json_too_deep": Reason("values inside values beyond `KHABAR_MAX_JSON_DEPTH`", RAISE),
    "xml_entities": Reason("declares entities of its own: they are never resolved", "write their text in their place"),
    "http_status": Reason("a page that was not delivered with 200", LEAVE),
    "segmented": Reason("a WARC record in several pieces", "join the segments before it is loaded"),
    "timeout": Reason(
        "took more processor time than `KHABAR_DOCUMENT_SECONDS`, twice", "report it; or raise the setting and retry it"
    ),
    "stalled": Reason(
        "was not done after `KHABAR_DOCUMENT_WALL_SECONDS` by the clock, twice: its worker waited or was stopped",
        "look whether the machine swaps or its disk hangs; retry it",
    ),
    "memory": Reason(
        "took more memory than `KHABAR_WORKER_MEMORY_BYTES`", "raise the setting if the machine has more; retry it"
    ),
    "worker_died": Reason(
        "three workers that had nothing else to do died over it",
        "look in the system's log for what killed them (out of memory?); report it if nothing did",
    ),
    "parser_error": Reason("a fault of ours: the detail has its hash", OURS),
    "not_storable": Reason("PostgreSQL refused a value: a fault of ours too", OURS),
    "forgotten": Reason(
        "bears a mark of an article that `khabar forget` removed; nothing of it is kept",
        "nothing: it was to be forgotten",
    ),
    "unreadable": Reason("the file cannot be opened or read", "look at its permissions and at the disk; retry it"),
}
