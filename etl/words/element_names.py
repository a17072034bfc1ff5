"""Words in the names of HTML elements (class, id, component), by the kind of text they indicate."""

import re
from enum import StrEnum
from functools import cache, lru_cache

from etl.words.read_table import read_rows

MIN_GLUED_CHARS = 6  # of a word that is recognised after letters of a hash: "x3fcrosshead"
MAX_GLUE_CHARS = 2  # such letters of a hash
CACHED_NAMES = 4096  # sets of words; a page has a few hundred


class NameKind(StrEnum):
    """Kinds of element_names.tsv. A kind that only one part asks for may be a plain string in its module."""

    CAPTION = "caption"
    CREDIT = "credit"  # of a picture
    BYLINE = "byline"
    CORRECTION = "correction"
    AI = "ai"  # a note on machine-made text
    PAYWALL = "paywall"
    STANDFIRST = "standfirst"
    HEADING = "heading"
    SECTION = "section"
    BREADCRUMB = "breadcrumb"
    BOX = "box"  # of key points
    LIVE = "live"  # an entry of a live blog
    CREDIT_LINE = "credit_line"  # of an agency or source
    TITLE = "title"
    HIDDEN = "hidden"  # meant for screen readers only
    HIDING = "hiding"  # a class that hides its element, if besides these words it has only the prefix of a library
    # Single words, whatever other words the name has:
    BOILERPLATE = "boilerplate"
    BOILERPLATE_PART = "boilerplate_part"  # counts inside longer words too, because build tools append it to hashes
    DATELINE = "dateline"
    PUBLISHED = "published"  # of a date
    MODIFIED = "modified"  # of a date
    OTHER_DATE = "other_date"  # of the date of an event, offer, download or person
    PLAYER = "player"  # of sound, video or pictures
    DROP_CAP = "drop_cap"  # of a first paragraph with a large first letter
    DROP_CAP_FILLER = "drop_cap_filler"  # words beside it that indicate nothing else
    # Groups of single words that are features of the fitted model of the main text:
    BLOCK_COMMENT = "block_comment"
    BLOCK_RELATED = "block_related"
    BLOCK_ACTION = "block_action"
    BLOCK_ADVERTISEMENT = "block_advertisement"
    BLOCK_PICTURE = "block_picture"


SINGLE_WORDS = frozenset(tuple(NameKind)[tuple(NameKind).index(NameKind.BOILERPLATE) :])


@lru_cache(CACHED_NAMES)
def kinds_of(words: frozenset[str]) -> frozenset[str]:
    """The kinds that the words of one element's names indicate, without SINGLE_WORDS."""
    known = _known_names()
    glued = [word for word in words if len(word) > MIN_GLUED_CHARS]
    spelled = words.union(word[count:] for word in glued for count in range(1, MAX_GLUE_CHARS + 1))
    found = {kind for word in spelled for names, kind in known.get(word, ()) if names <= spelled}
    return frozenset(found)


@cache
def words_of(*kinds: NameKind) -> frozenset[str]:
    """The single words of these kinds."""
    return frozenset(words for words, kind in _rows() if kind in kinds and " " not in words)


@cache
def names_of(kind: NameKind) -> tuple[frozenset[str], ...]:
    """The names of this kind, each as its words."""
    return tuple(frozenset(words.split()) for words, found in _rows() if found == kind)


@lru_cache(CACHED_NAMES)
def has_boilerplate_part(name: str) -> bool:
    """Whether a class or id has a part, perhaps inside a longer word, that indicates boilerplate."""
    return _boilerplate_parts().search(name) is not None


@cache
def _boilerplate_parts() -> re.Pattern[str]:
    """The parts of BOILERPLATE_PART; a space in the table stands for an optional hyphen."""
    parts = [words.replace(" ", "-?") for words, kind in _rows() if kind == NameKind.BOILERPLATE_PART]
    return re.compile("|".join(parts), re.IGNORECASE)


@cache
def _known_names() -> dict[str, tuple[tuple[frozenset[str], str], ...]]:
    """First word of a name -> all words and the kind of each name with it."""
    found: dict[str, tuple[tuple[frozenset[str], str], ...]] = {}
    for name, kind in _rows():
        if kind not in SINGLE_WORDS:
            words = name.split()
            found[words[0]] = (*found.get(words[0], ()), (frozenset(words), kind))
    return found


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    return tuple((row["words"], row["meaning"]) for row in read_rows("element_names.tsv"))
