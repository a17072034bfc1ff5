"""Text files that are no prose: tables, code, markup, lists. Each kind is refused by its name."""

from collections.abc import Callable

from etl.parse.not_prose import code, exports, lists, markup, tables
from etl.parse.not_prose.sample import Sample

# What is proven by a few characters comes first, what is told from the shape of all lines last.
KINDS: tuple[Callable[[Sample], str | None], ...] = (
    markup.beginning,
    exports.nexis,
    exports.factiva,
    exports.proquest,
    code.robots,
    lists.captures,
    lists.addresses,
    code.sql,
    markup.elements,
    markup.troff,
    markup.wikitext,
    markup.encoded_data,
    tables.delimited_table,
    lists.tokens,
    code.style_sheet,
    code.log,
    code.settings,
    code.program,
)


def kind_of(text: str) -> str | None:
    """What a text is that is no prose: "a table with 9 columns separated by commas"; None where people read it."""
    sample = Sample(text)
    return next((kind for look in KINDS if (kind := look(sample)) is not None), None)
