"""Run-in headings, on the same line as their text: "**Why it matters:** The bridge ..."."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from etl.parse.text.marks import Mark, Marked, read_mark
from etl.parse.text.units import Unit
from etl.words.characters import (
    COLONS,
    EXCLAMATION_MARKS,
    FULL_STOPS,
    QUESTION_MARKS,
    SENTENCE_ENDS,
    cell_width,
    last_sign,
)
from etl.words.fact_labels import label_kind, needs_list
from etl.words.folding import folded
from etl.words.label_words import likely_label
from etl.words.run_ins import is_run_in

LABEL_UNITS = 6  # first units that may begin with a label of facts or summary
MIN_TEXT_WIDTH = 20  # columns of the text after the heading
MAX_CHARS = 4000  # of a unit that may have a run-in heading
MIN_BOLD = 2  # bold beginnings in a text; a single one may be emphasis
RUN_IN = "run-in"  # the family of the mark of a run-in heading
LABEL = regex.compile(
    rf"(?P<opening>\*\*|__)?(?P<label>[^{COLONS}*]{{2,40}}?)\s*"
    rf"(?:[{COLONS}]\s*(?P=opening)|(?(opening)(?P=opening)\s*)[{COLONS}])\s*(?P<text>\S.*)"
)
# "SUMMARY. The ferry runs again." Only known labels are asked for, so that no first short sentence is taken for one.
STOPPED = regex.compile(
    rf"(?P<label>[^{COLONS}*{regex.escape(SENTENCE_ENDS)}]{{2,40}})[{regex.escape(FULL_STOPS)}]\s+(?P<text>\S.*)"
)
BOLD = regex.compile(
    r"(?P<opening>\*\*|__)(?P<label>[^*_]{2,80}?)"
    rf"(?:\s*[{regex.escape(COLONS + FULL_STOPS)}]\s*(?P=opening)"
    rf"|(?<=[{regex.escape(QUESTION_MARKS + EXCLAMATION_MARKS)}])(?P=opening)"
    rf"|(?P=opening)\s*[{COLONS}])\s*(?P<text>[^\s*_].*)"
)
# A label in brackets or emphasis, or before a dash. A small letter after it continues a sentence: the dash may stand
# for "is" ("Главное — не спешить"). In a script without capitals, a single dash is no sign of a label for that reason.
OPENINGS, CLOSINGS = r"(\[{<（［｛【〔〖＜*_", r")\]}>）］｝】〕〗＞*_"
DECORATED = regex.compile(
    rf"(?:[{OPENINGS}]{{1,4}}\s*(?P<label>[^{OPENINGS}{CLOSINGS}{COLONS}]{{2,60}})[{COLONS}]?\s*[{CLOSINGS}]{{1,4}}"
    rf"\s*[{COLONS}]?\s*(?:[-–—―]{{1,2}}\s)?"
    rf"|(?P<label>[^{OPENINGS}{CLOSINGS}{COLONS}–—―|]{{2,60}}?)"
    r"(?:\s*(?:--|[–—―]{2})|\s(?:[-–—―]\s+(?=\p{Lu})|\|\s|//\s)))"
    r"\s*(?P<text>(?!\p{Ll})\S.*)"
)


@dataclass(frozen=True, slots=True)
class _RunIn:
    label: str
    text_start: int  # in the unit's raw text


def split_run_ins(units: Sequence[Unit]) -> list[Unit]:
    """The units; each that begins with a run-in heading is split in two.

    Such a heading is a label of facts or summary near the top (also "[Summary] The ...", "Summary -- The ..."), a known
    phrase ("Why it matters:"), or a bold beginning that ends in a colon, full stop or question mark, if the text has
    several. A bold beginning that occurs twice is the name of a speaker.
    """
    bold = [_bold(unit) for unit in units]
    uses = Counter(folded(found.label) for found in bold if found is not None)
    are_headings = sum(count == 1 for count in uses.values()) >= MIN_BOLD
    split: list[Unit] = []
    for position, (unit, found) in enumerate(zip(units, bold, strict=True)):
        is_heading = found is not None and are_headings and uses[folded(found.label)] == 1
        settled = found if is_heading else _known(unit, is_near_top=position < LABEL_UNITS)
        split += _split(unit, settled) if settled is not None else [unit]
    return split


def _bold(unit: Unit) -> _RunIn | None:
    if unit.marked.mark is not Mark.NONE or not unit.raw.startswith(("**", "__")) or len(unit.raw) > MAX_CHARS:
        return None
    return _fitting(BOLD.fullmatch(unit.raw))


def _known(unit: Unit, *, is_near_top: bool) -> _RunIn | None:
    if unit.marked.mark not in (Mark.NONE, Mark.EMPHASIS) or len(unit.raw) > MAX_CHARS:
        return None
    decorated = _fitting(DECORATED.fullmatch(unit.raw)) if is_near_top else None
    if decorated is not None and _is_label(unit, decorated) and _has_sentence(unit, decorated):
        return decorated
    found = _fitting(LABEL.fullmatch(unit.raw)) or (_fitting(STOPPED.fullmatch(unit.raw)) if is_near_top else None)
    if found is None:
        return None
    return found if (is_near_top and _is_label(unit, found)) or is_run_in(found.label) else None


def _is_label(unit: Unit, found: _RunIn) -> bool:
    likely = likely_label(found.label) if label_kind(found.label) is None else None
    is_known = label_kind(found.label) is not None or (likely is not None and likely.is_sure)
    return is_known and (not needs_list(found.label) or _begins_list(unit, found))


def _has_sentence(unit: Unit, found: _RunIn) -> bool:
    """Whether a sentence or an item is behind the label, not the words of a title: "[Summary] The year in pictures"."""
    return last_sign(unit.raw) in SENTENCE_ENDS or _begins_list(unit, found)


def _begins_list(unit: Unit, found: _RunIn) -> bool:
    return read_mark(unit.raw[found.text_start :]).mark in (Mark.BULLET, Mark.NUMBER)


def _fitting(found: "regex.Match[str] | None") -> _RunIn | None:
    if found is None or cell_width(found["text"]) < MIN_TEXT_WIDTH:
        return None
    return _RunIn(found["label"].strip(), found.start("text"))


def _split(unit: Unit, found: _RunIn) -> list[Unit]:
    cut = unit.raw_start + found.text_start
    label, text = unit.raw[: found.text_start].rstrip(), unit.raw[found.text_start :]
    marked = Marked(mark=Mark.EMPHASIS, family=RUN_IN, text=found.label)
    return [
        replace(unit, end=unit.raw_start + len(label), marked=marked, raw=label),
        replace(unit, start=cut, raw=text, raw_start=cut, marked=read_mark(text), blank_before=False),
    ]
