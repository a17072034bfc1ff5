"""Lines below the text of an article that are not part of it: tags, an agency's name, mark of the end and credits."""

import regex

from etl.heads.head import Span
from etl.heads.text_lines import TextLine, lines_from
from etl.words.agencies import agency_of
from etl.words.characters import ends_sentence
from etl.words.metadata_keys import head_field
from etl.words.text_ends import begins_credit, is_end_mark

MAX_LINES = 6  # last lines that are looked at
MAX_CHARS = 300
MAX_TAG_WORDS = 8  # of each
MAX_AGENCY_CAPITALS = 6  # of an agency that is not known
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
# "(NNA)", "(dpa)", "Reuters/ab", "NNA/ab/cd"
_AGENCY = regex.compile(
    r"\s*(?:[(（\[【]\s*)?(?P<name>\p{L}[\p{L}\p{M} .'’-]{1,30}?)"
    r"(?P<initials>(?:\s?/\s?[a-z]{2,4}){1,3})?\s*[)）\]】]?[.。]?\s*"
)


def below_text(text: str) -> tuple[Span, ...]:
    """The spans of such lines among the last ones; the first line of a text is never one."""
    lines = [line for line in lines_from(text) if not line.is_blank]
    last = [line for line in lines[1:][-MAX_LINES:] if len(line.text) <= MAX_CHARS]
    found = [line for line in last if _is_below(line.text)]
    closing = [line for line in lines[1:] if line not in found][-1:]  # the last line of the rest
    return tuple(sorted(map(_span, [*found, *(line for line in closing if _is_agency(line.text))])))


def _is_below(line: str) -> bool:
    end, credit = _END.fullmatch(line), _IN_BRACKETS.fullmatch(line)
    if line.isupper() and is_end_mark(line.strip()):  # "ENDS" needs no signs
        return True
    if (end is not None and is_end_mark(end["words"])) or (credit is not None and begins_credit(credit["words"])):
        return True
    tags = _TAGS.fullmatch(line)
    return tags is not None and head_field(tags["key"]) == "topics" and _are_tags(tags["tags"])


def _is_agency(line: str) -> bool:
    """Whether a line is an agency alone: a known one, capitals in brackets ("(NNA)"), or initials behind it."""
    found = _AGENCY.fullmatch(line)
    if found is None:
        return False
    is_short = found["name"].isupper() and len(found["name"]) <= MAX_AGENCY_CAPITALS
    is_signed = found["initials"] is not None or line.strip()[0] in "(（[【"
    return is_signed and (is_short or agency_of(found["name"]) is not None)


def _are_tags(text: str) -> bool:
    """Whether the text may be a list of short names, and no sentence."""
    return not ends_sentence(text) and all(len(tag.split()) <= MAX_TAG_WORDS for tag in _COMMA.split(text))


def _span(line: TextLine) -> Span:
    return line.start + line.indent, line.start + len(line.text.rstrip())
