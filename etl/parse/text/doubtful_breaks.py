"""Line breaks that may come from wrapping, or may end a paragraph or heading."""

from collections.abc import Iterator, Sequence

from etl.article_blocks import is_content, walk
from etl.articles import Body, QualityIssue, QualityRule, Severity
from etl.parse.text.units import Unit

RULE = QualityRule("layout_doubtful", Severity.INFO)
EVIDENCE_CHARS = 40  # before and after the break


def doubtful_breaks(text: str, units: Sequence[Unit], body: Body) -> tuple[QualityIssue, ...]:
    """An issue for each line break of which it is not sure whether it ends a paragraph or heading."""
    return tuple(_issues(text, units, body))


def _issues(text: str, units: Sequence[Unit], body: Body) -> Iterator[QualityIssue]:
    places = {block.start: place for place, block in walk(body) if is_content(place)}
    for unit in units:
        for start in unit.doubtful_lines:
            if unit.start in places:
                yield RULE.issue(places[unit.start], evidence=_around(text, start))


def _around(text: str, start: int) -> str:
    """The end of the line above, and the beginning of the line that starts there."""
    above = text[:start].rstrip()[-EVIDENCE_CHARS:].splitlines()[-1]
    below = text[start : start + EVIDENCE_CHARS].splitlines()[0]
    return f"{above} / {below}"
