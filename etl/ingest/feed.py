"""RSS and Atom feeds: one record an entry."""

import copy
import re
from collections.abc import Iterator

from lxml import etree

from etl.documents import FEED_ENTRY_MEDIA_TYPE, FEED_ENTRY_NAMESPACE, Outcome
from etl.errors import MalformedDocument, RejectedDocument
from etl.ingest.compressed import TruncatedData
from etl.ingest.container import Container, Context, Fault, Item, Record
from etl.ingest.stream import Stream
from etl.ingest.xml_text import clean_xml

WRAPPER_TAG = f"{{{FEED_ENTRY_NAMESPACE}}}feed"
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ENTRY_NAMES = ("item", "entry")
FEED_NAMES = ("channel", "feed", "rss", "RDF", None)  # None: the entry is the whole document
FEED_NAMESPACES = (
    b"http://www.w3.org/2005/Atom",
    b"http://purl.org/atom/ns#",
    b"http://purl.org/rss/",
    b"http://channel.netscape.com/rdf/simple/",
    b"http://my.netscape.com/rdf/simple/",
    b"http://my.netscape.com/publish/formats/rss-0.9",
)
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?"
    rb"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*+"
    rb"<(?:[\w.-]+:)?(rss|RDF|feed|entry)\b([^>]*)",
    re.DOTALL,
)
_END = re.compile(r"</(?:[\w.-]+:)?(?:rss|RDF|feed|entry)\s*>\s*$")


def _recognises(head: bytes, name: str) -> bool:
    """Tell whether the first tag is that of a feed; the zero bytes of UTF-16 and UTF-32 are left out."""
    match = _ROOT.match(head.replace(b"\0", b""))
    if match is None:
        return False
    return match[1] == b"rss" or any(namespace in match[2] for namespace in FEED_NAMESPACES)


def read_feed(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield every whole entry, in a wrapper that keeps the feed's title, link, language and base address.

    No entity is resolved and nothing is fetched. Raises ForbiddenEntities, and after the whole entries of a broken
    feed MalformedDocument or TruncatedData.
    """
    data = stream.read_all(context.settings.max_document_bytes)
    text = clean_xml(data)
    parser = etree.XMLPullParser(
        events=("end",), encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False
    )
    fault = _parse(parser, text)
    entries = [
        element for _, element in parser.read_events() if isinstance(element, etree._Element) and _is_entry(element)
    ]
    for entry in entries:
        yield Record(data=_wrapped(entry), stored=data, media_type=FEED_ENTRY_MEDIA_TYPE)
    if fault is not None:
        raise fault
    if not entries:
        yield Fault(outcome=Outcome.SKIPPED, reason="no_units", detail="a feed without entries", head=data)


def _parse(parser: "etree.XMLPullParser", text: str) -> RejectedDocument | None:
    try:
        parser.feed(text.encode())
        parser.close()
    except etree.XMLSyntaxError as error:
        kind = MalformedDocument if _END.search(text) else TruncatedData
        return kind(f"the feed is not well-formed: {error}")
    return None


def _is_entry(element: "etree._Element") -> bool:
    return _local_name(element) in ENTRY_NAMES and _local_name(element.getparent()) in FEED_NAMES


def _local_name(element: "etree._Element | None") -> str | None:
    if element is None or not isinstance(element.tag, str):
        return None
    return etree.QName(element).localname


def _wrapped(entry: "etree._Element") -> bytes:
    wrapper = etree.Element(WRAPPER_TAG, nsmap={"khabar": FEED_ENTRY_NAMESPACE})
    for name, value in _feed_properties(entry):
        wrapper.set(name, value)
    inner = copy.deepcopy(entry)
    inner.tail = None
    wrapper.append(inner)
    etree.cleanup_namespaces(wrapper, keep_ns_prefixes=["khabar"])
    return etree.tostring(wrapper, encoding="utf-8")


def _feed_properties(entry: "etree._Element") -> Iterator[tuple[str, str]]:
    parent = entry.getparent()
    if parent is None:
        return
    children = [child for child in parent if _local_name(child) == "channel"]
    feed = children[0] if children else parent  # RSS 1.0: entries stand beside the channel
    for name in ("title", "link", "language"):
        value = next(filter(None, (_text(child) for child in feed if _local_name(child) == name)), None)
        if value is not None:
            yield name, value
    for attribute in (XML_BASE, XML_LANGUAGE):
        value = next(filter(None, (ancestor.get(attribute) for ancestor in entry.iterancestors())), None)
        if value is not None:
            yield attribute, value


def _text(element: "etree._Element") -> str:
    """Return an element's text, or the address of an Atom link to the site."""
    if element.get("href") is not None and element.get("rel", "alternate") == "alternate":
        return str(element.get("href"))
    return "".join(map(str, element.itertext())).strip()


CONTAINER = Container(name="feed", recognises=_recognises, read=read_feed)
