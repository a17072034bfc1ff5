"""Exports of press databases are cut into articles; what is not surely one of their forms is no export."""

import gzip
import json
from pathlib import Path

import pytest
from checkout import GOLDEN, golden_inputs
from fixture_types import MakeSettings

from etl.article_blocks import walk
from etl.documents import Document, Refusal, StructuralSkip
from etl.errors import UnknownFormat
from etl.ingest import CONTAINERS, read_file
from etl.ingest.raw import read_raw
from etl.parse import parse_document
from etl.settings import Settings

DATABASES = ("nexis", "factiva", "europresse", "proquest")
INPUTS = [path for path in golden_inputs() if path.parent.name in DATABASES]
NEXIS = (GOLDEN / "nexis" / "older-form-with-labels.txt").read_text(encoding="utf-8")


def documents(path: Path, data: bytes) -> list[Document]:
    path.write_bytes(data)
    return [unit for unit in read_file(path, path.name, Settings()) if isinstance(unit, Document)]


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_database_is_recognised_by_its_own_container_only(path: Path) -> None:
    """In UTF-16 and with other line ends, too."""
    text = path.read_bytes().decode("cp1252" if "1252" in path.name else "utf-8")
    for data in (path.read_bytes(), text.encode("utf-16"), text.replace("\n", "\r\n").encode()):
        names = [each.name for each in CONTAINERS if each.recognises(data, path.name)]

        assert names[0] == path.parent.name
        assert not set(names[1:]) & {*DATABASES}


def test_the_bytes_of_an_article_are_found_again(tmp_path: Path, settings: MakeSettings) -> None:
    path = GOLDEN / "nexis" / "german-in-windows-1252.txt"
    (tmp_path / "a.gz").write_bytes(gzip.compress(path.read_bytes()))
    for file in (path, tmp_path / "a.gz"):
        units = [unit for unit in read_file(file, file.name, settings()) if isinstance(unit, Document)]
        origin = units[1].origin
        found = read_raw(
            file,
            byte_offset=origin.byte_offset,
            byte_length=origin.byte_length,
            member_no=origin.member_no,
            position=origin.position,
            settings=settings(),
        )

        assert found.decode("cp1252").split("\r\n\r\n")[0].strip() == "Dokument 2 von 2"
        assert "Lindenried" in found.decode("cp1252")


def test_a_date_of_request_or_loading_is_no_date_of_an_article(tmp_path: Path) -> None:
    records = [json.loads(each.data) for path in INPUTS for each in documents(tmp_path / path.name, path.read_bytes())]

    assert len(records) == 2 * len(INPUTS)
    assert not [record for record in records if any(day in record["date"] for day in ("29", "30", "31"))]


def test_an_article_without_its_fields_is_refused_alone(tmp_path: Path) -> None:
    cut = NEXIS.replace("May 4, 2026 Monday", "").replace("DATELINE: HARROW, May 3", "", 1)
    (tmp_path / "a.txt").write_text(cut, encoding="utf-8")

    units = list(read_file(tmp_path / "a.txt", "a.txt", Settings()))
    (refused,) = [unit for unit in units if isinstance(unit, Refusal)]
    assert (refused.reason, refused.format) == ("unknown_format", "nexis")
    assert len([unit for unit in units if isinstance(unit, Document)]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Nexis writes LENGTH: before the number of words.\n\nAbove each article is 1 of 3 DOCUMENTS, in capitals.\n",
        "HD\n\nTelevisions in HD are cheap now.\n\nTD\n\nThe bank says so.\n",
        "The ProQuest document ID is a number.\n\nDocument 1 of 3 is the first.\n",
        "<html><body><div class='article'><h2 class='subHeadline'>Bus</h2><p>The bus runs.</p></div></body></html>",
        "<html><body><article><p class='Publication'>The Post</p><p>The bus runs again.</p></article></body></html>",
    ],
)
def test_a_text_about_exports_is_no_export(tmp_path: Path, text: str) -> None:
    (only,) = documents(tmp_path / "a.txt", text.encode())

    assert only.data == text.encode()


def test_a_form_that_is_not_known_stays_refused_by_name(tmp_path: Path) -> None:
    text = (
        "The Post\n\nMonday, p. 4\n\nBus\n\nThe bus runs.\n\nCertificat émis le 1 mai 2026 à X\n\nnews·20260504·PO·1\n"
    )
    (only,) = documents(tmp_path / "a.txt", text.encode())

    with pytest.raises(UnknownFormat, match="an export of Europresse"):
        parse_document(only, Settings())


