"""Doubts about an article's text, each with its place; the text itself is never changed."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from etl.articles import Article, Block, QualityIssue, Role, Severity
from etl.enrich.quality.glitch import find_glitches
from etl.enrich.quality.homoglyph import find_homoglyphs
from etl.enrich.quality.mojibake import find_mojibake
from etl.enrich.quality.phrases import PhraseFinder
from etl.enrich.quality.repetition import find_repetitions
from etl.enrich.quality.residue import find_bidi_controls, find_lost_characters, find_variables
from etl.enrich.quality.spans import Span, overlaps
from etl.enrich.quality.truncation import find_truncation
from etl.enrich.quality.untranslated import find_untranslated
from etl.places import walk_blocks

MAX_TERM_USES = 2  # a foreign word that comes up more often in one article is a term of its subject
MAX_ISSUES = 100  # of one rule in one article; more of them are one issue with their number
MAX_EVIDENCE_CHARS = 200

SEVERITIES = {
    "mojibake": Severity.ERROR,
    "encoding_replaced": Severity.WARNING,
    "homoglyph": Severity.WARNING,
    "mixed_script_glitch": Severity.WARNING,
    "untranslated": Severity.WARNING,
    "truncated": Severity.WARNING,
    "repeated_text": Severity.WARNING,
    "prompt_leftover": Severity.ERROR,
    "placeholder": Severity.ERROR,
    "boilerplate": Severity.INFO,
    "bidi_control": Severity.WARNING,
    "empty_section": Severity.INFO,
    "title_missing": Severity.INFO,
    "language_doubtful": Severity.INFO,
}
_OF_PARAGRAPHS = frozenset({Role.PARAGRAPH, Role.SUMMARY, Role.FACT, Role.LIST_ITEM, Role.QUOTE})
_BODY = ("title", "facts[", "summary[", "sections[", "captions[")

Found = tuple[str, str, Span]  # rule, place, span


def find_issues(article: Article) -> Article:
    """Return the article with its quality issues added: those of the whole first, then in the order of the text."""
    blocks = list(walk_blocks(article))
    texts = {place: block.text for place, block in blocks}
    found = _without_shadowed([*_of_blocks(article, blocks), *_of_article(article)])
    order = {place: number for number, place in enumerate(texts)}
    found.sort(key=lambda item: (order[item[1]], item[2].start, item[0]))
    issues = [*_missing_title(article), *_replaced_characters(article), *_empty_sections(article)]
    issues += [_issue(rule, place, span, texts[place]) for rule, place, span in found]
    return replace(article, quality_issues=article.quality_issues + tuple(_limited(issues)))


def _issue(rule: str, place: str, span: Span, text: str) -> QualityIssue:
    evidence = text[span.start : span.end] if span.evidence is None else span.evidence
    return QualityIssue(
        rule=rule,
        severity=SEVERITIES[rule],
        place=place,
        start=span.start,
        end=span.end,
        evidence=evidence[:MAX_EVIDENCE_CHARS],
    )


def _of_blocks(article: Article, blocks: list[tuple[str, Block]]) -> Iterator[Found]:
    """What is found in single blocks."""
    for place, block in blocks:
        for rule, find in _ALL_TEXTS:
            for span in islice(find(block.text), MAX_ISSUES):
                yield rule, place, span
    yield from _glitches(blocks)
    body = [(place, block) for place, block in blocks if place.startswith(_BODY)]
    phrases = PhraseFinder([block.text for _, block in body])
    language = article.language
    for place, block in body:
        for span in islice(find_untranslated(block.text, language), MAX_ISSUES):
            yield "untranslated", place, span
        for rule in ("prompt_leftover", "placeholder"):
            for span in islice(phrases.find(rule, block.text), MAX_ISSUES):
                yield rule, place, span
        if block.role in _OF_PARAGRAPHS:
            for span in islice(phrases.find("boilerplate", block.text), MAX_ISSUES):
                yield "boilerplate", place, span


def _of_article(article: Article) -> Iterator[Found]:
    """What is found by comparing blocks."""
    for place, span in find_repetitions(article):
        yield "repeated_text", place, span
    for place, span in find_truncation(article):
        yield "truncated", place, span


_ALL_TEXTS: tuple[tuple[str, Callable[[str], Iterable[Span]]], ...] = (
    ("mojibake", find_mojibake),
    ("homoglyph", find_homoglyphs),
    ("placeholder", find_variables),
    ("bidi_control", find_bidi_controls),
    ("encoding_replaced", find_lost_characters),
)

# A rule that explains a stretch of text better than others, which are silent there.
_SHADOWS = {
    "mojibake": frozenset({"homoglyph", "mixed_script_glitch", "untranslated", "encoding_replaced"}),
    "homoglyph": frozenset({"mixed_script_glitch"}),
    "prompt_leftover": frozenset({"untranslated", "truncated"}),
    "placeholder": frozenset({"untranslated", "truncated"}),
    "boilerplate": frozenset({"untranslated", "repeated_text", "truncated"}),
    "untranslated": frozenset({"mixed_script_glitch"}),
}


def _without_shadowed(found: list[Found]) -> list[Found]:
    spans: dict[tuple[str, str], list[Span]] = {}
    for rule, place, span in found:
        for shadowed in sorted(_SHADOWS.get(rule, ())):
            spans.setdefault((shadowed, place), []).append(span)
    return [item for item in found if not overlaps(item[2], spans.get((item[0], item[1]), []))]


def _glitches(blocks: list[tuple[str, Block]]) -> Iterator[Found]:
    """Every word of another script that slipped in, unless the article keeps using it."""
    found = [(place, glitch) for place, block in blocks for glitch in islice(find_glitches(block.text), MAX_ISSUES)]
    uses = Counter(glitch.word for _, glitch in found)
    for place, glitch in found:
        if glitch.proven or uses[glitch.word] <= MAX_TERM_USES:
            yield "mixed_script_glitch", place, Span(glitch.start, glitch.end)


def _missing_title(article: Article) -> Iterator[QualityIssue]:
    if article.title is None:
        yield QualityIssue(rule="title_missing", severity=Severity.INFO, place="title")


def _replaced_characters(article: Article) -> Iterator[QualityIssue]:
    if article.replaced_count:
        evidence = f"{article.replaced_count} characters"
        yield QualityIssue(rule="encoding_replaced", severity=Severity.WARNING, place="article", evidence=evidence)


def _empty_sections(article: Article) -> Iterator[QualityIssue]:
    """A heading with nothing below it; one that stands above deeper headings is a chapter's."""
    for number, section in enumerate(article.sections):
        following = article.sections[number + 1 : number + 2]
        is_chapter = any((section.level or 0) < (below.level or 0) for below in following)
        if section.heading and not section.paragraphs and not is_chapter:
            place = f"sections[{number}].heading"
            evidence = section.heading.text[:MAX_EVIDENCE_CHARS]
            yield QualityIssue(rule="empty_section", severity=Severity.INFO, place=place, evidence=evidence)


def _limited(issues: list[QualityIssue]) -> Iterator[QualityIssue]:
    """The issues, of each rule MAX_ISSUES at most, and one that says that there are more."""
    counts: Counter[str] = Counter()
    for issue in issues:
        counts[issue.rule] += 1
        if counts[issue.rule] <= MAX_ISSUES:
            yield issue
    for rule, count in sorted(counts.items()):
        if count > MAX_ISSUES:
            evidence = f"at least {count - MAX_ISSUES} more"
            yield QualityIssue(rule=rule, severity=SEVERITIES[rule], place="article", evidence=evidence)
