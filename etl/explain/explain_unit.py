"""The stage behind `khabar explain`: one unit with its source, its article, and the reason for each block."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from etl.article_blocks import walk
from etl.articles import Article, Block
from etl.documents import Document, Refusal, StructuralSkip
from etl.enrich import enrich
from etl.errors import ConfigError
from etl.explain.date_reasons import DateReason, date_reasons
from etl.ingest import read_file
from etl.parse import read_document
from etl.parse.document_lines import SourceLine
from etl.parse.reading import BlockReason
from etl.settings import Settings
from etl.stages.convert import or_refusal, prepare
from etl.stages.parse_files import Unit, give_up
from etl.workers.limits import limits_of
from etl.workers.pool import map_chunks
from etl.workers.worker import Work

_settings: Settings  # of this worker process

MAX_COUNTED_UNITS = 10_000  # of a container; a larger one is not read to its end


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One article, and how it was made from its document."""

    document: Document
    article: Article
    blocks: tuple[tuple[str, Block], ...]  # place (in the notation of quality issues) and block
    reasons: Mapping[str, BlockReason]  # by place; WHOLE for the article as a whole
    dates: tuple[DateReason, ...]
    lines: tuple[SourceLine, ...]  # of the source


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """The result for the requested unit, and the number of units in its file."""

    result: Explanation | Refusal
    unit_count: int
    is_whole_count: bool  # False if counting stopped at MAX_COUNTED_UNITS


def explain(path: Path, settings: Settings, *, member: str | None = None, position: int | None = None) -> Explained:
    """The explanation of one unit of a file: the one with this member and position, else its first document.

    Raises ConfigError if the file has no such unit.
    """
    unit, count = _find(path, settings, member, position)
    limits = limits_of(settings)
    work = Work(
        prepare=partial(prepare, settings),
        convert=_explain_unit,
        finish=list,
        give_up=give_up,
        initializer=_start,
        arguments=(settings,),
        limits=replace(limits, cpu_seconds=2 * limits.cpu_seconds),  # explaining costs more than parsing
    )
    ((_, (result,)),) = map_chunks(work, [[unit]], 1)
    return Explained(result=result, unit_count=count, is_whole_count=count < MAX_COUNTED_UNITS)


def _find(path: Path, settings: Settings, member: str | None, position: int | None) -> tuple[Unit, int]:
    """The requested unit, and the number of units."""
    found: Unit | None = None
    count = 0
    for unit in read_file(path, path.name, settings):
        if isinstance(unit, StructuralSkip):
            continue
        count += 1
        if _is_asked_for(unit, member, position) and (found is None or _is_better(unit, found, position)):
            found = unit
        if found is not None and count >= MAX_COUNTED_UNITS:
            break
    if found is None:
        raise ConfigError(f"{path.name} has {count:,} units, but none with this --member and --position")
    return found, count


def _is_asked_for(unit: Unit, member: str | None, position: int | None) -> bool:
    return member in (None, unit.origin.member) and position in (None, unit.origin.position)


def _is_better(unit: Unit, found: Unit, position: int | None) -> bool:
    """Whether a document is preferred to the refusals before it, which is so if no position was requested."""
    return position is None and isinstance(found, Refusal) and isinstance(unit, Document)


def _start(settings: Settings) -> None:
    global _settings
    _settings = settings


def _explain_unit(unit: Unit) -> Explanation | Refusal:
    return unit if isinstance(unit, Refusal) else or_refusal(unit, lambda: _explained(unit, _settings))


def _explained(document: Document, settings: Settings) -> Explanation:
    reading = read_document(document, settings)
    article = enrich(reading.article(), document)
    return Explanation(
        document=document,
        article=article,
        blocks=tuple(walk(article.body)),
        reasons=reading.reasons(),
        dates=tuple(date_reasons(article)),
        lines=tuple(reading.lines()),
    )
