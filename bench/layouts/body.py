"""The pieces of an article in its layout, in the order of the file, and the gold with headings as they are written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bench.layouts import surroundings
from bench.layouts.articles import Article, Section, ends_sentence
from bench.layouts.blocks import NOTHING, Items, Paragraphs, block
from bench.layouts.content import Unfit, heading_end
from bench.layouts.pieces import Kind, Piece
from bench.layouts.styles import Style
from bench.layouts.surroundings import Words
from bench.layouts.wrap import Wrap, columns

MAX_ITEM_COLUMNS = 200
PLAIN_BULLET = "- "
KNOWN_BULLETS = "-*+•·●▪■◦–—"  # of one sign: also one item alone would be read as an item
SIGNS_AROUND = "*#_-—|=~ :"
BRACKETS = ("()", "[]", "【】")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The blocks of a layout that pieces are written with."""

    wrap: Wrap
    paragraphs: Paragraphs
    headings: Style
    bullet: str
    items: Items
    is_plain: bool  # nothing but its length shows that a heading is one

    def wrapped(self, text: str) -> list[str]:
        """The lines of a text without indent."""
        return self.wrap.lines(text)


def layout_of(article: Article, layout: Mapping[str, str]) -> Layout:
    """The blocks by their names."""
    wrap, hyphens, headings = block(layout, "wrap"), block(layout, "hyphens"), block(layout, "headings")
    paragraphs, bullet, items = block(layout, "paragraphs"), block(layout, "bullets"), block(layout, "items")
    assert isinstance(wrap, Wrap)
    assert isinstance(hyphens, dict)
    assert isinstance(headings, Style)
    assert isinstance(paragraphs, Paragraphs)
    assert isinstance(items, Items)
    assert isinstance(bullet, str | None)
    is_upper = headings.is_upper and article.is_cased and layout["signs"] != "capitals"
    is_placed = (headings.is_centred or headings.indent > 0) and not paragraphs.first
    return Layout(
        wrap=replace(wrap, **hyphens),
        paragraphs=paragraphs,
        headings=headings,
        bullet=bullet or "",
        items=items,
        is_plain=not (headings.is_marked or is_upper or is_placed),
    )


def groups_of(
    article: Article, layout: Mapping[str, str], words: Words, labels: Mapping[str, str]
) -> tuple[list[list[Piece]], Article, list[str]]:
    """Groups of pieces (top, facts, summary, body, ending); the article as written; the lines that are none of it."""
    blocks = layout_of(article, layout)
    article = with_dateline(with_written_headings(article, layout, blocks.headings), layout, words)
    top, title, extra = _top(article, layout, words, blocks)
    parts = {part: list(_part(article, part, layout, blocks, labels)) for part in ("facts", "summary")}
    ending = surroundings.ENDINGS[layout["ending"]](words) if layout["ending"] != "none" else []
    groups = [
        top,
        *_in_order(article, layout, parts, blocks),
        [Piece(kind=Kind.ENDING, lines=(line,)) for line in ending],
    ]
    return [group for group in groups if group], replace(article, title=title), _unsigned([*extra, *ending])


def with_written_headings(article: Article, layout: Mapping[str, str], style: Style) -> Article:
    """The article with the headings as they are written, without their marks; a colon at their end is a mark."""
    sign, count, sections = str(block(layout, "heading end")), len(article.headed), []
    position = 0
    for section in article.sections:
        if section.heading is not None:
            end = heading_end(sign, article.lang, position, count) if section.heading[-1].isalnum() else ""
            section = replace(section, heading=style.text_of(section.heading) + end)
            position += 1
        sections.append(section)
    return replace(article, sections=tuple(sections))


def with_dateline(article: Article, layout: Mapping[str, str], words: Words) -> Article:
    """The article with a dateline at the start of its first paragraph outside facts and summary: it is part of it."""
    if layout["dateline"] == "none":
        return article
    first = article.sections[0]
    if not first.paragraphs or is_item(first, 0):
        raise Unfit("no paragraph for a dateline")
    line = surroundings.DATELINES[layout["dateline"]](words) + first.paragraphs[0]
    return replace(article, sections=(replace(first, paragraphs=(line, *first.paragraphs[1:])), *article.sections[1:]))


