"""Lines that credit authors without saying so: recognised by their shape, by what is beside them, and by the text."""

from collections.abc import Sequence

import regex
from lxml.html import HtmlElement

from etl.articles import Role
from etl.parse.credits.byline_line import Byline, Named, read_byline
from etl.parse.credits.byline_names import (
    has_capitals,
    has_family_name,
    is_full_name,
    is_ordinary_phrase,
    is_role_line,
)
from etl.parse.html.blocks import PageBlock
from etl.parse.html.declared.metadata import declared_language, outlet_names
from etl.parse.html.links import is_of_other_article
from etl.parse.html.parts.author_evidence import Evidence, evidence_beside, is_in_other_link, is_of_pictures
from etl.parse.html.parts.mentions import MENTIONS, WORD
from etl.parse.html.state import PageState
from etl.parse.html.tree import with_ancestors
from etl.words.characters import ANY_SENTENCE_END, HAN, ends_sentence, is_hangul, is_unspaced
from etl.words.date_names import base_language
from etl.words.folding import squashed

MAX_LINE_CHARS = 110
MAX_UNKNOWN = 1  # parts of a line that are neither names nor parts that lines with names have
MAX_OTHER_WORDS = 4  # in a line without any evidence
MAX_BIOGRAPHY_CHARS = 400
BIOGRAPHY_WORDS = 12  # behind the name, among which is the role
NAME_LENGTHS = (4, 3, 2)  # words
MIN_OUTLET_CHARS = 8
MIN_NAME_CHARS = 3  # two Chinese characters are more often a word than a full name
ROLES = (Role.PARAGRAPH, Role.LIST_ITEM, Role.HEADING, Role.TABLE_ROW)
ELSEWHERE = frozenset(("figure", "picture", "nav", "footer", "form"))
MAX_SHARE_ELSEWHERE = 0.3  # of the main text
MANY_NEW = 0.6  # of the words of several names, which the text must not have
HAN_NAME = regex.compile(rf"{HAN.pattern}{{3,5}}")
BESIDE_DASH = regex.compile(r"\s[–—-]\s")


def credited(state: PageState, position: int, least: Evidence = Evidence.NOTHING) -> tuple[Named, ...]:
    """The persons in a short line that consists of full names, and of places, roles, dates and sources beside them.

    () if the line is something else. A name that the text mentions is not an author: it is the subject or a place. The
    less evidence there is beside the line, the fewer words of the names may occur elsewhere; there must be at least
    `least`.
    """
    block = state.blocks[position]
    if not _is_short_line(state, position):
        return ()
    read = read_byline(block.pieces, declared_language(state.page))
    named = tuple(name for name in without_place(state, block.text, read.names) if may_be_author(state, name.name))
    named = tuple(name for name in named if not is_in_other_link(state, block, name.name))
    if not named or not _is_credit(block, read, named):
        return names_in_biography(state, position)
    found = evidence_beside(state, position, named)
    if found < least or (found < Evidence.AUTHOR and _is_contradicted(state, position, named, found)):
        return ()
    return named


def is_elsewhere(state: PageState, element: HtmlElement) -> bool:
    """Whether an element is in a picture, in navigation, or in a form that does not hold the text, as old pages do."""
    places = (around for around in with_ancestors(element) if around.tag in ELSEWHERE)
    return any(state.regions.main_share(around) < MAX_SHARE_ELSEWHERE for around in places)


def without_place(state: PageState, text: str, names: Sequence[Named]) -> Sequence[Named]:
    """The names without the place, if a line has two with a dash between them: "Ann Lee – Port Alder"."""
    if len(names) != 2 or BESIDE_DASH.fullmatch(text.partition(names[0].name)[2].partition(names[1].name)[0]) is None:
        return names
    return names[1:] if state[MENTIONS].says(names[0].name) else names[:1]


def may_be_author(state: PageState, name: str) -> bool:
    """Whether a text is a full name, and neither the outlet's, nor ordinary words, nor mentioned by the text."""
    if (
        not is_full_name(name)
        or len(name) < MIN_NAME_CHARS
        or _is_of_outlet(state, name)
        or is_ordinary_phrase(name, declared_language(state.page))
    ):
        return False
    return not state[MENTIONS].says(name)


