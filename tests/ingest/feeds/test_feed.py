"""RSS and Atom: one document an entry, and nothing that XML could do to us."""

import pytest
from fixture_types import Outcomes, Read, ReadDocuments
from lxml import etree

from etl.documents import FEED_ENTRY_MEDIA_TYPE, Document, Outcome, Refusal

ITEM = "<item><title>Bridge closed</title><link>https://news.example/1</link></item>"


def rss(items: str, head: str = "", before: str = "", attributes: str = "") -> str:
    return (
        f'{before}<rss version="2.0" {attributes}><channel><title>The Daily</title><language>en</language>{head}'
        f"{items}</channel></rss>"
    )


def entry_of(document: Document) -> etree._Element:
    return etree.fromstring(document.data)[0]


def test_every_entry_is_a_document_of_its_own(read_documents: ReadDocuments) -> None:
    units = read_documents(rss(ITEM * 3).encode(), "feed.xml")
    assert [unit.origin.position for unit in units] == [0, 1, 2]
    assert {unit.media_type for unit in units} == {FEED_ENTRY_MEDIA_TYPE}
    assert entry_of(units[0]).findtext("title") == "Bridge closed"


def test_an_entry_keeps_what_its_feed_says(read_documents: ReadDocuments) -> None:
    feed = rss(ITEM, "<link>https://news.example</link>", attributes='xml:base="https://news.example/"')
    (document,) = read_documents(feed.replace("The Daily", "The <b>Daily</b>").encode())
    wrapper = etree.fromstring(document.data)
    assert (wrapper.get("title"), wrapper.get("language")) == ("The Daily", "en")
    assert wrapper.get("link") == "https://news.example"
    assert wrapper.get("{http://www.w3.org/XML/1998/namespace}base") == "https://news.example/"


def test_an_entry_does_not_change_with_its_neighbours(read_documents: ReadDocuments) -> None:
    other = '<item><title>x</title><media:text xmlns:media="urn:m">y</media:text><o:p>z</o:p></item>'
    assert read_documents(rss(ITEM).encode())[0].data == read_documents(rss(other + ITEM).encode())[1].data


def test_an_entry_does_not_change_with_what_its_feed_declares_beside_it(read_documents: ReadDocuments) -> None:
    declared = read_documents(
        rss(ITEM, attributes='xmlns:media="urn:m" xmlns="urn:n"').replace("<item>", '<item xmlns="">').encode()
    )
    assert declared[0].data == read_documents(rss(ITEM).encode())[0].data


def test_atom_and_rdf_are_feeds(read_documents: ReadDocuments) -> None:
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title>One</title></entry></feed>'
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        "<channel><title>R</title></channel><item><title>One</title></item></rdf:RDF>"
    )
    for feed, title in ((atom, "A"), (rdf, "R")):
        (document,) = read_documents(feed.encode())
        assert etree.fromstring(document.data).get("title") == title


@pytest.mark.parametrize(
    "namespace",
    [
        "http://www.w3.org/2005/Atom",
        "http://purl.org/atom/ns#",
        "http://purl.org/rss/1.0/",
        "http://channel.netscape.com/rdf/simple/0.9/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://my.netscape.com/publish/formats/rss-0.91.dtd",
    ],
)
def test_a_root_is_that_of_a_feed_in_a_namespace_of_feeds_and_in_no_other(
    read_documents: ReadDocuments, namespace: str
) -> None:
    feed = f'<feed xmlns="{namespace}"><entry><title>One</title></entry></feed>'
    assert [unit.media_type for unit in read_documents(feed.encode())] == [FEED_ENTRY_MEDIA_TYPE]
    other = feed.replace(namespace, "urn:animals").encode()
    assert [unit.data for unit in read_documents(other)] == [other]


def test_other_xml_is_one_document(outcomes: Outcomes) -> None:
    sitemap = b'<?xml version="1.0"?><urlset><url><loc>https://news.example/1</loc></url></urlset>'
    assert outcomes(sitemap) == [sitemap]
    page = b"<!-- <rss> --><html><body><rss></rss></body></html>"
    assert outcomes(page) == [page]


def test_a_feed_without_entries_is_skipped(read: Read) -> None:
    (unit,) = read(rss("").encode())
    assert isinstance(unit, Refusal)
    assert (unit.outcome, unit.reason) == (Outcome.SKIPPED, "no_units")


