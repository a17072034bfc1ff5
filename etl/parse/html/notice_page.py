"""Recognise pages that show a notice instead of an article: errors, consent walls, checks for robots, legal notices."""

from collections import Counter
from collections.abc import Sequence

from etl.parse.html.blocks import PageBlock
from etl.parse.html.declared.authors import declared_authors
from etl.parse.html.parts.byline import BYLINES
from etl.parse.html.parts.title import TITLE
from etl.parse.html.sections import is_heading
from etl.parse.html.state import PageState
from etl.words.notices import NoticeKind, holds_both, is_legal_title, notices_in

MAX_ERROR_CHARS = 800  # of the message of an error; the page may go on with teasers
MAX_TITLE_CHARS = 45  # of the title of an error page, which says nothing else
MAX_WALL_CHARS = 2500
MIN_WALL_SHARE = 0.8  # of the text of a consent wall, in paragraphs that speak of consent
MIN_LEGAL_WORDS = 2
MAX_LINK_SHARE = 0.5
DATES = ("article:published_time", "article:modified_time", "date", "dc.date", "pubdate")  # keys of meta elements


def notice_page(state: PageState) -> str | None:
    """What a page shows instead of an article, for the detail of the rejection; None if it may be an article.

    A page that names an author or declares its date is an article. The words of notices count only in a short text, or
    under a title that is nothing but that of a legal notice.
    """
    shown = state[TITLE]
    title = shown.block.text if shown is not None else ""
    blocks = [state.blocks[position] for position in state.chosen]
    told = [block for block in blocks if block.link_share <= MAX_LINK_SHARE and block.text != title]
    is_short = sum(len(block.text) for block in told) <= MAX_WALL_CHARS
    is_legal = is_legal_title(title)
    if not told or not (is_short or is_legal) or _is_signed(state):
        return None
    if is_legal and _count(" ".join(block.text for block in told), NoticeKind.LEGAL_WORD) >= MIN_LEGAL_WORDS:
        return "a legal notice, by its title and its words"
    message = _message(told)
    if len(message) <= MAX_ERROR_CHARS and NoticeKind.ROBOT_CHECK in notices_in(message):
        return "a check for robots or JavaScript"
    if len(message) <= MAX_ERROR_CHARS and _is_error(title, message):
        return "an error page: what was asked for is not there"
    return "a consent wall: its text only asks for consent" if is_short and _is_wall(told) else None


def _is_signed(state: PageState) -> bool:
    """Whether a page names an author, or declares a date of its own."""
    page = state.page
    is_dated = "datePublished" in page.json_ld or any(name in page.meta for name in DATES)
    return is_dated or bool(state[BYLINES]) or bool(declared_authors(page))


def _message(told: Sequence[PageBlock]) -> str:
    """The text up to the first heading that is below a paragraph."""
    found: list[str] = []
    for block in told:
        if is_heading(block) and found:
            break
        if not is_heading(block):
            found.append(block.text)
    return " ".join(found)


def _is_error(title: str, message: str) -> bool:
    """Whether the title only says that something is missing, or the message says so and what readers can do."""
    missing = (NoticeKind.MISSING_THING, NoticeKind.MISSING_STATE)
    if len(title) <= MAX_TITLE_CHARS and holds_both(title, *missing):
        found = notices_in(message)
        return NoticeKind.MISSING_STATE in found or NoticeKind.READER_WAY in found
    return holds_both(message, *missing, NoticeKind.READER_WAY) and holds_both(title, NoticeKind.MISSING_STATE)


def _is_wall(told: Sequence[PageBlock]) -> bool:
    text = " ".join(block.text for block in told)
    if not holds_both(text, NoticeKind.CONSENT_THING, NoticeKind.CONSENT_ACT, NoticeKind.OWN_VOICE):
        return False
    paragraphs = [block.text for block in told if not is_heading(block)]
    asking = [each for each in paragraphs if _count(each, NoticeKind.CONSENT_THING, NoticeKind.CONSENT_ACT)]
    return sum(map(len, asking)) >= MIN_WALL_SHARE * sum(map(len, paragraphs))


def _count(text: str, *kinds: NoticeKind) -> int:
    """The number of phrases of these kinds in the language that has most of them."""
    counts: Counter[str] = Counter()
    for kind in kinds:
        counts.update(notices_in(text).get(kind, Counter()))
    return max(counts.values(), default=0)
