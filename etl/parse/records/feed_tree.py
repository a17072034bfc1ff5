"""Access the elements of a feed entry by the same names, whatever the dialect of the feed."""

from collections.abc import Iterator
from html import escape

from lxml import etree

from etl.documents import FEED_ENTRY_NAMESPACE
from etl.errors import MalformedDocument

# Namespace -> prefix in the names of elements; elements in the entry's own namespace have no prefix.
PREFIXES = {
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/atom/ns#": "atom",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dc",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/DTDs/Podcast-1.0.dtd": "itunes",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "urn:khabar:undeclared:dc": "dc",  # clean_xml gives undeclared prefixes these namespaces
    "urn:khabar:undeclared:content": "content",
    "urn:khabar:undeclared:media": "media",
    "urn:khabar:undeclared:atom": "atom",
}
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class Entry:
    """One entry and the wrapper around it."""

    def __init__(self, wrapper: "etree._Element") -> None:
        self.wrapper = wrapper
        self.element = wrapper[0]
        wrapper.remove(self.element)  # else its pieces would be written with the namespace of the wrapper
        self._core = etree.QName(self.element).namespace

    def elements(self, *names: str) -> list["etree._Element"]:
        """The entry's children with these names ("title", "dc:creator"), in the order of the names."""
        return [child for name in names for child in self.element if self._name(child) == name]

    def texts(self, *names: str) -> list[str]:
        """The contents of the children with these names, without empty ones."""
        return [text for element in self.elements(*names) if (text := content_of(element).strip())]

    def children(self, element: "etree._Element", name: str) -> list[str]:
        """The contents of an element's children with this name, without empty ones."""
        return [text for child in element if self._name(child) == name and (text := content_of(child).strip())]

    def nearest(self, attribute: str) -> str | None:
        """The value of an attribute of the entry, else of its feed."""
        return self.element.get(attribute) or self.wrapper.get(attribute)

    def fields(self) -> Iterator[tuple[str, str]]:
        """Yield the attributes and the content of each child of the entry, by name."""
        for element in self.element:
            if isinstance(element.tag, str):
                name = etree.QName(element).localname
                yield from ((f"{name} {key}", str(element.get(key))) for key in sorted(map(str, element.attrib)))
                yield name, content_of(element).strip()

    def _name(self, element: "etree._Element") -> str | None:
        if not isinstance(element.tag, str):
            return None
        name = etree.QName(element)
        if name.namespace == self._core:
            return name.localname
        prefix = PREFIXES.get(name.namespace or "")
        return f"{prefix}:{name.localname}" if prefix else None


def read_entry(data: bytes) -> Entry:
    """Parse an entry in its wrapper. Raises MalformedDocument."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        wrapper = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise MalformedDocument(f"an entry of a feed that cannot be read: {error}") from error
    if etree.QName(wrapper).namespace != FEED_ENTRY_NAMESPACE or len(wrapper) != 1:
        raise MalformedDocument("not exactly one feed entry")
    return Entry(wrapper)


def content_of(element: "etree._Element") -> str:
    """An element's content as HTML or plain text; text that Atom declares as plain is escaped for HTML.

    HTML that is not escaped is in a `div`, so that it is read as HTML whatever its elements are.
    """
    if len(element):
        inner = "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
        return f"<div>{escape(element.text or '', quote=False)}{inner}</div>"
    text = element.text or ""
    return escape(text, quote=False) if element.get("type") in ("text", "text/plain") else text
