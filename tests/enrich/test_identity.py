import uuid
from dataclasses import replace

import pytest
from fixture_types import MakeArticle, MakeDocument
from hypothesis import given
from hypothesis import strategies as st
from made import make_article

from etl.articles import (
    Article,
    ArticleUrl,
)
from etl.documents import Document, Origin
from etl.enrich.identity import ArticleKey, article_key, article_uid, host_of

STORY = "https://news.example/2026/storm"
HOME = "https://news.example/"


def key(document: Document, article: Article) -> tuple[str, str]:
    found = article_key(document, article)
    return found.kind, found.value


def test_the_canonical_url_of_the_same_site_is_the_identity(
    make_document: MakeDocument, make_article: MakeArticle
) -> None:
    document = make_document(target_url="https://m.news.example/2026/storm?utm_source=mail")

    assert key(document, make_article(canonical_url=STORY)) == ("url", STORY)


@pytest.mark.parametrize(
    ("canonical", "fetched"),
    [
        ("https://other.example/2026/storm", STORY),
        (HOME, STORY),
        ("https://news.example/story", "https://news.example/story?id=17"),
        ("https://news.example/story", "https://news.example/story?article_id=17&lang=ar"),
        ("/2026/storm", STORY),
    ],
)
def test_a_canonical_url_that_cannot_mean_this_page_is_not_believed(
    make_document: MakeDocument, make_article: MakeArticle, canonical: str, fetched: str
) -> None:
    article = make_article(canonical_url=canonical)

    assert key(make_document(target_url=fetched), article) == ("url", fetched)


def test_a_canonical_url_may_drop_parameters_that_number_no_page(
    make_document: MakeDocument, make_article: MakeArticle
) -> None:
    document = make_document(target_url=f"{STORY}?print=1&from=home")

    assert key(document, make_article(canonical_url=STORY)) == ("url", STORY)


def test_without_a_fetch_the_canonical_url_counts_unless_it_is_a_home_page(
    make_document: MakeDocument, make_article: MakeArticle
) -> None:
    assert key(make_document(), make_article(canonical_url=STORY)) == ("url", STORY)
    assert key(make_document(), make_article("Text.", canonical_url=HOME))[0] == "text"


def test_the_link_of_a_feed_is_the_identity_of_its_page(make_document: MakeDocument, make_article: MakeArticle) -> None:
    teaser = make_article(urls=(ArticleUrl(kind="feed", url=f"{STORY}/?utm_medium=rss"),), external_id="7")
    page = make_article(canonical_url=STORY)

    assert article_key(make_document(), teaser) == article_key(make_document(target_url=STORY), page)


def test_an_alternate_url_is_not_the_article_s_own(make_document: MakeDocument, make_article: MakeArticle) -> None:
    article = make_article("Text.", urls=(ArticleUrl(kind="alternate", url="https://news.example/en/storm"),))

    assert key(make_document(), article)[0] == "text"


def test_an_id_counts_at_its_source_and_alone_only_if_it_is_one_of_a_kind(
    make_document: MakeDocument, make_article: MakeArticle
) -> None:
    document = make_document()

    assert key(document, make_article(external_id="17", source="Wire A")) == ("id", "Wire A 17")
    assert key(document, make_article(external_id="urn:newsml:wire.example:17")) == ("id", "urn:newsml:wire.example:17")
    assert key(document, make_article("Text.", external_id="17"))[0] == "text"


def test_the_same_text_in_two_files_is_one_article_whatever_a_parser_made_of_it(
    make_document: MakeDocument, make_article: MakeArticle
) -> None:
    first = make_article("One.", "Two.", source_text="One.\r\n\r\nTwo.\n")
    second = make_article("One. Two.", source_text="One. Two.")

    assert article_key(make_document(uri="a.txt"), first) == article_key(make_document(uri="b.txt"), second)


def test_without_a_source_text_the_blocks_are_the_identity(
    make_document: MakeDocument, make_article: MakeArticle
) -> None:
    keys = {article_key(make_document(), make_article(text)) for text in ("One.", " One. ", "Two.")}

    assert len(keys) == 2


def test_only_a_url_has_a_host() -> None:
    assert host_of(ArticleKey("url", "https://arabic.news.example:8080/1")) == "arabic.news.example"
    assert host_of(ArticleKey("text", "ab")) is None


def test_a_uid_never_changes() -> None:
    assert article_uid(ArticleKey("url", STORY)) == uuid.UUID("e30f3c0a-3c72-55ee-ada5-371a8d678b9f")


def test_a_url_and_an_id_that_read_alike_are_different_articles() -> None:
    assert article_uid(ArticleKey("url", "x")) != article_uid(ArticleKey("id", "x"))


@given(st.text(), st.text(max_size=3))
def test_any_text_has_an_identity_that_white_space_does_not_change(text: str, space: str) -> None:
    document = Document(origin=Origin(uri="a.txt"), name="a.txt", data=b"")
    padding = " " * len(space) + "\n"
    keys = {article_key(document, replace(make_article(), source_text=t)) for t in (text, padding + text + padding)}

    assert len(keys) == 1
