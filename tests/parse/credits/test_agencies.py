"""Wire credits: read where credits stand, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.parse.credits.agencies import (
    read_closing_credit,
    read_credit_line,
    read_dateline_credit,
    read_named_line,
)
from etl.words.agencies import agency_of


@pytest.mark.parametrize(
    ("line", "text", "agency"),
    [
        ("(AFP)", "AFP", "AFP"),
        ("Quelle: beispiel.example, jk/dpa", "dpa", "dpa"),
        ("dpa/afp", "dpa, afp", "dpa, AFP"),
        ("Mit Material von dpa", "dpa", "dpa"),
        ("Com informações da Reuters", "Reuters", "Reuters"),
        ("/ritzau/", "ritzau", "Ritzau"),
        ("المصدر: رويترز", "رويترز", "Reuters"),
        ("أ.ف.ب", "أ.ف.ب", "AFP"),
        ("来源：新华社", "新华社", "Xinhua"),
        ("(भाषा)", "भाषा", "Bhasha"),
        ("Theo TTXVN", "TTXVN", "VNA"),
        ("[연합뉴스]", "연합뉴스", "Yonhap"),
    ],
)
def test_a_line_of_credits_names_its_agencies(line: str, text: str, agency: str) -> None:
    found = read_credit_line(line)

    assert found is not None
    assert (found.text, found.agency) == (text, agency)


@pytest.mark.parametrize(
    "line",
    [
        "The minister spoke to Reuters",
        "ap",
        "Source: the company's own figures",
        "A map of the AP region",
        "Nora Falk, AFP",  # a name beside it, and nothing says that it is a credit
        "",
    ],
)
def test_a_mention_is_no_credit(line: str) -> None:
    assert read_credit_line(line) is None


def test_in_a_byline_names_stand_beside_the_agency() -> None:
    found = read_named_line("By Nora Falk, Associated Press")

    assert found is not None
    assert found.agency == "AP"


@pytest.mark.parametrize(
    ("paragraph", "agency"),
    [
        ("LILLE, May 5 (AFP) - The canal was closed.", "AFP"),
        ("Kiel (dpa/lno) - Der Kanal ist gesperrt.", "dpa"),
        ("ОМСК, 5 мая. /ТАСС/. Канал закрыт.", "TASS"),
        ("ОМСК, 5 мая - РИА Новости. Канал закрыт.", "RIA Novosti"),
        ("عمّان (رويترز) - أغلقت القناة.", "Reuters"),
        ("دبي - رويترز: أغلقت القناة.", "Reuters"),
        ("新华社兰州5月5日电（记者 王一）运河关闭。", "Xinhua"),
        ("【ワシントン共同】運河が閉鎖された。", "Kyodo"),
        ("(서울=연합뉴스) 운하가 닫혔다.", "Yonhap"),
    ],
)
def test_a_dateline_names_its_agency(paragraph: str, agency: str) -> None:
    found = read_dateline_credit(paragraph)

    assert found is not None
    assert found.agency == agency


@pytest.mark.parametrize(
    "paragraph",
    [
        "The Associated Press (AP) said on Monday that the canal was closed.",
        "Reuters reported that the canal was closed - and open again.",
        "A spokesman told AFP: the canal is closed.",
    ],
)
def test_a_sentence_is_no_dateline(paragraph: str) -> None:
    assert read_dateline_credit(paragraph) is None


def test_brackets_after_the_last_sentence_credit_an_agency() -> None:
    found = read_closing_credit("The canal is open again. (AFP/Reuters)")

    assert found is not None
    assert found.agency == "AFP, Reuters"
    assert read_closing_credit("said the Associated Press (AP)") is None


@given(st.text(max_size=300))
def test_any_text_can_be_asked(text: str) -> None:
    for read in (agency_of, read_credit_line, read_named_line, read_dateline_credit, read_closing_credit):
        read(text)
