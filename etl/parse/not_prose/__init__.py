"""Text files that are no prose: tables, code, markup, lists. Each kind is refused by its name."""

from collections.abc import Callable

from etl.parse.not_prose import (
    aligned_columns,
    beginnings,
    code,
    corpora,
    delimited,
    lists,
    markup,
    press_exports,
    settings_and_logs,
)
from etl.parse.not_prose.sample import Sample

# What is proven by a few characters comes first, what is told from the shape of all lines last.
KINDS: tuple[Callable[[Sample], str | None], ...] = (
    beginnings.by_beginning,
    press_exports.database,
    press_exports.factiva,
    settings_and_logs.robots,
    settings_and_logs.sellers,
    lists.captures,
    markup.encoded_data,
    lists.one_a_line,
    code.sql,
    markup.elements,
    markup.troff,
    markup.tex,
    markup.wikitext,
    markup.lyrics,
    corpora.tokens,
    corpora.tagged_text,
    corpora.words,
    corpora.numbers,
    markup.objects,
    settings_and_logs.log,
    delimited.delimited_table,
    aligned_columns.columns,
    code.style_sheet,
    settings_and_logs.yaml,
    settings_and_logs.settings,
    code.program,
)


def kind_of(text: str) -> str | None:
    """What a text is that is no prose: "a table with 9 columns separated by commas"; None where people read it."""
    sample = Sample(text)
    return next((kind for look in KINDS if (kind := look(sample)) is not None), None)
