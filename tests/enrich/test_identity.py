import dataclasses
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from fixture_types import MakeArticle, MakeDocument
from hypothesis import given
from hypothesis import strategies as st
from made import make_article, with_fields

from etl import articles
from etl.articles import (
    Article,
    ArticleUrl,
    Block,
    Body,
    Caption,
    Completeness,
    DateCandidate,
    DateKind,
    LiveUpdate,
    Moment,
    Precision,
    QualityIssue,
    Role,
    Section,
    Severity,
    Topic,
)
from etl.documents import Document, Origin
from etl.enrich.identity import ArticleKey, article_key, article_uid, content_hash, host_of

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


def block(text: str, **fields: Any) -> Block:
    return Block(role=Role.PARAGRAPH, text=text, detected_by="test", **fields)


PUBLISHED = DateCandidate(
    kind=DateKind.PUBLISHED,
    evidence="json-ld",
    text="2026-05-01",
    moment=Moment(on=date(2026, 5, 1), precision=Precision.DAY),
    chosen=True,
)
ARTICLE = make_article(format="html", parser="html/1", title=block("Storm"), dates=(PUBLISHED,))

SAID = {
    "title": block("Flood"),
    "facts_label": block("Key facts"),
    "facts": (block("Fact"),),
    "summary_label": block("Summary"),
    "summary": (block("In short"),),
    "sections": (Section(paragraphs=(block("Text"),)),),
    "extra": (block("By Somebody"),),
    "captions": (Caption(role=Role.CAPTION, text="A picture", credit="Example Wire", detected_by="html:p"),),
    "standfirst": "In short",
    "description": "A storm in short",
    "byline": "By Somebody",
    "authors": ("Somebody",),
    "source": "The Example",
    "section": "Weather",
    "topics": (Topic(scheme="keyword", code="storm"),),
    "dates": (replace(PUBLISHED, text="2026-05-02"),),
    "language": "en",
    "completeness": Completeness.TEASER,
    "wire_credit": "Example Wire",
    "ai_disclosure": "Translated by machine",
    "paywalled": True,
    "corrections": ("An earlier version was wrong.",),
    "live_updates": (LiveUpdate(time="10:00", heading=None, text="Rain"),),
}

NOT_SAID = {
    "format": "text",
    "parser": "html/2",
    "source_text": "Storm",
    "encoding_declared": "utf-8",
    "encoding": "utf-8",
    "replaced_count": 1,
    "external_id": "17",
    "canonical_url": STORY,
    "urls": (ArticleUrl(kind="fetched", url=STORY),),
    "language_declared": "en",
    "language_confidence": 0.9,
    "title_origin": "h1",
    "wire_agency": "Example",
    "wire_evidence": "line",
    "access_evidence": "name",
    "extraction_agreement": 0.5,
    "quality_issues": (QualityIssue(rule="x", severity=Severity.INFO, place="article"),),
}


def test_what_an_article_says_beside_its_publisher_is_known() -> None:
    """Every other field counts as said: one that we find out ourselves would make revisions that nobody wrote."""
    of_body = {field.name for field in dataclasses.fields(Body)}

    assert NOT_SAID.keys() - of_body == articles.NOT_SAID
    assert {field.name for field in dataclasses.fields(Article)} >= articles.NOT_SAID
    assert of_body == {*SAID, *NOT_SAID} & of_body


@pytest.mark.parametrize("field", SAID)
def test_another_word_of_the_publisher_is_another_revision(field: str) -> None:
    assert content_hash(with_fields(ARTICLE, **{field: SAID[field]})) != content_hash(ARTICLE)


@pytest.mark.parametrize("field", NOT_SAID)
def test_what_only_we_know_of_an_article_makes_no_revision(field: str) -> None:
    assert content_hash(with_fields(ARTICLE, **{field: NOT_SAID[field]})) == content_hash(ARTICLE)


def test_the_hash_of_what_is_stored_stays_what_it_is() -> None:
    """Another hash would make every article that is fetched again a new revision."""
    assert content_hash(with_fields(ARTICLE, **SAID, **NOT_SAID)).hex() == (
        "e0cc2a4e2caddcbd333c82b078289c55999f26fdf29471f8a1b1fe49ee9342d6"
    )


def test_a_newer_field_counts_where_it_has_a_value() -> None:
    newer = dataclasses.make_dataclass("Newer", [("codes", tuple, ())], bases=(Article,), frozen=True, kw_only=True)
    old, new = Article(format="html", parser="html/1"), newer(format="html", parser="html/1")

    assert content_hash(new) == content_hash(old)
    assert content_hash(replace(new, codes=("01",))) != content_hash(old)


def test_where_and_how_a_block_was_found_makes_no_revision() -> None:
    moved = with_fields(ARTICLE, title=Block(role=Role.PARAGRAPH, text="Storm", detected_by="mark", start=4, end=9))

    assert content_hash(moved) == content_hash(ARTICLE)


def test_heading_and_level_of_a_section_make_a_revision() -> None:
    sections = [
        Section(paragraphs=(block("A"), block("B"))),
        Section(heading=block("A"), paragraphs=(block("B"),)),
        Section(heading=block("A"), level=2, paragraphs=(block("B"),)),
    ]

    assert len({content_hash(with_fields(ARTICLE, sections=(section,))) for section in sections}) == 3


def test_the_time_of_the_fetch_makes_no_revision() -> None:
    fetched = datetime(2026, 5, 3, tzinfo=UTC)
    crawl = DateCandidate(
        kind=DateKind.PUBLISHED,
        evidence="warc:date",
        text="2026-05-03T00:00:00Z",
        moment=Moment(on=fetched.date(), local=fetched.replace(tzinfo=None), at=fetched, precision=Precision.SECOND),
    )

    assert content_hash(replace(ARTICLE, dates=(PUBLISHED, crawl))) == content_hash(ARTICLE)


@given(st.lists(st.text()), st.lists(st.text()))
def test_articles_hash_alike_only_if_they_read_alike(first: list[str], second: list[str]) -> None:
    hashes = [
        content_hash(with_fields(ARTICLE, sections=(Section(paragraphs=tuple(map(block, texts))),)))
        for texts in (first, second)
    ]

    assert all(len(value) == 32 for value in hashes)
    assert (hashes[0] == hashes[1]) == (first == second)


@given(st.text(), st.text(max_size=3))
def test_any_text_has_an_identity_that_white_space_does_not_change(text: str, space: str) -> None:
    document = Document(origin=Origin(uri="a.txt"), name="a.txt", data=b"")
    padding = " " * len(space) + "\n"
    keys = {article_key(document, replace(ARTICLE, source_text=t)) for t in (text, padding + text + padding)}

    assert len(keys) == 1
