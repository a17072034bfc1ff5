"""Read the day in the path of a URL: /2024/05/17/, /20240517-."""

import re

# One-digit months and days only between separators: /2024/5/7/, but not /202457/.
URL_DAY = re.compile(
    r"/((?:19|20)\d\d)(?:[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])|[/-](1[0-2]|0?[1-9])[/-](3[01]|[12]\d|0?[1-9]))"
    r"(?=[/_.-]|$)"
)


def day_in_url(url: str) -> str | None:
    """The day as YYYY-MM-DD, None without one; whether the calendar has it is not checked."""
    found = URL_DAY.search(url)
    if found is None:
        return None
    year, *parts = filter(None, found.groups())
    month, day = map(int, parts)
    return f"{year}-{month:02}-{day:02}"
