"""Words for labels and lines around an article, in the 21 languages of the benchmark, from words.tsv."""

from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("words.tsv")


@cache
def words() -> dict[tuple[str, str], list[str]]:
    """(Language, kind) -> words. The labels among them ("facts", "summary") are not those of the benchmark."""
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]
    return {(language, kind): joined.split("|") for language, kind, joined in rows}


def languages() -> list[str]:
    """The languages that have words, in the order of the table."""
    return list(dict.fromkeys(language for language, _ in words()))
