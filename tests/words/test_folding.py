import unicodedata

import pytest

from etl.words.folding import EDGE_SIGNS, folded, normalised


def test_a_long_run_of_signs_in_a_text_is_passed_once() -> None:
    text = f"By {'.' * 300_000} Ann"
    assert EDGE_SIGNS.sub("", text, timeout=10) == text
    assert folded(f"... By{'.' * 300_000}") == "by"


@pytest.mark.parametrize(
    ("capitals", "small"), [("ÖNE ÇIKANLAR", "öne çıkanlar"), ("BİLGİ", "bilgi"), ("ILIK", "ılık"), ("İLK", "ilk")]
)
def test_turkish_capitals_are_the_same_words(capitals: str, small: str) -> None:
    assert folded(capitals) == folded(small)


def test_thousands_of_marks_on_one_letter_are_sorted_in_pieces() -> None:
    marks = "\u0315\u0300" * 300_000  # Python would sort them for minutes
    found = normalised(f"a{marks}b")
    assert sorted(found) == sorted(f"a{marks}b".replace("a\u0315\u0300", "à\u0315", 1))
    assert found[:3] == "à\u0300\u0300"


@pytest.mark.parametrize("text", ["e\u0301" * 2000, "a" + "\u0300\u0327" * 20 + "x" * 2000, "é" * 2000, "ascii"])
def test_a_text_with_few_marks_is_in_its_normal_form(text: str) -> None:
    assert normalised(text) == unicodedata.normalize("NFC", text)
