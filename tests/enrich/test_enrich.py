"""Promise 3: nothing is invented. What a document does not say is None, with an issue beside it."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from made import make_article

from etl.articles import Article, DateKind
from etl.documents import Document, Origin
from etl.enrich import enrich

FETCHED = datetime(2026, 11, 3, 2, 0, tzinfo=UTC)


def enriched(*texts: str, **fields: object) -> tuple[Article, Article]:
    article = make_article(*texts, **fields)
    return article, enrich(article, Document(origin=Origin(uri="a.txt", fetched_at=FETCHED), name="a.txt", data=b""))


def test_no_date_comes_from_the_text_or_the_fetch() -> None:
    _, article = enriched("On 4 March 2024 the council met; it was 10:30. Published 2023-01-01. The plan runs to 2030.")

    assert article.date(DateKind.PUBLISHED) is None
    assert article.date(DateKind.MODIFIED) is None
    assert "date_missing" in {issue.rule for issue in article.quality_issues}


def test_what_is_missing_is_none_and_noted() -> None:
    _, article = enriched("12:30", language_declared="en")

    assert (article.body.title, article.language, article.language_confidence) == (None, None, None)
    assert (article.authors, article.byline, article.source, article.dates) == ((), None, None, ())
    assert {"title_missing", "language_missing"} <= {issue.rule for issue in article.quality_issues}


def test_issues_found_by_a_parser_stay() -> None:
    article, _ = enriched("Text.")
    once = enrich(article, Document(origin=Origin(uri="a.txt"), name="a.txt", data=b""))
    again = enrich(once, Document(origin=Origin(uri="a.txt"), name="a.txt", data=b""))

    assert again.quality_issues[: len(once.quality_issues)] == once.quality_issues


@given(st.lists(st.text(), max_size=4))
def test_no_text_is_changed_and_none_is_added(texts: list[str]) -> None:
    before, after = enriched(*texts)

    for field in ("body", "authors", "byline"):
        assert getattr(after, field) == getattr(before, field)


@given(st.lists(st.text(), max_size=4))
def test_the_same_article_is_enriched_in_the_same_way(texts: list[str]) -> None:
    assert enriched(*texts)[1] == enriched(*texts)[1]
