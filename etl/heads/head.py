"""The types of a head: its fields, and their positions in the text."""

from collections.abc import Iterator
from dataclasses import dataclass

Span = tuple[int, int]  # start and end in code points


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a head."""

    key: str  # as written
    name: str | None  # the field of metadata_keys.tsv that the key means; None for an unknown key
    values: tuple[str, ...]  # without quotation marks; the items, if the value is a list
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The metadata above a text."""

    fields: tuple[Field, ...]
    spans: tuple[Span, ...]  # of its fields and the lines around them, in order; together they cover the head
    title_line: str | None = None  # the first line of the text below, if the head proves that it is the title

    def named(self, name: str) -> Iterator[tuple[Field, str]]:
        """Yield each value of the fields with this name, with its field."""
        for field in self.fields:
            if field.name == name:
                yield from ((field, value) for value in field.values)

    @property
    def names(self) -> frozenset[str]:
        """The names of the known fields that have a value."""
        return frozenset(field.name for field in self.fields if field.name and field.values)
