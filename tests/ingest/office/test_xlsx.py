"""Excel workbooks of articles."""

import json
import zipfile
from io import BytesIO
from typing import Any

import pytest
from archives import make_zip
from fixture_types import Outcomes, Read, ReadDocuments
from office_files import DAY, DURATION, LONG_DAY, MOMENT, cell, make_xlsx, package_of, relations, sheet_of, table_of

from etl.documents import Document, Refusal, StructuralSkip

TEXT = "The bridge was closed on Monday, after cracks were found. Ferries run."
ARTICLES = table_of(["title", "text"], ["Bridge closed", TEXT], ["Ferry runs", TEXT])
RECORDS = [{"title": "Bridge closed", "text": TEXT}, {"title": "Ferry runs", "text": TEXT}]
NUMBERS = table_of(["year", "tons"], [2024, 7], [2025, 8])


def records(read_documents: ReadDocuments, data: bytes, name: str = "a.xlsx") -> list[dict[str, Any]]:
    return [json.loads(unit.data) for unit in read_documents(data, name)]


def with_values(read_documents: ReadDocuments, cells: str, **workbook: Any) -> dict[str, Any]:
    """The record of a row with these cells from column C on."""
    header = cell("A1", "title") + cell("B1", "text") + "".join(cell(f"{letter}1", letter) for letter in "CDEF")
    row = cell("A2", "Bridge closed") + cell("B2", TEXT) + cells
    (record,) = records(read_documents, make_xlsx({"News": sheet_of(header, row)}, **workbook))
    return {name: value for name, value in record.items() if name in "CDEF"}


@pytest.mark.parametrize("name", ["a.xlsx", "without-a-suffix"])
def test_each_row_is_a_record_also_in_an_archive(read_documents: ReadDocuments, name: str) -> None:
    data = make_xlsx({"News": ARTICLES})

    assert records(read_documents, data, name) == RECORDS
    assert records(read_documents, make_zip([("a/" + name, data)]), "a.zip") == RECORDS


def test_all_sheets_of_articles_are_read_and_others_and_hidden_ones_are_counted(read: Read) -> None:
    sheets = {"May": ARTICLES, "Tons": NUMBERS, "Old": ARTICLES, "June": ARTICLES}
    units = read(make_xlsx(sheets, states={"Old": "hidden"}), "a.xlsx")

    assert [type(unit) for unit in units] == [Document, Document, StructuralSkip, StructuralSkip, Document, Document]
    assert [unit.reason for unit in units if isinstance(unit, StructuralSkip)] == ["xlsx:sheet", "xlsx:hidden_sheet"]


def test_a_workbook_without_articles_is_refused_with_its_sheets(read: Read) -> None:
    *_, refusal = read(make_xlsx({"Tons": NUMBERS, "Old": ARTICLES}, states={"Old": "veryHidden"}), "a.xlsx")

    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.detail[-24:]) == ("unknown_format", "sheets: Tons, Old (hidden))"[-24:])


def test_a_cell_with_the_style_of_a_date_is_a_date_without_a_time_that_it_does_not_have(
    read_documents: ReadDocuments,
) -> None:
    cells = cell("C2", 45418, style=DAY) + cell("D2", 45418.3125, style=MOMENT) + cell("E2", 45418, style=LONG_DAY)
    cells += cell("F2", 0.5, style=MOMENT)

    assert with_values(read_documents, cells) == {
        "C": "2024-05-06", "D": "2024-05-06T07:30:00", "E": "2024-05-06", "F": "12:00:00",
    }  # fmt: skip


def test_days_before_march_1900_and_since_1904_are_those_that_the_program_shows(read_documents: ReadDocuments) -> None:
    assert with_values(read_documents, cell("C2", 59, style=DAY)) == {"C": "1900-02-28"}
    assert with_values(read_documents, cell("C2", 61, style=DAY)) == {"C": "1900-03-01"}
    about = '<workbookPr date1904="1"/>'
    assert with_values(read_documents, cell("C2", 43956, style=DAY), about=about) == {"C": "2024-05-06"}


