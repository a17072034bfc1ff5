"""Of a backup of Blogger, what was published becomes documents; the rest is counted."""

import pytest
from fixture_types import Read

from etl.documents import Document, StructuralSkip
from etl.ingest.read_file import Unit

FEED = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="{}"><title>Notes</title><entry><title>Bridge closed</title>'
    '<category scheme="{}" term="http://schemas.google.com/blogger/2008/kind#{}"/><content>Since Monday.</content>'
    "{}</entry></feed>"
)
KIND = "http://schemas.google.com/g/2005#kind"
NEW, OLD = "http://www.w3.org/2007/app", "http://purl.org/atom/app#"
DRAFT = "<app:control><app:draft>{}</app:draft></app:control>"


def unit_of(read: Read, kind: str, more: str = "", scheme: str = KIND, namespace: str = NEW) -> Unit:
    unit, *others = read(FEED.format(namespace, scheme, kind, more).encode(), "backup.xml")
    assert not any(isinstance(other, Document) for other in others)
    return unit


@pytest.mark.parametrize(("kind", "more"), [("post", ""), ("page", ""), ("post", DRAFT.format("no"))])
def test_what_was_published_is_read(read: Read, kind: str, more: str) -> None:
    assert isinstance(unit_of(read, kind, more), Document)


@pytest.mark.parametrize("kind", ["comment", "template", "settings"])
def test_what_is_no_article_is_counted(read: Read, kind: str) -> None:
    assert unit_of(read, kind) == StructuralSkip(reason="atom:no_article")


@pytest.mark.parametrize("namespace", [NEW, OLD])
def test_a_draft_is_counted(read: Read, namespace: str) -> None:
    assert unit_of(read, "post", DRAFT.format("yes"), namespace=namespace) == StructuralSkip(reason="atom:draft")


def test_any_other_category_says_nothing_of_the_kind(read: Read) -> None:
    assert isinstance(unit_of(read, "comment", scheme="https://news.example/topics"), Document)
