"""What a language model or its user said, left over in an article or around its text."""

from collections.abc import Iterator

from etl.articles import Role, Severity
from etl.enrich.quality.phrases import find_phrases
from etl.enrich.quality.rule import Found, Rule, Texts


def _leftovers(texts: Texts) -> Iterator[Found]:
    """The leftovers of prompts in the article, and in what was taken off around its text."""
    yield from find_phrases("prompt_leftover", texts.content)
    around = ((place, block) for place, block in texts.blocks if block.role is Role.OTHER)
    yield from find_phrases("prompt_leftover", around)


RULE = Rule("prompt_leftover", Severity.ERROR, find=_leftovers, hides=frozenset({"untranslated", "truncated"}))
