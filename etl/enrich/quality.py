"""Doubts about an article's text, each with its place; the text itself is never changed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from etl.documents import Article, QualityIssue, Severity
from etl.enrich.glitch import find_glitches
from etl.enrich.places import walk_blocks

MAX_TERM_USES = 2  # a foreign word that comes up more often in one article is a term of its subject


def find_issues(article: Article) -> Article:
    """Return the article with its quality issues added, in the order of the text."""
    issues = (*_missing_title(article), *_replaced_characters(article), *_mixed_script_glitches(article))
    return replace(article, quality_issues=article.quality_issues + issues)


def _missing_title(article: Article) -> Iterator[QualityIssue]:
    if article.title is None:
        yield QualityIssue(rule="title_missing", severity=Severity.INFO, place="title")


def _replaced_characters(article: Article) -> Iterator[QualityIssue]:
    if article.replaced_count:
        evidence = f"{article.replaced_count} characters"
        yield QualityIssue(rule="encoding_replaced", severity=Severity.WARNING, place="article", evidence=evidence)


def _mixed_script_glitches(article: Article) -> Iterator[QualityIssue]:
    """Yield a warning for every word of another script that slipped in, unless the article keeps using it."""
    found = [(place, block, glitch) for place, block in walk_blocks(article) for glitch in find_glitches(block.text)]
    uses = Counter(glitch.word for _, _, glitch in found)
    for place, block, glitch in found:
        if glitch.proven or uses[glitch.word] <= MAX_TERM_USES:
            yield QualityIssue(
                rule="mixed_script_glitch",
                severity=Severity.WARNING,
                place=place,
                start=glitch.start,
                end=glitch.end,
                evidence=block.text[glitch.start : glitch.end],
            )
