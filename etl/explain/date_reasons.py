"""Why each date candidate of an article was chosen or not, in words."""

from dataclasses import dataclass

from etl.articles import Article, DateCandidate


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReason:
    """A date that was found, and why it was chosen or not."""

    candidate: DateCandidate
    words: str


def date_reasons(article: Article) -> list[DateReason]:
    """The reason for each date candidate, in the order in which they were found."""
    return [DateReason(candidate=candidate, words=_date_words(article, candidate)) for candidate in article.dates]


def _date_words(article: Article, candidate: DateCandidate) -> str:
    chosen = article.date(candidate.kind)
    if candidate.chosen:
        return "chosen: the most trusted evidence that gives a day"
    moment = candidate.moment
    if moment is None:
        return "no date can be read from it"
    if moment.on is None:
        return f"gives no day, only the {moment.precision}"
    if chosen is None or chosen.moment is None:
        return _doubt_of(article, candidate) or "in doubt"
    if moment.on == chosen.moment.on:
        return f"gives the same day as {chosen.evidence}, which is more trusted or more precise"
    return _doubt_of(article, candidate) or f"less trusted than {chosen.evidence}"


def _doubt_of(article: Article, candidate: DateCandidate) -> str | None:
    """The evidence of the date issue about this candidate, if there is one."""
    beginning = f"{candidate.evidence}: "
    doubts = (issue.evidence for issue in article.quality_issues if issue.evidence and issue.rule.startswith("date_"))
    return next((d for d in doubts if d.startswith(beginning) and d.endswith(candidate.text)), None)
