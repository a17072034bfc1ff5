"""Refusing pages on which the HTML parsers would stall, before the parsers see them."""

import re

from lxml import etree
from lxml.html import HtmlElement

from etl.errors import LimitExceeded
from etl.settings import Settings

# Possessive throughout: one pass over the source, whatever is in it. A quote counts only after an equals sign.
TAG = re.compile(r"""<!--|<([a-zA-Z][^\s/>]*+)(?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+|["'])*+""")
ATTRIBUTE = re.compile(r"""[^\s=/>"']++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']++))?+""")
MIN_ATTRIBUTE_CHARS = 2  # a name of one letter and a space
# What stands inside these is no markup.
RAW_ENDS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "textarea", "title", "xmp")}
COMMENT_END = re.compile("-->")


def check_source(source: str, settings: Settings) -> None:
    """Raise LimitExceeded where one tag has too many attributes: libxml2 compares each with all others."""
    position = 0
    while tag := TAG.search(source, position):
        _check_tag(source, tag, settings)
        name = tag.group(1)
        raw_end = COMMENT_END if name is None else RAW_ENDS.get(name.lower())
        position = tag.end()
        if raw_end is not None:
            end = raw_end.search(source, position)
            if end is None:
                return
            position = end.end()


def _check_tag(source: str, tag: re.Match[str], settings: Settings) -> None:
    if tag.end() - tag.start() <= settings.max_html_attributes * MIN_ATTRIBUTE_CHARS:
        return
    count = sum(1 for _ in ATTRIBUTE.finditer(source, tag.start(), tag.end())) - 1
    if count > settings.max_html_attributes:
        raise LimitExceeded("html_too_complex", f"a tag with {count} attributes")


def check_tree(tree: HtmlElement, settings: Settings) -> None:
    """Raise LimitExceeded where elements lie too deep in each other or the page has too many table cells."""
    depth = cells = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        cells += element.tag in ("td", "th")
        if depth > settings.max_html_depth:
            raise LimitExceeded("html_too_deep", f"more than {settings.max_html_depth} elements in each other")
        if cells > settings.max_html_cells:
            raise LimitExceeded("html_too_complex", f"more than {settings.max_html_cells} table cells")
