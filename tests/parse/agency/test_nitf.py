"""NITF as its senders write it: what counts as text, and what is no story."""

import pytest
from fixture_types import MakeSettings

from etl.articles import Article
from etl.decoding.xml_text import ForbiddenEntities
from etl.documents import Document, Origin
from etl.errors import EmptyArticle, LimitExceeded, MalformedDocument, RejectedDocument
from etl.parse import format_of, parse_document
from etl.settings import Settings

TEXT = "<p>The ferry ran again on Tuesday.</p>"


def document(content: str, head: str = "", start: str = "", before: str = "", encoding: str = "utf-8") -> Document:
    body = f"<body><body.head>{head}</body.head><body.content>{content}</body.content></body>"
    data = f"{start}<nitf>{before}{body}</nitf>".encode(encoding)
    return Document(origin=Origin(uri="a.xml"), name="a.xml", data=data)


def parse(content: str, head: str = "", before: str = "") -> Article:
    return parse_document(document(content, head, before=before), Settings())


def texts(article: Article) -> list[str]:
    return [block.text for block in article.body.paragraphs]


@pytest.mark.parametrize(
    "start",
    [
        "", "\ufeff", '<?xml version="1.0"?>\n', "<!-- a comment -->", "<!DOCTYPE nitf>\n",
        '<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf.dtd" [<!ATTLIST p a CDATA "b">]>',
    ],
)  # fmt: skip
def test_a_story_is_recognised_by_its_root(start: str) -> None:
    story = document(TEXT, start=start)

    assert format_of(story) == "nitf"
    assert texts(parse_document(story, Settings())) == ["The ferry ran again on Tuesday."]


@pytest.mark.parametrize("text", ["<p>A nitf ran.</p>", "<html><body><nitf>The ferry ran.</nitf></body></html>"])
def test_other_documents_are_not_taken_for_a_story(text: str) -> None:
    assert format_of(Document(origin=Origin(uri="a"), name="a", data=text.encode())) != "nitf"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1252"])
def test_a_story_is_read_in_its_encoding(encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    text = "<p>Das Café an der Brücke öffnete am Dienstag für die Gäste, die früh über den Fluß kämen.</p>" * 3
    article = parse_document(document(text, start=declared, encoding=encoding), Settings())

    assert texts(article)[0].startswith("Das Café an der Brücke")
    assert article.encoding is not None


@pytest.mark.parametrize(
    "declared",
    ['<!ENTITY e SYSTEM "file:///etc/hostname">', '<!ENTITY a "&b;&b;">', '<!entity % p SYSTEM "http://127.0.0.1:9/">'],
)
def test_a_story_that_declares_entities_is_refused(declared: str) -> None:
    with pytest.raises(ForbiddenEntities):
        parse_document(document("<p>&e;</p>", start=f"<!DOCTYPE nitf [{declared}]>"), Settings())


def test_blocks_that_repeat_the_beginning_of_the_full_text_are_left_out() -> None:
    rest = "<p>It carried forty people.</p>"
    repeated = parse(f'<block class="lead_paragraph">{TEXT}</block><block class="full_text">{TEXT}{rest}</block>')
    alone = parse(f'<block class="lead_paragraph">{TEXT}</block>')

    assert texts(repeated) == ["The ferry ran again on Tuesday.", "It carried forty people."]
    assert texts(alone) == ["The ferry ran again on Tuesday."]


@pytest.mark.parametrize(
    ("bylines", "authors"),
    [
        ("<byline>By <person>Ann Lee</person><byttl>Editor</byttl></byline>", ["Ann Lee"]),
        ("<byline>By Ann Lee and Bo Ray<byttl>Staff Reporters</byttl></byline>", ["Ann Lee", "Bo Ray"]),
        (
            "<byline><person><name.given>Ann</name.given><name.family>Lee</name.family></person></byline>",
            ["Ann Lee"],
        ),
        ('<byline>By Ann Lee</byline><byline class="normalized_byline">Lee, Ann</byline>', ["Ann Lee"]),
        ('<byline class="normalized_byline">Lee, Ann</byline>', ["Lee, Ann"]),
        ("<byline>By Ann Lee, <location>Lisbon</location></byline>", ["Ann Lee"]),
        ("<byline/>", []),
    ],
)
def test_the_authors_are_the_persons_of_the_bylines(bylines: str, authors: list[str]) -> None:
    assert list(parse(TEXT, bylines).authors) == authors


@pytest.mark.parametrize(
    ("before", "chosen"),
    [
        ('<head><docdata><date.release norm="20260312T0930Z"/></docdata></head>', "2026-03-12T09:30:00+00:00"),
        ('<head><docdata><date.issue norm="20260312T093000-0500"/></docdata></head>', "2026-03-12T09:30:00-05:00"),
        ('<head><pubdata date.publication="20260312T000000"/></head>', "2026-03-12"),
        ('<head><docdata><date.expire norm="20270312"/></docdata></head>', None),
        ('<head><docdata><date.issue norm="soon"/></docdata></head>', None),
    ],
)
def test_the_date_is_that_of_release_or_issue(before: str, chosen: str | None) -> None:
    moments = [date.moment.iso() for date in parse(TEXT, before=before).dates if date.moment is not None]

    assert moments == ([chosen] if chosen else [])


def test_the_producer_of_a_picture_is_the_credit_of_its_caption() -> None:
    media = "<media><media-caption>{}</media-caption><media-producer>Kim Vance</media-producer></media>"
    article = parse(TEXT + media.format("The ferry on Tuesday") + media.format("<p>The pier in March</p>"))

    assert [(caption.text, caption.credit) for caption in article.body.captions] == [
        ("The ferry on Tuesday", "Kim Vance"),
        ("The pier in March", "Kim Vance"),
    ]


def test_unknown_elements_inside_a_paragraph_split_no_word_and_lose_no_text() -> None:
    article = parse("<p>The <org>Harbor Board</org> paid <money>$2</money>m for H<sub>2</sub>O<x-new>.</x-new></p>")

    assert texts(article) == ["The Harbor Board paid $2m for H2O."]


@pytest.mark.parametrize(
    ("content", "head", "error"),
    [
        ("", "<hedline><hl1>Ferry</hl1></hedline>", EmptyArticle),
        ("<media><media-caption>A ferry</media-caption></media>", "", EmptyArticle),
        ("<p>The ferry ran again.", "", MalformedDocument),
        ("<block>" * 300 + "<p>Deep</p>" + "</block>" * 300, "", MalformedDocument),
    ],
)
def test_what_is_no_story_is_refused_by_name(content: str, head: str, error: type[RejectedDocument]) -> None:
    with pytest.raises(error):
        parse(content, head)


def test_a_story_keeps_the_limits_of_pages_and_fields(settings: MakeSettings) -> None:
    deep = document("<block>" * 60 + TEXT + "</block>" * 60)
    long_id = document(TEXT, before=f'<head><docdata><doc-id id-string="{"1" * 1001}"/></docdata></head>')

    with pytest.raises(LimitExceeded):
        parse_document(deep, settings(max_html_depth=50))
    article = parse_document(long_id, settings())
    assert article.external_id is None
    assert [issue.rule for issue in article.quality_issues] == ["field_too_long"]
