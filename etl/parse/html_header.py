"""The head of an article on its page: title, standfirst, byline, dateline."""

import re
import unicodedata
from dataclasses import dataclass

from lxml.html import HtmlElement

from etl.documents import Block, Role
from etl.parse.html_blocks import PageBlock
from etl.parse.html_page import Page
from etl.parse.html_regions import Regions
from etl.parse.html_tree import name_words
from etl.parse.json_ld import texts
from etl.parse.labels import label_kind

TITLE_TAGS = ("h1", "h2")
SITE_SUFFIX = re.compile(r"\s+[|–—·»«:-]+\s+[^|–—·»«]{2,40}$")
NOT_WORD = re.compile(r"[\W_]+")
STANDFIRST_WORDS = frozenset((
    "anriss", "bajada", "bajadas", "chapeau", "chapo", "deck", "dek", "description", "entradilla", "excerpt", "ingress",
    "intro", "introduction", "lead", "leadtext", "lede", "manchet", "perex", "preamble", "sapo", "standfirst",
    "strapline", "subhead", "subheading", "subheadline", "subline", "subtitle", "summary", "tagline", "teaser",
    "vorspann", "sottotitolo", "occhiello", "sommario", "abstract", "synopsis",
))  # fmt: skip
MIN_STANDFIRST_CHARS, MAX_STANDFIRST_CHARS = 20, 700
MIN_BOLD_STANDFIRST_CHARS = 40  # a shorter bold line may be a heading
MIN_TITLE_SHARE = 0.6  # of the declared title that a shorter visible one must cover
BLOCKS_BEFORE_TITLE = 3  # blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """The article's title, and its block's position where the page shows it."""

    block: Block
    origin: str
    position: int | None


def find_title(page: Page, blocks: list[PageBlock], regions: Regions, max_chars: int) -> Title | None:
    """The heading that says what the page declares as its title, else its first h1, else what it declares.

    What is longer than `max_chars`, or the label of facts or of a summary, is no title.
    """
    declared = [(origin, text) for origin, text in _declared_titles(page, max_chars) if label_kind(text) is None]
    headings = [
        position
        for position, block in enumerate(blocks)
        if _is_title_like(block, max_chars) and not regions.is_furniture(block.element)
    ]
    position = _shown(blocks, headings, [squashed(text) for _, text in declared])
    if position is not None:
        text = blocks[position].text
        origin = f"html:{blocks[position].element.tag}"
        inner = (title for _, title in declared if text.endswith(title) and len(title) >= MIN_TITLE_SHARE * len(text))
        return _title(next(inner, text), origin, position)  # without a kicker inside the heading
    for origin, text in declared:
        return _title(text, origin, None)
    return None


def find_standfirst(
    page: Page,
    blocks: list[PageBlock],
    regions: Regions,
    title: int | None,
    *,
    opening: int | None,
    first: int | None,
) -> int | None:
    """The position of the visible subtitle: named so, set off from the text, or given as the description too.

    It stands near the title and not after `first`, the first paragraph of the text: the subtitle may have been taken
    for that. `opening` is the first block of the text; what comes later is no subtitle for its description alone.
    """
    if title is None or first is None or first < title - BLOCKS_BEFORE_TITLE:
        return None
    description = squashed(next(iter(texts(page.json_ld.get("description"))), "") or _description(page))
    for position in range(max(0, title - BLOCKS_BEFORE_TITLE), first + 1):
        if position == title or not _may_be_standfirst(blocks[position], regions):
            continue
        if _is_named_standfirst(blocks[position]) or _is_marked(position, title, blocks):
            return position
        if opening is not None and position <= opening and _is_described(position, blocks, description):
            return position
    return None


def squashed(text: str) -> str:
    """Letters and digits in one case: what two spellings of one title share."""
    return NOT_WORD.sub("", unicodedata.normalize("NFKC", text).casefold())


