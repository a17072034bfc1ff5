"""The title of an article: the heading that shows it, and the spelling that is stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from etl.articles import Block, Role
from etl.parse.html.blocks import CELL_SEPARATOR, PageBlock
from etl.parse.html.declared.json_ld import texts
from etl.parse.html.declared.metadata import Page, outlet_names
from etl.parse.html.declared.titles import (
    MIN_TITLE_SHARE,
    home_names,
    is_one_title,
    title_parts,
    without_last_part,
    without_outlet,
)
from etl.parse.html.state import PageState, Part
from etl.parse.html.tree import text_of, with_ancestors
from etl.words.characters import COLONS, letter_count
from etl.words.element_names import NameKind
from etl.words.fact_labels import label_kind
from etl.words.folding import normalised, squashed, tidied, unescaped

TITLE_TAGS = ("h1", "h2")
LIST_TAGS = frozenset(("nav", "ul", "ol", "li", "dl"))  # a heading in them is meant for search engines only
MIN_COMMON_PAIRS = 0.4  # of the letter pairs of the shorter of two wordings of one title
MAX_KICKER_CHARS = 40
MIN_PART_LETTERS, MIN_PART_SHARE = 12, 0.3  # of a text that is a part of the declared title


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """The article's title, and the position of the block that shows it, if there is one."""

    block: Block
    origin: str
    position: int | None


def find_title(state: PageState) -> Title | None:
    """The title by the heading that matches a declared title, else by the first h1, else by the declared title.

    If no heading matches, another text that is one of the parts of a declared title between signs shows the title. The
    stored spelling is that of JSON-LD if it has the same letters as the heading. If the heading differs from all
    declared titles, a similar declared one is stored, because headings have kickers and may be shortened. A text longer
    than the state's `max_title_chars`, the outlet's name, and a label of facts or of a summary, is never a title.
    """
    whole = [(origin, text) for origin, text in _whole_titles(state.page) if len(text) <= state.max_title_chars]
    outlets = outlet_names(state.page) | home_names(state.page)
    titles = [(origin, _without_outlet(origin, text, outlets)) for origin, text in whole]
    declared = [(origin, text) for origin, text in titles if label_kind(text) is None]
    headings = [place for place in range(len(state.blocks)) if _is_title_like(state, place, outlets)]
    ranks = {position: _rank(state, position) for position in headings}
    shown = [position for position in sorted(headings, key=ranks.__getitem__) if not ranks[position][0]]
    wordings = [squashed(text) for _, text in declared]
    position = _shown(state.blocks, shown, wordings)
    if position is not None:
        return _as_shown(state, position, declared, outlets)
    parts = frozenset[str]().union(*(title_parts(text) for _, text in whole)) - outlets
    if (part := _longest_part(state, parts)) is not None:
        return _title(state.blocks[part].text.rstrip(CELL_SEPARATOR), f"html:{state.blocks[part].element.tag}", part)
    listed = _shown(state.blocks, [position for position in headings if ranks[position][0]], wordings)
    if listed is not None:
        return _title(declared[0][1], declared[0][0], listed)
    plain = [p for p in shown if state.blocks[p].element.tag == "h1" and not state.is_boilerplate(p)]
    if plain:
        return _as_shown(state, plain[0], declared, outlets)
    for origin, text in declared:
        return _title(text, origin, None)
    return None


def title_position(state: PageState) -> int | None:
    """The position of the block that shows the title; None if there is none."""
    title = state[TITLE]
    return title.position if title is not None else None


def _as_shown(state: PageState, position: int, declared: list[tuple[str, str]], outlets: frozenset[str]) -> Title:
    text = without_outlet(_without_kicker(state, position), outlets)
    origin = f"html:{state.blocks[position].element.tag}"
    shown = squashed(text)
    inner = [
        title
        for _, title in declared
        if text.endswith(title) and MIN_TITLE_SHARE * len(text) <= len(title) and squashed(title) != shown
    ]
    if inner:
        return _title(min(inner, key=len), origin, position)  # the heading without its kicker
    same = [(source, title) for source, title in declared if squashed(title) == shown]
    if same:
        return _title(next((title for source, title in same if source == "json-ld"), text), origin, position)
    for source, title in declared:
        if shown in title_parts(title) and not _lacks_beginning(text, title):
            break
        if source != "html:title" and _share_pairs(shown, squashed(title)):
            return _title(title, source, position)
    return _title(text, origin, position)


