"""What was never filled in: variables of templates, and placeholders for words and figures."""

from collections.abc import Iterator

import regex

from etl.articles import Severity
from etl.enrich.quality.phrases import find_phrases
from etl.enrich.quality.rule import Found, Rule, Texts, in_every_text
from etl.enrich.quality.spans import Span

# Variables of templates, and placeholders for figures; not in code between backticks.
_VARIABLE = regex.compile(
    r"\{\{[^{}\n`]{1,60}\}\}|\{%[^%\n`]{1,60}%\}|<%=?[^%\n`]{1,60}%>|\$\{[\w.]{1,40}\}|%\([\w.]{1,40}\)[sd]"
    r"|\[%[\w ]{1,40}%\]|(?<![\w$])\$X{2,}(?:,X{3})*\b|\bXX(?:XX)?[/.-]XX(?:XX)?[/.-](?:XX){1,2}\b|\bX,XXX\b|\bTK ?TK\b"
)
_CODE = regex.compile(r"`[^`\n]{0,200}`")


def find_variables(text: str) -> Iterator[Span]:
    """Yield the variables of a template that were not filled: `{{name}}`, `${name}`, `XX/XX/XXXX`."""
    if "`" in text:
        text = _CODE.sub(lambda match: " " * len(match.group()), text)
    for match in _VARIABLE.finditer(text):
        yield Span(match.start(), match.end(), match.group())


def _placeholders(texts: Texts) -> Iterator[Found]:
    yield from in_every_text(find_variables)(texts)
    yield from find_phrases("placeholder", texts.content)


RULE = Rule("placeholder", Severity.ERROR, find=_placeholders, hides=frozenset({"untranslated", "truncated"}))
