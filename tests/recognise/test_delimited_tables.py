"""Rows with the same number of cells are a table; lines of text with the same separators are not."""

import pytest

from etl.recognise.delimited_tables import delimited_table, has_header

PEOPLE = ["name\tage", "Ann Lee\t41", "Bob Ott\t38"]


def kind(*rows: str, is_whole: bool = True) -> str | None:
    table = delimited_table("".join(f"{row}\n" for row in rows), is_whole=is_whole)
    return table.kind if table else None


@pytest.mark.parametrize(
    ("separator", "columns", "words"),
    [
        ("\t", 2, "tabs"),
        (";", 2, "semicolons"),
        (",", 3, "commas"),
        ("|", 3, "bars"),
        ("\x01", 2, "the control character U+0001"),
    ],
)
def test_a_table_has_as_many_columns_as_its_separator_needs(separator: str, columns: int, words: str) -> None:
    names, values = ["city", "street", "number"], ["Bonn", "at the old mill and bakery behind the 2 bridges", "7"]
    header, row = separator.join(names[:columns]), separator.join(values[:columns])

    assert kind(header, row) == f"a table with {columns} columns separated by {words}"
    assert kind(separator.join(names[: columns - 1]), separator.join(values[: columns - 1])) is None


def test_a_last_row_that_may_be_cut_does_not_count() -> None:
    assert kind(*PEOPLE[:2]) == "a table with 2 columns separated by tabs"
    assert kind(*PEOPLE[:2], is_whole=False) is None
    assert kind(*PEOPLE, is_whole=False) == "a table with 2 columns separated by tabs"
    assert kind("name\tage") is None


def test_a_tenth_of_the_rows_may_have_another_length() -> None:
    rows = [f"Ann Lee\t{number}" for number in range(8)]

    assert kind("name\tage", *rows, "total") is not None
    assert kind("name\tage", *rows[1:], "total", "total") is None


def test_two_hundred_rows_are_enough_to_know_a_table() -> None:
    rows = [f"Ann Lee\t{number}" for number in range(199)]

    assert kind("name\tage", *rows, *["total"] * 150) is not None
    assert kind("name\tage", *rows[:-30], *["total"] * 150) is None


@pytest.mark.parametrize("line", ["# made by hand", "----+----", "  === ===", "(2 rows)", "2 row", "sep=;"])
def test_rules_comments_and_counts_are_no_rows(line: str) -> None:
    assert kind(line, *PEOPLE) == "a table with 2 columns separated by tabs"
    assert kind(*PEOPLE, line) == "a table with 2 columns separated by tabs"


def test_a_title_above_the_rows_is_no_row_unless_it_is_a_sentence() -> None:
    rows = ("city;number", "Bonn;7", "Ulm;9")

    assert kind("Cities", *rows) == "a table with 2 columns separated by semicolons"
    assert kind("These are the cities.", *rows) is None
    assert kind("Cities", *(row.replace(";", "\t") for row in rows)) is None


def test_empty_columns_at_both_ends_do_not_count() -> None:
    assert kind("|name|age|city|", "|Ann|41|Bonn|", "|Bob|38|Ulm|") == "a table with 3 columns separated by bars"
    assert kind("|name|age|", "|Ann|41|", "|Bob|38|") is None


@pytest.mark.parametrize(("cells", "expected"), [(4, None), (5, "a table with at least 5 columns separated by tabs")])
def test_one_row_of_many_cells_is_a_table_whose_other_rows_are_split(cells: int, expected: str | None) -> None:
    assert kind("\t".join("abcde"[:cells]) + "\t", "A text\n\nof several\n\nlines, and more") == expected


@pytest.mark.parametrize(
    ("rows", "is_table"),
    [
        (("Ann Lee,41", "Bob Ott,38"), False),  # no header
        (("who is it,age", "Ann Lee,41", "Bob Ott,38"), True),  # numbers
        (("who is it,what", 'Ann Lee,"a baker, retired"', 'Bob Ott,"a clerk, of Bonn"'), True),  # quoted commas
        (("who is it,what", "Ann Lee,7 rolls of bread", "Bob Ott,a clerk"), False),
        (("first_name,jobTitle", "Ann Lee,7 rolls of bread", "Bob Ott,a clerk"), True),  # identifiers
        (("first_name,jobTitle", "Ann Lee,7 rolls of bread"), False),
        (("First,jobTitle", "Ann Lee,7 rolls of bread", "Bob Ott,a clerk"), False),
        (("who is it,age", "Ann Lee,41", "Bob Ott,38,x"), False),
    ],
)
def test_two_columns_with_commas_are_a_table_only_with_other_signs_of_one(
    rows: tuple[str, ...], is_table: bool
) -> None:
    assert (kind(*rows) is not None) == is_table


def test_rows_that_begin_with_one_of_a_few_labels_are_a_table() -> None:
    rows = [f"{label},it was so {place}" for place in "abc" for label in ("good", "bad", "none")]

    assert kind(*rows) == "a table with 2 columns separated by commas"
    assert kind(*rows[:-1]) is None
    assert kind(*rows[:-1], "odd,it was so d") is None
    assert kind(*rows[:-1], "none,it was,so d") is None
    assert kind("odd,it was so d", *rows[1:]) is not None
    assert kind(rows[0], "odd,it was so d", *rows[2:]) is None
    assert kind(*(row.replace("bad", "so bad") for row in rows)) is None
    assert kind(*(row.replace(",", ", ") for row in rows)) is None


