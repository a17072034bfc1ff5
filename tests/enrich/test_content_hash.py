"""The content hash: what makes a new revision, and what does not."""

import dataclasses
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
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
from etl.enrich.content_hash import content_hash

STORY = "https://news.example/2026/storm"


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
    "extraction_doubt": 0.5,
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
