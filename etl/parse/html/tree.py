"""Parse HTML into an lxml tree, and read text and names of its elements."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from lxml import html
from lxml.etree import ElementDefaultClassLookup, HTMLParser, ParserError, XMLSyntaxError
from lxml.html import HtmlElement

from etl.articles import QualityIssue
from etl.errors import EmptyArticle, MalformedDocument
from etl.parse.html.parser_limits import cut_cells, without_surplus_attributes
from etl.settings import Settings
from etl.words.folding import tidied

XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
NAMING_ATTRIBUTES = frozenset(("class", "id", "data-component", "data-testid", "itemprop", "role"))
COMPONENT_ATTRIBUTES = frozenset((
    *NAMING_ATTRIBUTES, "data-test-id", "data-test", "data-qa", "data-type", "data-module", "data-block", "data-role",
    "data-name", "data-element",
))  # fmt: skip
KNOWN_NAMES = 8192  # values of naming attributes that are remembered from page to page
MAX_NAME_CHARS = 2000
NAME_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def read_tree(source: str, settings: Settings) -> tuple[HtmlElement, tuple[QualityIssue, ...]]:
    """The page's tree without comments and processing instructions, and an issue for each limit at which it was cut.

    Raises LimitExceeded, EmptyArticle if there is no element and no text, MalformedDocument.
    """
    source, of_attributes = without_surplus_attributes(source, settings)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))  # lxml.html's own is slow
    data = XML_DECLARATION.sub("", source, count=1).encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(data, parser=parser)
    except ParserError as error:
        raise EmptyArticle("a web page without elements and text") from error
    except XMLSyntaxError as error:
        raise MalformedDocument(f"HTML that cannot be read: {error}") from error
    return tree, of_attributes + cut_cells(tree, settings)


def text_of(element: HtmlElement) -> str:
    """The text of an element and its descendants, with white space folded."""
    return tidied("".join(element.itertext()))


def name_words(element: HtmlElement) -> frozenset[str]:
    """The lower-case words of an element's class, id, and the attributes that name components."""
    return _words_in(element, NAMING_ATTRIBUTES)


def component_words(element: HtmlElement) -> frozenset[str]:
    """The words of name_words, of further attributes that name parts of articles, and of a custom element's tag."""
    words = _words_in(element, COMPONENT_ATTRIBUTES)
    return words | words_of_name(element.tag) if "-" in element.tag else words


def _words_in(element: HtmlElement, attributes: frozenset[str]) -> frozenset[str]:
    words = frozenset[str]()
    for name, value in element.items():
        if name in attributes:
            words = words | words_of_name(value[:MAX_NAME_CHARS]) if words else words_of_name(value[:MAX_NAME_CHARS])
    return words


@lru_cache(maxsize=KNOWN_NAMES)
def words_of_name(name: str) -> frozenset[str]:
    """The lower-case words of the value of a naming attribute."""
    return frozenset(map(str.lower, NAME_WORDS.findall(name)))


def with_ancestors(element: HtmlElement) -> Iterable[HtmlElement]:
    """The element, its parent, and so on up to the root."""
    return chain((element,), element.iterancestors())
