"""Find the URLs that a page gives for its article."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from etl.articles import ArticleUrl
from etl.parse.html.declared.json_ld import JsonObject

META_KINDS = {"og:url": "og", "twitter:url": "twitter", "al:web:url": "alternate", "parsely-link": "alternate"}
REFRESH = "refresh"
FRAGMENT = re.compile(r"#(?!!).*")  # a fragment that begins with ! names a page
CAMPAIGN = re.compile(r"(?<=[?&])utm_[a-z]+=[^&#]*&?")


def usable_url(url: str | None) -> str | None:
    """The URL; None if it cannot be taken apart, because a bracket in it is no IPv6 address."""
    try:
        urlsplit(url or "")
    except ValueError:
        return None
    return url


def find_canonical(tree: HtmlElement, url: str | None) -> str | None:
    """The absolute canonical URL of the page, if it has one; a relative one is resolved by `base` or the page's URL.

    Fragment and campaign parameters (utm_source) are removed. A canonical link to the front page is ignored, because
    many articles have one by mistake.
    """
    for link in tree.iter("link"):
        if link.get("rel") != "canonical":
            continue
        base = next((element.get("href") for element in tree.iter("base") if element.get("href")), None)
        href = _absolute((link.get("href") or "").strip(), _absolute(base, url) or url)
        found = CAMPAIGN.sub("", FRAGMENT.sub("", href or "")).rstrip("?&")
        if _is_absolute(found) and (urlsplit(found).path.strip("/") or not urlsplit(url or "").path.strip("/")):
            return found
    return None


def all_urls(
    tree: HtmlElement,
    url: str | None,
    canonical_url: str | None,
    meta: Mapping[str, tuple[str, ...]],
    json_ld: JsonObject,
    language: str | None,
) -> tuple[ArticleUrl, ...]:
    """Every absolute URL of the article that the page or its fetch gives, each once, under its first kind.

    Kinds are canonical, amp, og, json-ld, shortlink, twitter, alternate (also hreflang in the page's own language),
    redirect (an immediate refresh) and fetched. URLs of translations belong to other articles and are left out.
    """
    found = [("canonical", canonical_url), *_links(tree, language)]
    found += [(kind, value) for name, kind in META_KINDS.items() for value in meta.get(name, ())]
    found += [("json-ld", value) for value in _of_object(json_ld)]
    found += [("redirect", _refreshed(value)) for value in meta.get(REFRESH, ())]
    absolute = [(kind, _absolute(value, url)) for kind, value in found]
    absolute.append(("fetched", url))
    urls = {value.strip(): kind for kind, value in reversed(absolute) if value and _is_absolute(value.strip())}
    order = {kind: number for number, (kind, _) in reversed(list(enumerate(absolute)))}
    ranked = sorted(reversed(urls.items()), key=lambda item: order[item[1]])
    return tuple(ArticleUrl(kind=kind, url=value) for value, kind in ranked)


def _links(tree: HtmlElement, language: str | None) -> Iterator[tuple[str, str | None]]:
    own = (language or "").lower()
    for link in tree.iter("link"):
        rels = (link.get("rel") or "").lower().split()
        if "amphtml" in rels:
            yield "amp", link.get("href")
        elif "shortlink" in rels:
            yield "shortlink", link.get("href")
        elif "alternate" in rels and _is_own(link.get("hreflang") or "", own):
            yield "alternate", link.get("href")


def _is_own(hreflang: str, language: str) -> bool:
    spoken = hreflang.lower().replace("_", "-")
    return spoken == "x-default" or bool(language and spoken == language)


def _of_object(json_ld: JsonObject) -> Iterator[str]:
    page = json_ld.get("mainEntityOfPage")
    for value in (json_ld.get("url"), page.get("@id") if isinstance(page, dict) else page, json_ld.get("@id")):
        if isinstance(value, str) and _is_absolute(value.strip()) and "#" not in value:
            yield value.strip()


def _refreshed(value: str) -> str | None:
    """The URL of an immediate refresh; None for a later one, which is no redirect."""
    seconds, _, address = value.partition(";")
    name, _, target = address.strip().partition("=")
    if seconds.strip() not in ("0", "1") or name.strip().lower() != "url":
        return None
    return target.strip(" '\"")


def _absolute(value: str | None, base: str | None) -> str | None:
    if not value or not base or "://" in value:
        return value
    try:
        return urljoin(base, value.strip())
    except ValueError:  # a bracket that is no IPv6 address
        return None


def _is_absolute(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # a bracket that is no IPv6 address
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