def proquest(author: str) -> str:
    return (
        f"Document 1 of 1\n\nThe pier is lit again\n\nAuthor: {author}\n\n"
        "Publication info: Sandholm Post ; Sandholm [Sandholm]. 04 May 2026: B.2.\n\n"
        "Full text: The pier at Sandholm is lit again, with lamps that were cast a hundred years ago.\n\n"
        "Publication title: Sandholm Post\n\nPublication date: May 4, 2026\n\nProQuest document ID: 123456789\n"
    )


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Hartwell, Iris", ("Hartwell, Iris",)),
        ("Ruiz Soto, Elena", ("Ruiz Soto, Elena",)),
        ("Hartwell, Iris Jane, Jr; Oduya, Samuel", ("Hartwell, Iris Jane, Jr", "Oduya, Samuel")),
        ("Iris Hartwell and Samuel Oduya", ("Iris Hartwell", "Samuel Oduya")),
        ("Iris Hartwell, Samuel Oduya", ("Iris Hartwell", "Samuel Oduya")),
    ],
)
def test_proquest_writes_surnames_first(tmp_path: Path, author: str, names: tuple[str, ...]) -> None:
    (only,) = documents(tmp_path / "a.txt", proquest(author).encode())

    assert parse_document(only, Settings()).authors == names


NEXIS_UNI = (
    "{above}The pier is lit again\n\nSandholm Post\nMay 4, 2026 Monday\n\nCopyright 2026 Sandholm Press\n\n"
    "Section: NEWS; Pg. 2\nLength: 40 words\nByline: Iris Hartwell\n\nBody\n\n"
    "The pier at Sandholm is lit again, with lamps that were cast a hundred years ago.\n\n{inside}"
    "A fisherman paid for the glass.\n\nLoad-Date: May 9, 2026\n\nEnd of Document\n"
)
COVER = (
    "User Name: i.reader\nDate and Time: Monday, June 1, 2026 9:00 AM BST\nJob Number: 7\n\nDocument (1)\n"
    "1. The pier is lit again\n   Client/Matter: -None-\n   Search Terms: pier\n\n"
    "| About LexisNexis | Privacy Policy | Copyright © 2026 LexisNexis\n\n"
)


@pytest.mark.parametrize(
    ("above", "inside"),
    [
        ("", ""),
        (COVER, ""),
        (COVER + "i.reader\n\n\n", ""),
        ("Page 1 of 2\n\n", "Page 2 of 2\n\nThe pier is lit again\n\n"),
        ("Seite 1 von 2\n\n", "Seite 2 von 2\n"),
    ],
)
def test_the_cover_and_page_lines_of_nexis_uni_are_not_in_the_article(tmp_path: Path, above: str, inside: str) -> None:
    (only,) = documents(tmp_path / "a.txt", NEXIS_UNI.format(above=above, inside=inside).encode())
    record = json.loads(only.data)

    assert (record["title"], record["publication"], record["date"]) == (
        "The pier is lit again",
        "Sandholm Post",
        "May 4, 2026",
    )
    assert record["text"].split("\n\n")[1:] == ["A fisherman paid for the glass."]
    assert not [value for value in record.values() if "i.reader" in value or "June" in value]


def test_a_counter_with_its_number_first_is_read_in_french(tmp_path: Path) -> None:
    text = (
        "1 de 1 DOCUMENTS\n\nLe Courrier de Sable\n\nlundi 4 mai 2026\n\nLa jetée rallumée\n\nAUTEUR: Inès Morel\n\n"
        "LONGUEUR: 40 mots\n\nLa jetée de Sable est rallumée, avec des lampes fondues il y a cent ans.\n\n"
        "DATE-CHARGEMENT: 9 mai 2026\n"
    )
    (only,) = documents(tmp_path / "a.txt", text.encode())
    record = json.loads(only.data)

    assert (record["title"], record["author"], record["date"]) == ("La jetée rallumée", "Inès Morel", "4 mai 2026")


@pytest.mark.parametrize("nothing", ["None available.", "Not available", "Nicht verfügbar.", "No disponible."])
def test_an_abstract_that_says_there_is_none_is_none(tmp_path: Path, nothing: str) -> None:
    text = proquest("Hartwell, Iris").replace("Full text:", f"Abstract: {nothing}\n\nFull text:")
    (only,) = documents(tmp_path / "a.txt", text.encode())

    assert "abstract" not in json.loads(only.data)


