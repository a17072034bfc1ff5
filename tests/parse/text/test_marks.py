"""Marks: what they say of a line, and what is left when they are off."""

import pytest

from etl.parse.text.marks import Mark, read_mark
from etl.parse.text.settle_marks import settle_units
from etl.parse.text.units import Unit, join_lines
from etl.parse.text.visible_lines import split_lines


def units(text: str) -> list[Unit]:
    return settle_units(join_lines(split_lines(text)))


@pytest.mark.parametrize(
    ("line", "mark", "text"),
    [
        ("# Heading", Mark.HEADING, "Heading"),
        ("### Heading ###", Mark.HEADING, "Heading"),
        ("## **Heading**", Mark.HEADING, "Heading"),
        ("== Heading ==", Mark.HEADING, "Heading"),
        ("<h3 class='x'>Heading</h3>", Mark.HEADING, "Heading"),
        ("**Heading:**", Mark.EMPHASIS, "Heading:"),
        ("**Heading**:", Mark.EMPHASIS, "Heading"),
        ("__Heading__", Mark.EMPHASIS, "Heading"),
        ("【見出し】", Mark.EMPHASIS, "見出し"),
        ("[Heading]", Mark.EMPHASIS, "Heading"),
        ("<b>Heading</b>", Mark.EMPHASIS, "Heading"),
        ("- item", Mark.BULLET, "item"),
        ("-عنصر", Mark.BULLET, "عنصر"),
        ("• item", Mark.BULLET, "item"),
        ("・項目", Mark.BULLET, "項目"),
        ("\u200f- عنصر\u200e", Mark.BULLET, "عنصر"),
        ("<li>item</li>", Mark.BULLET, "item"),
        ("1. item", Mark.NUMBER, "item"),
        ("(2) item", Mark.NUMBER, "item"),
        ("٣- عنصر", Mark.NUMBER, "عنصر"),
        ("۴. مورد", Mark.NUMBER, "مورد"),
        ("一、项目", Mark.NUMBER, "项目"),
        ("①項目", Mark.NUMBER, "項目"),
        ("IV. item", Mark.NUMBER, "item"),
        ("> quoted", Mark.QUOTE, "quoted"),
        ("---", Mark.RULE, "---"),
        ("* * *", Mark.RULE, "* * *"),
        ("</ul>", Mark.RULE, "</ul>"),
        ("<p>A line.</p>", Mark.NONE, "A line."),
        ("#hashtag", Mark.NONE, "#hashtag"),
        ("10-year-old boy found", Mark.NONE, "10-year-old boy found"),
        ("3.5 million people", Mark.NONE, "3.5 million people"),
        ("-5 degrees at night", Mark.NONE, "-5 degrees at night"),
        ("A **bold** word", Mark.NONE, "A **bold** word"),
        ("!!!", Mark.NONE, "!!!"),
    ],
)
def test_a_mark_is_read_and_taken_off(line: str, mark: Mark, text: str) -> None:
    assert (read_mark(line).mark, read_mark(line).text) == (mark, text)


def test_a_number_that_counts_nothing_is_part_of_the_text() -> None:
    assert units("2. Liga beginnt im März\nEin Satz.")[0].marked.text == "2. Liga beginnt im März"
    assert [unit.marked.text for unit in units("1. Eins\n2. Zwei")] == ["Eins", "Zwei"]


def test_a_square_alone_marks_a_heading_and_in_a_row_a_list() -> None:
    assert [unit.marked.mark for unit in units("■ Heading\nA sentence here.\n■ Another\nA sentence there.")][::2] == [
        Mark.HEADING,
        Mark.HEADING,
    ]
    assert {unit.marked.mark for unit in units("■ One\n■ Two")} == {Mark.BULLET}


def test_an_underline_belongs_to_the_line_above_it() -> None:
    found = units("Heading\n=======\nA sentence.\n\n-----\n\nAnother sentence.\n-----")

    assert [(unit.marked.mark, unit.marked.text) for unit in found] == [
        (Mark.HEADING, "Heading"),
        (Mark.NONE, "A sentence."),
        (Mark.RULE, "-----"),
        (Mark.NONE, "Another sentence."),
        (Mark.RULE, "-----"),
    ]
    assert (found[0].start, found[0].end) == (0, 15)


@pytest.mark.parametrize(
    "line",
    [
        "+++ The plan +++", "<< The plan >>", "<The plan>", "[[The plan]]", "| The plan |", "-- The plan --",
        "**1. The plan**", "__The plan__", "*** The plan ***", "~~ The plan ~~", "— The plan —",
    ],
)  # fmt: skip
def test_a_frame_of_signs_is_a_mark(line: str) -> None:
    marked = read_mark(line)

    assert (marked.mark, marked.text) == (Mark.EMPHASIS, "The plan")


@pytest.mark.parametrize("sign", ["//", ">>", "»", "¤", "#", "📌", "1)", "A.", "(a)", "[1]", "III."])
def test_the_mark_of_all_headings_is_no_bullet(sign: str) -> None:
    second = {"1)": "2)", "A.": "B.", "(a)": "(b)", "[1]": "[2]", "III.": "IV."}.get(sign, sign)
    text = (
        f"{sign} The plan\nIt is long, and nobody has read it.\n{second} The cost\nIt is high, and nobody has paid it."
    )

    found = units(text)

    assert [unit.marked.text for unit in found][::2] == ["The plan", "The cost"]
    assert {unit.marked.mark for unit in found[::2]} == {Mark.HEADING}


@pytest.mark.parametrize("sign", ["¤", "❖", "»", "a)", "A.", "1/", "[x]", "※", "👉"])
def test_a_sign_or_letter_that_occurs_again_in_the_next_line_is_a_bullet(sign: str) -> None:
    second = {"a)": "b)", "A.": "B.", "1/": "2/"}.get(sign, sign)

    found = units(f"{sign} The plan is long.\n{second} The cost is high.")

    assert [unit.marked.text for unit in found] == ["The plan is long.", "The cost is high."]


@pytest.mark.parametrize(
    "line",
    ["§ 5 of the law is short.", "A. Schmidt said so.", "+ 3 percent is much.", "<b>", "O membro disse que sim."],
)
def test_a_sign_or_letter_that_occurs_once_is_text(line: str) -> None:
    [unit, _] = units(f"{line}\nNobody has read it, and nobody will.")

    assert unit.marked.mark is (Mark.RULE if line == "<b>" else Mark.NONE)
    assert unit.marked.text == line
