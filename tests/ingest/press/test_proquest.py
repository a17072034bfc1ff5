"""Exports of ProQuest: labels, outlets and dates."""

import json
from typing import Any

import pytest
from fixture_types import ReadDocuments

HEAD = "Document 1 of 1\n\nThe pier is lit again\n\n"
TEXT = "The pier at Sandholm is lit again."
NUMBER = "ProQuest document ID: 7\n"


def record(documents: ReadDocuments, text: str) -> dict[str, Any]:
    (one,) = documents(text.encode(), "a.txt")
    found: dict[str, Any] = json.loads(one.data)
    return found


@pytest.mark.parametrize("counter", ["Document 1 of 3", "Dokument 1 von 3", "Documento 1 de 3", "Documento 1 di 3"])
@pytest.mark.parametrize("body", ["Full text", "Volltext", "Texte intégral", "Texto completo"])
def test_counter_and_label_of_the_text_are_known_in_the_languages_of_proquest(
    read_documents: ReadDocuments, counter: str, body: str
) -> None:
    text = f"{counter}\n\nThe pier is lit again\n\n{body}: {TEXT}\n\nIt was dark.\n\n{NUMBER}"

    assert record(read_documents, text) == {
        "title": "The pier is lit again", "text": f"{TEXT}\n\nIt was dark.", "id": "proquest:7",
    }  # fmt: skip


FIELDS = {
    "Author": "authors", "Autor": "authors", "Abstract": "abstract", "Résumé": "abstract", "Section": "section",
    "Publication title": "publication", "Publikationstitel": "publication", "Publication date": "date",
}  # fmt: skip


@pytest.mark.parametrize(("label", "field"), FIELDS.items())
@pytest.mark.parametrize("place", ["above", "below"])
def test_each_label_is_a_field_above_and_below_the_text(
    read_documents: ReadDocuments, label: str, field: str, place: str
) -> None:
    line, value = f"{label}: one two\n\n", ["one two"] if field == "author" else "one two"
    above, below = (line, "") if place == "above" else ("", line)
    found = record(read_documents, f"{HEAD}{above}Full text: {TEXT}\n\n{below}{NUMBER}")

    found |= {"authors": found.pop("author")} if "author" in found else {}
    assert found == {"title": "The pier is lit again", "text": TEXT, "id": "proquest:7", field: value}


@pytest.mark.parametrize(
    ("above", "publication", "date"),
    [
        ("Publication info: The Post ; Sandholm. 04 May 2026: B.2.", "The Post", "04 May 2026"),
        ("Publication info: The Post, Sandholm. 04 May 2026", "The Post", "04 May 2026"),
        (
            "Publication info: The Post. 04 May 2026\n\nPublication date: May 5, 2026",
            "The Post. 04 May 2026",
            "May 5, 2026",
        ),
        ("Publication title: The Wire; London\n\nPublication info: The Post. 04 May 2026", "The Wire", "04 May 2026"),
        ("Publication date: Spring 2026", None, "Spring 2026"),
        ("Publication date: Monday, May 5, 2026", None, "May 5, 2026"),
    ],
)
def test_outlet_and_date_are_in_fields_of_their_own_or_in_one(
    read_documents: ReadDocuments, above: str, publication: str | None, date: str
) -> None:
    found = record(read_documents, f"{HEAD}{above}\n\nFull text: {TEXT}\n\n{NUMBER}")

    assert (found.get("publication"), found["date"]) == (publication, date)


def test_the_title_below_the_text_replaces_the_line_at_the_top(read_documents: ReadDocuments) -> None:
    found = record(
        read_documents, f"{HEAD}Full text: {TEXT}\n\nSubject: Piers\n\nTitle: The pier of\nSandholm\n\n{NUMBER}"
    )

    assert found["title"] == "The pier of Sandholm"


def test_of_a_label_that_comes_twice_the_first_counts(read_documents: ReadDocuments) -> None:
    found = record(read_documents, f"{HEAD}Section: one\nmore\n\nFull text: {TEXT}\n\nSection: two\nless\n\n{NUMBER}")

    assert found["section"] == "one more"


def test_a_single_label_inside_the_text_belongs_to_it(read_documents: ReadDocuments) -> None:
    text = f"{HEAD}Full text: {TEXT}\nIt shines.\n\nAuthor: nobody.\n\nIt was dark.\n\nSubject: Piers\n\n{NUMBER}"

    assert record(read_documents, text)["text"] == f"{TEXT}\nIt shines.\n\nAuthor: nobody.\n\nIt was dark."


def test_unknown_labels_are_kept_under_their_names(read_documents: ReadDocuments) -> None:
    found = record(read_documents, f"{HEAD}Headnote: dark\nand light\n\nA line\n\nFull text: {TEXT}\n\n{NUMBER}")

    assert {name: value for name, value in found.items() if name.startswith("proquest:")} == {
        "proquest:headnote": "Headnote: dark and light",
        "proquest:2": "A line",
    }


@pytest.mark.parametrize("signs", [20, 60])
def test_lines_of_underscores_are_between_articles(read_documents: ReadDocuments, signs: int) -> None:
    line = "_" * signs
    text = f"{line}\n\nThe pier is lit again\n\nFull text: {TEXT}\n\n{'_' * 19}\n\nIt was dark.\n\n{NUMBER}\n{line}\n"
    head, one, *rest = text.partition("The pier is lit again")
    found = record(read_documents, one + "".join(rest).rpartition(line)[0])

    assert head
    assert found["text"] == f"{TEXT}\n\n{'_' * 19}\n\nIt was dark."