CUT_RSS = rss(ITEM + "<item><title>Ferry turns back</title><link>https://news.example/2</link><description>{}")
CUT_ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title>Bridge closed</title></entry>'
    '<entry><title>Ferry turns back</title><link href="https://news.example/2"/><summary>{}'
)


@pytest.mark.parametrize("feed", [CUT_RSS.partition("{}")[0] + "{}", CUT_ATOM], ids=["rss", "atom"])
@pytest.mark.parametrize(
    "end", ["It left at no", "It &am", "<![CDATA[It <b>left", "<![CDATA[It left]", "<!-- no", "<b", '<b class="x', "</"]
)
def test_a_cut_feed_gives_its_whole_entries_and_names_the_cut_one(read: Read, feed: str, end: str) -> None:
    document, refusal = read(feed.replace("{}", end).encode())
    assert isinstance(document, Document)
    assert isinstance(refusal, Refusal)
    assert entry_of(document)[0].text == "Bridge closed"
    assert (refusal.reason, refusal.origin.target_url) == ("truncated", "https://news.example/2")
    assert refusal.detail.endswith(" in this entry: Ferry turns back, https://news.example/2")


def test_a_feed_cut_between_its_entries_says_that_none_is_cut(read: Read) -> None:
    document, refusal = read(rss(ITEM).encode().removesuffix(b"</channel></rss>"))
    assert isinstance(document, Document)
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.detail.endswith("; all of them are read")) == ("truncated", True)


def test_a_feed_cut_anywhere_gives_exactly_the_entries_that_end_before(read: Read) -> None:
    feed = rss(ITEM * 3).encode()
    start = feed.index(b"<item>")
    for cut in range(start + 1, len(feed) - 1, 5):
        *documents, refusal = read(feed[:cut])
        assert isinstance(refusal, Refusal)
        assert len(documents) == feed[:cut].count(b"</item>")
        assert (refusal.reason, refusal.origin.position) == ("truncated", len(documents))


@pytest.mark.parametrize("count", [1, 2])
def test_a_feed_that_is_broken_in_the_middle_is_malformed(read: Read, count: int) -> None:
    document, refusal = read(rss(ITEM + "<item><title>Ferry</title></wrong>" + ITEM * count).encode())
    assert isinstance(document, Document)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "malformed"
    assert refusal.detail.endswith(f" in this entry: Ferry; {count} more entries after it are not read")


@pytest.mark.parametrize(
    "declared",
    ['<!ENTITY e SYSTEM "file:///etc/hostname">', '<!ENTITY e "long">', '<!entity % p SYSTEM "http://127.0.0.1/">'],
)
@pytest.mark.parametrize("before", ["", '<?xml version="1.0"?>\n<!-- made by hand -->\n'], ids=["", "prolog"])
def test_a_feed_that_declares_entities_is_refused(outcomes: Outcomes, declared: str, before: str) -> None:
    feed = rss(ITEM.replace("Bridge", "&e;"), before=f"{before}<!DOCTYPE rss [{declared}]>")
    assert outcomes(feed.encode()) == ["xml_entities"]
    assert outcomes(feed.encode("utf-16")) == ["xml_entities"]


@pytest.mark.parametrize("inner", ["", " [<!ELEMENT rss ANY>]"])
def test_a_document_type_alone_is_neither_fetched_nor_refused(read_documents: ReadDocuments, inner: str) -> None:
    feed = rss(ITEM, before=f'<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd"{inner}>')
    assert [entry_of(unit).findtext("title") for unit in read_documents(feed.encode())] == ["Bridge closed"]


def test_a_feed_that_breaks_off_inside_a_character_gives_its_whole_entries(outcomes: Outcomes) -> None:
    assert outcomes(rss(ITEM).encode("utf-16-le")[:-1])[1:] == ["truncated"]


def test_bytes_that_are_letters_in_no_encoding_are_replaced(read_documents: ReadDocuments) -> None:
    (document,) = read_documents(rss(ITEM).encode().replace(b"Bridge", b"Bridge " + b"\xc0\x80\xf5" * 4))
    assert entry_of(document).findtext("title") == "Bridge " + "\ufffd" * 12 + " closed"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "windows-1256"])