def _title(text: str, origin: str, position: int | None) -> Title:
    return Title(block=Block(role=Role.TITLE, text=text, detected_by=origin), origin=origin, position=position)


def _declared_titles(page: Page, max_chars: int) -> list[tuple[str, str]]:
    found = [("json-ld", text) for text in texts(page.json_ld.get("headline"))[:1]]
    found += [("meta:og:title", text) for text in page.meta.get("og:title", ())[:1]]
    head = page.tree.find(".//title")
    if head is not None and (text := " ".join((head.text or "").split())):
        found.append(("html:title", text))
    kept = [(origin, text) for origin, text in found if len(text) <= max_chars]
    return [(origin, unicodedata.normalize("NFC", _without_site(text))) for origin, text in kept]


def _without_site(text: str) -> str:
    bare = SITE_SUFFIX.sub("", text)
    return bare if len(bare.split()) >= 3 or len(bare) > len(text) / 2 else text


def _shown(blocks: list[PageBlock], headings: list[int], declared: list[str]) -> int | None:
    ranked = sorted(headings, key=lambda position: _title_rank(blocks[position]))
    for position in ranked:
        if any(_is_one_title(squashed(blocks[position].text), text) for text in declared):
            return position
    return next((position for position in ranked if blocks[position].element.tag == "h1"), None)


def _is_title_like(block: PageBlock, max_chars: int) -> bool:
    element = block.element
    if len(block.text) > max_chars:
        return False
    return element.tag in TITLE_TAGS or element.get("role") == "heading" or "headline" in name_words(element)


def _title_rank(block: PageBlock) -> int:
    return 0 if block.element.tag == "h1" or block.element.get("aria-level") == "1" else 1


def _is_one_title(shown: str, declared: str) -> bool:
    if not shown or not declared:
        return False
    short, long = sorted((shown, declared), key=len)
    return short in long and len(short) >= MIN_TITLE_SHARE * len(long)


def _description(page: Page) -> str:
    return next((text for name in ("description", "og:description") for text in page.meta.get(name, ())), "")


def _may_be_standfirst(block: PageBlock, regions: Regions) -> bool:
    return (
        MIN_STANDFIRST_CHARS <= len(block.text) <= MAX_STANDFIRST_CHARS
        and block.role not in (Role.CAPTION, Role.LIST_ITEM, Role.TABLE_ROW, Role.QUOTE)
        and block.link_share < 0.5
        and not regions.is_furniture(block.element)
    )


def _is_named_standfirst(block: PageBlock) -> bool:
    """By its own name, or that of an element around it that holds nothing else."""
    if any(not STANDFIRST_WORDS.isdisjoint(name_words(element)) for element in block.inline[:1]):
        return True
    element: HtmlElement | None = block.element
    while element is not None and squashed("".join(element.itertext())) == squashed(block.text):
        if not STANDFIRST_WORDS.isdisjoint(name_words(element)):
            return True
        element = element.getparent()
    return False


def _is_marked(position: int, title: int, blocks: list[PageBlock]) -> bool:
    """In the article's header element, a heading right under the title, or a long line all in bold."""
    block, parent = blocks[position], blocks[position].element.getparent()
    if parent is not None and parent.tag == "header" and position > title and parent.find(".//nav") is None:
        return True
    if block.role is Role.HEADING:
        return position == title + 1 and _stands_alone(position, blocks)
    return block.is_bold and len(block.text) >= MIN_BOLD_STANDFIRST_CHARS


def _is_described(position: int, blocks: list[PageBlock], description: str) -> bool:
    """Whether the page's description says the same, and the block is no paragraph among those of the text."""
    says_the_same = bool(description) and _is_one_title(squashed(blocks[position].text), description)
    return says_the_same and (_stands_alone(position, blocks) or blocks[position].is_bold)


def _stands_alone(position: int, blocks: list[PageBlock]) -> bool:
    if position + 1 == len(blocks):
        return False
    element, following = blocks[position].element, blocks[position + 1].element
    return following is not element and following.getparent() is not element.getparent()
