"""Read the marks that show what a line is: bullets, numbers, heading signs, bold, brackets, rules, tags."""

from dataclasses import dataclass
from enum import StrEnum

import regex

from etl.parse.text.numbering import DAY, NUMBER, number_family, number_value
from etl.words.characters import COLONS, COMMAS, INVISIBLE_EDGES, SENTENCE_ENDS, SPACES, is_visible


class Mark(StrEnum):
    """The kinds of marks that a line can have."""

    NONE = "none"
    HEADING = "heading"  # #, ==, underline, <h2>
    EMPHASIS = "emphasis"  # a whole line in **, __, brackets: a heading, unless it is long
    BULLET = "bullet"
    NUMBER = "number"  # a list item or a numbered heading, depending on its neighbours
    QUOTE = "quote"  # > text
    RULE = "rule"  # only marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A line without its mark; marks that look the same have the same `family`."""

    mark: Mark
    family: str
    text: str
    level: int | None = None
    number: int | None = None


ENCLOSURES = (("**", "**"), ("__", "__"), ("【", "】"), ("〖", "〗"), ("[", "]"), ("［", "］"), ("〔", "〕"))

OPENINGS = tuple(opening for opening, _ in ENCLOSURES)
HEADING_SIGNS = "■●◆◇□○▶►▸◼◻★☆❖✦✧※➤▪"  # bullets in a list, but heading marks on a single line
MAX_MARKED_CHARS = 4000  # a longer line is text; only a bullet or number is looked for
NO_WORD = regex.compile(r"[\W_]+")
RULE_SIGNS = regex.compile(r"[-=_*~#•·.+^/|:<>─━═—–―＝－*]{2,}|^[*＊#§~•·◆◇○●■□★☆※_=—–\-|\s]+$")
FENCE = regex.compile(r"(?:`{3,}|~{3,})[ \t]*[\w+-]{0,20}")  # of a code block, with the name of its language
# A tag has attributes with "=", or none; "<Key facts>" and "<News>" are headings.
TAGS_ONLY = regex.compile(
    r"(?!\s*<\p{Lu}\p{Ll}+>\s*$)"
    r"(?:\s*</?[a-zA-Z][\w:-]*+(?:\s[^<>=]{1,30}=[^<>]{0,200}|\s*/)?\s*>)+\s*|\s*<!--.*-->\s*"
)
TAGGED = regex.compile(r"(?:<([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?>\s*)+(?P<text>[^<>]+?)\s*(?:</[a-zA-Z0-9]+>\s*)+")
HASHES = regex.compile(r"(?P<signs>#{1,6})\s+(?P<text>.+?)\s*#*|(?P<signs>#{2,6})(?P<text>[^\s#].*?)\s*#*")
# MediaWiki closes a heading with the same signs, AsciiDoc does not.
EQUALS = regex.compile(
    r"(?P<signs>={1,6})\s*(?P<text>[^=\s].*?)\s*={1,6}|(?P<signs>={1,6})\s+(?P<text>\p{L}[^=]*[^=\s])"
)
QUOTE = regex.compile(r">+\s*(?P<text>.+)")
NO_SIGN = r"\"'«“”„‟‘’‹「『(（\[［{<#@$€£¥%&¿¡·" + regex.escape(SENTENCE_ENDS + COLONS + COMMAS)  # often begin a text
# Signs of the first group need a space after them; those of the second are never the beginning of a sentence.
BULLET = regex.compile(
    r"(?P<sign>[-*+−‐‑–—―﹣－~]|[oO](?=\s\s|\t)|o(?=\s[\p{Lu}\p{Lo}])|->|=>|--)\s+(?P<text>.+)"
    r"|(?P<sign>[•●○◦∙⁃‣▪▫■□◾◽◼◻◆◇▶▷►▸▹➤➢➔➜✓✔✅☑✦✧★☆※→⇒❖🔹🔸🔴🔵⚫⚪・･·٭۔•\uf0b7\u2981])\ufe0f?\s*(?P<text>.+)"
    r"|(?P<sign>[-−–*])(?P<text>[^\s\d*\-−–—][^*]*)"
    r"|(?P<sign>\[[ xX✓✔]?\])\s+(?P<text>.+)"
)
# Other signs before a space are a mark only if they occur again (settle_marks.py).
ANY_SIGN = regex.compile(rf"(?P<sign>(?:(?![{NO_SIGN}])[\p{{S}}\p{{P}}]){{1,3}}\ufe0f?)\s+(?P<text>.+)")
EMOJI = regex.compile(r"^(?:[\p{Extended_Pictographic}--[0-9#*©®™]]\p{EMod}?[\ufe0f\u200d]*)+\s*", regex.V1)
# One sign on each side needs a space, or is a bracket. Quotation marks and round brackets begin texts.
_FRAME = r"[\p{S}\p{P}--[\"'«»‹›“”„‟‘’「」『』()（）%‰°¿¡,;.!?…@&€£$¥₹]--\p{Sc}]"
FRAMED = regex.compile(
    rf"(?P<opening>{_FRAME}{{1,8}})\s+(?P<text>\S.{{0,198}}\S)\s+(?P<closing>{_FRAME}{{1,8}})"
    r"|(?P<opening>[<\[{]{1,3}|[-=+*~_]{2,8})\s*(?P<text>[^\s<>\[\]{}].{0,198}[^\s<>\[\]{}])\s*"
    r"(?P<closing>[>\]}]{1,3}|[-=+*~_]{2,8})",
    regex.V1,
)
MIRROR = str.maketrans("<[{【〖《〈", ">]}】〗》〉")
ANY_SIGN_FAMILY = "sign "  # before the sign, in the family of a mark that only its repetition proves
ROW = regex.compile(r"\|[^|]*(?:\|[^|]*)+\|")
ROW_FAMILY = "|"
NUMBER_CELL = regex.compile(r"(?P<number>\p{Nd}{1,3})\.?\s*\|\s*(?=\S)")
HEADING_TAGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
WRITTEN_FRAMES = (
    "**",
    "__",
    "*",
    "_",
    "[",
    "［",
    "〔",
    "«",
    "‹",
    "tag",
)  # families of emphasis that may hold a sentence
SPEECH_DASHES = "—―–"  # bullets in a list of facts, but marks of speech elsewhere
EMPHASIS_TAGS = ("b", "strong")
ITEM_TAGS = ("li",)


