"""Read the day in the path of a URL: /2024/05/17/, /20240517-."""

import re

URL_DAY = re.compile(
    r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2]|[1-9](?=[/-]))[/-]?(0[1-9]|[12]\d|3[01]|[1-9](?=[/_-]))(?=[/_.-]|$)"
)


def day_in_url(url: str) -> str | None:
    """The day as YYYY-MM-DD, None without one; whether the calendar has it is not checked."""
    found = URL_DAY.search(url)
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else None
