"""Read the word tables of the package: tab-separated, with a header line."""

import csv
from importlib import resources


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of a table in this folder, in order; quotation marks have no special meaning."""
    with resources.files("etl.words").joinpath(name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