@pytest.mark.parametrize("label", ["Headnote: ", "Editor's note: ", "Remarks (edition): ", ""])
def test_a_text_of_proquest_without_a_known_label_is_reported(tmp_path: Path, label: str) -> None:
    note = "The pier was closed for nine years after the storm, and three councils promised to repair its lamps."
    text = proquest("Hartwell, Iris").replace("Full text:", f"{label}{note}\n\nFull text:")
    (only,) = documents(tmp_path / "a.txt", text.encode())
    issues = parse_document(only, Settings()).quality_issues

    assert [note[:60] in (issue.evidence or "") for issue in issues if issue.rule == "record_text_left"] == [True]


@pytest.mark.parametrize("label", ["Abstract (summary)", "Zusammenfassung (Abstract)", "Résumé (Abstract)"])
def test_a_label_in_two_forms_is_the_abstract(tmp_path: Path, label: str) -> None:
    text = proquest("Hartwell, Iris").replace("Full text:", f"{label}: The pier is open.\n\nFull text:")
    (only,) = documents(tmp_path / "a.txt", text.encode())

    assert json.loads(only.data)["abstract"] == "The pier is open."


def test_the_fields_of_an_export_are_not_called_json(tmp_path: Path) -> None:
    (only,) = documents(tmp_path / "a.txt", proquest("Hartwell, Iris").encode())
    article = parse_document(only, Settings())

    assert (article.body.title_origin, [date.evidence for date in article.dates]) == ("export:title", ["export:date"])
    assert not [block for _, block in walk(article.body) if block.detected_by.startswith("json")]


FACTIVA = (
    "{head}\n40 words\n4 May 2026\nSandholm Post\nSANPO\n2\nEnglish\n(c) 2026 Sandholm Press\n\n"
    "The pier at Sandholm is lit again, with lamps that were cast a hundred years ago.\n\n"
    "Document SANPO00020260504em5400001\n"
)


@pytest.mark.parametrize(
    ("head", "section", "title", "author"),
    [
        ("Local News\nThe pier is lit again\n\nBy Iris Hartwell", "Local News", "The pier is lit again", "Hartwell"),
        ("Local News\nThe pier is lit again\n\nIris Hartwell", "Local News", "The pier is lit again", "Hartwell"),
        ("Local News\n\nThe pier is lit again\n\nIris Hartwell\n", "Local News", "The pier is lit again", "Hartwell"),
        ("Local News\nThe pier is lit again\n", "Local News", "The pier is lit again", ""),
        ("Politik\nVon der Mole leuchten Lampen\n", "Politik", "Von der Mole leuchten Lampen", ""),
        ("Lokales\nDie Mole leuchtet wieder\n\nVon Iris Hartwell", "Lokales", "Die Mole leuchtet wieder", "Hartwell"),
        ("Économie\nLa jetée rallumée\n\nInès Hartwell", "Économie", "La jetée rallumée", "Hartwell"),
        ("The pier is lit again\nIris Hartwell", "", "The pier is lit again", "Hartwell"),
        ("Pier lit\nIris van Hartwell", "", "Pier lit", "Hartwell"),
        ("The pier is lit again\n\nIris Hartwell and Samuel Oduya\n", "", "The pier is lit again", "Hartwell"),
        ("The pier is lit again\nsda", "", "The pier is lit again", "sda"),
        ("The pier of Sandholm is lit again,\nlamp by lamp\n\nIris Hartwell", "", "again, lamp by lamp", "Hartwell"),
    ],
)
def test_the_section_above_a_headline_of_factiva_is_not_the_title(
    tmp_path: Path, head: str, section: str, title: str, author: str
) -> None:
    (only,) = documents(tmp_path / "a.txt", FACTIVA.format(head=head).encode())
    record = json.loads(only.data)

    assert record.get("section", "") == section
    assert record["title"].endswith(title)
    assert record["title"] == title or not section
    assert author in record.get("author", "")
    assert bool(author) == ("author" in record)


def test_the_headline_of_a_page_of_factiva_may_have_its_section_above_it(tmp_path: Path) -> None:
    page = (GOLDEN / "factiva" / "french-page.html").read_text(encoding="utf-8")
    page = page.replace('<p><div id="hd">', '<div>Vie locale</div><p><div id="hd">')
    records = [json.loads(each.data) for each in documents(tmp_path / "a.html", page.encode())]

    assert [(record["section"], record["title"], record["author"]) for record in records] == [
        ("Vie locale", "Le marché couvert de Saint-Aubrac rouvre", "Lise Fournel"),
        ("Vie locale", "Un pont pour les vélos à Varois", "Marc Delon"),
    ]


