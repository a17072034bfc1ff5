"""Normalise URLs, so that all URLs of one page become the same, without network access."""

import string
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

import regex
from courlan import extract_domain

MAX_URL_CHARS = 8000
DEFAULT_PORTS = (None, 80, 443)

# Parameters that say how a reader came to a page, never which page it is. Names that some sites use for the page
# itself (id, ref, source, from, share) are left out.
_TRACKING = regex.compile(
    r"(?:utm|mtm|hsa|oly|vero|at|fb_action|guce)_\w+|pk_(?:campaign|kwd|keyword|source|medium|content)"
    r"|ns_(?:mchannel|source|campaign|linkname|fee)|wt_z?mc\w*"
    r"|(?:fbcl|gcl|dcl|ycl|yscl|twcl|ttcl|msclk|irclick)id|[gw]braid|gclsrc|li_fat_id|epik|igsh(?:id)?|fb_(?:source|ref)"
    r"|mc_[ce]id|mkt_tok|_ga|_gl|_hsenc|_hsmi|_openstat|cmpid|icid|ncid|ocid|smid|smtyp|xtor|ref_(?:src|url)|spm"
    r"|guccounter|__twitter_impression",
    regex.IGNORECASE,
)
_AMP_PARAMETERS = frozenset({("amp", ""), ("amp", "1"), ("amp", "true"), ("outputtype", "amp")})

_VARIANT_LABELS = frozenset({"www", "m", "mobile", "amp"})  # such hosts show the same pages under the same paths
_HOST = regex.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_SESSION = regex.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", regex.IGNORECASE)
_INDEX_FILE = regex.compile(r"(?:index|default)\.(?:html?|php|aspx?)", regex.IGNORECASE)
_AMP_SUFFIX = regex.compile(r"(?<=[^.])\.amp(?=\.html?$|$)", regex.IGNORECASE)
_BARE_PERCENT = regex.compile(r"%(?![0-9A-Fa-f]{2})")
_ESCAPE = regex.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~")
_PATH_SAFE = "/!$&'()*+,;=:@%"
_QUERY_SAFE = "/?!$&'()*,;:@=%"


def normalise_url(url: str) -> str | None:
    """The normalised URL of a page; None unless it is a valid http(s) URL of at most MAX_URL_CHARS characters.

    http becomes https. The host is in lower case and ASCII, without www., m., mobile., amp. and the default port. Dot
    and empty segments, session ids, index files and AMP parts are removed from the path, tracking parameters from the
    query, which is sorted. User names are removed, and fragments except "#!", which names a page.
    """
    if len(url) > MAX_URL_CHARS:
        return None
    try:
        parts = urlsplit(url.strip())
        port, host = parts.port, _normalise_host(parts.hostname or "")
        rest = _normalise_path(parts.path) + _normalise_query(parts.query) + _normalise_fragment(parts.fragment)
    except ValueError:  # an invalid bracket, port or label, or half a surrogate pair
        return None
    if parts.scheme not in ("http", "https") or host is None:
        return None
    return f"https://{host}{rest}" if port in DEFAULT_PORTS else f"https://{host}:{port}{rest}"


def is_same_site(first: str, second: str) -> bool:
    """Whether two normalised URLs have the same registered domain."""
    return _site(first) == _site(second)


def host_in(url: str) -> str:
    """The host of a normalised URL."""
    return urlsplit(url).hostname or ""


def _site(url: str) -> str:
    """The registered domain of a URL; the last two labels of the host if its suffix is unknown."""
    return extract_domain(url) or ".".join(host_in(url).split(".")[-2:])


def _normalise_host(host: str) -> str | None:
    if ":" in host:
        return f"[{ip_address(host)}]"
    host = host.removesuffix(".").encode("idna").decode("ascii").lower()
    while (label := host.partition("."))[0] in _VARIANT_LABELS and "." in label[2]:
        host = label[2]
    return host if _HOST.fullmatch(host) else None


def _normalise_path(path: str) -> str:
    segments: list[str] = []
    for segment in _encode(_SESSION.sub("", path), _PATH_SAFE).split("/"):
        if segment == "..":
            segments = segments[:-1]
        elif segment not in (".", ""):
            segments.append(segment)
    while (shorter := _without_variant(segments)) != segments:
        segments = shorter
    return "".join(f"/{segment}" for segment in segments)


def _without_variant(segments: list[str]) -> list[str]:
    """The segments of a path without one part that names an index file or an AMP page."""
    if segments and _INDEX_FILE.fullmatch(segments[-1]):
        return segments[:-1]
    if len(segments) > 1 and segments[-1] == "amp":
        return segments[:-1]
    if len(segments) > 1 and segments[0] == "amp":
        return segments[1:]
    return [*segments[:-1], *(_AMP_SUFFIX.sub("", segment) for segment in segments[-1:])]


def _normalise_query(query: str) -> str:
    kept: list[str] = []
    for pair in _encode(query.replace("+", "%20"), _QUERY_SAFE).split("&"):
        name, _, value = pair.partition("=")
        if pair and not _TRACKING.fullmatch(name) and (name.lower(), value.lower()) not in _AMP_PARAMETERS:
            kept.append(pair)
    return f"?{'&'.join(sorted(kept))}" if kept else ""


def _normalise_fragment(fragment: str) -> str:
    return f"#{_encode(fragment, _PATH_SAFE)}" if fragment.startswith("!") else ""


def _encode(text: str, safe: str) -> str:
    """The text percent-encoded in a uniform way: UTF-8, capital hex digits, and unreserved characters as they are."""
    text = _BARE_PERCENT.sub("%25", text)
    text = _ESCAPE.sub(lambda m: c if (c := chr(int(m[1], 16))) in _UNRESERVED else m[0].upper(), text)
    return quote(text, safe=safe)
