"""Every rule about an article's text. Rules about dates, languages and formats are defined where they are raised."""

from etl.enrich.quality import (
    homoglyph,
    missing,
    mixed_script_glitch,
    mojibake,
    phrases,
    repeated_text,
    residue,
    truncated,
    untranslated,
)

# Issues of the whole article are in this order; issues of a text are in text order.
RULES = (
    missing.TITLE_MISSING,
    residue.ENCODING_REPLACED,
    missing.EMPTY_SECTION,
    residue.BIDI_CONTROL,
    mojibake.RULE,
    homoglyph.RULE,
    mixed_script_glitch.RULE,
    untranslated.RULE,
    phrases.PROMPT_LEFTOVER,
    phrases.PLACEHOLDER,
    phrases.BOILERPLATE,
    repeated_text.RULE,
    truncated.RULE,
)
