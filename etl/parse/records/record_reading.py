"""The result of reading a record: its article, its fields, and the field of each block."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from etl.article_blocks import walk
from etl.articles import Article
from etl.parse.document_lines import SourceLine, record_lines
from etl.parse.reading import BlockReason, detected_by_reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReading:
    """An article, and the names and values of the fields from which it was made, in source order."""

    made: Article
    fields: Callable[[], Iterable[tuple[str, str]]]  # called only to show the source

    def article(self) -> Article:
        """The article that was made from the record."""
        return self.made

    def lines(self) -> list[SourceLine]:
        """The lines of the fields; a block is found only if its text is there word for word."""
        return record_lines(list(self.fields()), list(walk(self.made.body)))

    def reasons(self) -> dict[str, BlockReason]:
        """The reason for each block, by its `detected_by`."""
        return detected_by_reasons(list(walk(self.made.body)))
