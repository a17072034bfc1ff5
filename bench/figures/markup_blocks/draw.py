"""Draws an article and a block of each dimension, so that they do not contradict each other."""

from collections.abc import Iterable, Mapping
from random import Random

from bench.figures.markup_blocks import boxes, bylines, dates, declarations, head_parts, layouts, registry, text_parts
from bench.figures.markup_blocks.draft import articles
from bench.figures.markup_blocks.registry import DIMENSIONS, SHARES, Era, Half

ERAS: tuple[Era, ...] = ("old", "new", "new", "new")
LEVELS = {"h2": 2, "h2_with_role": 2, "anchor_link": 2, "anchor_inside": 2, "h2_in_section": 2, "role_heading": 2}
LEVELS |= {"h3": 3, "h3_numbered": 3, "upper_style": 3}
PLAIN = {"heading": text_parts.PLAIN_HEADINGS, "picture": text_parts.PLAIN_CAPTIONS}
TITLE_LEVELS = {"h2_logo_is_h1": 2, "h3_post_title": 3}


def draw(random: Random, half: Half | None, fixed: Mapping[str, str]) -> tuple[Era, str, dict[str, str]]:
    """An era, the id of an article, and dimension -> block. Of all blocks if `half` is None; those of `fixed` always.

    A dimension that the page lacks is not in the result. Raises IndexError if `fixed` allows no page.
    """
    ids = registry.articles_of(half) if half else tuple(article["id"] for article in articles())
    chosen: dict[str, str] = {}
    article = _draw_article(random, ids, fixed)
    era = _draw_era(random, fixed)
    present = {dimension for dimension in DIMENSIONS if random.random() < SHARES.get(dimension, 1)} | set(fixed)
    for dimension in DIMENSIONS:
        if dimension not in present or not _is_wanted(dimension, chosen):
            continue
        names = registry.half_of(dimension, half) if half else tuple(DIMENSIONS[dimension])
        if dimension in fixed:
            names = (fixed[dimension],)
        names = tuple(name for name in names if registry.fits_era(dimension, name, era))
        allowed = [name for name in names if _fits(dimension, name, chosen, article, present)]
        if allowed or dimension in fixed or dimension not in SHARES:
            chosen[dimension] = random.choice(allowed)
    return era, article, chosen


def _draw_article(random: Random, ids: Iterable[str], fixed: Mapping[str, str]) -> str:
    latin = [name for name in ids if name[:2] not in bylines.NO_UPPER]
    return random.choice(latin if fixed.get("byline") in bylines.LATIN_ONLY else list(ids))


def _draw_era(random: Random, fixed: Mapping[str, str]) -> Era:
    eras: list[Era] = [era for era in ERAS if all(registry.fits_era(*block, era) for block in fixed.items())]
    return random.choice(eras)


def _is_wanted(dimension: str, chosen: Mapping[str, str]) -> bool:
    """Whether what is drawn so far leaves room for the dimension."""
    if dimension == "kicker":
        return chosen["title"] != "h1_kicker_inside"
    if dimension == "date":
        return chosen.get("byline") not in bylines.HOLDS_DATE
    if dimension.startswith("key_points_") or dimension == "machine_note":  # the notes speak of the key points
        return "key_points" in chosen
    if dimension in ("insert", "break", "hidden"):
        return chosen.get("declaration") not in declarations.CUTS_TEXT
    return True


def _fits(dimension: str, name: str, chosen: Mapping[str, str], article: str, present: set[str]) -> bool:
    if dimension == "byline":
        is_upper = name in bylines.LATIN_ONLY and article[:2] in bylines.NO_UPPER
        return not is_upper and (name not in bylines.HOLDS_DATE or "date" in present)
    if dimension == "standfirst":
        is_plain = name == "p" or (name in head_parts.PLAIN_STANDFIRSTS and chosen["names"] == "none")
        return not is_plain or _is_followed(chosen)
    if dimension in PLAIN and name in PLAIN[dimension] and chosen["names"] == "none":
        return False
    if dimension == "heading":
        return LEVELS.get(name, 4) > TITLE_LEVELS.get(chosen["title"], 1)
    if dimension == "declaration":
        has_date = "date" in chosen or chosen.get("byline") in bylines.HOLDS_DATE
        is_clear = "byline" in chosen or name not in declarations.NEEDS_BYLINE
        return is_clear and (has_date or name not in declarations.NEEDS_DATE)
    return _fits_box(dimension, name, chosen)


def _is_followed(chosen: Mapping[str, str]) -> bool:
    """Whether a byline or a date stands between the standfirst and the text."""
    order = layouts.ORDERS[chosen["order"]]
    below = order[order.index("standfirst") :]
    has_byline = chosen.get("byline", "end_dash") not in bylines.AT_THE_END
    has_date = chosen.get("date", "url_day") not in (*dates.AT_THE_END, *dates.SHOWS_NOTHING)
    return ("byline" in below and has_byline) or ("date" in below and has_date)


def _fits_box(dimension: str, name: str, chosen: Mapping[str, str]) -> bool:
    if dimension == "key_points_place":  # without a label, a reader knows key points only by their place
        if name == "after_picture" and chosen["order"] == "picture_first":
            return False
        return chosen["key_points"] not in boxes.UNLABELLED or name in boxes.PLACES_ABOVE_TEXT
    if dimension == "notice":  # the text that is cut ends with such a notice already
        return not name.startswith("paywall") or chosen.get("declaration") not in declarations.CUTS_TEXT
    if dimension == "date_trap":
        return name != "story_number" or chosen.get("date") != "url_day"
    if dimension == "lookalike":
        shows_headings = "heading" in chosen and chosen.get("declaration") not in declarations.CUTS_TEXT
        return not name.startswith("contents") or shows_headings
    return True
