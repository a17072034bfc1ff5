"""Running text and titles are told from other values of a record."""

import pytest

from etl.recognise.running_text import is_line, is_running, weight
from etl.words.characters import LETTERS_PER_CHARACTER


def test_a_character_of_a_script_without_spaces_weighs_more() -> None:
    assert weight("a bus") == 5
    assert weight("橋") == LETTERS_PER_CHARACTER > 1
    assert weight("橋a橋") == 2 * LETTERS_PER_CHARACTER + 1


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("The old bridge over the river is closed.", True),  # 40 characters
        ("The old bridge over a river is closed.", False),
        ("Reconstruction of thoroughfares isn't over.", False),  # five words
        ("The reconstruction of thoroughfares isn't over.", True),  # six
        ("The old bridge over the river is closed now", False),  # no end of a sentence
        ("He said “the old bridge over the river is closed.”", True),
        ("市の図書館が月曜日に再び開いた。", True),
        ("<p>The old bridge over the river is closed.</p>", True),
        ("The<br>old<br>bridge<br>over<br>rivers<br>is already closed.", True),
        ("<b>The</b> <i>bridge</i> <u class='a b c d e f'>is</u> closed.", False),
        ("https://news.example/the.old.bridge.over.the.river.is.closed.", False),
        ("{ The old bridge over the river is closed. }", False),
        ("[The old bridge over the river is closed.]", False),
        ("The old bridge {} over the river is closed; now.", False),
        ("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18.", False),
        ("abcdef " * 6 + "1234 " * 6 + "abc.", True),  # 39 letters of 64
        ("abcdef " * 6 + "1234 " * 7 + "abc.", False),
    ],
)
def test_running_text_has_words_letters_and_the_end_of_a_sentence(text: str, is_one: bool) -> None:
    assert is_running(text) == is_one


def test_the_beginning_of_a_long_text_tells_what_it_is() -> None:
    text = "The old bridge over the river is closed. " * 130

    assert is_running(text + "1 2 3 4 5 " * 10_000)
    assert not is_running("1    " * 1000 + text)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Bridge is closed", True),
        ("Bridge closed", False),
        ("Bus is in", False),
        ("Bus is here", True),  # 11
        ("Bus is out", True),  # 10
        ("The bridge is closed.", False),
        ("Is the bridge closed?", True),
        ("The bridge\nis closed", False),
        (" The bridge is closed\n", True),
        ("", False),
        ("a b " * 62 + "ab", True),  # 250
        ("a b " * 62 + "abc", False),
        ("4 May 2026 10:30", False),
        ("橋が閉鎖された", True),
        ("abcdefgh橋が閉鎖", True),  # two words more
        ("abcdefgh橋が閉", False),
        ("abc abc 12 12", True),  # six letters of ten
        ("abc abc 12 123", False),
        ("ann.lee@news.example", False),
        ("{the bridge is closed", False),
    ],
)
def test_a_title_is_one_line_of_a_few_words_without_a_full_stop(text: str, is_one: bool) -> None:
    assert is_line(text) == is_one
