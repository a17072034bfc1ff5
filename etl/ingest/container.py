"""The types of containers: how they are recognised, and the items that they yield."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from etl.documents import Outcome, StructuralSkip
from etl.extras import Extra
from etl.ingest.expansion_limit import Budget
from etl.ingest.stream import Stream
from etl.settings import Settings

HEAD_BYTES = 64 * 1024  # the first bytes, which `recognises` gets


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One unit of a container that may become an article. Fields have the same meaning as in Document and Origin."""

    data: bytes
    stored: bytes | None = None  # all of what `data` was taken from (record with headers, whole feed); None: `data`
    byte_offset: int | None = None
    byte_length: int | None = None
    media_type: str | None = None
    charset: str | None = None
    target_url: str | None = None
    fetched_at: datetime | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One unit of a container that cannot become an article. Fields have the same meaning as in Refusal and Origin."""

    outcome: Outcome = Outcome.REJECTED
    reason: str
    detail: str
    byte_offset: int | None = None
    byte_length: int | None = None
    target_url: str | None = None
    fetched_at: datetime | None = None
    head: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member of an archive: its content, to be read before the next item is requested, or why it is not read."""

    name: str
    content: Stream | Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Expanded:
    """The decompressed content of the present file or member."""

    name: str
    content: Stream


Item = Record | Fault | StructuralSkip | Member | Expanded


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The context in which a container is read."""

    name: str  # the innermost file name
    settings: Settings
    budget: Budget = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """One entry of CONTAINERS.

    `recognises` gets the first bytes and the name; it costs little and never raises. `read` yields items in stored
    order; if it raises a RejectedDocument, that becomes the last unit of the file or member.
    """

    name: str
    what: str  # the files, in words, as in docs/formats.md
    recognised_by: str
    becomes: str  # its units
    recognises: Callable[[bytes, str], bool]
    read: Callable[[Stream, Context], Iterator[Item]]
    extra: Extra | None = None  # what must be installed to read it
    is_private: bool = False  # whether refusals omit its first bytes, because they may be a person's mail address
    nests: bool = False  # its content may be a container again, and counts for max_nesting
