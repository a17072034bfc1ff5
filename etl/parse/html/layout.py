"""Assign each block of a page to a part of the article (title, facts, caption, byline, body ...) or to none."""

from etl.parse.html.parts import (
    ai_notes,
    below_text,
    body,
    byline,
    captions,
    chosen_text,
    corrections,
    date_lines,
    facts,
    live,
    mentions,
    meta_lines,
    notices,
    pictures,
    standfirst,
    title,
    title_area,
    wire_credit,
)
from etl.parse.html.state import PageState, Part

# The order matters: a block that one part has taken is not free for the next. A part may use only those before it.
PARTS: tuple[Part[object], ...] = (
    title.TITLE,
    notices.NOTICES,
    below_text.TEXT_END,
    chosen_text.CHOSEN_TEXT,
    mentions.MENTIONS,
    pictures.PICTURE_LINES,
    facts.LABELLED,
    meta_lines.META_LINES,
    standfirst.SUBTITLE,
    title_area.TITLE_AREA,
    facts.UNLABELLED,
    standfirst.STANDFIRST,
    date_lines.DATELINES,
    byline.BYLINES,
    ai_notes.AI_NOTES,
    captions.CAPTIONS,
    corrections.CORRECTIONS,
    wire_credit.CREDIT,
    live.LIVE,
    body.BODY,
)


def read_layout(state: PageState) -> None:
    """Find all parts of the page, in the order of PARTS."""
    for part in PARTS:
        state.find(part)
