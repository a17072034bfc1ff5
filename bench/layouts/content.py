"""What a layout changes in the article itself, so that its gold changes too: sections, endings of headings, signs."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bench.layouts.articles import Article, Section, ends_sentence, sentences
from bench.layouts.blocks import block

LONG_HEADING_CHARS = range(85, 170)
LONG_HEADING_CHARS_WITHOUT_SPACES = range(32, 70)
SHORT_PARAGRAPH_CHARS = 60
SHORT_PARAGRAPHS = 3  # at most
MAX_PARAGRAPHS_WITHOUT_HEADINGS = 14
MIN_LIST_ITEMS = 3
FULL_WIDTH = {".": "。", "!": "！", "?": "？", ":": "：", " :": "：", "!!": "！！"}
OWN_SIGNS = {
    "hi": {".": "।"},
    "bn": {".": "।"},
    "ur": {".": "۔", "?": "؟"},
    "ar": {"?": "؟"},
    "fa": {"?": "؟"},
    **dict.fromkeys(("ja", "zh", "zh-hant"), FULL_WIDTH),
}

Sections = list[Section]


class Unfit(Exception):
    """The article has nothing that the layout could be applied to, or nobody could read the result."""


def shaped(article: Article, layout: Mapping[str, str], rng: random.Random) -> Article:
    """The article with the sections, parts and signs of the layout. Raises Unfit if it has none of their kind."""
    kind = layout["sections"]
    if kind != "none":
        article = replace(article, sections=tuple(SECTIONS[kind](list(article.sections), article, rng)))
    order = block(layout, "order")
    assert isinstance(order, tuple)
    article = replace(
        article,
        title=None if layout["title"] == "none" else article.title,
        facts=article.facts if "facts" in order else (),
        summary=article.summary if "summary" in order else (),
    )
    return _with_signs(article, layout)


def heading_end(sign: str, lang: str, position: int, count: int) -> str:
    """What is put after the heading at this position: `sign` of the dimension, in the form of the language."""
    which, _, only = sign.rpartition(" ") if sign[:1] in ("o", "h") else ("", "", sign)
    if (which == "one" and position != count // 2) or (which == "half" and position % 2):
        return ""
    return OWN_SIGNS.get(lang, {}).get(only, only)


def _long_headings(sections: Sections, article: Article, chosen: Callable[[list[int]], list[int]]) -> Sections:
    """First sentences become the headings of their sections: of those that are `chosen` among all that have one."""
    possible = [position for position, section in enumerate(sections) if _has_long_sentence(section, article)]
    if not possible:
        raise Unfit("no sentence for a long heading")
    changed = list(sections)
    for position in chosen(possible):
        first, *others = sentences(sections[position].paragraphs[0])
        rest = (" " if article.has_spaces else "").join(others)
        paragraphs = (rest, *sections[position].paragraphs[1:])
        changed[position] = Section(heading=first.rstrip(".。।۔!?！？؟…"), paragraphs=paragraphs)
    return changed


def _has_long_sentence(section: Section, article: Article) -> bool:
    """Whether the first of several sentences of a section can be a long heading."""
    chars = LONG_HEADING_CHARS if article.has_spaces else LONG_HEADING_CHARS_WITHOUT_SPACES
    if section.heading is None or not section.paragraphs:
        return False
    first, *others = sentences(section.paragraphs[0])
    return bool(others) and len(first) in chars and ends_sentence(first)


def _emptied(sections: Sections, positions: Sequence[int]) -> Sections:
    """The sections with a heading at these positions without paragraphs. Raises Unfit unless others keep theirs."""
    headed = [section for section in sections if section.heading is not None]
    chosen = [headed[position] for position in positions if -len(headed) <= position < len(headed)]
    emptied = [replace(section, paragraphs=()) if section in chosen else section for section in sections]
    if len(chosen) < len(positions) or not any(section.heading and section.paragraphs for section in emptied):
        raise Unfit("too few sections to empty one")
    return emptied


def _one_empty(sections: Sections, article: Article, rng: random.Random) -> Sections:
    if len(article.headed) < 3:
        raise Unfit("too few sections to empty one between others")
    return _emptied(sections, [rng.randrange(1, len(article.headed) - 1)])


def _short_paragraphs(sections: Sections, article: Article, rng: random.Random) -> Sections:
    """A short last sentence becomes a paragraph of its own."""
    found = 0

    def split(paragraph: str) -> list[str]:
        nonlocal found
        *others, last = sentences(paragraph)
        is_short = len(last) <= SHORT_PARAGRAPH_CHARS and ends_sentence(last)
        if not others or not is_short or found == SHORT_PARAGRAPHS:
            return [paragraph]
        found += 1
        return [paragraph[: -len(last)].rstrip(), last]

    changed = _each_paragraph(sections, split)
    if not found:
        raise Unfit("no short last sentence")
    return changed


def _listed(sections: Sections, article: Article, rng: random.Random) -> Sections:
    """The sentences of one paragraph become the items of a list."""
    places = [
        (position, place)
        for position, section in enumerate(sections)
        for place, paragraph in enumerate(section.paragraphs)
        if section.heading and place and len(sentences(paragraph)) >= MIN_LIST_ITEMS
    ]
    if not places:
        raise Unfit("no paragraph for a list")
    position, place = rng.choice(places)
    section = sections[position]
    items = sentences(section.paragraphs[place])
    paragraphs = (*section.paragraphs[:place], *items, *section.paragraphs[place + 1 :])
    listed = replace(section, paragraphs=paragraphs, items=tuple(range(place, place + len(items))))
    return [*sections[:position], listed, *sections[position + 1 :]]


def _without_headings(sections: Sections, article: Article, rng: random.Random) -> Sections:
    paragraphs = tuple(paragraph for section in sections for paragraph in section.paragraphs)
    if len(paragraphs) > MAX_PARAGRAPHS_WITHOUT_HEADINGS or not all(map(ends_sentence, paragraphs)):
        raise Unfit("too many paragraphs for a text without headings")
    return [Section(heading=None, paragraphs=paragraphs)]


def _one_heading(sections: Sections, article: Article, rng: random.Random) -> Sections:
    lead = [section for section in sections if section.heading is None]
    if not lead:
        raise Unfit("no lead above one heading")
    return [*lead, *article.headed[:1]]


def _each_paragraph(sections: Sections, split: Callable[[str], list[str]]) -> Sections:
    return [
        replace(section, paragraphs=tuple(part for paragraph in section.paragraphs for part in split(paragraph)))
        for section in sections
    ]


SECTIONS: dict[str, Callable[[Sections, Article, random.Random], Sections]] = {
    "one long heading": lambda sections, article, rng: _long_headings(sections, article, lambda p: [rng.choice(p)]),
    "all headings long": lambda sections, article, rng: _long_headings(sections, article, list),
    "half of the headings long": lambda sections, article, rng: _long_headings(sections, article, lambda p: p[::2]),
    "one empty": _one_empty,
    "first empty": lambda sections, article, rng: _emptied(sections, [0]),
    "last empty": lambda sections, article, rng: _emptied(sections, [-1]),
    "two empty": lambda sections, article, rng: _emptied(sections, [1, 2]),
    "short paragraphs": _short_paragraphs,
    "one-sentence paragraphs": lambda sections, article, rng: _each_paragraph(sections, sentences),
    "no headings": _without_headings,
    "one heading": _one_heading,
    "list in a section": _listed,
}


def _with_signs(article: Article, layout: Mapping[str, str]) -> Article:
    """The article with other quotes, dashes or capitals, as one typesetter would have written all of it."""
    name = layout["signs"]
    if name == "none":
        return article
    if name == "capitals":
        if not article.is_cased:
            raise Unfit("no capitals")
        return _mapped(article, str.upper)
    table = block(layout, "signs")
    assert isinstance(table, dict)
    changed = _mapped(article, lambda text: " ".join(text.translate(str.maketrans(table)).split()))
    if changed == article:
        raise Unfit("none of these signs")
    return changed


def _mapped(article: Article, change: Callable[[str], str]) -> Article:
    return replace(
        article,
        title=change(article.title) if article.title else None,
        facts=tuple(map(change, article.facts)),
        summary=tuple(map(change, article.summary)),
        sections=tuple(
            replace(
                section,
                heading=change(section.heading) if section.heading else None,
                paragraphs=tuple(map(change, section.paragraphs)),
            )
            for section in article.sections
        ),
    )
