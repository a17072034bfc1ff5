"""WARC files: response, resource and conversion records."""

import re
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime

from etl.documents import Outcome, StructuralSkip
from etl.errors import RejectedDocument
from etl.ingest.archives.compressed import GZIP, DamagedData, Expansion, TrailingData, head_expanded
from etl.ingest.container import Container, Context, Fault, Item, Record
from etl.ingest.crawls.warc_frame import MAGIC, Frame, read_frames
from etl.ingest.crawls.warc_http import parse_content_type, read_payload, read_response
from etl.ingest.stream import Stream
from etl.settings import Settings

STRUCTURAL_TYPES = frozenset({"warcinfo", "request", "metadata", "revisit"})
STRUCTURAL_URLS = ("metadata:", "dns:", "urn:")  # of records that crawlers write about themselves
HTTP_OK = 200
HTTP_MEDIA_TYPE = "application/http"
# Media types that cannot be articles; for any other, the bytes decide.
STRUCTURAL_MEDIA = re.compile(
    r"(?P<major>image|video|audio|font)/|text/(?P<text>css|javascript|dns)|application/(?:[\w.-]*-)?"
    r"(?P<application>javascript|ecmascript|font[\w-]*|pdf|zip|gzip|wasm|shockwave-flash|mpegurl|protobuf)$"
)
_NOT_IN_URL = re.compile(r"[\s\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def _recognises(head: bytes, name: str) -> bool:
    if head.startswith(GZIP.magic):
        return head_expanded(head, GZIP).startswith(MAGIC) or name.lower().endswith(".warc.gz")
    return head.startswith(MAGIC)


def read_warc(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield the records. In a damaged gzip file, reading continues at the next member that begins with a record.

    Raises DamagedData if there is no such member.
    """
    if stream.peek(len(GZIP.magic)) == GZIP.magic:
        yield from _read_gzip(stream, context)
        return
    for frame in read_frames(stream, context.settings):
        yield (
            frame
            if isinstance(frame, Fault)
            else item_of(frame, (frame.offset, frame.end - frame.offset), context.settings)
        )


def _read_gzip(stored: Stream, context: Context) -> Iterator[Item]:
    members = _Members()
    expansion = Expansion(GZIP, stored, context.budget, members.add)
    while True:
        try:
            stream = Stream(expansion.next_bytes, offset=expansion.expanded_bytes)
            for frame in read_frames(stream, context.settings):
                yield _gzip_item(frame, members, context.settings)
            return
        except DamagedData as fault:
            is_trailing = isinstance(fault, TrailingData)
            start = stored.offset if is_trailing else expansion.member_offset
            is_over = not expansion.find_member(MAGIC)
            if is_over and not is_trailing:
                raise
            detail = str(fault) if is_over else f"{fault}; reading continues at byte {stored.offset:,}"
            yield Fault(reason=fault.reason, detail=detail, byte_offset=start, byte_length=stored.offset - start)
            if is_over:
                return


def _gzip_item(frame: Frame | Fault, members: "_Members", settings: Settings) -> Item:
    if isinstance(frame, Fault):
        offset, length = members.span(frame.byte_offset or 0, (frame.byte_offset or 0) + (frame.byte_length or 0))
        return Fault(reason=frame.reason, detail=frame.detail, byte_offset=offset, byte_length=length, head=frame.head)
    return item_of(frame, members.span(frame.offset, frame.end), settings)


class _Members:
    """The offsets at which gzip members begin, in the decompressed and in the stored bytes."""

    def __init__(self) -> None:
        self._starts: deque[tuple[int, int]] = deque()

    def add(self, expanded_offset: int, stored_offset: int) -> None:
        """Note the start of a member, or the end of the last one."""
        self._starts.append((expanded_offset, stored_offset))

    def span(self, start: int, end: int) -> tuple[int, int | None]:
        """Offset and length of the stored members that contain these decompressed bytes.

        The length is None if the last of these members contains more than these bytes, so that its end is not known.
        """
        while len(self._starts) > 1 and self._starts[1][0] <= start:
            self._starts.popleft()
        offset = self._starts[0][1]
        stored_end = next((stored for expanded, stored in self._starts if expanded >= end), None)
        return offset, None if stored_end is None else stored_end - offset


def item_of(frame: Frame, span: tuple[int, int | None], settings: Settings) -> Item:
    """A record as a document, a fault or a structural skip; `span` is its offset and length in the stored file."""
    kind = frame.headers.get("warc-type", "").lower()
    if kind in STRUCTURAL_TYPES:
        return StructuralSkip(reason=f"warc:{kind}")
    if (_target_url(frame) or "").startswith(STRUCTURAL_URLS):
        return StructuralSkip(reason="warc:crawl_log")
    try:
        if kind == "response" and HTTP_MEDIA_TYPE in frame.headers.get("content-type", HTTP_MEDIA_TYPE).lower():
            return _response(frame, span, settings)
        if kind in ("response", "resource", "conversion"):
            return _resource(frame, span, settings)
    except RejectedDocument as fault:
        return _fault(frame, span, fault.reason, str(fault))
    if kind == "continuation":
        return _fault(frame, span, "segmented", "one of several segments of a record")
    return _fault(frame, span, "malformed", f"a record of a type that WARC does not have: {kind[:50]!r}")


def _response(frame: Frame, span: tuple[int, int | None], settings: Settings) -> Item:
    response = read_response(frame.data)
    if response.status != HTTP_OK:
        return _fault(frame, span, "http_status", str(response.status), Outcome.SKIPPED)
    skip = _structural_media(response.media_type)
    if skip is not None:
        return skip
    if not frame.is_whole:
        return _too_large(frame, span, settings)
    return Record(
        data=read_payload(frame.data, response.is_encoded, settings.max_document_bytes),
        stored=frame.data,
        byte_offset=span[0],
        byte_length=span[1],
        media_type=response.media_type,
        charset=response.charset,
        target_url=_target_url(frame),
        fetched_at=_fetched_at(frame),
        language=response.language,
    )


def _resource(frame: Frame, span: tuple[int, int | None], settings: Settings) -> Item:
    media_type, charset = parse_content_type(frame.headers.get("content-type"))
    skip = _structural_media(media_type)
    if skip is not None:
        return skip
    if not frame.is_whole:
        return _too_large(frame, span, settings)
    return Record(
        data=frame.block,
        stored=frame.data,
        byte_offset=span[0],
        byte_length=span[1],
        media_type=media_type,
        charset=charset,
        target_url=_target_url(frame),
        fetched_at=_fetched_at(frame),
    )


def _structural_media(media_type: str | None) -> StructuralSkip | None:
    match = STRUCTURAL_MEDIA.match(media_type or "")
    return StructuralSkip(reason=f"warc:{match[match.lastgroup or 0]}") if match else None


def _too_large(frame: Frame, span: tuple[int, int | None], settings: Settings) -> Fault:
    detail = f"a record of {frame.end - frame.offset:,} bytes; at most {settings.max_document_bytes:,} are read"
    return _fault(frame, span, "document_too_large", detail)


def _fault(
    frame: Frame, span: tuple[int, int | None], reason: str, detail: str, outcome: Outcome = Outcome.REJECTED
) -> Fault:
    return Fault(
        outcome=outcome,
        reason=reason,
        detail=detail,
        byte_offset=span[0],
        byte_length=span[1],
        target_url=_target_url(frame),
        fetched_at=_fetched_at(frame),
        head=frame.block,
    )


def _target_url(frame: Frame) -> str | None:
    """The target URL, without the angle brackets that wget writes; spaces and invisible characters percent-encoded."""
    url = frame.headers.get("warc-target-uri", "").removeprefix("<").removesuffix(">")
    return _NOT_IN_URL.sub(lambda match: "".join(f"%{b:02X}" for b in match[0].encode()), url) or None


def _fetched_at(frame: Frame) -> datetime | None:
    try:
        moment = datetime.fromisoformat(frame.headers.get("warc-date", ""))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)  # ISO 28500: WARC-Date is UTC


CONTAINER = Container(
    name="warc",
    what="WARC 0.18 to 1.1, plain, gzip or zstd",
    recognised_by="its first line, `WARC/`, also after decompression; the name `.warc.gz`",
    becomes="`response` records with status 200, `resource` and `conversion` records",
    recognises=_recognises,
    read=read_warc,
)
