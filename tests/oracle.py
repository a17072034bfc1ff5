"""What holds for any bytes: an outcome for each unit, the same at each reading, and no error that nobody foresaw."""

from collections.abc import Iterator
from pathlib import Path

from etl.articles import Article, Block, Body
from etl.decoding.decode import decode
from etl.documents import Document, Refusal, StructuralSkip
from etl.enrich import enrich
from etl.ingest import read_file
from etl.ingest.read_file import Unit
from etl.load.input_record import FileKey
from etl.parse import parse_document
from etl.settings import Settings
from etl.stages.convert import convert
from etl.stages.make_input_record import article_record
from etl.stages.parse_output import article_object

FILE = FileKey(file_id=1, file_no=0, root="root", uri="input", sha256=b"\0" * 32)


def check_file(path: Path, settings: Settings) -> list[Article | Refusal]:
    """Read a file twice, convert each document. Raises AssertionError, or whatever came through."""
    units = check_reading(path, settings)
    return [check_document(unit, settings) for unit in units if isinstance(unit, Document)]


def check_reading(path: Path, settings: Settings) -> list[Unit]:
    """The units of a file: at least one, each with a place of its own, the same at a second reading."""
    units = list(read_file(path, path.name, settings))
    places = [unit.origin.place for unit in units if not isinstance(unit, StructuralSkip)]
    assert places, "the file has no unit"
    assert len(places) == len(set(places)), "two units have one place"
    assert all(isinstance(unit, Document | Refusal | StructuralSkip) for unit in units)
    assert list(read_file(path, path.name, settings)) == units, "a second reading gives other units"
    return units


def check_document(document: Document, settings: Settings) -> Article | Refusal:
    """What becomes of a document: an article that can be stored, or a refusal for a reason that somebody foresaw."""
    result = convert(document, settings)
    if isinstance(result, Refusal):
        if result.reason == "parser_error":
            enrich(parse_document(document, settings), document)  # raises what `convert` caught
        assert result.reason != "parser_error", f"raised once, but not again: {result.detail}"
        return result
    article_record(FILE, document, result)
    _check_storable(article_object(document, result))
    check_nothing_lost(document, result)
    return result


def check_nothing_lost(document: Document, article: Article) -> None:
    """Where the source is text, every character that is no white space lies in exactly one block."""
    blocks = list(_blocks(article.body))
    if article.format != "text" and all(block.start is None for block in blocks):
        return
    text = decode(document.data, document.charset).text
    assert article.source_text == text
    reached = 0
    for start, end in sorted(map(_span, blocks)):
        assert start >= reached, f"characters {start} to {reached} are in two blocks"
        assert not text[reached:start].strip(), f"characters {reached} to {start} are in no block"
        reached = end
    assert not text[reached:].strip(), f"characters from {reached} are in no block"


def _span(block: Block) -> tuple[int, int]:
    assert block.start is not None, f"the block {block.text!r} has no place"
    assert block.end is not None
    return block.start, block.end


def _check_storable(value: object) -> None:
    """PostgreSQL stores neither NUL nor half a surrogate pair."""
    match value:
        case str():
            assert "\0" not in value, f"a NUL in {value!r}"
            value.encode()
        case dict():
            for each in value.values():
                _check_storable(each)
        case list():
            for each in value:
                _check_storable(each)


def _blocks(body: Body) -> Iterator[Block]:
    singles = (body.title, body.facts_label, body.summary_label)
    yield from (block for block in singles if block is not None)
    yield from body.facts + body.summary + body.extra
    for section in body.sections:
        if section.heading is not None:
            yield section.heading
        yield from section.paragraphs
