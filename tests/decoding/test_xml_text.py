"""XML as a strict parser accepts it: decoded, without document type, with common errors repaired."""

import codecs

import pytest
from lxml import etree

from etl.decoding.xml_text import ForbiddenEntities, clean_xml, decode_xml
from etl.errors import MalformedDocument

FERRY = "<a>Die Fähre fährt für Fußgänger</a>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_or_the_first_sign_tells_the_encoding(encoding: str) -> None:
    mark = "\ufeff".encode(encoding)

    assert decode_xml(mark + FERRY.encode(encoding)) == FERRY
    assert decode_xml(FERRY.encode(encoding)) == FERRY


def test_utf_8_is_read_whatever_is_declared_and_other_encodings_as_declared() -> None:
    head = '<?xml version="1.0" encoding="{}"?>'

    assert decode_xml((head.format("koi8-r") + FERRY).encode())[-len(FERRY) :] == FERRY
    assert decode_xml((head.format("cp850") + FERRY).encode("cp850"))[-len(FERRY) :] == FERRY
    assert decode_xml((" " + head.replace('"', "'").format("cp437") + FERRY).encode("cp437"))[-len(FERRY) :] == FERRY


def test_without_a_declaration_that_fits_the_letters_tell_the_encoding() -> None:
    text = "<a>" + "Мост был закрыт в понедельник, паром ходит каждый час. " * 5 + "</a>"

    assert decode_xml(text.encode("cp1251")) == text
    assert decode_xml(b'<?xml version="1.0" encoding="nonsense"?>' + text.encode("cp1251")).endswith(text)


def test_bytes_that_fit_no_encoding_are_replaced() -> None:
    assert decode_xml(codecs.BOM_UTF8 + b"<a>\xff</a>") == "<a>\ufffd</a>"
    assert decode_xml(b"<a>\xff</a>") == "<a>\ufffd</a>"


@pytest.mark.parametrize("prolog", ["", '<?xml version="1.0"?>\n', "<!-- a > b -->", '\n<?xml-stylesheet href="a"?> '])
@pytest.mark.parametrize(
    "kind", ["", "<!DOCTYPE a>", '<!DOCTYPE a SYSTEM "a.dtd" [<!ELEMENT a ANY>] >\n', "<!DOCTYPE a [] >"]
)
def test_prolog_and_document_type_are_removed(prolog: str, kind: str) -> None:
    assert clean_xml(f"{prolog}{kind}{FERRY}".encode()).strip() == FERRY


@pytest.mark.parametrize("word", ["ENTITY", "entity"])
def test_own_entities_are_refused(word: str) -> None:
    with pytest.raises(ForbiddenEntities):
        clean_xml(f"<!DOCTYPE a [<!{word} b 'c'>]><a>&b;</a>".encode())


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\x00b\x0bc\ufffed\ue000\U0001f600\t\n\r", "a\ufffdb\ufffdc\ufffdd\ue000\U0001f600\t\n\r"),
        ("a & b", "a &amp; b"),
        ("a&b;", "a&amp;b;"),
        ("&amp;&lt;&gt;&quot;", "&amp;&lt;&gt;&quot;"),
        ("&nbsp;&eacute;&hellip;&NotEqualTilde;", "\xa0é…≂̸"),
        ("&#233;&#xe9;&#XE9;", "&#233;&#xe9;&#XE9;"),
        ("&#0;&#8;&#xfffe;&#1114112;&#x110000;&#99999999999;", "\ufffd" * 6),
        ("&#1114111;&#x10FFFF;&#000000000065;", "&#1114111;&#x10FFFF;&#000000000065;"),
        ("<![CDATA[a & b &nbsp;]]>&nbsp;", "<![CDATA[a & b &nbsp;]]>\xa0"),
        ("<!-- a & b -->&", "<!-- a & b -->&amp;"),
        ("<![CDATA[a & b", "<![CDATA[a & b"),
        ("<!-- a & b", "<!-- a & b"),
    ],
)
def test_signs_and_references_that_xml_does_not_know_are_put_right(text: str, clean: str) -> None:
    assert clean_xml(f"<a>{text}".encode()) == f"<a>{clean}"


def test_undeclared_prefixes_are_declared_in_the_first_element() -> None:
    text = '<b:feed xmlns:b="urn:b"><media:title xml:lang="en">a</media:title><dc:date/></b:feed>'
    root = etree.fromstring(clean_xml(text.encode()))

    assert root.nsmap == {
        "b": "urn:b",
        "dc": "urn:khabar:undeclared:dc",
        "media": "urn:khabar:undeclared:media",
    }
    assert root[0].text == "a"
    assert clean_xml(b"<a><b/></a>") == "<a><b/></a>"


@pytest.mark.parametrize("name", ["undefined", "idna", "punycode", "unicode_escape", "zlib", "no-such", "utf-16"])
def test_an_encoding_that_no_document_has_is_not_believed(name: str) -> None:
    """Python has codecs under these names; one of them fails whatever it is given, and with an error of its own."""
    text = f'<?xml version="1.0" encoding="{name}"?><a>Das Café öffnet \\u0041 am Dienstag für alle Gäste.</a>'
    assert "Café öffnet \\u0041 am" in clean_xml(text.encode("cp1252"))


def test_too_many_undeclared_prefixes_are_refused() -> None:
    text = "<a>" + "".join(f"<p{number}:b/>" for number in range(101)) + "</a>"
    with pytest.raises(MalformedDocument, match="101 prefixes"):
        clean_xml(text.encode())
