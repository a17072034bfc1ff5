"""Logs of programs and servers, and stack traces."""

import regex

from etl.parse.not_prose.sample import Sample

MIN_LINES = 3
LINE_SHARE = 0.8
CALL_SHARE = 0.5  # of lines with calls of a trace, to which the other lines belong

_LEVELS = "TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|SEVERE|CRITICAL|FATAL"
# The common log format of web servers, lines with a level, syslog (RFC 3164), and times with parts of a second.
_LOG = regex.compile(
    r"\S+ \S+ \S+ \[\d{2}/\w{3}/\d{4}:[\d: +-]+\] \""
    rf"|.{{0,60}}\d.{{0,60}}\b(?:{_LEVELS})\b"
    rf"|.{{0,60}}\b(?:{_LEVELS})\b(?::\S|[\]|]|  | \[)"
    rf"|.{{0,40}}[\[<](?i:{_LEVELS})[\]>]"
    r"|\w{3} [ \d]\d \d{2}:\d{2}:\d{2} \S+ \S+(?:\[\d+\])?: "
    r"|\[?\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d{3,}|Z|[+-]\d{2}:?\d{2})"
)
_CALL = regex.compile(
    r"at (?:\S+ \(.*:\d+\)|[\w$<>/]+\.[\w.$<>/]+\()|File \".+\", line \d+|Caused by: |\.\.\. \d+ more$"
)


def log(sample: Sample) -> str | None:
    """The kind of a log of a program or server, or of a stack trace."""
    if len(sample.lines) < MIN_LINES:
        return None
    if sample.has_share(_CALL, CALL_SHARE):
        return "a stack trace"
    return "a log" if sample.has_share(_LOG, LINE_SHARE) else None
