"""Remove the inline marks of Markdown from a text: bold, italics, links, pictures and footnotes."""

import regex

_MAY_HOLD = regex.compile(r"[*_`~\[\]\\]")
_PICTURE = regex.compile(r"!\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_PICTURE_ALONE = regex.compile(rf"\s*(?:{_PICTURE.pattern}|\[{_PICTURE.pattern}\]\([^()\s]+\))\s*")
_LINK = regex.compile(r"\[([^\[\]]+)\]\((?:[^()\s]|\([^()\s]*\))+(?:\s+\"[^\"]*\")?\)")
_WIKI_LINK = regex.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
_PAIRS = regex.compile(
    r"(?P<signs>\*\*\*|\*\*|~~)(?=\S)(?P<text>[^*~\n]+?)(?<=\S)(?P=signs)"
    r"|(?<![\w_])(?P<signs>___|__|_)(?=\S)(?P<text>[^_\n]+?)(?<=\S)(?P=signs)(?![\w_])"
    r"|(?<![\w*])(?P<signs>\*)(?=\S)(?P<text>[^*\n]+?)(?<=\S)(?P=signs)(?![\w*])"
    r"|(?P<signs>`)(?P<text>[^`\n]+)(?P=signs)"
)
# "[^1]" after a word, and "[^1]: " before the text of a footnote.
_FOOTNOTE = regex.compile(r"(?<=\S)\[\^[\p{L}\p{N}_-]{1,20}\](?!\()|^\[\^[\p{L}\p{N}_-]{1,20}\]:\s+(?=\S)")
_ESCAPE = regex.compile(r"\\([\\`*_{}\[\]()#+\-.!~>|])")


def is_picture(text: str) -> bool:
    """Whether the text is a picture, or a picture that is a link, and nothing else."""
    return _PICTURE_ALONE.fullmatch(text) is not None


def without_inline_marks(text: str) -> str:
    """The text as it is shown: the words of a link and the description of a picture stay, their URLs are left out.

    A text that would be empty without its marks (a picture without a description) is returned unchanged.
    """
    if _MAY_HOLD.search(text) is None:
        return text
    shown = _LINK.sub(r"\1", _PICTURE.sub(r"\1", _FOOTNOTE.sub("", text)))
    shown = _PAIRS.sub(r"\g<text>", _WIKI_LINK.sub(r"\1", shown))
    shown = _ESCAPE.sub(r"\1", _PAIRS.sub(r"\g<text>", shown)).strip()
    return shown or text
