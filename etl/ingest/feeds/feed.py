"""RSS and Atom feeds: one record per entry."""

import copy
import re
from collections.abc import Collection, Iterator

from lxml import etree

from etl.decoding.xml_text import clean_xml
from etl.documents import FEED_ENTRY_MEDIA_TYPE, FEED_ENTRY_NAMESPACE, Outcome
from etl.errors import MalformedDocument
from etl.ingest.archives.compressed import TruncatedData
from etl.ingest.container import Container, Context, Fault, Item, Record
from etl.ingest.feeds import blogger, wxr
from etl.ingest.stream import Stream

WRAPPER_TAG = f"{{{FEED_ENTRY_NAMESPACE}}}feed"
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ENTRY_NAMES = ("item", "entry")
TITLE_NAMES, LINK_NAMES, ID_NAMES = ("title",), ("link",), ("guid", "id")
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
_ENTRY_TAG = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)[\s>]")
_END = re.compile(r"</(?:[\w.-]+:)?(?:rss|RDF|feed|entry)\s*>\s*$")


def _recognises(head: bytes, name: str) -> bool:
    """Whether the first tag is that of a feed. Zero bytes are ignored, so UTF-16 and UTF-32 are recognised too."""
    match = _ROOT.match(head.replace(b"\0", b""))
    if match is None:
        return False
    return match[1] == b"rss" or any(namespace in match[2] for namespace in FEED_NAMESPACES)


def read_feed(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield every complete entry, in a wrapper element with the feed's title, link, language and base URL.

    No entity is resolved and nothing is fetched. If the feed is not well-formed, the last unit is a fault, `truncated`
    or `malformed`, that names the entry in which the error is. Raises the errors of clean_xml.
    """
    data = stream.read_all(context.settings.max_document_bytes)
    text = clean_xml(data)
    parser = etree.XMLPullParser(
        events=("start", "end"), encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False
    )
    error = _parse(parser, text)
    whole, broken = _entries(parser)
    for entry in whole:
        if skip := wxr.unpublished(entry) or blogger.unpublished(entry):
            yield skip
            continue
        yield Record(data=_wrapped(entry), stored=data, media_type=FEED_ENTRY_MEDIA_TYPE)
    if error is not None:
        yield _broken_off(error, text, data, len(whole), broken)
    elif not whole:
        yield Fault(outcome=Outcome.SKIPPED, reason="no_units", detail="a feed without entries", head=data)


def _parse(parser: "etree.XMLPullParser", text: str) -> etree.XMLSyntaxError | None:
    try:
        parser.feed(text.encode())
        parser.close()
    except etree.XMLSyntaxError as error:
        return error
    return None


def _entries(parser: "etree.XMLPullParser") -> "tuple[list[etree._Element], etree._Element | None]":
    """The complete entries, and the entry in which parsing stopped, as far as it was read."""
    whole: list[etree._Element] = []
    open_entry = None
    for event, element in parser.read_events():
        if isinstance(element, etree._Element) and _is_entry(element):
            open_entry = element if event == "start" else None
            whole += [element] if event == "end" else []
    return whole, open_entry


def _broken_off(
    error: etree.XMLSyntaxError, text: str, data: bytes, whole_count: int, broken: "etree._Element | None"
) -> Fault:
    kind = MalformedDocument if _END.search(text) else TruncatedData
    detail = f"the XML of the feed is damaged ({error.msg})"
    later = len(_ENTRY_TAG.findall(text)) - whole_count - (broken is not None)
    more = f"; {later} more entries after it are not read" if later > 0 else ""
    if broken is None:
        where = (
            "outside of its entries" + (more or "; all of them are read") if whole_count else "before its first entry"
        )
        return Fault(reason=kind.reason, detail=f"{detail} {where}", head=data)
    values = [_child_text(broken, names) for names in (TITLE_NAMES, LINK_NAMES, ID_NAMES)]
    name = ", ".join(filter(None, values)) or "an entry without title, link and id"
    return Fault(reason=kind.reason, detail=f"{detail} in this entry: {name}{more}", target_url=values[1], head=data)


def _child_text(entry: "etree._Element", names: Collection[str]) -> str | None:
    return next(filter(None, (_text(child) for child in entry if _local_name(child) in names)), None)


def _is_entry(element: "etree._Element") -> bool:
    return _local_name(element) in ENTRY_NAMES and _local_name(element.getparent()) in FEED_NAMES


def _local_name(element: "etree._Element | None") -> str | None:
    if element is None or not isinstance(element.tag, str):
        return None
    return element.tag.rpartition("}")[2]  # not etree.QName, which raises for some names in damaged feeds


def _wrapped(entry: "etree._Element") -> bytes:
    wrapper = etree.Element(WRAPPER_TAG, nsmap={"khabar": FEED_ENTRY_NAMESPACE})
    for name, value in _feed_properties(entry):
        wrapper.set(name, value)
    inner = copy.deepcopy(entry)
    inner.tail = None
    wrapper.append(inner)
    etree.cleanup_namespaces(wrapper)
    return etree.tostring(wrapper, encoding="utf-8")


def _feed_properties(entry: "etree._Element") -> Iterator[tuple[str, str]]:
    parent = entry.getparent()
    if parent is None:
        return
    children = [child for child in parent if _local_name(child) == "channel"]
    feed = children[0] if children else parent  # RSS 1.0: entries are siblings of the channel
    for name in ("title", "link", "language"):
        value = next(filter(None, (_text(child) for child in feed if _local_name(child) == name)), None)
        if value is not None:
            yield name, value
    for attribute in (XML_BASE, XML_LANGUAGE):
        value = next(filter(None, (ancestor.get(attribute) for ancestor in entry.iterancestors())), None)
        if value is not None:
            yield attribute, value


def _text(element: "etree._Element") -> str:
    """An element's text, or the URL of an Atom link to the site."""
    if element.get("href") is not None and element.get("rel", "alternate") == "alternate":
        return str(element.get("href"))
    return "".join(map(str, element.itertext())).strip()


CONTAINER = Container(
    name="feed",
    what="RSS 0.9 to 2.0, RSS 1.0, Atom; exports of WordPress (WXR)",
    recognised_by="its first tag",
    becomes="its entries; from WXR, only those that were published",
    recognises=_recognises,
    read=read_feed,
)
