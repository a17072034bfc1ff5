"""Headings on the line of their text, and what only looks like one."""

import pytest

from etl.articles import Body
from etl.documents import Document, Origin
from etl.parse.text.format import FORMAT
from etl.settings import Settings
from etl.words.read_table import read_rows

TEXT = "The bridge carries nine thousand people a day, and the detour takes an hour."
OTHER = "The report was ready in May and was never discussed. Nobody asked for it."


def parse_body(text: str) -> Body:
    document = Document(origin=Origin(uri="a.txt"), name="a.txt", data=text.encode())
    return FORMAT.read(document, Settings()).article().body


def headings(text: str) -> list[str | None]:
    return [section.heading.text if section.heading else None for section in parse_body(text).sections]


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


@pytest.mark.parametrize(
    ("opening", "label"),
    [
        ("[Quick summary] ", "Quick summary"),
        ("(Quick summary): ", "Quick summary"),
        ("【要約】", "要約"),
        ("**[Quick summary]** ", "Quick summary"),
        ("*Quick summary:* ", "Quick summary"),
        ("**Quick summary** ", "Quick summary"),
        ("Quick summary -- ", "Quick summary"),
        ("Кратко — ", "Кратко"),
        ("要約——", "要約"),
        ("Quick summary | ", "Quick summary"),
        ("Quick summary: - ", "Quick summary"),
    ],
)
def test_a_label_in_brackets_or_before_a_dash_is_no_part_of_its_text(opening: str, label: str) -> None:
    body = parse_body(f"The bridge\n\n{opening}{TEXT}\n\nHow it began\n\n{OTHER}\n\nWhat is left\n\n{OTHER}")

    assert body.summary_label is not None
    assert (body.summary_label.text, [block.text for block in body.summary]) == (label, [TEXT])


@pytest.mark.parametrize(
    "first",
    [
        "Главное — не спешить, говорят в деревне, где мост закрыт.",
        "[Summary] A year of the bridge in pictures",
        "(Ana Lopez) The bridge carries nine thousand people.",
        "העיקר - לא לפחד כלל, אומרים בכפר ליד הגשר.",
        "«Коротко» Is the name of a paper that wrote of the bridge.",
    ],
)
def test_a_sentence_or_title_that_begins_like_a_label_stays_whole(first: str) -> None:
    body = parse_body(f"{first}\n\n{OTHER}\n\n{TEXT}")

    assert (body.facts_label, body.summary_label) == (None, None)


@pytest.mark.parametrize("line", ["(Key facts)", "Key facts --", "Key facts: -", "Key facts |"])
def test_a_label_on_its_own_line_loses_its_decoration(line: str) -> None:
    body = parse_body(f"The bridge\n\n{line}\n- It is closed.\n- It is old.\n\nHow it began\n\n{OTHER}")

    assert body.facts_label is not None
    assert body.facts_label.text == "Key facts"


def test_a_phrase_that_labels_facts_only_above_a_list_heads_no_paragraph() -> None:
    assert headings(f"Worth knowing: {TEXT}\n\n{OTHER}") == [None]


def test_a_name_with_a_colon_is_none() -> None:
    assert headings(f"The bridge\n\n{OTHER}\n\nMaria Lopez: {TEXT}\n\nLi Wei: {OTHER}") == [None]


def test_every_set_phrase_has_its_provenance() -> None:
    rows = read_rows("run_ins.tsv")

    assert len({row["language"] for row in rows}) >= 15
    assert all(row["phrase"] and row["provenance"] for row in rows)
