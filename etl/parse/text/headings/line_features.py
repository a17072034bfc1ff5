"""Features of a line and its neighbours that have the same meaning in every language."""

import math
import re
from collections.abc import Sequence

import regex

from etl.parse.text.marks import Mark
from etl.parse.text.shapes import Ending, Shape, Surroundings, log_ratio, surroundings_of

SYMBOL = regex.compile(r"[\p{So}\p{Sm}\p{Sk}§†‡]")
ADDRESS = re.compile(r"https?:|www\.|\S@\S")
DIGIT = re.compile(r"\d")
ELLIPSES = ("...", "…")
INTRO_WIDTH = 60  # columns; a longer line with a colon introduces a list and is no heading
MAX_LIST_REACH = 8
MIN_INDENT = 2  # columns
CENTRED_INDENT = 9  # a paragraph hardly begins so far to the right
COMMAS = re.compile(r"[,،、，;；؛]")

Features = dict[str, float]


def line_features(shapes: Sequence[Shape]) -> list[Features]:
    """Feature -> value, per unit; feature_words.tsv explains the features."""
    surroundings = surroundings_of(shapes)
    features = []
    for position, shape in enumerate(shapes):
        features.append(
            {
                "bias": 1.0,
                **_lengths(shape, surroundings),
                **_ends(shape, surroundings),
                **_wording(shape, surroundings),
                **_marks(shapes, position, surroundings),
                **_next(shapes, position),
                **_between(shapes, position, surroundings),
                **_previous(shapes, position),
                **_runs(shapes, position),
                **_gaps(shapes, position, surroundings),
                **_indents(shapes[position], surroundings),
            }
        )
    return features


def gap_pattern(shapes: Sequence[Shape], position: int) -> tuple[bool, bool]:
    """Whether blank lines, or an end of the text, precede and follow the unit."""
    before = position == 0 or shapes[position].blank_before
    after = position + 1 == len(shapes) or shapes[position + 1].blank_before
    return before, after


def _lengths(shape: Shape, surroundings: Surroundings) -> Features:
    return {
        "width": math.log(shape.width / 40),
        "over_60": max(0.0, math.log(shape.width / 60)),
        "over_100": max(0.0, math.log(shape.width / 100)),
        "under_12": max(0.0, -math.log(shape.width / 12)),
        "of_body": log_ratio(shape.width, surroundings.body_width, -3, 2),
    }


def _ends(shape: Shape, surroundings: Surroundings) -> Features:
    is_open = shape.ending in (Ending.OPEN, Ending.PAUSE)
    return {
        "stop": float(shape.ending is Ending.STOP),
        "question": float(shape.ending is Ending.QUESTION),
        "exclamation": float(shape.ending is Ending.EXCLAMATION),
        "colon": float(shape.ending is Ending.COLON),
        "pause": float(shape.ending is Ending.PAUSE),
        "open_where_others_end": is_open * surroundings.ended_share,
        "open_as_others": is_open * (1 - surroundings.ended_share),
        "inner_stops": float(min(3, shape.inner_stops)),
        "has_inner_stop": float(shape.inner_stops > 0),
        "ellipsis": float(shape.text.endswith(ELLIPSES)),
        "as_labels_end": float(shape.ending in surroundings.label_endings),
        "colon_as_labels": float(shape.ending is Ending.COLON and Ending.COLON in surroundings.label_endings),
        "colon_unlike_labels": float(
            shape.ending is Ending.COLON
            and Ending.COLON not in surroundings.label_endings
            and len(surroundings.label_endings) > 0
        ),
        "no_colon_unlike_labels": float(
            shape.ending is not Ending.COLON and Ending.COLON in surroundings.label_endings
        ),
    }


def _wording(shape: Shape, surroundings: Surroundings) -> Features:
    text = shape.text
    return {
        "lower_first": float(text[0].islower()),
        "quoted_first": float(shape.begins_quoted),
        "quoted_sentence": float(shape.begins_quoted and shape.is_ended),
        "symbol_first": float(SYMBOL.match(text) is not None),
        "title_case": _title_case(text),
        "capitals": float(shape.is_capitals),
        "capitals_as_labels": float(shape.is_capitals and surroundings.label_is_capitals),
        "no_capitals_unlike_labels": float(not shape.is_capitals and surroundings.label_is_capitals),
        "commas": float(min(4, len(COMMAS.findall(text)))),
        "address": float(ADDRESS.search(text) is not None),
        "digits": len(DIGIT.findall(text)) / len(text),
        "label": float(shape.label is not None),
    }


def _title_case(text: str) -> float:
    """The share of words of more than three letters that begin with a capital."""
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    if not words or text.isupper() or not any(character.islower() for character in text):
        return 0.0
    return sum(word[0].isupper() for word in words) / len(words)


