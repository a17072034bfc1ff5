"""The authors that a page declares: in JSON-LD, meta elements, itemprop, and links to the author."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from etl.parse.credits.agencies import WireCredit, credit_among
from etl.parse.credits.authors import split_authors
from etl.parse.credits.byline_names import is_full_name
from etl.parse.credits.inverted_names import authors_of_field
from etl.parse.html.declared.json_ld import texts
from etl.parse.html.declared.metadata import Page, declared_language, outlet_names
from etl.parse.html.tree import NAME_WORDS
from etl.words.bylines import is_byline_phrase
from etl.words.element_names import NameKind, words_of
from etl.words.folding import squashed, trimmed

META_AUTHORS = (
    "author", "article:author", "article:author:name", "parsely-author", "byl", "dc.creator", "dcterms.creator",
    "sailthru.author",
)  # fmt: skip
LABELLED = ("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")  # "Written by", "Ann Lee"
ITEMPROPS = ("author", "creator")


def declared_authors(page: Page) -> tuple[str, ...]:
    """The persons that JSON-LD or a meta element gives as authors, without the outlet and agencies."""
    outlets, language = outlet_names(page), declared_language(page)
    for names in (_persons(page.json_ld.get("author")), _persons(page.json_ld.get("creator")), *_in_elements(page)):
        authors = [author for name in names for author in authors_of_field(name, language)]
        found = [author for author in authors if squashed(author) not in outlets]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def declared_desk(page: Page) -> tuple[str, ...]:
    """The authors of JSON-LD, else of a meta element, including organisations."""
    language = declared_language(page)
    for names in (texts(page.json_ld.get("author")), *_in_elements(page)):
        if found := [author for name in names for author in split_authors(name, language, with_agencies=True)]:
            return tuple(dict.fromkeys(found))
    return ()


def declared_credit(page: Page) -> WireCredit | None:
    """The agencies among the authors and sources that the page declares."""
    keys = ("author", "creator", "contributor", "sourceOrganization")
    names = [name for key in keys for name in texts(page.json_ld.get(key))]
    return credit_among([*names, *(name for values in _in_elements(page) for name in values)])


def _in_elements(page: Page) -> Iterator[list[str]]:
    """Yield the names of each meta element for authors, the best known first, then of itemprop and links."""
    for name in META_AUTHORS:
        yield list(page.meta.get(name, ()))
    for label, data in LABELLED:
        is_author = any(map(is_byline_phrase, page.meta.get(label, ())))
        yield list(page.meta.get(data, ())) if is_author else []
    yield [name for element in page.tree.iter("meta") if (name := _itemprop(element))]
    for name in page.meta:
        yield list(filter(is_full_name, page.meta[name])) if name not in META_AUTHORS and _names_author(name) else []
    links = (trimmed(link.get("title") or "") for link in page.tree.iter("link") if link.get("rel") == "author")
    yield [name for name in links if is_full_name(name)]


def _itemprop(element: HtmlElement) -> str:
    """The author in a meta element with itemprop that is about the page itself, not about an item in it; else ""."""
    if (element.get("itemprop") or "").lower() not in ITEMPROPS:
        return ""
    items = (around for around in element.iterancestors() if around.get("itemscope") is not None)
    is_own = all(item.tag in ("html", "body") for item in items)
    return trimmed(element.get("content") or "") if is_own else ""


def _names_author(name: str) -> bool:
    """Whether the last word of the name of a meta element means an author: "citation_author"."""
    words = NAME_WORDS.findall(name.lower())
    return bool(words) and words[-1] in words_of(NameKind.BYLINE)


def _persons(value: object) -> list[str]:
    people = value if isinstance(value, list) else [value]
    return [
        name
        for one in people
        if not (isinstance(one, dict) and one.get("@type") == "Organization")
        for name in texts(one)
    ]
