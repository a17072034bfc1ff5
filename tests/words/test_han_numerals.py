import pytest

from etl.words.han_numerals import han_number


@pytest.mark.parametrize(
    ("text", "value"), [("二〇二四", 2024), ("二○二四", 2024), ("十", 10), ("十五", 15), ("三十一", 31)]
)
def test_numerals_count_digit_by_digit_or_with_tens(text: str, value: int) -> None:
    assert han_number(text) == value