def _marks(shapes: Sequence[Shape], position: int, surroundings: Surroundings) -> Features:
    shape = shapes[position]
    is_number = shape.mark is Mark.NUMBER
    neighbours = [*shapes[max(0, position - 1) : position], *shapes[position + 1 : position + 2]]
    return {
        "item": float(shape.is_item),
        "number": float(is_number),
        "lone_item": float(shape.is_item and not any(other.is_item for other in neighbours)),
        "lone_number": float(is_number and not any(other.is_item for other in neighbours)),
        "lone_open_item": float(
            shape.is_item and not shape.is_ended and not any(other.is_item for other in neighbours)
        ),
        "explicit": float(shape.mark is Mark.HEADING),
        "emphasis": float(shape.mark is Mark.EMPHASIS),
        "unmarked_beside_marked": float(shape.mark is Mark.NONE and surroundings.explicit_count > 1),
        "first": float(position == 0),
        "first_open": float(position == 0 and not shape.is_ended),
        "last": float(position == len(shapes) - 1),
    }


def _next(shapes: Sequence[Shape], position: int) -> Features:
    if position + 1 == len(shapes):
        return {}
    shape, following = shapes[position], shapes[position + 1]
    return {
        "next_item": float(following.is_item),
        "colon_before_item": float(following.is_item and shape.ending is Ending.COLON),
        "next_ends": float(following.is_ended and not following.is_item),
        "next_short_open": float(following.is_short_open),
        "next_ratio": log_ratio(following.width, shape.width, -2, 3),
        "next_longer": float(following.is_ended and following.width > 1.5 * shape.width),
        "next_colon": float(following.ending is Ending.COLON),
        "next_lower": float(following.text[0].islower()),
        "next_sentences": float(min(3, following.inner_stops)),
        "stop_before_longer": float(shape.is_ended and following.width > 3 * shape.width),
        "colon_before_shorter": float(shape.ending is Ending.COLON and following.width < 1.5 * shape.width),
        "next_label": float(following.label is not None),
    }


def _between(shapes: Sequence[Shape], position: int, surroundings: Surroundings) -> Features:
    """Features of a line between two others, weighted by the share of the text's long lines that end like sentences."""
    if not 0 < position < len(shapes) - 1:
        return {}
    previous, shape, following = shapes[position - 1 : position + 2]
    is_open = shape.ending in (Ending.OPEN, Ending.PAUSE)
    is_between = is_open and previous.is_ended and following.is_ended and not shape.is_item
    unended = 1 - surroundings.ended_share
    return {
        "open_between_sentences": is_between * surroundings.ended_share,
        "open_before_text": is_between * surroundings.ended_share * (following.inner_stops > 0),
        "next_ratio_unended": unended * log_ratio(following.width, shape.width, -2, 3),
        "previous_ratio_unended": unended * log_ratio(previous.width, shape.width, -2, 3),
    }


def _previous(shapes: Sequence[Shape], position: int) -> Features:
    if position == 0:
        return {}
    shape, previous = shapes[position], shapes[position - 1]
    return {
        "previous_item": float(previous.is_item),
        "previous_ends": float(previous.is_ended),
        "previous_colon": float(previous.ending is Ending.COLON),
        "previous_pause": float(previous.ending is Ending.PAUSE),
        "previous_short_open": float(previous.is_short_open and position > 1),
        "previous_open_title": float(position == 1 and not previous.is_ended),
        "previous_sentences": float(min(3, previous.inner_stops)),
        "previous_longer": float(previous.is_ended and previous.width > 2 * shape.width),
        "previous_shorter": float(previous.width < 0.8 * shape.width),
        "previous_intro": float(previous.ending is Ending.COLON and previous.width > INTRO_WIDTH),
        "in_introduced_list": _introduced(shapes, position),
        "previous_label": float(previous.label is not None),
    }


def _introduced(shapes: Sequence[Shape], position: int) -> float:
    """The inverse of the distance to a long line with a colon above, with only plain lines between; 0 without one."""
    for distance in range(1, min(MAX_LIST_REACH, position) + 1):
        above = shapes[position - distance]
        if above.ending is Ending.COLON and above.width > INTRO_WIDTH:
            return 1 / distance
        if above.inner_stops > 0 or above.is_item or above.mark is Mark.HEADING:
            return 0.0
    return 0.0


def _runs(shapes: Sequence[Shape], position: int) -> Features:
    places = range(position - 2, position + 3)
    short = [0 < place < len(shapes) and shapes[place].is_short_open for place in places]
    return {
        "inside_short_run": float(all(short[1:4])),
        "before_short_run": float(all(short[3:])),
        "after_short_run": float(all(short[:2])),
    }


def _gaps(shapes: Sequence[Shape], position: int, surroundings: Surroundings) -> Features:
    if not surroundings.has_mixed_gaps:
        return {}
    before, after = gap_pattern(shapes, position)
    return {
        "gap_before_only": float(before and not after),
        "gap_after_only": float(after and not before),
        "no_gap_before": float(not before),
        "gap_both": float(before and after),
    }


def _indents(shape: Shape, surroundings: Surroundings) -> Features:
    step = shape.indent - surroundings.text_indent
    return {
        "deeper": float(step >= MIN_INDENT),
        "far_deeper": float(step >= CENTRED_INDENT),
        "less_deep": float(step <= -MIN_INDENT),
    }
