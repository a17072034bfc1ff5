"""The tables of words that come with the package: tab-separated, with a line that names the columns."""

import csv
from importlib import resources


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of this folder, in order; a quotation mark in it stands for itself."""
    with resources.files("etl.words").joinpath(name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
