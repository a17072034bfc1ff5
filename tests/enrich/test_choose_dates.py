"""Choosing dates: by evidence, never invented, doubts said."""

import re
from datetime import UTC, datetime
from itertools import permutations

import pytest
from checkout import ROOT

from etl.articles import Article, DateCandidate, DateKind
from etl.enrich.choose_dates import EVIDENCE_ORDER, choose_dates
from etl.parse.dates.parse_date import parse_date

FETCHED_AT = datetime(2024, 5, 20, 8, 0, tzinfo=UTC)


def article(*dates: tuple[DateKind, str, str]) -> Article:
    return Article(
        format="html",
        parser="html/1",
        dates=tuple(DateCandidate(kind=k, evidence=e, text=t, moment=parse_date(t)) for k, e, t in dates),
    )


def published(*dates: tuple[str, str]) -> str | None:
    found = choose_dates(article(*((DateKind.PUBLISHED, *date) for date in dates)), FETCHED_AT)
    chosen = found.date(DateKind.PUBLISHED)
    return chosen.moment.iso() if chosen and chosen.moment else None


def doubts(found: Article) -> list[str | None]:
    return [issue.evidence for issue in found.quality_issues if issue.rule == "date_doubtful"]


def test_the_stronger_evidence_wins_in_any_order() -> None:
    dates = [("url", "2024-05-16"), ("json-ld", "2024-05-17T10:00:00Z"), ("meta:date", "2024-05-18")]

    assert published(*dates) == published(*reversed(dates)) == "2024-05-17T10:00:00+00:00"


def test_evidence_that_agrees_and_says_more_is_taken() -> None:
    assert published(("json-ld", "2024-05-17"), ("time", "2024-05-17T10:00:00+02:00")) == "2024-05-17T10:00:00+02:00"


def test_evidence_that_disagrees_adds_nothing() -> None:
    assert published(("json-ld", "2024-05-17T09:00"), ("time", "2024-05-17T10:00:00+02:00")) == "2024-05-17T09:00:00"


def test_a_date_after_the_fetch_is_passed_over_and_said() -> None:
    found = choose_dates(
        article((DateKind.PUBLISHED, "json-ld", "2025-01-01"), (DateKind.PUBLISHED, "url", "2024-05-17")), FETCHED_AT
    )

    assert found.dates[1].chosen
    assert doubts(found) == ["json-ld: after the fetch: 2025-01-01"]


def test_without_a_date_nothing_is_chosen_and_an_issue_says_so() -> None:
    found = choose_dates(article((DateKind.MODIFIED, "json-ld", "2024-05-17")), FETCHED_AT)

    assert found.date(DateKind.PUBLISHED) is None
    assert [issue.rule for issue in found.quality_issues] == ["date_missing"]


@pytest.mark.parametrize("text", ["32.13.2024", "0000-00-00", "9999-12-31"])
def test_a_text_that_is_no_date_is_kept_with_an_issue(text: str) -> None:
    found = choose_dates(article((DateKind.PUBLISHED, "meta:date", text)), None)

    assert found.dates[0].text == text
    assert not found.dates[0].chosen
    assert doubts(found) == [f"meta:date: no date: {text}"]


def test_modified_before_published_is_kept_as_stated_and_said() -> None:
    found = choose_dates(
        article(
            (DateKind.PUBLISHED, "json-ld", "2024-05-17T10:00Z"), (DateKind.MODIFIED, "json-ld", "2024-05-17T09:00Z")
        ),
        FETCHED_AT,
    )

    assert all(date.chosen for date in found.dates)
    assert doubts(found) == ["modified before published"]


def test_choosing_twice_changes_nothing_but_the_issues() -> None:
    once = choose_dates(article((DateKind.PUBLISHED, "json-ld", "2024-05-17")), FETCHED_AT)

    assert choose_dates(once, FETCHED_AT).dates == once.dates


@pytest.mark.parametrize(
    ("published_text", "modified_text", "is_doubtful"),
    [
        ("2024-05-17", "2024-05-16", True),
        ("2024-05-17", "2024-05-17", False),
        ("2024-05-17T10:00", "2024-05-17T09:00", True),
        ("2024-05-17T10:00", "2024-05-17", False),
        ("2024-05-17T01:00:00+09:00", "2024-05-16T18:00", False),  # perhaps an hour later
        ("2024-05-17T01:00:00+09:00", "2024-05-14", True),
    ],
)
def test_modified_is_only_too_early_where_that_is_sure(
    published_text: str, modified_text: str, is_doubtful: bool
) -> None:
    found = choose_dates(
        article((DateKind.PUBLISHED, "json-ld", published_text), (DateKind.MODIFIED, "json-ld", modified_text)),
        FETCHED_AT,
    )

    assert doubts(found) == (["modified before published"] if is_doubtful else [])


def test_the_chosen_date_does_not_depend_on_the_order_of_different_evidence() -> None:
    dates = [("byline", "2024-05-16"), ("meta:date", "2024-05-17T10:00"), ("time", "2024-05-17T10:00:00+02:00")]

    assert {published(*order) for order in permutations(dates)} == {"2024-05-17T10:00:00+02:00"}


def test_a_date_under_an_unknown_key_is_never_chosen_and_never_doubted() -> None:
    found = choose_dates(article((DateKind.PUBLISHED, "key:expires", "2099-01-01")), FETCHED_AT)

    assert not any(date.chosen for date in found.dates)
    assert [issue.rule for issue in found.quality_issues] == ["date_missing"]


def test_the_docs_give_the_order_of_evidence() -> None:
    text = (ROOT / "docs/parsing.md").read_text(encoding="utf-8")

    assert re.findall(r"^\| \d+ \| `([a-z-]+)` \|", text, re.MULTILINE) == list(EVIDENCE_ORDER)
