"""Addresses of senders and recipients, which are never stored."""

import re
from collections.abc import Iterable

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
