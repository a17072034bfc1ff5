"""A page that is an export of a press database is refused by the database's name."""

import pytest

from etl.documents import Document, Origin
from etl.errors import UnknownFormat
from etl.parse import parse_document
from etl.settings import load_settings

TEXT = "<p>The bridge is closed since Monday, the mayor said, and the buses take the old road until May.</p>" * 4
ARTICLE = f"<html><body><article><h1>Bridge closed</h1>{TEXT}</article></body></html>"
EXPORTS = {
    "Nexis": f"<html><body><p><span>1 of 3 DOCUMENTS</span></p><p>Bridge closed</p>{TEXT}</body></html>",
    "Factiva": "<html><body><div class='article deArticle'><table><tr><td><b>HD</b></td>"
    f"<td>Bridge closed</td></tr><tr><td><b>LP</b></td><td>{TEXT}</td></tr></table></div></body></html>",
    "Europresse": "<html><body><article><span class='DocPublicationName'>The Post</span>"
    f"<p class='titreArticleVisu'>Bridge closed</p>{TEXT}</article></body></html>",
    "ProQuest": f"<html><body><p>Bridge closed</p>{TEXT}<p><b>ProQuest document ID: </b>123</p></body></html>",
}


def page(source: str) -> Document:
    return Document(origin=Origin(uri="a.html"), name="a.html", data=source.encode())


@pytest.mark.parametrize("database", EXPORTS)
def test_an_export_is_refused_by_name(database: str) -> None:
    with pytest.raises(UnknownFormat, match=f"an export of {database}"):
        parse_document(page(EXPORTS[database]), load_settings())


def test_a_page_about_an_export_is_read() -> None:
    about = ARTICLE.replace("</h1>", "</h1><p>Nexis writes: 1 of 3 DOCUMENTS, and Factiva HD before a title.</p>")

    assert parse_document(page(about), load_settings()).body.title is not None
