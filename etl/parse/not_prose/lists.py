"""Lists with one thing per line: URLs, captures of a web archive, files, checksums, packages."""

import regex

from etl.parse.not_prose.sample import Sample

MIN_LINES = 3
LINE_SHARE = 0.9
LISTING_SHARE = 0.5  # of the lines; the others are headings and totals

_ADDRESS = regex.compile(r"(?:https?|ftp)://\S+(?:[\s,;|]+[\d.:TZ+-]+)*$")
_CAPTURE = regex.compile(r"(?: ?CDX(?: \w)+$|[^\s)]+\)\S* \d{14} |!OpenWayback-CDXJ|!\S+ \{)")
# The name of a file or the id of a record: a path, or letters and digits without spaces.
_IDENTIFIER = regex.compile(
    r"(?=[^A-Za-z]*[A-Za-z])(?=\D*\d|[./~]\S*/|\S*\w\.\w+$)[A-Za-z0-9./\\_~][A-Za-z0-9./\\_~@%+-]{3,}$"
    r"|(?:\.{0,2}/|[A-Z]:\\)\S.*[/\\].*\.\w+$"
)
_CHECKSUM = regex.compile(r"(?:[0-9a-f]{32,128}|[0-9A-F]{32,128}) [ *]?\S|\w+ \(.+\) = [0-9a-f]{32,}$")
_FILE = regex.compile(
    r"[-dlcbps][rwxsStT-]{9}[.+@]?\s"  # ls -l
    r"|(?:[│|]\s*)*(?:[├└]──|\|--|`--) ?\S"  # tree
    r"|\d{2}[/.]\d{2}[/.]\d{4} +\d{2}:\d{2}(?: [AP]M)? +(?:<DIR>|[\d.,]+) "  # dir
    r"|\d+ +\d[\d-]+ \d{2}:\d{2} +\S"  # unzip -l
    r"|total \d+$|\S*/\S*:$"  # headings of ls
    r"|Archive: |Length +Date +Time|-{4,} +-{4,}"
)
_PACKAGE = regex.compile(r"[\w.\[\],-]+ ?(?:[=~><!]=|[<>]) ?\d|(?:ii|rc|un) +\S+ +\d\S* |-[re] ?\S+$|\S+@\^?~?\d+\.\d")
_TRIPLE = regex.compile(r"(?:<\S+>|_:\w+) <\S+> .+ \.$")
_PROPERTY = regex.compile(r"\S.{0,40}? {2,60}: ")


def captures(sample: Sample) -> str | None:
    """The kind of the index of a web archive."""
    is_index = bool(sample.lines) and sample.share_of(_CAPTURE) >= LINE_SHARE
    return "the index of a web archive (CDX)" if is_index else None


def one_a_line(sample: Sample) -> str | None:
    """The kind of a list whose lines all have the same shape."""
    if len(sample.lines) < MIN_LINES:
        return "checksums of files" if sample.lines and sample.share_of(_CHECKSUM) == 1 else None
    for kind, pattern, share in _LISTS:
        if sample.share_of(pattern) >= share:
            return kind
    return None


_LISTS = (
    ("a list of addresses", _ADDRESS, LINE_SHARE),
    ("checksums of files", _CHECKSUM, LINE_SHARE),
    ("a listing of files", _FILE, LISTING_SHARE),
    ("a list of packages", _PACKAGE, LISTING_SHARE),
    ("statements of RDF (N-Triples)", _TRIPLE, LINE_SHARE),
    ("the properties of a file", _PROPERTY, LINE_SHARE),
    ("a list of files or identifiers", _IDENTIFIER, LINE_SHARE),
)
