"""The inline marks of Markdown."""

import pytest

from etl.parse.text.inline_marks import without_inline_marks


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The **new wheel** and *the old one*", "The new wheel and the old one"),
        ("***both*** and __bold__ and _slanted_ and ~~gone~~", "both and bold and slanted and gone"),
        ("**川**の`水車`", "川の水車"),
        ('in [the valley](https://a.example/x_(y) "Valley").', "in the valley."),
        ("![The mill](mill.jpg) and [[notes/mill|the mill]]", "The mill and the mill"),
        ("The mill[^1] turns.[^note]", "The mill turns."),
        ("[^1]: By the police.", "By the police."),
        ("5 \\* 3 \\# 1", "5 * 3 # 1"),
    ],
)
def test_marks_are_taken_out(text: str, shown: str) -> None:
    assert without_inline_marks(text) == shown


@pytest.mark.parametrize(
    "text",
    ["2*3*4 = 24", "a snake_case_name", "5 * 3 * 2", "He wrote [sic] and [1]", "![](a.jpg)", "***", "a ** b ** c"],
)
def test_other_signs_stay(text: str) -> None:
    assert without_inline_marks(text) == text