def test_more_lines_above_the_number_of_words_than_are_known_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FACTIVA.format(head="News\nHarbour\nThe pier\nIs lit\nAgain"), encoding="utf-8")

    (refused,) = read_file(tmp_path / "a.txt", "a.txt", Settings())
    assert isinstance(refused, Refusal)
    assert (refused.reason, refused.format) == ("unknown_format", "factiva")


EUROPRESSE = (GOLDEN / "europresse" / "french-text.txt").read_text(encoding="utf-8")


def test_a_certificate_below_the_number_of_europresse_is_in_no_article(tmp_path: Path) -> None:
    lines = EUROPRESSE.splitlines()
    for place in [place for place, line in enumerate(lines) if line.startswith("Certificat")]:
        lines[place], lines[place + 1] = lines[place + 1], lines[place]
    below = documents(tmp_path / "a.txt", "\n".join(lines).encode())

    assert [each.data for each in below] == [each.data for each in documents(tmp_path / "b.txt", EUROPRESSE.encode())]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("mardi 5 mai 2026", "mardi"),
        ("Solène Abgrall", "Une exposition sur la pêche"),
        ("Le Phare de Brenne\nmardi", "Sommaire\nLe Phare de Brenne\nmardi"),
        ("212 mots, p. 4", "212 mots, p. 4, photo"),
    ],
)
def test_an_article_of_europresse_in_another_layout_is_refused_alone(tmp_path: Path, old: str, new: str) -> None:
    (tmp_path / "a.txt").write_text(EUROPRESSE.replace(old, new, 1), encoding="utf-8")

    refused, read = read_file(tmp_path / "a.txt", "a.txt", Settings())
    assert isinstance(refused, Refusal)
    assert isinstance(read, Document)
    assert (refused.reason, refused.format) == ("unknown_format", "europresse")


def test_an_article_of_europresse_without_its_number_is_not_lost(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(EUROPRESSE.replace("news·20260507·EDM·77b", ""), encoding="utf-8")
    units = [each for each in read_file(tmp_path / "a.txt", "a.txt", Settings()) if isinstance(each, Document)]

    assert [json.loads(each.data)["date"] for each in units] == ["5 mai 2026", "7 mai 2026"]


@pytest.mark.parametrize(
    "contents",
    [
        "Contents\n\nThe pier is lit again ......... 2\nFerries run at night ......... 3\n\n\n",
        "Inhaltsverzeichnis\nThe pier is lit again\t2\nFerries run at night\t3\n\n",
        "Local News\nThe pier is lit again\nBy Iris Hartwell\n\nLocal News\nFerries run at night\nBy Samuel Oduya\n\n",
        "The pier is lit again\nSandholm Post, 4 May 2026, 40 words, (English)\nDocument SANPO00020260504em5400001\n\n"
        "Ferries run at night\nSandholm Post, 5 May 2026, 40 words, (English)\nDocument SANPO00020260505em5400002\n\n",
        "The pier is lit again\nSandholm Post\n40 words\nDocument SANPO00020260504em5400001\n\n",
    ],
)
def test_the_table_of_contents_of_factiva_is_only_counted(tmp_path: Path, contents: str) -> None:
    first = FACTIVA.format(head="Local News\nThe pier is lit again\n\nBy Iris Hartwell")
    second = FACTIVA.format(head="Ferries run at night\n\nSamuel Oduya").replace("0504em5400001", "0505em5400002")
    (tmp_path / "a.txt").write_text(f"{contents}{first}\n{second}", encoding="utf-8")

    head, *units = read_file(tmp_path / "a.txt", "a.txt", Settings())
    assert isinstance(head, StructuralSkip)
    assert head.reason == "factiva:head"
    records = [json.loads(unit.data) for unit in units if isinstance(unit, Document)]
    assert [(record["title"], record.get("section")) for record in records] == [
        ("The pier is lit again", "Local News"),
        ("Ferries run at night", None),
    ]
    assert len(units) == 2


def test_an_article_of_factiva_that_is_there_twice_is_no_table_of_contents(tmp_path: Path) -> None:
    article = FACTIVA.format(head="Local News\nThe pier is lit again\n\nBy Iris Hartwell")

    assert len(documents(tmp_path / "a.txt", f"{article}\n{article}".encode())) == 2
