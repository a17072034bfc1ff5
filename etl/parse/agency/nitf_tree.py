"""The elements of a story in NITF: its attributes and texts by place, and its text as HTML."""

import copy
from collections.abc import Container, Iterator

from lxml import etree

from etl.errors import MalformedDocument
from etl.words.folding import tidied

# Elements of body.content that HTML has under another name. Those that are in neither table are inline.
HTML_NAMES = {
    "body.content": "div", "block": "div", "hedline": "div", "nitf-table": "div", "note": "div", "abstract": "div",
    "datasource": "div", "hl1": "h2", "hl2": "h3", "bq": "blockquote", "credit": "p", "byline": "p", "dateline": "p",
    "media": "figure", "media-caption": "figcaption", "media-producer": "small",
}  # fmt: skip
SAME_IN_HTML = frozenset((
    "p", "a", "br", "hr", "em", "b", "i", "u", "strong", "sub", "sup", "q", "pre", "ol", "ul", "li", "dl", "dt", "dd",
    "table", "caption", "col", "colgroup", "thead", "tbody", "tfoot", "tr", "th", "td", "div", "span", "blockquote",
    "h1", "h2", "h3", "h4", "h5", "h6",
))  # fmt: skip
NOT_SHOWN = ("media-metadata", "media-reference", "media-object", "nitf-table-metadata", "tobject", "key-list")
# Elements whose text is not one word with the text next to it.
APART = frozenset(("p", "br", "li", "hl1", "hl2", "name.given", "name.family", "byttl"))
# Classes of blocks in the archive of The New York Times: a story with its full text repeats the beginning in another.
FULL_TEXT, LEAD = "full_text", "lead_paragraph"
Named = tuple[str, str]  # the name of an element or attribute, and a text


class Story:
    """A story in NITF; the names of its elements are without namespace."""

    def __init__(self, text: str) -> None:
        """Parse a text that clean_xml returned. Raises MalformedDocument."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            self._root = etree.fromstring(text.encode(), parser)
        except etree.XMLSyntaxError as error:
            raise MalformedDocument(str(error)) from error
        for element in self._root.iter("{*}*"):
            element.tag = etree.QName(element).localname

    def elements(self, place: str) -> "list[etree._Element]":
        """The elements at a place below the root."""
        return self._root.findall(f".//{place}")

    def attributes(self, place: str, name: str) -> list[str]:
        """The values of an attribute of the elements at a place, without empty ones; of the root if place is ""."""
        elements = self.elements(place) if place else [self._root]
        return [value for element in elements if (value := tidied(element.get(name) or ""))]

    def texts(self, place: str) -> list[Named]:
        """Name and text of each element at a place, without empty ones."""
        return [(str(element.tag), text) for element in self.elements(place) if (text := text_of(element))]

    def html(self) -> str:
        """The text of the story as HTML, without a lead that its full text repeats."""
        content = copy.deepcopy(self._root.find(".//body.content"))
        if content is None:
            return ""
        content.tail = None
        etree.strip_elements(content, *NOT_SHOWN, with_tail=False)
        for caption in content.iter("media-caption"):
            _take_in_producer(caption)
        if any(block.get("class") == FULL_TEXT for block in content.iter("block")):
            for lead in content.iter("block"):
                if lead.get("class") == LEAD:
                    lead.tag = LEAD
            etree.strip_elements(content, LEAD, with_tail=False)
        for element in content.iter():
            name = str(element.tag)
            element.tag = name if name in SAME_IN_HTML else HTML_NAMES.get(name, "span")
            element.attrib.clear()
            if name in ("byline", "dateline"):
                element.set("class", name)
        return etree.tostring(content, encoding="unicode", method="html")

    def fields(self) -> Iterator[Named]:
        """Yield the attributes of all elements, and the texts of those that have text of their own, in order."""
        for element in self._root.iter():
            name = str(element.tag)
            yield from ((f"{name} {key}", element.get(key, "")) for key in sorted(map(str, element.attrib)))
            if not len(element) or (element.text or "").strip():
                yield name, text_of(element)


def _take_in_producer(caption: "etree._Element") -> None:
    """Move the producers of a picture to the end of its caption, where HTML has the credit."""
    media = caption.getparent()
    for producer in [] if media is None else media.findall("media-producer"):
        producer.tail = None
        last = caption[-1] if len(caption) and caption[-1].tag == "p" else caption
        last.append(producer)


def text_of(element: "etree._Element", without: Container[str] = ()) -> str:
    """The text of an element on one line, without that of the elements inside it that have one of these names."""
    return tidied("".join(_pieces(element, without)))


def _pieces(element: "etree._Element", without: Container[str]) -> Iterator[str]:
    """Yield the text of an element piece by piece. lxml refuses XML that is nested deeper than 256 elements."""
    yield element.text or ""
    for child in element:
        space = " " if child.tag in APART else ""
        yield space
        if child.tag not in without:
            yield from _pieces(child, without)
        yield space + (child.tail or "")
