"""All dimensions with their blocks, and the two halves into which blocks and articles are split.

A new block moves others to the other half, so that figures before and after it cannot be compared: it is added only
together with new floors, and never because of a rule that was written.
"""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from bench.figures.markup_blocks import (
    boxes,
    bylines,
    dates,
    declarations,
    head_parts,
    layouts,
    names,
    surroundings,
    text_parts,
)
from bench.figures.markup_blocks.draft import articles, digest

Half = Literal["write", "measure"]
Era = Literal["old", "new"]  # before and after about 2010

# Dimension -> its blocks.
DIMENSIONS: dict[str, Mapping[str, object]] = {
    "skeleton": layouts.SKELETONS,
    "names": names.NAMES,
    "order": layouts.ORDERS,
    "paragraphs": layouts.PARAGRAPHS,
    "containers": layouts.CONTAINERS,
    "frame_top": head_parts.FRAME_TOPS,
    "frame_bottom": head_parts.FRAME_BOTTOMS,
    "title": head_parts.TITLES,
    "title_tag": head_parts.TITLE_TAGS,
    "kicker": head_parts.KICKERS,
    "byline": bylines.BYLINES,
    "date": dates.DATES,
    "standfirst": head_parts.STANDFIRSTS,
    "date_trap": surroundings.DATE_TRAPS,
    "declaration": declarations.DECLARATIONS,
    "key_points": boxes.KEY_POINTS,
    "key_points_place": dict.fromkeys(boxes.PLACES),
    "key_points_label": dict.fromkeys(boxes.LABELS),
    "heading": text_parts.HEADINGS,
    "lookalike": boxes.LOOKALIKES,
    "picture": text_parts.PICTURES,
    "insert": text_parts.INSERTS,
    "correction": text_parts.CORRECTIONS,
    "machine_note": text_parts.MACHINE_NOTES,
    "break": surroundings.BREAKS,
    "hidden": surroundings.HIDDEN,
    "comments": surroundings.COMMENTS,
    "teasers": surroundings.TEASERS,
    "next_article": surroundings.NEXT_ARTICLES,
    "notice": surroundings.NOTICES,
}
# The share of pages that have a block of the dimension; of the others, all pages have one.
SHARES = {
    "kicker": 0.5, "standfirst": 0.7, "byline": 0.8, "date": 0.75, "date_trap": 0.6, "declaration": 0.6,
    "key_points": 0.7, "lookalike": 0.5, "heading": 0.9, "picture": 0.7, "insert": 0.45, "correction": 0.3,
    "machine_note": 0.35, "break": 0.5, "hidden": 0.5, "comments": 0.45, "teasers": 0.6, "next_article": 0.2,
    "notice": 0.6,
}  # fmt: skip
# Blocks that only old sites have, and only new ones.
OLD = {
    "skeleton": ("layout_table", "nested_tables", "font_page", "aspx_form"),
    "names": ("short", "aspx_ids"),
    "paragraphs": ("p_unclosed", "p_font", "p_justified", "line_breaks", "table_row"),
    "frame_top": ("table", "bars"),
    "frame_bottom": ("centred", "bars"),
    "title": ("font_bold",),
    "standfirst": ("font_row", "bold_line"),
    "byline": ("label_in_table", "end_right_aligned"),
    "date": ("table_cell",),
    "heading": ("font_bold", "bold_line_break"),
    "picture": ("table_cell",),
    "key_points": ("table_with_numbers",),
    "correction": ("rule_and_italics",),
    "comments": ("table", "paragraphs"),
    "teasers": ("table_cells",),
    "next_article": ("table",),
}
NEW = {
    "skeleton": ("custom_elements", "amp", "page_builder", "ghost", "next_app", "angular", "aria_hidden_page"),
    "names": (
        "bem", "css_modules", "styled_components", "emotion", "utilities", "test_ids", "component_names",
        "vue_scoped", "atomic", "angular",
    ),
    "paragraphs": ("p_lexical", "div_draft", "component_p", "custom_p", "wordpress_p", "amp_p", "section_p"),
    "containers": ("show_more", "each_section"),
    "frame_top": ("buttons", "custom_element"),
    "title": ("custom_element", "role_heading", "itemprop_headline"),
    "kicker": ("badge_button", "list_of_badges", "breadcrumb_title"),
    "standfirst": ("custom_element", "role_subtitle", "section_lead", "itemprop_description"),
    "byline": ("custom_elements", "itemprop", "portrait", "with_handle", "line_with_time_to_read", "line_with_bullets"),
    "date": ("custom_element", "relative", "time_iso", "time_day", "time_bare", "data_epoch", "meta_itemprop", "empty_span_iso"),
    "declaration": (
        "opengraph", "opengraph_bare", "twitter", "jsonld", "jsonld_blog", "jsonld_graph_references", "jsonld_array",
        "jsonld_other_article", "jsonld_list", "jsonld_two_articles", "jsonld_outlet_as_author", "jsonld_body",
        "jsonld_names_as_strings", "jsonld_broken", "jsonld_site", "itemprop_metas", "parsely", "sailthru",
        "modified_only", "next_data",
    ),
    "key_points": ("custom_elements", "button_label", "details", "icons", "cards_with_numbers", "figure_list"),
    "heading": ("custom_element", "role_heading", "upper_style", "h2_in_section"),
    "picture": ("custom_element", "described_by", "figcaption_role", "figcaption_credit"),
    "insert": ("slides", "table_in_figure", "grid_of_divs", "table_scroll"),
    "correction": ("details",),
    "machine_note": ("details_below", "badge_and_text"),
    "break": ("video", "embedded_teaser"),
    "hidden": ("dialog_closed", "template"),
    "comments": ("custom_elements", "open_details", "buttons"),
    "teasers": ("custom_elements", "carousel"),
    "next_article": ("custom_element",),
    "notice": ("consent_element", "consent_dialog", "audio"),
}  # fmt: skip


@cache
def half_of(dimension: str, half: Half) -> tuple[str, ...]:
    """The names of the blocks of a dimension in this half: every second one, sorted by their hashes."""
    return _every_second(dimension, tuple(DIMENSIONS[dimension]), half)


@cache
def articles_of(half: Half) -> tuple[str, ...]:
    """The ids of the articles in this half."""
    return _every_second("article", tuple(article["id"] for article in articles()), half)


def fits_era(dimension: str, name: str, era: Era) -> bool:
    """Whether a site of this time may have the block: no custom elements in layout tables, nor the reverse."""
    return name not in {"old": NEW, "new": OLD}[era].get(dimension, ())


def _every_second(dimension: str, names_of_all: tuple[str, ...], half: Half) -> tuple[str, ...]:
    ordered = sorted(names_of_all, key=lambda name: digest(dimension, name))
    return tuple(ordered[("write", "measure").index(half) :: 2])
