"""Lists with one thing per line: URLs, links, captures of a web archive, files, checksums, packages."""

from itertools import pairwise

import regex

from etl.parse.not_prose.sample import Sample

MIN_LINES = 3
MIN_WORDS = 12
MAX_WORD_CHARS = 40
LINE_SHARE = 0.9
MAX_TEASER_LINES = 3  # under a headline: the teaser, its date, "Read more"
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
# A line of Markdown that is a link, perhaps as an item or with a date before it; a headline that is a link.
_LINK = regex.compile(
    r"(?:[-*+•]|\d{1,3}[.)])?\s*(?:[\d./:-]{4,16}\s+)?\**!?\[[^\[\]]+\]\([^()\s]+\)\**[\s\d.,:/()|-]{0,20}$"
)
_HEADLINE = regex.compile(r"#{1,6}\s+\[[^\[\]]+\]\((?:https?://(?P<host>[^/\s()]+))?[^()\s]*\)\s*$")
_PROPERTY = regex.compile(r"\S.{0,40}? {2,60}: ")


def captures(sample: Sample) -> str | None:
    """The kind of the index of a web archive."""
    is_index = sample.has_share(_CAPTURE, LINE_SHARE)
    return "the index of a web archive (CDX)" if is_index else None


def links(sample: Sample) -> str | None:
    """The kind of an index page in Markdown: links, or headlines that are links to one site, with a teaser each."""
    text = [line for line in sample.lines if not line.startswith("#")]
    if len(text) >= MIN_LINES and sum(_LINK.match(line) is not None for line in text) >= LINE_SHARE * len(text):
        return "an index page: a list of links"
    headings = [line for line in sample.lines if line.startswith("##")]
    headlines = [found for line in headings if (found := _HEADLINE.match(line)) is not None]
    is_one_site = len({found["host"] for found in headlines}) == 1
    if not is_one_site or len(headlines) < max(MIN_LINES, LINE_SHARE * len(headings)):
        return None
    return "an index page: headlines that are links" if len(text) <= MAX_TEASER_LINES * len(headlines) else None


def words(sample: Sample) -> str | None:
    """The kind of a list of words in the order of their characters, in any script."""
    lines = sample.lines
    is_short = len(lines) >= MIN_WORDS and all(len(line) <= MAX_WORD_CHARS and " " not in line for line in lines)
    in_order = sum(one.casefold() <= other.casefold() for one, other in pairwise(lines))
    return "a list of words" if is_short and in_order >= LINE_SHARE * (len(lines) - 1) else None


def one_a_line(sample: Sample) -> str | None:
    """The kind of a list whose lines all have the same shape."""
    if len(sample.lines) < MIN_LINES:
        return "checksums of files" if sample.has_share(_CHECKSUM, 1) else None
    for kind, pattern, share in _LISTS:
        if sample.has_share(pattern, share):
            return kind
    return None


_LISTS = (
    ("a list of addresses", _ADDRESS, LINE_SHARE),
    ("checksums of files", _CHECKSUM, LINE_SHARE),
    ("a listing of files", _FILE, LISTING_SHARE),
    ("a list of packages", _PACKAGE, LISTING_SHARE),
    ("RDF statements (N-Triples)", _TRIPLE, LINE_SHARE),
    ("the properties of a file", _PROPERTY, LINE_SHARE),
    ("a list of files or identifiers", _IDENTIFIER, LINE_SHARE),
)
