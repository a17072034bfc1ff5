"""What a file name says is used only if a pattern is set, and only where the document says nothing itself."""

from datetime import date

import pytest

from etl.articles import Article
from etl.documents import Document, Origin
from etl.enrich.choose_dates import choose_dates
from etl.errors import ConfigError
from etl.parse import parse_document
from etl.settings import Settings, load_settings

TEXT = "The mill turns\n\nThe mill by the weir turned again on Monday after thirty years. Two hundred people came."
HEADED = f"Title: The mill turns\nDate: 2025-12-31\nSource: Valley News\n\n{TEXT}"


def article(uri: str, pattern: str | None, text: str = TEXT, member: str | None = None) -> Article:
    document = Document(origin=Origin(uri=uri, member=member), name="a.txt", data=text.encode())
    return parse_document(document, Settings(file_name_pattern=pattern))


def published(found: Article) -> date | None:
    return next((one.moment.on for one in choose_dates(found).dates if one.chosen and one.moment), None)


@pytest.mark.parametrize(
    ("uri", "pattern"),
    [
        ("2026-03-05_Harbour Post_bridge.txt", "{date}_{source}_*"),
        ("a/b/2026_03_05_Harbour Post.txt", "{date}_{source}"),
        ("20260305-Harbour Post-bridge-opens.txt.txt", "{date}-{source}-*"),
        ("Harbour Post/2026.03.05 bridge.txt", "{source}/{date}*"),
        ("news (Harbour Post) [2026-03-05].txt", "news ({source}) [{date}]"),
    ],
)
def test_date_and_outlet_are_read_by_the_pattern(uri: str, pattern: str) -> None:
    found = article(uri, pattern)

    assert (published(found), found.source) == (date(2026, 3, 5), "Harbour Post")
    assert [one.evidence for one in found.dates] == ["file-name"]


def test_a_member_of_an_archive_is_named_by_its_own_name() -> None:
    found = article("all-1999-01-01.zip", "*{date}", member="texts/mill-2026-03-05.txt")

    assert published(found) == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("uri", "pattern"),
    [
        ("2026-03-05_Harbour Post_bridge.txt", None),
        ("05-03-2026_Harbour Post_bridge.txt", "{date}_{source}_*"),  # which of them is the day is not known
        ("2026-13-05_Harbour Post_bridge.txt", "{date}_{source}_*"),
        ("bridge.txt", "{date}_{source}_*"),
    ],
)
def test_without_a_pattern_and_for_other_names_nothing_is_guessed(uri: str, pattern: str | None) -> None:
    found = article(uri, pattern)

    assert (found.dates, found.source) == ((), None)


def test_an_impossible_day_is_a_doubt_and_no_date() -> None:
    found = choose_dates(article("2026-02-31.txt", "{date}"))

    assert published(found) is None
    assert "date_doubtful" in [issue.rule for issue in found.quality_issues]


def test_what_the_document_says_comes_first() -> None:
    found = article("2026-03-05_Harbour Post.txt", "{date}_{source}", HEADED)

    assert (published(found), found.source) == (date(2025, 12, 31), "Valley News")


@pytest.mark.parametrize("pattern", ["*", "{day}_*", "{date}_{date}", "{title}-{date}"])
def test_a_pattern_without_meaning_is_a_wrong_setting(pattern: str) -> None:
    with pytest.raises(ConfigError, match="KHABAR_FILE_NAME_PATTERN"):
        load_settings(file_name_pattern=pattern)
