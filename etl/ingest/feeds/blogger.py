"""Backups of Blogger: Atom feeds that contain templates, settings, comments and drafts besides published posts."""

from lxml import etree

from etl.documents import StructuralSkip

# The scheme of the category that says what an entry is; its term is an URL that ends with the kind.
# https://developers.google.com/gdata/docs/2.0/elements
KIND = "http://schemas.google.com/g/2005#kind"
ARTICLES = frozenset({"post", "page"})
CATEGORY = "{http://www.w3.org/2005/Atom}category"
# RFC 5023, section 13.1.1; Blogger still writes the namespace of the draft of that RFC.
DRAFTS = ("{http://www.w3.org/2007/app}draft", "{http://purl.org/atom/app#}draft")


def unpublished(entry: "etree._Element") -> StructuralSkip | None:
    """The reason not to read an entry, `atom:no_article` or `atom:draft`; None for any other entry."""
    kinds = {
        category.get("term", "").rpartition("#")[2]
        for category in entry.iter(CATEGORY)
        if category.get("scheme") == KIND
    }
    if kinds and not kinds & ARTICLES:
        return StructuralSkip(reason="atom:no_article")
    is_draft = any((mark.text or "").strip() == "yes" for mark in entry.iter(*DRAFTS))
    return StructuralSkip(reason="atom:draft") if is_draft else None
