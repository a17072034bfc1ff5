"""Office files for tests."""

from collections.abc import Mapping, Sequence
from html import escape

from archives import make_zip

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STYLES = (
    '<numFmts><numFmt numFmtId="170" formatCode="d. mmmm yyyy"/><numFmt numFmtId="171" formatCode="[h]:mm"/></numFmts>'
)
STYLES += '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
STYLES += "<cellXfs>" + "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 22, 170, 171)) + "</cellXfs>"
DAY, MOMENT, LONG_DAY, DURATION = 1, 2, 3, 4  # numbers of these styles


def cell(place: str, value: object, *, kind: str = "", style: int = 0, formula: str = "") -> str:
    """A cell: a text stands in it, a number does, too; `kind` is the type of the value of `<v>`."""
    if isinstance(value, str) and not kind:
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    calculated = f"<f>{formula}</f>" if formula else ""
    return f'<c r="{place}" s="{style}" t="{kind or "n"}">{calculated}<v>{value}</v></c>'


def sheet_of(*rows: str, after: str = "") -> str:
    """A sheet of rows of cells, which are numbered from 1."""
    data = "".join(f'<row r="{number}">{cells}</row>' for number, cells in enumerate(rows, start=1))
    return f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData>{after}</worksheet>'


def table_of(names: Sequence[str], *rows: Sequence[object]) -> str:
    """A sheet with a header."""
    return sheet_of(*("".join(cell(f"{chr(65 + n)}{r}", value) for n, value in enumerate(row))
                      for r, row in enumerate([names, *rows], start=1)))  # fmt: skip


def make_xlsx(
    sheets: Mapping[str, str], *, states: Mapping[str, str] | None = None, texts: str = "", about: str = ""
) -> bytes:
    """A workbook with these sheets; `texts` are shared texts, `about` stands before the list of sheets."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" state="{(states or {}).get(name, "visible")}" r:id="rId{n}"/>'
        for n, name in enumerate(sheets, start=1)
    )
    targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
    targets += [("styles", "styles.xml"), ("sharedStrings", "/xl/sharedStrings.xml")]
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns:r="{RELATIONS}">{about}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(targets),
        "xl/styles.xml": f"<styleSheet>{STYLES}</styleSheet>",
        "xl/sharedStrings.xml": f"<sst>{texts}</sst>",
    } | {f"xl/{target}": sheet for (_, target), sheet in zip(targets, sheets.values(), strict=False)}
    return package_of(parts)


def package_of(parts: Mapping[str, str]) -> bytes:
    """An office file of these parts."""
    return make_zip([(name, part.encode()) for name, part in parts.items()])


def relations(targets: Sequence[tuple[str, str]]) -> str:
    """The part that names other parts, by the ends of their types."""
    return "<Relationships>" + "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    ) + "</Relationships>"  # fmt: skip
