"""Page numbers, running heads and feet inside a text, and the lines that look like them."""

import pytest

from etl.articles import Article, Role
from etl.documents import Document, Origin
from etl.parse.text.format import FORMAT
from etl.parse.text.page_furniture import find_furniture
from etl.settings import Settings

TITLE = "Ferry to the north island runs again\n\n"
ABOVE = """The ferry left the quay at six with forty passengers, among them
the teacher of the island school and two of her pupils, who had"""
BELOW = """waited since the autumn for the first boat that would take them
home. It had been in the yard since October, and nobody knew when"""
LAST = "it would come back. The owner says that it will now run each day."
WHOLE = " ".join(f"{ABOVE} {BELOW} {LAST}".split())


def read(text: str) -> Article:
    document = Document(origin=Origin(uri="a.txt"), name="a.txt", data=text.encode())
    return FORMAT.read(document, Settings()).article()


CUT = [
    ("- 2 -", "- 3 -"),
    ("[p. 2]", "[p. 3]"),
    ("2", "3"),
    ("                              2", "                              3"),
    ("Page 2 of 5", "Page 3 of 5"),
    ("Seite 2/5", "Seite 3/5"),
    ("Northern Ledger    June 14, 2002    Page 2", "Northern Ledger    June 14, 2002    Page 3"),
    ("2    Gazeta Północna", "3    Gazeta Północna"),
    (
        "https://www.example.org/story.html    2/5    01.05.2001 10:15",
        "https://www.example.org/story.html    3/5    01.05.2001 10:15",
    ),
    ("-- Ferry Post 2 --", "-- Ferry Post 3 --"),
    ("Ferry Post | 2", "Ferry Post | 3"),
    ("(MORE)", "(MORE)"),
    ("- 2 -\n\n\fFerry Post", "- 3 -\n\n\fFerry Post"),
]


@pytest.mark.parametrize("lines", CUT)
def test_a_sentence_that_a_page_interrupts_is_whole_again(lines: tuple[str, str]) -> None:
    article = read(f"{TITLE}{ABOVE}\n\n{lines[0]}\n\n{BELOW}\n\n{lines[1]}\n\n{LAST}\n\nA second paragraph ends it.")

    assert [block.text for block in article.body.paragraphs] == [WHOLE, "A second paragraph ends it."]
    said = [line for text in lines for line in text.replace("\f", "").split("\n\n")]
    assert [block.text for block in article.body.extra] == [line.strip() for line in said]
    assert {block.role for block in article.body.extra} == {Role.OTHER}


PAIRS = [
    *(("[p. 2]", "[p. 3]"), ("\fFerry Post    Page 2", "\fFerry Post    Page 3"), ("Page 1 of 2", "Page 2 of 2")),
    *(("Halaman 1 dari 2\f", "Halaman 2 dari 2"), ("Ferry Post    2", "Ferry Post    3")),
]


@pytest.mark.parametrize("pair", PAIRS)
def test_furniture_between_paragraphs_does_not_join_them(pair: tuple[str, str]) -> None:
    whole = "It is a whole sentence that ends before the page does."
    article = read(f"{TITLE}{whole}\n\n{pair[0]}\n\n\n{whole}\n\n{pair[1]}\n\n\n{whole}")

    assert [block.text for block in article.body.paragraphs] == [whole] * 3


def test_every_character_is_shown_in_the_block_that_has_it() -> None:
    text = f"{TITLE}{ABOVE}\n\n[p. 2]\n\n{BELOW}\n\n[p. 3]\n\n{LAST}"
    document = Document(origin=Origin(uri="a.txt"), name="a.txt", data=text.encode())
    reading = FORMAT.read(document, Settings())

    places = {fragment.text: fragment.place for line in reading.lines() for fragment in line.fragments}

    assert places["[p. 2]"] == "extra[0]"
    assert places[LAST] == places[ABOVE.splitlines()[0]] == "sections[0].paragraphs[0]"


SENTENCE = "It is a whole sentence that ends here, and another one follows it."
STAYS = [
    "\n\n".join(f"{number}\n\n{SENTENCE}" for number in (1, 2, 3)),
    "\n\n".join(f"Chapter {number}\n\n{SENTENCE}" for number in (1, 2, 3)),
    "\n\n\f".join(f"Chapter {number}\n\n{SENTENCE}" for number in (1, 2, 3)),
    "\n\n".join(f"Chapter {number}\n\n{SENTENCE}" for number in (2, 3, 4)),
    "\n\n".join(f"{year}\n\n{SENTENCE}" for year in (2019, 2020, 2021)),
    "\n\n".join(f"{number}. The ferry runs again\n\n{SENTENCE}" for number in (2, 3, 4)),
    f"{SENTENCE}\n\nIslanders 2\n\nMainland 3\n\n{SENTENCE}",
    f"{SENTENCE}\n\n2\n\n{SENTENCE}",
    f"Passengers\n\n12\n\nof them children\n\n{SENTENCE}",
    f"{SENTENCE}\n\n[2]\n\n{SENTENCE}\n\n[3]\n\n{SENTENCE}",
    f"{SENTENCE}\n\n5/5\n\n{SENTENCE}",
    f"{SENTENCE}\n\nMore\n\n{SENTENCE}",
    f"- 2 -\n\n{SENTENCE}\n\n- 3 -\n\n{SENTENCE}",
]


@pytest.mark.parametrize("text", STAYS)
def test_numbers_of_sections_lists_years_and_scores_stay(text: str) -> None:
    assert find_furniture(text).spans == ()


def test_the_text_without_furniture_keeps_its_offsets() -> None:
    text = f"{TITLE}{ABOVE}\r\n\r\n\fFerry Post    2\r\n\r\n{BELOW}\r\n\r\n\fFerry Post    3\r\n\r\n   {LAST}"
    found = find_furniture(text)

    assert len(found.spans) == 2
    assert len(found.text) == len(text)
    assert found.text.index(LAST) == text.index(LAST)


def test_a_running_head_above_the_title_counts_pages_with_a_letter() -> None:
    head = "FERRY POST   Friday, October 3, 2025   A{}"
    article = read(f"{head.format(1)}\n\n{TITLE}{SENTENCE}\n\n{head.format(2)}\n\n{SENTENCE}")

    assert [block.text for block in article.body.paragraphs] == [SENTENCE] * 2
    assert len(article.body.extra) == 2


def test_a_digit_that_python_does_not_know_is_no_number_of_a_page() -> None:
    assert find_furniture(f"{SENTENCE}\n\n\U00010d41\n\n{SENTENCE}").spans == ()


def test_a_form_feed_above_the_title_makes_no_page() -> None:
    assert find_furniture(f"\f~~ Ferry Post no. 255 ~~\n\n{SENTENCE}").spans == ()


def test_the_lines_that_a_browser_prints_are_furniture() -> None:
    head, foot = "30.11.25, 10:15              The ferry runs ag", "https://post.example/ferry          {}/2"
    cut = f"{ABOVE}\n{foot.format(1)}\n\n{head}\n\n{BELOW}"
    article = read(f"{head}\n{TITLE}{cut}\n\n{LAST}\n{foot.format(2)}")

    assert article.body.title is not None
    assert len(article.body.extra) == 4
    assert find_furniture(f"{head}\n\n{SENTENCE}").spans == ()


def test_a_dash_before_a_small_letter_goes_on_with_the_line_above() -> None:
    text = f"{TITLE}The harbour sells the lighthouse. The price – 412 thousand\n– is that of a flat.\n\n{SENTENCE}"

    assert len(read(text).body.paragraphs) == 2
