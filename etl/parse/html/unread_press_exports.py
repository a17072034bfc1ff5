"""Exports of press databases, pages with many articles: rejected by name, because they are not split into articles."""

import re

SAMPLE_CHARS = 64 * 1024
# Database -> parts of which its exports have one, and the markup that only they have.
_EXPORTS = {
    "Nexis": (("<DOCFULL>", "DOCUMENTS"), re.compile(r"<DOCFULL>|>\s*\d+ of \d+ DOCUMENTS\s*<")),
    "Factiva": (
        ("<b>HD</b>",),
        re.compile(r"""class=["'](?:article )?\w*[aA]rticle["'][^<]*<table.{0,400}?<b>HD</b>""", re.DOTALL),
    ),
    "Europresse": (("DocPublicationName",), re.compile(r"""class=["'][^"']*\b(?:rdp__)?DocPublicationName\b""")),
    "ProQuest": (("ProQuest document ID",), re.compile(r"ProQuest document ID")),
}


def press_export(source: str) -> str | None:
    """The database from which a page was exported, by the beginning of its source; None for any other page."""
    head = source[:SAMPLE_CHARS]
    likely = ((name, sign) for name, (parts, sign) in _EXPORTS.items() if any(part in head for part in parts))
    return next((name for name, sign in likely if sign.search(head)), None)
