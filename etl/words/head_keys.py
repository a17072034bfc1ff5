"""The keys of a head above a text: those of records, labels of bylines, dates and sources, and head_keys.tsv."""

from functools import cache

from etl.words.bylines import names_the_author
from etl.words.date_labels import dated_kind
from etl.words.read_table import read_rows
from etl.words.record_keys import KEYS, folded_key
from etl.words.sources import is_source_label

# Keys of records that mean something else above a text: a dish, a role in a play, the time of an event.
NOT_IN_HEADS = frozenset({
    "name", "article", "story", "heading", "by", "time", "timestamp", "createdat", "datecreated", "firstcreated",
    "host", "lead", "href", "paragraphs", "caption", "type", "@type", "provider",
})  # fmt: skip


def head_field(key: str) -> str | None:
    """The field of KEYS that a key means above a text, or "fetched"; None for an unknown key."""
    known = _keys().get(folded_key(key.strip()))
    if known is not None:
        return known
    if (kind := dated_kind(key)) is not None:
        return kind
    if names_the_author(key):
        return "authors"
    return "source" if is_source_label(key) else None


@cache
def _keys() -> dict[str, str]:
    """Folded key -> field; the table decides before the keys of records."""
    found = {folded_key(row["key"]): row["field"] for row in read_rows("head_keys.tsv")}
    for field, keys in KEYS.items():
        for key in keys:
            if key not in NOT_IN_HEADS:
                found.setdefault(key, field)
    return found
