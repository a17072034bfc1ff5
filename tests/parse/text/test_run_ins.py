"""Headings on the line of their text, and what only looks like one."""

import pytest

from etl.documents import Document, Origin
from etl.parse.text.format import FORMAT
from etl.settings import Settings
from etl.words.read_table import read_rows

TEXT = "The bridge carries nine thousand people a day, and the detour takes an hour."
OTHER = "The report was ready in May and was never discussed. Nobody asked for it."


def headings(text: str) -> list[str | None]:
    article = FORMAT.read(Document(origin=Origin(uri="a.txt"), name="a.txt", data=text.encode()), Settings()).article()
    return [section.heading.text if section.heading else None for section in article.body.sections]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("**The background.** ", "**The cost:** "),
        ("**The background**: ", "**Who pays?** "),
        ("__The background:__ ", "__The cost.__ "),
    ],
)
def test_bold_beginnings_are_headings_where_there_are_several(first: str, second: str) -> None:
    found = headings(f"The bridge\n\n{OTHER}\n\n{first}{TEXT}\n\n{second}{OTHER}")

    assert found[1:] == [first.strip("*_:. "), second.strip("*_:. ")]


def test_a_single_bold_beginning_is_stress() -> None:
    assert headings(f"The bridge\n\n{OTHER}\n\n**Note.** {TEXT}") == [None]


def test_a_bold_beginning_that_comes_again_is_a_speaker() -> None:
    talk = "\n\n".join(f"**{name}:** {TEXT}" for name in ("Anna", "Ben", "Anna", "Ben"))

    assert headings(f"The bridge\n\n{OTHER}\n\n{talk}") == [None]


@pytest.mark.parametrize("phrase", ["Why it matters", "Pourquoi c’est important", "لماذا يهم ذلك", "なぜ重要か"])
def test_a_set_phrase_with_a_colon_is_a_heading(phrase: str) -> None:
    assert headings(f"The bridge\n\n{OTHER}\n\n{phrase}: {TEXT}\n\n{OTHER}") == [None, phrase]


def test_a_phrase_that_labels_facts_only_above_a_list_heads_no_paragraph() -> None:
    assert headings(f"Worth knowing: {TEXT}\n\n{OTHER}") == [None]


def test_a_name_with_a_colon_is_none() -> None:
    assert headings(f"The bridge\n\n{OTHER}\n\nMaria Lopez: {TEXT}\n\nLi Wei: {OTHER}") == [None]


def test_every_set_phrase_has_its_provenance() -> None:
    rows = read_rows("run_ins.tsv")

    assert len({row["language"] for row in rows}) >= 15
    assert all(row["phrase"] and row["provenance"] for row in rows)
