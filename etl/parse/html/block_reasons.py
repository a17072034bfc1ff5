"""The reasons, in words, why each block of a page became a part of the article or was left out."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence

from lxml.html import HtmlElement

from etl.articles import Block, Role
from etl.parse.document_lines import Fragment, Placed, SourceLine, Verdict
from etl.parse.html.boilerplate import BOILERPLATE_TAGS, Regions
from etl.parse.html.layout import PARTS
from etl.parse.html.main_text.choice import MAIN, Choice
from etl.parse.html.parts.body import BODY
from etl.parse.html.parts.captions import CAPTIONS
from etl.parse.html.parts.facts import box_of
from etl.parse.html.parts.live import LIVE
from etl.parse.html.parts.standfirst import STANDFIRST
from etl.parse.html.parts.title import TITLE, title_position
from etl.parse.html.read_page import ReadPage
from etl.parse.html.sections import is_heading
from etl.parse.html.state import PageState
from etl.parse.html.tree import name_words
from etl.parse.reading import BlockReason, Share, detected_by_reasons
from etl.words.element_names import NameKind, words_of
from etl.words.fact_labels import LabelKind
from etl.words.folding import squashed

MIN_LINK_SHARE = 0.5  # of a block that is said to be a link

TEXT, NOT_CHOSEN = "text", "not chosen"
CHOSEN_BY = {
    "score": "chosen by its score",
    "vote": "chosen by its score and trafilatura together",
    "trafilatura": "chosen by trafilatura",
}
HEADINGS = {
    "html:bold": "a short line, all bold, that is not a sentence",
    "html:name": "its element is named as a heading",
    "html:style": "lines with its style are above longer paragraphs",
    "html:live": "the heading of an update, after its time",
}


def page_lines(read: ReadPage, placed: Sequence[Placed]) -> list[SourceLine]:
    """Every block of the page in reading order, labelled with its tag, with the reason why it was kept or left out.

    `placed` are the blocks of the article that was made from the page.
    """
    kept = dict(_kept(read.state))
    places = _places(read.state, placed)
    of_place = dict(placed)
    edges = _Edges(read)
    scores = read.choice.scores
    lines = []
    for position, block in enumerate(read.state.blocks):
        reason = kept.get(position) or edges.left_out(position)
        is_scored = bool(scores) and reason in (TEXT, NOT_CHOSEN)
        place = places.get(position)
        if reason == TEXT:
            reason = _text_reason(read.choice, position, of_place.get(place or ""))
        elif reason == NOT_CHOSEN:
            reason = edges.not_chosen(position)
        verdict = Verdict(kept=position in kept, reason=reason, score=scores[position] if is_scored else None)
        fragment = Fragment(text=block.text, place=place)
        lines.append(SourceLine(label=str(block.element.tag), fragments=(fragment,), verdict=verdict))
    return lines


def page_reasons(lines: Sequence[SourceLine], placed: Sequence[Placed]) -> dict[str, BlockReason]:
    """The reason for each block of the article: that of the page's block, else that of its `detected_by`."""
    verdicts = {line.fragments[0].place: line.verdict for line in lines}
    reasons = detected_by_reasons(placed)
    for place, block in placed:
        verdict = verdicts.get(place)
        if verdict is not None:
            score = verdict.score if block.score is None else block.score
            reasons[place] = BlockReason(shares=(Share(words=verdict.reason),), score=score)
    return reasons


def choice_reason(choice: Choice) -> BlockReason:
    """The reason for the choice of the main text; its score is the agreement (F1) of the two engines."""
    words = {"vote": "score and trafilatura"}.get(choice.chosen_by, choice.chosen_by)
    return BlockReason(shares=(Share(words=f"chosen by {words}"),), score=choice.agreement)


def _kept(state: PageState) -> Iterator[tuple[int, str]]:
    """Yield each position that a part took, with the reason, which is TEXT for the body."""
    for part in PARTS:
        yield from ((position, TEXT if part is BODY else reason) for position, reason in part.takes(state))


def _places(state: PageState, placed: Sequence[Placed]) -> dict[int, str]:
    """Position of a block -> its place in the article, if it has one."""
    groups: dict[str, list[Placed]] = defaultdict(list)
    for place, block in placed:
        groups[place.partition("[")[0]].append((place, block))
    texts = [block.text for block in state.blocks]
    found: dict[int, str] = {}
    for name, positions in _ordered(state).items():
        found |= _matched(positions, groups[name], texts)
    return found


