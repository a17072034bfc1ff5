"""Kinds of files that their first lines prove, because no prose begins like that."""

import regex

from etl.parse.not_prose.sample import Sample
from etl.recognise.binary_files import NEWSWIRE_MESSAGE

BEGINNINGS = {
    # Documents of other programs
    r"\{\\rtf": "RTF (rich text)",
    r"%!PS": "PostScript",
    r"%PDF-\d": "PDF",
    r"(?:%.*\n|\s)*\\(?:documentclass|documentstyle|begin\{|input\{|usepackage)": "TeX",
    r"\#\+[A-Za-z_]+: ": "an Org file",
    r"([\w.-]+\(\d\w*\)) {2,}\S.* {2,}\1\s*$": "a manual page",
    r"<%|<jsp:|\{%": "a template",
    # Subtitles and media
    r"WEBVTT\b": "subtitles (WebVTT)",
    r"\d+\s*\n\d{1,2}:\d{2}:\d{2}[,.]\d{3} -->": "subtitles (SRT)",
    r"\d{1,2}:\d{2}:\d{2}[,.]\d{2,3},\d{1,2}:\d{2}:\d{2}[,.]\d{2,3}$": "subtitles (SBV, SubViewer)",
    r"\[Script Info\]": "subtitles (SSA)",
    r"\{\d+\}\{\d+\}": "subtitles (MicroDVD)",
    r"\#EXTM3U|\[playlist\]": "a list of media",
    # References and catalogues
    r"(?:%.*\n|\s)*@\w+\s*\{\s*[\w:./+-]+\s*,": "references (BibTeX)",
    r"TY  - \w+": "references (RIS)",
    r"%0 \w+": "references (EndNote)",
    r"PMID- ?\d+": "references (MEDLINE)",
    r"FN \w.*\nVR \d|PT \w\nAU ": "references (Web of Science)",
    r"=?LDR +\d{5}": "library records (MARC)",
    # Records of other kinds
    r"BEGIN:V(?:CARD|CALENDAR)": "contacts or a calendar",
    r"(?:version: 1\s+)?dn:: ?\S|(?:version: 1\s+)?dn: \w+=": "entries of a directory (LDIF)",
    r"!Type:\w+\n[A-Z]": "transactions of an account (QIF)",
    r"0 HEAD\s*\n1 ": "a family tree (GEDCOM)",
    r"\[Event \"": "games of chess (PGN)",
    r"@relation\s|@RELATION\s": "a table (ARFF)",
    r"(?:#.*\n|\s)*@(?:prefix|base) .*<": "RDF statements (Turtle)",
    r"\*\*\*\* \*\w+": "a corpus for text statistics (Alceste, IRaMuTeQ)",
    r"(?:\x01|\^A)\w{0,3}\d{4}\b": NEWSWIRE_MESSAGE,
    # What programs keep and exchange
    r"-----BEGIN [A-Z ]+-----": "a key or certificate",
    r"diff --git |Index: \S+\n=|--- \S+.*\n\+\+\+ ": "a patch (diff)",
    r"\d+(?:,\d+)?[acd]\d+(?:,\d+)?\n[<>] ": "a patch (diff)",
    r"(?:;.*\n|\s)*\((?:defun|defmacro|defvar|defn|in-package|setq|define\s\(|ns\s[\w.-]+$)": "program code",
    r"@echo off\b|@ECHO OFF\b": "program code",
    r"#!\s?/\S+": "program code",
    r"(?:#.*\n|\s)*: \d{9,10}:\d+;": "the history of a shell",
    r"\(?[dl]p\d+\n|ccopy_reg\n|\(i\w+\n\w+\np\d+\n": "a Python pickle",
    r"(?:#.*\n|\s)*Host \S+\n\s+[A-Z]\w+ \S": "settings of a program",
    r"(?:#.*\n|\s)*msgid \"": "a translation file (gettext)",
    r"begin \d{3} \S": "data encoded as text (uuencode)",
    r"=ybegin ": "data encoded as text (yEnc)",
    r"FROM [\w./:-]+(?: AS \w+)?\n+(?:RUN|WORKDIR|COPY|ENV|ARG|ADD|LABEL|USER) ": "settings of a program (Dockerfile)",
    r"WARC/\d\.\d\s": "a record of a web archive (WARC)",
    r"CDX \w \w ": "the index of a web archive (CDX)",
    r"#(?:Software|Version|Fields): ": "a log",
    r"commit [0-9a-f]{40}\n": "a commit log (Git)",
    r"(?:ssh-\w+|ecdsa-\S+) AAAA": "a key or certificate",
    r"HTTP/\d(?:\.\d)? \d{3}\b": "an HTTP response",
    r"--\S+\nContent-[\w-]+: ": "a part of a mail (MIME)",
    r"--\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}--  \w+://": "a log",
    r"Traceback \(most recent call last\):\n": "a stack trace",
    r"Exception in thread \"|[\w.$]+(?:Exception|Error)\b.*\n\s+at [\w.$<>]+\(": "a stack trace",
    r"\x7fELF|MZ\x90": "a program",
    # https://humanstxt.org and RFC 9116
    r"/\* ?TEAM ?\*/": "the credits of a site (humans.txt)",
    r"(?:#.*\n|\s)*Contact: ?(?:mailto|https?|tel):(?:.*\n)+?Expires: ?\d{4}-": "contacts for security (security.txt)",
}

_BEGINNINGS = {regex.compile(pattern, regex.MULTILINE): kind for pattern, kind in BEGINNINGS.items()}


def by_beginning(sample: Sample) -> str | None:
    """The kind that the first characters of a file prove, if they do."""
    beginning = sample.head.lstrip()
    return next((kind for pattern, kind in _BEGINNINGS.items() if pattern.match(beginning)), None)
