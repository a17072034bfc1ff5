"""Names that are written surname first are one author each, in every format; commas between full names stay commas."""

import json

import pytest

from etl.documents import Document, Origin
from etl.parse import parse_document
from etl.parse.credits.inverted_names import authors_of_field, authors_of_label
from etl.settings import Settings

STORY = "The ferry to Sandholm sails again on Monday, after the pier was mended and its lamps were lit for a trial."


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("Hartwell, Iris", ("Hartwell, Iris",)),
        ("Hartwell, Iris M.", ("Hartwell, Iris M.",)),
        ("Hartwell, Iris; Oduya, Samuel", ("Hartwell, Iris", "Oduya, Samuel")),
        ("Hartwell, Iris;Samuel Oduya;", ("Hartwell, Iris", "Samuel Oduya")),
        ("Hartwell, Iris and Oduya, Samuel", ("Hartwell, Iris", "Oduya, Samuel")),
        ("Hartwell, Iris | Reuters", ("Hartwell, Iris",)),
        ("Soto, Elena y Peña, Raúl", ("Soto, Elena", "Peña, Raúl")),
        ("Ruiz Soto, Elena; Peña, Raúl", ("Ruiz Soto, Elena", "Peña, Raúl")),
        ("de la Peña, Raúl", ("de la Peña, Raúl",)),
        ("ŞAHİN, Elif", ("ŞAHİN, Elif",)),
        ("Орлова, Вера; Крылов, Пётр", ("Орлова, Вера", "Крылов, Пётр")),
        ("الحربي، ليلى", ("الحربي، ليلى",)),
        ("शर्मा, मीना", ("शर्मा, मीना",)),
    ],
)
def test_a_name_with_its_surname_first_is_one_name_as_it_stands(field: str, names: tuple[str, ...]) -> None:
    assert authors_of_field(field) == names


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("Iris Hartwell, Samuel Oduya", ("Iris Hartwell", "Samuel Oduya")),
        ("Iris Hartwell, Samuel Oduya and Lena Voss", ("Iris Hartwell", "Samuel Oduya", "Lena Voss")),
        ("Iris Hartwell; Samuel Oduya", ("Iris Hartwell", "Samuel Oduya")),
        ("Iris Hartwell, Oslo", ("Iris Hartwell",)),
        ("Iris Hartwell, Reuters", ("Iris Hartwell",)),
        ("dpa, red", ()),
        ("李小红, 陈志强", ("李小红", "陈志强")),
        ("박서연, 최도윤", ("박서연", "최도윤")),
        ("By Iris Hartwell, Samuel Oduya", ("Iris Hartwell", "Samuel Oduya")),
    ],
)
def test_a_comma_between_full_names_stands_between_authors(field: str, names: tuple[str, ...]) -> None:
    assert authors_of_field(field) == names


def test_in_a_byline_only_a_label_makes_a_field() -> None:
    assert authors_of_label("Autor: Hartwell, Iris") == ("Hartwell, Iris",)
    assert authors_of_label("By Hartwell, Iris") == ("Hartwell", "Iris")


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.json", json.dumps({"title": "Ferry", "author": "Hartwell, Iris; Oduya, Samuel", "text": STORY})),
        ("a.json", json.dumps({"title": "Ferry", "author": "Hartwell, Iris\nOduya, Samuel", "text": STORY})),
        ("a.json", json.dumps({"title": "Ferry", "authors": ["Hartwell, Iris", "Oduya, Samuel"], "text": STORY})),
        ("a.md", f"---\ntitle: Ferry\nauthor: Hartwell, Iris; Oduya, Samuel\n---\n{STORY}\n"),
        ("a.md", f'---\ntitle: Ferry\nauthors:\n  - "Hartwell, Iris"\n  - "Oduya, Samuel"\n---\n{STORY}\n'),
        ("a.txt", f"Title: Ferry\nAuthor: Hartwell, Iris; Oduya, Samuel\nDate: 2026-05-04\n\n{STORY}\n"),
        ("a.txt", f"The ferry sails again\n\nAutor: Hartwell, Iris; Oduya, Samuel\n\n{STORY}\n"),
        (
            "a.html",
            "<html><head><meta name='author' content='Hartwell, Iris'><meta name='author' content='Oduya, Samuel'>"
            f"</head><body><h1>Ferry</h1><p>{STORY}</p></body></html>",
        ),
    ],
)
def test_every_format_reads_the_field_alike(name: str, source: str) -> None:
    article = parse_document(Document(origin=Origin(uri=name), name=name, data=source.encode()), Settings())

    assert article.authors == ("Hartwell, Iris", "Oduya, Samuel")
