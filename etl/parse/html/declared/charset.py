"""The charset that a page declares in a meta element."""

import re

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
WINDOW_BYTES = 4096  # the HTML standard has 1024, but real pages put scripts before the meta element


def declared_charset(data: bytes) -> str | None:
    """The charset that a meta element of the page declares, in lower case; None without one."""
    found = _CHARSET.search(data[:WINDOW_BYTES])
    return found.group(1).decode("ascii").lower() if found else None
