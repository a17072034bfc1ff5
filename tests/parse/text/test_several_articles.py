"""A text that seems to hold several articles is told, and not cut."""

import pytest

from etl.articles import Article, QualityIssue
from etl.documents import Document, Origin
from etl.parse.text.format import FORMAT
from etl.settings import Settings

FIRST = "The mill by the weir turned again on Monday after thirty years. Two hundred people came to watch."
SECOND = "The wheel was rebuilt by volunteers in a barn. They used oak from the same valley."


def article(text: str) -> Article:
    return FORMAT.read(Document(origin=Origin(uri="a.txt"), name="a.txt", data=text.encode()), Settings()).article()


def issues(text: str) -> tuple[QualityIssue, ...]:
    return article(text).quality_issues


def test_a_second_title_with_a_byline_is_told_with_its_place() -> None:
    found = issues(
        f"The Mill Turns\nBy Ana Lopez | 3 March 2026\n{FIRST}\nThe Ferry Stops\nBy Li Wei | 4 March 2026\n{SECOND}"
    )

    assert [(issue.rule, issue.place) for issue in found] == [("several_articles", "sections[1].heading")]
    assert found[0].evidence is not None
    assert "Li Wei" in found[0].evidence


def test_a_second_label_of_the_facts_is_told() -> None:
    part = f"Key facts\n- One thing.\n- Another.\nHow it began\n{FIRST}\n"

    assert [issue.evidence for issue in issues(part + part)] == ["a second label of the facts: Key facts"]


def test_one_article_with_a_list_of_dates_is_not_told() -> None:
    dates = "\n".join(f"- {day} March 2026: the water rose." for day in range(1, 6))

    assert issues(f"The Mill Turns\nBy Ana Lopez | 3 March 2026\n{FIRST}\nThe week\n{dates}\n{SECOND}") == ()


@pytest.mark.parametrize("below_the_title", ["By Ana Lopez | 3 March 2026\n", ""])
def test_what_the_first_article_says_is_not_said_of_all(below_the_title: str) -> None:
    labels = "" if below_the_title else "Key facts\n- One thing.\n- Another.\n"
    found = article(
        f"The Mill Turns\n{below_the_title}{labels}{FIRST}\n"
        f"The Ferry Stops\n{below_the_title}{labels or ''}{SECOND}\nWhat is left\n{FIRST}"
    )

    assert "several_articles" in [issue.rule for issue in found.quality_issues]
    assert (found.body.title, found.byline, found.authors, found.dates) == (None, None, (), ())
    assert found.body.sections[0].heading is not None
    assert found.body.sections[0].heading.text == "The Mill Turns"
    assert found.body.title_origin is None


def test_a_section_with_a_heading_that_may_label_facts_is_no_second_label() -> None:
    part = f"Key facts\n- One thing.\n- Another.\nHow it began\n{FIRST}\n"

    assert issues(f"{part}What we know so far\n{SECOND}\n") == ()
