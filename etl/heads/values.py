"""Read the value of a field of a head: remove quotation marks, and split a list into its items."""

import regex

_QUOTED = regex.compile(r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^']|'')*+'")
_ITEM = regex.compile(rf"\s*(?:{_QUOTED.pattern}|[^,]*+)\s*(?:,|$)")
_ESCAPE = regex.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\n"}
_COMMENT = regex.compile(r"\s+#.*$")
_WIKI_LINK = regex.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
_LINK = regex.compile(r"\[([^\[\]]*)\]\(<?([^()\s]+)>?\)")
_NOTHING = frozenset({"", "null", "none", "~", "nil", "n/a", "-", "[]", "{}", "|", ">", "|-", ">-", "|+", ">+"})


def values_of(text: str) -> tuple[str, ...]:
    """The values in a text after a key: none, one, or the items of a list in brackets."""
    text = text.strip()
    if text.lower() in _NOTHING:
        return ()
    if text.startswith("[") and text.endswith("]") and not text.startswith("[["):
        items = (found.group().strip().rstrip(",") for found in _ITEM.finditer(text[1:-1]))
        return tuple(value for item in items if (value := plain_value(item)))
    value = plain_value(text)
    return (value,) if value else ()


def plain_value(text: str) -> str:
    """A value without quotation marks, escapes and the brackets of wiki links: `"[[Ann Lee]]"` is Ann Lee."""
    text = text.strip()
    quoted = _QUOTED.match(text)
    if quoted and not _COMMENT.sub("", text[quoted.end() :]).strip():
        is_double, text = text[0] == '"', quoted.group()[1:-1]
        text = _ESCAPE.sub(_unescaped, text) if is_double else text.replace("''", "'")
    return _WIKI_LINK.sub(r"\1", text).strip()


def linked_value(text: str) -> str:
    """The URL in a value that is a Markdown link or is in angle brackets; any other value unchanged."""
    found = _LINK.fullmatch(text.strip())
    return found[2] if found else text.strip().strip("<>")


def _unescaped(found: "regex.Match[str]") -> str:
    return chr(int(found[1], 16)) if found[1] else _ESCAPES.get(found[2], found[2])
