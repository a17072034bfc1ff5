"""One article written in one layout, with its gold."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bench.layouts import pages
from bench.layouts.articles import Article, completed
from bench.layouts.blocks import DIMENSIONS, NOTHING, drawn, words_of
from bench.layouts.body import groups_of
from bench.layouts.content import Unfit, shaped
from bench.layouts.joining import joined
from bench.layouts.readable import check_layout, check_pieces
from bench.layouts.surroundings import Words
from bench.layouts.words import words

MAX_DRAWS = 500
FIRST_DAY = date(1985, 1, 1)
DAYS = 40 * 365
SHARE_OF_SEEN_LABELS = 0.5
CONCLUSIONS = (  # labels of a summary that at the end of a text are its conclusion
    *("Shrnutí", "خلاصة", "In sintesi", "Podsumowanie", "Итоги", "Resümee", "Riassumendo", "Resumindo", "In sostanza"),
    *("En esencia", "Em essência", "În esență", "En substance", "En resumidas cuentas", "Stručně řečeno"),
    *("Mówiąc krótko", "简单说", "簡單說", "短く言えば", "Kurz gesagt"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A text as a file has it, and its gold in the format of the structure benchmark."""

    data: bytes
    gold: dict[str, Any]


def written(
    article: Article, half: str, seen_labels: Mapping[tuple[str, str], list[str]], rng: random.Random
) -> Written:
    """The article in the first layout drawn that fits it and can be read."""
    article = completed(article, rng)
    for _ in range(MAX_DRAWS):
        layout = drawn(half, rng)
        around = drawn_words(article.lang, half, rng)
        labels = drawn_labels(article.lang, half, seen_labels, rng)
        try:
            return write(article, layout, around, labels, rng)
        except Unfit:
            continue
    raise AssertionError(f"no layout fits {article.id}")


def write(
    article: Article, layout: dict[str, str], around: Words, labels: Mapping[str, tuple[str, str]], rng: random.Random
) -> Written:
    """The article in this layout. `labels` gives the words and their origin. Raises Unfit if nobody could read it."""
    article = shaped(article, layout, rng)
    layout = applicable(article, layout)
    check_layout(article, layout)
    if layout["order"].startswith("body") and labels["summary"][0] in CONCLUSIONS and article.summary:
        raise Unfit("the label means a conclusion")
    groups, article, extra = groups_of(article, layout, around, {part: label for part, (label, _) in labels.items()})
    article, groups = check_pieces(article, groups, layout)
    lines = joined(groups, layout)
    lines, page_lines = pages.with_pages(lines, article, layout, around)
    gold = {
        "id": article.id,
        "lang": article.lang,
        "title": article.title,
        "facts": article.facts,
        "summary": article.summary,
        "sections": [
            {"heading": section.heading, "paragraphs": section.paragraphs}
            for section in article.sections
            if section.heading or section.paragraphs
        ],
        "extra": [*extra, *page_lines],
        "labels": {part: label for part, (label, _) in labels.items()},
        **{f"layout:{dimension}": name for dimension, name in layout.items()},
        "layout:label words": [f"{part}, {origin}" for part, (_, origin) in labels.items() if getattr(article, part)],
        "layout:language": article.lang,
    }
    return Written(data=pages.as_file(lines, layout, rng), gold=gold)


def drawn_words(language: str, half: str, rng: random.Random) -> Words:
    """Names, places and a day for the lines around an article."""
    topic, other = rng.sample(words_of(half, language, "topic"), 2)
    name, other_name = rng.sample(words()[language, "names"], 2)
    return Words(
        lang=language,
        day=FIRST_DAY + timedelta(days=rng.randrange(DAYS)),
        topic=topic,
        other_topic=other,
        genre=rng.choice(words_of(half, language, "genre")),
        name=name,
        other_name=other_name,
        city=rng.choice(words()[language, "cities"]),
        outlet=rng.choice(words()[language, "outlets"]),
        agency=rng.choice(words()[language, "agencies"]),
        fixed={kind: every[0] for (of, kind), every in words().items() if of == language and len(every) == 1},
    )


def drawn_labels(
    language: str, half: str, seen: Mapping[tuple[str, str], list[str]], rng: random.Random
) -> dict[str, tuple[str, str]]:
    """Part -> its label, and whether it was seen in the benchmark or made for this one."""
    labels = {}
    for part in ("facts", "summary"):
        known = seen.get((language, part), [])
        is_seen = bool(known) and rng.random() < SHARE_OF_SEEN_LABELS
        labels[part] = (rng.choice(known), "seen") if is_seen else (rng.choice(words_of(half, language, part)), "new")
    return labels


def applicable(article: Article, layout: dict[str, str]) -> dict[str, str]:
    """The layout with NOTHING for dimensions that show nothing in this article."""
    headed = article.headed
    unused = {
        "hyphens": layout["wrap"] == "none" or not article.has_spaces,
        "headings": not headed,
        "heading space": not headed,
        "heading end": not headed,
        "bullets": not article.facts,
        "items": not article.facts,
        "facts label": not article.facts,
        "summary label": not article.summary,
        "order": not article.facts and not article.summary,
        "title": article.title is None and layout["title"] != "none",
        "kicker": article.title is None,
        "top space": article.title is None and layout["metadata"] == "none",
    }
    return {name: NOTHING if unused.get(name) else layout[name] for name in DIMENSIONS}
