"""What a container is: how its bytes are recognised, and the items it is read into."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from etl.documents import Outcome, StructuralSkip
from etl.errors import LimitExceeded
from etl.ingest.stream import Stream
from etl.settings import Settings

HEAD_BYTES = 64 * 1024  # what `recognises` sees
RATIO_FLOOR_BYTES = 16 * 1024 * 1024  # below it any expansion is harmless


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One unit of a container that may become an article. The fields mean what they mean in Document and Origin."""

    data: bytes
    stored: bytes | None = None  # what `data` was taken from, where that is more: the record with its headers, the feed
    byte_offset: int | None = None
    byte_length: int | None = None
    media_type: str | None = None
    charset: str | None = None
    target_url: str | None = None
    fetched_at: datetime | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One unit of a container that ends here. The fields mean what they mean in Refusal and Origin."""

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
    """A member of an archive, to be read before the next item is asked for; or why it is not read."""

    name: str
    content: Stream | Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Expanded:
    """The decompressed content of the file or member being read."""

    name: str
    content: Stream


Item = Record | Fault | StructuralSkip | Member | Expanded


@dataclass(slots=True)
class Budget:
    """Counts the bytes that one input file grows to, over all its layers and members."""

    settings: Settings
    expanded_bytes: int = 0

    def spend(self, size: int, layer_bytes: int, stored_bytes: int) -> None:
        """Count `size` more bytes, in a layer that has `layer_bytes` now, made of `stored_bytes`.

        Raises LimitExceeded.
        """
        self.expanded_bytes += size
        if self.expanded_bytes > self.settings.max_expanded_bytes:
            raise LimitExceeded("expanded_too_large", f"more than {self.settings.max_expanded_bytes} bytes")
        ratio = self.settings.max_expansion_ratio
        if layer_bytes > max(RATIO_FLOOR_BYTES, ratio * stored_bytes):
            raise LimitExceeded("expansion_ratio", f"{stored_bytes} bytes grow to {layer_bytes} and more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a container may want to know beside its bytes."""

    name: str  # the innermost file name
    settings: Settings
    budget: Budget = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """One entry of CONTAINERS.

    `recognises` looks at the first bytes and at the name, costs little and never raises. `read` yields items in
    stored order; a RejectedDocument it raises becomes the last unit of the file or member.
    """

    name: str
    recognises: Callable[[bytes, str], bool]
    read: Callable[[Stream, Context], Iterator[Item]]
    nests: bool = False  # its content is read as a container again: counted against max_nesting
