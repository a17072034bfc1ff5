"""Files for crawlers and advertisers: robots.txt, ads.txt."""

import regex

from etl.parse.not_prose.sample import Sample

LINE_SHARE = 0.8
SELLER_SHARE = 0.5  # of lines with sellers, to which the other lines belong

# RFC 9309, and extensions of crawlers.
_ROBOTS = regex.compile(
    r"(?:#.*|(?:user-agent|disallow|allow|sitemap|crawl-delay|host|noindex|clean-param) ?:.*)$", regex.IGNORECASE
)
# https://iabtechlab.com/ads-txt
_SELLER = regex.compile(r"[\w.-]+\.\w{2,} ?, ?[^,]+, ?(?:DIRECT|RESELLER)\b", regex.IGNORECASE)


def robots(sample: Sample) -> str | None:
    """The kind of a robots.txt."""
    has_rules = any(_ROBOTS.match(line) and not line.startswith("#") for line in sample.lines)
    return "rules for crawlers (robots.txt)" if has_rules and sample.has_share(_ROBOTS, LINE_SHARE) else None


def sellers(sample: Sample) -> str | None:
    """The kind of an ads.txt or app-ads.txt."""
    is_ads = sample.has_share(_SELLER, SELLER_SHARE)
    return "a list of advertising sellers (ads.txt)" if is_ads else None
