"""The wordings of the title that a page declares."""

import re

from etl.parse.html.declared.json_ld import texts
from etl.parse.html.declared.metadata import Page
from etl.words.folding import squashed

SITE_SUFFIX = re.compile(r"\s+[|–—·»«:-]+\s+[^|–—·»«]{2,40}$")
MIN_TITLE_SHARE = 0.6  # of the declared title that a shorter visible one must cover


def declared_wordings(page: Page) -> frozenset[str]:
    """The letters of every title that the page gives its article: a heading with them is no section's."""
    found = texts(page.json_ld.get("headline"))
    found += [text for name in ("og:title", "twitter:title") for text in page.meta.get(name, ())]
    found += [without_site(text) for text in found]
    return frozenset(squashed(text) for text in found if text)


def is_one_title(shown: str, declared: str) -> bool:
    """Whether one of two squashed texts is most of the other."""
    if not shown or not declared:
        return False
    short, long = sorted((shown, declared), key=len)
    return short in long and len(short) >= MIN_TITLE_SHARE * len(long)


def without_site(text: str) -> str:
    """The text without the name of a site behind it, where enough is left."""
    bare = SITE_SUFFIX.sub("", text)
    return bare if len(bare.split()) >= 3 or len(bare) > len(text) / 2 else text
