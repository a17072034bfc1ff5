"""Hard wraps: undone where the text was wrapped, and only there."""

import textwrap

import pytest

from etl.parse.text.article import units_of
from etl.parse.text.marks import Mark, read_mark
from etl.parse.text.units import join_lines
from etl.parse.text.visible_lines import split_lines
from etl.parse.text.wraps.wrapping import UNWRAPPED, find_wrapping

PARAGRAPHS = [
    "The night train to Varn returns in May after nine years, the two railways said on Monday, and tickets will go on "
    "sale in the first week of March at every station along the line.",
    "It will run three times a week, with berths for 140 passengers, a carriage for bicycles and a kitchen that serves "
    "soup until midnight, which is what the passengers had asked for.",
    "Neither of the ministers wanted to say who pays if the tunnel is closed again.",
]
ARABIC = (
    "أعلنت شركة السكك الحديدية يوم الاثنين أن القطار الليلي سيعود إلى العمل في شهر أيار بعد تسع سنوات من التوقف، "
    "وأن التذاكر ستباع في جميع المحطات ابتداء من الأسبوع الأول من آذار المقبل."
)
CHINESE = (
    "铁路公司星期一宣布，停运九年的夜间列车将于五月恢复运行，车票将从三月第一周开始在沿线各站发售。列车每周开行三次，"
    "设有一百四十个铺位、一节自行车车厢和一间营业到午夜的餐车，这正是乘客们所要求的。"
)


def joined(text: str) -> list[str]:
    return [unit.marked.text for unit in join_lines(split_lines(text))]


@pytest.mark.parametrize("width", [45, 60, 72, 80, 100])
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_wrapped_paragraphs_become_one_unit_each(width: int, gap: str) -> None:
    text = gap.join(textwrap.fill(paragraph, width) for paragraph in ["A short heading", *PARAGRAPHS])

    assert joined(text) == ["A short heading", *PARAGRAPHS]


def test_wrapped_arabic_is_joined_with_spaces() -> None:
    assert joined(textwrap.fill(ARABIC, 60)) == [ARABIC]


@pytest.mark.parametrize("width", [20, 30, 40])
def test_text_cut_by_columns_is_joined_without_spaces(width: int) -> None:
    cut = "\n".join(CHINESE[start : start + width] for start in range(0, len(CHINESE), width))

    assert joined(cut) == [CHINESE]


def test_wrapped_list_items_hang_together() -> None:
    items = [textwrap.fill(paragraph, 60, initial_indent="- ", subsequent_indent="  ") for paragraph in PARAGRAPHS[:2]]

    assert joined("\n".join(items)) == PARAGRAPHS[:2]


@pytest.mark.parametrize("number", ["1. ", "IV. ", "■ ", "● "])
def test_an_indented_paragraph_stays_apart_from_its_marked_heading(number: str) -> None:
    for paragraph in (PARAGRAPHS[0], textwrap.fill(PARAGRAPHS[0], 60, subsequent_indent="  ")):
        assert joined(f"{number}Berths for bicycles\n  {paragraph}\n") == ["Berths for bicycles", PARAGRAPHS[0]]


@pytest.mark.parametrize("mark", ["■", "◆", "一、", "（1）"])
def test_a_paragraph_with_a_wide_indent_stays_apart_from_its_marked_heading(mark: str) -> None:
    assert joined(f"{mark}夜間列車\n\u3000\u3000{CHINESE}\n\u3000\u3000{CHINESE}") == ["夜間列車", CHINESE, CHINESE]


def test_wrapped_numbered_items_hang_together_at_any_width() -> None:
    for width in range(40, 100):
        items = [textwrap.fill(text, width, initial_indent="1. ", subsequent_indent="   ") for text in PARAGRAPHS]

        assert joined("\n".join(items)) == PARAGRAPHS


