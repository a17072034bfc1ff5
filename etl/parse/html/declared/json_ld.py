"""Find the object in the JSON-LD (schema.org) of a page that describes its article; declared/ reads its values."""

import html
import json
import re
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml.html import HtmlElement

from etl.words.characters import CJK
from etl.words.folding import unescaped

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
NESTING = ("@graph", "mainEntity", "mainEntityOfPage", "author", "creator", "publisher")
MAX_DEPTH = 20
REFERRING = ("author", "creator", "contributor", "publisher", "sourceOrganization")
SAME_HEADLINE_SHARE = 0.5  # of the words of the shorter one
LIKE_HEADLINE_SHARE = 0.25  # of these words, which even a headline that was rewritten has in common with the title
WORD = re.compile(r"\w+")


def read_json_ld(tree: HtmlElement) -> list[JsonObject]:
    """The top-level objects of the page's JSON-LD, in order, including those in arrays, @graph and mainEntity.

    Line breaks in strings, trailing commas, missing closing brackets, and comment or CDATA wrappers are accepted. A
    script with other errors is ignored, as browsers and search engines do.
    """
    return [found for script in tree.xpath(SCRIPT_XPATH) for found in _objects(_loaded(script.text or ""), 0)]


def article_object(objects: list[JsonObject], urls: tuple[str, ...], titles: tuple[str, ...]) -> JsonObject:
    """The object that describes the article with one of the URLs or titles; {} if none does.

    A single article object is accepted too if nothing contradicts it: it has no other URL, and its headline, if it has
    one, has a word of a title. WebPage objects with a date are the last resort.
    """
    articles = [found for found in objects if _is_a(found, ARTICLE_TYPES)]
    described = [found for found in articles if _is_at(found, urls) or _is_titled(found, titles)]
    if described:
        return described[0]
    if len(articles) == 1 and not _is_contradicted(articles[0], urls, titles):
        return articles[0]
    pages = [found for found in objects if _is_a(found, PAGE_TYPES) and (found.get("datePublished"))]
    return next((found for found in pages if _is_at(found, urls) or _is_titled(found, titles)), {})


def with_references(found: JsonObject, objects: list[JsonObject]) -> JsonObject:
    """The object with the persons and organisations to which it refers by their `@id`, from any script of the page."""
    named = {str(one["@id"]): one for one in objects if "@id" in one and one.get("name")}
    return found | {key: _referred(found[key], named) for key in REFERRING if key in found}


def texts(value: object) -> list[str]:
    """The strings of a value: the value itself, the items of a list, or the name of an object; folded, never ""."""
    if isinstance(value, str):
        text = unescaped(html.unescape(value))  # some systems escape strings for HTML, too
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
            if key in NESTING:
                yield from _objects(item, depth + 1)


def _is_a(found: JsonObject, endings: tuple[str, ...]) -> bool:
    kind = found.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(name, str) and name.endswith(endings) for name in kinds)


def _referred(value: object, named: dict[str, JsonObject]) -> object:
    if isinstance(value, list):
        return [_referred(item, named) for item in value]
    if isinstance(value, dict):
        return value if texts(value) else named.get(str(value.get("@id")), value)
    return named.get(value, value) if isinstance(value, str) else value


def _is_contradicted(found: JsonObject, urls: tuple[str, ...], titles: tuple[str, ...]) -> bool:
    """Whether the object has a URL of another page, or a headline without any word of the titles."""
    if urls and any(_is_page(urljoin(urls[0], place)) for place in _places(found)):
        return True
    headlines = texts(found.get("headline")) + texts(found.get("name"))
    return bool(headlines and titles) and not any(_are_alike(a, b) for a in headlines for b in titles)


def _is_page(url: str) -> bool:
    """Whether a URL is that of a page, and not of a whole site, or a name inside the page: "#article"."""
    return url.startswith("http") and "/" in _bare(url)


def _are_alike(headline: str, title: str) -> bool:
    a, b = _words(headline), _words(title)
    return len(a & b) >= LIKE_HEADLINE_SHARE * min(len(a), len(b)) > 0


def _is_at(found: JsonObject, urls: tuple[str, ...]) -> bool:
    known = {_bare(url) for url in urls}
    return any(_bare(place) in known for place in _places(found))


def _places(found: JsonObject) -> list[str]:
    """The URLs of the object's page."""
    page = found.get("mainEntityOfPage")
    places = (found.get("url"), found.get("@id"), page.get("@id") if isinstance(page, dict) else page)
    return [place for place in places if isinstance(place, str) and not place.startswith("#")]


def _bare(url: str) -> str:
    """A URL without scheme, "www.", query, fragment and final slash, for comparison."""
    return re.sub(r"^https?://(www\.)?|[#?].*$|/+$", "", url.strip())


def _is_titled(found: JsonObject, titles: tuple[str, ...]) -> bool:
    headlines = texts(found.get("headline")) + texts(found.get("name"))
    return any(_share_words(headline, title) for headline in headlines for title in titles)


def _share_words(first: str, second: str) -> bool:
    a, b = _words(first), _words(second)
    return bool(a and b) and len(a & b) >= SAME_HEADLINE_SHARE * min(len(a), len(b))


def _words(text: str) -> set[str]:
    """The words of a text; in Chinese, Japanese and Korean, each character is one."""
    return set(WORD.findall(CJK.sub(r" \g<0> ", text.casefold())))
