"""The types of containers: how they are recognised, and the items that they yield."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from etl.documents import Outcome, StructuralSkip
from etl.errors import LimitExceeded
from etl.ingest.stream import Stream
from etl.settings import Settings

HEAD_BYTES = 64 * 1024  # the first bytes, which `recognises` gets
RATIO_FLOOR_BYTES = 16 * 1024 * 1024  # up to this size, any expansion ratio is harmless


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


@dataclass(slots=True)
class Budget:
    """A count of the bytes that one input file expands to, over all its layers and members."""

    settings: Settings
    expanded_bytes: int = 0

    def spend(self, size: int, layer_bytes: int, stored_bytes: int) -> None:
        """Count `size` more bytes in a layer that has now expanded from `stored_bytes` to `layer_bytes`.

        Raises LimitExceeded if the file expands too much, or the layer has too large a ratio.
        """
        self.expanded_bytes += size
        if self.expanded_bytes > self.settings.max_expanded_bytes:
            raise LimitExceeded("expanded_too_large", f"more than {self.settings.max_expanded_bytes} bytes")
        ratio = self.settings.max_expansion_ratio
        if layer_bytes > max(RATIO_FLOOR_BYTES, ratio * stored_bytes):
            raise LimitExceeded("expansion_ratio", f"{stored_bytes} bytes expand to {layer_bytes} or more")


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
    recognises: Callable[[bytes, str], bool]
    read: Callable[[Stream, Context], Iterator[Item]]
    nests: bool = False  # its content may be a container again, and counts for max_nesting
