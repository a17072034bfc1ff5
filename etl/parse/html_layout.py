"""What each block of a page is: title, standfirst, facts, summary, caption, byline, body - or none of the article."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from etl.documents import Role
from etl.parse.datelines import read_dateline
from etl.parse.html_blocks import PageBlock, element_extents, elements_around
from etl.parse.html_byline import is_byline
from etl.parse.html_header import Title, find_standfirst, find_title, squashed
from etl.parse.html_notes import is_correction, shows_paywall
from etl.parse.html_page import Page
from etl.parse.html_regions import Regions
from etl.parse.html_sections import is_heading
from etl.parse.html_tree import name_words, with_ancestors
from etl.parse.key_points import Box, labelled_boxes, unlabelled_box
from etl.parse.labels import LabelKind

MAX_LINK_SHARE = 0.3
LISTED = (Role.LIST_ITEM, Role.TABLE_ROW)
LISTS = frozenset(("ul", "ol", "dl", "table"))
MIN_FIRST_PARAGRAPH_CHARS = 60
MAX_SHARE_BEFORE_TITLE = 0.3  # of the main text; with more before it, the title is not the title
HEAD_BEFORE_TITLE = 8  # blocks
CAPTION_NAMES = tuple(
    frozenset(names.split())
    for names in (
        "caption", "figcaption", "captions", "legend", "legende", "bildunterschrift", "bildtext", "img desc",
        "image desc", "photo desc", "image description", "photo description", "didascalia",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The article's blocks by their positions on the page; a position stands in one field only."""

    title: Title | None
    standfirst: int | None
    facts: Box | None
    summary: Box | None
    bylines: tuple[int, ...]
    datelines: tuple[int, ...]
    captions: tuple[int, ...]
    corrections: tuple[int, ...]
    body: tuple[int, ...]
    head: range  # from a little before the title to the first paragraph
    regions: Regions
    shows_paywall: bool


def read_layout(
    page: Page, blocks: list[PageBlock], chosen: list[int], languages: tuple[str, ...], max_title_chars: int
) -> Layout:
    """Give each block of the chosen text, and what belongs to it around, its one place."""
    regions = Regions(blocks[position] for position in chosen)
    extents = element_extents(blocks)
    title = find_title(page, blocks, regions, max_title_chars)
    at = title.position if title else None
    main = _of_this_article(chosen, blocks, regions, extents, at)
    boxes = {box.kind: box for box in labelled_boxes(blocks, extents, regions)}
    taken = {at} | _positions(boxes.values())
    opening = next((position for position in main if position > (at or -1) and position not in taken), None)
    first = _first_paragraph(main, blocks, taken, at)
    standfirst = find_standfirst(page, blocks, regions, at, opening=opening, first=first)
    first = _first_paragraph(main, blocks, taken | {standfirst}, at)
    head = range(max(0, (at or 0) - HEAD_BEFORE_TITLE), first if first is not None else 0)
    if LabelKind.FACTS not in boxes and (
        box := unlabelled_box(blocks, extents, regions, range((at or -1) + 1, head.stop))
    ):
        boxes[LabelKind.FACTS] = box
        taken |= _positions([box])
    standfirst = None if standfirst in taken else standfirst
    taken.add(standfirst)
    kept = [p for p in range(len(blocks)) if p not in taken and not regions.is_furniture(blocks[p].element)]
    datelines = tuple(p for p in kept if p in head and read_dateline(blocks[p].text, languages, "byline"))
    bylines = tuple(p for p in kept if p in head and p not in datelines and is_byline(blocks[p], extents))
    shown = range(head.start, (main[-1] if main else -1) + HEAD_BEFORE_TITLE)
    captions = tuple(
        p for p in kept if p in shown and p not in bylines and p not in datelines and _is_caption(blocks[p], extents)
    )
    corrections = tuple(p for p in kept if p not in captions and is_correction(blocks[p], extents))
    taken.update(bylines, datelines, captions, corrections)
    return Layout(
        title=title,
        standfirst=standfirst,
        facts=boxes.get(LabelKind.FACTS),
        summary=boxes.get(LabelKind.SUMMARY),
        bylines=bylines,
        datelines=datelines,
        captions=captions,
        corrections=corrections,
        body=_body(main, blocks, regions, taken, title),
        head=head,
        regions=regions,
        shows_paywall=bool(main) and shows_paywall(blocks, extents, main[-1]),
    )


def _of_this_article(
    chosen: list[int],
    blocks: list[PageBlock],
    regions: Regions,
    extents: dict[HtmlElement, tuple[int, int]],
    title: int | None,
) -> list[int]:
    """The chosen blocks without furniture, further articles on the page, and what stands before the title."""
    main = [position for position in chosen if not regions.is_furniture(blocks[position].element)]
    for position, block in enumerate(blocks):
        if block.element.tag == "h1" and position != title and (article := _article_around(block.element)) is not None:
            first, last = extents[article]
            if regions.main_share(article) < MAX_SHARE_BEFORE_TITLE and not first <= (title or -1) <= last:
                main = [p for p in main if not first <= p <= last]
    after = [position for position in main if position > (title if title is not None else -1)]
    chars = sum(len(blocks[position].text) for position in main)
    enough = sum(len(blocks[position].text) for position in after) >= (1 - MAX_SHARE_BEFORE_TITLE) * chars
    return after if enough else main


def _article_around(element: HtmlElement) -> HtmlElement | None:
    return next((around for around in element.iterancestors() if around.tag == "article"), None)


def _positions(boxes: Iterable[Box]) -> set[int | None]:
    return {position for box in boxes for position in (box.label, *box.items)}


def _first_paragraph(main: list[int], blocks: list[PageBlock], taken: set[int | None], title: int | None) -> int | None:
    after = [position for position in main if position > (title if title is not None else -1) and position not in taken]
    for position in after:
        block = blocks[position]
        if block.role is Role.PARAGRAPH and len(block.text) >= MIN_FIRST_PARAGRAPH_CHARS:
            return position
    return after[0] if after else None


def _is_caption(block: PageBlock, extents: dict[HtmlElement, tuple[int, int]]) -> bool:
    if block.role is Role.CAPTION:
        return True
    around = list(elements_around(block, extents))
    return any(names <= name_words(element) for element in around for names in CAPTION_NAMES)


def _body(
    main: list[int], blocks: list[PageBlock], regions: Regions, taken: set[int | None], title: Title | None
) -> tuple[int, ...]:
    """The main text with what the extractor drops from its midst; without the title and last headings."""
    shown_title = squashed(title.block.text) if title else ""
    wanted = {*main, *_dropped_between(main, blocks, regions)}
    body = [p for p in sorted(wanted) if p not in taken and squashed(blocks[p].text) != shown_title]
    while body and is_heading(blocks[body[-1]]):
        body.pop()
    return tuple(body)


def _dropped_between(main: list[int], blocks: list[PageBlock], regions: Regions) -> Iterator[int]:
    """Headings right above a chosen block; rows and items of tables and lists that stand beside chosen blocks."""
    chosen = set(main)
    parents = {blocks[position].element.getparent() for position in main}
    for position in range(main[0], main[-1]) if main else ():
        block = blocks[position]
        if position in chosen or regions.is_furniture(block.element) or block.link_share > MAX_LINK_SHARE:
            continue
        heads_text = block.role is Role.HEADING and not chosen.isdisjoint((position + 1, position + 2))
        if heads_text or (block.role in LISTED and _list_around(block.element).getparent() in parents):
            yield position


def _list_around(element: HtmlElement) -> HtmlElement:
    return next((around for around in with_ancestors(element) if around.tag in LISTS), element)
