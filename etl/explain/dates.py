"""Why blocks and dates of an article were taken, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from etl.articles import Article, Block, DateCandidate, Role
from etl.errors import RejectedDocument
from etl.parse.html.reasons import PageReason
from etl.parse.text.reasons import ExplainedUnit, explain_text
from etl.settings import Settings

Placed = tuple[str, Block]

DETECTED_BY = {
    "mark": "by its mark",
    "label": "under a known label",
    "structure": "by its place in the text",
    "phrase": "by a set phrase",
    "score": "by its heading score",
    "rule": "by a rule over the heading score",
    "text": "the first line of the text",
    "json-ld": "declared in the page's JSON-LD",
    "html:title": "the title element of the page",
    "html:bold": "a short line all in bold",
    "html:name": "by the name of its element",
    "html:style": "by a style that headings share",
    "html:live": "the heading of an update, behind its clock",
    "html:place": "by its place between title and text",
}
ORIGINS = {  # by what stands before the colon
    "json": "the field “{}” of the record",
    "feed": "the element “{}” of the entry",
    "meta": "declared in the page's meta “{}”",
    "html": "its tag is {}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One thing seen of a block; `weight` above 0 speaks for a heading, below 0 against; None where it only tells."""

    words: str
    weight: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockReason:
    """Why a block of the article has its role."""

    shares: tuple[Share, ...]  # the strongest first
    score: float | None  # 0 to 1, that the decision is right
    heading_score: float | None = None  # 0 to 1, of a line of text


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReason:
    """A date that was found, and why it was chosen or not."""

    candidate: DateCandidate
    words: str


def text_reasons(article: Article, placed: Sequence[Placed], settings: Settings) -> dict[str, BlockReason]:
    """The reasons for each block of a text, by place."""
    try:
        units = explain_text(article.source_text or "", max_title_chars=settings.max_title_chars)
    except RejectedDocument:
        units = ()
    of_start = {unit.start: unit for unit in units}
    return {place: _text_reason(block, of_start.get(block.start or 0)) for place, block in placed}


def page_block_reasons(page: Sequence[PageReason], placed: Sequence[Placed]) -> dict[str, BlockReason]:
    """The reasons for each block of a page's article: those of the page's own block, else what it was detected by."""
    of_place = {block.place: block for block in page if block.place is not None}
    reasons = {}
    for place, block in placed:
        on_page = of_place.get(place)
        words = on_page.reason if on_page else detected_by_words(block.detected_by)
        score = on_page.score if on_page and block.score is None else block.score
        reasons[place] = BlockReason(shares=(Share(words=words),), score=score)
    return reasons


def record_reasons(placed: Sequence[Placed]) -> dict[str, BlockReason]:
    """What each block of a record was detected by."""
    return {
        place: BlockReason(shares=(Share(words=detected_by_words(block.detected_by)),), score=block.score)
        for place, block in placed
    }


def detected_by_words(detected_by: str) -> str:
    """What `Block.detected_by` says, in words."""
    origin, _, name = detected_by.partition(":")
    return DETECTED_BY.get(detected_by) or ORIGINS.get(origin, detected_by).format(name)


def date_reasons(article: Article) -> list[DateReason]:
    """Every date that was found, in the order in which it was found."""
    return [DateReason(candidate=candidate, words=_date_words(article, candidate)) for candidate in article.dates]


def _text_reason(block: Block, unit: ExplainedUnit | None) -> BlockReason:
    decision = (Share(words=_decision(block)),)
    if unit is None:
        return BlockReason(shares=decision, score=block.score)
    weighed = tuple(Share(words=reason.words, weight=reason.share) for reason in unit.reasons)
    is_weighed = block.detected_by == "score"
    shares = weighed if is_weighed and weighed else (*decision, *weighed)
    return BlockReason(shares=shares, score=block.score, heading_score=unit.heading_score)


def _decision(block: Block) -> str:
    if block.detected_by == "score" and block.role not in (Role.TITLE, Role.HEADING, Role.LABEL):
        return "no heading by its score"
    if block.role is Role.LABEL and block.detected_by == "label":
        return "the words of a known label"
    return detected_by_words(block.detected_by)


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