def read_mark(line: str) -> Marked:
    """The mark of a line, and its text without that mark; a line that consists of signs keeps them as text."""
    text = strip_edges(line)
    readers = READERS if len(text) <= MAX_MARKED_CHARS else (_item,)
    for reader in readers:
        marked = reader(text)
        if marked is not None:
            return marked
    return Marked(mark=Mark.NONE, family="", text=text)


def without_number_column(rows: list[str]) -> list[str]:
    """The rows without their first cells, if these number all of them from 1: "1 | The wheel is new."."""
    found = [NUMBER_CELL.match(row) for row in rows]
    numbers = [int(cell["number"]) if cell is not None else 0 for cell in found]
    if numbers != list(range(1, len(rows) + 1)):
        return rows
    return [row[cell.end() :] for row, cell in zip(rows, found, strict=True) if cell is not None]


def strip_edges(text: str) -> str:
    """The text without spaces and invisible characters at both ends."""
    return text.strip(SPACES + INVISIBLE_EDGES).strip()


def strip_emoji(text: str) -> str:
    """The text of a heading without pictographs before it."""
    return EMOJI.sub("", text) or text


def strip_closing_colon(text: str) -> str:
    """The text of a heading or label without its closing colon."""
    bare = strip_edges(text).rstrip(COLONS)
    return strip_edges(bare) or text


def strip_emphasis(text: str) -> str:
    """The text without ** or brackets that enclose all of it, and without a colon after them."""
    for opening, closing in ENCLOSURES if text.startswith(OPENINGS) else ():
        bare = text.rstrip(COLONS).rstrip()
        inner = bare[len(opening) : len(bare) - len(closing)]
        if bare.startswith(opening) and bare.endswith(closing) and inner.strip() and opening not in inner:
            return strip_edges(inner)
    return text


