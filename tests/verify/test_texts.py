"""Texts of a revision that differ from those of its article are named by their kind."""

import pytest
from saving import article, record, save_all, start_run
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from etl.articles import Article, Block, Caption, Role, Section
from etl.verify.texts import other_text


def block(words: str) -> Block:
    return Block(role=Role.PARAGRAPH, text=words, detected_by="test")


WHOLE = article(
    "",
    title=block("The title"),
    facts=(block("A fact\x00"), block("Another")),  # NUL is no letter that PostgreSQL holds
    summary=(block("A summary"),),
    sections=(
        Section(paragraphs=(block("First"), block("Second"))),
        Section(heading=block("A heading"), paragraphs=(block("Third"),)),
    ),
    extra=(Block(role=Role.BYLINE, text="By Ann Lee", detected_by="test"),),
    captions=(Caption(role=Role.CAPTION, text="A caption", detected_by="test"),),
)
BARE = article("Of nothing else", canonical_url="https://alnoor.example/bare")
KINDS = {
    "title": "update corpus.revision set title = 'Other'",
    "facts": "update corpus.fact set text = 'Other' where position = 1",
    "summary": "delete from corpus.summary",
    "headings": "update corpus.section set heading = null",
    "paragraphs": "update corpus.paragraph set text = 'Other' where position = 2",
    "extra": "update corpus.extra set text = 'Other'",
    "captions": "update corpus.caption set text = 'Other'",
}


@pytest.fixture(scope="module")
def revisions(engine: Engine) -> dict[str | None, int]:
    """The whole article and the bare one, saved: their revisions by title."""
    run_id, (file, *_) = start_run(engine)
    save_all(engine, run_id, [[record(file, 0, WHOLE), record(file, 1, BARE)]])
    with engine.connect() as connection:
        return {
            title: number
            for title, number in connection.execute(text("select title, revision_id from corpus.revision"))
        }


@pytest.mark.parametrize(("title", "made_of"), [("The title", WHOLE), (None, BARE)])
def test_texts_that_were_saved_are_those_of_the_article(
    session: Session, revisions: dict[str | None, int], title: str | None, made_of: Article
) -> None:
    assert other_text(session.connection(), revisions[title], made_of) is None


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_kind_of_text_that_differs_is_named(
    session: Session, revisions: dict[str | None, int], kind: str
) -> None:
    assert session.connection().execute(text(KINDS[kind])).rowcount

    assert other_text(session.connection(), revisions["The title"], WHOLE) == kind


def test_texts_in_another_order_differ(session: Session, revisions: dict[str | None, int]) -> None:
    swapped = Section(paragraphs=WHOLE.body.sections[0].paragraphs[::-1])
    other = article(
        "",
        title=WHOLE.body.title,
        facts=WHOLE.body.facts,
        summary=WHOLE.body.summary,
        sections=(swapped, WHOLE.body.sections[1]),
    )

    assert other_text(session.connection(), revisions["The title"], other) == "paragraphs"


def test_an_article_of_more_texts_than_there_are_rows_differs(
    session: Session, revisions: dict[str | None, int]
) -> None:
    assert other_text(session.connection(), revisions[None], WHOLE) == "title"
    assert other_text(session.connection(), revisions["The title"], BARE) == "title"
