"""docs/languages.md: what the tables of words have of each language."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from etl.words.date_names import base_language
from etl.words.read_table import read_rows

PAGE = Path(__file__).parents[2] / "docs" / "languages.md"
# Table -> the column that cuts it into kinds; "" if it has one kind.
TABLES = {
    "fact_labels": "kind",
    "bylines": "",
    "byline_parts": "kind",
    "sources": "",
    "date_labels": "",
    "other_date_labels": "",
    "date_names_cldr": "",
    "date_names_own": "",
    "date_suffixes": "",
    "eras": "",
    "dispatches": "",
    "boilerplate": "role",
    "mail_phrases": "kind",
    "page_notes": "kind",
    "notices": "kind",
    "person_names": "",
    "quality_phrases": "rule",
    "leftover_words": "",
    "run_ins": "",
    "function_words": "",
    "conjunctions": "",
    "metadata_keys": "",
    "record_structure": "",
    "llm_phrases": "place",
    "document_numbers": "",
    "outlet_words": "",
    "staff": "",
    "section_headings": "",
    "above_titles": "kind",
    "text_ends": "kind",
}
MARK = ("<!-- languages -->\n", "<!-- /languages -->\n")
HEAD = f"""# Languages

This table shows how many rows the tables in `etl/words/` have for each language. An empty cell means that the table has
no words of this language: they are not recognised, or only by their place and form. The names of months and days are
from CLDR for most languages; one row may contain several names. `make golden` writes this page.
[CONTRIBUTING.md](../CONTRIBUTING.md) says how to add a language.

{MARK[0]}"""


def columns() -> Iterator[tuple[str, Counter[str]]]:
    """The heading of each column, and the number of rows of each language."""
    for table, column in TABLES.items():
        rows = [row for row in read_rows(f"{table}.tsv") if row["language"].isascii() and row["language"] != "*"]
        for kind in sorted({row[column] for row in rows}) if column else [""]:
            of_kind = [base_language(row["language"]) for row in rows if not column or row[column] == kind]
            yield f"{table} {kind}".strip().replace("_", " "), Counter(of_kind)


def page() -> str:
    counts = dict(columns())
    languages = sorted(set[str]().union(*counts.values()))
    lines = ["| language | " + " | ".join(counts) + " |", "|---|" + "---|" * len(counts)]
    for language in languages:
        cells = [str(count[language] or "") for count in counts.values()]
        lines.append(f"| {language} | " + " | ".join(cells) + " |")
    return HEAD + "\n".join(lines) + "\n" + MARK[1]


def test_the_page_of_languages_is_made_from_the_tables(rewrite_golden: bool) -> None:
    if rewrite_golden:
        PAGE.write_text(page(), encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_table_with_a_language_is_on_the_page() -> None:
    tables = [path.name for path in (PAGE.parents[1] / "etl" / "words").glob("*.tsv")]
    with_language = {name.removesuffix(".tsv") for name in tables if "language" in read_rows(name)[0]}

    assert with_language - {"close_languages"} == set(TABLES)
