"""The keys that name the fields of an article, in JSON records, in tables and above texts: "datePublished", "Autor"."""

import re
from collections.abc import Iterator
from functools import cache

from etl.words.bylines import names_the_author
from etl.words.date_labels import dated_kind
from etl.words.read_table import read_rows
from etl.words.record_fields import FIELDS
from etl.words.sources import is_source_label


@cache
def record_keys() -> dict[str, tuple[str, ...]]:
    """Field -> its folded keys in records, best first, for all fields and pieces of record_fields.py."""
    found: dict[str, dict[str, None]] = {}
    for field, key in _keys("record"):
        found.setdefault(field, {})[key] = None
    return {field: tuple(keys) for field, keys in found.items()}


@cache
def keys_of(*fields: str) -> frozenset[str]:
    """The folded keys of these fields in records."""
    return frozenset(key for field in fields for key in record_keys()[field])


def field_of(key: str) -> str | None:
    """The field that a key names in records; None for an unknown key."""
    return _fields().get(folded_key(key))


@cache
def _fields() -> dict[str, str]:
    return {key: field for field in reversed(FIELDS) for key in record_keys().get(field, ())}


@cache
def known_keys() -> frozenset[str]:
    """The folded keys of all fields in records, without those of pieces."""
    return keys_of(*FIELDS)


def head_field(key: str) -> str | None:
    """The field that a key means above a text; None for an unknown key. Labels of dates, bylines and sources are keys.

    A key of records that means something else above a text (a dish, a role in a play) is unknown.
    """
    known = _head_keys().get(folded_key(key.strip()))
    if known is not None:
        return known
    if (kind := dated_kind(key)) is not None:
        return kind
    if names_the_author(key):
        return "authors"
    return "source" if is_source_label(key) else None


def says_published(key: str) -> bool:
    """Whether a key in records names the date of publication: "publishedAt", "news_date", "fecha_articulo"."""
    words = [word for word in _WORDS.findall(key) if word.lower() not in _ARTICLE]
    return folded_key("".join(words)) in keys_of("published") or dated_kind(" ".join(words)) == "published"


def folded_key(key: str) -> str:
    """A key in lower case without "_", "-" and spaces; `_id` is kept, because it differs from `id`."""
    return key.lower() if key.strip("_") == "id" else key.translate(_LEFT_OUT).lower()


_LEFT_OUT = str.maketrans("", "", "-_ ")
_WORDS = re.compile(r"[^\W\d_]+?(?=[A-Z][a-z]|[\W\d_]|$)")
_ARTICLE = frozenset(("article", "articulo", "artigo", "artikel", "news", "story", "post", "item", "entry", "doc"))


@cache
def _head_keys() -> dict[str, str]:
    return {key: field for field, key in _keys("head")}


def _keys(where: str) -> Iterator[tuple[str, str]]:
    """Yield the field and the folded key of the rows that count in records or in heads."""
    for row in read_rows("metadata_keys.tsv"):
        if row["where"] in (where, "any"):
            yield row["field"], folded_key(row["key"])
