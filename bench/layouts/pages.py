"""Pages, margins and the file: what is done to the finished lines of a text."""

import random
import re
from collections.abc import Mapping

from bench.layouts.articles import Article, ends_sentence
from bench.layouts.blocks import Paragraphs, block
from bench.layouts.content import Unfit
from bench.layouts.joining import Line
from bench.layouts.pieces import Kind
from bench.layouts.surroundings import Words

MIN_PAGE_LINES = 12
MAX_PAGE_LINES = 54
SENTENCE_SPACE = re.compile(r"(?<=\w{3}[.!?]) (?=[^\W\da-zа-я])")


def with_pages(
    lines: list[Line], article: Article, layout: Mapping[str, str], words: Words
) -> tuple[list[Line], list[str]]:
    """The lines with page numbers or headers between pages, and the text of these. Raises Unfit if all is one page.

    A page ends inside a paragraph, but not behind a sentence inside it, and not between a heading and its text.
    """
    if layout["pages"] == "none":
        return lines, []
    size = min(MAX_PAGE_LINES, max(MIN_PAGE_LINES, len(lines) // 3))
    paged: list[Line] = []
    found: list[str] = []
    since = 0
    for position, line in enumerate(lines):
        paged.append(line)
        since += 1
        if since >= size and _may_end_page(line, lines[position + 1 :]):
            text = _page_line(layout["pages"], len(found) + 2, article, words)
            blank = [] if block(layout, "pages") == "tight" else [Line(text="")]
            paged += [*blank, Line(text=text), *blank]
            found.append(text.strip(" \f[]()-"))
            since = 0
    if not found:
        raise Unfit("one page")
    return paged, found


def as_file(lines: list[Line], layout: Mapping[str, str], rng: random.Random) -> bytes:
    """The bytes of the file, in UTF-8."""
    paragraphs = block(layout, "paragraphs")
    assert isinstance(paragraphs, Paragraphs)
    name, spaces = layout["file"], layout["spaces"]
    blank = str(block(layout, "spaces")).strip() if spaces.startswith("quoted") else paragraphs.blank
    texts = [_spaced(line, layout, rng) if line.text else blank for line in lines]
    if name == "blank lines at the top":
        texts = ["", "", *texts]
    end = {"CRLF": "\r\n", "CR": "\r", "line separators": "\u2028"}.get(name, "\n")
    text = end.join(texts) + ("" if name == "no line end" else end)
    before = {"byte order mark": "\ufeff", "form feed at the top": "\f"}.get(name, "")
    after = {"blank lines at the end": "\n\n\n", "end of file sign": "\x1a"}.get(name, "")
    return (before + text + after).encode()


def _may_end_page(line: Line, below: list[Line]) -> bool:
    if line.kind is None or not any(other.kind for other in below):
        return False
    if line.goes_on:
        return line.kind is Kind.PARAGRAPH and not ends_sentence(line.text) and not line.text.endswith((":", "：", "-"))
    return line.kind in (Kind.PARAGRAPH, Kind.SUMMARY)


def _page_line(name: str, number: int, article: Article, words: Words) -> str:
    forms = {
        "- 2 -": f"- {number} -",
        "2": f"{number}",
        "centred 2": " " * 34 + f"{number}",
        "[2]": f"[{number}]",
        "Page 2": f"{words['page']} {number}",
        "Page 2 of 5": f"{words['page']} {number} / 5",
        "(2/5)": f"({number}/5)",
        "[p. 2]": f"[p. {number}]",
        "outlet 2": f"{words.outlet}    {number}",
        "2 outlet": f"{number}    {words.outlet}",
        "outlet, date": f"{words.outlet}    {words.long}    {words['page']} {number}",
        "title 2": f"{article.title}    {number}",
        "form feed, outlet": f"\f{words.outlet}    {words['page']} {number}",
        "form feed": f"\f- {number} -",
        "address, 2/5": f"https://www.example.org/story.html    {number}/5    {words.dotted} 10:15",
        "number and outlet": f"{number} | {words.outlet}",
        "more": f"-- {words.outlet} {number} --",
        "number, tight": f"- {number} -",
    }
    if name == "title 2" and article.title is None:
        raise Unfit("no title for a header")
    return forms[name]


def _spaced(line: Line, layout: Mapping[str, str], rng: random.Random) -> str:
    name, text = layout["spaces"], line.text
    if name == "two after a sentence":
        return SENTENCE_SPACE.sub("  ", text)
    if name == "at line ends":
        return text + " " * rng.randrange(3)
    if name in ("no-break spaces", "some double"):
        other = "\u00a0" if name == "no-break spaces" else "  "
        return "".join(other if sign == " " and rng.random() < 0.06 else sign for sign in text)
    return str(block(layout, "spaces") or "") + text
