"""Tables that hold data, other than those that lay out a page; the elements that break no line."""

from lxml.html import HtmlElement

from etl.parse.html.tree import text_of

CELLS = frozenset(("td", "th"))
INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "center", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "nobr", "o:p", "picture", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small",
    "source", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
# A table with one of these in a cell is the layout of a page or of a form, and holds no data.
NEVER_IN_DATA = frozenset((
    "table", "h1", "h2", "h3", "h4", "article", "section", "main", "aside", "nav", "header", "footer", "form", "iframe",
    "input", "blockquote", "hr",
))  # fmt: skip
MAX_CELL_CHARS = 400  # of a cell with paragraphs or lists; a longer one is a column of a layout


def is_data_row(row: HtmlElement, known: dict[HtmlElement, bool]) -> bool:
    """Whether a row is one block: its cells hold no block-level elements, or it is in a table of data.

    `known` remembers for each table whether it holds data.
    """
    if all(e.tag in INLINE or e.tag in CELLS or e.tag == "br" for e in row.iterdescendants()):
        return True
    table = next(row.iterancestors("table"), None)
    if table is None:
        return False
    if table not in known:
        known[table] = _holds_data(table)
    return known[table]


def _holds_data(table: HtmlElement) -> bool:
    """Whether a table has several rows and columns of short cells, which may contain paragraphs and lists."""
    if table.get("role") in ("presentation", "none"):
        return False
    rows = columns = 0
    for element in table.iterdescendants():
        if element.tag in NEVER_IN_DATA or (element.tag in CELLS and len(text_of(element)) > MAX_CELL_CHARS):
            return False
        if element.tag == "tr":
            rows, columns = rows + 1, max(columns, len(element))
    return rows > 1 and columns > 1
