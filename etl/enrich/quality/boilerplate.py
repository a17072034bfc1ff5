"""Lines of pages that are no part of an article: "read more", notes on cookies, copyright."""

from etl.articles import Role, Severity
from etl.enrich.quality.phrases import find_phrases
from etl.enrich.quality.rule import Rule

_OF_PARAGRAPHS = frozenset({Role.PARAGRAPH, Role.SUMMARY, Role.FACT, Role.LIST_ITEM, Role.QUOTE})

RULE = Rule(
    "boilerplate",
    Severity.INFO,
    find=lambda texts: find_phrases("boilerplate", texts.content, _OF_PARAGRAPHS),
    hides=frozenset({"untranslated", "repeated_text", "truncated"}),
)
