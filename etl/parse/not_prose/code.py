"""What is written for machines: programs, style sheets, settings, logs, queries."""

import regex

from etl.parse.not_prose.sample import SAMPLE_CHARS, Sample

MAX_PROSE_SHARE = 0.2  # above it the file is a text about such things
MIN_LINES = 3
LINE_SHARE = 0.8
MIN_SIGNS = 6
MIN_SIGN_SHARE = 0.05  # of all characters: programs on one long line

_SQL = regex.compile(
    r"""(?:--[^\n]*\n | /\*.*?\*/;? | \s)*
    (?: (?:insert\s+into|create\s+(?:table|database|schema)|drop\s+table|alter\s+table)\b
    | copy\s+\S+[^\n;]*\bfrom\s+stdin | pragma\s+\w+\s*= | begin\s+transaction\s*; | set\s+[\w@.]+\s*= )""",
    regex.IGNORECASE | regex.DOTALL | regex.VERBOSE,
)
_STYLE_RULE = regex.compile(r"[^{}<>]{1,300}\{\s*(?:[\w-]+\s*:[^;{}]{1,300}(?:;\s*|(?=\})))+\}")
# Beginnings and ends of lines of common languages.
_CODE_LINE = regex.compile(
    r"""(?:
    [{}()\[\];,]+$ | .*[{};]$ | // | /\* | \*/ | \*\s | \#! | \#include\b | <\?php | \?>
    | import\s[\w.{*] | from\s[\w.]+\simport\s | package\s[\w.]+;?$ | use\s[\w:\\]+;
    | def\s\w+\s?\( | class\s\w+.*[:{]$ | function\b.*\( | (?:public|private|protected|static)\s
    | (?:var|let|const|local|my)\s[\w$@]+\s?= | [\w.$\[\]'"]+\s?[-+*/|&]?=\s?\S | \$\w+ | @\w+(?:\(|$)
    | (?:if|for|while|switch)\s?\( | (?:if|for|while|elif|else|try|except|with)\b.*:$ | return\b | (?:end|fi|done|then)$
    | [\w.]+\(.*\)[;,]?$
    )""",
    regex.VERBOSE,
)
_SETTING = regex.compile(r"(?:[#;].*|\[[\w .:-]+\]|[\w.-]+ ?= ?.*|export [\w]+=.*)$")
# RFC 9309, and what crawlers added to it.
_ROBOTS = regex.compile(
    r"(?:#.*|(?:user-agent|disallow|allow|sitemap|crawl-delay|host|noindex|clean-param) ?:.*)$", regex.IGNORECASE
)
_LEVELS = "TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL"
# The common log format of web servers, lines with a level, and syslog (RFC 3164).
_LOG = regex.compile(
    rf"\S+ \S+ \S+ \[\d{{2}}/\w{{3}}/\d{{4}}:[\d: +-]+\] \"|.{{0,60}}\b(?:{_LEVELS})\b"
    r"|\w{3} [ \d]\d \d{2}:\d{2}:\d{2} \S+ \S+(?:\[\d+\])?: "
)
_SIGNS = regex.compile(r"[{}();=<>$\\|&+\[\]]")


def sql(sample: Sample) -> str | None:
    """Statements or a dump of a database."""
    return "SQL statements" if _SQL.match(sample.text, endpos=SAMPLE_CHARS) else None


def style_sheet(sample: Sample) -> str | None:
    """CSS."""
    text = sample.text[:SAMPLE_CHARS]
    rules = sum(len(match.group()) for match in _STYLE_RULE.finditer(text))
    return "a style sheet (CSS)" if rules >= LINE_SHARE / 2 * len(text) else None


def robots(sample: Sample) -> str | None:
    """robots.txt."""
    is_robots = sample.share_of(_ROBOTS) >= LINE_SHARE and any(not line.startswith("#") for line in sample.lines)
    return "rules for crawlers (robots.txt)" if is_robots else None


def log(sample: Sample) -> str | None:
    """The log of a program or server."""
    return "a log" if len(sample.lines) >= MIN_LINES and sample.share_of(_LOG) >= LINE_SHARE else None


def settings(sample: Sample) -> str | None:
    """INI, TOML, properties, variables of a shell."""
    if len(sample.lines) < MIN_LINES or sample.prose_share > MAX_PROSE_SHARE:
        return None
    return "settings of a program" if sample.share_of(_SETTING) >= LINE_SHARE else None


def program(sample: Sample) -> str | None:
    """The code of a program, also on one long line."""
    if sample.prose_share > MAX_PROSE_SHARE:
        return None
    text = sample.text[:SAMPLE_CHARS]
    signs = len(_SIGNS.findall(text))
    is_dense = signs >= max(MIN_SIGNS, MIN_SIGN_SHARE * len(text))
    is_code = sample.share_of(_CODE_LINE) >= LINE_SHARE
    return "the code of a program" if is_code and is_dense else None
