"""Classes of characters."""

import pytest

from etl.words.characters import (
    FULL_STOPS,
    SENTENCE,
    SENTENCE_BREAK,
    SENTENCE_ENDS,
    STATEMENT_ENDS,
    UNSPACED_LETTER,
    ends_sentence,
    ends_with,
    letter_count,
    needs_no_stop,
    script_of_letter,
)


@pytest.mark.parametrize(
    "text",
    [
        "The mill turns.",
        'She asked: "Does it turn?"',
        "الطاحونة تدور؟",
        "چکی چل رہی ہے۔",
        "चक्की घूमती है।",
        "Ջրաղացը պտտվում է։",
        "ወፍጮው ይዞራል።",
        "水車が回る。」",
        "စက်လည်သည်။",
        "ཆུ་འཁོར།",
        "Die Mühle ‚dreht sich.‘",
    ],
)
def test_a_sentence_ends_in_any_script(text: str) -> None:
    assert ends_sentence(text)


def test_a_question_is_no_statement_and_an_exclamation_has_no_full_stop() -> None:
    assert not ends_with("Does it turn?”", STATEMENT_ENDS)
    assert ends_with("It turns!", STATEMENT_ENDS)
    assert not ends_with("It turns!", FULL_STOPS)
    assert not ends_with("", SENTENCE_ENDS)


def test_sentences_are_cut_behind_their_ends() -> None:
    text = 'He said: "Go … on." Then example.org was read 3.5 times. 水車が回る。人が来た。 यह चलती है। वह रुकी।'

    assert [found.strip() for found in SENTENCE.findall(text)] == [
        'He said: "Go … on."',
        "Then example.org was read 3.5 times.",
        "水車が回る。",
        "人が来た。",
        "यह चलती है।",
        "वह रुकी।",
    ]
    assert len(SENTENCE_BREAK.findall(text)) == 6  # dots may end one, too


def test_a_cjk_character_counts_as_three_letters_and_a_thai_letter_as_one() -> None:
    assert letter_count("mill") == 4
    assert letter_count("水車") == letter_count("水車") == 6
    assert letter_count("물레방아") == 12
    assert letter_count("กังหัน") == 6


def test_scripts_without_spaces_or_stops_are_known() -> None:
    assert all(UNSPACED_LETTER.match(letter) for letter in "水すスㄅกກកကཀ")
    assert not any(UNSPACED_LETTER.match(letter) for letter in "aя물ا、")
    assert needs_no_stop("กังหันหมุน")
    assert not needs_no_stop("水車が回る")
    assert script_of_letter("す") == "HIRAGANA"
