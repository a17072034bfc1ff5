"""The titles that a page declares for its article."""

import re

from etl.parse.html.declared.json_ld import texts
from etl.parse.html.declared.metadata import Page
from etl.words.folding import squashed

SITE_SUFFIX = re.compile(r"\s+[|–—·»«:-]+\s+[^|–—·»«]{2,40}$")
MIN_TITLE_SHARE = 0.6  # of the declared title that a shorter visible one must cover


def declared_wordings(page: Page) -> frozenset[str]:
    """The squashed titles that the page declares; a heading with the same letters is not that of a section."""
    found = texts(page.json_ld.get("headline"))
    found += [text for name in ("og:title", "twitter:title") for text in page.meta.get(name, ())]
    found += [without_site(text) for text in found]
    return frozenset(squashed(text) for text in found if text)


def is_one_title(shown: str, declared: str) -> bool:
    """Whether the shorter of two squashed texts is part of the other, and at least MIN_TITLE_SHARE of it."""
    if not shown or not declared:
        return False
    short, long = sorted((shown, declared), key=len)
    return short in long and len(short) >= MIN_TITLE_SHARE * len(long)


def without_site(text: str) -> str:
    """The text without the name of the site at its end, if enough is left."""
    bare = SITE_SUFFIX.sub("", text)
    return bare if len(bare.split()) >= 3 or len(bare) > len(text) / 2 else text
