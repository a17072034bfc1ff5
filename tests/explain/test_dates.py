"""Reasons in words: how a block was found, by the name that the parser gives it."""

from datetime import date

import pytest
from checkout import SEEDS

from etl.articles import Article, Block, DateCandidate, DateKind, Moment, Precision, QualityIssue, Role, Severity
from etl.documents import Document, Origin
from etl.explain.dates import (
    BlockReason,
    Share,
    date_reasons,
    detected_by_words,
    page_block_reasons,
    record_reasons,
    text_reasons,
)
from etl.parse.html.reasons import PageReason
from etl.places import walk
from etl.settings import Settings
from etl.stages.convert import convert
from etl.stages.reparse import Choice


def block(detected_by: str, score: float | None = None, role: Role = Role.PARAGRAPH) -> Block:
    return Block(role=role, text="It ran.", detected_by=detected_by, score=score)


@pytest.mark.parametrize(
    ("detected_by", "words"),
    [
        ("score", "by its heading score"),
        ("html:title", "the title element of the page"),
        ("html:h2", "its tag is h2"),
        ("meta:og:title", "declared in the page's meta “og:title”"),
        ("json:headline", "the field “headline” of the record"),
        ("feed:title", "the element “title” of the entry"),
        ("something new", "something new"),
    ],
)
def test_what_a_block_was_detected_by_is_told_in_words(detected_by: str, words: str):
    assert detected_by_words(detected_by) == words


@pytest.mark.parametrize(
    "detected_by",
    [
        *("mark", "label", "structure", "phrase", "score", "rule", "text", "json-ld"),
        *("html:title", "html:bold", "html:name", "html:style", "html:live", "html:place"),
    ],
)
def test_no_name_that_the_parsers_give_is_shown_as_it_is(detected_by: str):
    words = detected_by_words(detected_by)

    assert len(words.split()) > 2
    assert "html" not in words
    assert "its tag" not in words


def test_a_block_of_a_page_has_the_reason_and_the_score_of_the_page_where_it_has_none():
    page = [PageReason(text="It ran.", tag="p", place="sections[0]", kept=True, reason="main text", score=0.7)]
    placed = [("sections[0]", block("score")), ("sections[1]", block("mark")), ("title", block("text", 0.4))]
    reasons = page_block_reasons(page, placed)

    assert [reasons[place].shares[0].words for place, _ in placed] == [
        "main text",
        "by its mark",
        "the first line of the text",
    ]
    assert [reasons[place].score for place, _ in placed] == [0.7, None, 0.4]
    assert page_block_reasons(page, [("sections[0]", block("score", 0.2))])["sections[0]"].score == 0.2


@pytest.mark.parametrize(
    ("role", "detected_by", "words"),
    [
        (Role.PARAGRAPH, "score", "no heading by its score"),
        (Role.HEADING, "score", "by its heading score"),
        (Role.LABEL, "label", "the words of a known label"),
        (Role.FACT, "label", "under a known label"),
    ],
)
def test_a_block_of_a_text_says_what_decided(role: Role, detected_by: str, words: str):
    article = Article(format="text", parser="text/1")  # without its source nothing was weighed
    reasons = text_reasons(article, [("place", block(detected_by, role=role))], Settings())

    assert reasons["place"].shares[0].words == words


def test_a_line_of_a_text_is_told_what_spoke_for_and_against_it():
    document = Document(origin=Origin(uri="a"), name="a.txt", data=(SEEDS / "000_a78018c0d6ec8e35.txt").read_bytes())
    article = convert(document, Settings())
    assert isinstance(article, Article)
    placed = list(walk(article.body))

    reasons = text_reasons(article, placed, Settings())

    assert reasons.keys() == {place for place, _ in placed}
    assert {place: reason.score for place, reason in reasons.items()} == {place: block.score for place, block in placed}
    by_score = [
        reasons[place] for place, block in placed if block.detected_by == "score" and block.role is Role.HEADING
    ]
    assert by_score
    for reason in by_score:
        assert reason.heading_score is not None
        assert reason.heading_score > 0.5
        assert len(reason.shares) > 2
        assert all(share.weight for share in reason.shares)
    by_label = [reasons[place] for place, block in placed if block.detected_by == "label" and block.role is Role.LABEL]
    assert [reason.shares[0] for reason in by_label] == [Share(words="the words of a known label")] * len(by_label)
    assert by_label
    paragraphs = [reasons[place].shares for place, block in placed if block.role is Role.PARAGRAPH]
    assert (Share(words="no heading by its score"),) in paragraphs


def test_the_first_line_of_a_text_is_told_why_it_is_a_heading_or_none():
    document = Document(
        origin=Origin(uri="a"), name="a.txt", data=b"The harbour bridge\n\nThe bridge was opened by the mayor.\n"
    )
    article = convert(document, Settings())
    assert isinstance(article, Article)
    (place, first), *_ = placed = list(walk(article.body))

    assert first.start == 0
    assert text_reasons(article, placed, Settings())[place].heading_score is not None


def test_a_block_of_a_record_says_in_which_field_it_was():
    placed = [("title", block("json:headline", 0.5)), ("summary[0]", block("feed:description"))]

    assert record_reasons(placed) == {
        "title": BlockReason(shares=(Share(words="the field “headline” of the record"),), score=0.5),
        "summary[0]": BlockReason(shares=(Share(words="the element “description” of the entry"),), score=None),
    }


DAY, OTHER_DAY = (Moment(on=date(2026, 5, day), precision=Precision.DAY) for day in (3, 4))
YEAR = Moment(precision=Precision.YEAR)
CHOSEN = DateCandidate(kind=DateKind.PUBLISHED, evidence="json-ld", text="2026-05-03", moment=DAY, chosen=True)


def candidate(moment: Moment | None, kind: DateKind = DateKind.PUBLISHED) -> DateCandidate:
    return DateCandidate(kind=kind, evidence="time", text="as found", moment=moment)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (CHOSEN, "chosen: the most trusted that holds a day"),
        (candidate(None), "no date can be read from it"),
        (candidate(YEAR), "holds no day, only the year"),
        (candidate(DAY), "says the same day as json-ld, which is more trusted or says more"),
        (candidate(OTHER_DAY), "less trusted than json-ld"),
        (candidate(DAY, DateKind.MODIFIED), "in doubt"),
        (candidate(YEAR, DateKind.MODIFIED), "holds no day, only the year"),
    ],
)
def test_every_date_says_why_it_was_chosen_or_not(found: DateCandidate, words: str):
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
def test_a_date_in_doubt_says_what_the_doubt_is(kind: DateKind, rule: str, evidence: str | None, is_said: bool):
    issue = QualityIssue(rule=rule, severity=Severity.WARNING, place="article", evidence=evidence)
    dates = (candidate(OTHER_DAY, kind), CHOSEN)

    words = date_reasons(Article(format="html", parser="html/1", dates=dates, quality_issues=(issue,)))[0].words

    assert (words == evidence) == is_said


def test_a_choice_of_everything_is_all():
    assert Choice().is_all is True
    assert Choice(source="n.example").is_all is False
