"""Prepare the values that the template of `khabar explain` shows, and render it.

The reasons of blocks come with the reading of a document (etl/parse/reading.py), those of dates from date_reasons.py.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from etl.article_blocks import heading_place
from etl.articles import Article, Block, Body, Caption, DateKind, QualityIssue, Role
from etl.explain.explain_unit import Explained, Explanation
from etl.explain.shown_text import Piece, Span, pieces, visible
from etl.parse.document_lines import SourceLine, Verdict
from etl.parse.reading import WHOLE, BlockReason

GROUPS = {"title": "Title", "labels": "", "facts": "Facts", "summary": "Summary", "captions": "Captions"}
EXTRA = "Stored apart from the text"
# Fields of an article for which the template has a place, and the source text. The others are shown in one list.
PLACED = {
    "language", "language_declared", "language_confidence", "dates", "source", "authors", "byline", "section", "topics",
    "completeness", "paywalled", "access_evidence", "wire_credit", "wire_agency", "wire_evidence", "ai_disclosure",
    "description", "corrections", "extraction_doubt", "quality_issues", "body", "live_updates", "encoding",
    "encoding_declared", "replaced_count", "format", "parser", "external_id", "canonical_url", "urls", "source_text",
}  # fmt: skip
NO_REASON = BlockReason(shares=(), score=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One block of the article."""

    place: str
    anchor: str
    block: Block
    pieces: tuple[Piece, ...]
    level: int | None
    credit: str | None  # of a picture, from its caption
    reason: BlockReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Blocks under one heading of the page, for example the facts or a section."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePiece:
    """A piece of a source line, with the block that contains it."""

    pieces: tuple[Piece, ...]
    anchor: str | None
    role: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineGroup:
    """Consecutive source lines that belong to the same block, or to none."""

    anchor: str | None  # of the first lines of a block, the target of links
    role: str | None
    lines: tuple[tuple[str, tuple[LinePiece, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageGroup:
    """One block of a page that was kept, or consecutive blocks that were left out for the same reason."""

    anchor: str | None
    role: str | None
    kept: bool
    reason: str
    items: tuple[tuple[tuple[Piece, ...], str, float | None], ...]  # text, tag, score


def render_page(explained: Explained, explanation: Explanation) -> str:
    """The whole page as HTML, with every text escaped."""
    environment = Environment(
        loader=PackageLoader("etl.explain"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["pieces"] = pieces
    environment.filters["visible"] = visible
    environment.globals["anchor_of"] = anchor_of
    return environment.get_template("explain.html.jinja").render(_values(explained, explanation))


def anchor_of(place: str) -> str:
    """A place as part of an HTML id: "sections[0].heading" is sections-0-heading."""
    return re.sub(r"[^a-z0-9]+", "-", place.lower()).strip("-")


def _values(explained: Explained, explanation: Explanation) -> dict[str, Any]:
    article = explanation.article
    roles = {place: str(block.role) for place, block in explanation.blocks}
    verdicts = [(line, line.verdict) for line in explanation.lines if line.verdict is not None]
    return {
        "article": article,
        "document": explanation.document,
        "published": article.date(DateKind.PUBLISHED),
        "modified": article.date(DateKind.MODIFIED),
        "explained": explained,
        "explanation": explanation,
        "others": list(_others(article)),
        "issues": list(enumerate(article.quality_issues, start=1)),
        "groups": list(_groups(explanation)),
        "whole": explanation.reasons.get(WHOLE),
        "line_groups": list(_line_groups([line for line in explanation.lines if line.verdict is None], roles)),
        "page_groups": list(_page_groups(verdicts, roles)),
        "left_out": sum(not verdict.kept for _, verdict in verdicts),
        "roles_shown": [role for role in Role if role in set(roles.values())],
        "places": set(roles),
        "shown_in_source": {place for place in _source_places(explanation) if place is not None},
    }


def _others(article: Article) -> Iterator[tuple[str, str]]:
    """Yield name and value of each field with a value for which the template has no place."""
    for name in (field.name for field in fields(article) if field.name not in PLACED):
        value = getattr(article, name)
        if value not in (None, ()):
            yield name.replace("_", " ").capitalize(), ", ".join(value) if isinstance(value, tuple) else str(value)


def _source_places(explanation: Explanation) -> Iterator[str | None]:
    yield from (fragment.place for line in explanation.lines for fragment in line.fragments)


def _groups(explanation: Explanation) -> Iterator[Group]:
    spans = _issue_spans(explanation.article)
    levels = _levels(explanation.article.body)
    rows = [_row(place, block, explanation, spans[place], levels.get(place)) for place, block in explanation.blocks]
    for name, members in groupby(rows, key=lambda row: _group_name(row.place)):
        yield Group(name=name, rows=tuple(members))


def _group_name(place: str) -> str:
    """The heading of the group to which a block belongs. Labels go with the blocks below; sections count from 1."""
    if place.startswith("sections["):
        return f"Section {int(re.sub(r'[^0-9].*', '', place[9:])) + 1}"
    name = place.partition("[")[0].removeprefix("labels.")
    return GROUPS.get(name, EXTRA)


def _row(place: str, block: Block, explanation: Explanation, spans: Sequence[Span], level: int | None) -> Row:
    return Row(
        place=place,
        anchor=anchor_of(place),
        block=block,
        pieces=pieces(block.text, spans),
        level=level,
        credit=block.credit if isinstance(block, Caption) else None,
        reason=explanation.reasons.get(place, NO_REASON),
    )


def _issue_spans(article: Article) -> Mapping[str, list[Span]]:
    spans: dict[str, list[Span]] = defaultdict(list)
    for number, issue in enumerate(article.quality_issues, start=1):
        if issue.start is not None and issue.end is not None:
            spans[issue.place].append(Span(start=issue.start, end=issue.end, number=number, label=_issue_label(issue)))
    return spans


def _issue_label(issue: QualityIssue) -> str:
    return f"{issue.rule}: {visible(issue.evidence)}" if issue.evidence else issue.rule


def _levels(body: Body) -> dict[str, int | None]:
    return {heading_place(number): section.level for number, section in enumerate(body.sections)}


def _line_groups(lines: Sequence[SourceLine], roles: Mapping[str, str]) -> Iterator[LineGroup]:
    seen: set[str] = set()
    for place, members in groupby(lines, key=_only_place):
        shown = tuple((line.label, tuple(_line_pieces(line, roles, seen, place))) for line in members)
        is_first = place is not None and place not in seen
        if place is not None:
            seen.add(place)
        yield LineGroup(
            anchor=anchor_of(place) if place is not None and is_first else None,
            role=roles.get(place) if place is not None else None,
            lines=shown,
        )


def _only_place(line: SourceLine) -> str | None:
    """The place of the only block that a line belongs to; None for a blank line, and for a line of several blocks."""
    places = {fragment.place for fragment in line.fragments if fragment.place or fragment.text.strip()}
    return places.pop() if len(places) == 1 else None


def _line_pieces(line: SourceLine, roles: Mapping[str, str], seen: set[str], place: str | None) -> Iterator[LinePiece]:
    """Yield the pieces of a line. If the line does not belong to one block alone, each piece names its own block."""
    for fragment in line.fragments:
        is_own = place is None and fragment.place is not None
        is_first = is_own and fragment.place not in seen
        if is_own and fragment.place is not None:
            seen.add(fragment.place)
        yield LinePiece(
            pieces=pieces(fragment.text),
            anchor=anchor_of(fragment.place) if is_first and fragment.place is not None else None,
            role=roles.get(fragment.place) if is_own and fragment.place is not None else None,
        )


def _page_groups(blocks: Sequence[tuple[SourceLine, Verdict]], roles: Mapping[str, str]) -> Iterator[PageGroup]:
    """Yield the groups of a page's blocks, each kept or left out; here a source line is a block."""
    numbered = enumerate(blocks)
    for _, members in groupby(numbered, key=lambda item: (item[0] if item[1][1].kept else -1, item[1][1].reason)):
        group = [block for _, block in members]
        line, verdict = group[0]
        place = line.fragments[0].place
        yield PageGroup(
            anchor=anchor_of(place) if place is not None else None,
            role=roles.get(place, "other") if place is not None else "other",
            kept=verdict.kept,
            reason=verdict.reason,
            items=tuple((pieces(line.fragments[0].text), line.label, verdict.score) for line, verdict in group),
        )
