"""Texts under a head: what becomes of its fields, and that no line is lost."""

import pytest

from etl.articles import Article, Role
from etl.documents import Document, Origin
from etl.enrich.choose_dates import choose_dates
from etl.errors import EmptyArticle
from etl.parse import parse_document
from etl.settings import Settings

TEXT = "The mill by the weir turned again on Monday after thirty years. Two hundred people came to watch.\n"


def parse(text: str, encoding: str = "utf-8") -> Article:
    document = Document(origin=Origin(uri="a.md"), name="a.md", data=text.encode(encoding))
    return choose_dates(parse_document(document, Settings()))


def test_a_clipping_has_the_address_of_its_source_and_no_date_of_clipping() -> None:
    article = parse(
        '---\ntitle: "The Mill"\nsource: "https://a.example/2026/mill"\nauthor:\n  - "[[Ann Lee]]"\n'
        f"created: 2026-05-01\nupdated: 2026-05-02\nrating: 5\n---\n{TEXT}"
    )

    assert article.canonical_url == "https://a.example/2026/mill"
    assert article.source == "a.example"
    assert article.authors == ("Ann Lee",)
    assert article.dates == ()
    assert "rating: 5" in [block.text for block in article.body.extra]


def test_unknown_keys_are_kept_as_other_and_no_line_becomes_text() -> None:
    article = parse(f"Title: The Mill\nDate: 2026-05-03\nEdition: morning\n\n{TEXT}")

    assert [(block.role, block.text) for block in article.body.extra] == [
        (Role.OTHER, "Date: 2026-05-03"),
        (Role.OTHER, "Edition: morning"),
    ]
    assert [block.text for block in article.body.paragraphs] == [TEXT.strip()]


def test_a_title_that_the_text_repeats_is_the_title_of_the_text() -> None:
    article = parse(
        f"Title: The mill turns again - River Post\nURL: https://a.example/1\n\n# The mill turns again\n{TEXT}"
    )

    assert article.body.title is not None
    assert (article.body.title.text, article.body.title_origin) == ("The mill turns again", "text")


def test_a_value_that_is_too_long_is_left_out_and_reported() -> None:
    article = parse(f"---\ntitle: The Mill\nsource: {'x' * 501}\n---\n{TEXT}")

    assert article.source is None
    assert [issue.rule for issue in article.quality_issues if issue.rule == "field_too_long"]


def test_a_table_under_a_head_is_refused_by_name() -> None:
    rows = "id,name,low,high\n" + "".join(f"{n},{'ab' * n},{n * 3},{n * 7}\n" for n in range(40))

    with pytest.raises(EmptyArticle, match="a table with 4 columns"):
        parse(f"---\ntitle: The Mill\n---\n{rows}")


@pytest.mark.parametrize("encoding", ["utf-16", "cp1251", "utf-8-sig"])
def test_a_head_is_read_in_other_encodings(encoding: str) -> None:
    text = "Мельница у плотины снова заработала в понедельник после тридцати лет. Посмотреть пришли двести человек.\n"

    article = parse(f"Заголовок: Мельница\nАвтор: Олег Синицын\nДата: 3 мая 2026\n\n{text}", encoding)

    assert article.authors == ("Олег Синицын",)
    assert article.body.title is not None
    assert article.body.title.text == "Мельница"