def _ordered(state: PageState) -> dict[str, list[int]]:
    """Part of the article -> positions of its blocks, in the order of the article."""
    boxes = {kind: box_of(state, kind) for kind in LabelKind}
    items = {kind: list(box.items) if box else [] for kind, box in boxes.items()}
    labels = {f"labels.{kind}": _some(box.label) if box else [] for kind, box in boxes.items()}
    updates = [p for entry in state[LIVE] for p in (*_some(entry.heading_position), *entry.text)]
    return {
        "title": _some(title_position(state)),
        **labels,
        "facts": items[LabelKind.FACTS],
        "summary": [*state[STANDFIRST], *items[LabelKind.SUMMARY]],
        "sections": sorted((*state[BODY], *updates)),
        "captions": list(state[CAPTIONS]),
        "extra": sorted(position for part in PARTS if part.extra for position, _ in part.takes(state)),
    }


def _some(position: int | None) -> list[int]:
    return [] if position is None else [position]


def _matched(positions: list[int], placed: list[Placed], texts: Sequence[str]) -> dict[int, str]:
    """Position -> place: matched in order if there are as many blocks as places, else by text."""
    if len(positions) == len(placed):
        return {position: place for position, (place, _) in zip(positions, placed, strict=True)}
    waiting: Mapping[str, deque[str]] = defaultdict(deque)
    for place, block in placed:
        waiting[squashed(block.text)].append(place)
    said = {position: waiting[squashed(texts[position])] for position in positions}
    return {position: places.popleft() for position, places in said.items() if places}


def _text_reason(choice: Choice, position: int, block: Block | None) -> str:
    """The reason for a block of the body, by what it became."""
    if block is not None and block.role is Role.HEADING:
        how = HEADINGS.get(block.detected_by, f"its tag is {block.detected_by.partition(':')[2]}")
        return f"main text, a heading: {how}"
    if position in choice.positions:
        return f"main text, {CHOSEN_BY[choice.chosen_by]}"
    return "not chosen, but it is among rows or items of the main text"


class _Edges:
    """The reasons why blocks are left out; facts about the whole page are computed once."""

    def __init__(self, read: ReadPage) -> None:
        self._read = read
        self._chosen = frozenset(read.choice.positions)
        body, title = read.state[BODY], read.state[TITLE]
        self._first, self._last = (body[0], body[-1]) if body else (0, -1)
        self._title = squashed(title.block.text) if title else ""
        self._title_position = title.position if title else None

    def left_out(self, position: int) -> str:
        """The first reason that applies; NOT_CHOSEN for a block that is not main text."""
        state = self._read.state
        if position in state.left_out:
            return state.left_out[position]
        if state.is_boilerplate(position):
            return _boilerplate_reason(state.blocks[position].element, state.regions)
        if position in self._chosen:
            return self._dropped(position)
        return NOT_CHOSEN

    def not_chosen(self, position: int) -> str:
        """The place of a block that is not main text, and the reason for that decision."""
        choice = self._read.choice
        where = "in the text"
        if not self._first <= position <= self._last:
            where = "before the text" if position < self._first else "after the end of the text"
        is_outvoted = choice.scores[position] > MAIN  # although it was not chosen
        return f"{where}, {'trafilatura does not take it' if is_outvoted else 'too low a score for main text'}"

    def _dropped(self, position: int) -> str:
        block = self._read.state.blocks[position]
        if self._title and squashed(block.text) == self._title:
            return "repeats the title"
        if self._title_position is not None and position < self._title_position:
            return "before the title"
        if position > self._last and is_heading(block):
            return "a heading with no text under it"
        if block.link_share > MIN_LINK_SHARE:
            return "leads to another article"
        return "belongs to another article on the page, or is not text of this one"


def _boilerplate_reason(element: HtmlElement, regions: Regions) -> str:
    """The reason that names the outermost element that is boilerplate."""
    named = element
    for around in element.iterancestors():
        if not regions.is_boilerplate(around):
            break
        named = around
    if named.tag in BOILERPLATE_TAGS:
        return f"inside <{named.tag}>"
    words = sorted(words_of(NameKind.BOILERPLATE) & name_words(named))
    return f"inside an element named “{words[0]}”" if words else "inside boilerplate of the page"