def test_a_number_that_is_no_possible_date_and_a_duration_stay_numbers(read_documents: ReadDocuments) -> None:
    cells = cell("C2", 99999999, style=DAY) + cell("D2", 1.25, style=DURATION) + cell("E2", "1E+400") + cell("F2", -3)

    assert with_values(read_documents, cells) == {"C": 99999999, "D": 1.25, "E": "1E+400", "F": -3}


def test_a_formula_is_its_stored_value_and_an_error_no_value(read_documents: ReadDocuments) -> None:
    cells = cell("C2", 7, formula="3+4") + cell("D2", "Ann", kind="str", formula="A1") + cell("E2", "#N/A", kind="e")

    assert with_values(read_documents, cells + cell("F2", 1, kind="b")) == {"C": 7, "D": "Ann", "F": True}


def test_shared_texts_are_read_with_all_fonts_and_without_reading_aids(read_documents: ReadDocuments) -> None:
    texts = "<si><t>one</t></si><si><r><t>Har</t></r><r><t>bour</t></r></si>"
    texts += "<si><t>東京</t><rPh sb='0' eb='2'><t>とうきょう</t></rPh></si><si><t>a_x000D_b_x005F_c</t></si>"
    cells = "".join(cell(f"{letter}2", number, kind="s") for number, letter in enumerate("CDEF"))

    found = with_values(read_documents, cells, texts=texts)

    assert found == {"C": "one", "D": "Harbour", "E": "東京", "F": "a\rb_c"}


def test_cells_that_are_merged_downwards_have_their_value_in_each_row(read_documents: ReadDocuments) -> None:
    rows = [cell("A1", "title") + cell("B1", "text") + cell("C1", "section")]
    rows += [cell(f"A{n}", f"Bridge {n} closed") + cell(f"B{n}", TEXT) for n in range(2, 6)]
    rows[1] += cell("C2", "City")
    data = make_xlsx({"News": sheet_of(*rows, after='<mergeCells><mergeCell ref="C2:C4"/></mergeCells>')})

    assert [record.get("section") for record in records(read_documents, data)] == ["City", "City", "City", None]


def test_lines_above_the_table_and_empty_rows_are_no_records(read_documents: ReadDocuments) -> None:
    rows = [cell("A1", "Press review"), "", cell("A3", "title") + cell("B3", "text"), cell("C4", "")]
    rows += [cell("A5", "Bridge closed") + cell("B5", TEXT), "", cell("A7", "Ferry runs") + cell("B7", TEXT)]

    assert records(read_documents, make_xlsx({"News": sheet_of(*rows)})) == RECORDS


def test_a_sheet_without_names_of_columns_is_read_by_its_content(read_documents: ReadDocuments) -> None:
    rows = [cell(f"A{n}", f"The bridge is closed {n}") + cell(f"B{n}", TEXT) for n in range(1, 4)]
    found = records(read_documents, make_xlsx({"News": sheet_of(*rows)}))

    assert found[0] == {"column 1": "The bridge is closed 1", "column 2": TEXT}
    assert len(found) == 3


def test_a_row_over_the_limit_costs_only_itself(outcomes: Outcomes) -> None:
    rows = [["Bridge closed", TEXT], ["Ferry runs", TEXT * 100], ["Tram runs", TEXT]]
    data = make_xlsx({"News": table_of(["title", "text"], *rows)})

    assert outcomes(data, "a.xlsx", max_document_bytes=2000)[1] == "document_too_large"
    assert len(outcomes(data, "a.xlsx", max_document_bytes=2000)) == 3


