"""Lines below a text: which are taken off, and which stay."""

import pytest

from etl.heads.below_text import below_text
from etl.heads.read_head import blanked

TEXT = "The ferry left the quay at six\n\nForty passengers were on board. It had been in the yard since autumn."

BELOW = [
    "Tags: ferries, islands",
    "Keywords: ferry; island; spring timetable",
    "🏷 Schlagwörter: Fähre, Insel",
    "**Palabras clave:** barco, isla",
    "الوسوم: عبارة، جزيرة",
    "**الكلمات المفتاحية:** عبارة، جزيرة",
    "キーワード：船、島",
    "关键词：渡轮，海岛",
    "Etiketler: vapur, ada",
    "(Reporting by Ann Ferry; Editing by Bo Quay)",
    "(Reportage de Jean Nef, édité par Lise Bac)",
    "（责任编辑：王小船）",
    "انتهای پیام/",
    "// انتهى //",
    "--ENDS--",
    "- 30 -",
    "(끝)",
    "(Schluss) abc",
    "Tags: ferries\n(END)",
]
TEXT_LINES = [
    "Tags: they are sewn into every coat.",
    "The end",
    "(He laughs.)",
    "(It was the third in a year)",
    "- Ann Ferry",
    "Son",
    "Tag: The day on which the whole town came down to the quay and waited",
]


@pytest.mark.parametrize("line", BELOW)
def test_tags_and_marks_of_the_end_are_taken_off(line: str) -> None:
    text = f"{TEXT}\n\n{line}"

    assert blanked(text, below_text(text)).strip() == TEXT


@pytest.mark.parametrize("line", TEXT_LINES)
def test_text_stays(line: str) -> None:
    assert below_text(f"{TEXT}\n\n{line}") == ()


def test_tags_above_the_text_are_not_below_it() -> None:
    assert below_text(f"Tags: ferries\n\n{TEXT}") == ()
