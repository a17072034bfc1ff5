"""The fields that a record may have; the keys that name them are in metadata_keys.tsv."""

FIELDS = (
    "text", "fragment", "page", "title", "facts", "summary", "published", "modified",
    "fetched",  # the time of collection, which is no date of the article
    "url", "id", "authors", "language", "source", "section", "topics", "caption", "type", "paywalled", "free",
)  # fmt: skip
PIECES = ("opening", "sections", "closing")  # of a text in pieces: before its sections, the sections, after them
BODY_FIELDS = ("text", "fragment", "page")  # plain text, a piece of HTML, a whole page
