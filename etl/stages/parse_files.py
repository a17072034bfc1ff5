"""The stage behind `khabar parse`: files in, one JSON object per unit out, no database."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from etl.articles import Article
from etl.documents import Document, Origin, Outcome, Refusal, StructuralSkip
from etl.errors import ChangedFile
from etl.ingest import read_file
from etl.ingest.inputs.find_files import FoundFile, SkippedFile, find_files
from etl.settings import Settings
from etl.stages.convert import convert, prepare, refuse
from etl.stages.parse_output import article_object, refusal_object
from etl.workers.chunks import in_chunks
from etl.workers.limits import limits_of
from etl.workers.pool import map_chunks
from etl.workers.worker import Work

Unit = Document | Refusal

_settings: Settings  # of this worker process


def parse_paths(paths: Sequence[Path], settings: Settings) -> Iterator[dict[str, Any]]:
    """Yield one object per input unit, in input order; docs/parse-output.schema.json describes it."""
    work = Work(
        prepare=partial(prepare, settings),
        convert=_parse_unit,
        finish=list,
        give_up=give_up,
        initializer=_start,
        arguments=(settings,),
        limits=limits_of(settings),
    )
    for _, objects in map_chunks(
        work, in_chunks(_units(paths, settings), lambda unit: unit, settings), settings.worker_count
    ):
        yield from objects


def count_outcomes(paths: Sequence[Path], settings: Settings) -> dict[str, int]:
    """The number of units that would be parsed, rejected (by reason) and skipped (by reason)."""
    counts = Counter(
        f"{parsed['outcome']}: {parsed['reason']}" if parsed["reason"] else str(parsed["outcome"])
        for parsed in parse_paths(paths, settings)
    )
    return dict(sorted(counts.items()))


def give_up(unit: Unit, reason: str, detail: str) -> Unit:
    """The rejection of a document that no worker survived; a refusal is returned as it is."""
    return refuse(unit, reason, detail) if isinstance(unit, Document) else unit


def _units(paths: Sequence[Path], settings: Settings) -> Iterator[Unit]:
    for path in paths:
        root = path if path.is_dir() else path.parent
        for found in find_files(root, path, settings):
            if isinstance(found, SkippedFile):
                yield Refusal(
                    origin=Origin(uri=found.uri),
                    outcome=Outcome.SKIPPED,
                    reason=found.reason,
                    detail="not a regular file",
                )
                continue
            yield from _units_of(found, root, settings)


def _units_of(found: FoundFile, root: Path, settings: Settings) -> Iterator[Unit]:
    """Yield the units of a file. If it changes while it is read, the last unit is a rejection that says so."""
    position = 0  # of the next unit of the file itself
    try:
        for unit in read_file(found.path, found.uri, settings, root=root):
            if not isinstance(unit, StructuralSkip):
                position += unit.origin.member_no == 0
                yield unit
    except ChangedFile as error:
        yield Refusal(
            origin=Origin(uri=found.uri, position=position),
            outcome=Outcome.REJECTED,
            reason="changed",
            detail=str(error),
        )


def _start(settings: Settings) -> None:
    global _settings
    _settings = settings


def _parse_unit(unit: Unit) -> dict[str, Any]:
    if isinstance(unit, Refusal):
        return refusal_object(unit)
    result = convert(unit, _settings)
    return article_object(unit, result) if isinstance(result, Article) else refusal_object(result)
