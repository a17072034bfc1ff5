"""Every text of an export is in an article, refused by name, or counted."""

import pytest
from checkout import GOLDEN
from fixture_types import Outcomes, ReadDocuments

FACTIVA = (GOLDEN / "factiva" / "french-without-codes.txt").read_text(encoding="utf-8")
NUMBERS = ("Document NBOTE00020260521e7ct00001", "Document NBOTE00020260522e7ct00002")
FACTIVA_CODES = (GOLDEN / "factiva" / "codes-before-values.txt").read_text(encoding="utf-8").partition("Search S")[0]
UNI = (GOLDEN / "nexis" / "nexis-uni.txt").read_text(encoding="utf-8")
EUROPRESSE = (GOLDEN / "europresse" / "french-text.txt").read_text(encoding="utf-8")
PROQUEST = (GOLDEN / "proquest" / "without-counters.txt").read_text(encoding="utf-8")


def test_an_article_of_factiva_whose_number_is_cut_off_is_read(read_documents: ReadDocuments) -> None:
    last = read_documents(FACTIVA.replace(NUMBERS[1], "").encode(), "a.txt")[-1]

    assert "détour de quatre kilomètres" in last.data.decode()


def test_two_articles_of_factiva_without_the_number_between_are_refused(outcomes: Outcomes) -> None:
    assert outcomes(FACTIVA.replace(NUMBERS[0], "").encode(), "a.txt") == ["unknown_format"]


@pytest.mark.parametrize("end", ["Un pont pour les vélos", "(c) 2026 Verlag. All rights reserved."])
def test_an_article_of_factiva_that_breaks_off_in_its_head_is_refused(outcomes: Outcomes, end: str) -> None:
    cut = FACTIVA[: FACTIVA.rindex(end) + len(end)]

    assert outcomes(cut.encode(), "a.txt")[1:] == ["unknown_format"]


@pytest.mark.parametrize(
    "foot", ["Search Summary\nText\tpont\nDate\tAll Dates\n", "© 2026 Factiva, Inc. All rights reserved.\n"]
)
def test_what_was_searched_in_factiva_is_only_counted(outcomes: Outcomes, foot: str) -> None:
    assert outcomes(f"{FACTIVA}\n{foot}".encode(), "a.txt")[2:] == ["factiva:rest"]


def test_an_article_of_factiva_without_the_code_of_its_headline_is_refused(outcomes: Outcomes) -> None:
    """Its section is enough to find the headline of the next one; with neither, it is below the number before."""
    second = FACTIVA_CODES.rindex("SE\t")
    text = FACTIVA_CODES[:second] + FACTIVA_CODES[second:].replace("HD\t", "")

    first, refused = outcomes(text.encode(), "a.txt")
    assert "Insel" in str(first)
    assert refused == "unknown_format"


@pytest.mark.parametrize("missing", ["\nEnd of Document\n", "\nBody\n"])
def test_the_last_article_of_nexis_uni_is_not_lost(outcomes: Outcomes, missing: str) -> None:
    place = UNI.rindex(missing)
    found = outcomes((UNI[:place] + UNI[place + len(missing) :]).encode(), "a.txt")

    assert len(found) == 2
    assert found[1] == "unknown_format" if "Body" in missing else "half of the sum" in str(found[1])


def test_text_between_articles_of_nexis_uni_is_counted(outcomes: Outcomes) -> None:
    end = "End of Document\n"
    text = UNI.replace(end, f"{end}\nBibliography\n\n{end}", 1)

    assert outcomes(text.encode(), "a.txt")[1::2] == ["nexis:rest"]


@pytest.mark.parametrize("label", ["Full text", "ProQuest document ID"])
def test_an_article_of_proquest_is_known_by_one_label(outcomes: Outcomes, label: str) -> None:
    """An article of which the database has only the abstract is read, too."""
    place = PROQUEST.rindex(label)
    head, first, second, rest = outcomes((PROQUEST[:place] + PROQUEST[place:].replace(label, "X")).encode(), "a.txt")

    assert (head, rest) == ("proquest:head", "proquest:rest")
    assert "Night bus" in str(first)
    assert "Volunteers will run" in str(second)


def test_an_article_of_proquest_with_nothing_but_its_number_is_refused(outcomes: Outcomes) -> None:
    text = PROQUEST.replace("Full text: Volunteers", "X").replace("Abstract: Kurz: Volunteers", "X")

    assert outcomes(text.encode(), "a.txt")[2:] == ["unknown_format", "proquest:rest"]


def test_a_certificate_below_the_last_article_of_europresse_is_counted(outcomes: Outcomes) -> None:
    text = f"{EUROPRESSE}\nCertificat émis le 30 mai 2026 à X\n"

    assert outcomes(text.encode(), "a.txt")[2:] == ["europresse:rest"]
