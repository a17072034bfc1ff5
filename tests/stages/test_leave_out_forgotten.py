"""By what a forgotten article is known again: each thing alone is enough, and nothing of its unit is kept."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from made import ORIGIN, make_article
from sqlalchemy.orm import Session

from etl.articles import Article, ArticleUrl
from etl.documents import Document, Origin, Outcome
from etl.load.input_record import FileKey, Identified, Record, Refused
from etl.load.tombstones import Tombstone, add_tombstones, url_mark
from etl.stages.convert import refuse
from etl.stages.leave_out_forgotten import marks_of, url_marks, without_forgotten
from etl.stages.make_input_record import article_record, refused_record

FILE = FileKey(file_id=1, file_no=0, root="news", uri="a.zip", sha256=b"f")
DOCUMENT = Document(origin=ORIGIN, data=b"<p>The heron", name="a.html")


def article(body: str = "The heron", **fields: object) -> Article:
    values = {"format": "html", "parser": "html/1", "source_text": body, "canonical_url": "https://n.example/one"}
    return make_article(body, **(values | fields))


HERON = article_record(FILE, DOCUMENT, article(urls=(ArticleUrl(kind="amp", url="https://n.example/amp"),)))
# The heron's unit with all of it changed but one thing.
OTHER = Document(origin=Origin(uri="b.html", target_url="https://n.example/other"), data=b"other bytes", name="b.html")
OTHER_URL = {"canonical_url": "https://n.example/two"}
SAME = {
    "bytes": (replace(OTHER, data=DOCUMENT.data), article("Bread", **OTHER_URL)),
    "identity": (OTHER, article("Bread")),
    "address of the fetch": (
        replace(OTHER, origin=replace(OTHER.origin, target_url=DOCUMENT.origin.target_url)),
        article("Bread", **OTHER_URL),
    ),
    "address on the page": (
        OTHER,
        article("Bread", urls=(ArticleUrl(kind="og", url="https://n.example/amp"),), **OTHER_URL),
    ),
    "address in another spelling": (
        replace(OTHER, origin=Origin(uri="b.html", target_url="HTTP://N.example/amp?utm_source=x")),
        article("Bread", **OTHER_URL),
    ),
    "content": (OTHER, article(source_text="Bread", **OTHER_URL)),
    "text": (OTHER, article("Bread", source_text="The\n heron", **OTHER_URL)),
}


@pytest.fixture
def forgotten(session: Session) -> Session:
    """A session in which the heron is forgotten."""
    assert isinstance(HERON.result, Identified)
    stone = Tombstone(uid=HERON.result.uid, forgotten_at=datetime.now(UTC), marks=tuple(marks_of(HERON)))
    add_tombstones(session.connection(), [stone])
    return session


@pytest.mark.parametrize("kind", SAME)
def test_a_unit_with_one_thing_of_a_forgotten_article_is_forgotten(forgotten: Session, kind: str) -> None:
    (found,) = without_forgotten(forgotten.connection(), [article_record(FILE, *SAME[kind])])

    assert isinstance(found.result, Refused)
    assert (found.result.outcome, found.result.reason) == (Outcome.SKIPPED, "forgotten")


def test_the_alternate_address_is_of_another_article_and_is_no_mark(forgotten: Session) -> None:
    alternate = (ArticleUrl(kind="alternate", url="https://n.example/amp"),)
    other = article_record(FILE, OTHER, article("Bread", urls=alternate, **OTHER_URL))

    assert without_forgotten(forgotten.connection(), [other]) == [other]


def test_of_a_forgotten_unit_only_its_place_is_kept(forgotten: Session) -> None:
    other = article_record(FILE, OTHER, article("Bread", **OTHER_URL))
    refused = refused_record(FILE, refuse(DOCUMENT, "timeout", "The heron"), "parse")

    heron, kept, rejected = without_forgotten(forgotten.connection(), [HERON, other, refused])

    empty = Refused(stage="load", outcome=Outcome.SKIPPED, reason="forgotten", detail="", head=b"")
    assert kept == other
    assert heron == Record(
        origin=Origin(uri="a.zip", member="forgotten", member_no=2, position=3),
        file=FILE,
        sha256=None,
        result=empty,
    )
    assert rejected == heron
    of_file = article_record(FILE, replace(DOCUMENT, origin=Origin(uri="a.zip", position=3)), article())
    assert without_forgotten(forgotten.connection(), [of_file])[0].origin.member is None


def test_a_refused_unit_is_known_by_its_bytes_and_its_address() -> None:
    refused = refused_record(FILE, refuse(DOCUMENT, "timeout", ""), "parse")

    assert {(mark.kind, mark.hash) for mark in marks_of(refused)} == {
        ("bytes", sha256(DOCUMENT.data).digest()),
        ("url", url_mark("https://n.example/fetched").hash),
    }
    assert marks_of(replace(refused, sha256=None, origin=Origin(uri="a.zip"))) == set()


@pytest.mark.parametrize(
    ("url", "known"),
    [
        ("https://n.example/", False),
        ("https://n.example", False),
        ("https://n.example/?utm_source=x", False),
        ("https://n.example/1", True),
        ("https://n.example/?p=1", True),
        ("no address", True),
        ("", False),
    ],
)
def test_a_home_page_is_no_mark_of_an_article(url: str, known: bool) -> None:
    assert bool(url_marks(url)) == known
    assert (url_mark(url) in url_marks(url)) == known
