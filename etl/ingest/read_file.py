"""Read a file through its containers, number the units, and turn faults into refusals."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from etl.documents import Document, Origin, Outcome, Refusal, StructuralSkip
from etl.errors import LimitExceeded, RejectedDocument
from etl.ingest.container import HEAD_BYTES, Container, Context, Expanded, Fault, Item, Member, Record
from etl.ingest.expansion_limit import Budget
from etl.ingest.inputs.find_files import NotRegularFile
from etl.ingest.inputs.opened_file import OpenedFile
from etl.ingest.stream import Stream, file_stream
from etl.settings import Settings

SHOWN_HEAD_BYTES = 200
MEMBER_SEPARATOR = "!/"  # between the names of a nested archive and of its member

Unit = Document | Refusal | StructuralSkip


@dataclass(slots=True)
class Place:
    """The file itself or one of its members, and the position of its next unit."""

    member: str | None = None
    member_no: int = 0
    next_position: int = 0


@dataclass(slots=True)
class Reader:
    """The reading of one file; its state counts over all members."""

    uri: str
    settings: Settings
    containers: tuple[Container, ...]
    _budget: Budget = field(init=False)
    _member_count: int = field(init=False, default=0)
    _unit_count: int = field(init=False, default=0)
    _reported: RejectedDocument | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._budget = Budget(self.settings)

    def read(self, source: OpenedFile) -> Iterator[tuple[Unit, Record | None]]:
        """Yield every unit of the file; a document comes with the record from which it was made.

        Raises ChangedFile if the file changes; the units yielded before that belong to the content that was opened.
        """
        place = Place()
        if source.size > self.settings.max_file_bytes:
            yield (
                self._refused(
                    place,
                    Fault(
                        reason="file_too_large",
                        detail=f"{source.size:,} bytes; at most {self.settings.max_file_bytes:,} are read",
                    ),
                ),
                None,
            )
            return
        for unit in self._read_layer(file_stream(source.file), place, source.name, 0):
            source.check()
            yield unit
        source.check()

    def _read_layer(
        self, stream: Stream, place: Place, name: str, depth: int, outer: Container | None = None
    ) -> Iterator[tuple[Unit, Record | None]]:
        """Yield the units of one container. Its fault becomes the last unit; without any unit, `no_units` does."""
        units_before = self._unit_count
        head = stream.peek(HEAD_BYTES)
        container = next(each for each in self.containers if each.recognises(head, name))
        try:
            if container.nests and depth >= self.settings.max_nesting:
                raise LimitExceeded("nested_too_deep", f"a {container.name} file inside {depth} others")
            context = Context(name=name, settings=self.settings, budget=self._budget)
            for item in container.read(stream, context):
                yield from self._units_of(item, place, container, name, depth)
        except RejectedDocument as fault:
            fault.__traceback__ = None  # avoids a reference cycle: traceback -> stream with its bytes -> fault
            if fault is self._reported:  # a damaged file was reported by its member
                return
            self._reported = fault
            # A plain file cannot be broken: the container around it is.
            broken = outer if outer is not None and container.name == "plain" else container
            yield self._refused(place, _fault_of(fault, b"" if container.is_private else head), broken), None
        if self._unit_count == units_before:
            fault_of_all = Fault(
                reason="no_units",
                detail=f"a {container.name} file that contains nothing that could be an article",
            )
            yield self._refused(place, fault_of_all, container), None

    def _units_of(
        self, item: Item, place: Place, container: Container, name: str, depth: int
    ) -> Iterator[tuple[Unit, Record | None]]:
        match item:
            case Record():
                yield self._document(place, item, name), item
            case Fault():
                yield self._refused(place, item, container), None
            case StructuralSkip():
                yield item, None
            case Expanded():
                yield from self._read_layer(item.content, place, item.name, depth + 1, container)
            case Member():
                yield from self._read_member(item, place, container, depth)

    def _read_member(
        self, member: Member, place: Place, container: Container, depth: int
    ) -> Iterator[tuple[Unit, Record | None]]:
        self._member_count += 1
        if self._member_count > self.settings.max_members:
            raise LimitExceeded("too_many_members", f"more than {self.settings.max_members:,} members")
        name = member.name if place.member is None else place.member + MEMBER_SEPARATOR + member.name
        inner = Place(member=name, member_no=self._member_count)
        if isinstance(member.content, Fault):
            yield self._refused(inner, member.content, container), None
        else:
            yield from self._read_layer(member.content, inner, member.name.rsplit("/", 1)[-1], depth + 1, container)

    def _next_origin(self, place: Place, item: Record | Fault) -> Origin:
        """The origin of the next unit, which is counted."""
        self._unit_count += 1
        place.next_position += 1
        return Origin(
            uri=self.uri,
            member=place.member,
            member_no=place.member_no,
            position=place.next_position - 1,
            byte_offset=item.byte_offset,
            byte_length=item.byte_length,
            target_url=item.target_url,
            fetched_at=item.fetched_at,
        )

    def _document(self, place: Place, record: Record, name: str) -> Document:
        return Document(
            origin=self._next_origin(place, record),
            data=record.data,
            name=name,
            media_type=record.media_type,
            charset=record.charset,
            language=record.language,
        )

    def _refused(self, place: Place, fault: Fault, container: Container | None = None) -> Refusal:
        return Refusal(
            origin=self._next_origin(place, fault),
            outcome=fault.outcome,
            reason=fault.reason,
            detail=fault.detail,
            head=fault.head[:SHOWN_HEAD_BYTES],
            format=container.name if container else None,
        )


def refusal_of(uri: str, fault: RejectedDocument) -> Refusal:
    """The only unit of a file that cannot be opened."""
    outcome = Outcome.SKIPPED if isinstance(fault, NotRegularFile) else Outcome.REJECTED
    return Refusal(origin=Origin(uri=uri), outcome=outcome, reason=fault.reason, detail=str(fault))


def _fault_of(fault: RejectedDocument, head: bytes) -> Fault:
    return Fault(reason=fault.reason, detail=str(fault), head=head)
