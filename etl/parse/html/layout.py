"""What each block of a page is: title, standfirst, facts, summary, caption, byline, body - or none of the article."""

from collections.abc import Iterable
from dataclasses import dataclass

from lxml.html import HtmlElement

from etl.articles import Role
from etl.parse.credits.authors import opens_as_byline
from etl.parse.dates.lines import read_dateline
from etl.parse.html.blocks import PageBlock, element_extents
from etl.parse.html.declared.metadata import Page
from etl.parse.html.element_names import Names
from etl.parse.html.furniture import Regions
from etl.parse.html.parts.body import body_positions
from etl.parse.html.parts.byline import is_byline, is_dated_line
from etl.parse.html.parts.captions import is_caption
from etl.parse.html.parts.credits import FoundCredit, find_credit
from etl.parse.html.parts.key_points import Box, labelled_boxes, unlabelled_box
from etl.parse.html.parts.live import Entry, find_entries
from etl.parse.html.parts.notes import is_ai_note, is_correction, paywall_shown
from etl.parse.html.parts.standfirst import Head, find_standfirst, is_meta_line
from etl.parse.html.parts.title import Title, declared_wordings, find_title
from etl.words.labels import LabelKind

MIN_FIRST_PARAGRAPH_CHARS = 60
MAX_SHARE_BEFORE_TITLE = 0.3  # of the main text; with more before it, the title is not the title
HEAD_BEFORE_TITLE = 8  # blocks
NOTES_BELOW_TEXT = 12  # blocks
DATED_BELOW_TITLE = 5  # blocks
MAX_HEAD_LINES = 200  # that are read as dates: a real head has ten


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The article's blocks by their positions on the page; a position stands in one field only."""

    title: Title | None
    standfirst: tuple[int, ...]
    facts: Box | None
    summary: Box | None
    bylines: tuple[int, ...]
    datelines: tuple[int, ...]
    captions: tuple[int, ...]
    corrections: tuple[int, ...]
    ai_notes: tuple[int, ...]
    credit: FoundCredit | None  # of a wire agency, in its own line or in a paragraph
    live: tuple[Entry, ...]
    body: tuple[int, ...]  # without the entries of a live blog
    head: range  # from a little before the title to the first paragraph
    regions: Regions
    names: Names
    paywall: str | None  # what shows one


def read_layout(
    page: Page, blocks: list[PageBlock], chosen: list[int], languages: tuple[str, ...], max_title_chars: int
) -> Layout:
    """Give each block of the chosen text, and what belongs to it around, its one place."""
    return _Reader(page, blocks, chosen, languages, max_title_chars).layout()


