"""The titles that a page declares for its article."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from etl.parse.html.declared.json_ld import texts
from etl.parse.html.declared.metadata import Page, outlet_names
from etl.parse.html.tree import text_of
from etl.words.folding import squashed

MIN_TITLE_SHARE = 0.6  # of the declared title that a shorter visible one must cover
MAX_OUTLET_CHARS = 60
MAX_PARTS = 8  # of a declared title
# Between title, section and outlet: signs that need no space, or a dash or a slash between spaces.
SIGNS = r"[|¦｜‖»«›‹·•_～]"
SEPARATOR = re.compile(rf"\s*{SIGNS}+\s*|\s+[-–—―~/<>]+\s+|(?<=[^\x00-\u2e7f])[-–—―](?=[^\x00-\u2e7f])")
COLON = re.compile(r"\s*:+\s+|：")
LAST_PART = re.compile(rf"(?:\s*{SIGNS}+|\s+[-–—―]+)\s+[^|–—·»«]{{2,40}}$")
TRAILING = re.compile(rf"(?:\s*{SIGNS})+\s*$")
BEFORE_OUTLET = re.compile(rf"(?:\s*(?:{SIGNS}|[:：/~(\[（【])+|\s+[-–—―]+|(?<=[^\x00-\u2e7f])[-–—―]+)\s*$")
AFTER_OUTLET = re.compile(rf"^\s*(?:(?:{SIGNS}|[:：/~)\]）】])+|[-–—―]+(?=\s|[^\x00-\u2e7f]))\s*")


def declared_wordings(page: Page) -> frozenset[str]:
    """The squashed titles that the page declares; a heading with the same letters is not that of a section."""
    found = texts(page.json_ld.get("headline"))
    found += [text for name in ("og:title", "twitter:title") for text in page.meta.get(name, ())]
    names = outlet_names(page)
    found += [without_last_part(without_outlet(text, names)) for text in found]
    return frozenset(squashed(text) for text in found if text)


def is_one_title(shown: str, declared: str) -> bool:
    """Whether the shorter of two squashed texts is part of the other, and at least MIN_TITLE_SHARE of it."""
    if not shown or not declared:
        return False
    short, long = sorted((shown, declared), key=len)
    return short in long and len(short) >= MIN_TITLE_SHARE * len(long)


def home_names(page: Page) -> frozenset[str]:
    """The squashed texts of the links to the front page, and of the pictures in them: the outlet's name or logo."""
    host = urlsplit(page.url or "").netloc
    roots = {"/", *(f"{scheme}//{host}{end}" for scheme in ("", "http:", "https:") for end in ("", "/") if host)}
    links = (link for link in page.tree.iter("a") if link.get("href") in roots)
    names = [name for link in links for name in (text_of(link), *(img.get("alt") or "" for img in link.iter("img")))]
    return frozenset(filter(None, (squashed(name) for name in names if len(name) <= MAX_OUTLET_CHARS)))


def without_outlet(text: str, outlets: frozenset[str]) -> str:
    """The title without the outlet's name at its ends, if a sign separates them; nothing else is cut.

    `outlets` are squashed names.
    """
    whole, names = squashed(text), tuple(outlets)
    if not whole.startswith(names) and not whole.endswith(names):
        return text
    for before, name in _ends(text):
        if squashed(name) in outlets and (sign := BEFORE_OUTLET.search(before)) and sign.start():
            return without_outlet(before[: sign.start()], outlets)
    for after, name in _beginnings(text):
        if squashed(name) in outlets and (sign := AFTER_OUTLET.match(after)) and sign.end() < len(after):
            return without_outlet(after[sign.end() :], outlets)
    return text


def without_last_part(text: str) -> str:
    """The title without its last part, which is a site or a section, if enough is left."""
    text = TRAILING.sub("", text) or text
    bare = LAST_PART.sub("", text)
    return bare if sum(any(map(str.isalnum, word)) for word in bare.split()) >= 3 or len(bare) > len(text) / 2 else text


def title_parts(text: str) -> frozenset[str]:
    """The squashed parts of a declared title between signs, and what neighbouring parts are together.

    What is before or after a colon is a part only if it is most of the title: titles have colons of their own.
    """
    parts = [squashed(part) for part in SEPARATOR.split(text)[:MAX_PARTS]]
    runs = {"".join(parts[start:end]) for start in range(len(parts)) for end in range(start + 1, len(parts) + 1)}
    beside = [side for colon in COLON.finditer(text) for side in (text[: colon.start()], text[colon.end() :])]
    runs.update(part for part in map(squashed, beside) if len(part) >= MIN_TITLE_SHARE * len(squashed(text)))
    return frozenset(filter(None, runs))


def _ends(text: str) -> Iterable[tuple[str, str]]:
    """Each way to divide the text before a word near its end, the longest last part first."""
    first = max(1, len(text) - MAX_OUTLET_CHARS)
    return ((text[:place], text[place:]) for place in range(first, len(text)) if _is_border(text, place))


def _beginnings(text: str) -> Iterable[tuple[str, str]]:
    """Each way to divide the text after a word near its beginning, as rest and first part, the longest first."""
    last = min(len(text) - 1, MAX_OUTLET_CHARS)
    return ((text[place:], text[:place]) for place in range(last, 0, -1) if _is_border(text, place))


def _is_border(text: str, place: int) -> bool:
    """Whether a word begins or ends at this place."""
    before, after = text[place - 1], text[place]
    return (before.isalnum() != after.isalnum()) or before == "_" or after == "_"
