"""Every date that was found says in words why it was chosen or not."""

from datetime import date

import pytest

from etl.articles import Article, DateCandidate, DateKind, Moment, Precision, QualityIssue, Severity
from etl.explain.date_reasons import date_reasons
from etl.stages.reparse import Choice

DAY, OTHER_DAY = (Moment(on=date(2026, 5, day), precision=Precision.DAY) for day in (3, 4))
YEAR = Moment(precision=Precision.YEAR)
CHOSEN = DateCandidate(kind=DateKind.PUBLISHED, evidence="json-ld", text="2026-05-03", moment=DAY, chosen=True)


def candidate(moment: Moment | None, kind: DateKind = DateKind.PUBLISHED) -> DateCandidate:
    return DateCandidate(kind=kind, evidence="time", text="as found", moment=moment)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (CHOSEN, "chosen: the most trusted evidence that gives a day"),
        (candidate(None), "no date can be read from it"),
        (candidate(YEAR), "gives no day, only the year"),
        (candidate(DAY), "gives the same day as json-ld, which is more trusted or more precise"),
        (candidate(OTHER_DAY), "less trusted than json-ld"),
        (candidate(DAY, DateKind.MODIFIED), "in doubt"),
        (candidate(YEAR, DateKind.MODIFIED), "gives no day, only the year"),
    ],
)
def test_every_date_says_why_it_was_chosen_or_not(found: DateCandidate, words: str) -> None:
    article = Article(format="html", parser="html/1", dates=(found, CHOSEN) if found is not CHOSEN else (CHOSEN,))

    assert date_reasons(article)[0].words == words
    assert [reason.candidate for reason in date_reasons(article)] == list(article.dates)


@pytest.mark.parametrize(
    ("rule", "evidence", "is_said"),
    [
        ("date_doubtful", "time: not the day of json-ld: as found", True),
        ("date_missing", "time: not the day of json-ld: as found", True),
        ("mixed_script", "time: not the day of json-ld: as found", False),
        ("date_doubtful", "url: not the day of json-ld: as found", False),
        ("date_doubtful", "time: not the day of json-ld: as found elsewhere", False),
        ("date_doubtful", None, False),
    ],
)
@pytest.mark.parametrize("kind", [DateKind.PUBLISHED, DateKind.MODIFIED])
def test_a_date_in_doubt_says_what_the_doubt_is(kind: DateKind, rule: str, evidence: str | None, is_said: bool) -> None:
    issue = QualityIssue(rule=rule, severity=Severity.WARNING, place="article", evidence=evidence)
    dates = (candidate(OTHER_DAY, kind), CHOSEN)

    words = date_reasons(Article(format="html", parser="html/1", dates=dates, quality_issues=(issue,)))[0].words

    assert (words == evidence) == is_said


def test_a_choice_of_everything_is_all() -> None:
    assert Choice().is_all is True
    assert Choice(source="n.example").is_all is False