def is_item(section: Section, place: int) -> bool:
    """Whether a paragraph is an item of a list: it was made one, or is short and no sentence."""
    return place in section.items or is_line(section.paragraphs[place])


def is_line(text: str) -> bool:
    """Whether a paragraph is short and no sentence, as items of lists and headings are."""
    return not ends_sentence(text) and not text.endswith((":", "：")) and columns(text) <= MAX_ITEM_COLUMNS


def _top(
    article: Article, layout: Mapping[str, str], words: Words, blocks: Layout
) -> tuple[list[Piece], str | None, list[str]]:
    """The pieces above the parts; the title as written; the lines that are no title."""
    name = layout["metadata"]
    above = surroundings.ABOVE[name](words) if name in surroundings.ABOVE else []
    below = surroundings.BELOW[name](words) if name in surroundings.BELOW else []
    has_kicker = article.title is not None and layout["kicker"] not in ("none", NOTHING)
    kicker = surroundings.KICKERS[layout["kicker"]](words) if has_kicker else []
    title, title_pieces = article.title, []
    if title is not None:
        style = block(layout, "title")
        assert isinstance(style, Style)
        stop = heading_end(style.after, article.lang, 0, 1) if style.after == "." else style.after
        if style.after.startswith(".") and not title[-1].isalnum():
            raise Unfit("the title has its own sign at its end")
        style = replace(style, after=stop)
        lines = style.lines(title, 1, blocks.wrapped)
        title_pieces = [Piece(kind=Kind.TITLE, lines=tuple(lines), is_marked=style.is_marked)]
        title = style.text_of(title) + (stop if layout["title"].startswith("full stop") else "")
    pieces = [
        *(Piece(kind=Kind.METADATA, lines=(line,)) for line in above),
        *(Piece(kind=Kind.KICKER, lines=(line,)) for line in kicker),
        *title_pieces,
        *(Piece(kind=Kind.METADATA, lines=(line,)) for line in below),
    ]
    return pieces, title, [*above, *kicker, *below]


def _part(
    article: Article, part: str, layout: Mapping[str, str], blocks: Layout, labels: Mapping[str, str]
) -> Iterator[Piece]:
    """The label and the items of the facts, or the label and the paragraphs of the summary."""
    texts = article.facts if part == "facts" else article.summary
    if not texts:
        return
    style = block(layout, f"{part} label") or blocks.headings
    assert isinstance(style, Style)
    label = labels[part]
    if style.runs_in:
        first = Wrap().lines(style.marked(label, 1) + texts[0])[0]
        yield _paragraph(first, blocks, Kind.SUMMARY, 0, is_marked=True)
        texts = texts[1:]
    else:
        lines = tuple(style.lines(label, 1, blocks.wrapped))
        yield Piece(kind=Kind.LABEL, lines=lines, is_marked=style.is_marked)
    for place, text in enumerate(texts, style.runs_in):
        if part == "facts":
            yield _fact(text, blocks, place)
        elif is_line(text) and _needs_bullet(blocks):
            yield _item(text, blocks, Kind.SUMMARY, place)
        else:
            yield _paragraph(text, blocks, Kind.SUMMARY, place)


def _in_order(
    article: Article, layout: Mapping[str, str], parts: dict[str, list[Piece]], blocks: Layout
) -> list[list[Piece]]:
    """Facts, summary and body in the order of the layout.

    A lead stands above facts and summary, because below a summary it would be read as its end; below facts with bullets
    it may stay.
    """
    order = block(layout, "order")
    assert isinstance(order, tuple)
    present = [part for part in order if part == "body" or parts[part]]
    body = list(_body(article, blocks))
    lead = [piece for piece in body if piece.section == 0] if article.lead else []
    is_below_list = present[0] != "body" and present[present.index("body") - 1] == "facts" and blocks.bullet
    groups = []
    if lead and present[0] != "body" and not is_below_list:
        groups.append(lead)
        body = body[len(lead) :]
    bodies = iter(_cut(body) if present.count("body") == 2 else [body])
    return [*groups, *(next(bodies) if part == "body" else parts[part] for part in present)]


