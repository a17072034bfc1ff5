"""The captions of a page's pictures, and their credits."""

from lxml.html import HtmlElement

from etl.articles import Caption, Role
from etl.parse.credits.pictures import bare, split_credit, without_label
from etl.parse.html.blocks import PageBlock
from etl.parse.html.named_elements import Names
from etl.parse.html.parts.pictures import PICTURE_LINES, are_much_of_text
from etl.parse.html.parts.title_area import around_article
from etl.parse.html.state import PageState, part_of_blocks
from etl.parse.html.tree import text_of, with_ancestors
from etl.words.element_names import NameKind

BLOCKS_BELOW_TEXT = 8


def find_captions(state: PageState) -> tuple[int, ...]:
    """The captions from the title area to a little below the text.

    If the names of elements call much of the main text captions, the names are wrong, and only tags and places count.
    """
    around = around_article(state, blocks_below=BLOCKS_BELOW_TEXT)
    found = [position for position in around if _is_caption(state, position)]
    named = [p for p in found if state.blocks[p].role is not Role.CAPTION and p not in state[PICTURE_LINES]]
    if are_much_of_text(state, named):
        found = [position for position in found if position not in named]
    return tuple(found)


def read_captions(state: PageState) -> tuple[Caption, ...]:
    """The captions, with text and credit split; a block that is only a credit goes to the caption of its figure."""
    found: list[Caption] = []
    figures: list[HtmlElement | None] = []
    for position in state[CAPTIONS]:
        block = state.blocks[position]
        text, credit = _split(block, state.names)
        figure = state[PICTURE_LINES].get(position, _figure(block.element))
        if not text and found and figure is not None and figures[-1] is figure:
            found[-1] = _caption(found[-1].text, found[-1].credit or credit, block)
            continue
        found.append(_caption(text or block.text, credit, block))
        figures.append(figure)
    return tuple(found)


def _is_caption(state: PageState, position: int) -> bool:
    """Whether a block is a caption: it belongs to a picture, or its tag or the names of its elements say so."""
    block, around = state.blocks[position], state.names.around(position)
    if block.role is Role.CAPTION or NameKind.CAPTION in around or position in state[PICTURE_LINES]:
        return True
    return NameKind.CREDIT in around and _figure(block.element) is not None


def _caption(text: str, credit: str | None, block: PageBlock) -> Caption:
    return Caption(role=Role.CAPTION, text=text, credit=credit, detected_by=f"html:{block.element.tag}")


def _figure(element: HtmlElement) -> HtmlElement | None:
    return next((around for around in with_ancestors(element) if around.tag == "figure"), None)


def _split(block: PageBlock, names: Names) -> tuple[str, str | None]:
    """The text and the credit of a caption; the text is "" if all of it is a credit."""
    for element in (*block.inline, block.element):
        credit = text_of(element) if NameKind.CREDIT in names.of(element) or element.tag == "small" else ""
        if credit and block.text.endswith(credit):
            return bare(block.text[: len(block.text) - len(credit)]), without_label(credit)
        if credit and block.text.startswith(credit):
            return bare(block.text[len(credit) :]), without_label(credit)
    return split_credit(block.text)


CAPTIONS = part_of_blocks("captions", find_captions, "belongs to a picture, by its tag, place or name")
