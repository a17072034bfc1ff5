"""Files that programs read or write line by line: settings, rules for crawlers, logs."""

import regex

from etl.parse.not_prose.sample import Sample

MAX_PROSE_SHARE = 0.2  # with more, the file is a text about settings
MIN_LINES = 3
LINE_SHARE = 0.8
SOME_SHARE = 0.5  # of lines with sellers, keys of YAML, or calls of a trace, to which the other lines belong

_SETTING = regex.compile(r"(?:\[[\w .:-]+\]|[\w.-]+ ?= ?.*|export [\w]+=.*)$")
_SECTION = regex.compile(r"\[[\w .:-]+\]$")
# Keys and values of any length: the keys are identifiers, or have no space before "=".
_KEY_AND_VALUE = regex.compile(
    r"(?:\"[\w.-]+\" ?= ?\".*\";|[\w.-]+=.*|[\w-]+(?:[._-][\w-]+)+ = .*|[a-z]\w* = [\"'\[{\d].*)$"
)
_SETTINGS_COMMENT = regex.compile(r"[#;!]|//|/\*.*\*/$")
_PLAIN_WORDS = regex.compile(r"\p{L}+ = (?!true$|false$|yes$|no$|on$|off$)[\p{L}\p{M}' ,-]+$")  # as in a glossary
_DIRECTIVE = regex.compile(
    r"(?:#|Rewrite\w+ |Redirect\w* |</?(?:If|Files|Directory|Location|Limit|VirtualHost)|Options [-+]?\w|Expires\w+ "
    r"|Header \w+ |Order \w+,|(?:Allow|Deny) from "
    r"|Auth\w+ |ErrorDocument \d|DirectoryIndex |AddType |Require "  # .htaccess
    r"|(?:[\d*/,-]+\s+){5}\S"  # crontab
    r"|\d{1,3}(?:\.\d{1,3}){3}\s+[\w.-]+(?:\s|$))"  # hosts
)
# YAML: keys in lower case, or in capitals like names of variables.
_KEY = regex.compile(r"(?:- )?(?:[a-z_][\w.-]*|[A-Z_]{3,}):(?:\s.*)?$")
_YAML_LINE = regex.compile(r"(?:- )?(?:[a-z_][\w./-]*|[A-Z_]{3,}):(?:\s.*)?$|- |-$|#|---$|\.\.\.$")
_NESTED = regex.compile(
    r"^( *)(?:- )?[\w.-]+:\n\1 +[\w-]|^( *)- [\w.-]+: .*\n\2  [\w.-]+:|\A\s*---\n(?:.+\n)+(?:---|\.\.\.)\s*\Z",
    regex.MULTILINE,
)
# RFC 9309, and extensions of crawlers.
_ROBOTS = regex.compile(
    r"(?:#.*|(?:user-agent|disallow|allow|sitemap|crawl-delay|host|noindex|clean-param) ?:.*)$", regex.IGNORECASE
)
# https://iabtechlab.com/ads-txt
_SELLER = regex.compile(r"[\w.-]+\.\w{2,} ?, ?[^,]+, ?(?:DIRECT|RESELLER)\b", regex.IGNORECASE)
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


def robots(sample: Sample) -> str | None:
    """The kind of a robots.txt."""
    has_rules = any(_ROBOTS.match(line) and not line.startswith("#") for line in sample.lines)
    return "rules for crawlers (robots.txt)" if has_rules and sample.share_of(_ROBOTS) >= LINE_SHARE else None


def sellers(sample: Sample) -> str | None:
    """The kind of an ads.txt or app-ads.txt."""
    is_ads = bool(sample.lines) and sample.share_of(_SELLER) >= SOME_SHARE
    return "a list of advertising sellers (ads.txt)" if is_ads else None


def log(sample: Sample) -> str | None:
    """The kind of a log of a program or server, or of a stack trace."""
    if len(sample.lines) < MIN_LINES:
        return None
    if sample.share_of(_CALL) >= SOME_SHARE:
        return "a stack trace"
    return "a log" if sample.share_of(_LOG) >= LINE_SHARE else None


def settings(sample: Sample) -> str | None:
    """The kind of settings: INI, TOML, properties, variables of a shell, directives of servers."""
    if len(sample.lines) < MIN_LINES:
        return None
    if sample.share_of(_DIRECTIVE) >= LINE_SHARE and not all(line[0] == "#" for line in sample.lines):
        return "settings of a program"
    body = Sample("\n".join(line for line in sample.lines if _SETTINGS_COMMENT.match(line) is None))
    if len(body.lines) >= MIN_LINES and all(_SECTION.match(line) or _KEY_AND_VALUE.match(line) for line in body.lines):
        return "settings of a program"
    if body.prose_share > MAX_PROSE_SHARE:
        return None
    is_glossary = body.share_of(_PLAIN_WORDS) >= SOME_SHARE and not any(map(_SECTION.match, body.lines))
    return "settings of a program" if body.share_of(_SETTING) >= LINE_SHARE and not is_glossary else None


def yaml(sample: Sample) -> str | None:
    """The kind of YAML with a structure; a text with a few fields before it is prose."""
    is_yaml = len(sample.lines) >= MIN_LINES and sample.share_of(_YAML_LINE) >= LINE_SHARE
    has_keys = is_yaml and sample.share_of(_KEY) >= SOME_SHARE
    return "settings or data in YAML" if has_keys and _NESTED.search(sample.head) is not None else None
