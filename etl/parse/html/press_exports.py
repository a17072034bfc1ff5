"""Exports of press databases as one page that holds many articles: refused by name until they are cut into articles."""

import re

SAMPLE_CHARS = 64 * 1024
# What only the pages of an export have, by the database.
_EXPORTS = {
    "Nexis": re.compile(r"<DOCFULL>|>\s*\d+ of \d+ DOCUMENTS\s*<"),
    "Factiva": re.compile(r"""class=["'](?:article )?\w*[aA]rticle["'][^<]*<table.{0,400}?<b>HD</b>""", re.DOTALL),
    "Europresse": re.compile(r"""class=["'][^"']*\b(?:rdp__)?DocPublicationName\b"""),
    "ProQuest": re.compile(r"ProQuest document ID"),
}


def press_export(source: str) -> str | None:
    """The database that a page was exported from, by the beginning of its source; None for any other page."""
    head = source[:SAMPLE_CHARS]
    return next((name for name, sign in _EXPORTS.items() if sign.search(head)), None)
