import pytest

from etl.words.folding import EDGE_SIGNS, folded


def test_a_long_run_of_signs_in_a_text_is_passed_once() -> None:
    text = f"By {'.' * 300_000} Ann"
    assert EDGE_SIGNS.sub("", text, timeout=10) == text
    assert folded(f"... By{'.' * 300_000}") == "by"


@pytest.mark.parametrize(
    ("capitals", "small"), [("ÖNE ÇIKANLAR", "öne çıkanlar"), ("BİLGİ", "bilgi"), ("ILIK", "ılık"), ("İLK", "ilk")]
)
def test_turkish_capitals_are_the_same_words(capitals: str, small: str) -> None:
    assert folded(capitals) == folded(small)
