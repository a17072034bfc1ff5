"""The words of an article, which several rules search before they look at its sentences."""

import re
from dataclasses import dataclass
from functools import lru_cache

from etl.words.characters import CLOSERS, COLONS, COMMAS, SENTENCE_ENDS
from etl.words.leftover_words import plain

# A list of characters: \W of `re` would split words of Indian scripts at their vowel signs.
BETWEEN_WORDS = re.compile(
    rf"[\s{re.escape(SENTENCE_ENDS + COLONS + COMMAS + CLOSERS)}¡¿·•`(\[{{<>/|\\*#=+&%$@^~\-–—]+"
)
# Scripts in which a form of words may be inside a longer one: Hebrew, Arabic, those without spaces, and Korean. A range
# of `re` is ten times faster here than a property of `regex`.
_INSIDE = re.compile(
    "[\u0590-\u06ff\u0e00-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)


@dataclass(frozen=True, slots=True)
class ArticleWords:
    """The texts of an article as `plain` makes them, one by one and joined, and the words in them."""

    texts: tuple[str, ...]
    text: str
    words: frozenset[str]
    is_joined: bool  # a script occurs in which a form of words may be inside a longer one


@lru_cache(maxsize=1)  # several rules search the same texts
def article_words(texts: tuple[str, ...]) -> ArticleWords:
    """The words of the texts."""
    each = tuple(map(plain, texts))
    text = "\n".join(each)
    is_joined = not text.isascii() and _INSIDE.search(text) is not None
    return ArticleWords(each, text, frozenset(BETWEEN_WORDS.split(text)), is_joined)
