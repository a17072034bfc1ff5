"""Short keys for long values."""

from hashlib import sha256

URL_HASH_BYTES = 16


def url_hash(url: str) -> bytes:
    """The key of a URL in article_url: a URL of 2.7 kB would not fit into a btree."""
    return sha256(url.encode("utf-8", "surrogatepass")).digest()[:URL_HASH_BYTES]
