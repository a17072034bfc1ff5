"""Every rule about an article's text. Rules about dates, languages and formats are defined where they are raised."""

from etl.enrich.quality import (
    bidi_control,
    boilerplate,
    empty_section,
    encoding_replaced,
    homoglyph,
    mixed_script_glitch,
    mojibake,
    placeholder,
    prompt_leftover,
    repeated_text,
    title_missing,
    truncated,
    untranslated,
)

# Issues of the whole article are in this order; issues of a text are in text order.
RULES = (
    title_missing.RULE,
    encoding_replaced.RULE,
    empty_section.RULE,
    bidi_control.RULE,
    mojibake.RULE,
    homoglyph.RULE,
    mixed_script_glitch.RULE,
    untranslated.RULE,
    prompt_leftover.RULE,
    placeholder.RULE,
    boilerplate.RULE,
    repeated_text.RULE,
    truncated.RULE,
)
