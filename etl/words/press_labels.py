"""The labels of fields in exports of press databases, in the languages of the databases."""

from functools import cache

from etl.words.read_table import read_rows


@cache
def press_labels(database: str) -> dict[str, str]:
    """Label in lower case -> field (title, author, date, body ...), for one database.

    `body` is the label above the text; `end` and `other` are fields that do not describe the article, such as the day
    on which it was loaded into the database.

    "page" and "nothing" are no databases: their labels are words that all of them write ("Page 2 of 7", "None
    available").
    """
    return {row["label"]: row["field"] for row in read_rows("press_labels.tsv") if row["database"] == database}