@pytest.mark.parametrize("label", ["Key facts", "■ Key facts", "## Key facts"])
def test_the_lines_below_a_numbered_fact_belong_to_it(label: str) -> None:
    items = [f"{number}. The {name}\n   {PARAGRAPHS[number]}" for number, name in ((1, "berths"), (2, "tunnel"))]

    below = ["The plan", f"1. The berths\n   {PARAGRAPHS[1]}"]

    assert joined("\n".join([label, *items, *below]))[3:] == ["The plan", "The berths", PARAGRAPHS[1]]
    assert joined("\n".join([label, *items]))[1:] == [f"The berths {PARAGRAPHS[1]}", f"The tunnel {PARAGRAPHS[2]}"]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARAGRAPHS),
        "Roses are red\nViolets are blue\nSugar is sweet\nAnd so are you",
        "Key facts\n- The mill turns again on Friday.\n- Flour is sold.\nSummary\nIt turned. People came.",
    ],
)
def test_lines_that_were_not_wrapped_stay_as_they_are(text: str) -> None:
    lines = split_lines(text)

    assert find_wrapping(lines, [read_mark(line.text) for line in lines]) is UNWRAPPED
    assert len(joined(text)) == len(text.split("\n"))


def test_a_dash_and_a_number_that_a_wrap_brought_to_the_start_of_a_line_are_no_marks() -> None:
    sentence = (
        "The town opened a library of tools in the old fire station on the 3. of March and nobody in the town hall had "
        "thought – as the mayor said later – that it would be empty by noon, with people queuing to the river bridge."
    )

    assert all(joined(textwrap.fill(sentence, width)) == [sentence] for width in range(45, 100))


def test_a_cut_between_scripts_gets_the_space_that_the_text_puts_there() -> None:
    text = "公司在 2019 年发布了应用，支持 3 种系统，用户在 5 分钟内可以注册并使用 9 个功能，费用是 10 元。" * 3
    lines = [text[start : start + 25].strip() for start in range(0, len(text), 25)]

    assert joined("\n".join(lines)) == [text]


DIVIDED = (
    "The town will spend considerable sums on new infra-\nstructure, said the people of the old trans-\n"
    "portation office, who now want to have a long-\nterm plan for it, and the name of a well-\n"
    "known architect. A long-term plan was the con-\ndition of the council in the spring."
)


def test_words_that_were_divided_at_the_ends_of_lines_are_joined() -> None:
    """The compound "long-term" keeps its hyphen, because it stands inside another line."""
    [text] = joined(DIVIDED)

    assert (
        "new infrastructure, said the people of the old transportation office, who now want to have a long-term plan"
        in text
    )
    assert "the condition of the council in the spring." in text


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("Nobody in the town had expected that such a well-", "known architect would come."), "well-known architect"),
        (
            ("Die Stadt und das Land wollen nun über alle Vor-", "und Nachteile des Tunnels reden."),
            "Vor- und Nachteile",
        ),
        (("The minister said on Monday that the whole infra\u00ad", "structure is old."), "infrastructure is old"),
        (("Das sagte die Ministerin in der Sitzung über INFRA-", "STRUKTUR und Bahn."), "INFRA-STRUKTUR und"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_gets_no_space_unless_it_stands_for_a_part_of_a_word(
    lines: tuple[str, str], whole: str
) -> None:
    assert whole in " ".join(joined("\n".join(lines)))


def test_a_line_break_that_may_end_a_paragraph_is_reported() -> None:
    text = textwrap.fill(" ".join(PARAGRAPHS), 60)
    doubtful = "\n".join(
        [*text.split("\n")[:3], "The second sentence is as long as the width of the lines.", PARAGRAPHS[2][:58]]
    )

    assert sum(len(unit.doubtful_lines) for unit in join_lines(split_lines(doubtful))) > 0
    assert all(not unit.doubtful_lines for unit in join_lines(split_lines("\n\n".join(PARAGRAPHS))))


@pytest.mark.parametrize("sign", "=-~^*_#+.")
def test_a_line_of_any_sign_below_a_short_line_underlines_a_heading(sign: str) -> None:
    [heading, _] = units_of(f"Who pays\n{sign * 8}\n{PARAGRAPHS[0]}")

    assert (heading.marked.mark, heading.marked.text) == (Mark.HEADING, "Who pays")
