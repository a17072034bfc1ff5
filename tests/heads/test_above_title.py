"""Lines above a title: which are taken off, and which stay."""

import pytest

from etl.documents import Document, Origin
from etl.heads.above_title import above_title
from etl.heads.read_head import blanked
from etl.parse.text.format import FORMAT
from etl.settings import Settings

TITLE = "Ferry to the north island runs again"
TEXT = "The ferry left the quay at six with forty passengers. It had been in the yard since autumn."

ABOVE = [
    "Document 2 of 9",
    "Article 1 of 2",
    "Artikel 3 von 7",
    "Статья 1 из 4",
    "[2/5]",
    "(1/3)",
    "PRESS RELEASE\nFor immediate release",
    "Communiqué de presse",
    "報道発表",
    "**BASIN BÜLTENİ**",
    "بيان صحفي",
    "WORLD NEWS",
    "Lokales",
    "КУЛЬТУРА",
    "体育",
    "BC-Island-Ferry, 2nd Ld-Writethru,0310",
    "bdt0311 4 pl 210 xyz 0456",
    "transport-îles-tourisme",
    "Verkehr/Inseln/Norden",
    "[1/2]\n\nNEWS",
]
NO_TITLE_LINES = [
    f"News\n\n{TEXT}",  # the title itself
    "Sport",
    f"Islands in the news\n{TITLE}\n{TEXT}",
    f"Article 5 of the treaty\n{TITLE}\n{TEXT}",
    f"Stratford-upon-Avon\n{TEXT}",
    f"1/2\n{TITLE}\n{TEXT}",
    f"Interview - the captain speaks\n{TEXT}",
    f"Either / or\n{TEXT}",
]


@pytest.mark.parametrize("line", ABOVE)
def test_what_stands_above_a_title_is_taken_off(line: str) -> None:
    text = f"{line}\n\n{TITLE}\n\n{TEXT}"

    assert blanked(text, above_title(text)).strip() == f"{TITLE}\n\n{TEXT}"


@pytest.mark.parametrize("prefix", ["UPDATE 2-", "EXCLUSIVE-", "عام / ", "رياضي/ "])
def test_the_prefix_of_an_agency_is_no_part_of_the_title(prefix: str) -> None:
    text = f"{prefix}{TITLE}\n{TEXT}"

    assert blanked(text, above_title(text)).strip() == f"{TITLE}\n{TEXT}"


@pytest.mark.parametrize("text", NO_TITLE_LINES)
def test_what_may_be_a_title_or_text_stays(text: str) -> None:
    assert above_title(text) == ()


def test_the_byline_below_the_title_is_read_under_a_section() -> None:
    text = f"WORLD NEWS\n\n{TITLE}\n\nBy Nora Ellis\nMarch 14, 2026\n\n{TEXT}"
    article = FORMAT.read(Document(origin=Origin(uri="a.txt"), name="a.txt", data=text.encode()), Settings()).article()

    assert article.body.title is not None
    assert article.body.title.text == TITLE
    assert article.authors == ("Nora Ellis",)
    assert [str(date.moment.on) for date in article.dates if date.moment] == ["2026-03-14"]
    assert "WORLD NEWS" in [block.text for block in article.body.extra]
