"""Recognise lines of a page by their words and element names: bylines, dates, notes on machine-made text."""

import re
from collections import Counter
from functools import cache
from itertools import islice

from lxml.html import HtmlElement

from etl.articles import Role
from etl.parse.credits.authors import is_signature, opens_as_byline
from etl.parse.credits.byline_line import may_credit, read_byline
from etl.parse.credits.byline_names import has_capitals, is_full_name
from etl.parse.dates.date_lines import read_byline_dates, read_pieces
from etl.parse.dates.labels import split_label
from etl.parse.html.blocks import PageBlock
from etl.parse.html.declared.metadata import declared_language
from etl.parse.html.state import PageState
from etl.parse.html.tree import NAME_WORDS, with_ancestors
from etl.words.characters import ends_sentence
from etl.words.date_suffixes import DateUnit, unit_words
from etl.words.element_names import NameKind, words_of
from etl.words.page_notes import PhraseKind, holds_spelling, phrases_in

MAX_BYLINE_CHARS = 200
MAX_META_CHARS = 100
MAX_AI_NOTE_CHARS = 400
MAX_CORRECTION_CHARS = 600
SUBJECT_CHARS = 25  # at the start of a sentence, in which its subject is
CREDIT_ROLES = (Role.PARAGRAPH, Role.LIST_ITEM, Role.TABLE_ROW)
TAG_LEVELS = 4  # of elements around a line, whose tags may say what it is: <story-author>


def is_byline(state: PageState, position: int) -> bool:
    """Whether a short text is a byline: by the names of its elements, a link to an author, "by", or a date."""
    block = state.blocks[position]
    if len(block.text) > MAX_BYLINE_CHARS or block.role is Role.HEADING:
        return False
    if is_marked_byline(state, position):
        return True
    return is_signature(block.text, declared_language(state.page)) or _credits_author(state, block)


def is_marked_byline(state: PageState, position: int) -> bool:
    """Whether elements of a block are marked as a byline or author: by names, `address`, rel, itemprop, a link."""
    block = state.blocks[position]
    if NameKind.BYLINE in state.names.around(position) or any(map(names_one_author, (block.element, *block.inline))):
        return True
    around = [element.tag for element in islice(with_ancestors(block.element), TAG_LEVELS)]
    return "address" in around[:2] or any("-" in tag and _names_author(tag) for tag in around)


def names_one_author(element: HtmlElement) -> bool:
    """Whether an element is marked as the name of one author, or is a link to the page of one: /author/ann-lee."""
    if "author" in (element.get("rel") or "").split() or element.get("itemprop") in ("author", "name"):
        return True
    path = (element.get("href") or "").split("?")[0].strip("/").split("/") if element.tag == "a" else []
    return any(map(_names_author, path[:-1]))


def _names_author(name: str) -> bool:
    return not words_of(NameKind.BYLINE).isdisjoint(NAME_WORDS.findall(name.lower()))


def _credits_author(state: PageState, block: PageBlock) -> bool:
    """Whether a line without marks names an author: a full name after "by", or only names and a date or account."""
    text = block.text
    if len(text) > MAX_META_CHARS or block.role not in CREDIT_ROLES or not may_credit(text):
        return False
    read = read_byline(block.pieces, declared_language(state.page))
    full = [named for named in read.names if is_full_name(named.name)]
    if not full or full[0].is_labelled:
        return bool(full)
    if read.unknown or len(full) < len(read.names) or not has_capitals(text) or _is_mentioned(state, full[0].name):
        return False
    return "@" in text or bool(read_pieces(text, block.pieces, state.languages, "byline"))


def _is_mentioned(state: PageState, name: str) -> bool:
    """Whether a paragraph says the name: then it is a place, or who the article is about."""
    texts = (state.blocks[position].text for position in state.chosen)
    return any(name in text for text in texts if len(text) > MAX_META_CHARS)


def is_dated_line(block: PageBlock, languages: tuple[str, ...]) -> bool:
    """Whether a line begins with "by" or the label of a date, and has a date as in bylines."""
    if len(block.text) > MAX_BYLINE_CHARS or block.role is not Role.PARAGRAPH or ends_sentence(block.text):
        return False
    if not opens_as_byline(block.text) and split_label(block.text)[0] is None:
        return False
    return bool(read_byline_dates(block.text, languages, "byline"))


def is_meta_line(block: PageBlock) -> bool:
    """Whether a short line has a time or begins with the label of a date: "Updated 10:49, 5 minutes to read"."""
    if len(block.text) > MAX_META_CHARS or not any(character.isdigit() for character in block.text):
        return False
    has_time = any(element.tag == "time" for element in block.inline)
    return has_time or split_label(block.text)[0] is not None or _clock().search(block.text) is not None


def is_ai_note(state: PageState, position: int, *, is_apart: bool, is_below: bool = False) -> bool:
    """Whether a short text says that a machine made or helped to make the text, key points or translation.

    Either the names of its elements say so and it mentions a model, or it is separate from the running text and says
    what made the text, how, and what was made. If it names only what also makes other things ("software"), it must say
    two things that were done to the text: written and checked. Below the text, such a note about a model need not say
    what was made.
    """
    block = state.blocks[position]
    if len(block.text) > MAX_AI_NOTE_CHARS or block.role in (Role.HEADING, Role.CAPTION):
        return False
    is_named = NameKind.AI in state.names.around(position)
    if not is_named and not is_apart:
        return False
    found = phrases_in(block.text)
    made, parts = found.get(PhraseKind.AI_MAKING, Counter()), found.get(PhraseKind.ARTICLE_PART, Counter())
    if PhraseKind.AI_MODEL in found or holds_spelling(block.text, "ai_acronym"):
        return is_named or any(parts[language] or (is_below and made[language] > 1) for language in made)
    return any(made[language] > 1 and parts[language] for language in found.get(PhraseKind.MACHINE, ()))


def is_correction_note(state: PageState, position: int) -> bool:
    """Whether a short text, which is separate from the running text, speaks of an earlier version of the article.

    Or it begins with the article and says that it was changed, and has a date or looks different from the text. Words
    of different languages do not count together.
    """
    block = state.blocks[position]
    if len(block.text) > MAX_CORRECTION_CHARS or block.role in (Role.HEADING, Role.CAPTION):
        return False
    found = phrases_in(block.text)
    parts = found.get(PhraseKind.ARTICLE_PART, Counter()).keys()
    version, made = (
        found.get(kind, Counter()).keys() for kind in (PhraseKind.CORRECTION_VERSION, PhraseKind.CORRECTION_MADE)
    )
    if PhraseKind.CORRECTION_REGRET in found or not version.isdisjoint(parts):
        return True
    is_told = any(map(str.isdigit, block.text)) or state.looks.is_set_off(position)
    if not is_told or made.isdisjoint(parts):
        return False
    return not made.isdisjoint(phrases_in(block.text[:SUBJECT_CHARS]).get(PhraseKind.ARTICLE_PART, ()))


@cache
def _clock() -> re.Pattern[str]:
    return re.compile(rf"\d{{1,2}}\s?[:.h]\s?\d{{2}}(?!\d)|\d{{1,2}}{unit_words(DateUnit.HOUR)}")
