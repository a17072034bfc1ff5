"""Markup of other kinds than HTML and Markdown, and lists with a syntax of their own."""

from collections import Counter

import regex

from etl.parse.not_prose.sample import SAMPLE_CHARS, Sample

MIN_CLOSED = 3  # elements
MIN_LINKS = 3
MIN_REQUESTS = 3  # lines of troff

# What a file of a kind begins with; nothing else does.
BEGINNINGS = {
    r"\{\\rtf": "RTF (rich text)",
    r"%!PS": "PostScript",
    r"\\(?:documentclass|documentstyle|begin\{|input\{|usepackage)": "TeX",
    r"WEBVTT\b": "subtitles (WebVTT)",
    r"\d+\s*\n\d{1,2}:\d{2}:\d{2}[,.]\d{3} -->": "subtitles (SRT)",
    r"\[Script Info\]": "subtitles (SSA)",
    r"@\w+\s*\{\s*[\w:./+-]+\s*,": "references (BibTeX)",
    r"TY  - \w+": "references (RIS)",
    r"BEGIN:V(?:CARD|CALENDAR)": "contacts or a calendar",
    r"#EXTM3U": "a list of media",
    r"-----BEGIN [A-Z ]+-----": "a key or certificate",
    r"(?:diff --git |Index: \S+\n=|--- \S+.*\n\+\+\+ )": "changes of files (a patch)",
    r"(?:#.*\n|\s)*msgid \"": "translations of a program (gettext)",
    r"<%|<jsp:|\{%": "a template",
    r"\*\*\*\* \*\w+": "a corpus for text statistics (Alceste, IRaMuTeQ)",
    r"begin \d{3} \S": "data encoded as text (uuencode)",
    r"=ybegin ": "data encoded as text (yEnc)",
    r"\x7fELF|MZ\x90": "a program",
}
_BEGINNINGS = {regex.compile(rf"\s*{pattern}", regex.MULTILINE): kind for pattern, kind in BEGINNINGS.items()}
# A piece of a page; what is a page was taken before.
_HTML = regex.compile(
    r"(?:p|div|span|h[1-6]|[ou]l|li|dl|table|section|article|b|i|strong|em|a|blockquote)", regex.IGNORECASE
)
_FIRST_TAG = regex.compile(r"\s*<([A-Za-z_][\w.:-]*)(?:\s[^<>]{0,500})?>")
_CLOSED = regex.compile(r"</([A-Za-z_][\w.:-]*)\s*>")
_REQUEST = regex.compile(r"[.'][A-Za-z]{1,2}(?:\s|$)|\.\\\"")
_WIKI = regex.compile(r"\[\[[^\[\]\n]{1,200}\]\]")
_TEMPLATE = regex.compile(r"\{\{[^{}\n]{1,200}[\n|}]")
_ENCODED = regex.compile(r"[A-Za-z0-9+/]{40,}={0,2}|[0-9a-fA-F]{40,}|[0-9a-f]{6,8}:?(?: [0-9a-f]{2,4}){4,}.*")


def beginning(sample: Sample) -> str | None:
    """What the first characters of a file prove."""
    return next((kind for pattern, kind in _BEGINNINGS.items() if pattern.match(sample.text)), None)


def elements(sample: Sample) -> str | None:
    """SGML, and XML without a declaration."""
    first = _FIRST_TAG.match(sample.text, endpos=SAMPLE_CHARS)
    closed = Counter(_CLOSED.findall(sample.text[:SAMPLE_CHARS]))
    if first is None or _HTML.fullmatch(first[1]) or closed.total() < MIN_CLOSED:
        return None
    return f"markup (SGML or XML) that begins with the element {first[1]}"


def troff(sample: Sample) -> str | None:
    """Manual pages."""
    requests = sum(_REQUEST.match(line) is not None for line in sample.lines)
    is_first = bool(sample.lines) and _REQUEST.match(sample.lines[0]) is not None
    return "a manual page (troff)" if is_first and requests >= MIN_REQUESTS else None


def wikitext(sample: Sample) -> str | None:
    """The source of a page of a wiki."""
    text = sample.text[:SAMPLE_CHARS]
    is_wiki = _TEMPLATE.search(text) is not None and len(_WIKI.findall(text)) >= MIN_LINKS
    return "the source of a wiki page" if is_wiki else None


def encoded_data(sample: Sample) -> str | None:
    """Base64, hexadecimal digits."""
    lines = sample.lines
    is_data = bool(lines) and all(_ENCODED.fullmatch(line) for line in lines[:-1] or lines)
    return "data encoded as text (base64, hexadecimal)" if is_data else None