def test_a_shared_text_in_many_cells_is_no_way_around_the_limit(outcomes: Outcomes) -> None:
    rows = [cell("A1", "title") + cell("B1", "text")]
    rows += ["".join(f'<c t="s"><v>{number}</v></c>' for number in numbers) for numbers in ([0, 1], [0] + [1] * 999)]
    data = make_xlsx({"News": sheet_of(*rows)}, texts=f"<si><t>Bridge closed</t></si><si><t>{TEXT}</t></si>")

    assert outcomes(data, "a.xlsx", max_document_bytes=20_000)[1] == "document_too_large"


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet>&b;</worksheet>", "xml_entities"),
        ("<worksheet><sheetData><row><c>", "malformed"),
        (sheet_of('<c r="ZZZ1"><v>1</v></c>'), "malformed"),
        (sheet_of(cell("A1", 7, kind="s")), "malformed"),
        (f"<worksheet><row spans='{'1' * 200_000}'/></worksheet>", "document_too_large"),
        (f"<worksheet>{' ' * 20_000_000}</worksheet>", "expansion_ratio"),
    ],
)
def test_what_a_sheet_may_not_have_is_refused_by_its_reason(outcomes: Outcomes, sheet: str, reason: str) -> None:
    data = make_xlsx({"News": sheet})

    assert outcomes(data, "a.xlsx", max_document_bytes=100_000, max_expansion_ratio=100) == [reason]


def test_a_damaged_workbook_has_the_reason_of_its_damage(outcomes: Outcomes) -> None:
    data = make_xlsx({"News": ARTICLES})
    no_workbook = package_of({"[Content_Types].xml": "<Types/>", "xl/a.xml": "<a/>"})
    no_sheet = package_of(
        {
            "_rels/.rels": relations([("officeDocument", "xl/workbook.xml")]),
            "xl/workbook.xml": '<workbook><sheet name="a" r:id="rId1"/></workbook>'.replace("r:id", "id"),
            "xl/_rels/workbook.xml.rels": relations([("worksheet", "sheet1.xml")]),
        }
    )

    assert outcomes(data[:-100], "a.xlsx") == ["truncated"]
    assert outcomes(no_workbook, "a.xlsx") == ["malformed"]
    assert outcomes(no_sheet, "a.xlsx") == ["malformed"]


def test_other_workbooks_are_refused_by_name(read: Read) -> None:
    ods = make_zip([("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<a/>")])
    binary = package_of(
        {"_rels/.rels": relations([("officeDocument", "xl/workbook.bin")]), "xl/workbook.bin": "\x83\x01"}
    )
    (refusal,) = read(binary, "a.xlsb")

    assert isinstance(refusal, Refusal)
    assert (refusal.reason, "XLSB" in refusal.detail) == ("unknown_format", True)
    (document,) = read(ods, "a.ods")
    assert isinstance(document, Document)  # parsing refuses it as `binary`, with its kind


def test_a_shared_text_over_the_limit_costs_only_its_row(outcomes: Outcomes) -> None:
    texts = f"<si><t>{'a ' * 5000}</t></si>"
    rows = [cell("A1", "title") + cell("B1", "text"), cell("A2", "Bridge closed") + cell("B2", TEXT)]
    data = make_xlsx({"News": sheet_of(*rows, cell("A3", "Ferry runs") + cell("B3", 0, kind="s"))}, texts=texts)

    assert outcomes(data, "a.xlsx", max_document_bytes=5000)[1] == "document_too_large"


