"""Names of authors, out of bylines."""

import re

from etl.parse.credits.agencies import agency_of
from etl.words.characters import ends_sentence
from etl.words.phrases import PhraseKind, is_phrase

# Standing before the names: "by" and "author" where it was seen on news pages.
BEFORE = (
    "written by|reported by|story by|words by|by|author|authors|reporter|von|autor|autorin|autoren|par|auteur|"
    "por|autora|texto de|a cura di|door|przez|autorzy|napisał|napisała|napsal|napsala|"
    "yazan|yazar|muhabir|oleh|penulis|reporter|tác giả|theo|ผู้เขียน|โดย|автор|авторы|текст|"
    "συντάκτης|írta|szerző|scris de|בקלמו של|מאת|כתב|כתבה|بقلم|كتب|كتبت|كتبه|إعداد|اعداد|تحرير|الكاتب|الكاتبة|"
    "نویسنده|نویسندگان|خبرنگار|نوشته|تحریر|مصنف|लेखक|लेखिका|द्वारा|रिपोर्ट|記者|记者|作者|文|撰文|編輯|"
    "編集|執筆|取材|글|기자"
)
PREFIX = re.compile(rf"^(?:{BEFORE})(?:\s*[:：/／|]\s*|\s+)", re.IGNORECASE)
LABEL = re.compile(BEFORE, re.IGNORECASE)
# These also begin names ("De Vries"), so two words must be left.
PREFIX_OF_TWO = re.compile(r"^(?:di|da|de|af|av|от|του|της)\s+(?=\S+\s+\S)", re.IGNORECASE)
SUFFIX = re.compile(r"(?:\s*[／/]|\s)\s*(?:記者|记者|報導|报道|기자|記)$")
SEPARATORS = re.compile(
    r"\s*[,;|/／•·、，；،؛\n&+]\s*|\s+(?:and|und|et|y|e|och|og|en|i|a|ja|és|și|si|и|й|та|και|ve|dan|và|และ|और|و|με|with|mit)\s+"
    r"|\s*(?:和|及|與|与)\s*",
    re.IGNORECASE,
)
# Arabic and Hebrew write "and" as one letter at the head of the next name; these names begin with that letter.
NAMES_IN_WAW = (
    "وليد",
    "وائل",
    "وسام",
    "وفاء",
    "وداد",
    "وحيد",
    "وسيم",
    "ورد",
    "وجدي",
    "وجيه",
    "وضاح",
    "ولاء",
    "وعد",
    "واصف",
)
ADDRESS = re.compile(r"https?://|www\.|@\w")
NO_NAME = re.compile(r"(?:^|\s)\d|\b\d{2}|[<>{}=@]")
HAN_NAMES = re.compile(r"(?<=[\u4e00-\u9fff]{3}) (?=[\u4e00-\u9fff]{3})")
BRACKET = re.compile(r"[()（）]")
MAX_NAME_CHARS = 60
MAX_NAME_WORDS = 6
MAX_SIGNATURE_CHARS = 80
MAX_BYLINE_CHARS = 200  # a longer one is a list of names throughout, or prose


def split_authors(text: str, *, with_agencies: bool = False) -> tuple[str, ...]:
    """The names in a byline, without "by", roles, agencies, addresses and what is too long for a name.

    A word alone beside full names is a place or a desk ("Ann Lee, London"), and one in small letters an editor ("red").
    A long byline with a part that is no name is prose, whose other parts may look like names: it gives none.
    """
    if ADDRESS.search(text):
        return ()
    parts = [_bare(part) for part in SEPARATORS.split(_with_joined_and_split(_bare(text)))]
    names = [part for part in parts if _is_name(part) and (with_agencies or agency_of(part) is None)]
    if len(text) > MAX_BYLINE_CHARS and any(part and not _may_be_listed(part) for part in parts):
        return ()
    has_full = any(" " in name for name in names)
    kept = [name for name in names if " " in name or with_agencies or not (has_full or name.islower())]
    return tuple(dict.fromkeys(kept))


def is_signature(text: str) -> bool:
    """Whether a short line is "by" and names, in capitals where the script has them."""
    found = PREFIX.match(text)
    if found is None or len(text) > MAX_SIGNATURE_CHARS or ends_sentence(text):
        return False
    words = text[found.end() :].split()
    return 1 < len(words) <= 2 * MAX_NAME_WORDS and bool(split_authors(text)) and not any(map(_is_small, words[:2]))


def opens_as_byline(text: str) -> bool:
    """Whether a line begins with "by", a colon behind it or not."""
    return PREFIX.match(text) is not None


def _is_small(word: str) -> bool:
    return word[0].islower() or word[0].isdigit()


def _bare(text: str) -> str:
    text = PREFIX.sub("", " ".join(text.split()).strip(" -–—|:,،"))
    text = HAN_NAMES.sub("、", PREFIX_OF_TWO.sub("", text))
    return SUFFIX.sub("", _without_role(text)).strip(" .-–—|:,،·")


def _without_role(text: str) -> str:
    """The text before the bracket that closes at its end: that of the last name, where there are several."""
    if not text.endswith((")", "）")):
        return text
    depth = 0
    for found in reversed(list(BRACKET.finditer(text))):
        depth += 1 if found.group() in ")）" else -1
        if depth == 0:
            return text[: found.start()].rstrip()
    return text


def _with_joined_and_split(text: str) -> str:
    words = text.split()
    for number in range(2, len(words) - 1):
        word = words[number]
        if word[0] in "وו" and len(word) > 3 and not word.startswith(NAMES_IN_WAW):
            words[number] = f", {word[1:]}"
    return " ".join(words)


def _is_name(name: str) -> bool:
    return (
        bool(name)
        and len(name) <= MAX_NAME_CHARS
        and len(name.split()) <= MAX_NAME_WORDS
        and NO_NAME.search(name) is None
        and any(c.isalpha() for c in name)
        and LABEL.fullmatch(name) is None
        and not is_phrase(name, PhraseKind.SOURCE_LABEL)
    )


def _may_be_listed(part: str) -> bool:
    """Whether a part is a name; in a script with capitals several words have one among them."""
    has_capitals = part.lower() != part or not any(character.islower() for character in part)
    return _is_name(part) and (has_capitals or " " not in part)
