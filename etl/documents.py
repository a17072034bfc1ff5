"""What comes into the pipeline: a Document, the bytes of one input unit; and how units end."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

# One entry of a feed, in an element of ours that keeps what the feed says of all.
FEED_ENTRY_MEDIA_TYPE = "application/x-feed-entry+xml"
FEED_ENTRY_NAMESPACE = "urn:khabar:feed-entry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an input unit came from: its place in a file of input, and where and when that was fetched.

    `member_no` is 0 for the file itself and counts an archive's members from 1; `position` counts units from 0.
    """

    uri: str  # relative to its input root, with forward slashes
    member: str | None = None  # name inside the archive, undecodable bytes percent-encoded
    member_no: int = 0
    position: int = 0
    byte_offset: int | None = None  # WARC.gz: of the gzip member in the stored file; else in the decompressed stream
    byte_length: int | None = None
    target_url: str | None = None  # where the bytes were fetched from
    fetched_at: datetime | None = None  # aware

    @property
    def place(self) -> tuple[int, int]:
        """Which unit of its file it is: member_no and position."""
        return self.member_no, self.position


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The bytes of one input unit as received."""

    origin: Origin
    data: bytes
    name: str  # the innermost file name: a hint to the format, after the bytes
    media_type: str | None = None  # as declared by the container (HTTP header, feed), or set by it
    charset: str | None = None  # as declared outside the bytes (HTTP header)
    language: str | None = None  # as declared by the container


class Outcome(StrEnum):
    """How an input unit ended in a run."""

    LOADED = "loaded"  # a new article
    REVISED = "revised"  # a new revision of a known article
    UNCHANGED = "unchanged"  # shows a revision that is known already
    REJECTED = "rejected"  # could have been an article, and is not: see the reason
    SKIPPED = "skipped"  # deliberately left out: see the reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A unit that ended before parsing: a broken member, a record that cannot be read, a 404 page."""

    origin: Origin
    outcome: Outcome  # REJECTED or SKIPPED
    reason: str  # one word, as in docs/formats.md
    detail: str
    head: bytes = b""  # the first 200 bytes, for whoever looks into it
    sha256: bytes | None = None  # of the bytes, if the unit came as far as the parser
    format: str | None = None  # that recognised it; the container if it did not get as far as a format


@dataclass(frozen=True, slots=True, kw_only=True)
class StructuralSkip:
    """A part of a container that can never be an article; only counted, by reason."""

    reason: str  # "warc:request", "zip:folder" ...
