"""What the load stage is told of a unit: all that its container said, and the addresses it is known under."""

from hashlib import sha256
from typing import Any

import pytest
from made import ORIGIN

from etl.articles import Article, ArticleUrl
from etl.documents import Document, Origin, Outcome, Refusal
from etl.load.input_record import FileKey, Identified, Refused
from etl.stages.make_input_record import article_record, refused_record

FILE = FileKey(file_id=1, file_no=0, root="news", uri="a.zip", sha256=b"f")
FETCHED = "https://n.example/fetched"


def identified(document: Document, **fields: Any) -> Identified:
    result = article_record(FILE, document, Article(format="html", parser="html/1", source_text="x", **fields)).result
    assert isinstance(result, Identified)
    return result


def test_a_record_says_where_the_unit_is_and_what_it_was_fetched_from() -> None:
    article = article_record(
        FILE, Document(origin=ORIGIN, data=b"x", name="a.html"), Article(format="html", parser="html/1")
    )
    refused = refused_record(
        FILE, Refusal(origin=ORIGIN, outcome=Outcome.REJECTED, reason="timeout", detail="", sha256=b"s"), "parse"
    )

    assert article.origin == refused.origin == ORIGIN
    assert (article.sha256, refused.sha256) == (sha256(b"x").digest(), b"s")


def test_an_article_is_known_under_every_address_once_with_its_kind() -> None:
    document = Document(origin=ORIGIN, data=b"x", name="a.html")
    urls = (ArticleUrl(kind="amp", url="https://n.example/amp"), ArticleUrl(kind="fetched", url=FETCHED))

    assert identified(document, urls=urls, canonical_url="https://n.example/1").urls == (
        ("amp", "https://n.example/amp"),
        ("canonical", "https://n.example/1"),
        ("fetched", FETCHED),
    )
    assert identified(document).urls == (("fetched", FETCHED),)
    assert identified(Document(origin=Origin(uri="a"), data=b"x", name="a")).urls == ()


def test_the_source_is_the_host_of_the_address_else_what_the_document_says() -> None:
    plain = Document(origin=Origin(uri="a"), data=b"x", name="a")

    assert identified(plain, canonical_url="https://www.n.example/1", source="The News").source == "n.example"
    assert identified(plain, source="The News").source == "The News"


@pytest.mark.parametrize(
    ("url", "source"),
    [("https://www.n.example/1", "n.example"), (None, None), ("no address", None), ("urn:uuid:1", None)],
)
def test_a_refused_unit_says_all_that_is_known_of_why(url: str | None, source: str | None) -> None:
    refusal = Refusal(
        origin=Origin(uri="a", target_url=url),
        outcome=Outcome.SKIPPED,
        reason="http_status",
        detail="404",
        head=b"h",
        format="warc",
    )

    assert refused_record(FILE, refusal, "ingest").result == Refused(
        stage="ingest",
        outcome=Outcome.SKIPPED,
        reason="http_status",
        detail="404",
        head=b"h",
        format="warc",
        source=source,
    )
