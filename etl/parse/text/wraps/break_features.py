"""Features of a line break that have the same meaning in every language."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from etl.parse.text.marks import Mark, Marked, strip_closing_colon
from etl.parse.text.visible_lines import Line
from etl.parse.text.wraps.wrapping import MAX_WIDTH as MAX_WRAPPED_WIDTH
from etl.parse.text.wraps.wrapping import UNWRAPPED, Wrapping
from etl.words.characters import COLONS, COMMAS, ends_sentence, is_unspaced, last_sign
from etl.words.fact_labels import label_kind

WIDEST_SHARE = 0.95  # of the lines, which are not wider than the width that is taken for that of an unwrapped text
MAX_WIDTH = 400
FULL_SHARE = 0.85  # of the width; a line that is wider is full
SHORT_SHARE = 0.6  # of the width
OVER_COLUMNS = 15
OPENERS = "\"'«“„‘‟‹「『(（[¿¡"
HYPHENS = "-‐\u00ad"

Features = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The lines of a text, and what they have in common."""

    lines: Sequence[Line]
    marks: Sequence[Marked]
    wrapping: Wrapping
    breaks: Sequence[int]  # the positions of the lines that may continue the line before
    columns: Sequence[int]  # the width of each line with its indent
    ended: Sequence[bool]  # whether each line ends like a sentence
    width: int  # of the text
    base_indent: int  # the most frequent one
    indented_share: float  # of the lines that are indented deeper
    blank_share: float  # of the lines that follow a blank line
    open_share: float  # of the breaks after a long line that does not end like a sentence
    lower_share: float  # of the breaks: those of them before a lower-case letter
    full_share: float  # of the breaks after a line that is nearly as wide as the text

    @property
    def is_wrapped(self) -> bool:
        return self.wrapping is not UNWRAPPED


def layout_of(lines: Sequence[Line], marks: Sequence[Marked], wrapping: Wrapping, breaks: Sequence[int]) -> Layout:
    """The layout of a text; `breaks` are the positions of the lines that may continue the line before."""
    columns = [wrapping.columns(line) for line in lines]
    widest = sorted(columns)[int(WIDEST_SHARE * len(columns))]
    width = min(wrapping.width if wrapping is not UNWRAPPED else widest, MAX_WIDTH)
    ended = [ends_sentence(line.text) for line in lines]
    base_indent = Counter(line.indent for line in lines).most_common(1)[0][0]
    open_breaks = [at for at in breaks if not ended[at - 1] and columns[at - 1] >= SHORT_SHARE * width]
    return Layout(
        lines=lines,
        marks=marks,
        wrapping=wrapping,
        breaks=breaks,
        columns=columns,
        ended=ended,
        width=width,
        base_indent=base_indent,
        indented_share=sum(line.indent > base_indent for line in lines) / len(lines),
        blank_share=sum(line.blank_before for line in lines) / len(lines),
        open_share=len(open_breaks) / len(breaks),
        lower_share=sum(lines[at].text[0].islower() for at in open_breaks) / len(breaks),
        full_share=sum(columns[at - 1] >= FULL_SHARE * width for at in breaks) / len(breaks),
    )


def break_features(layout: Layout) -> list[Features]:
    """Feature -> value, per break."""
    return [
        {
            "bias": 1.0,
            **_text(layout),
            **_room(layout, at),
            **_signs(layout, at),
            **_widths(layout, at),
            **_indents(layout, at),
            **_marks(layout, at),
            **_neighbours(layout, at),
        }
        for at in layout.breaks
    ]


def _text(layout: Layout) -> Features:
    return {
        "wrapped": float(layout.is_wrapped),
        "open_share": layout.open_share,
        "lower_share": layout.lower_share,
        "full_share": layout.full_share,
        "blank_share": layout.blank_share,
        "few_breaks": 1 / len(layout.breaks),
        "wide": float(layout.width > MAX_WRAPPED_WIDTH),
    }


def _room(layout: Layout, at: int) -> Features:
    """Whether the first word of a line would have fitted on the line before, and how much room there was."""
    line, following = layout.lines[at - 1], layout.lines[at]
    over = layout.wrapping.needed(line, following) - layout.width
    is_explained = layout.is_wrapped and layout.wrapping.explains(line, following)
    room = min(0.6, max(0, -over) / layout.width)
    is_ended, is_open, is_lower = layout.ended[at - 1], _is_open(layout, at), _first_letter(following).islower()
    return {
        "explained": float(is_explained),
        "explained_of_few": is_explained / len(layout.breaks),
        "open_of_few": is_open / len(layout.breaks),
        "lower_of_few": is_lower / len(layout.breaks),
        "lower_where_wide": float(is_lower and layout.width > MAX_WRAPPED_WIDTH),
        "explained_after_sentence": float(is_explained and is_ended),
        "explained_inside_sentence": float(is_explained and is_open),
        "explained_where_open": is_explained * layout.open_share,
        "explained_where_lower": is_explained * layout.lower_share,
        "explained_where_blank": is_explained * layout.blank_share,
        "over": 0.0 if layout.wrapping.is_chopped else min(1.0, max(0, over) / OVER_COLUMNS) * layout.is_wrapped,
        "room": room,
        "room_where_wrapped": room * layout.is_wrapped,
        "room_inside_sentence": room * is_open,
        "room_before_lower": room * is_lower,
        "room_over_3": float(room > 0.03),
        "room_over_10": float(room > 0.1),
        "room_over_25": float(room > 0.25),
        "room_over_45": float(room > 0.45),
    }


