"""Choose the dates of an article among the candidates: at most one published and one modified."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from etl.articles import UNKNOWN_KEY, Article, DateCandidate, DateKind, Moment, QualityIssue, QualityRule, Severity

# Kinds of evidence for a date, most trusted first. The kind is the part before the colon; unknown kinds come last.
EVIDENCE_ORDER = (
    "json-ld", "xml", "json", "export", "head", "meta", "feed", "mail", "time", "itemprop", "data", "byline",
    "dateline", "url", "file-name", "warc",
)  # fmt: skip
DATE_MISSING = QualityRule("date_missing", Severity.WARNING)
DATE_DOUBTFUL = QualityRule("date_doubtful", Severity.WARNING)
SHOWN = ("time", "itemprop", "byline", "url")  # evidence of the day that readers see
HOURS_AFTER_MIDNIGHT = 8  # the difference between UTC and the west of America
FUTURE_TOLERANCE = timedelta(days=1)  # clocks and time zones differ


def choose_dates(article: Article, fetched_at: datetime | None = None) -> Article:
    """The article with its dates chosen, and an issue for each date that is missing or doubtful.

    The candidate with the best evidence is chosen (EVIDENCE_ORDER), the first of equals. If another candidate agrees
    with it and has more parts (time of day, zone), that one is chosen instead. A time in UTC just after midnight yields
    to the day before, if the page shows that one or the URL has it. Candidates without a date, more than
    FUTURE_TOLERANCE after the fetch, or under an UNKNOWN_KEY are never chosen.
    """
    chosen = {kind: _best(article.dates, kind, fetched_at) for kind in DateKind}
    dates = tuple(replace(candidate, chosen=candidate is chosen[candidate.kind]) for candidate in article.dates)
    issues = _issues(article.dates, chosen[DateKind.PUBLISHED], chosen[DateKind.MODIFIED], fetched_at)
    return replace(article, dates=dates, quality_issues=article.quality_issues + issues)


def _best(candidates: tuple[DateCandidate, ...], kind: DateKind, fetched_at: datetime | None) -> DateCandidate | None:
    usable = [c for c in candidates if c.kind is kind and _is_usable(c, fetched_at)]
    usable.sort(key=lambda candidate: _rank(candidate.evidence))
    if not usable:
        return None
    if (shown := _shown_day(usable[0], usable)) is not None:
        return shown
    agreeing = [candidate for candidate in usable if _says_the_same(usable[0], candidate)]
    return max(agreeing, key=lambda candidate: _parts(candidate.moment))  # the first of several equals


def _shown_day(first: DateCandidate, usable: list[DateCandidate]) -> DateCandidate | None:
    """The candidate of the day before, if the first is a time in UTC after midnight, and the page or URL says that day.

    A program wrote the time in UTC; the day on which readers saw the article is the one beside the title.
    """
    moment = first.moment
    if moment is None or moment.on is None or moment.at is None or moment.at.utcoffset() != timedelta(0):
        return None
    if moment.at.hour >= HOURS_AFTER_MIDNIGHT:
        return None
    said = [c for c in usable if c.evidence.split(":")[0] in SHOWN and c.moment and c.moment.at is None]
    if any(c.moment and c.moment.on == moment.on for c in said):
        return None
    return next((c for c in said if c.moment and c.moment.on == moment.on - timedelta(days=1)), None)


def _rank(evidence: str) -> int:
    name = evidence.split(":")[0]
    return EVIDENCE_ORDER.index(name) if name in EVIDENCE_ORDER else len(EVIDENCE_ORDER)


def _is_usable(candidate: DateCandidate, fetched_at: datetime | None) -> bool:
    return not _is_unknown(candidate) and _is_day(candidate.moment) and not _is_future(candidate.moment, fetched_at)


def _is_unknown(candidate: DateCandidate) -> bool:
    return candidate.evidence.split(":")[0] == UNKNOWN_KEY


def _is_day(moment: Moment | None) -> bool:
    return moment is not None and moment.on is not None


def _is_future(moment: Moment | None, fetched_at: datetime | None) -> bool:
    """Whether a date is more than FUTURE_TOLERANCE after the fetch; without a zone, it is read as UTC."""
    if moment is None or moment.on is None or fetched_at is None:
        return False
    at = moment.at or datetime.combine(moment.on, moment.local.time() if moment.local else time.min, UTC)
    return at > fetched_at + FUTURE_TOLERANCE


def _says_the_same(first: DateCandidate, other: DateCandidate) -> bool:
    a, b = first.moment, other.moment
    if a is None or b is None or a.on != b.on:
        return False
    return a.local is None or (b.local is not None and a.local.replace(second=0) == b.local.replace(second=0))


def _parts(moment: Moment | None) -> int:
    return 0 if moment is None else (moment.local is not None) + (moment.at is not None)


def _issues(
    candidates: tuple[DateCandidate, ...],
    published: DateCandidate | None,
    modified: DateCandidate | None,
    fetched_at: datetime | None,
) -> tuple[QualityIssue, ...]:
    issues = []
    if published is None:
        issues.append(DATE_MISSING.issue())
    doubts = [_doubt(candidate, fetched_at) for candidate in candidates if not _is_unknown(candidate)]
    doubts.append(_modified_too_early(published, modified))
    issues += [DATE_DOUBTFUL.issue(evidence=doubt) for doubt in dict.fromkeys(doubts) if doubt is not None]
    return tuple(issues)


def _doubt(candidate: DateCandidate, fetched_at: datetime | None) -> str | None:
    if candidate.moment is None:
        return f"{candidate.evidence}: no date: {candidate.text}"
    if _is_future(candidate.moment, fetched_at):
        return f"{candidate.evidence}: after the fetch: {candidate.text}"
    return None


def _modified_too_early(published: DateCandidate | None, modified: DateCandidate | None) -> str | None:
    a = published.moment if published else None
    b = modified.moment if modified else None
    if a is None or b is None or a.on is None or b.on is None:
        return None
    if a.at is not None and b.at is not None:
        is_earlier = b.at < a.at
    elif a.at is None and b.at is None and a.local is not None and b.local is not None:
        is_earlier = b.local < a.local
    else:  # two zones may be a day apart
        is_earlier = b.on < a.on - timedelta(days=1) if a.local or b.local else b.on < a.on
    return "modified before published" if is_earlier else None
