"""Addresses of senders and recipients, which are never stored."""

import re
from collections.abc import Iterable
from dataclasses import replace

from etl.article_blocks import AnyBlock, map_blocks
from etl.articles import Article

MASK = "[…]"
# Fields whose values look like mail addresses but are not.
NO_ADDRESSES = ("message-id", "references", "in-reply-to", "content-id", "dkim-signature", "content-type")
MAX_ADDRESSES = 1_000
_ADDRESS = re.compile(r"[^\s@<>\"'(),;:\[\]{}|=/]{1,100}@[^\s@<>\"'(),;:\[\]{}|=/]{1,250}\.[^\W\d_]{2,}")


def addresses_in(fields: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The addresses in the fields of a mail, in lower case; at most the first MAX_ADDRESSES."""
    found: dict[str, None] = {}
    for name, value in fields:
        if name not in NO_ADDRESSES:
            found.update(dict.fromkeys(address.lower() for address in _ADDRESS.findall(value)))
    return frozenset(list(found)[:MAX_ADDRESSES])


def without_addresses(text: str, addresses: frozenset[str]) -> str:
    """The text with MASK in place of each of these addresses."""
    if "@" not in text:
        return text
    return _ADDRESS.sub(lambda match: MASK if match[0].lower().rstrip(".") in addresses else match[0], text)


def without_any_address(text: str) -> str:
    """The text with MASK in place of everything that looks like an address."""
    return _ADDRESS.sub(MASK, text) if "@" in text else text


def article_without_addresses(article: Article, addresses: frozenset[str]) -> Article:
    """The article without the addresses of sender and recipients in its text and metadata."""

    def mask(text: str | None) -> str | None:
        return None if text is None else without_addresses(text, addresses)

    def masked(_: str, block: AnyBlock) -> AnyBlock:
        return replace(block, text=without_addresses(block.text, addresses))

    return replace(
        article,
        body=replace(map_blocks(article.body, masked), standfirst=mask(article.body.standfirst)),
        byline=mask(article.byline),
        source=mask(article.source),
        section=mask(article.section),
        description=mask(article.description),
        authors=tuple(name for name in article.authors if mask(name) == name),
        urls=tuple(url for url in article.urls if mask(url.url) == url.url),
        canonical_url=article.canonical_url if mask(article.canonical_url) == article.canonical_url else None,
    )
