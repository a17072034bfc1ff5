"""Conversations: each turn is a paragraph of its own, and no heading or title."""

import pytest

from etl.parse.text.article import read_text
from etl.parse.text.turns import find_turns

INTERVIEW = [
    "Reporter: Were you ever afraid?",
    "Lund: Yes, above all at night. But fear becomes smaller when there is work to do on deck.",
    "Reporter: And now?",
    "Lund: Now I sleep.",
]
CHAT = [
    "18:02 - Mira: the lock opens again in may, dad rang me",
    "18:03 - Tom: so no more lorries past the school then?",
    "18:04 - Mira: none. I will stand on the bridge and count",
    "18:05 - Tom: you always say that, and then it rains",
]
CHINESE = ["记者：您害怕吗？", "林：当然害怕，尤其是在夜里。", "记者：家里人怎么说？", "林：女儿三天没有跟我说话。"]


@pytest.mark.parametrize("turns", [INTERVIEW, CHAT, [f"[{turn[:5]}]{turn[7:]}" for turn in CHAT], CHINESE])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_each_turn_is_a_paragraph(turns: list[str], gap: str) -> None:
    body = read_text(gap.join(turns)).body

    assert body.title is None
    assert [section.heading for section in body.sections] == [None]
    assert [block.text for block in body.paragraphs] == turns


def test_a_title_and_headings_between_turns_stay() -> None:
    said = "Lund: Yes, above all at night. But fear becomes smaller when there is work to do."
    parts = ["At sea again", *INTERVIEW, "## The family", "Reporter: And they?", said]
    body = read_text("\n\n".join(parts)).body

    assert body.title is not None
    assert body.title.text == "At sea again"
    assert [section.heading and section.heading.text for section in body.sections] == [None, "The family"]


@pytest.mark.parametrize(
    "texts",
    [
        ["The cost: who pays", "The plan: what comes", "The cost: who gains"],
        ["Step 1: Soil", "Step 2: Water", "Step 3: Light", "Step 4: Rest"],
        ["Lund: yes", "Lund: no", "Reporter: why"],
        ["At 18:02 Mira rang", "At 18:04 Tom rang", "At 18:02 Mira rang", "At 18:04 Tom rang"],
        ["https://a.example", "http://b.example", "https://a.example", "http://b.example"],
    ],
)
def test_lines_with_colons_are_no_turns_unless_two_names_come_again(texts: list[str]) -> None:
    assert not any(find_turns(texts))
