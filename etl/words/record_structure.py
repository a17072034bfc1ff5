"""The keys that give a JSON record its structure: headings, contents, wrappers, lists of articles, types of blocks."""

from enum import StrEnum
from functools import cache

from etl.words.metadata_keys import folded_key
from etl.words.read_table import read_rows

# Keys of the type of a section or block, best first.
TYPE_KEYS = ("style", "type", "_type", "blockType", "kind", "tag", "role")
# Folded type of a block -> its role; "none" for blocks that are left out. Other types are ignored.
BLOCK_TYPES = {
    **dict.fromkeys(
        (
            "heading", "header", "headline", "subheading", "subheader", "subtitle", "crosshead", "intertitle", "title",
            *(f"{name}{level}" for name in ("h", "heading", "header", "title") for level in range(1, 7)),
            *(f"{name}{level}" for name in ("header", "heading") for level in ("one", "two", "three", "four")),
        ),
        "heading",
    ),
    **dict.fromkeys(("paragraph", "p", "text", "normal", "unstyled", "span", "para", "textblock"), "paragraph"),
    **dict.fromkeys(("quote", "blockquote", "pullquote"), "quote"),
    **dict.fromkeys(
        ("list", "ul", "ol", "bulletlist", "orderedlist", "bulletedlist", "numberedlist", "unorderedlistitem",
         "orderedlistitem", "listitem", "li"),
        "list",
    ),
    **dict.fromkeys(
        ("image", "picture", "photo", "video", "audio", "embed", "ad", "advertisement", "gallery", "iframe", "html:ad",
         "related", "newsletter", "divider", "separator", "code"),
        "none",
    ),
}  # fmt: skip
# Keys of an object that contains the fields of one article: Elasticsearch, GraphQL, JSON:API, Reddit, CouchDB,
# Hugging Face.
WRAPPERS = ("_source", "article", "data", "document", "item", "node", "doc", "fields", "attributes", "content", "row")
# Keys of an object that contains the other fields of an article whose text is beside it: Dolma, LangChain, Fundus.
METADATA = ("metadata", "meta", "header", "head", "info", "properties", "html")


class StructureKind(StrEnum):
    """What a key names."""

    HEADING = "heading"  # of a section or block
    CONTENT = "content"  # of a section or block
    LIST = "list"  # of articles, in news APIs, search engines, feeds and the output of dump programs
    PART = "part"  # a list inside one article, whose elements are parts of it or things linked to it


@cache
def structure_keys(kind: StructureKind) -> dict[str, None]:
    """The folded keys of a kind, best first."""
    return {folded_key(row["key"]): None for row in read_rows("record_structure.tsv") if row["kind"] == kind}