def _rule(text: str) -> Marked | None:
    if (NO_WORD.fullmatch(text) and RULE_SIGNS.search(text)) or TAGS_ONLY.fullmatch(text) or FENCE.fullmatch(text):
        return Marked(mark=Mark.RULE, family="rule", text=text)
    return None


def _row(text: str) -> Marked | None:
    """A row of a Markdown table, an item of its table."""
    if ROW.fullmatch(text) is None:
        return None
    cells = [cell.strip() for cell in text.strip("|").split("|")]
    shown = " | ".join(cell for cell in cells if cell)
    return Marked(mark=Mark.BULLET, family=ROW_FAMILY, text=shown) if is_visible(shown) else None


def _tagged(text: str) -> Marked | None:
    found = TAGGED.fullmatch(text)
    if found is None:
        return None
    tags = [tag.lower() for tag in found.captures(1)]
    for tag in tags:
        if tag in HEADING_TAGS:
            return Marked(mark=Mark.HEADING, family="tag", text=found["text"], level=HEADING_TAGS[tag])
        if tag in ITEM_TAGS:
            return Marked(mark=Mark.BULLET, family="tag", text=found["text"])
    if any(tag in EMPHASIS_TAGS for tag in tags):
        return Marked(mark=Mark.EMPHASIS, family="tag", text=found["text"])
    return Marked(mark=Mark.NONE, family="tag", text=found["text"])


def _heading(text: str) -> Marked | None:
    for pattern, family in ((HASHES, "#"), (EQUALS, "=")):
        found = pattern.fullmatch(text)
        if found is not None and any(character.isalnum() for character in found["text"]):
            return Marked(
                mark=Mark.HEADING, family=family, text=strip_emphasis(found["text"]), level=max(2, len(found["signs"]))
            )
    return None


def _quote(text: str) -> Marked | None:
    found = QUOTE.fullmatch(text)
    return Marked(mark=Mark.QUOTE, family=">", text=strip_edges(found["text"])) if found is not None else None


def _item(text: str) -> Marked | None:
    bullet = BULLET.fullmatch(text) if not text.startswith(("**", "__")) else None
    if bullet is not None and is_visible(bullet["text"]):
        return Marked(mark=Mark.BULLET, family=bullet["sign"], text=strip_emphasis(strip_edges(bullet["text"])))
    number = NUMBER.fullmatch(text)
    is_number = number is not None and any(character.isalpha() for character in number["text"])
    if number is not None and is_number and DAY.fullmatch(text) is None:
        return Marked(
            mark=Mark.NUMBER,
            family=number_family(number["number"], number["sign"].strip()),
            text=strip_emphasis(strip_edges(number["text"])),
            number=number_value(number["number"]),
        )
    return None


def _other_item(text: str) -> Marked | None:
    found = ANY_SIGN.fullmatch(text)
    if found is None or not is_visible(found["text"]):
        return None
    return Marked(mark=Mark.BULLET, family=ANY_SIGN_FAMILY + found["sign"], text=strip_edges(found["text"]))


def _framed(text: str) -> Marked | None:
    """A line between signs that mirror each other: "+++ Key facts +++", "<< The plan >>", "| Summary |"."""
    found = FRAMED.fullmatch(text)
    if found is None or _mirrored(found["opening"]) != found["closing"] or not is_visible(found["text"]):
        return None
    inner = strip_emphasis(strip_edges(found["text"]))
    return Marked(mark=Mark.EMPHASIS, family=found["opening"], text=_without_number(inner))


def _mirrored(signs: str) -> str:
    return signs[::-1].translate(MIRROR)


def _emphasis(text: str) -> Marked | None:
    inner = strip_emphasis(text)
    if inner == text:
        return None
    return Marked(mark=Mark.EMPHASIS, family=text[0], text=_without_number(inner))


def _without_number(text: str) -> str:
    """The text inside bold or a frame without the number before it."""
    numbered = _item(text)
    return numbered.text if numbered is not None and numbered.mark is Mark.NUMBER else text


# The first that finds a mark decides.
READERS = (_rule, _row, _tagged, _heading, _quote, _framed, _item, _emphasis, _other_item)
