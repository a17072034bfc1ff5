"""Exports of press databases, pages with many articles: rejected by name, because they are not split into articles."""

import re

SAMPLE_CHARS = 64 * 1024
# Database -> markup that only its exports have, and a part of it that is looked for before.
_EXPORTS = {
    "Nexis": ("DOC", re.compile(r"<DOCFULL>|>\s*\d+ of \d+ DOCUMENTS\s*<")),
    "Factiva": (
        "<b>HD</b>",
        re.compile(r"""class=["'](?:article )?\w*[aA]rticle["'][^<]*<table.{0,400}?<b>HD</b>""", re.DOTALL),
    ),
    "Europresse": ("DocPublicationName", re.compile(r"""class=["'][^"']*\b(?:rdp__)?DocPublicationName\b""")),
    "ProQuest": ("ProQuest document ID", re.compile(r"ProQuest document ID")),
}


def press_export(source: str) -> str | None:
    """The database from which a page was exported, by the beginning of its source; None for any other page."""
    head = source[:SAMPLE_CHARS]
    return next((name for name, (part, sign) in _EXPORTS.items() if part in head and sign.search(head)), None)
