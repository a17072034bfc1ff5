"""Files of settings: INI, TOML, properties, directives of servers, YAML."""

import regex

from etl.parse.not_prose.sample import Sample

MAX_PROSE_SHARE = 0.2  # with more, the file is a text about settings
MIN_LINES = 3
LINE_SHARE = 0.8
SOME_SHARE = 0.5  # of lines with keys of YAML or of a glossary, to which the other lines belong

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


def settings(sample: Sample) -> str | None:
    """The kind of settings: INI, TOML, properties, variables of a shell, directives of servers."""
    if len(sample.lines) < MIN_LINES:
        return None
    if sample.has_share(_DIRECTIVE, LINE_SHARE) and not all(line[0] == "#" for line in sample.lines):
        return "settings of a program"
    body = Sample("\n".join(line for line in sample.lines if _SETTINGS_COMMENT.match(line) is None))
    if len(body.lines) >= MIN_LINES and all(_SECTION.match(line) or _KEY_AND_VALUE.match(line) for line in body.lines):
        return "settings of a program"
    if not body.has_share(_SETTING, LINE_SHARE) or body.prose_share > MAX_PROSE_SHARE:
        return None
    is_glossary = body.has_share(_PLAIN_WORDS, SOME_SHARE) and not any(map(_SECTION.match, body.lines))
    return None if is_glossary else "settings of a program"


def yaml(sample: Sample) -> str | None:
    """The kind of YAML with a structure; a text with a few fields before it is prose."""
    is_yaml = len(sample.lines) >= MIN_LINES and sample.has_share(_YAML_LINE, LINE_SHARE)
    has_keys = is_yaml and sample.has_share(_KEY, SOME_SHARE)
    return "settings or data in YAML" if has_keys and _NESTED.search(sample.head) is not None else None
