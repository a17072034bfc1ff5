import pytest
from made import make_block

from etl.article_blocks import walk, walk_prose
from etl.articles import Body, Caption, Role, Section


@pytest.fixture
def body() -> Body:
    return Body(
        title=make_block("Title"),
        facts_label=make_block("Key facts"),
        facts=(make_block("First fact"), make_block("Second fact")),
        summary_label=make_block("Summary"),
        summary=(make_block("In short"),),
        sections=(
            Section(paragraphs=(make_block("Opening"),)),
            Section(heading=make_block("Heading"), level=2, paragraphs=(make_block("One"), make_block("Two"))),
        ),
        extra=(make_block("By Somebody"),),
        captions=(Caption(role=Role.CAPTION, text="A picture", detected_by="test"),),
    )


def test_every_block_is_walked_once_with_its_place(body: Body) -> None:
    assert [(place, block.text) for place, block in walk(body)] == [
        ("title", "Title"),
        ("labels.facts", "Key facts"),
        ("facts[0]", "First fact"),
        ("facts[1]", "Second fact"),
        ("labels.summary", "Summary"),
        ("summary[0]", "In short"),
        ("sections[0].paragraphs[0]", "Opening"),
        ("sections[1].heading", "Heading"),
        ("sections[1].paragraphs[0]", "One"),
        ("sections[1].paragraphs[1]", "Two"),
        ("captions[0]", "A picture"),
        ("extra[0]", "By Somebody"),
    ]


def test_the_prose_is_without_labels_captions_and_extra(body: Body) -> None:
    texts = [block.text for _, block in walk_prose(body)]

    assert texts == ["Title", "First fact", "Second fact", "In short", "Opening", "Heading", "One", "Two"]
