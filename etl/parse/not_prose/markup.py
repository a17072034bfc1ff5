"""Markup other than HTML and Markdown, and data in the syntax of programs."""

from collections import Counter

import regex

from etl.parse.not_prose.sample import Sample

MIN_CLOSED = 3  # elements
MIN_LINKS = 3
MIN_WIKI_MARKS = 3  # different kinds of marks of a wiki
MIN_REQUESTS = 3  # lines of troff
MIN_COMMANDS = 5  # of TeX
MIN_LINES = 2
LINE_SHARE = 0.9
VALUE_SHARE = 0.6

# Tags of an HTML fragment, which is prose; whole pages are recognised earlier.
_HTML = regex.compile(
    r"(?:p|div|span|h[1-6]|[ou]l|li|dl|table|section|article|b|i|strong|em|a|blockquote)", regex.IGNORECASE
)
_FIRST_TAG = regex.compile(r"\s*<([A-Za-z_][\w.:-]*)(?:\s[^<>]{0,500})?>")
_COMMENTS = regex.compile(r"\s*+(?:<!--(?:(?!-->).)*+-->\s*+)+", regex.DOTALL)
_CLOSED = regex.compile(r"</([A-Za-z_][\w.:-]*)\s*>")
_TEX = regex.compile(r"\\(?:(?:sub)*section|chapter|begin|end|item|cite\w?|label|ref|emph|text\w\w|footnote)\b")
_TEX_BLOCK = regex.compile(r"^[ \t]*\\(?:(?:sub)*section|chapter|begin)\*?\{", regex.MULTILINE)
# Broken JSON, or similar data in Python or JavaScript.
_OBJECT = regex.compile(
    r"(?:\s|//.*\n|\#.*\n|/\*(?s:.*?)\*/|\)\]\}',?)*+(?:(?:(?:var|let|const)\s)?[\w.]+\s?=\s?)?[\[\s]*\{\s*(?:(?://.*\n|/\*(?s:.*?)\*/)\s*)*(?:u?['\"][^'\"\n]{1,80}['\"]|\w+)\s*:\s"
)
_VALUE_LINE = regex.compile(
    r"//|[\[\]{},;]+$|[\[{\s]*(?:u?['\"]|[\w.]+ ?: )|(?:(?:var|let|const)\s)?[\w.]+\s?=\s?[\[{]"
)
_REQUEST = regex.compile(r"[.'][A-Za-z]{1,2}(?:\s|$)|\.\\\"")
_WIKI = regex.compile(r"\[\[[^\[\]\n]{1,200}\]\]")
_QUOTES = regex.compile(r"'{3}[^'\n]{1,200}'{3}")
_WIKI_HEADING = regex.compile(r"^={2,5}[^=\n]{1,200}={2,5}[ \t]*$", regex.MULTILINE)
_REFERENCE = regex.compile(r"<ref[ >/]")
_TEMPLATE = regex.compile(r"\{\{[^{}\n]{1,200}[\n|}]")
_TIMED = regex.compile(r"\[\d{1,2}:\d{2}[.:]\d{2,3}\]|\[(?:ti|ar|al|by|au|length|offset|re|ve):.*\]$")
_ENCODED = regex.compile(r"[A-Za-z0-9+/]{40,}={0,2}|[0-9a-fA-F]{40,}|[0-9a-f]{6,8}:?(?: {1,2}[0-9a-f]{2,4}){4,}.*")


def elements(sample: Sample) -> str | None:
    """The kind of SGML, and of XML without a declaration."""
    first = _FIRST_TAG.match(sample.head)
    closed = Counter(_CLOSED.findall(sample.head))
    if first is None or _HTML.fullmatch(first[1]) or closed.total() < MIN_CLOSED:
        return None
    return f"markup (SGML or XML) that begins with the element {first[1]}"


def comments(sample: Sample) -> str | None:
    """The kind of a file with nothing but comments of XML or HTML."""
    return "nothing but comments of XML or HTML" if _COMMENTS.fullmatch(sample.text) else None


def tex(sample: Sample) -> str | None:
    """The kind of a part of a TeX document; unlike a text with formulae, it has sections or environments."""
    is_tex = len(_TEX.findall(sample.head)) >= MIN_COMMANDS and _TEX_BLOCK.search(sample.head) is not None
    return "TeX" if is_tex else None


def objects(sample: Sample) -> str | None:
    """The kind of data in the notation of a program."""
    is_data = _OBJECT.match(sample.head) is not None and sample.has_share(_VALUE_LINE, VALUE_SHARE)
    return "data similar to JSON, but not valid JSON" if is_data else None


def troff(sample: Sample) -> str | None:
    """The kind of a manual page in troff."""
    requests = sum(_REQUEST.match(line) is not None for line in sample.lines)
    is_first = bool(sample.lines) and _REQUEST.match(sample.lines[0]) is not None
    return "a manual page (troff)" if is_first and requests >= MIN_REQUESTS else None


def wikitext(sample: Sample) -> str | None:
    """The kind of the source of a wiki page."""
    text = sample.head
    kinds = sum(pattern.search(text) is not None for pattern in (_TEMPLATE, _WIKI, _QUOTES, _WIKI_HEADING, _REFERENCE))
    is_wiki = (_TEMPLATE.search(text) is not None and len(_WIKI.findall(text)) >= MIN_LINKS) or kinds >= MIN_WIKI_MARKS
    return "the source of a wiki page" if is_wiki else None


def lyrics(sample: Sample) -> str | None:
    """The kind of the words of a song with a time for each line."""
    is_timed = len(sample.lines) >= MIN_LINES and sample.has_share(_TIMED, LINE_SHARE)
    return "song lyrics with times (LRC)" if is_timed else None


def encoded_data(sample: Sample) -> str | None:
    """The kind of data in base64 or hexadecimal digits."""
    lines = sample.lines
    is_data = bool(lines) and all(_ENCODED.fullmatch(line) for line in lines[:-1] or lines)
    return "data encoded as text (base64, hexadecimal)" if is_data else None
