"""Cut from pages what would make the HTML parsers stall; whatever is cut is reported as a quality issue."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from etl.articles import QualityIssue, QualityRule, Severity
from etl.errors import LimitExceeded
from etl.settings import Settings

# All quantifiers are possessive, so matching is linear. A quote counts only after an equals sign.
TAG = re.compile(r"""<!--|<([a-zA-Z][^\s/>]*+)(?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+|["'])*+""")
ATTRIBUTE = re.compile(r"""[^\s=/>"']++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']++))?+""")
HTML_SURPLUS = QualityRule("html_surplus", Severity.WARNING)
SHOWN_CHARS = 100
MAX_SPAN_DIGITS = 9  # of rowspan and colspan
MIN_ATTRIBUTE_CHARS = 2  # a name of one letter and a space
# Elements whose content is not markup -> their end.
RAW_ENDS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "textarea", "title", "xmp")}
COMMENT_END = re.compile("-->")


def without_surplus_attributes(source: str, settings: Settings) -> tuple[str, tuple[QualityIssue, ...]]:
    """The source without attributes beyond the limit per tag, and an issue: libxml2 compares each with all others."""
    pieces = []
    position = surplus = 0
    for start, end, count in _surplus_attributes(source, settings.max_html_attributes):
        pieces.append(source[position:start])
        position, surplus = end, surplus + count
    if not surplus:
        return source, ()
    evidence = f"{surplus:,} attributes of tags with more than {settings.max_html_attributes:,}"
    return "".join((*pieces, source[position:])), (HTML_SURPLUS.issue(evidence=evidence),)


def _surplus_attributes(source: str, limit: int) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and number of the attributes beyond the limit, tag by tag."""
    position = 0
    while tag := TAG.search(source, position):
        if tag.end() - tag.start() > limit * MIN_ATTRIBUTE_CHARS:
            ends = [match.end() for match in ATTRIBUTE.finditer(source, tag.start(), tag.end())]
            if len(ends) - 1 > limit:  # the first is the tag's name
                yield ends[limit], tag.end(), len(ends) - 1 - limit
        name = tag.group(1)
        raw_end = COMMENT_END if name is None else RAW_ENDS.get(name.lower())
        position = tag.end()
        if raw_end is not None:
            end = raw_end.search(source, position)
            if end is None:
                return
            position = end.end()


def cut_cells(tree: HtmlElement, settings: Settings) -> tuple[QualityIssue, ...]:
    """Remove the table cells beyond the limit from the tree, and rows that become empty; return an issue.

    A cell that reaches over several rows or columns takes only its own place if all together exceed the limit: no text
    is lost. Raises LimitExceeded if elements are nested too deeply.
    """
    _cut_spans(tree, settings.max_html_cells)
    surplus = _surplus_cells(tree, settings)
    if not surplus:
        return ()
    evidence = f"{len(surplus):,} table cells beyond {settings.max_html_cells:,}, the first: {_beginning(surplus[0])}"
    for cell in surplus:
        row = cell.getparent()
        cell.drop_tree()
        if (
            row is not None
            and row.tag == "tr"
            and next(row.iterchildren(), None) is None
            and not (row.text or "").strip()
        ):
            row.drop_tree()
    return (HTML_SURPLUS.issue(evidence=evidence),)


def _cut_spans(tree: HtmlElement, limit: int) -> None:
    covered = 0
    for cell in tree.iter("td", "th"):
        if "rowspan" in cell.attrib or "colspan" in cell.attrib:
            covered += _span(cell, "rowspan") * _span(cell, "colspan")
            if covered > limit:
                cell.attrib.pop("rowspan", None)
                cell.attrib.pop("colspan", None)


def _span(cell: HtmlElement, name: str) -> int:
    value = (cell.get(name) or "").strip()[:MAX_SPAN_DIGITS]
    return max(1, int(value)) if value.isascii() and value.isdigit() else 1


def _surplus_cells(tree: HtmlElement, settings: Settings) -> list[HtmlElement]:
    """The outermost cells beyond the limit."""
    _refuse_deep(tree, settings.max_html_depth)
    surplus: list[HtmlElement] = []
    for cell in islice(tree.iter("td", "th"), settings.max_html_cells, None):
        if not surplus or not any(around is surplus[-1] for around in cell.iterancestors()):
            surplus.append(cell)
    return surplus


def _refuse_deep(tree: HtmlElement, limit: int) -> None:
    path: list[HtmlElement | None] = [None]  # from the root to an element
    for element in tree.iter():
        parent = element.getparent()
        while path[-1] is not parent:
            path.pop()
        path.append(element)
        if len(path) > limit + 1:
            raise LimitExceeded("html_too_deep", f"HTML with more than {limit} nested elements")


def _beginning(cell: HtmlElement) -> str:
    return " ".join("".join(cell.itertext())[:SHOWN_CHARS].split())
