"""Of an export of a WordPress site, what was published becomes documents; the rest is counted."""

import pytest
from fixture_types import Read

from etl.documents import Document, StructuralSkip
from etl.ingest.read_file import Unit

FEED = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Post</title>'
    "<item><title>Bridge closed</title><description>Since Monday.</description>{}</item></channel></rss>"
)


def unit_of(read: Read, status: str, kind: str) -> Unit:
    fields = f"<wp:status><![CDATA[{status}]]></wp:status><wp:post_type><![CDATA[{kind}]]></wp:post_type>"
    unit, *others = read(FEED.format(fields).encode(), "export.xml")
    assert not any(isinstance(other, Document) for other in others)
    return unit


@pytest.mark.parametrize("kind", ["post", "page", "recipe"])
def test_what_was_published_is_read(read: Read, kind: str) -> None:
    assert isinstance(unit_of(read, "publish", kind), Document)


@pytest.mark.parametrize("status", ["draft", "pending", "future", "private", "trash", "auto-draft", "inherit"])
def test_what_was_not_published_is_counted(read: Read, status: str) -> None:
    assert unit_of(read, status, "post") == StructuralSkip(reason="wxr:unpublished")


@pytest.mark.parametrize("kind", ["attachment", "nav_menu_item", "revision", "wp_template"])
def test_what_is_no_article_is_counted(read: Read, kind: str) -> None:
    assert unit_of(read, "publish", kind) == StructuralSkip(reason="wxr:no_article")


def test_an_entry_of_any_other_feed_is_read(read: Read) -> None:
    (unit,) = read(FEED.format("<status>draft</status>").encode(), "feed.xml")

    assert isinstance(unit, Document)
