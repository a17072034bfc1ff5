"""Why dates of an article were taken, in words."""

from dataclasses import dataclass

from etl.articles import Article, DateCandidate


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReason:
    """A date that was found, and why it was chosen or not."""

    candidate: DateCandidate
    words: str


def date_reasons(article: Article) -> list[DateReason]:
    """Every date that was found, in the order in which it was found."""
    return [DateReason(candidate=candidate, words=_date_words(article, candidate)) for candidate in article.dates]


def _date_words(article: Article, candidate: DateCandidate) -> str:
    chosen = article.date(candidate.kind)
    if candidate.chosen:
        return "chosen: the most trusted that holds a day"
    moment = candidate.moment
    if moment is None:
        return "no date can be read from it"
    if moment.on is None:
        return f"holds no day, only the {moment.precision}"
    if chosen is None or chosen.moment is None:
        return _doubt_of(article, candidate) or "in doubt"
    if moment.on == chosen.moment.on:
        return f"says the same day as {chosen.evidence}, which is more trusted or says more"
    return _doubt_of(article, candidate) or f"less trusted than {chosen.evidence}"


def _doubt_of(article: Article, candidate: DateCandidate) -> str | None:
    """What an issue says of this candidate."""
    beginning = f"{candidate.evidence}: "
    doubts = (issue.evidence for issue in article.quality_issues if issue.evidence and issue.rule.startswith("date_"))
    return next((d for d in doubts if d.startswith(beginning) and d.endswith(candidate.text)), None)
