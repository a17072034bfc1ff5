"""Guess which block of a page shows the title, before its main text is known."""

from collections.abc import Sequence

from lxml.html import HtmlElement

from etl.parse.html.blocks import PageBlock
from etl.words.folding import squashed

HEADINGS = ("h1", "h2", "h3")
MIN_HEADING_SHARE, MIN_TEXT_SHARE = 0.4, 0.5  # of the declared title, which often includes the site's name
MIN_HEADING_LETTERS, MIN_TEXT_LETTERS = 8, 12
MAX_LINK_SHARE = 0.5


def title_place(tree: HtmlElement, blocks: Sequence[PageBlock]) -> int | None:
    """The position of the heading that matches the declared title, else of the first h1, else of a text that matches.

    None if there is no such block.
    """
    declared = squashed(_declared(tree))
    headings = {tag: [place for place, block in enumerate(blocks) if block.element.tag == tag] for tag in HEADINGS}
    for place in (place for places in headings.values() for place in places):
        if _says(blocks[place], declared, MIN_HEADING_LETTERS, MIN_HEADING_SHARE):
            return place
    if headings["h1"]:
        return headings["h1"][0]
    texts = (place for place, block in enumerate(blocks) if block.link_share < MAX_LINK_SHARE)
    return next((p for p in texts if _says(blocks[p], declared, MIN_TEXT_LETTERS, MIN_TEXT_SHARE)), None)


def _declared(tree: HtmlElement) -> str:
    for meta in tree.iter("meta"):
        if (meta.get("property") or "").lower() == "og:title" and meta.get("content"):
            return meta.get("content") or ""
    element = tree.find(".//title")
    return (element.text or "") if element is not None else ""


def _says(block: PageBlock, declared: str, min_letters: int, min_share: float) -> bool:
    """Whether the block contains the declared title, or is a sufficient part of it."""
    if not declared or len(block.text) > 3 * len(declared) + 100:
        return False
    shown = squashed(block.text)
    return len(shown) >= max(min_letters, min_share * len(declared)) and (shown in declared or declared in shown)