def _signs(layout: Layout, at: int) -> Features:
    """The end of the line before, and the beginning of the line."""
    line, following = layout.lines[at - 1], layout.lines[at]
    is_ended, is_open = layout.ended[at - 1], _is_open(layout, at)
    sign, letter = last_sign(line.text), _first_letter(following)
    is_lower, is_upper = letter.islower(), letter.isupper()
    is_uncased = letter.isalpha() and not is_lower and not is_upper
    return {
        "ended": float(is_ended),
        "colon": float(bool(sign) and sign in COLONS),
        "comma": float(bool(sign) and sign in COMMAS),
        "hyphen": float(is_lower and line.text[-1] in HYPHENS),
        "lower": float(is_lower),
        "upper": float(is_upper),
        "digit": float(letter.isdigit()),
        "quoted": float(following.text[0] in OPENERS),
        "ended_before_uncased": float(is_ended and is_uncased),
        "open_before_lower": float(is_open and is_lower),
        "open_before_upper": float(is_open and is_upper),
        "open_before_uncased": float(is_open and is_uncased),
        "open_where_open": is_open * layout.open_share,
        "ended_where_open": is_ended * layout.open_share,
        "lower_where_lower": is_lower * layout.lower_share,
        "unspaced": float(is_unspaced(line.text[-1]) and is_unspaced(following.text[0])),
        "in_brackets": float(line.text.count("(") > line.text.count(")")),
        "capitals_before": float(line.text.isupper() and not following.text.isupper()),
        "capitals_after": float(following.text.isupper() and not line.text.isupper()),
        "capitals_both": float(following.text.isupper() and line.text.isupper()),
    }


def _widths(layout: Layout, at: int) -> Features:
    before, after = layout.columns[at - 1], layout.columns[at]
    is_short = after < SHORT_SHARE * layout.width
    return {
        "filled": min(1.2, before / layout.width),
        "too_wide": float(before > layout.width),
        "short": float(before < SHORT_SHARE * layout.width),
        "next_short": float(is_short),
        "next_short_open": float(is_short and not layout.ended[at]),
        "next_ended": float(layout.ended[at]),
    }


def _indents(layout: Layout, at: int) -> Features:
    line, following = layout.lines[at - 1], layout.lines[at]
    is_base = following.indent == layout.base_indent
    return {
        "indented": float(following.indent > line.indent),
        "indented_where_few_are": float(following.indent > line.indent and layout.indented_share < 0.5),
        "outdented": float(following.indent < line.indent),
        "base_indent": float(is_base),
        "unindented_where_some_are": float(
            is_base and line.indent == following.indent and layout.indented_share > 0.03
        ),
    }


def _marks(layout: Layout, at: int) -> Features:
    return {
        "label_before": float(_is_label(layout.marks[at - 1])),
        "label_after": float(_is_label(layout.marks[at])),
        "after_item": float(layout.marks[at - 1].mark in (Mark.BULLET, Mark.NUMBER)),
    }


def _neighbours(layout: Layout, at: int) -> Features:
    """The line above the line before, and what follows the line."""
    lines = layout.lines
    begins = at == 1 or lines[at - 1].blank_before
    is_short = layout.columns[at - 1] < SHORT_SHARE * layout.width
    is_last = at + 1 == len(lines) or lines[at + 1].blank_before
    above_ended = not begins and layout.ended[at - 2]
    return {
        "first_break": float(at == 1),
        "after_open_beginning": float(begins and not layout.ended[at - 1]),
        "after_short_beginning": float(begins and is_short),
        "last_short": float(is_last and layout.columns[at] < SHORT_SHARE * layout.width),
        "short_open_below_sentence": float(above_ended and is_short and _is_open(layout, at)),
        "below_short": float(not begins and layout.columns[at - 2] < SHORT_SHARE * layout.width),
    }


def _is_open(layout: Layout, at: int) -> bool:
    """Whether the line before ends neither like a sentence nor with a colon or comma."""
    sign = last_sign(layout.lines[at - 1].text)
    return not layout.ended[at - 1] and not (sign and sign in COLONS + COMMAS)


def _first_letter(line: Line) -> str:
    return next((character for character in line.text if character.isalnum()), line.text[0])


def _is_label(marked: Marked) -> bool:
    return label_kind(strip_closing_colon(marked.text)) is not None