def names_in_biography(state: PageState, position: int) -> tuple[Named, ...]:
    """The full name with which a short text begins that goes on with a role: "Ann Lee is a reporter in Port Alder"."""
    text = state.blocks[position].text
    words = text.split()
    if len(text) > MAX_BIOGRAPHY_CHARS or len(words) < max(NAME_LENGTHS):
        return ()
    are_roles = [is_role_line(word.strip(",.;")) for word in words[: max(NAME_LENGTHS) + BIOGRAPHY_WORDS]]
    if not any(are_roles[min(NAME_LENGTHS) :]):  # as in most paragraphs
        return ()
    for count in NAME_LENGTHS:
        name = " ".join(words[:count])
        read = read_byline([name], declared_language(state.page))
        if [named.name for named in read.names] == [name] and may_be_author(state, name):
            return read.names if any(are_roles[count : count + BIOGRAPHY_WORDS]) else ()
    return ()


def _is_of_outlet(state: PageState, name: str) -> bool:
    """Whether a name is the outlet's, or a part of it."""
    found = squashed(name)
    outlets = outlet_names(state.page)
    return found in outlets or (len(found) >= MIN_OUTLET_CHARS and any(found in outlet for outlet in outlets))


def _is_short_line(state: PageState, position: int) -> bool:
    block = state.blocks[position]
    if not 1 < len(block.text) <= MAX_LINE_CHARS or block.role not in ROLES or ends_sentence(block.text):
        return False
    if is_elsewhere(state, block.element):
        return False
    return not is_of_pictures(state, position) and not is_of_other_article(block.element, state.page)


def _is_credit(block: PageBlock, read: Byline, named: tuple[Named, ...]) -> bool:
    """Whether a line begins with a name, or has nothing else than names and one part more."""
    others = read.unknown + len(read.names) - len(named)
    return others <= MAX_UNKNOWN or (block.text.startswith(named[0].name) and others <= 1 + len(named))


def _is_contradicted(state: PageState, position: int, named: tuple[Named, ...], found: Evidence) -> bool:
    """Whether the names are ordinary words, or those of a section or label, as far as the text and page show."""
    block = state.blocks[position]
    if any(other.text == block.text and other.link_chars for other in state.blocks):
        return True
    if found is Evidence.NOTHING and (block.role is Role.HEADING or not _is_mere_names(state, block, named)):
        return True
    names = tuple(name.name for name in named)
    if is_unspaced(names[0][0]) or is_hangul(names[0][0]):
        return not all(_is_usual(state, name, found) for name in names)
    if names == (block.text,) and not has_capitals(block.text) and _is_label_of_list(state, position):
        return True
    is_in_page = found is Evidence.NOTHING or not has_capitals(names[0])
    return state[MENTIONS].new_share(names, in_page=is_in_page) < (MANY_NEW if len(named) > 1 else 1)


def _is_mere_names(state: PageState, block: PageBlock, named: tuple[Named, ...]) -> bool:
    """Whether a line has only names and a few words more, which are behind the names, or a place before them."""
    rest = block.text
    for name in named:
        rest = rest.replace(name.name, "")
    if any(map(str.isdigit, rest)) or ANY_SENTENCE_END.search(rest):
        return False
    words = WORD.findall(rest)
    is_behind = block.text.startswith(named[0].name) or not words
    return len(words) <= MAX_OTHER_WORDS and (is_behind or state[MENTIONS].says(" ".join(words)))


def _is_usual(state: PageState, name: str, found: Evidence) -> bool:
    """Whether a Chinese or Korean name begins with a family name; a Japanese one has a date beside it instead."""
    if base_language(declared_language(state.page) or "") == "ja":
        return found is Evidence.DATE and HAN_NAME.fullmatch(name) is not None
    return has_family_name(name)


def _is_label_of_list(state: PageState, position: int) -> bool:
    """Whether links or list items beside the line in its element follow it, so that it may be their label."""
    if position + 1 >= len(state.blocks):
        return False
    following, parent = state.blocks[position + 1], state.blocks[position].element.getparent()
    is_beside = any(element is parent for element in with_ancestors(following.element))
    return is_beside and (following.role is Role.LIST_ITEM or following.link_share > 0)