@pytest.mark.parametrize(
    ("header", "is_one"),
    [
        (["name", "age", "city"], True),
        (["", "age", "city"], True),
        (["", "", "city"], False),
        (["name", "Name", "city"], False),
        (["name", "age"], False),
        (["name", "4 May", "city"], False),
        (["name", "n" * 40, "city"], True),
        (["name", "n" * 41, "city"], False),
        (["Ann.", "age", "city"], True),
        (["@id", "_key", "#"], True),
    ],
)
def test_a_header_names_the_columns(header: list[str], is_one: bool) -> None:
    assert has_header([header, ["Ann", "41", "Bonn"]], 3) == is_one


@pytest.mark.parametrize(("value", "is_one"), [("7", True), ("a" * 41, True), ("a" * 40, False), ("", False)])
def test_below_a_header_is_a_value_that_could_be_no_name(value: str, is_one: bool) -> None:
    assert has_header([["name", "city"], ["Ann", value]], 2) == is_one


def test_a_header_that_comes_again_below_itself_has_no_values() -> None:
    """The index, which may have no name, may be a number."""
    assert not has_header([["Ann", "Bonn"], ["Ann", "Bonn"]], 2)


def test_commas_as_in_running_text_make_no_table_of_sentences() -> None:
    text = ("Bread, butter, and salt", "In May, in June, it rained!", "In the end, we know, it was dry.")

    assert kind(*text) is None
    assert kind(*(row.replace(", ", ",") for row in text)) == "a table with 3 columns separated by commas"
    assert kind("what, who, when", "Bread, Ann, 4 May", "Salt, Bob, 5 May") is not None
    assert kind("what, who, when", "Bread, butter, and it rained!") is not None


def test_white_space_behind_nine_of_ten_commas_is_that_of_running_text() -> None:
    rows = ["Bread, butter,and salt", *["In May, in June, it rained!"] * 4]

    assert kind(*rows) is None
    assert kind(*rows[:-1], "In May,in June, it rained!") is not None


def test_a_quote_that_does_not_end_hides_no_rows() -> None:
    assert kind("name\tage", 'Ann Lee\t"41', *["Bob Ott\t38"] * 20_000) == "a table with 2 columns separated by tabs"


@pytest.mark.parametrize("when", ["9:30", "09.30", "9h30", "1871", "9:30 - 10:15", "1871–1899"])
def test_a_programme_and_the_dates_of_a_life_are_no_table(when: str) -> None:
    assert kind("time\twhat", f"{when}\tOpening of the fair", f"{when}\tMusic in the yard") is None
    assert kind("time\twhat", f"{when}\tOpening of the fair", f"{when}\t17") is not None
    assert kind("time\twhat", f"{when}\tOpening of the fair", f"{when}\t{'a' * 121}") is not None
    assert kind("time\twhat", f"{when}\tOpening of the fair", f"{when}\t{'a' * 120}") is None
    assert kind("time\twhat", f"{when}\tOpening", "at nine, or on day 2 of 3\tMusic") is not None
    assert kind("time\twhat\tn", f"{when}\tOpening\t1", f"{when}\tMusic\t2") is not None


@pytest.mark.parametrize("mark", ["-", "*", "•", "1.", "(2)", "a)", "19:10", "Ann:", "问："])
def test_lines_with_a_mark_before_a_tab_are_no_table(mark: str) -> None:
    assert kind(*[f"{mark}\tthe bus runs again"] * 3) is None
    assert kind(*["Bonn\tthe bus runs again"] * 3) is not None


def test_rows_without_a_header_are_a_table_if_there_are_three_and_no_sentence_begins_them() -> None:
    assert kind(*["4 Bonn\tthe bus runs"] * 2) is None
    assert kind(*["4 Bonn\tthe bus runs"] * 3) is not None
    assert kind(*["4 Bonn\tthe bus runs"] * 2, "It does.\tthe bus runs") is None
    assert kind(*["4 Bonn\tthe bus runs"] * 2, "a" * 60 + "\tthe bus runs") is not None
    assert kind(*["4 Bonn\tthe bus runs"] * 2, "a" * 61 + "\tthe bus runs") is None
    assert kind(*["4 Bonn; the bus runs"] * 3) is None


def test_rows_with_commas_and_without_a_header_need_a_quoted_comma() -> None:
    rows = ['Bonn,4 May,"bus, tram"', "Ulm,5 May,bus", "Kiel,6 May,tram"]

    assert kind(*rows) is not None
    assert kind(*(row.replace("bus, tram", "bus") for row in rows)) is None
    assert kind(*rows[:2], "It rained.,6 May,tram") is None


def test_a_grid_has_an_empty_corner_names_and_numbers() -> None:
    """The names of its rows may look like the marks of a list."""
    rows = ["\t4 May\t5 May", "1.\t4\t-5.5", "2.\t\t7 %"]

    assert kind(*rows) is not None
    assert kind(rows[0].replace("\t", "x\t", 1), *rows[1:]) is None
    assert kind(*rows[:2], "2.\tten\t7 %") is None
    assert kind(rows[0], "1.\tten\t5", rows[2]) is None
    assert kind(*rows[:2], "2.\t4\tseven") is None
    assert kind(*rows[:2], "\t4\t7 %") is None


def test_pairs_of_sentences_are_a_parallel_corpus() -> None:
    rows = ["It rains!\tEs regnet!", "The bus runs.\tDer Bus fährt.", "Who knows?\tWer weiß?"]

    assert kind(*rows) is not None
    assert kind(*rows[:2], "Who knows?\tWer weiß") is None
    assert kind(*(f"{row}\tx." for row in rows)) is None
    assert kind(*rows * 3, "Who knows?\tWer weiß") is not None
    assert kind(*rows * 3, *["Who knows?\tWer weiß"] * 2) is None
    assert kind(*rows[:2], "-\tWer weiß?") is None
