"""The blocks near the title that may be the subtitle of an article."""

from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from etl.articles import Role
from etl.parse.credits.pictures import reads_as_credit
from etl.parse.html.blocks import PageBlock
from etl.parse.html.declared.json_ld import texts
from etl.parse.html.declared.metadata import Page
from etl.parse.html.declared.titles import declared_wordings, is_one_title
from etl.parse.html.line_kinds import is_ai_note, is_correction_note, is_meta_line
from etl.parse.html.parts.chosen_text import CHOSEN_TEXT
from etl.parse.html.parts.meta_lines import META_LINES, first_paragraph
from etl.parse.html.parts.pictures import PICTURE_LINES
from etl.parse.html.parts.title import title_position
from etl.parse.html.sections import is_single
from etl.parse.html.state import PageState
from etl.parse.html.tree import name_words, with_ancestors
from etl.words.characters import letter_count
from etl.words.element_names import NameKind, words_of
from etl.words.folding import squashed

MIN_STANDFIRST_CHARS, MAX_STANDFIRST_CHARS = 20, 700
MAX_PICTURE_LEVELS = 3  # a figure or player further out contains more than its own lines
MIN_PLACED_CHARS, MAX_PLACED_CHARS = 40, 350  # of a line recognised only by its place (letter_count)


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleSurroundings:
    """The facts about one page that the search for its subtitle needs."""

    state: PageState
    title: int  # its position
    first: int  # the first paragraph
    main: list[int]  # the free blocks of the text
    lines: frozenset[int]  # bylines, lines of names and of dates
    wordings: frozenset[str]  # of the title that the page declares
    description: str  # squashed

    @property
    def blocks(self) -> list[PageBlock]:
        """The blocks of the page."""
        return self.state.blocks


def title_surroundings(state: PageState) -> TitleSurroundings | None:
    """The facts about the page; None without a visible title, or without text below it."""
    title, lines = title_position(state), state[META_LINES]
    first = first_paragraph(state, besides=lines.dated)
    if title is None or first is None:
        return None
    return TitleSurroundings(
        state=state,
        title=title,
        first=first,
        main=state.free(state[CHOSEN_TEXT]),
        lines=lines.dates.union(lines.bylines, lines.credits),
        wordings=declared_wordings(state.page),
        description=_description(state.page),
    )


def _description(page: Page) -> str:
    """The description in the page's metadata, squashed."""
    found = texts(page.json_ld.get("description"))
    found += [text for name in ("description", "og:description") for text in page.meta.get(name, ())]
    return squashed(next(iter(found), ""))


def may_be_standfirst(position: int, area: TitleSurroundings) -> bool:
    """Whether nothing about a block near the title says that it is something else than a subtitle."""
    block = area.blocks[position]
    return (
        MIN_STANDFIRST_CHARS <= len(block.text) <= MAX_STANDFIRST_CHARS
        and (block.role in (Role.PARAGRAPH, Role.HEADING, Role.QUOTE) or is_single(block))
        and block.link_share < 0.5
        and position not in area.lines
        and not is_meta_line(block)
        and not is_ai_note(area.state, position, is_apart=True)
        and not is_correction_note(area.state, position)
        and not is_one_title(squashed(block.text), squashed(area.blocks[area.title].text))
        and squashed(block.text) not in area.wordings
        and not _is_boilerplate(block.element, area)
        and not _is_of_picture(position, area)
        and not _is_kicker(position, area)
    )


def _is_boilerplate(element: HtmlElement, area: TitleSurroundings) -> bool:
    """Whether an element is boilerplate; not if the title is in it too, because then its name is wrong."""
    if not area.state.regions.is_boilerplate(element):
        return False
    outer = element
    while (parent := outer.getparent()) is not None and area.state.regions.is_boilerplate(parent):
        outer = parent
    first, last = area.state.extents[outer]
    return not first <= area.title <= last or outer.tag in ("nav", "footer")


def _is_kicker(position: int, area: TitleSurroundings) -> bool:
    """Whether a short line is named as the section of the outlet, whatever else its names say."""
    is_short = letter_count(area.blocks[position].text) < MIN_PLACED_CHARS
    return is_short and NameKind.SECTION in area.state.names.around(position)


def _is_of_picture(position: int, area: TitleSurroundings) -> bool:
    block = area.blocks[position]
    if (
        position in area.state[PICTURE_LINES]
        or NameKind.CAPTION in area.state.names.around(position)
        or reads_as_credit(block.text)
    ):
        return True
    around = islice(with_ancestors(block.element), MAX_PICTURE_LEVELS)
    return any(e.tag == "figure" or not words_of(NameKind.PLAYER).isdisjoint(name_words(e)) for e in around)
