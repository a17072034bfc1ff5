"""The text of an article in the page's JSON-LD, for pages that show none of it, or only its beginning."""

import re
from dataclasses import replace
from html import unescape

from etl.articles import Block, Body, Role, Section
from etl.parse.html.declared.metadata import Page
from etl.words.folding import squashed, tidied

MIN_CHARS = 200  # of a declared text
MIN_LONGER = 1.3  # times the text that the page shows
PARAGRAPH_BREAK = re.compile(r"\s*(?:\n\s*\n|\r\n|\n|</(?:p|div|h\d|li)>|<br\s*/?>)\s*", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")


def with_declared_text(body: Body, page: Page) -> Body:
    """The body with the paragraphs of `articleBody`, if the page shows no text, or only the beginning of that one.

    A declared text is not used if it is short, or if the page shows another text.
    """
    declared = page.json_ld.get("articleBody")
    paragraphs = _paragraphs(declared) if isinstance(declared, str) else []
    whole = squashed("".join(paragraphs))
    if len(whole) < MIN_CHARS:
        return body
    shown = squashed("".join(block.text for section in body.sections for block in section.paragraphs))
    if len(whole) < MIN_LONGER * len(shown) or not whole.startswith(shown):
        return body
    blocks = (Block(role=Role.PARAGRAPH, text=text, detected_by="html:json-ld") for text in paragraphs)
    return replace(body, sections=(Section(paragraphs=tuple(blocks)),))


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, which may be escaped HTML."""
    parts = PARAGRAPH_BREAK.split(unescape(text))
    return [paragraph for part in parts if (paragraph := tidied(TAG.sub("", part)))]