class _Reader:
    """Takes the blocks of one page for one field after the other; what is taken is not looked at again."""

    def __init__(
        self,
        page: Page,
        blocks: list[PageBlock],
        chosen: list[int],
        languages: tuple[str, ...],
        max_title_chars: int,
    ) -> None:
        self._page = page
        self._blocks = blocks
        self._languages = languages
        self._regions = Regions(blocks[position] for position in chosen)
        self._extents = element_extents(blocks)
        self._names = Names(blocks, self._extents)
        self._title = find_title(page, blocks, self._regions, self._names, max_title_chars)
        self._at = self._title.position if self._title else None
        self._main = _of_this_article(chosen, blocks, self._regions, self._extents, self._at)
        self._in_main = frozenset(self._main)
        self._taken: set[int | None] = {self._at}
        self._dated = self._dated_lines()

    def layout(self) -> Layout:
        boxes = {box.kind: box for box in labelled_boxes(self._blocks, self._extents, self._regions)}
        self._taken |= _positions(boxes.values())
        standfirst, datelines, bylines, head = self._read_head(boxes)
        notes = range(head.start, self._last() + NOTES_BELOW_TEXT)
        ai_notes = self._ai_notes(notes, head.stop, boxes.values())
        pictures = range(head.start, self._last() + HEAD_BEFORE_TITLE)
        captions = self._take(p for p in self._kept(pictures) if is_caption(p, self._blocks, self._names))
        corrections = self._take(p for p in self._kept(notes) if is_correction(p, self._blocks, self._names))
        credit = find_credit(self._blocks, self._names, self._kept(notes), self._main, bylines)
        self._take([credit.position] if credit is not None and credit.is_own_line else [])
        live = self._live()
        return Layout(
            title=self._title,
            standfirst=tuple(standfirst),
            facts=boxes.get(LabelKind.FACTS),
            summary=boxes.get(LabelKind.SUMMARY),
            bylines=tuple(bylines),
            datelines=tuple(datelines),
            captions=tuple(captions),
            corrections=tuple(corrections),
            ai_notes=tuple(ai_notes),
            credit=credit,
            live=live,
            body=self._body(),
            head=head,
            regions=self._regions,
            names=self._names,
            paywall=paywall_shown(self._blocks, self._names, self._main[-1]) if self._main else None,
        )

    def _read_head(self, boxes: dict[LabelKind, Box]) -> tuple[list[int], list[int], list[int], range]:
        """Standfirst, datelines, bylines and the extent of the head; adds a box that only name or place tell."""
        head = self._head(self._first_paragraph())
        kept = self._kept(range(head.start, head.stop + HEAD_BEFORE_TITLE))[:MAX_HEAD_LINES]
        datelines = {p for p in kept if read_dateline(self._blocks[p].text, self._languages, "byline")}
        bylines = [p for p in self._signed(head) if p not in datelines]
        standfirst = self._standfirst(frozenset((*datelines, *bylines)))
        head = self._head(self._first_paragraph(frozenset(standfirst)))
        if LabelKind.FACTS not in boxes:
            boxes |= self._unlabelled(range((self._at or -1) + 1, head.stop))
        taken = self._take(standfirst)
        dated = datelines | self._dated | {p for p in kept if self._is_meta_line(p)}
        lines = self._take(p for p in kept if p in head and p in dated and p not in bylines)
        return taken, lines, self._take(p for p in bylines if p in head), head

    def _is_meta_line(self, position: int) -> bool:
        block = self._blocks[position]
        return position in self._in_main and block.role is Role.PARAGRAPH and is_meta_line(block)

    def _live(self) -> tuple[Entry, ...]:
        free = [position for position in self._main if position not in self._taken]
        live = find_entries(self._blocks, self._extents, self._regions, self._names, free, self._page.json_ld)
        self._take(p for entry in live for p in (*entry.clock_positions, *entry.text, entry.heading_position))
        return live

    def _body(self) -> tuple[int, ...]:
        return body_positions(
            self._page, self._main, self._blocks, self._regions, self._names, self._taken, self._title
        )

    def _take(self, positions: Iterable[int | None]) -> list[int]:
        taken = [position for position in positions if position is not None and position not in self._taken]
        self._taken.update(taken)
        return taken

    def _kept(self, places: range) -> list[int]:
        """What is neither taken nor furniture."""
        inside = range(max(0, places.start), min(places.stop, len(self._blocks)))
        return [p for p in inside if p not in self._taken and not self._regions.is_furniture(self._blocks[p].element)]

    def _signed(self, head: range) -> list[int]:
        """The bylines near the head; a link to an author is no furniture, whatever the name of the box it stands in."""
        places = range(head.start, min(head.stop + HEAD_BEFORE_TITLE, len(self._blocks)))
        signed = {p for p in self._dated if opens_as_byline(self._blocks[p].text)}
        free = [p for p in places if p not in self._taken and (p in signed or is_byline(p, self._blocks, self._names))]
        plain = set(self._kept(places))
        return [p for p in free if p in plain or any(e.get("rel") == "author" for e in self._blocks[p].inline)]

    def _last(self) -> int:
        return self._main[-1] if self._main else -1

    def _head(self, first: int | None) -> range:
        return range(max(0, (self._at or 0) - HEAD_BEFORE_TITLE), first if first is not None else 0)

    def _first_paragraph(self, besides: frozenset[int] = frozenset()) -> int | None:
        start = self._at if self._at is not None else -1
        besides |= self._dated
        after = [p for p in self._main if p > start and p not in self._taken and p not in besides]
        for position in after:
            block = self._blocks[position]
            if block.role is Role.PARAGRAPH and len(block.text) >= MIN_FIRST_PARAGRAPH_CHARS:
                return position
        return after[0] if after else None

    def _dated_lines(self) -> frozenset[int]:
        """Lines of names and dates right under the title."""
        if self._at is None:
            return frozenset()
        below = range(self._at + 1, min(self._at + 1 + DATED_BELOW_TITLE, len(self._blocks)))
        return frozenset(p for p in below if is_dated_line(self._blocks[p], self._languages))

    def _standfirst(self, lines: frozenset[int]) -> tuple[int, ...]:
        if self._at is None:
            return ()
        opening = next((p for p in self._main if p > self._at and p not in self._taken), None)
        head = Head(
            page=self._page,
            blocks=self._blocks,
            extents=self._extents,
            regions=self._regions,
            names=self._names,
            title=self._at,
            main=[position for position in self._main if position not in self._taken],
            lines=lines,
            wordings=declared_wordings(self._page),
        )
        return find_standfirst(head, opening, self._first_paragraph())

    def _unlabelled(self, head: range) -> dict[LabelKind, Box]:
        box = unlabelled_box(self._blocks, self._extents, self._regions, self._names, head)
        self._taken |= _positions([box] if box else [])
        return {LabelKind.FACTS: box} if box else {}

    def _ai_notes(self, places: range, first: int, boxes: Iterable[Box]) -> list[int]:
        """Notes on a machine: above the text, below it, beside a box, or named so."""
        edges = {p + step for p in _positions(boxes) if p is not None for step in (-1, 1)}
        found = []
        for position in self._kept(places):
            is_apart = position < first or position >= self._last() or position in edges
            if is_ai_note(position, self._blocks, self._names, is_apart=is_apart):
                found.append(position)
        return self._take(found)


def _of_this_article(
    chosen: list[int],
    blocks: list[PageBlock],
    regions: Regions,
    extents: dict[HtmlElement, tuple[int, int]],
    title: int | None,
) -> list[int]:
    """The chosen blocks without furniture, further articles on the page, and what stands before the title."""
    main = [position for position in chosen if not regions.is_furniture(blocks[position].element)]
    others = bytearray(len(blocks))  # 1 where a further article stands
    for position, block in enumerate(blocks):
        article = next(block.element.iterancestors("article"), None) if block.element.tag == "h1" else None
        if article is not None and position != title:
            first, last = extents[article]
            if regions.main_share(article) < MAX_SHARE_BEFORE_TITLE and not first <= (title or -1) <= last:
                others[first : last + 1] = b"\x01" * (last + 1 - first)
    main = [position for position in main if not others[position]]
    after = [position for position in main if position > (title if title is not None else -1)]
    chars = sum(len(blocks[position].text) for position in main)
    enough = sum(len(blocks[position].text) for position in after) >= (1 - MAX_SHARE_BEFORE_TITLE) * chars
    return after if enough else main


def _positions(boxes: Iterable[Box]) -> set[int | None]:
    return {position for box in boxes for position in (box.label, *box.items)}
