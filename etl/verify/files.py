"""Compare the tables with the input files."""

from collections.abc import Callable, Collection
from hashlib import sha256
from typing import Any

from sqlalchemy import Engine, RowMapping, text

from etl.articles import Article
from etl.documents import Document, Refusal, StructuralSkip
from etl.enrich.content_hash import content_hash
from etl.errors import ChangedFile, RejectedDocument
from etl.ingest import read_input
from etl.ingest.inputs.file_names import path_of_uri
from etl.ingest.inputs.opened_file import OpenedFile, open_input
from etl.ingest.inputs.roots import folder_of
from etl.settings import Settings
from etl.stages.convert import convert
from etl.verify.tables import checks_of_sql, search_index, search_rows
from etl.verify.tally import Tally
from etl.verify.texts import other_text
from etl.version import code_version

Tell = Callable[[str], None]
Place = tuple[int, int]  # member_no, position

# The contents that every path had when it was last read to its end, and how many contents it had before.
FIND_FILES = text("""
    select distinct on (m.root, m.uri)
        m.file_id,
        m.root,
        m.uri,
        m.size_bytes,
        m.mtime_ns,
        f.sha256,
        n.inputs ->> m.root as folder,
        n.code_version
    from corpus.run_file as m
    join corpus.input_file as f on f.file_id = m.file_id
    join corpus.run as n on n.run_id = m.run_id
    where m.state = 'done' and f.sha256 is not null
    order by m.root, m.uri, m.run_id desc""")
FIND_UNITS = text("""
    select
        i.member_no,
        i.position,
        i.byte_offset,
        i.byte_length,
        i.sha256,
        r.revision_id,
        r.parser,
        r.content_hash,
        (r.origin_file_id, r.origin_member_no, r.origin_position) = (i.file_id, i.member_no, i.position) as is_origin
    from corpus.input_record as i
    left join corpus.revision as r on r.revision_id = i.revision_id
    where i.file_id = :file_id""")
CHOOSE_UNITS = text("""
    select i.file_id, i.member_no, i.position from corpus.input_record as i order by random() limit :sample""")


def verify(
    engine: Engine, settings: Settings, *, sample: int | None = None, tell: Tell = lambda words: None
) -> list[Tally]:
    """Check the tables, and return how much was checked and what is wrong. Nothing is written.

    With a sample, this many random units are parsed again, with the files that hold them, and as many search rows are
    computed again. Without a sample, everything is checked. A file that is gone or has changed is noted, not a fault.
    """
    tallies = checks_of_sql(engine, tell)
    tallies += [search_index(engine, tell), search_rows(engine, sample, tell)]
    return tallies + _Files(engine, settings, tell).verify(sample)


class _Files:
    """The comparison of the tables with the input files."""

    def __init__(self, engine: Engine, settings: Settings, tell: Tell) -> None:
        self._engine, self._settings, self._tell = engine, settings, tell
        self._files = Tally("files")
        self._units = Tally("units")
        self._bytes = Tally("bytes")
        self._contents = Tally("contents")
        self._texts = Tally("texts")

    def verify(self, sample: int | None) -> list[Tally]:
        """Hash and read the files; parse their units."""
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            files = connection.execute(FIND_FILES).mappings().all()
            chosen = self._choose(connection.execute(CHOOSE_UNITS, {"sample": sample})) if sample is not None else None
        wanted = [file for file in files if chosen is None or file["file_id"] in chosen]
        for number, file in enumerate(wanted):
            self._tell(f"files: {number:,} of {len(wanted):,}, {self._contents.checked:,} units parsed")
            self._look(file, None if chosen is None else chosen[file["file_id"]])
        return [self._files, self._units, self._bytes, self._contents, self._texts]

    @staticmethod
    def _choose(rows: Any) -> dict[int, set[Place]]:
        chosen: dict[int, set[Place]] = {}
        for file_id, member_no, position in rows:
            chosen.setdefault(file_id, set()).add((member_no, position))
        return chosen

    def _look(self, file: RowMapping, places: Collection[Place] | None) -> None:
        root = folder_of(file["root"], file["folder"], self._settings)
        name = f"{file['root']}/{file['uri']}"
        self._files.checked += 1
        try:
            with open_input(path_of_uri(root, file["uri"]), root) as source:
                if source.sha256() == bytes(file["sha256"]):
                    self._compare(file, name, places, source)
                elif (source.size, source.mtime_ns) == (file["size_bytes"], file["mtime_ns"]):
                    self._files.fault(f"{name}: other bytes under the same size and time, which no run would read")
                else:
                    self._files.note(f"{name}: changed since")
        except RejectedDocument as fault:
            self._files.note(f"{name}: {fault.reason}")
        except ChangedFile:
            self._files.note(f"{name}: is just being changed")

    def _compare(self, file: RowMapping, name: str, places: Collection[Place] | None, source: OpenedFile) -> None:
        is_same_code = file["code_version"] == code_version()
        with self._engine.connect() as connection:
            found = connection.execute(FIND_UNITS, {"file_id": file["file_id"]}).mappings()
            recorded = {(unit["member_no"], unit["position"]): unit for unit in found}
        for unit in read_input(source, file["uri"], self._settings):
            if isinstance(unit, StructuralSkip):
                continue
            place = unit.origin.place
            where = f"{name} {place[0]}:{place[1]}"
            record = recorded.pop(place, None)
            self._units.checked += 1
            if record is None:
                self._say(self._units, f"{where}: has no record", is_same_code)
            elif isinstance(unit, Document):
                self._compare_bytes(unit, record, where, is_same_code)
                if record["revision_id"] is not None and (places is None or place in places):
                    self._compare_content(unit, record, where, is_same_code)
        for member_no, position in recorded:
            self._say(self._units, f"{name} {member_no}:{position}: is in the tables and not in the file", is_same_code)

    def _compare_bytes(self, unit: Document, record: RowMapping, where: str, is_same_code: bool) -> None:
        if record["sha256"] is None:  # a forgotten unit, or one that did not come as far as the parser
            return
        self._bytes.checked += 1
        told = (unit.origin.byte_offset, unit.origin.byte_length, sha256(unit.data).digest())
        if told != (record["byte_offset"], record["byte_length"], bytes(record["sha256"])):
            self._say(self._bytes, f"{where}: other bytes, or another place of them", is_same_code)

    def _compare_content(self, unit: Document, record: RowMapping, where: str, is_same_code: bool) -> None:
        article = convert(unit, self._settings)
        self._contents.checked += 1
        if isinstance(article, Refusal):
            self._say(self._contents, f"{where}: is refused now: {article.reason}", is_same_code)
        elif article.parser != record["parser"]:
            self._contents.note(f"{where}: was read by {record['parser']}, now by {article.parser}")
        elif content_hash(article) != bytes(record["content_hash"]):
            self._say(self._contents, f"{where}: gives another content", is_same_code)
        elif record["is_origin"]:
            self._compare_texts(article, record, where)

    def _compare_texts(self, article: Article, record: RowMapping, where: str) -> None:
        self._texts.checked += 1
        with self._engine.connect() as connection:
            kind = other_text(connection, record["revision_id"], article)
        if kind is not None:
            self._texts.fault(f"{where}, revision {record['revision_id']}: other {kind} than in the file")

    @staticmethod
    def _say(tally: Tally, words: str, is_same_code: bool) -> None:
        """Record a fault; or a note if another version of Khabar read the file, as it may have read it differently."""
        if is_same_code:
            tally.fault(words)
        else:
            tally.note(f"{words} (read by another version of Khabar)")
