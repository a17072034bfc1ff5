"""Lines of metadata around a title, and the titles and headings that look like them."""

import pytest

from etl.articles import Article, Role
from etl.documents import Document, Origin
from etl.parse.text.format import FORMAT
from etl.settings import Settings

TITLE = "Ferry to the north island runs again after the winter"
TEXT = "The ferry left the quay at six with forty passengers. It had been in the yard since autumn."
BODY = f"{TEXT}\n\nWhat comes next\n\n{TEXT} {TEXT}\n\nWho pays for it\n\n{TEXT}\n\n{TEXT}"


def article(text: str) -> Article:
    return FORMAT.read(Document(origin=Origin(uri="a.txt"), name="a.txt", data=text.encode()), Settings()).article()


def title(text: str) -> str | None:
    found = article(text).body.title
    return found.text if found is not None else None


ABOVE = [
    "Northern Ledger, June 23, 1999, Page 23",
    "Le Courrier de Valbrune, 7 février 2001, Page 7",
    "6 Haziran 2006, Kuzey Postası, Sayfa 6",
    "Nordposten (23.01.2021), s. 4",
    "Северный вестник, 6 июля 2006 г., с. 6",
    "28.01.2016 | Island Post",
    "(Harwick, 27.08.1987)",
    "Jane Roe / staff writer",
    "Jane Roe <jane@example.org>",
    "Agnieszka Rudzka\nRedakcja",
    "Northern Ledger\nWednesday, August 19, 1998\nSECTION: Health; Pg. 19\nLENGTH: 512 words",
    "Island Gazette\n28.01.2016",
]
BELOW = [
    "Jane Roe\nStaff writer",
    "Jane Roe, correspondent",
    "Zuzana Malá, zuzana.mala@example.org",
    "La Gazette du Nord, 7 février 2001",
    "Northern Ledger\nJune 23, 1999",
    "Section: News; Pg. 4\nLength: 512 words",
    "Harwick, 6 July 2006, NNA",
]
CLOSING = ["(NNA)", "NNA/ab/cd", "Reuters/ab", "(dpa)", "ENDS", "Updated: 6 January 2026", "Обновлено: 30 июня 2019 г."]
TITLES = [
    "By Land and Sea",
    "Genomic analysis of the spread, situation report, 15 May 2020",
    "The Long Way Home From Sea",
    "WARNING: storm in the strait",
    "What the crew of 2006 says on page 6",
]


@pytest.mark.parametrize("lines", ABOVE)
def test_metadata_above_a_title_is_not_the_title(lines: str) -> None:
    read = article(f"{lines}\n\n{TITLE}\n\n{BODY}")

    assert read.body.title is not None
    assert read.body.title.text == TITLE
    assert [block.text for block in read.body.extra] == lines.split("\n")


@pytest.mark.parametrize("lines", BELOW)
def test_metadata_below_a_title_is_no_heading_and_no_text(lines: str) -> None:
    read = article(f"{TITLE}\n\n{lines}\n\n{BODY}")

    assert read.body.title is not None
    assert [block.text for block in read.body.extra] == lines.split("\n")


@pytest.mark.parametrize("line", CLOSING)
def test_a_line_that_closes_the_text_is_no_text(line: str) -> None:
    assert [block.text for block in article(f"{TITLE}\n\n{BODY}\n\n{line}").body.extra] == [line]


@pytest.mark.parametrize("line", ["USA", "(he laughs)", "and/or", "The ends", "NATO"])
def test_other_short_lines_at_the_end_stay(line: str) -> None:
    assert article(f"{TITLE}\n\n{BODY}\n\n{line}").body.extra == ()


@pytest.mark.parametrize("line", TITLES)
def test_a_title_that_looks_like_metadata_stays(line: str) -> None:
    assert title(f"{line}\n\n{BODY}") == line


def test_the_name_with_an_address_or_a_job_is_the_author() -> None:
    lines = ["Jane Roe <jane@example.org>", "Jane Roe / staff writer", "Jane Roe\nStaff writer"]

    assert [article(f"{TITLE}\n\n{line}\n\n{BODY}").authors for line in lines] == [("Jane Roe",)] * 3


def test_a_date_below_a_subtitle_is_read() -> None:
    subtitle = "What the crew says about the long winter"
    read = article(f"{TITLE}\n\n{subtitle}\n\nHarwick, 6 July 2006\n\n{BODY}")

    assert [block.text for block in read.body.extra] == ["Harwick, 6 July 2006"]
    assert [str(date.moment.on) for date in read.dates if date.moment] == ["2006-07-06"]


def test_the_outlet_above_a_date_is_not_the_author() -> None:
    read = article(f"{TITLE}\n\nNorthern Ledger\nJune 23, 1999\n\n{BODY}")

    assert read.authors == ()
    assert [block.role for block in read.body.extra] == [Role.OTHER, Role.DATELINE]
    assert [str(date.moment.on) for date in read.dates if date.moment] == ["1999-06-23"]


def test_the_day_of_the_update_is_read_from_the_end() -> None:
    (date,) = article(f"{TITLE}\n\n{BODY}\n\nUpdated: 6 January 2026").dates

    assert (date.kind, date.moment and str(date.moment.on)) == ("modified", "2026-01-06")
