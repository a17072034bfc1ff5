"""Find the object in the JSON-LD (schema.org) of a page that describes its article; declared/ reads its values."""

import html
import json
import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from etl.words.folding import tidied

JsonObject = dict[str, object]

SCRIPT_XPATH = ".//script[starts-with(normalize-space(@type), 'application/ld+json')]"
WRAPPING = re.compile(
    r"^\s*(?:<!--|//<!\[CDATA\[|/\*<!\[CDATA\[\*/|<!\[CDATA\[)|(?:-->|//\]\]>|/\*\]\]>\*/|\]\]>)\s*;?\s*$"
)
TRAILING_COMMA = re.compile(r",(\s*[}\]])")
LINE_BREAK = re.compile(r"[\r\n]+")
STRING = re.compile(r'"(?:[^"\\]|\\.)*+"')
BRACKET = re.compile(r"[\[\]{}]")
CLOSED_BY = {"{": "}", "[": "]"}
ARTICLE_TYPES = ("Article", "Posting", "Report", "Review")  # endings of types: NewsArticle, BlogPosting ...
PAGE_TYPES = ("WebPage", "ItemPage")
LISTS = frozenset(
    ("itemListElement", "hasPart", "relatedLink", "comment", "citation", "mentions", "isBasedOn", "review")
)
MAX_DEPTH = 20
SAME_HEADLINE_SHARE = 0.5  # of the words of the shorter one
WORD = re.compile(r"\w+")


def read_json_ld(tree: HtmlElement) -> list[JsonObject]:
    """The top-level objects of the page's JSON-LD, in order, including those in arrays, @graph and mainEntity.

    Line breaks in strings, trailing commas, missing closing brackets, and comment or CDATA wrappers are accepted. A
    script with other errors is ignored, as browsers and search engines do.
    """
    return [found for script in tree.xpath(SCRIPT_XPATH) for found in _objects(_loaded(script.text or ""), 0)]


def article_object(objects: list[JsonObject], urls: tuple[str, ...], titles: tuple[str, ...]) -> JsonObject:
    """The object that describes the article with one of the URLs or titles; {} if none does.

    A single article object without a headline is accepted too. WebPage objects with a date are the last resort.
    """
    articles = [found for found in objects if _is_a(found, ARTICLE_TYPES)]
    described = [found for found in articles if _is_at(found, urls) or _is_titled(found, titles)]
    if described:
        return described[0]
    silent = [found for found in articles if not found.get("headline") and not found.get("name")]
    if len(articles) == 1 and silent:
        return silent[0]
    pages = [found for found in objects if _is_a(found, PAGE_TYPES) and (found.get("datePublished"))]
    return next((found for found in pages if _is_at(found, urls) or _is_titled(found, titles)), {})


def texts(value: object) -> list[str]:
    """The strings of a value: the value itself, the items of a list, or the name of an object; folded, never ""."""
    if isinstance(value, str):
        text = tidied(html.unescape(value))  # some systems escape strings for HTML, too
        return [text] if text else []
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    if isinstance(value, dict):
        return texts(value.get("name") or value.get("@value"))
    return []


def _loaded(text: str) -> object:
    text = WRAPPING.sub("", text)
    mended = TRAILING_COMMA.sub(r"\1", LINE_BREAK.sub(" ", text))
    for candidate in (text, mended, _closed(mended)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):  # broken scripts are common, and the rest of the page is not affected
            continue
    return None


def _closed(text: str) -> str:
    """The text with closing brackets added for those that are open at its end."""
    open_brackets: list[str] = []
    for sign in BRACKET.findall(STRING.sub("", text)):
        if sign in CLOSED_BY:
            open_brackets.append(CLOSED_BY[sign])
        elif open_brackets and open_brackets[-1] == sign:
            open_brackets.pop()
    return text.rstrip(" ,;") + "".join(reversed(open_brackets))


def _objects(value: object, depth: int) -> Iterator[JsonObject]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for key, item in value.items():
            if key not in LISTS and (key == "@graph" or key == "mainEntity" or key == "mainEntityOfPage"):
                yield from _objects(item, depth + 1)


def _is_a(found: JsonObject, endings: tuple[str, ...]) -> bool:
    kind = found.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(name, str) and name.endswith(endings) for name in kinds)


def _is_at(found: JsonObject, urls: tuple[str, ...]) -> bool:
    page = found.get("mainEntityOfPage")
    places = [found.get("url"), found.get("@id"), page.get("@id") if isinstance(page, dict) else page]
    known = {_bare(url) for url in urls}
    return any(isinstance(place, str) and _bare(place) in known for place in places)


def _bare(url: str) -> str:
    """A URL without scheme, "www.", query, fragment and final slash, for comparison."""
    return re.sub(r"^https?://(www\.)?|[#?].*$|/+$", "", url.strip())


def _is_titled(found: JsonObject, titles: tuple[str, ...]) -> bool:
    headlines = texts(found.get("headline")) + texts(found.get("name"))
    return any(_share_words(headline, title) for headline in headlines for title in titles)


def _share_words(first: str, second: str) -> bool:
    a, b = (set(WORD.findall(text.casefold())) for text in (first, second))
    return bool(a and b) and len(a & b) >= SAME_HEADLINE_SHARE * min(len(a), len(b))
