"""Entries of RSS and Atom feeds, as the reader hands them over."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fixture_types import MakeSettings

from etl.articles import Article, Completeness, DateKind
from etl.documents import Document
from etl.errors import EmptyArticle
from etl.ingest import read_file
from etl.parse import parse_document

Parse = Callable[[str], Article]
CONTENT = "<p>The bridge was closed on Monday.</p><h2>Repairs</h2><p>They take two weeks, engineers said.</p>"


@pytest.fixture
def parse(tmp_path: Path, settings: MakeSettings) -> Parse:
    """Read a feed with one entry and parse that."""

    def parse_entry(feed: str) -> Article:
        (tmp_path / "feed.xml").write_text(feed, encoding="utf-8")
        (document,) = read_file(tmp_path / "feed.xml", "feed.xml", settings())
        assert isinstance(document, Document)
        return parse_document(document, settings())

    return parse_entry


def rss(item: str, head: str = "", namespaces: str = "") -> str:
    return (
        f'<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" {namespaces}><channel><title>The Daily</title>'
        f"<link>https://news.example/</link><language>en-GB</language>{head}<item>{item}</item></channel></rss>"
    )


def atom(entry: str, attributes: str = "") -> str:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>The Daily</title><entry>{entry}</entry></feed>'
    )


def paragraphs(article: Article) -> list[str]:
    return [block.text for block in article.body.paragraphs]


def test_an_entry_with_its_full_text_is_a_full_article(parse: Parse) -> None:
    article = parse(
        rss(
            "<title>Bridge closed</title><link>https://news.example/1</link><guid isPermaLink='false'>d-1</guid>"
            "<dc:creator>Ann Lee</dc:creator><pubDate>Mon, 06 May 2024 10:30:00 +0200</pubDate>"
            "<category>Traffic</category><category>Traffic</category><description>Repairs take long.</description>"
            f"<content:encoded><![CDATA[{CONTENT}]]></content:encoded>"
        )
    )
    assert article.completeness is Completeness.FULL
    assert article.body.title is not None
    assert article.body.title.text == "Bridge closed"
    assert paragraphs(article) == ["The bridge was closed on Monday.", "They take two weeks, engineers said."]
    assert [block.text for block in article.body.summary] == ["Repairs take long."]
    assert (article.external_id, article.canonical_url) == ("d-1", "https://news.example/1")
    assert (article.source, article.language_declared) == ("The Daily", "en-GB")
    assert (article.byline, article.authors) == ("Ann Lee", ("Ann Lee",))
    assert [topic.code for topic in article.topics] == ["Traffic"]
    (found,) = article.dates
    assert (found.kind, found.evidence) == (DateKind.PUBLISHED, "feed:pubDate")
    assert found.moment is not None
    assert found.moment.iso() == "2024-05-06T10:30:00+02:00"


def test_an_entry_with_a_description_alone_is_a_teaser(parse: Parse) -> None:
    article = parse(
        rss("<title>Bridge closed</title><description>&lt;p&gt;Repairs &amp;amp; more.&lt;/p&gt;</description>")
    )
    assert article.completeness is Completeness.TEASER
    assert [block.text for block in article.body.summary] == ["Repairs & more."]
    assert article.body.sections == ()


def test_a_summary_that_the_text_repeats_is_not_stored_twice(parse: Parse) -> None:
    content = f"<content:encoded><![CDATA[{CONTENT}]]></content:encoded>"
    article = parse(rss(f"<description>The bridge was closed on…</description>{content}"))
    assert article.body.summary == ()


def test_an_atom_entry_is_read_in_all_its_parts(parse: Parse) -> None:
    article = parse(
        atom(
            '<id>tag:news.example,2024:1</id><title type="html">Bridge &amp;amp; tunnel</title>'
            '<link rel="self" href="/feed/1"/><link href="1.html"/><author><name>Ann Lee</name></author>'
            '<author><name>Bob Ray</name></author><category term="t1" label="Traffic"/>'
            "<published>2024-05-06T10:30:00Z</published><updated>2024-05-07T08:00:00Z</updated>"
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The bridge was closed.</p></div>'
            "</content>",
            'xml:base="https://news.example/2024/" xml:lang="en"',
        )
    )
    assert article.body.title is not None
    assert article.body.title.text == "Bridge & tunnel"
    assert paragraphs(article) == ["The bridge was closed."]
    assert article.canonical_url == "https://news.example/2024/1.html"
    assert article.external_id == "tag:news.example,2024:1"
    assert article.authors == ("Ann Lee", "Bob Ray")
    assert [(topic.code, topic.name) for topic in article.topics] == [("t1", "Traffic")]
    assert [found.kind for found in article.dates] == [DateKind.PUBLISHED, DateKind.MODIFIED]
    assert article.language_declared == "en"


def test_an_atom_entry_that_was_only_updated_has_no_date_of_publication(parse: Parse) -> None:
    article = parse(atom("<title>Bridge closed</title><updated>2024-05-07T08:00:00Z</updated>"))
    assert [found.kind for found in article.dates] == [DateKind.MODIFIED]


def test_text_that_atom_declares_as_plain_is_no_markup(parse: Parse) -> None:
    article = parse(atom('<title>Tags</title><content type="text">Write &lt;b&gt; for bold type.</content>'))
    assert paragraphs(article) == ["Write <b> for bold type."]


@pytest.mark.parametrize(
    ("author", "name"), [("ann@news.example (Ann Lee)", "Ann Lee"), ("Ann Lee", "Ann Lee"), ("By Ann Lee", "Ann Lee")]
)
def test_the_author_of_an_rss_item_is_a_name(parse: Parse, author: str, name: str) -> None:
    assert parse(rss(f"<title>Bridge closed</title><author>{author}</author>")).authors == (name,)


def test_the_link_behind_a_counting_link_is_taken(parse: Parse) -> None:
    article = parse(
        rss(
            "<title>Bridge closed</title><link>https://count.example/x</link>"
            "<fb:origLink>https://news.example/1</fb:origLink>",
            namespaces='xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0"',
        )
    )
    assert article.canonical_url == "https://news.example/1"


@pytest.mark.parametrize(
    "guid", ["<guid>https://news.example/1</guid>", '<guid isPermaLink="true">https://news.example/1</guid>']
)
def test_a_permanent_id_is_a_link(parse: Parse, guid: str) -> None:
    assert parse(rss(f"<title>Bridge closed</title>{guid}")).canonical_url == "https://news.example/1"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://[broken", "  ", "mailto:a@news.example"])
def test_what_is_no_web_address_is_no_link(parse: Parse, link: str) -> None:
    assert parse(rss(f"<title>Bridge closed</title><link>{link}</link>")).canonical_url is None


def test_an_entry_that_shows_nothing_is_rejected(parse: Parse) -> None:
    with pytest.raises(EmptyArticle):
        parse(rss("<title> </title><description>&lt;img src='a.png'&gt;</description>"))


def test_scripts_in_a_description_are_no_text(parse: Parse) -> None:
    article = parse(
        rss(
            "<title>A</title><content:encoded>&lt;p&gt;Safe.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</content:encoded>"
        )
    )
    assert paragraphs(article) == ["Safe."]


def test_characters_that_xml_forbids_are_counted(parse: Parse) -> None:
    assert parse(rss("<title>Bud\x0bget</title>")).replaced_count == 1


@pytest.mark.parametrize("name", ["link", "guid", "author", "pubDate", "category", "dc:language"])
def test_a_value_too_long_for_its_element_is_left_out_and_noted(parse: Parse, name: str) -> None:
    article = parse(rss(f"<title>Bridge closed</title><{name}>{'x' * 30_000}</{name}>"))
    assert {issue.rule for issue in article.quality_issues} == {"field_too_long"}
    assert all("30,000 characters: xxx" in (issue.evidence or "") for issue in article.quality_issues)
    assert (article.canonical_url, article.external_id, article.byline, article.topics) == (None, None, None, ())
    assert (article.authors, article.dates) == ((), ())


@pytest.mark.parametrize("element", ["blink", "marquee", "iframe", "script", "applet"])
def test_elements_that_are_not_escaped_are_read_as_html(parse: Parse, element: str) -> None:
    article = parse(rss(f"<title>Bridge</title><body>The bridge <{element}>was</{element}> closed.</body>"))

    text = " ".join(paragraphs(article))
    assert text.startswith("The bridge")
    assert "<" not in text
    assert "khabar" not in text
