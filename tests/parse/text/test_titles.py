"""What stands above the first paragraph: titles in frames, above labels and headings, with full stops."""

import pytest

from etl.articles import Body
from etl.parse.text.article import read_text

TEXT = "The night train to Varn returns in May after nine years. Tickets go on sale in March at every station."
MORE = "A seat will cost 49 euros, the two railways said on Monday. Beds are dearer. Those who book late pay more."


def body_of(text: str) -> Body:
    return read_text(text).body


def title_of(text: str) -> str | None:
    title = body_of(text).title
    return title.text if title is not None else None


@pytest.mark.parametrize("sign", ["~~", "<<", "✦", "§", "¶", "###", "--=", "|"])
def test_a_title_stands_between_signs_that_mirror_each_other(sign: str) -> None:
    closing = sign[::-1].translate(str.maketrans("<", ">"))

    assert title_of(f"{sign} The night train returns. {closing}\n\n{TEXT}\n\nPrices\n\n{MORE}") == (
        "The night train returns."
    )


@pytest.mark.parametrize("sign", ["#", "*", "~", "-"])
def test_a_line_as_wide_as_a_title_with_a_full_stop_underlines_it(sign: str) -> None:
    title = "The night train returns."

    assert title_of(f"{title}\n{sign * len(title)}\n\n{TEXT}\n\n{MORE}") == title


@pytest.mark.parametrize("label", ["Summary\n~~~~~~~", "Key facts\n---------\n- One.\n- Two."])
def test_a_title_above_an_underlined_label_is_no_remark_above_a_code_fence(label: str) -> None:
    assert title_of(f"The night train returns\n\n{label}\n{TEXT}\n\nPrices\n\n{MORE}") == "The night train returns"


@pytest.mark.parametrize("title", ["The night train returns. Report of 15 May.", "Night train returns"])
def test_a_line_right_above_a_marked_heading_is_a_title(title: str) -> None:
    assert title_of(f"{title}\n\n## What is known\n\n{TEXT}\n\n## Prices\n\n{MORE}") == title


@pytest.mark.parametrize("line", ["Three things changed, the railways said, and here they are:", TEXT])
def test_a_line_that_introduces_and_a_paragraph_are_no_titles(line: str) -> None:
    assert title_of(f"{line}\n\n## What is known\n\n{TEXT}\n\n## Prices\n\n{MORE}") is None


def test_the_first_line_above_a_lead_and_facts_is_a_title_and_no_label() -> None:
    body = body_of(
        f"Night train returns\n\n{TEXT}\n\nKey facts\n- A seat costs 49 euros.\n- It runs daily.\n\nPrices\n\n{MORE}"
    )

    assert body.title is not None
    assert (body.title.text, len(body.facts), body.summary) == ("Night train returns", 2, ())


def test_a_small_letter_o_is_a_bullet_before_capitals() -> None:
    body = body_of(f"Night train returns\n\nKey facts\no A seat costs 49 euros.\no It runs daily.\n\nPrices\n\n{MORE}")

    assert [fact.text for fact in body.facts] == ["A seat costs 49 euros.", "It runs daily."]


@pytest.mark.parametrize("items", ["- Who waits\n- Prices", "— Who pays? asked one.\n— You do, said another."])
def test_a_list_without_a_label_is_no_facts(items: str) -> None:
    assert body_of(f"Night train returns\n\n{items}\n\n## Who waits\n\n{TEXT}\n\n## Prices\n\n{MORE}").facts == ()


def test_of_two_labels_of_summaries_that_of_a_list_is_that_of_the_facts() -> None:
    body = body_of(
        f"Night train returns\n\nIn brief\n- It costs 49.\n- It runs daily.\n\nSummary\n{TEXT}\n\nPrices\n\n{MORE}"
    )

    assert (len(body.facts), [block.text for block in body.summary]) == (2, [TEXT])


def test_facts_without_marks_end_at_a_blank_line() -> None:
    body = body_of(
        f"Fire at the ridge\n\nKey facts\nSize: 11,300 acres\nDestroyed: 6\n\nSummary\n{TEXT}\n\nPrices\n\n{MORE}"
    )

    assert [fact.text for fact in body.facts] == ["Size: 11,300 acres", "Destroyed: 6"]


@pytest.mark.parametrize("label", ["[The story in a few words]", "THE STORY IN A FEW WORDS:", "Summary."])
def test_a_label_may_stand_on_the_line_of_its_text(label: str) -> None:
    body = body_of(f"Night train returns\n\n{label} {TEXT}\n\nPrices\n\n{MORE}")

    assert [block.text for block in (*body.facts, *body.summary)] == [TEXT]


def test_the_summary_below_the_facts_has_a_mark_as_their_label_and_unlike_the_headings() -> None:
    body = body_of(
        f"Night train returns\n\n<Key facts>\n- It runs.\n- It is late.\n\n<Overhead>\n{TEXT}\n\nPrices\n\n{MORE}"
    )

    assert [block.text for block in body.summary] == [TEXT]


def test_a_byline_right_below_the_title_does_not_go_on_with_it() -> None:
    title = "The night train to Varn returns in May after nine years in which only"

    assert title_of(f"{title}\nby Ann Lee and Tom Oak\n21 February 2025\n\n{TEXT}\n\n{MORE}") == title


@pytest.mark.parametrize("line", ["a0312fin", "FOR IMMEDIATE RELEASE"])
def test_a_slug_and_the_label_of_a_release_are_no_titles(line: str) -> None:
    assert (
        title_of(f"{line}\nNight train returns to Varn\nBy Ann Lee\n\n{TEXT}\n\n{MORE}")
        == "Night train returns to Varn"
    )


def test_labels_may_have_numbers_like_the_headings() -> None:
    body = body_of(
        f"Night train returns\n\n1. Summary\n\n{TEXT}\n\n2. Key facts\n\n- It runs.\n- It is.\n\n3. Prices\n\n{MORE}"
    )

    assert (len(body.summary), len(body.facts)) == (1, 2)


def test_headings_with_an_unusual_sign_stand_above_indented_text() -> None:
    text = f"Night train returns\n\n// Who waits\n   {TEXT}\n// Prices\n   {MORE}\n// Next\n   {TEXT}"

    assert [section.heading.text for section in body_of(text).sections if section.heading] == [
        "Who waits",
        "Prices",
        "Next",
    ]
