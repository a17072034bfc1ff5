"""What is beside a line of names: a date, or something that only authors have."""

from collections.abc import Sequence
from enum import IntEnum
from unicodedata import normalize

import regex
from lxml.html import HtmlElement

from etl.parse.credits.byline_line import Named
from etl.parse.credits.byline_names import is_role_line
from etl.parse.dates.date_lines import read_dateline, read_pieces
from etl.parse.html.blocks import PageBlock
from etl.parse.html.line_kinds import names_one_author
from etl.parse.html.links import leads_elsewhere
from etl.parse.html.parts.chosen_text import last_of_text
from etl.parse.html.parts.pictures import PICTURE_LINES
from etl.parse.html.state import PageState
from etl.parse.html.tree import text_of
from etl.words.agencies import agency_of
from etl.words.characters import letter_count
from etl.words.element_names import NameKind
from etl.words.folding import squashed

MIN_BIOGRAPHY_LETTERS = 15  # behind the name, see letter_count
MIN_ACCOUNT_WORD_CHARS = 3
MAX_PATH_PARTS = 2  # of the address of a person: /people/ann-lee
ACCOUNT = regex.compile(r"[\w.+-]*@[\w.-]+")
ADDRESS = regex.compile(r"^https?://[^/]*|[?#].*$")
MARK = regex.compile(r"\p{M}")
PART = regex.compile(r"[,;|·•()（）]|\s[–—-]\s|\b(?=avec )")


class Evidence(IntEnum):
    """What is beside a line of names."""

    NOTHING = 0
    DATE = 1
    AUTHOR = 2  # "by", a role, an agency, a portrait, an account, the link to a person, or a biography


def evidence_beside(state: PageState, position: int, named: Sequence[Named]) -> Evidence:
    """The best evidence that the names in a line are those of authors."""
    block = state.blocks[position]
    if any(name.is_labelled for name in named) or _is_of_authors(state, position, named):
        return Evidence.AUTHOR
    if read_pieces(block.text, block.pieces, state.languages, "byline"):
        return Evidence.DATE
    beside = [state.blocks[p].text for p in (position - 1, position + 1) if 0 <= p < len(state.blocks)]
    return Evidence(any(read_dateline(text, state.languages, "byline") is not None for text in beside))


def is_biography(state: PageState, position: int, name: str) -> bool:
    """Whether a block begins with the name, and goes on to say who that is."""
    text = state.blocks[position].text
    return text.startswith(name) and letter_count(text) >= letter_count(name) + MIN_BIOGRAPHY_LETTERS


def is_of_pictures(state: PageState, position: int) -> bool:
    """Whether a line is the caption or credit of a picture."""
    kinds = state.names.around(position)
    is_credit = NameKind.CREDIT in kinds and bool(state.blocks[position].pictures)
    return position in state[PICTURE_LINES] or NameKind.CAPTION in kinds or is_credit


def is_in_other_link(state: PageState, block: PageBlock, name: str) -> bool:
    """Whether a name is in a link to another page that is not that of a person: to a topic or section."""
    links = [e for e in block.inline if e.tag == "a" and name in text_of(e)]
    links = [link for link in links if link.get("href") and leads_elsewhere(link, state.page)]
    return any(not names_one_author(link) and not _leads_to(link, squashed(name)) for link in links)


def _is_of_authors(state: PageState, position: int, named: Sequence[Named]) -> bool:
    block = state.blocks[position]
    following = state.blocks[position + 1].text if position + 1 < len(state.blocks) else ""
    if is_role_line(following) or any(_is_role_behind(block.text, name.name) for name in named):
        return True
    parts = [part.strip() for part in (*PART.split(block.text), *block.pieces)]
    if any(part and (is_role_line(part) or agency_of(part) is not None) for part in parts):
        return True
    names = [squashed(name.name) for name in named]
    if any(name in squashed(picture.get("alt") or "") for picture in block.pictures for name in names):
        return True
    if any(names_one_author(e) or any(_leads_to(e, name) for name in names) for e in block.inline):
        return True
    if _has_account(f"{block.text} {following}", named):
        return True
    below = range(max(position + 1, last_of_text(state) - 1), len(state.blocks))
    return any(is_biography(state, p, named[0].name) for p in below)


def _is_role_behind(text: str, name: str) -> bool:
    """Whether the word behind a name is a role: "홍길동 기자"."""
    words = text.partition(f"{name} ")[2].split()
    return bool(words) and is_role_line(words[0])


def _has_account(text: str, named: Sequence[Named]) -> bool:
    """Whether a text has an address or account with a word of the names."""
    accounts = [squashed(account) for account in ACCOUNT.findall(text)] if "@" in text else []
    words = [_without_accents(squashed(word)) for name in named for word in name.name.split()]
    long = [word for word in words if len(word) >= MIN_ACCOUNT_WORD_CHARS]
    return any(word in account for word in long for account in accounts)


def _leads_to(link: HtmlElement, name: str) -> bool:
    """Whether a link leads to the page of the person with this squashed name: /people/ann-lee."""
    if link.tag != "a":
        return False
    parts = [part for part in ADDRESS.sub("", link.get("href") or "").split("/") if part]
    return 0 < len(parts) <= MAX_PATH_PARTS and squashed(parts[-1]) == _without_accents(name)


def _without_accents(text: str) -> str:
    return MARK.sub("", normalize("NFD", text))
