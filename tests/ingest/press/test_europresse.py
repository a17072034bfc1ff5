"""Exports of Europresse: parts of pages and texts."""

import json
from typing import Any

import pytest
from fixture_types import Outcomes, ReadDocuments

PAGE = (
    '<article><header><span class="DocPublicationName">The Wire, no. 7</span><span class="DocHeader">{about}</span>'
    '<p class="{title}">The pier is lit</p>{author}</header><div class="{body}"><p>The pier is lit again.</p></div>'
    "<footer>{footer}</footer></article><p>Below</p>"
)
PARTS = {
    "about": "News, Monday, May 4, 2026, p. 5", "title": "titreArticleVisu", "body": "DocText", "author": "",
    "footer": '<i class="publiC-lblNodoc">news·20260505·GZ·001</i>',
}  # fmt: skip
TEXT = "The Wire, no. 7\n{about}\n\nThe pier is lit\n{author}\nThe pier is lit again.\n\n{foot}\nnews·20260505·GZ·001\n"


def record(documents: ReadDocuments, **parts: str) -> dict[str, Any]:
    (one,) = documents(PAGE.format(**(PARTS | parts)).encode(), "a.html")
    found: dict[str, Any] = json.loads(one.data)
    return found


def text_record(
    documents: ReadDocuments, about: str, author: str = "", foot: str = "© 2026 The Wire"
) -> dict[str, Any]:
    (one,) = documents(TEXT.format(about=about, author=author, foot=foot).encode(), "a.txt")
    found: dict[str, Any] = json.loads(one.data)
    return found


@pytest.mark.parametrize("title", ["titreArticleVisu", "titreArticle", "rdp__articletitle", "x titreArticle y"])
@pytest.mark.parametrize("body", ["docOcurrContainer", "DocText", "texteArticle", "rdp__docText", "a DocText"])
def test_title_and_text_of_a_page_are_known_by_their_classes(
    read_documents: ReadDocuments, title: str, body: str
) -> None:
    assert record(read_documents, title=title, body=body) == {
        "title": "The pier is lit", "publication": "The Wire", "date": "May 4, 2026", "section": "News",
        "body_html": "<p>The pier is lit again.</p>", "id": "europresse:news·20260505·GZ·001",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("about", "date", "section"),
    [
        ("Monday, May 4, 2026", "May 4, 2026", "Monday"),
        ("May 4, 2026, p. 5", "May 4, 2026", None),
        (", May 4, 2026", "May 4, 2026", None),
        ("Sport, page 5", "2026-05-05", None),
    ],
)
def test_the_date_of_a_page_is_that_of_its_head_or_of_its_number(
    read_documents: ReadDocuments, about: str, date: str, section: str | None
) -> None:
    found = record(read_documents, about=about)

    assert (found["date"], found.get("section")) == (date, section)


def test_the_number_may_stand_in_the_footer_and_may_be_missing(read_documents: ReadDocuments) -> None:
    assert record(read_documents, footer="© 2026. news.20260505.GZ.1")["id"] == "europresse:news.20260505.GZ.1"
    assert "id" not in record(read_documents, footer="© 2026")


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ('<div class="sm-margin-bottomNews">Iris Hartwell</div>', "Iris Hartwell"),
        (
            '<p class="a sm-margin-bottomNews">News</p><p class="sm-margin-bottomNews">Iris Hartwell</p>',
            "Iris Hartwell",
        ),
        ('<span class="sm-margin-bottomNews">Iris Hartwell</span>', None),
        (f'<div class="sm-margin-bottomNews">{"a" * 200}</div>', "a" * 200),
        (f'<div class="sm-margin-bottomNews">{"a" * 201}</div>', None),
    ],
)
def test_the_author_of_a_page_is_a_short_line(read_documents: ReadDocuments, author: str, name: str | None) -> None:
    assert record(read_documents, author=author).get("author") == name


@pytest.mark.parametrize(
    ("about", "section", "length"),
    [
        ("Monday, May 4, 2026\n40 words", "Monday", "40 words"),
        ("May 4, 2026\n1 040 mots, p. 4", None, "1 040 mots"),
        ("News, Monday, May 4, 2026, p. 2\n40 words • pp. 2-3", "News", "40 words"),
        ("May 4, 2026\n40 words\n\np. 7\n", None, "40 words"),
        ("May 4, 2026\n40 words\n\nno. 12, p. 7\n", None, "40 words"),
    ],
)
def test_length_and_page_stand_below_the_date_of_a_text(
    read_documents: ReadDocuments, about: str, section: str | None, length: str
) -> None:
    found = text_record(read_documents, about)

    assert (found["title"], found["text"]) == ("The pier is lit", "The pier is lit again.")
    assert (found["publication"], found["date"]) == ("The Wire", "May 4, 2026")
    assert (found.get("section"), found["length"]) == (section, length)


@pytest.mark.parametrize(
    "foot",
    [
        "© 2026 The Wire", "(c) 2026 The Wire", "Le présent document est protégé.", "This document is protected.",
        "Certificat émis le 30 mai 2026", "Ce certificat est personnel.", "Certificate issued on May 30, 2026",
        "This certificate is personal.",
    ],
)  # fmt: skip
def test_rights_and_certificates_are_no_text(read_documents: ReadDocuments, foot: str) -> None:
    found = text_record(read_documents, "May 4, 2026\n40 words", foot=f"{foot}\nMore of it.")

    assert found["text"] == "The pier is lit again."


@pytest.mark.parametrize("author", ["Iris Hartwell\n", "\nIris Hartwell\n", "Iris Hartwell, of the harbour\n"])
def test_the_author_of_a_text_stands_below_the_title(read_documents: ReadDocuments, author: str) -> None:
    assert text_record(read_documents, "May 4, 2026\n40 words", author)["author"] == author.strip()


@pytest.mark.parametrize(
    ("about", "author"),
    [
        ("May 4, 2026\n40 words", "Iris Hartwell\nSamuel Oduya\n"),
        ("May 4, 2026\n40 words", "Iris\n"),
        ("May 4, 2026\n40 words of it", ""),
        ("Monday\n40 words", ""),
    ],
)
def test_other_layouts_of_a_text_are_refused(outcomes: Outcomes, about: str, author: str) -> None:
    text = TEXT.format(about=about, author=author, foot="© 2026 The Wire").replace("30 words", "")

    assert outcomes(f"{text}\n40 words\n".encode(), "a.txt")[0] == "unknown_format"
