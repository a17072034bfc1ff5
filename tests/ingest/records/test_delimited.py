"""CSV, TSV and other delimited tables of records."""

import csv
import io
import json
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest
from fixture_types import MakeSettings, Outcomes, Read, ReadDocuments
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from etl.documents import Document, Refusal
from etl.ingest import read_file
from etl.ingest.container import Context, Record
from etl.ingest.expansion_limit import Budget
from etl.ingest.raw import read_raw
from etl.ingest.records.delimited import read_delimited
from etl.ingest.records.delimited_dialect import find_table
from etl.ingest.stream import Stream

NAMES = ["title", "date", "text"]
ROWS = [
    [
        "Bridge closed for repairs",
        "2024-05-06",
        "The bridge was closed on Monday, after cracks were found. Ferries run.",
    ],
    [
        "Ferry runs at night",
        "2024-05-07",
        'It runs "all night"; the harbour stays open.\n\nNobody | complained about it.',
    ],
    ["A library in the station", "", "The old station of the town is a library now.\tIt has twenty thousand books."],
]
RECORDS = [{name: cell for name, cell in zip(NAMES, row, strict=True) if cell} for row in ROWS]


def written(rows: list[list[str]], encoding: str = "utf-8", **how: Any) -> bytes:
    file = io.StringIO()
    csv.writer(file, **({"lineterminator": "\n"} | how)).writerows(rows)
    return file.getvalue().encode(encoding)


def loaded(units: list[Document]) -> list[object]:
    return [json.loads(unit.data) for unit in units]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "\x01"])
@pytest.mark.parametrize(
    "how",
    [
        {},
        {"quoting": csv.QUOTE_ALL},
        {"quoting": csv.QUOTE_ALL, "lineterminator": "\r\n"},
        {"doublequote": False, "escapechar": "\\", "quoting": csv.QUOTE_ALL},
        {"quotechar": "'", "quoting": csv.QUOTE_ALL},
    ],
    ids=["doubled", "all", "crlf", "escaped", "single"],
)
def test_every_dialect_gives_the_same_records(
    read_documents: ReadDocuments, separator: str, how: dict[str, Any]
) -> None:
    assert loaded(read_documents(written([NAMES, *ROWS], delimiter=separator, **how), "news.csv")) == RECORDS


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"]
)
def test_every_encoding_gives_the_same_records(read_documents: ReadDocuments, encoding: str) -> None:
    text = "Am Montag wurde die Brücke über die Mühlach gesperrt. Die Fähre fährt für Fußgänger öfter."
    units = read_documents(written([NAMES, ["Brücke gesperrt für alle", "2024-05-06", text]] * 1, encoding), "n.csv")

    assert loaded(units) == [{"title": "Brücke gesperrt für alle", "date": "2024-05-06", "text": text}]


@pytest.mark.parametrize(
    ("encoding", "separator"), [("gb18030", ","), ("gb18030", "|"), ("big5hkscs", "|"), ("cp932", "|")]
)
def test_the_second_half_of_a_character_is_no_separator(
    read_documents: ReadDocuments, encoding: str, separator: str
) -> None:
    chinese = "工人保留了原來的磚牆和木梁，只在屋頂加裝了隔音材料。劇院的東門在星期四會開放，觀眾可以看到當年的鐵門。"
    japanese = "町の古い倉庫は劇場になった。倒れた竹の垣根は直され、看板も掛けられた。開場は来週の土曜日になるという。"
    text = (japanese if encoding == "cp932" else chinese) * 3
    title = "町の倉庫が劇場になる" if encoding == "cp932" else "青河縣舊糧倉改建成社區劇場"
    rows = [["title", "text"], *([f"{title}{number}", text] for number in range(5))]

    units = read_documents(written(rows, encoding, delimiter=separator), "n.csv")

    assert any(len(sign.encode(encoding)) == 2 and sign.encode(encoding)[1:] == b"|" for sign in text)

    assert [record["text"] for record in map(json.loads, (unit.data for unit in units))] == [text] * 5


CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"], include_characters="\n\t"), max_size=12
)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8), st.sampled_from([",", ";", "\t"]))
@limits(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_no_cell_is_lost_whatever_it_holds(
    read_documents: ReadDocuments, cells: list[tuple[str, str]], separator: str
) -> None:
    rows = [[one, ROWS[0][2], two] for one, two in cells]
    units = read_documents(written([["title", "text", "note"], *rows], delimiter=separator), "news.csv")

    no_values = ("null", "NULL", "None", "nan", "NaN", "\\N", "<NA>")
    expected = [
        {
            key: cell
            for key, cell in zip(("title", "text", "note"), row, strict=True)
            if cell.strip() not in ("", *no_values)
        }
        for row in rows
    ]
    assert loaded(units) == expected


def test_a_table_without_a_header_has_numbered_columns(read_documents: ReadDocuments) -> None:
    rows = [["3", row[0], row[2].replace("\n", " ")] for row in ROWS]
    records = loaded(read_documents(written(rows, quoting=csv.QUOTE_ALL), "news.csv"))

    assert records == [{"column 1": "3", "column 2": row[1], "column 3": row[2]} for row in rows]


def test_quoted_texts_with_a_label_need_no_header(read_documents: ReadDocuments) -> None:
    text = "The bridge isn't open; the ferry is. " * 8
    rows = [["local", text], ["sport", text]]
    units = read_documents(written(rows, delimiter=";", quotechar="'"), "news.csv")

    assert loaded(units) == [{"column 1": label, "column 2": text} for label, text in rows]


def test_columns_without_a_name_or_with_the_same_are_told_apart(read_documents: ReadDocuments) -> None:
    rows = [["", "title", "text", "text"], *([str(n), *row[::2], "x"] for n, row in enumerate(ROWS))]

    assert list(json.loads(read_documents(written(rows), "news.csv")[0].data)) == [
        "column 1",
        "title",
        "text",
        "text 4",
    ]


def test_a_row_of_names_without_the_index_is_a_header(read_documents: ReadDocuments) -> None:
    data = written([NAMES]) + written([[str(n), *row] for n, row in enumerate(ROWS, start=1)])

    assert loaded(read_documents(data, "news.csv")) == [
        {"column 1": str(n), **record} for n, record in enumerate(RECORDS, start=1)
    ]


def test_excel_may_state_the_separator(read_documents: ReadDocuments) -> None:
    assert loaded(read_documents(b"sep=;\r\n" + written([NAMES, *ROWS], delimiter=";"), "news.csv")) == RECORDS


def test_a_row_with_a_cell_too_many_costs_only_itself(read: Read) -> None:
    rows = [NAMES, ROWS[0], [*ROWS[1], "x"], *([ROWS[2]] * 20)]
    data = written(rows)
    units = read(data, "news.csv")

    fault = units[1]
    assert isinstance(fault, Refusal)
    assert (fault.reason, len(units)) == ("malformed", 22)
    assert fault.origin.byte_offset == len(written(rows[:2]))
    assert fault.origin.byte_length == len(written(rows[2:3])) - 1


def test_a_stray_quote_costs_no_row(read_documents: ReadDocuments) -> None:
    rows = [[str(n), '"Quotes', "The text of a row ends here, and that is all."] for n in range(4)]
    data = "\n".join("\t".join(row) for row in [["id", "title", "text"], *rows]).encode() + b"\n"

    assert [record["title"] for record in map(json.loads, (u.data for u in read_documents(data, "a.tsv")))] == [
        '"Quotes'
    ] * 4


@pytest.mark.parametrize("lost", [1, 20, 45])
def test_a_last_row_that_breaks_off_is_truncated(outcomes: Outcomes, lost: int) -> None:
    data = written([NAMES, ROWS[0], ROWS[0], ROWS[1]], quoting=csv.QUOTE_ALL)[: -lost - 1]

    assert outcomes(data, "news.csv")[2:] == ["truncated"]


def test_a_last_row_without_a_line_end_is_whole(read_documents: ReadDocuments) -> None:
    assert loaded(read_documents(written([NAMES, *ROWS])[:-1], "news.csv")) == RECORDS


def test_a_row_over_the_limit_is_one_fault(outcomes: Outcomes) -> None:
    large = [ROWS[0][0], "", "One line.\n" * 500]
    found = outcomes(written([NAMES, ROWS[0], large, ROWS[2]]), "news.csv", max_document_bytes=2000)

    assert found[1] == "document_too_large"
    assert len(found) == 3


def test_a_first_row_longer_than_the_head_of_the_file_is_read(read_documents: ReadDocuments) -> None:
    large = [ROWS[0][0], "2024-05-06", "The bridge was closed on Monday.\n" * 10_000]

    assert json.loads(read_documents(written([NAMES, large, ROWS[0]]), "news.csv")[0].data)["text"] == large[2]


def test_a_cell_in_another_encoding_is_read_or_costs_its_row(outcomes: Outcomes) -> None:
    other = written([["Brücke gesperrt für alle", "", "Die Brücke über die Mühlach ist für alle gesperrt."]], "cp1252")
    found = outcomes(written([NAMES, ROWS[0]]) + other + written([ROWS[2]]), "news.csv")

    assert len(found) == 3
    assert isinstance(found[2], bytes)


def test_the_stored_bytes_are_those_of_the_row(tmp_path: Path, settings: MakeSettings) -> None:
    path = tmp_path / "news.csv"
    path.write_bytes(written([NAMES, *ROWS], "utf-8-sig"))
    for number, unit in enumerate(read_file(path, path.name, settings())):
        assert isinstance(unit, Document)
        raw = read_raw(
            path,
            byte_offset=unit.origin.byte_offset,
            byte_length=unit.origin.byte_length,
            member_no=0,
            position=number,
            settings=settings(),
        )
        assert raw + b"\n" == written([ROWS[number]])


def test_rows_are_read_one_by_one(settings: MakeSettings) -> None:
    """A table without an end is read as far as it is asked for: no more than a step of it is in memory."""
    parts = (written([NAMES] if number == 0 else [ROWS[number % 3]]) for number in count())
    stream = Stream(lambda: next(parts))
    items = read_delimited(stream, Context(name="news.csv", settings=settings(), budget=Budget(settings())))

    assert all(isinstance(item, Record) for item in islice(items, 5_000))


@pytest.mark.parametrize(
    "rows",
    [
        [["day", "goals", "shots"], ["1", "2", "14"], ["2", "0", "9"], ["3", "1", "11"]],
        [["id", "title", "url"], ["1", "Bridge closed for good", "https://news.example/1"]],
        [["id", "name", "price"], ["1", "Lamp", "3.50"], ["2", "Chair", "40"]],
        [
            ["Good morning to all of you.", "Guten Morgen euch allen."],
            ["How are you today?", "Wie geht es euch heute?"],
        ],
    ],
    ids=["numbers", "addresses", "goods", "parallel"],
)
def test_a_table_without_articles_is_one_document(outcomes: Outcomes, rows: list[list[str]]) -> None:
    data = written(rows)

    assert outcomes(data, "table.csv") == [data]


@pytest.mark.parametrize(
    "text",
    [
        "Bridge, closed\n\nThe bridge was closed on Monday, after cracks were found.\nFerries run, as before.\n",
        "Text, pictures and title: Ann Lee\n\nThe bridge was closed, she said.\n\nIt is old, they say.\n",
        "Ann: Is the bridge closed, again?\nBob: It is, since Monday.\nAnn: How long, then?\nBob: Two weeks, or so.\n",
        "Title; text; date\n",
    ],
)
def test_what_people_read_is_no_table(outcomes: Outcomes, text: str) -> None:
    assert outcomes(text.encode(), "article.txt") == [text.encode()]


LONG = "The bridge over the river was closed on Monday after cracks were found in two of its old pillars. " * 3


def test_one_quoted_row_below_a_header_is_a_record(read_documents: ReadDocuments) -> None:
    data = written([["kind", "what"], ["local", LONG]], quoting=csv.QUOTE_ALL)

    assert loaded(read_documents(data, "a.csv")) == [{"kind": "local", "what": LONG}]


def test_long_lines_with_one_comma_each_are_no_table(outcomes: Outcomes) -> None:
    data = "".join(f"{when}, {LONG}\n" for when in ("In May", "In June", "At last")).encode()

    assert outcomes(data, "a.txt") == [data]


@pytest.mark.parametrize(
    ("first", "names"),
    [
        (["text", "n°1!"], ["text", "n°1!"]),  # one known name
        (["text", "It rained for a day!"], ["column 1", "column 2"]),  # and a title
        (["Nr!", "n°1!"], ["column 1", "column 2"]),
    ],
)
def test_a_first_row_with_a_known_name_and_no_title_is_a_header(
    read_documents: ReadDocuments, first: list[str], names: list[str]
) -> None:
    rows = [[LONG, "The bridge is closed"], [LONG, "A ferry runs again"]]
    found = loaded(read_documents(written([first, *rows], quoting=csv.QUOTE_ALL), "a.csv"))

    assert found[-1] == dict(zip(names, rows[1], strict=True))
    assert len(found) == (2 if names == first else 3)


@pytest.mark.parametrize(("cells", "is_table"), [(5, True), (4, False)])
def test_one_row_of_five_cells_with_tabs_is_a_record(outcomes: Outcomes, cells: int, is_table: bool) -> None:
    data = "\t".join(["1", "a", "b", "The bridge is closed", LONG][-cells:]).encode()

    assert (outcomes(data, "a.tsv") != [data]) == is_table


@pytest.mark.parametrize(("odd", "is_table"), [(4, True), (5, True), (7, False)])
def test_half_of_the_rows_below_known_names_may_have_another_length(
    outcomes: Outcomes, odd: int, is_table: bool
) -> None:
    data = written([NAMES, *[ROWS[0]] * 4, *[[*ROWS[0], "x"]] * odd])

    assert (outcomes(data, "a.csv") != [data]) == is_table


def test_rows_of_a_text_and_a_title_or_of_long_texts_are_records_whatever_their_names(outcomes: Outcomes) -> None:
    short = "The bridge is closed until the end of May."
    rows = [[str(n), f"Bridge {n} is closed", short] for n in range(1, 5)]

    def are_records(rows: list[list[str]]) -> bool:
        return len(outcomes(written(rows, delimiter=";"), "a.csv")) == 4

    assert are_records(rows)
    assert not are_records([[number, "4", text] for number, _, text in rows])
    assert are_records([[number, "4", short * 5] for number, *_ in rows])
    assert are_records([*rows[:2], *([number, "4", "5"] for number, *_ in rows[2:])])
    assert not are_records([rows[0], *([number, "4", "5"] for number, *_ in rows[1:])])


@pytest.mark.parametrize("nothing", ["null", "NULL", "None", "nan", "NaN", "\\N", "<NA>", " ", " null "])
def test_what_programs_write_for_no_value_is_none(read_documents: ReadDocuments, nothing: str) -> None:
    (one,) = loaded(read_documents(written([NAMES, [ROWS[0][0], nothing, ROWS[0][2]]]), "a.csv"))

    assert one == {"title": ROWS[0][0], "text": ROWS[0][2]}


def test_the_mark_of_the_encoding_is_in_no_cell_of_a_table_without_a_header(read_documents: ReadDocuments) -> None:
    rows = [[f"The bridge {number} is closed", LONG] for number in range(3)]
    data = written(rows, "utf-16", quoting=csv.QUOTE_ALL)

    assert loaded(read_documents(data, "a.csv"))[0] == {"column 1": "The bridge 0 is closed", "column 2": LONG}


@pytest.mark.parametrize("shift", [0, 1])
def test_a_character_at_the_end_of_the_first_bytes_is_not_cut(read_documents: ReadDocuments, shift: int) -> None:
    text = "工人保留了原来的砖墙和木梁，只在屋顶加装了隔音材料。" * 5
    rows = [["title", "text"], ["a" * shift, text], *([f"旧粮仓改建成剧场第{n}号", text] for n in range(300))]
    data = written(rows, "gb18030")

    assert len(data) > 65_536
    assert loaded(read_documents(data, "a.csv"))[-1] == {"title": "旧粮仓改建成剧场第299号", "text": text}


def test_the_letters_of_a_last_line_without_an_end_count(read_documents: ReadDocuments) -> None:
    text = "Die Brücke über die Mühlach ist für Fußgänger gesperrt, und die Fähre fährt öfter."
    data = written([["title", "text"], ["Brücke gesperrt", text]], "cp1252", delimiter=";")[:-1]

    assert loaded(read_documents(data, "a.csv")) == [{"title": "Brücke gesperrt", "text": text}]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_one_row_below_sure_names_is_a_record_however_short_its_text(separator: str) -> None:
    names, cells = ("url", "title", "text"), ("https://a.example/21", "Council", "The council approved the budget.")
    head = f"{separator.join(names)}\n{separator.join(cells)}\n".encode()

    table = find_table(head)

    assert table is not None
    assert table.names == names
    assert find_table(head.replace(b"The council approved the budget.", b"yes")) is None
