"""Make the blocks and the article of a plain text or Markdown file, in any layout and language."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from etl.article_blocks import walk
from etl.articles import Article, Block, Body, QualityIssue, Role
from etl.decoding.decode import Decoded
from etl.errors import EmptyArticle
from etl.heads.above_title import above_title
from etl.heads.below_text import below_text
from etl.heads.head import Span
from etl.heads.header_block import title_label
from etl.heads.highlights import find_highlights
from etl.heads.llm_wrapping import find_wrapping
from etl.heads.read_head import blanked
from etl.heads.text_lines import lines_from
from etl.parse.document_lines import disjoint_spans
from etl.parse.text.body import build_body
from etl.parse.text.boilerplate import split_around
from etl.parse.text.doubtful_breaks import doubtful_breaks
from etl.parse.text.inline_marks import without_inline_marks
from etl.parse.text.marks import strip_edges
from etl.parse.text.metadata import authors_of, dates_of
from etl.parse.text.outline import Outline
from etl.parse.text.page_furniture import DETECTED_BY as FURNITURE
from etl.parse.text.page_furniture import find_furniture
from etl.parse.text.quoting import Signs, find_quoting
from etl.parse.text.settle_marks import settle_units
from etl.parse.text.several_articles import several_articles
from etl.parse.text.units import Unit, join_lines
from etl.parse.text.visible_lines import split_lines
from etl.words.characters import is_visible
from etl.words.folding import normalised

PARSER = "text/3"
MAX_TITLE_CHARS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """The body of a text, and the outline from which it was built."""

    body: Body
    outline: Outline
    issues: tuple[QualityIssue, ...]  # doubts about the layout


def read_text(text: str, *, known_title: str | None = None, max_title_chars: int = MAX_TITLE_CHARS) -> ReadText:
    """Read decoded text.

    Every character except white space is in exactly one block: in the one with the shortest span, because furniture of
    pages may be inside the span of the paragraph that it interrupts. If `known_title` is given, the first line is a
    title only if it equals that.

    Raises EmptyArticle if no line has text.
    """
    quoting = find_quoting(text)
    highlights = find_highlights(quoting.text)
    furniture = find_furniture(blanked(quoting.text, (*highlights.marks, *highlights.facts)))
    story = furniture.text
    around = _around(story)
    split = split_around(units_of(blanked(story, around)))
    extra = (
        *(_span_block(text, span, Role.OTHER, "phrase") for span in (*around, *highlights.marks)),
        *(_span_block(text, span, Role.OTHER, FURNITURE) for span in furniture.spans),
        *(_extra_block(unit, role) for unit, role in split.around),
    )
    if not split.content:
        raise EmptyArticle("no text, only blank lines, marks or what programs write around texts")
    outline = Outline(split.content)
    body = build_body(outline, known_title=known_title, max_title_chars=max_title_chars)
    facts = (_span_block(text, span, Role.FACT, "mark") for span in highlights.facts)
    body = replace(body, facts=(*body.facts, *facts), extra=extra)
    assert_accounted(quoting.text, body)
    body = replace(body, extra=(*body.extra, *map(_quoting_block, quoting.signs)))
    return ReadText(body=body, outline=outline, issues=doubtful_breaks(text, split.content, body))


def article_of(decoded: Decoded, body: Body, issues: tuple[QualityIssue, ...]) -> Article:
    """The article of a text with these issues, with authors and dates from its byline and date lines.

    A text that seems to contain several articles has neither: they would be those of the first one only.
    """
    several = several_articles(body)
    extra = () if several else body.extra
    return Article(
        format="text",
        parser=PARSER,
        source_text=decoded.text,
        encoding_declared=decoded.declared,
        encoding=decoded.encoding,
        replaced_count=decoded.replaced_count,
        body=body,
        byline=next((block.text for block in extra if block.role is Role.BYLINE), None),
        authors=authors_of(extra, decoded.text),
        dates=dates_of(extra, decoded.text),
        quality_issues=(*several, *issues),
    )


def units_of(text: str) -> list[Unit]:
    """The units of a text (paragraphs, headings, list items, rules), with wrapped lines joined."""
    return settle_units(join_lines(split_lines(text)))


def _around(text: str) -> tuple[Span, ...]:
    """The spans around the text, those above its title and below the text, and the label of a title ("Title: ...")."""
    around = find_wrapping(text)
    for find in (above_title, below_text):
        around = tuple(sorted((*around, *find(blanked(text, around)))))
    prose = blanked(text, around)
    first = next((line for line in lines_from(prose) if not line.is_blank), None)
    label = title_label(first) if first is not None else None
    if first is None or label is None or not is_visible(prose[first.end :]):
        return around
    start, end = label.span
    start += len(prose[start:end]) - len(prose[start:end].lstrip(" #"))
    return tuple(sorted((*around, (start, start + len(prose[start:end].rstrip())))))


def _span_block(text: str, span: Span, role: Role, detected_by: str) -> Block:
    start, end = span
    said = text[start:end].strip()
    shown = without_inline_marks(said) if role is Role.FACT else said
    return Block(role=role, text=normalised(shown), start=start, end=end, detected_by=detected_by)


def _quoting_block(signs: Signs) -> Block:
    """The signs of a quotation or box as one block: the characters between them are those of other blocks."""
    start, end = signs.span
    return Block(role=Role.OTHER, text=signs.sign, start=start, end=end, detected_by="mark")


def _extra_block(unit: Unit, role: Role) -> Block:
    text = strip_edges(unit.raw)
    shown = without_inline_marks(text) if role is Role.CAPTION else text
    return Block(
        role=role,
        text=normalised(shown),
        start=unit.start,
        end=unit.end,
        detected_by="mark" if role in (Role.RULE, Role.CAPTION) else "phrase",
    )


def assert_accounted(text: str, body: Body) -> None:
    """Assert that no character is lost or stored twice."""
    reached = 0
    for start, end, _ in disjoint_spans(_spans(body)):
        assert start >= reached, f"characters {start} to {reached} are in two blocks"
        assert not text[reached:start].strip(), f"characters {reached} to {start} are in no block"
        reached = end
    assert not text[reached:].strip(), f"characters from {reached} are in no block"


def _spans(body: Body) -> Iterator[tuple[int, int, str]]:
    for place, block in walk(body):
        assert block.start is not None
        assert block.end is not None
        yield block.start, block.end, place
