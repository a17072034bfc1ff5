"""The captions of a page's pictures, and whom they credit."""

import regex
from lxml.html import HtmlElement

from etl.articles import Caption, Role
from etl.parse.credits.agencies import agency_of, read_named_line
from etl.parse.html.blocks import PageBlock
from etl.parse.html.element_names import NameKind, Names
from etl.parse.html.tree import folded, text_of, with_ancestors
from etl.words.labels import folded as folded_label
from etl.words.phrases import PhraseKind, phrases

MAX_CAPTION_CHARS = 3000  # in longer ones no credit is looked for
MAX_CREDIT_CHARS = 120
MAX_CREDIT_WORDS = 12
MAX_LABEL_WORDS = 3
COLON = regex.compile(r"\s*[:：／]\s*|\s+/\s+|(?<=\p{L})/(?=\p{Lu})")
SIGN = regex.compile(r"(?:©|\(c\)|Ⓒ|📷)\s*(?P<credit>.{2,100})$", regex.IGNORECASE)
TAIL = regex.compile(r"(?:\s+[|•·–—]\s*|\s*[(（\[]\s*|[.!?。]\s*)(?P<credit>[^|()（）\[\]]{2,80}?)\s*[)）\]]?\s*\.?$")
EDGES = " .,:;|•·–—-()[]（）/"


def is_caption(position: int, blocks: list[PageBlock], names: Names) -> bool:
    """By its tag, or by the names of the elements around it."""
    around = names.around(position)
    if blocks[position].role is Role.CAPTION or NameKind.CAPTION in around:
        return True
    return NameKind.CREDIT in around and _figure(blocks[position].element) is not None


def read_captions(positions: tuple[int, ...], blocks: list[PageBlock], names: Names) -> tuple[Caption, ...]:
    """The captions at the positions without their credits; a credit that stands by itself goes to its picture's."""
    found: list[Caption] = []
    figures: list[HtmlElement | None] = []
    for position in positions:
        block, figure = blocks[position], _figure(blocks[position].element)
        text, credit = _split(block, names)
        if not text and found and figure is not None and figures[-1] is figure:
            found[-1] = _caption(found[-1].text, found[-1].credit or credit, blocks[position])
            continue
        found.append(_caption(text or block.text, credit, block))
        figures.append(figure)
    return tuple(found)


def reads_as_credit(text: str) -> bool:
    """Whether a text ends with the credit of a picture, under a label or after a copyright sign."""
    tail = text[-2 * MAX_CREDIT_CHARS :]
    return _labelled_at(tail) is not None or SIGN.search(tail) is not None


def _caption(text: str, credit: str | None, block: PageBlock) -> Caption:
    return Caption(role=Role.CAPTION, text=text, credit=credit, detected_by=f"html:{block.element.tag}")


def _figure(element: HtmlElement) -> HtmlElement | None:
    return next((around for around in with_ancestors(element) if around.tag == "figure"), None)


def _split(block: PageBlock, names: Names) -> tuple[str, str | None]:
    """The text and the credit of a caption's block; the text is "" where all of it is a credit."""
    for element in (*block.inline, block.element):
        credit = text_of(element) if NameKind.CREDIT in names.of(element) or element.tag == "small" else ""
        if credit and block.text.endswith(credit):
            return _bare(block.text[: len(block.text) - len(credit)]), _without_label(credit)
        if credit and block.text.startswith(credit):
            return _bare(block.text[len(credit) :]), _without_label(credit)
    return _split_text(block.text)


def _split_text(text: str) -> tuple[str, str | None]:
    if len(text) > MAX_CAPTION_CHARS:
        return text, None
    if (at := _labelled_at(text)) is not None:
        return _bare(text[: at[0]]), _credit(text[at[1] :])
    if (found := SIGN.search(text)) is not None and found.start() >= len(text) - MAX_CREDIT_CHARS:
        return _bare(text[: found.start()]), _credit(found["credit"])
    if agency_of(text.strip(EDGES)) is not None:
        return "", _credit(text)
    found = TAIL.search(text)
    if found is not None and read_named_line(found["credit"]) is not None:
        return _bare(text[: found.start() + 1].rstrip("(（[|")), _credit(found["credit"])
    return text, None


def _labelled_at(text: str) -> tuple[int, int] | None:
    """Where in the text the last label of a credit begins, and where it ends."""
    for colon in reversed(list(COLON.finditer(text))):
        credit = text[colon.end() :]
        if not credit or len(credit) > MAX_CREDIT_CHARS or len(credit.split()) > MAX_CREDIT_WORDS:
            return None
        start = _label_start(text[: colon.start()])
        if start is not None:
            return start, colon.end()
    return None


def _label_start(head: str) -> int | None:
    """Where the label begins that ends the text; it begins the text, or a sign or small letter stands before it."""
    words = list(regex.finditer(r"[^\s.|()\[\]（）•·–—]+", head[-60:]))
    offset = max(0, len(head) - 60)
    for count in range(min(MAX_LABEL_WORDS, len(words)), 0, -1):
        start = words[-count].start() + offset
        if folded_label(head[start:]) in phrases(PhraseKind.PICTURE_CREDIT):
            return start
    return None


def _credit(text: str) -> str | None:
    return _bare(text).strip(EDGES) or None


def _without_label(text: str) -> str | None:
    at = _labelled_at(text)
    return _credit(text[at[1] :]) if at is not None and at[0] == 0 else _credit(text.removeprefix("©"))


def _bare(text: str) -> str:
    return folded(text).rstrip(" |•·–—-([（").strip()
