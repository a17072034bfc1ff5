"""The text of an article as the text and HTML parsers find it, without metadata."""

from dataclasses import dataclass

from etl.articles import Block, Caption, QualityIssue, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An article's blocks. The fields mean what they mean in Article."""

    title: Block | None = None
    title_origin: str | None = None
    facts_label: Block | None = None
    facts: tuple[Block, ...] = ()
    summary_label: Block | None = None
    summary: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    extra: tuple[Block, ...] = ()
    captions: tuple[Caption, ...] = ()
    standfirst: str | None = None
    quality_issues: tuple[QualityIssue, ...] = ()
