"""Exports of press databases as plain text: several articles with labelled fields in one file."""

import regex

from etl.parse.not_prose.sample import SAMPLE_CHARS, Sample

MIN_FIELDS = 2
MIN_CODES = 4

# https://www.lexisnexis.com: fields of its deliveries as text, of Nexis Uni and of the older form.
_NEXIS = regex.compile(
    r"^\s*(?:(?P<a>Download Request:)|(?P<b>\d+ of \d+ DOCUMENTS)|(?P<c>LENGTH:\s*\d+ words)|(?P<d>Length:\s*\d+ words)"
    r"|(?P<e>LOAD-DATE:)|(?P<f>Load-Date:)|(?P<g>PUBLICATION-TYPE:))",
    regex.MULTILINE,
)
# Codes of Factiva's Intelligent Indexing and of its article fields: https://developer.dowjones.com
_FACTIVA = regex.compile(
    r"^(HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CO|IN|NS|RE|IPD|PUB|AN)(?:$|[ \t]+)", regex.MULTILINE
)
_PROQUEST = regex.compile(
    r"^(?:(?P<a>Document \d+ of \d+$)|(?P<b>Publication info: )|(?P<c>ProQuest document ID: )|(?P<d>Full text: ?)"
    r"|(?P<e>Document URL: )|(?P<f>Publication title: )|(?P<g>Last updated: \d))",
    regex.MULTILINE,
)


def nexis(sample: Sample) -> str | None:
    """Nexis and LexisNexis."""
    return "an export of Nexis" if _fields(_NEXIS, sample) >= MIN_FIELDS else None


def factiva(sample: Sample) -> str | None:
    """Factiva."""
    codes = set(_FACTIVA.findall(sample.text[:SAMPLE_CHARS]))
    return "an export of Factiva" if len(codes) >= MIN_CODES and codes & {"HD"} and codes & {"LP", "TD"} else None


def proquest(sample: Sample) -> str | None:
    """ProQuest."""
    return "an export of ProQuest" if _fields(_PROQUEST, sample) >= MIN_FIELDS else None


def _fields(pattern: regex.Pattern[str], sample: Sample) -> int:
    """How many different fields of a kind a text has."""
    return len({match.lastgroup for match in pattern.finditer(sample.text[:SAMPLE_CHARS])})