def _cut(body: list[Piece]) -> list[list[Piece]]:
    """The body in two, the second begins with the second heading."""
    headings = [position for position, piece in enumerate(body) if piece.kind is Kind.HEADING]
    if len(headings) < 2:
        raise Unfit("no second heading below the facts")
    return [body[: headings[1]], body[headings[1] :]]


def _body(article: Article, blocks: Layout) -> Iterator[Piece]:
    number = 0
    for position, section in enumerate(article.sections):
        if section.heading is not None:
            number += 1
            yield _heading(section.heading, number, position, blocks)
        for place, text in enumerate(section.paragraphs):
            if place in section.items or (is_line(text) and _needs_bullet(blocks)):
                yield _item(text, blocks, Kind.ITEM, place, section=position)
            else:
                is_first = place == 0 and (section.heading is not None or position == 0)
                yield _paragraph(text, blocks, Kind.PARAGRAPH, place, section=position, is_first=is_first)


def _needs_bullet(blocks: Layout) -> bool:
    """Whether a line would be taken for a heading or for the end of the paragraph above without a bullet."""
    return blocks.is_plain or (blocks.wrap.width is not None and not blocks.paragraphs.gap)


def _heading(text: str, number: int, section: int, blocks: Layout) -> Piece:
    style = replace(blocks.headings, is_upper=False)  # the gold is already in capitals
    lines = tuple(style.lines(text, number, blocks.wrapped))
    return Piece(kind=Kind.HEADING, lines=lines, is_marked=not blocks.is_plain, section=section)


def _paragraph(
    text: str,
    blocks: Layout,
    kind: Kind,
    place: int,
    section: int = -1,
    is_first: bool = False,
    is_marked: bool = False,
) -> Piece:
    style = blocks.paragraphs
    first = "" if style.is_first_flush and is_first else style.first
    lines = blocks.wrap.lines(text, first, style.rest)
    is_seen = is_marked or bool(first or style.rest)
    return Piece(kind=kind, lines=tuple(lines), is_marked=is_seen, section=section, place=place)


def _fact(text: str, blocks: Layout, place: int) -> Piece:
    if not blocks.bullet:
        return _paragraph(text, blocks, Kind.FACT, place)
    return _listed(text, blocks, blocks.bullet, blocks.items, Kind.FACT, place)


def _item(text: str, blocks: Layout, kind: Kind, place: int, section: int = -1) -> Piece:
    """An item of a list outside the facts, with their bullet if that is well known."""
    bullet = blocks.bullet if blocks.bullet.strip() and blocks.bullet.strip() in KNOWN_BULLETS else PLAIN_BULLET
    piece = _listed(text, blocks, bullet, blocks.items, kind, place)
    return replace(piece, section=section)


def _listed(text: str, blocks: Layout, bullet: str, items: Items, kind: Kind, place: int) -> Piece:
    number = place + 1 if kind is Kind.FACT else 1
    mark = Style(before=items.indent + bullet).marked("", number)
    rest = items.indent + (" " * columns(mark.removeprefix(items.indent)) if items.is_hanging else "")
    return Piece(kind=kind, lines=tuple(blocks.wrap.lines(text, mark, rest)), is_marked=True, place=place)


def _unsigned(lines: list[str]) -> list[str]:
    """The lines without the signs around them, which are marks and no text."""
    bare = [line.strip(SIGNS_AROUND) for line in lines]
    bare = [line[1:-1] if line[:1] + line[-1:] in BRACKETS else line for line in bare]
    return [line for line in bare if line]
