"""Signs that a text contains more than one article."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from etl.article_blocks import heading_place, walk_sections
from etl.articles import Block, Body, QualityIssue, QualityRule, Role, Section, Severity
from etl.parse.text.bylines import head_role
from etl.words.characters import ends_sentence
from etl.words.fact_labels import LabelKind, label_kind, needs_list

RULE = QualityRule("several_articles", Severity.WARNING)
MAX_TITLE_CHARS = 200


def several_articles(body: Body) -> tuple[QualityIssue, ...]:
    """A warning at each heading where another article seems to begin.

    Signs are a second label of facts or summary and, if the text has a byline or date line at the top, another
    one below a possible title. Nothing is split, because these signs prove nothing.
    """
    return tuple(_issues(body))


def without_title(body: Body) -> Body:
    """The body with its title as the heading of a first section, because it is the title of the first article only."""
    if body.title is None:
        return body
    heading = replace(body.title, role=Role.HEADING)
    first = body.sections[0] if body.sections else None
    if first is None or first.heading is not None:
        sections = (Section(heading=heading), *body.sections)
    else:
        sections = (replace(first, heading=heading), *body.sections[1:])
    return replace(body, title=None, title_origin=None, sections=sections)


def _issues(body: Body) -> Iterator[QualityIssue]:
    known = {kind for kind, label in _labels(body) if label is not None}
    for number, section in enumerate(body.sections):
        kind = label_kind(section.heading.text) if section.heading is not None else None
        if section.heading is not None and kind in known and not needs_list(section.heading.text):
            evidence = f"a second label of the {kind}: {section.heading.text}"
            yield RULE.issue(heading_place(number), evidence=evidence)
    roles = {block.role for block in body.extra} & {Role.BYLINE, Role.DATELINE}
    for (place, above), (_, line) in pairwise(walk_sections(body)) if roles else ():
        if _may_be_title(above) and line.role is not Role.LIST_ITEM and head_role(line.text) in roles:
            yield RULE.issue(place, evidence=f"a title above another byline or date line: {line.text}")


def _may_be_title(block: Block) -> bool:
    is_heading = block.role is Role.HEADING or not ends_sentence(block.text)
    return is_heading and block.role is not Role.LIST_ITEM and len(block.text) <= MAX_TITLE_CHARS


def _labels(body: Body) -> Iterator[tuple[LabelKind, object]]:
    yield LabelKind.FACTS, body.facts_label
    yield LabelKind.SUMMARY, body.summary_label