def test_names_of_parts_may_have_backslashes_and_other_cases(read_documents: ReadDocuments) -> None:
    with zipfile.ZipFile(BytesIO(make_xlsx({"News": ARTICLES}))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    renamed = [(name.replace("/", "\\").replace("workbook", "Workbook"), part) for name, part in parts.items()]

    assert records(read_documents, make_zip(renamed)) == RECORDS


def test_a_part_with_a_password_is_refused_as_that(outcomes: Outcomes) -> None:
    data = bytearray(make_xlsx({"News": ARTICLES}))
    place = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/workbook.xml"))
    data[place + 8] |= 1  # the flag of the member in the directory

    assert outcomes(bytes(data), "a.xlsx") == ["encrypted"]


def test_a_sheet_may_have_as_many_columns_as_the_program_has(outcomes: Outcomes) -> None:
    def read_with(place: str) -> object:
        rows = [cell("A1", "title") + cell("B1", "text"), cell("A2", "Bridge closed") + cell("B2", TEXT)]
        return outcomes(make_xlsx({"News": sheet_of(rows[0], rows[1] + cell(place, 7))}), "a.xlsx")[-1]

    assert "Bridge closed" in str(read_with("XFD2"))
    assert read_with("XFE2") == "malformed"


def test_cells_and_rows_without_a_place_follow_each_other(read_documents: ReadDocuments) -> None:
    header = "<row>" + "".join(cell("", name) for name in ("title", "text", "C", "D")) + "</row>"
    row = "<row r='x'>" + cell("", "Bridge closed") + cell("", TEXT) + cell("D2", 7) + cell("", 8) + "</row>"
    other = "<row>" + cell("", "Ferry runs") + cell("", TEXT) + "</row>"
    merged = '<mergeCells><mergeCell ref="D2:D3"/></mergeCells>'
    sheet = f"<worksheet><sheetData>{header}{row}{other}</sheetData>{merged}</worksheet>"
    record, last = records(read_documents, make_xlsx({"News": sheet}))

    assert (last["title"], last["D"]) == ("Ferry runs", 7)
    assert (record["title"], record["D"], "C" in record) == ("Bridge closed", 7, False)


def test_a_merged_value_is_in_each_of_its_rows_also_behind_a_gap(read_documents: ReadDocuments) -> None:
    rows = [cell("A1", "title") + cell("B1", "text") + cell("AB1", "section")]
    rows += [cell(f"A{n}", f"Bridge {n} closed") + cell(f"B{n}", TEXT) for n in range(2, 6)]
    rows[1] += cell("AB2", "City")
    rows[3] += cell("AB4", "Port")
    merged = '<mergeCells count="2"><mergeCell xr="1" ref="AB2:AC3"/><mergeCell ref="AB4:AB4"/></mergeCells>'
    found = records(read_documents, make_xlsx({"News": sheet_of(*rows, after=merged)}))

    assert [record.get("section") for record in found] == ["City", "City", "Port", None]


@pytest.mark.parametrize(
    ("kind", "value", "found"),
    [
        ("b", "1", True),
        ("b", "0", False),
        ("e", "#N/A", None),
        ("d", "2024-05-06T10:00", "2024-05-06T10:00"),
        ("str", "7", "7"),
        ("str", "a_x000D_", "a\r"),
        ("n", "7", 7),
    ],
)
def test_the_type_of_a_cell_says_what_its_value_is(
    read_documents: ReadDocuments, kind: str, value: str, found: object
) -> None:
    assert with_values(read_documents, cell("C2", value, kind=kind)).get("C") == found


def test_a_style_that_is_no_number_is_no_date(read_documents: ReadDocuments) -> None:
    cells = cell("C2", 45418, style=DAY).replace(f's="{DAY}"', 's="x"') + cell("D2", 45418, style=999)

    assert with_values(read_documents, cells) == {"C": 45418, "D": 45418}


def test_a_cell_without_a_style_has_the_first_one(read_documents: ReadDocuments) -> None:
    data = make_xlsx({"News": table_of(["title", "text", "date"], ["Bridge closed", TEXT, 45418])})
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/styles.xml"] = b'<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b' s="0"', b"")

    assert records(read_documents, make_zip(list(parts.items())))[0]["date"] == "2024-05-06"


def test_the_text_of_a_reading_aid_inside_a_cell_is_left_out(read_documents: ReadDocuments) -> None:
    inside = '<c r="C2" t="inlineStr"><is><t>東京</t><rPh><t>とうきょう</t></rPh><r><t>都</t></r></is></c>'

    assert with_values(read_documents, inside) == {"C": "東京都"}


def test_a_sheet_with_one_column_of_long_texts_is_read_with_its_name(read_documents: ReadDocuments) -> None:
    rows = [cell("A1", "text"), cell("A2", TEXT * 4), cell("A3", TEXT * 5)]

    assert records(read_documents, make_xlsx({"News": sheet_of(*rows)})) == [{"text": TEXT * 4}, {"text": TEXT * 5}]


def test_only_a_relationship_names_the_main_part(read_documents: ReadDocuments) -> None:
    with zipfile.ZipFile(BytesIO(make_xlsx({"News": ARTICLES}))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    other = relations([("officeDocument", "xl/other.xml")]).replace('Relationship Id="', 'Extension Id="other-')
    extension = other.removeprefix("<Relationships>").removesuffix("</Relationships>")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace("<Relationships>", f"<Relationships>{extension}")

    assert records(read_documents, package_of(parts)) == RECORDS
