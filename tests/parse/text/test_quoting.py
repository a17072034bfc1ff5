"""The sign before every line of a text is no part of it."""

import textwrap

import pytest

from etl.parse.text.article import read_text
from etl.parse.text.quoting import find_quoting

PARAGRAPHS = [
    "The night train to Varn returns in May after nine years, the two railways said on Monday, and tickets will go on "
    "sale in the first week of March at every station along the line.",
    "A seat will cost 49 euros. Beds are dearer, and those who book late pay more than that.",
]
TEXT = "Night train returns\n\n" + "\n\n".join(textwrap.fill(paragraph, 60) for paragraph in PARAGRAPHS)


def quoted(sign: str) -> str:
    return "\n".join(f"{sign} {line}".rstrip() for line in TEXT.split("\n"))


@pytest.mark.parametrize("sign", ["|", ":", "›", "//", "%", ">", "#", "*"])
def test_a_sign_before_every_line_is_no_part_of_the_text(sign: str) -> None:
    body = read_text(quoted(sign)).body

    assert body.title is not None
    assert body.title.text == "Night train returns"
    assert [block.text for section in body.sections for block in section.paragraphs] == PARAGRAPHS
    assert [block.text for block in body.extra] == [sign]


def test_lines_of_pages_may_be_without_the_sign() -> None:
    lines = quoted("|").split("\n")

    assert find_quoting("\n".join(["", *lines, *lines, *lines, "____________", "Page 2"])).signs[0].sign == "|"


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"- The harbour has berth {number}." for number in range(9)),
        "\n".join(f"# Heading {number}\n\nText of it." for number in range(9)),
        "\n".join(f"| {number} | a cell |" for number in range(9)),
        "* * *\n" * 9,
        "",
        "\n\n",
    ],
)
def test_items_headings_and_rows_are_not_quoted(text: str) -> None:
    assert find_quoting(text).signs == ()


BOXES = (("+--------+", "|", "+--------+"), ("┌────────┐", "│", "└────────┘"), ("========", "║", "========"))


@pytest.mark.parametrize(("top", "side", "bottom"), BOXES)
def test_the_lines_in_a_box_are_a_list_of_facts(top: str, side: str, bottom: str) -> None:
    rows = [f"{side} {row:<30} {side}" for row in ("KEY FACTS", "- A seat costs 49 euros.", "- It runs daily.")]
    body = read_text("\n".join(["Night train returns", "", top, *rows, bottom, "", TEXT])).body

    assert [fact.text for fact in body.facts] == ["A seat costs 49 euros.", "It runs daily."]
    assert [block.text for block in body.extra] == [top]


def test_a_quotation_that_begins_with_a_label_is_a_list_of_facts() -> None:
    body = read_text(
        f"Night train returns\n\n> Key facts\n>\n> * A seat costs 49 euros.\n> * It runs daily.\n\n{TEXT}"
    ).body

    assert [fact.text for fact in body.facts] == ["A seat costs 49 euros.", "It runs daily."]


def test_a_quotation_of_somebody_stays_one() -> None:
    assert find_quoting(f"Night train returns\n\n> We are glad.\n> So are we.\n\n{TEXT}").signs == ()
