"""The fields of articles in exports of press databases, as they are stored."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from checkout import GOLDEN
from fixture_types import Outcomes, Read, ReadDocuments

from etl.documents import Document
from etl.errors import UnknownFormat
from etl.ingest.press.cut_export import Export, date_in, lines_of, may_be_names, records, text_of, tree_of

BUS = {"title": "Night bus to Harrow Point returns", "publication": "The County Wire", "date": "May 4, 2026"}
FERRY = {
    "title": "Fähre nach der Insel fährt wieder", "author": "Grit Lehmann", "publication": "Norderauer Bote",
    "date": "14. April 2026",
}  # fmt: skip
MARKET = {
    "title": "Le marché couvert de Saint-Aubrac rouvre",
    "publication": "La Gazette d'Aubrac",
    "date": "6 mars 2026",
}
PROQUEST = {"abstract": "Kurz: ", "id": "proquest:300000001"}
# File -> the fields of its first article, without the text.
FIRST = {
    "nexis/german-in-windows-1252.txt": FERRY | {"section": "Lokales", "length": "255 Wörter"},
    "nexis/german-page.html": FERRY | {"length": "584 Wörter"},
    "nexis/nexis-uni.txt": BUS
    | {"publication": "The County Wire (London)", "section": "NEWS", "length": "255 words", "author": "Ann Lee"},
    "nexis/older-form-with-labels.txt": BUS
    | {"section": "Section A", "length": "334 words", "author": "By Ann Lee", "dateline": "HARROW, May 3"}
    | {"graphic": "Photo: A bus at night, with two passengers and a driver who waits (PHOTOGRAPH BY X FOR THE WIRE)"},
    "factiva/codes-before-values.txt": FERRY
    | {"section": "Lokales", "length": "255 words", "id": "factiva:NBOTE00020260521e7ct00001"},
    "factiva/french-page.html": MARKET
    | {"author": "Lise Fournel", "length": "320 mots", "id": "factiva:GAZ0000020260306em3600001"},
    "factiva/french-without-codes.txt": MARKET
    | {"author": "Par Lise Fournel", "length": "320 mots", "id": "factiva:NBOTE00020260521e7ct00001"},
    "europresse/english-page.html": BUS
    | {"section": "News", "author": "Ann Lee", "id": "europresse:news·20260504·GZ·001"},
    "europresse/older-page.html": MARKET
    | {"section": "Monde", "author": "Lise Fournel", "id": "europresse:news·20260306·GZ·001"},
    "europresse/french-text.txt": {
        "title": "La glacière du port devient un musée", "author": "Solène Abgrall", "date": "5 mai 2026",
        "publication": "Le Phare de Brenne", "length": "212 mots", "id": "europresse:news·20260505·BRN·0a12",
    },
    "proquest/german.txt": FERRY | PROQUEST,
    "proquest/page.html": BUS | PROQUEST | {"author": "Ann Lee"},
    "proquest/without-counters.txt": BUS | PROQUEST | {"author": "Ann Lee"},
}  # fmt: skip


@pytest.mark.parametrize("name", FIRST)
def test_an_article_has_the_fields_of_its_export_and_three_paragraphs(read: Read, name: str) -> None:
    first, *_ = (
        unit for unit in read((GOLDEN / name).read_bytes(), name.partition("/")[2]) if isinstance(unit, Document)
    )
    record = json.loads(first.data)
    text = record.pop("body_html", "").replace("</p><p>", "\n\n").removeprefix("<p>").removesuffix("</p>")
    record |= {"abstract": record["abstract"][:6]} if "abstract" in record else {}

    paragraphs = (record.pop("text", "") or text).split("\n\n")

    assert record == FIRST[name]
    assert len(paragraphs) == (4 if "codes-before" in name else 3)
    assert [each[-1] for each in paragraphs] == ["."] * len(paragraphs)


@pytest.mark.parametrize("name", FIRST)
@pytest.mark.parametrize("above", ["", "X\n\n"])
def test_articles_lie_one_after_the_other(read: Read, name: str, above: str) -> None:
    above = "" if name.endswith(".html") or name == "europresse/french-text.txt" else above
    data = above.encode() + (GOLDEN / name).read_bytes()
    one, two = (unit for unit in read(data, name.partition("/")[2]) if isinstance(unit, Document))

    assert isinstance(one.origin.byte_offset, int)
    assert isinstance(one.origin.byte_length, int)
    assert two.origin.byte_offset == one.origin.byte_offset + one.origin.byte_length
    titles = [json.loads(unit.data)["title"].encode("cp1252" if "1252" in name else "utf-8") for unit in (one, two)]
    pieces = [data[one.origin.byte_offset :][: one.origin.byte_length], data[two.origin.byte_offset :]]
    assert [[title in piece for title in titles] for piece in pieces] == [[True, False], [False, True]]


def test_an_export_with_damaged_bytes_is_read_without_places(read_documents: ReadDocuments) -> None:
    data = (GOLDEN / "nexis" / "nexis-uni.txt").read_bytes().replace(b"petition", "Прошение".encode() + b"\xff")
    first, second = read_documents(data, "a.txt")

    assert first.origin.byte_offset is None
    assert json.loads(second.data)["title"] == "Harrow library saved by volunteers"


@pytest.mark.parametrize(
    ("name", "database"),
    [("nexis", "Nexis"), ("factiva", "Factiva"), ("europresse", "Europresse"), ("proquest", "ProQuest")],
)
def test_an_export_without_articles_is_refused_with_the_name_of_its_database(name: str, database: str) -> None:
    export = Export(data=b"a", text="a", encoding="utf-8", is_exact=True)

    with pytest.raises(UnknownFormat, match=f"an export of {database} in a layout that is not read"):
        list(records(export, name, [], lambda piece: {}))


@pytest.mark.parametrize(
    "tag", ["p", "div", "tr", "table", "li", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "section"]
)
def test_a_block_is_a_line_of_its_own(tag: str) -> None:
    assert lines_of(tree_of(f"one  <b>1</b><{tag}> two<i>2</i></{tag}>three")) == ["one 1", "two2", "three"] or (
        tag in ("br", "hr") and lines_of(tree_of(f"one<{tag}>two")) == ["one", "two"]
    )


def test_the_text_of_an_element_has_single_spaces() -> None:
    assert text_of(tree_of("one <b>two\n</b> three<!-- four --><?five?>")) == "one two three"
    assert lines_of(tree_of("one <b>two\n</b> three<p>four</p>")) == ["one two three", "four"]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Monday, February 9, 2026 Monday", "February 9, 2026"),
        ("Sept. 9 2026", "Sept. 9 2026"),
        ("May 1st, 2026", "May 1st, 2026"),
        ("Lundi 1er février 2026, p. 4", "1er février 2026"),
        ("9. Februar 2026", "9. Februar 2026"),
        ("9 de febrero de 2026", "9 de febrero de 2026"),
        ("2026-02-09 10:00", "2026-02-09"),
        ("朝日 2026年2月9日", "2026年2月9日"),
        ("9/2/2026", ""),
        ("in 2026", ""),
    ],
)
def test_a_date_is_found_in_a_line(line: str, date: str) -> None:
    assert date_in(line) == date


@pytest.mark.parametrize(
    ("line", "may_be"),
    [
        ("Iris Jane van den Hartwell Oduya", True),  # four names, two particles
        ("Iris Jane Hartwell Oduya Lee", False),
        ("By Iris Jane Hartwell Oduya Lee", True),
        ("Iris Hartwell and Samuel Oduya", True),
        ("Iris Hartwell reports", False),
    ],
)
def test_a_line_may_be_names(line: str, may_be: bool) -> None:
    assert may_be_names(line) == may_be


def coded(codes: Sequence[tuple[str, str]], line: Callable[[str, str], str]) -> bytes:
    return "".join(line(code, value) for code, value in codes).encode()


CODES = [
    ("SE", "Local"), ("HD", "The pier is lit again"), ("BY", "Iris Hartwell"), ("CR", "Agency"), ("WC", "40 words"),
    ("PD", "4 May 2026"), ("SN", "Sandholm Post"), ("LP", "The pier is lit."), ("TD", "The lamps are old."),
    ("ART", "Photo of a lamp"), ("AN", "Document SANPO00020260504em5400001"),
]  # fmt: skip
ONE_RECORD = {
    "section": "Local", "title": "The pier is lit again", "author": "Iris Hartwell", "length": "40 words",
    "date": "4 May 2026", "publication": "Sandholm Post", "text": "The pier is lit.\n\nThe lamps are old.",
    "caption": "Photo of a lamp", "id": "factiva:SANPO00020260504em5400001",
}  # fmt: skip
OTHER_CODES = "CLM CR ET SC ED PG VOL LA CY CX RF CO IN NS RE IPC IPD PUB"


def beside(code: str, value: str) -> str:
    return f"{code}\t{value}\n"


@pytest.mark.parametrize(
    "line",
    [
        beside,
        lambda code, value: f" {code}   {value}\n",
        lambda code, value: f"{code}\n{value}\n",
        lambda c, v: f" {c} \r\n{v}\r\n",
    ],
    ids=["tab", "spaces", "alone", "alone in Windows"],
)
def test_each_code_of_factiva_is_a_field(read_documents: ReadDocuments, line: Callable[[str, str], str]) -> None:
    (one,) = read_documents(coded(CODES, line), "a.txt")

    assert json.loads(one.data) == ONE_RECORD


@pytest.mark.parametrize("code", OTHER_CODES.split())
def test_a_code_that_says_nothing_of_the_article_is_left_out(read_documents: ReadDocuments, code: str) -> None:
    codes = [each for each in CODES if each[0] != "CR"]
    (one,) = read_documents(coded([*codes[:-2], (code, "unseen"), *codes[-2:]], beside), "a.txt")

    assert json.loads(one.data) == ONE_RECORD


def test_the_first_of_two_headlines_is_the_title_and_a_page_of_codes_is_read(read_documents: ReadDocuments) -> None:
    (one,) = read_documents(coded([*CODES[:2], ("HL", "Another"), *CODES[2:]], beside), "a.txt")
    rows = "".join(f"<tr><td><b>{code}</b></td><td>{value}</td></tr>" for code, value in CODES)
    (page,) = read_documents(f'<div class="article enArticle"><table>{rows}</table></div>'.encode(), "a.html")

    assert json.loads(one.data) == ONE_RECORD
    shown: dict[str, Any] = json.loads(page.data)
    assert shown.pop("body_html") == "<p>The pier is lit.</p><p>The lamps are old.</p>"
    assert shown == {name: value for name, value in ONE_RECORD.items() if name not in ("text", "caption")}


LINES = (
    "The pier is lit again\n\n40 {words}\n{head}4 May 2026\n10:15\nSandholm Post\nSANPO\n(c) 2026 Press\n\n"
    "The pier is lit, and its lamps are old.\n\nDocument SANPO00020260504em5400001\n"
)


@pytest.mark.parametrize("words", ["words", "Wörter", "mots", "palabras", "parole"])
def test_the_number_of_words_is_known_in_the_languages_of_factiva(read_documents: ReadDocuments, words: str) -> None:
    (one,) = read_documents(LINES.format(words=words, head="").encode(), "a.txt")
    record = json.loads(one.data)

    assert (record["length"], record["date"], record["publication"]) == (f"40 {words}", "4 May 2026", "Sandholm Post")


@pytest.mark.parametrize(("count", "is_read"), [(15, True), (16, False)])
def test_twenty_lines_may_stand_between_length_and_rights(outcomes: Outcomes, count: int, is_read: bool) -> None:
    (found,) = outcomes(LINES.format(words="words", head="\n" * count).encode(), "a.txt")

    assert (found != "unknown_format") == is_read


NEXIS = (
    "1 of 1 DOCUMENTS\n\nSandholm Post\n\nMay 4, 2026 Monday\n\n{label}: one two\n\nHEADLINE: The pier is lit again\n\n"
    "BODY:\nThe pier is lit, and its lamps are old.\n\nNote: nobody paid.\n\n{end}: unseen\n\nunseen too\n"
)
LABELS = {
    "BYLINE": "author", "AUTOR": "author", "AUTEUR": "author", "SECTION": "section", "RUBRIK": "section",
    "LENGTH": "length", "LÄNGE": "length", "LONGUEUR": "length", "HIGHLIGHT": "abstract", "DATELINE": "dateline",
}  # fmt: skip


@pytest.mark.parametrize(("label", "field"), LABELS.items())
@pytest.mark.parametrize("end", ["LOAD-DATE", "SUBJECT"])
def test_each_label_of_nexis_is_a_field(read_documents: ReadDocuments, label: str, field: str, end: str) -> None:
    (one,) = read_documents(NEXIS.format(label=label, end=end).encode(), "a.txt")

    assert json.loads(one.data) == {
        "publication": "Sandholm Post", "date": "May 4, 2026", field: "one two", "title": "The pier is lit again",
        "text": "The pier is lit, and its lamps are old.\n\nNote: nobody paid.",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("address", "is_own"),
    [
        ("http://post.example", False),
        ("http://post.example/new", False),
        ("https://post.example/news", True),
        ("post.example/news/1", False),
    ],
)
def test_the_address_of_an_outlet_is_not_that_of_the_article(
    read_documents: ReadDocuments, address: str, is_own: bool
) -> None:
    (one,) = read_documents(NEXIS.format(label="URL", end="LOAD-DATE").replace("one two", address).encode(), "a.txt")

    assert json.loads(one.data).get("url") == (address if is_own else None)


def test_the_section_of_nexis_ends_at_its_page(read_documents: ReadDocuments) -> None:
    (one,) = read_documents(NEXIS.format(label="SECTION", end="END").replace("two", "two; Pg. 3").encode(), "a.txt")

    assert json.loads(one.data)["section"] == "one two"


def test_what_was_searched_is_in_no_field_of_an_article_with_codes(read_documents: ReadDocuments) -> None:
    (one,) = read_documents(coded(CODES, beside) + b"\nSearch Summary\nText\tpier\nSN\tAll\n", "a.txt")

    assert json.loads(one.data) == ONE_RECORD


def test_the_text_of_nexis_may_begin_without_a_label(read_documents: ReadDocuments) -> None:
    text = (
        "1 of 1 DOCUMENTS\n\nSandholm Post\n\nMay 4, 2026\n\nThe pier is lit\nagain\n\nLENGTH: 40 words\n\n"
        "BYLINE: Iris\nHartwell\n\nThe pier is lit.\nIts lamps are old.\n\nIt was dark.\n\n"
        "LOAD-DATE: May 9, 2026\n\nunseen\n"
    )
    (one,) = read_documents(text.encode(), "a.txt")

    assert json.loads(one.data) == {
        "publication": "Sandholm Post", "date": "May 4, 2026", "title": "The pier is lit again", "length": "40 words",
        "author": "Iris Hartwell", "text": "The pier is lit.\nIts lamps are old.\n\nIt was dark.",
    }  # fmt: skip


UNI = (
    "{head}\n\nCopyright 2026 Press\n\nSection: NEWS; Pg. 4\nByline: Iris Hartwell\n\nBody\n\n\nThe pier is lit.\n"
    "Its lamps are old.\n\nNote: it was dark.\n\n{end}\n\nunseen\n\nLoad-Date: May 29, 2026\n\nEnd of Document\n"
)


@pytest.mark.parametrize(
    "head",
    [
        "The pier is lit\nSandholm Post\nMay 4, 2026 Monday",
        "The pier is lit\n\nSandholm Post\n\nMay 4, 2026 Monday",
        "Date and Time: June 1, 2026\n\nThe pier is lit\nSandholm Post\nMay 4, 2026",
        "The pier\nis lit\n\nSandholm Post\nMay 4, 2026",
    ],
)
@pytest.mark.parametrize("end", ["Classification", "Subject: PIERS (90%)", "Graphic: a lamp"])
def test_title_outlet_and_date_of_nexis_uni_stand_above_its_labels(
    read_documents: ReadDocuments, head: str, end: str
) -> None:
    (one,) = read_documents(UNI.format(head=head, end=end).encode(), "a.txt")

    assert json.loads(one.data) == {
        "title": "The pier is lit", "publication": "Sandholm Post", "date": "May 4, 2026", "section": "NEWS",
        "author": "Iris Hartwell", "text": "The pier is lit.\nIts lamps are old.\n\nNote: it was dark.",
    }  # fmt: skip


@pytest.mark.parametrize("date", ["Monday", "Copyright May 4, 2026"])
def test_an_article_of_nexis_uni_without_a_date_is_refused(outcomes: Outcomes, date: str) -> None:
    assert outcomes(UNI.format(head=f"The pier is lit\n\nSandholm Post\n{date}", end="X").encode(), "a.txt") == [
        "unknown_format"
    ]


@pytest.mark.parametrize("lines", ["Body", "Length: 40 words\n\nLoad-Date: May 29, 2026"])
def test_a_text_with_some_lines_of_nexis_uni_is_no_export(read: Read, lines: str) -> None:
    data = f"The pier is lit\n\n{lines}\n\nThe pier is lit, and its lamps are old.\n".encode()
    (one,) = read(data, "a.txt")

    assert isinstance(one, Document)
    assert one.data == data
