"""What was never filled in: variables of templates, and placeholders for words and figures."""

import re
from collections.abc import Iterator
from itertools import islice

import regex

from etl.articles import Severity
from etl.enrich.quality.phrases import find_phrases
from etl.enrich.quality.quotes import is_quoted
from etl.enrich.quality.rule import MAX_ISSUES, Found, Rule, Texts, in_every_text
from etl.enrich.quality.spans import Span, overlaps
from etl.words.leftover_words import classes, pattern, plain

MAX_WORDS = 8  # in brackets

# Variables of templates, and placeholders for figures; not in code between backticks.
_VARIABLE = regex.compile(
    r"\{\{[^{}\n`]{1,60}\}\}|\{%[^%\n`]{1,60}%\}|<%=?[^%\n`]{1,60}%>|\$\{[\w.]{1,40}\}|%\([\w.]{1,40}\)[sd]"
    r"|\[%[\w ]{1,40}%\]|(?<![\w$])\$X{2,}(?:,X{3})*\b|\bXX(?:XX)?[/.-]XX(?:XX)?[/.-](?:XX){1,2}\b|\bX,XXX\b|\bTK ?TK\b"
)
_BRACKETS = re.compile(
    r"\[[^\[\]\n]{2,80}\]|【[^【】\n]{1,40}】|\((?!\))[^()\n]{8,80}\)|（[^（）\n]{4,40}）|<[^<>\n]{4,60}>"
)
_NO_DETAIL = regex.compile(r"[\p{Nd}:：@/=]")  # "[photo: AFP]", "[page 3]"
_OTHER_CODES = {"no": "nb", "nn": "nb", "fil": "tl", "bs": "hr", "cnr": "sr"}
# Languages that a short text may be taken for.
_CLOSE = {
    "nb": ("da",), "da": ("nb",), "hr": ("sr",), "sr": ("hr",), "id": ("ms",), "ms": ("id",), "cs": ("sk",),
    "sk": ("cs",), "es": ("pt", "ca"), "pt": ("es",), "ca": ("es", "pt"),
}  # fmt: skip
_SIGNS_OF_VARIABLES = ("{", "<%", "%(", "[%", "$X", "XX", "TK")
_CODE = regex.compile(r"`[^`\n]{0,200}`")


def find_variables(text: str) -> Iterator[Span]:
    """Yield the variables of a template that were not filled: `{{name}}`, `${name}`, `XX/XX/XXXX`."""
    if not any(sign in text for sign in _SIGNS_OF_VARIABLES):
        return
    if "`" in text:
        text = _CODE.sub(lambda match: " " * len(match.group()), text)
    for match in _VARIABLE.finditer(text):
        yield Span(match.start(), match.end(), match.group())


def find_gaps(text: str, language: str | None) -> Iterator[Span]:
    """Yield brackets that say what belongs there: "[name of the mayor]", "(add a quote here)", "<PLACEHOLDER: photo>".

    In square brackets, a word for a detail (name, date, price) begins or ends the text, or an order to fill in. In
    round ones, which hold many other texts, such an order and a word for "here" do. What an editor says about the
    detail ("[name changed]") is no gap. The words are those of the language and of English; None: of all languages.
    """
    for match in _BRACKETS.finditer(text):
        content = plain(match.group()[1:-1]).strip()
        sign = match.group()[0]
        if len(content.split()) > MAX_WORDS or is_quoted(text, match.start()):
            continue
        languages = _languages(language)
        if any(pattern(each, "withheld").search(content) for each in languages):
            continue
        if any(_is_gap(content, each, sign) for each in languages):
            yield Span(match.start(), match.end())


def _languages(language: str | None) -> tuple[str, ...]:
    known = tuple(classes())
    code = _OTHER_CODES.get(language or "", (language or "").partition("-")[0])
    return tuple(dict.fromkeys((code, *_CLOSE.get(code, ()), "en"))) if code in known else known


def _is_gap(content: str, language: str, sign: str) -> bool:
    if _is_at_edge("spot", language, content) and pattern(language, "add").search(content):
        return True
    orders = _is_at_edge("add", language, content)
    if sign in "(（":
        return orders and pattern(language, "spot").search(content) is not None
    return orders or (sign != "<" and _NO_DETAIL.search(content) is None and _is_at_edge("fill", language, content))


def _is_at_edge(name: str, language: str, content: str) -> bool:
    """Whether a form of the class begins or ends the text in the brackets."""
    return any(found.start() == 0 or found.end() == len(content) for found in pattern(language, name).finditer(content))


def _placeholders(texts: Texts) -> Iterator[Found]:
    yield from in_every_text(find_variables)(texts)
    gaps: dict[str, list[Span]] = {}
    for place, block in texts.content:
        gaps[place] = list(islice(find_gaps(block.text, texts.article.language), MAX_ISSUES))
        for span in gaps[place]:
            yield place, span
    for place, span in find_phrases("placeholder", texts.content):
        if not overlaps(span, gaps[place]):
            yield place, span


RULE = Rule("placeholder", Severity.ERROR, find=_placeholders, hides=frozenset({"untranslated", "truncated"}))
