"""Groups of words in element names that are features of the fitted model of the main text."""

from functools import cache

from etl.words.element_names import NameKind, words_of

PAGE_TAGS = frozenset(("html", "body"))  # their names describe the whole page: "has-sidebar"
# Name of the feature -> its words, in the order of the bits. If a word changes, the model must be fitted again.
KINDS = {
    "comment": NameKind.BLOCK_COMMENT,
    "related": NameKind.BLOCK_RELATED,
    "action": NameKind.BLOCK_ACTION,
    "advertisement": NameKind.BLOCK_ADVERTISEMENT,
    "picture": NameKind.BLOCK_PICTURE,
}
GROUPS = tuple(KINDS)


@cache
def group_of_word() -> dict[str, int]:
    """The bit of the last group that each word belongs to."""
    return {word: 1 << bit for bit, kind in enumerate(KINDS.values()) for word in words_of(kind)}
