"""Which layouts a careful reader understands. All others raise Unfit, and another one is drawn.

The gold of a written text is what such a reader would say, so a text that two readers would read in two ways is not
written. Where only a paragraph is doubtful (its last line is nearly as long as the width, and no blank line, indent or
mark follows), this paragraph is left out of text and gold.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from bench.layouts.articles import Article, Section, ends_sentence
from bench.layouts.blocks import Space, block
from bench.layouts.body import Layout, layout_of
from bench.layouts.content import Unfit
from bench.layouts.joining import gap, with_rules
from bench.layouts.pieces import Kind, Piece, is_clear
from bench.layouts.styles import Style
from bench.layouts.wrap import columns

MAX_PLAIN_HEADING_COLUMNS = 80
SCORED_NUMBERS = ("1.", "1)", "(1)", "upper, numbered")  # the scorer takes them with and without their number
FULL_STOPS = (".", "。", "।", "۔")
SENTENCE_LIKE_ENDS = ("full stop", "half full stops")


def check_layout(article: Article, layout: Mapping[str, str]) -> None:
    """Raise Unfit if a reader could not tell headings, labels, facts or the title by the layout."""
    blocks = layout_of(article, layout)
    _check_headings(article, layout, blocks)
    _check_signs(article, layout, blocks)
    _check_top(article, layout)
    _check_facts(article, layout, blocks)


def check_pieces(
    article: Article, groups: list[list[Piece]], layout: Mapping[str, str]
) -> tuple[Article, list[list[Piece]]]:
    """The article and its pieces without the paragraphs and facts whose end a reader could not see."""
    wrap = layout_of(article, layout).wrap
    first = next(piece for group in groups for piece in group if piece.kind is not Kind.METADATA)
    if first.kind is Kind.HEADING:
        raise Unfit("the first heading would be read as the title")
    while True:
        pieces = with_rules(groups, layout)
        unclear = next(
            (above for above, below in pairwise(pieces) if not is_clear(above, gap(above, below, layout), below, wrap)),
            None,
        )
        if unclear is None:
            _check_title(pieces, layout)
            return article, groups
        article = _without(article, unclear)
        groups = [[piece for piece in group if piece is not unclear] for group in groups]
        groups = _renumbered(groups, unclear)


def _check_title(pieces: list[Piece], layout: Mapping[str, str]) -> None:
    for above, below in pairwise(pieces):
        is_long = above.kind is Kind.TITLE and len(above.lines) > 1 and not above.is_marked
        if is_long and not gap(above, below, layout):
            raise Unfit("a title of several lines, with text right below")


def _check_headings(article: Article, layout: Mapping[str, str], blocks: Layout) -> None:
    headings = [section.heading or "" for section in article.headed]
    end = layout["heading end"]
    is_asked = "question" in end or any(heading.endswith(("?", "？", "؟")) for heading in headings)
    has_colon = blocks.headings.after.startswith(":")
    _refuse(
        {
            "a colon behind another sign": has_colon and not all(heading[-1].isalnum() for heading in headings),
            "two signs behind a heading": has_colon and end != "none",
            "the number of a question may be text": is_asked
            and blocks.headings.is_numbered
            and layout["headings"] not in SCORED_NUMBERS,
        }
    )
    if blocks.is_plain and headings:
        _check_plain_headings(article, layout, blocks, headings)


def _check_plain_headings(article: Article, layout: Mapping[str, str], blocks: Layout, headings: Sequence[str]) -> None:
    """The same for headings that nothing but their length and place shows."""
    space, end = block(layout, "heading space"), layout["heading end"]
    assert isinstance(space, Space)
    above = blocks.paragraphs.gap if space.above is None else space.above
    below = blocks.paragraphs.gap if space.below is None else space.below
    is_long = max(map(columns, headings)) > MAX_PLAIN_HEADING_COLUMNS
    is_stopped = end in SENTENCE_LIKE_ENDS or any(heading.endswith(FULL_STOPS) for heading in headings)
    empty = [not section.paragraphs for section in article.headed]
    _refuse(
        {
            "a long heading": is_long and not (above and below),
            "a long heading that ends as a sentence": is_long and end != "none",
            "nearer to the text above than paragraphs are": above < blocks.paragraphs.gap,
            "ends as a sentence": is_stopped and not (above > blocks.paragraphs.gap and below),
            "nothing below": any(empty) and not above,
            "the last line": empty[-1],
            "may belong to the title": empty[0] and not article.lead,
        }
    )


def _refuse(doubts: Mapping[str, bool]) -> None:
    """Raise Unfit with the first reason that holds."""
    for reason, is_so in doubts.items():
        if is_so:
            raise Unfit(reason)


def _check_signs(article: Article, layout: Mapping[str, str], blocks: Layout) -> None:
    """Headings, labels, bullets and the margin each have their own sign."""
    used = [blocks.headings.before.strip()[:1], blocks.bullet.strip()[:1]]
    for part in ("facts", "summary"):
        style = block(layout, f"{part} label")
        if style is None and blocks.headings.is_numbered:
            raise Unfit("labels are not numbered")
        if isinstance(style, Style):
            used.append(style.before.strip()[:1])
    margin = str(block(layout, "spaces") or "").strip() or None
    heading, bullet, *labels = used
    if margin in used or (bullet and bullet in (heading, *labels)):
        raise Unfit("one sign with two meanings")
    if blocks.headings.is_numbered and "{" in blocks.bullet:
        raise Unfit("two series of numbers")


def _check_top(article: Article, layout: Mapping[str, str]) -> None:
    title = block(layout, "title")
    if article.title is None or not isinstance(title, Style):
        return
    is_sentence = layout["title"].startswith("full stop") or ends_sentence(article.title)
    if is_sentence and not title.is_marked and getattr(block(layout, "top space"), "title", 0) == 0:
        raise Unfit("a title that ends as a sentence, with text right below")
    if is_sentence and title.after == "." and not title.below and getattr(block(layout, "top space"), "title", 0) == 0:
        raise Unfit("a title that ends as a sentence, with text right below")


def _check_facts(article: Article, layout: Mapping[str, str], blocks: Layout) -> None:
    if article.facts and not blocks.bullet and blocks.is_plain and not all(map(ends_sentence, article.facts)):
        raise Unfit("facts that look like headings")


def _without(article: Article, piece: Piece) -> Article:
    """The article without this paragraph or fact. Raises Unfit if its part or section would be empty."""
    if piece.kind is Kind.FACT and len(article.facts) > 1:
        return replace(article, facts=_less(article.facts, piece.place))
    if piece.kind is Kind.SUMMARY and len(article.summary) > 1 and piece.place:
        return replace(article, summary=_less(article.summary, piece.place))
    if piece.kind in (Kind.PARAGRAPH, Kind.ITEM) and len(article.sections[piece.section].paragraphs) > 1:
        section = article.sections[piece.section]
        changed = Section(heading=section.heading, paragraphs=_less(section.paragraphs, piece.place))
        sections = (*article.sections[: piece.section], changed, *article.sections[piece.section + 1 :])
        return replace(article, sections=sections)
    raise Unfit("nothing shows where the next piece begins")


def _less(texts: tuple[str, ...], place: int) -> tuple[str, ...]:
    return texts[:place] + texts[place + 1 :]


def _renumbered(groups: list[list[Piece]], gone: Piece) -> list[list[Piece]]:
    """The pieces behind the one that is gone, one place further up in the same part or section."""

    def moved(piece: Piece) -> Piece:
        is_behind = piece.section == gone.section and piece.place > gone.place and _part(piece) == _part(gone)
        return replace(piece, place=piece.place - 1) if is_behind else piece

    return [[moved(piece) for piece in group] for group in groups]


def _part(piece: Piece) -> Kind:
    return Kind.PARAGRAPH if piece.kind is Kind.ITEM else piece.kind
