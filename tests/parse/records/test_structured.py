"""Texts that a record keeps in pieces."""

import pytest

from etl.articles import Role, Section
from etl.parse.records.structured import is_structured, pieces_of, sections_of


def shown(sections: tuple[Section, ...]) -> list[tuple[str | None, list[str]]]:
    return [
        (each.heading.text if each.heading else None, [block.text for block in each.paragraphs]) for each in sections
    ]


EXPECTED = [(None, ["It began in May."]), ("The cost", ["It was high.", "Nobody paid."])]


@pytest.mark.parametrize(
    "value",
    [
        [{"content": "It began in May."}, {"heading": "The cost", "content": "It was high.\nNobody paid."}],
        [{"text": ["It began in May."]}, {"subheading": "The cost", "paragraphs": ["It was high.", "Nobody paid."]}],
        ["It began in May.", {"title": "The cost", "body": "<p>It was high.</p><p>Nobody paid.</p>"}],
        [
            {"type": "paragraph", "text": "It began in May."},
            {"type": "heading", "text": "The cost"},
            {"type": "paragraph", "text": "It was high."},
            {"type": "paragraph", "text": "Nobody paid."},
        ],
        {
            "blocks": [
                {"text": "It began in May.", "type": "unstyled"},
                {"text": "The cost", "type": "header-two"},
                {"text": "It was high.", "type": "unstyled"},
                {"text": "Nobody paid.", "type": "unstyled"},
            ]
        },
        {
            "type": "doc",
            "content": [
                {"type": "paragraph", "content": [{"text": "It began "}, {"text": "in May."}]},
                {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "The cost"}]},
                {"type": "paragraph", "content": [{"type": "text", "text": "It was high."}]},
                {"type": "paragraph", "content": [{"type": "text", "text": "Nobody paid."}]},
            ],
        },
        [
            {"_type": "block", "style": "normal", "children": [{"_type": "span", "text": "It began in May."}]},
            {"_type": "block", "style": "h2", "children": [{"_type": "span", "text": "The cost"}]},
            {"_type": "block", "style": "normal", "children": [{"_type": "span", "text": "It was high."}]},
            {"_type": "block", "style": "normal", "children": [{"_type": "span", "text": "Nobody paid."}]},
        ],
        {
            "sections": [
                {"headline": [], "paragraphs": ["It began in May."]},
                {"headline": ["The cost"], "paragraphs": ["It was high.", "Nobody paid."]},
            ]
        },
    ],
    ids=["content", "paragraphs", "html", "typed", "draft", "prosemirror", "portable", "fundus"],
)  # fmt: skip
def test_pieces_become_sections(value: object) -> None:
    assert is_structured(value)
    assert shown(sections_of(value, "json:body")) == EXPECTED


def test_headings_may_be_the_keys_of_their_texts() -> None:
    value = {"How it began": "It began in May.", "What it cost": ["It was high.", "Nobody paid."]}

    assert shown(sections_of(value, "json:sections")) == [
        ("How it began", ["It began in May."]),
        ("What it cost", ["It was high.", "Nobody paid."]),
    ]


def test_lists_and_quotes_keep_their_roles_and_pictures_are_no_text() -> None:
    value = [
        {"type": "list", "items": ["One", "Two"]},
        {"type": "quote", "text": "We knew."},
        {"type": "image", "caption": "The bridge"},
    ]

    assert [(piece.role, piece.text) for piece in pieces_of(value)] == [
        (Role.LIST_ITEM, "One"),
        (Role.LIST_ITEM, "Two"),
        (Role.QUOTE, "We knew."),
    ]


@pytest.mark.parametrize(
    "value",
    ["One.", ["One.", "Two."], {"rendered": "<p>One.</p>"}, [{"role": "main", "value": "One.\nTwo."}], {}, None, 7],
)
def test_what_stands_for_one_text_is_not_in_pieces(value: object) -> None:
    assert not is_structured(value)
