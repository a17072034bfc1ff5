"""The types of input units: a Document has the bytes of one unit; others say why a unit has none."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

# One entry of a feed, in a wrapper element with the properties of the feed.
FEED_ENTRY_MEDIA_TYPE = "application/x-feed-entry+xml"
EXPORT_MEDIA_TYPE = "application/x-press-export+json"  # the fields of an article from an export of a press database
FEED_ENTRY_NAMESPACE = "urn:khabar:feed-entry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The origin of an input unit: its place in an input file, and from where and when it was fetched.

    `member_no` is 0 for the file itself and counts an archive's members from 1; `position` counts units from 0.
    """

    uri: str  # relative to its input root, with forward slashes
    member: str | None = None  # name inside the archive; bytes that are not UTF-8 are percent-encoded
    member_no: int = 0
    position: int = 0
    byte_offset: int | None = None  # in .warc.gz: of the gzip member in the file; else in the decompressed stream
    byte_length: int | None = None
    target_url: str | None = None  # where the bytes were fetched from
    fetched_at: datetime | None = None  # aware

    @property
    def place(self) -> tuple[int, int]:
        """The place of the unit in its file: member_no and position."""
        return self.member_no, self.position


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The bytes of one input unit as received."""

    origin: Origin
    data: bytes
    name: str  # the innermost file name; it helps to recognise the format if the bytes do not decide
    media_type: str | None = None  # as declared by the container (HTTP header, feed), or set by it
    charset: str | None = None  # as declared outside the bytes (HTTP header)
    language: str | None = None  # as declared by the container


class Outcome(StrEnum):
    """The result of an input unit in a run."""

    LOADED = "loaded"  # a new article
    REVISED = "revised"  # a new revision of a known article
    UNCHANGED = "unchanged"  # has the content of a known revision
    REJECTED = "rejected"  # could not become an article; a reason says why
    SKIPPED = "skipped"  # left out on purpose; a reason says why


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A unit that was not parsed: a broken member, a record that cannot be read, a page with status 404."""

    origin: Origin
    outcome: Outcome  # REJECTED or SKIPPED
    reason: str  # one word, as in docs/formats.md
    detail: str
    head: bytes = b""  # the first 200 bytes, for `khabar rejected show`
    sha256: bytes | None = None  # of the bytes, if the parser received the unit
    format: str | None = None  # the format that recognised it; the container, if no format received it


@dataclass(frozen=True, slots=True, kw_only=True)
class StructuralSkip:
    """A part of a container that can never be an article; only counted, by reason."""

    reason: str  # "warc:request", "zip:folder" ...
