"""Exports of press databases, pages with many articles: rejected by name, because they are not split into articles."""

import re

SAMPLE_CHARS = 64 * 1024
# Database -> markup that only its exports have.
_EXPORTS = {
    "Nexis": re.compile(r"<DOCFULL>|>\s*\d+ of \d+ DOCUMENTS\s*<"),
    "Factiva": re.compile(r"""class=["'](?:article )?\w*[aA]rticle["'][^<]*<table.{0,400}?<b>HD</b>""", re.DOTALL),
    "Europresse": re.compile(r"""class=["'][^"']*\b(?:rdp__)?DocPublicationName\b"""),
    "ProQuest": re.compile(r"ProQuest document ID"),
}


def press_export(source: str) -> str | None:
    """The database from which a page was exported, by the beginning of its source; None for any other page."""
    head = source[:SAMPLE_CHARS]
    return next((name for name, sign in _EXPORTS.items() if sign.search(head)), None)
