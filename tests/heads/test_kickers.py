"""Kickers: short lines above a title, and the titles that look like one."""

import pytest

from etl.heads.above_title import above_title
from etl.heads.read_head import blanked

TITLE = "Ferry to the north island runs again after a winter in the yard"
TEXT = "The ferry left the quay at six with forty passengers. It had been in the yard since autumn."

KICKERS = [
    f"Health\n\n{TITLE}",
    f"Santé\n{TITLE}",
    f"परिवहन\n\n{TITLE}",
    f"Kultur & Wissenschaft\n\n{TITLE}",
    f"환경\n{TITLE}.",
    f"Science | Environment\n\n{TITLE}",
    f"Islands > Traffic\n{TITLE}",
    f"Vaud » Montreux\n\n# {TITLE}",
    f"Travel / Islands\n{TITLE}",
    f"Economía – Cultura\n{TITLE}",
    f"— Islands —\n\n{TITLE}",
    f"(Verkehr)\n{TITLE}",
    f"OPINION\n\n{TITLE}",
    f"ANALYSE\n\n<< {TITLE} >>",
    f"_Reportage_\n{'#' * 60}\n{TITLE}\n{'#' * 60}",
    f"**Region**\n\n== {TITLE} ==",
    f"Island Gazette\n\n# {TITLE}",
    f"Traffic\n\n{TITLE.upper()}.",
    f"Traffic\n\n{TITLE}\n{'=' * 40}",
    f"科学 | 健康\n\n【{'北岛渡轮经过一个冬天的检修之后重新开航'}】",
]
TITLES = [
    f"The Strike\nWhat we know about the strike on the island ferry\n{TEXT}",  # a title and its first heading
    f"**The Strike**\nWhat we know about the strike on the island ferry\n{TEXT}",
    f"--- The Strike ---\nWhat we know about the strike on the island ferry\n{TEXT}",
    f"The Strike\n\n## What the crew wants from the owner\n\n{TEXT}\n\n## What the owner of the ferry says\n\n{TEXT}",
    f"STRIKE ENDS\nWhat we know about the strike on the island ferry\n{TEXT}",
    f"AIで翻訳\nGPU不足が深刻になり業界全体に広がる\n{TEXT}",
    f"Spain - Italy\nThe match\n{TEXT}",
    f"Ferry / Quay\n{TEXT}",
    f"OPINION\n\n{TEXT}",
    f"Science | Environment\n\n{TEXT}",
    f"The Strike\n** Good to know **\n- The ferry is late.\n- The quay is new.\n\n{TEXT}",
    f"(Verkehr)\nKey facts\n- The ferry is late.\n- The quay is new.\n\n{TEXT}",
    f"Ferry stops at 5 - crew goes home\nWhat we know about the strike on the island ferry\n{TEXT}",
]


@pytest.mark.parametrize("head", KICKERS)
def test_a_kicker_above_a_title_is_taken_off(head: str) -> None:
    kicker, _, title = head.partition("\n")
    text = f"{head}\n\n{TEXT}\n\n## What comes next\n\n{TEXT}"

    assert blanked(text, above_title(text)).strip().startswith(title.strip())
    assert len(above_title(text)) == 1, kicker


def test_a_kicker_below_a_line_with_a_date_is_taken_off() -> None:
    text = f"Island Post, 6 July 2006, Page 6\nScience | Environment\n{TITLE}\n{TEXT}"

    ((start, end),) = above_title(text)

    assert text[start:end] == "Science | Environment"


def test_a_kicker_below_an_archives_lines_is_taken_off() -> None:
    above = "Island Gazette\nMonday, 4 May 2026\nSECTION: Health; Pg. 6\nLENGTH: 512 words\n\n"
    text = f"{above}**Health**\n{TITLE}\n{TEXT}"

    ((start, end),) = above_title(text)

    assert text[start:end] == "**Health**"


@pytest.mark.parametrize("ending", ["© 2026 Northern Light. All rights reserved.", "(Source: Northern Light)"])
def test_a_first_line_that_the_end_names_as_the_outlet_is_no_title(ending: str) -> None:
    text = f"Northern Light\n{TITLE}\n{TEXT}\n{ending}"

    assert blanked(text, above_title(text)).strip().startswith(TITLE)


@pytest.mark.parametrize("text", TITLES)
def test_a_title_that_looks_like_a_kicker_stays(text: str) -> None:
    assert above_title(text) == ()