def _title(text: str, origin: str, position: int | None) -> Title:
    block = Block(role=Role.TITLE, text=unescaped(text), detected_by=origin)
    return Title(block=block, origin=origin, position=position)


def _whole_titles(page: Page) -> list[tuple[str, str]]:
    """The titles of JSON-LD, og:title and the title element, with their origin."""
    found = [("json-ld", text) for text in texts(page.json_ld.get("headline"))[:1]]
    found += [("meta:og:title", text) for text in page.meta.get("og:title", ())[:1]]
    head = page.tree.find(".//title")
    if head is not None and (text := unescaped(head.text or "")):
        found.append(("html:title", text))
    return [(origin, normalised(text)) for origin, text in found]


def _without_outlet(origin: str, text: str, outlets: frozenset[str]) -> str:
    """A declared title without the outlet's name, or without its last part if the name is not known."""
    bare = without_outlet(text, outlets)
    if bare != text or origin == "json-ld":
        return bare
    return without_last_part(text) if origin == "html:title" or "|" in text else text


def _longest_part(state: PageState, parts: frozenset[str]) -> int | None:
    """The position of the first of the longest texts that are parts of a declared title, preferably not boilerplate."""
    longest = max(map(len, parts), default=0)
    found: list[tuple[bool, int, int]] = []
    for position, block in enumerate(state.blocks):
        if len(block.text) > 2 * longest + MAX_KICKER_CHARS or block.link_chars:
            continue
        said = squashed(block.text)
        is_long = letter_count(said) >= MIN_PART_LETTERS and len(said) >= MIN_PART_SHARE * longest
        if said in parts and is_long and not _is_listed(state, position):
            found.append((state.is_boilerplate(position), -len(said), position))
    return min(found)[2] if found else None


def _shown(blocks: list[PageBlock], headings: list[int], declared: list[str]) -> int | None:
    """The first of the headings that equals a declared title, else the first that is most of one."""
    for same in (True, False):
        for position in headings:
            shown = squashed(blocks[position].text)
            if any(shown == text if same else is_one_title(shown, text) for text in declared):
                return position
    return None


def _is_title_like(state: PageState, position: int, outlets: frozenset[str]) -> bool:
    block, element = state.blocks[position], state.blocks[position].element
    if len(block.text) > state.max_title_chars:
        return False
    if element.tag in TITLE_TAGS or element.get("role") == "heading":
        return squashed(block.text) not in outlets
    return block.link_chars == 0 and NameKind.TITLE in state.names.of(element)


def _rank(state: PageState, position: int) -> tuple[bool, bool, bool]:
    """The rank of a heading, lower is better: outside lists, breadcrumbs and boilerplate, of the first level."""
    element = state.blocks[position].element
    is_first = element.tag == "h1" or element.get("aria-level") == "1"
    return _is_listed(state, position), state.is_boilerplate(position), not is_first


def _is_listed(state: PageState, position: int) -> bool:
    """Whether a block is in a list, in navigation or in breadcrumbs."""
    around = with_ancestors(state.blocks[position].element)
    return any(e.tag in LIST_TAGS or NameKind.BREADCRUMB in state.names.of(e) for e in around)


def _without_kicker(state: PageState, position: int) -> str:
    """The text of the heading without a short element at its start that is named a kicker."""
    block = state.blocks[position]
    for element in block.inline[:2]:
        kicker = text_of(element) if NameKind.SECTION in state.names.of(element) else ""
        if kicker and len(kicker) <= MAX_KICKER_CHARS and block.text.startswith(kicker):
            rest = tidied(block.text[len(kicker) :]).lstrip(" :|–—-·")
            return rest if len(rest) > len(kicker) else block.text
    return block.text


def _lacks_beginning(shown: str, declared: str) -> bool:
    """Whether the heading lacks the words before a colon that the declared title has: they are part of the title."""
    return declared.endswith(shown) and declared.removesuffix(shown).rstrip()[-1:] in tuple(COLONS)


def _share_pairs(first: str, second: str) -> bool:
    a, b = ({f"{x}{y}" for x, y in pairwise(text)} for text in (first, second))
    return bool(a and b) and len(a & b) >= MIN_COMMON_PAIRS * min(len(a), len(b))


def _takes(state: PageState) -> Iterator[tuple[int, str]]:
    if (position := title_position(state)) is not None:
        yield position, "matches the declared title, or is the first h1"


TITLE = Part(name="title", find=find_title, takes=_takes)
