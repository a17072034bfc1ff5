"""The header of an AsciiDoc document."""

import pytest

from etl.articles import Article
from etl.documents import Document, Origin
from etl.heads.read_head import read_head
from etl.parse import parse_document
from etl.settings import Settings

TEXT = "The ferry left the quay at six with forty passengers. It had been in the yard since autumn."


def parse(text: str) -> Article:
    return parse_document(Document(origin=Origin(uri="a.adoc"), name="a.adoc", data=text.encode()), Settings())


def test_title_authors_date_and_attributes_are_metadata() -> None:
    article = parse(
        "= Ferry runs again\nAnn Quay <ann@harbour.example>\nv1.2, 2026-04-09\n:lang: en\n:toc:\n\n"
        f"{TEXT}\n\n== In the yard\n\n{TEXT}\n\n== Next spring\n\n{TEXT}"
    )

    assert article.body.title is not None
    assert article.body.title.text == "Ferry runs again"
    assert article.authors == ("Ann Quay",)
    assert [str(date.moment.on) for date in article.dates if date.moment] == ["2026-04-09"]
    assert article.language_declared == "en"
    assert [section.heading and section.heading.text for section in article.body.sections] == [
        None,
        "In the yard",
        "Next spring",
    ]


@pytest.mark.parametrize("line", ["", "By Ann Quay", "5 = 2 + 3"])
def test_a_title_alone_proves_no_header(line: str) -> None:
    assert read_head(f"= Ferry runs again\n{line}\n\n{TEXT}") is None


def test_the_fields_of_restructured_text_are_a_header_block() -> None:
    article = parse(
        f"Ferry runs again\n================\n\n:author: Ann Quay\n:date: 2026-04-09\n:category: Sea\n\n{TEXT}"
    )

    assert article.body.title is not None
    assert article.body.title.text == "Ferry runs again"
    assert article.authors == ("Ann Quay",)
    assert [paragraph.text for paragraph in article.body.paragraphs] == [TEXT]
