"""Spans of a text that a rule has found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, in code points; without `evidence`, the stretch itself is the evidence."""

    start: int
    end: int
    evidence: str | None = None


def overlaps(span: Span, others: list[Span]) -> bool:
    """Whether a span shares a character with one of the others."""
    return any(span.start < other.end and other.start < span.end for other in others)
