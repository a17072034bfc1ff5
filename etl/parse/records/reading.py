"""What can be said of the article of any record: its fields, and the one that each block was taken from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from etl.articles import Article
from etl.parse.reading import BlockReason, detected_by_reasons
from etl.parse.source_lines import SourceLine, record_lines
from etl.places import walk


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReading:
    """An article with the names and values of the fields that it was made of, in the order of the source."""

    made: Article
    fields: Callable[[], Iterable[tuple[str, str]]]  # asked for only where the source is shown

    def article(self) -> Article:
        """Return the article that was made of the record."""
        return self.made

    def lines(self) -> list[SourceLine]:
        """Return the lines of the fields; a block is found where its text stands word for word."""
        return record_lines(list(self.fields()), list(walk(self.made.body)))

    def reasons(self) -> dict[str, BlockReason]:
        """Return what each block was detected by."""
        return detected_by_reasons(list(walk(self.made.body)))
