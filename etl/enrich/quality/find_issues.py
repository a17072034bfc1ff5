"""Find the quality issues of an article's text, each with its place; the text itself is never changed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from etl.article_blocks import walk
from etl.articles import Article, QualityIssue
from etl.enrich.quality.rule import MAX_ISSUES, Found, Rule, Texts
from etl.enrich.quality.rules import RULES
from etl.enrich.quality.spans import Span, overlaps

MAX_EVIDENCE_CHARS = 200


def find_issues(article: Article) -> Article:
    """The article with its quality issues: first those of the whole article, then the others in text order."""
    texts = Texts(article, tuple(walk(article.body)))
    found = _without_hidden([(rule, *item) for rule in RULES for item in rule.find(texts)])
    order = {place: number for number, (place, _) in enumerate(texts.blocks)}
    found.sort(key=lambda item: (order[item[1]], item[2].start, item[0].name))
    text_of = {place: block.text for place, block in texts.blocks}
    issues = [
        rule.issue(place, evidence=evidence and evidence[:MAX_EVIDENCE_CHARS])
        for rule in RULES
        for place, evidence in rule.doubt(article)
    ]
    issues += [_issue(rule, place, span, text_of[place]) for rule, place, span in found]
    return replace(article, quality_issues=article.quality_issues + tuple(_limited(issues)))


def _issue(rule: Rule, place: str, span: Span, text: str) -> QualityIssue:
    evidence = text[span.start : span.end] if span.evidence is None else span.evidence
    return rule.issue(place, start=span.start, end=span.end, evidence=evidence[:MAX_EVIDENCE_CHARS])


def _without_hidden(found: list[tuple[Rule, *Found]]) -> list[tuple[Rule, *Found]]:
    """The findings, without those that overlap a finding of a rule that hides theirs."""
    spans: dict[tuple[str, str], list[Span]] = {}
    for rule, place, span in found:
        for hidden in rule.hides:
            spans.setdefault((hidden, place), []).append(span)
    return [item for item in found if not overlaps(item[2], spans.get((item[0].name, item[1]), []))]


def _limited(issues: list[QualityIssue]) -> Iterator[QualityIssue]:
    """Yield at most MAX_ISSUES issues of each rule; if there are more, also one issue with their number."""
    counts: Counter[str] = Counter()
    for issue in issues:
        counts[issue.rule] += 1
        if counts[issue.rule] <= MAX_ISSUES:
            yield issue
    for rule in sorted(RULES, key=lambda rule: rule.name):
        if (count := counts[rule.name]) > MAX_ISSUES:
            yield rule.issue(evidence=f"at least {count - MAX_ISSUES} more")
