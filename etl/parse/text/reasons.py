"""Why each line of a plain text became what it is.

    explain_text(text, *, known_title=None, max_title_chars=2000) -> tuple[ExplainedUnit, ...]

takes decoded text (`decode(data, charset).text`, or `Article.source_text`) and returns its units in
reading order. Their spans hold every non-space character of the text exactly once. `reasons` are
the strongest shares of the heading score, strongest first, each with words such as "ends as a
sentence" and a value in logits (above 0 speaks for a heading); only headings, labels, titles, and
paragraphs that came near to being headings have any. `str(reason)` is "ends as a sentence -2.0".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from etl.articles import Block, Role
from etl.parse.text.article import MAX_TITLE_CHARS, parse_text_body, units_of
from etl.parse.text.furniture import split_furniture
from etl.parse.text.headings.scores import score_shares
from etl.parse.text.outline import Outline
from etl.parse.text.shapes import Shape
from etl.places import walk
from etl.words.tables import read_rows

MAX_REASONS = 6
MIN_SHARE = 0.1  # logits; less is not worth a word
NEAR_SCORE = 0.05  # a paragraph with at least this heading score is explained too
HEADING_ROLES = (Role.TITLE, Role.HEADING, Role.LABEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing seen of a line, and what it adds to the logit of its heading score."""

    words: str
    share: float

    def __str__(self) -> str:
        return f"{self.words} {self.share:+.1f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedUnit:
    """One unit of a text, what it became and why."""

    start: int  # code points into the text
    end: int
    role: Role
    text: str  # as in the block
    level: int | None  # of a heading with a mark
    detected_by: str
    score: float | None  # that the decision is right; None where it was not made by score
    heading_score: float | None  # 0 to 1; None where none was reckoned (byline, source, rule ...)
    reasons: tuple[Reason, ...]


def explain_text(
    text: str, *, known_title: str | None = None, max_title_chars: int = MAX_TITLE_CHARS
) -> tuple[ExplainedUnit, ...]:
    """The units of a text in reading order, each with its role and the reasons for it.

    Raises EmptyArticle if no line shows anything.
    """
    body = parse_text_body(text, known_title=known_title, max_title_chars=max_title_chars)
    content = split_furniture(units_of(text)).content
    outline = Outline(content)
    places = {unit.start: position for position, unit in enumerate(content)}
    shares = score_shares(outline.shapes)
    levels = {section.heading.start: section.level for section in body.sections if section.heading is not None}
    explained = []
    for block in sorted((block for _, block in walk(body)), key=_start):
        place = places.get(_start(block))
        heading_score = outline.scores[place] if place is not None else None
        is_explained = heading_score is not None and (block.role in HEADING_ROLES or heading_score >= NEAR_SCORE)
        reasons = _reasons(shares[place], outline.shapes[place]) if place is not None and is_explained else ()
        explained.append(_explained(block, levels.get(block.start), heading_score, reasons))
    return tuple(explained)


def _start(block: Block) -> int:
    assert block.start is not None
    return block.start


def _explained(
    block: Block, level: int | None, heading_score: float | None, reasons: Sequence[Reason]
) -> ExplainedUnit:
    assert block.start is not None
    assert block.end is not None
    return ExplainedUnit(
        start=block.start,
        end=block.end,
        role=block.role,
        text=block.text,
        level=level,
        detected_by=block.detected_by,
        score=block.score,
        heading_score=heading_score,
        reasons=tuple(reasons),
    )


def _reasons(shares: dict[str, float], shape: Shape) -> list[Reason]:
    """The strongest shares; features that say the same in words are added up."""
    summed: dict[str, float] = {}
    for name, share in shares.items():
        words = _words()[name]
        if words:
            summed[words] = summed.get(words, 0.0) + share
    reasons = [Reason(words=words.format(width=shape.width), share=share) for words, share in summed.items()]
    strongest = sorted(reasons, key=lambda reason: -abs(reason.share))
    return [reason for reason in strongest if abs(reason.share) >= MIN_SHARE][:MAX_REASONS]


@cache
def _words() -> dict[str, str]:
    """Feature -> what it says of a line; "" where it says nothing of this one."""
    return {row["feature"]: row["words"] for row in read_rows("reason_words.tsv")}
