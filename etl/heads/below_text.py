"""Lines below the text of an article that are not part of it: tags, an agency's mark of the end, its credits."""

import regex

from etl.heads.head import Span
from etl.heads.text_lines import TextLine, lines_from
from etl.words.characters import ends_sentence
from etl.words.metadata_keys import head_field
from etl.words.text_ends import begins_credit, is_end_mark

MAX_LINES = 6  # last lines that are looked at
MAX_CHARS = 300
MAX_TAG_WORDS = 8  # of each
_TAGS = regex.compile(r"[^\p{L}\p{N}]*(?P<key>\p{L}[\p{L}\p{M}\p{N} ‌-]{1,30}?)[\s*_]*[:：﹕][\s*_]*(?P<tags>\S.*)")
_COMMA = regex.compile(r"[,،、，;؛|#]")
_SIGNED = r"[/\-–—=*#_|.]"
# "انتهای پیام/", "// ends //", "-30-", "(끝)"; a word alone is such a mark only with signs around it.
_END = regex.compile(
    rf"(?:{_SIGNED}{{1,4}}\s*(?P<words>[\p{{L}}\p{{M}}\p{{N}} ]+?)\s*{_SIGNED}{{0,4}}"
    rf"|(?P<words>[\p{{L}}\p{{M}}\p{{N}} ]+?)\s*{_SIGNED}{{1,4}}"
    r"|[(（\[【](?P<words>[\p{L}\p{M}\p{N} ]+)[)）\]】](?:\s*[\p{Ll}/]{2,12})?)\s*"
)
_IN_BRACKETS = regex.compile(r"\s*[(（\[【](?P<words>[^()（）\[\]【】]+)[)）\]】][.。]?\s*")


def below_text(text: str) -> tuple[Span, ...]:
    """The spans of such lines among the last ones; the first line of a text is never one."""
    lines = [line for line in lines_from(text) if not line.is_blank]
    return tuple(_span(line) for line in lines[1:][-MAX_LINES:] if len(line.text) <= MAX_CHARS and _is_below(line.text))


def _is_below(line: str) -> bool:
    end, credit = _END.fullmatch(line), _IN_BRACKETS.fullmatch(line)
    if (end is not None and is_end_mark(end["words"])) or (credit is not None and begins_credit(credit["words"])):
        return True
    tags = _TAGS.fullmatch(line)
    return tags is not None and head_field(tags["key"]) == "topics" and _are_tags(tags["tags"])


def _are_tags(text: str) -> bool:
    """Whether the text may be a list of short names, and no sentence."""
    return not ends_sentence(text) and all(len(tag.split()) <= MAX_TAG_WORDS for tag in _COMMA.split(text))


def _span(line: TextLine) -> Span:
    return line.start + line.indent, line.start + len(line.text.rstrip())
