"""Read a page: decode it, choose its main text and find its parts, from which article and reasons are made."""

from dataclasses import dataclass

from etl.articles import QualityIssue
from etl.decoding.decode import Decoded, decode
from etl.documents import Document
from etl.errors import UnknownFormat
from etl.parse.dates.date_lines import date_languages
from etl.parse.html.blocks import page_blocks
from etl.parse.html.declared.charset import declared_charset
from etl.parse.html.declared.metadata import declared_language, read_page
from etl.parse.html.declared.urls import usable_url
from etl.parse.html.layout import read_layout
from etl.parse.html.main_text.choice import Choice, choose_seen
from etl.parse.html.state import PageState
from etl.parse.html.tree import read_tree
from etl.parse.html.unread_press_exports import press_export
from etl.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """A page with its blocks and parts, and the choice of its main text."""

    decoded: Decoded
    state: PageState
    choice: Choice
    language: str | None  # declared by the page, else by the document's origin
    left_out: tuple[QualityIssue, ...]  # an issue for each limit at which something was cut from the page


def read_html(document: Document, settings: Settings) -> ReadPage:
    """The page of a document.

    Raises UnknownFormat for an export of a press database, LimitExceeded, EmptyArticle for a page without elements,
    MalformedDocument, and the same errors as decode.
    """
    declared = document.charset or declared_charset(document.data)
    decoded = decode(document.data, declared)
    if database := press_export(decoded.text):
        raise UnknownFormat(f"an export of {database} in a layout that Khabar does not read; export it as text")
    tree, left_out = read_tree(decoded.text, settings)
    url = usable_url(document.origin.target_url)
    page = read_page(tree, url)
    blocks, choice = choose_seen(tree, page_blocks(tree), url)
    chosen = list(choice.positions)
    language = declared_language(page)
    languages = date_languages(language, " ".join(blocks[position].text for position in chosen[:5]))
    state = PageState(page, blocks, chosen, languages=languages, max_title_chars=settings.max_title_chars)
    read_layout(state)
    language = language or document.language
    return ReadPage(decoded=decoded, state=state, choice=choice, language=language, left_out=left_out)