@pytest.mark.parametrize("declared", ["utf-8", "utf-16", "windows-1256"])
def test_letters_are_right_whatever_is_declared(read_documents: ReadDocuments, encoding: str, declared: str) -> None:
    if encoding == "windows-1256" != declared:
        pytest.skip("nothing says what these bytes are")
    before = f'<?xml version="1.0" encoding="{declared}"?>'
    (document,) = read_documents(rss(ITEM.replace("Bridge closed", "إغلاق الجسر"), before=before).encode(encoding))
    assert entry_of(document).findtext("title") == "إغلاق الجسر"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Bud\x0bget\x01", "Bud\ufffdget\ufffd"),
        ("A &#0; B &#xD800; C", "A \ufffd B \ufffd C"),
        ("Caf&eacute; &nbsp;&unknown; AT&T &amp; &#233;", "Café \xa0&unknown; AT&T & é"),
        ("&#00000000065; &#x00000000042; &#x10FFFF;", "A B \U0010ffff"),
        ("<![CDATA[a &eacute; & b]]>", "a &eacute; & b"),
        ("&lt;b&gt; &quot;A&apos;s&quot; &amp;lt;", '<b> "A\'s" &lt;'),
    ],
)
def test_the_usual_slips_of_feeds_are_put_right(read_documents: ReadDocuments, written: str, read_as: str) -> None:
    (document,) = read_documents(rss(ITEM.replace("Bridge closed", written)).encode())
    assert entry_of(document).findtext("title") == read_as


def test_prefixes_without_namespace_are_put_up_with(read_documents: ReadDocuments) -> None:
    inner = "<media:credit>AP</media:credit><dc:creator>Ann</dc:creator><xml:note>Late</xml:note></item>"
    (document,) = read_documents(rss(ITEM.replace("</item>", inner)).encode())
    *_, credit, creator, note = entry_of(document)
    assert (credit.tag, credit.text) == ("{urn:khabar:undeclared:media}credit", "AP")
    assert (creator.tag, creator.text) == ("{urn:khabar:undeclared:dc}creator", "Ann")
    assert (note.tag, note.text) == ("{http://www.w3.org/XML/1998/namespace}note", "Late")


def test_long_runs_of_markup_take_no_long_time(outcomes: Outcomes) -> None:
    for piece in (b"<!-- a -->", b"<![CDATA[", b"<!--", b"&", b"<?a ?>", b"<!DOCTYPE a [", b"<a:b "):
        outcomes(piece * 20_000, "feed.xml")
        outcomes(b"<rss>" + piece * 20_000, "feed.xml")


def test_items_right_below_the_root_are_entries(read_documents: ReadDocuments) -> None:
    assert [entry_of(unit).findtext("title") for unit in read_documents(f"<rss>{ITEM}</rss>".encode())] == [
        "Bridge closed"
    ]


def test_an_entry_may_be_the_whole_document(read_documents: ReadDocuments) -> None:
    (document,) = read_documents(b'<entry xmlns="http://www.w3.org/2005/Atom"><title>One</title></entry>')
    assert document.media_type == FEED_ENTRY_MEDIA_TYPE


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_feed_is_read_in_every_encoding_of_unicode(read_documents: ReadDocuments, encoding: str, mark: str) -> None:
    item = "<item><title>Brücke geschlossen</title></item>"
    (document,) = read_documents((mark + rss(item)).encode(encoding))
    assert entry_of(document).findtext("title") == "Brücke geschlossen"


@pytest.mark.parametrize("number", ["#1114112", "#x110000", "#99999999999", "#0", "#xD800"])
def test_a_number_that_is_no_character_is_replaced(read_documents: ReadDocuments, number: str) -> None:
    (document,) = read_documents(rss(f"<item><title>One &{number}; two</title></item>").encode())
    assert entry_of(document).findtext("title") == "One \ufffd two"


@pytest.mark.parametrize("damaged", ["<:>x</:>", "<a:b:c/>", "<link:>x</link:>", "<x:/>"])
def test_a_name_that_is_none_in_xml_costs_no_other_entry(
    read: Read, read_documents: ReadDocuments, damaged: str
) -> None:
    feed = rss(ITEM + ITEM.replace("<title>", f"{damaged}<title>") + ITEM).encode()
    first, second, third, broken = read(feed, "feed.xml")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert isinstance(third, Document)
    assert isinstance(broken, Refusal)
    assert first.data == third.data == read_documents(rss(ITEM).encode())[0].data
    assert (second.origin.position, broken.reason) == (1, "malformed")
