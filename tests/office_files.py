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


STYLES_OF_TEXT = """<styles><style styleId="Titel"><name val="Title"/></style>
<style styleId="Kop1"><name val="heading 1"/></style>
<style styleId="Kop2"><basedOn val="Kop1"/><name val="My own"/></style>
<style styleId="Lijst"><pPr><numPr><numId val="3"/></numPr></pPr></style>
<style styleId="TOC1"><name val="toc 1"/></style>
</styles>"""


def paragraph(text: str, *, style: str = "", inside: str = "") -> str:
    """A paragraph of a Word document; `inside` is markup behind its text."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>{inside}</w:p>'


def make_docx(*paragraphs: str, others: Mapping[str, str] | None = None) -> bytes:
    """A Word document; `others` are parts by their kinds: footnotes, header ..."""
    kinds = ["styles", *(others or {})]
    return package_of(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations([("officeDocument", "word/document.xml")]),
            "word/document.xml": f'<w:document xmlns:w="w"><w:body>{"".join(paragraphs)}</w:body></w:document>',
            "word/_rels/document.xml.rels": relations([(kind, f"{kind}.xml") for kind in kinds]),
            "word/styles.xml": STYLES_OF_TEXT,
        }
        | {f"word/{kind}.xml": f'<a xmlns:w="w">{part}</a>' for kind, part in (others or {}).items()}
    )


def make_rtf(*paragraphs: str) -> bytes:
    """An RTF document; characters beyond ASCII are in Unicode, followed by a sign for older programs."""
    lines = [rtf_text(each) for each in paragraphs]
    return ("{\\rtf1\\ansi\\ansicpg1252 " + "".join(f"\\pard {line}\\par\n" for line in lines) + "}").encode()


def rtf_text(text: str) -> str:
    """A text with its characters escaped."""
    halves = text.encode("utf-16-le")
    codes = [int.from_bytes(halves[place : place + 2], "little") for place in range(0, len(halves), 2)]
    return "".join(_rtf_character(code) for code in codes)


def _rtf_character(code: int) -> str:
    if code > 0x7F:
        return f"\\u{code - 0x10000 if code > 0x7FFF else code}?"
    return f"\\{chr(code)}" if chr(code) in "\\{}" else "\\tab " if code == 9 else chr(code)
