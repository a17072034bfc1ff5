"""What the load stage receives: one record per unit of input, with its article or its refusal."""

from dataclasses import dataclass
from uuid import UUID

from etl.articles import Article
from etl.documents import Origin, Outcome

FORGOTTEN = "forgotten"  # the reason of a unit that bears a mark of a forgotten article, and the name of its member


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKey:
    """One file with certain contents, as the tables know it."""

    file_id: int
    file_no: int  # its place in the plan of the run
    root: str
    uri: str
    sha256: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """An article with the values that identify it and its revision."""

    article: Article
    uid: UUID
    identity: str  # url, id or text
    content_hash: bytes
    source: str | None  # host or name of the outlet
    urls: tuple[tuple[str, str], ...]  # (kind, URL) pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why a unit is not an article."""

    stage: str  # ingest, parse or load
    outcome: Outcome
    reason: str
    detail: str
    head: bytes
    format: str | None = None  # that recognised it, or the container
    source: str | None = None  # host of the URL it was fetched from


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One unit of input on its way into the tables."""

    file: FileKey
    origin: Origin
    sha256: bytes | None  # of its bytes
    result: Identified | Refused
    is_again: bool = False  # an earlier run rejected it, and this run gives it a new outcome

    @property
    def key(self) -> tuple[int, int, int]:
        """The primary key of its row in input_record."""
        return self.file.file_id, *self.origin.place

    @property
    def natural_key(self) -> tuple[bytes, str, str, int, int]:
        """Of all records of one revision, the one with the smallest natural key provides the rows."""
        return self.file.sha256 or b"", self.file.root, self.file.uri, *self.origin.place
