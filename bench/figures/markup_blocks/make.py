"""Makes one page from the blocks that were drawn, and with it what is right for it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from random import Random

from bench.figures.markup_blocks import add_parts, add_surroundings, bylines, dates, declarations, head_parts, layouts
from bench.figures.markup_blocks.draft import Draft, Gold, Html, articles, digest, words
from bench.figures.markup_blocks.draw import draw
from bench.figures.markup_blocks.names import NAMES
from bench.figures.markup_blocks.registry import Era, Half

RIGHT_TO_LEFT = ("ar", "fa", "ur", "he")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page, with the names of its blocks and what is right for it."""

    id: str
    lang: str
    url: str
    fetched: str
    html: str
    chosen: dict[str, str]
    gold: Gold


def make_pages(half: Half, seed: int, count: int) -> Iterator[Page]:
    """Yield the pages that a seed draws from a half."""
    for number in range(count):
        yield make_page(f"{half}-{seed}-{number:03}", half)


def make_page(name: str, half: Half | None = None, fixed: Mapping[str, str] | None = None) -> Page:
    """The page of this name: the same every time. `fixed` names blocks that it must have."""
    random = Random(name)
    era, article_id, chosen = draw(random, half, fixed or {})
    draft = _new_draft(random, era, article_id, chosen)
    add_parts.add_head(draft)
    add_parts.add_text(draft)
    add_parts.add_notes(draft)
    add_surroundings.add_all(draft)
    declarations.declare(draft)
    fetched = draft.published + add_surroundings.UNTIL_FETCH
    return Page(
        id=name,
        lang=draft.lang,
        url=draft.url,
        fetched=fetched.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        html=_document(draft, era),
        chosen=chosen,
        gold=draft.gold,
    )


def _new_draft(random: Random, era: Era, article_id: str, chosen: dict[str, str]) -> Draft:
    article = next(article for article in articles() if article["id"] == article_id)
    salt = str(random.random())
    count = 1 if chosen.get("byline") in bylines.ONE_AUTHOR else random.choice((1, 1, 2, 3))
    is_old = era == "old"
    zone = timezone(timedelta(hours=dates.ZONES[article["lang"]]))
    first = datetime(2001 if is_old else 2013, 1, 1, tzinfo=zone)
    published = first + timedelta(days=random.randrange(2500 if is_old else 4600), minutes=random.randrange(360, 1300))
    if published.day < 13:  # else numbers alone do not say which is the month
        published += timedelta(days=13 - published.day)
    return Draft(
        article=article,
        words=words()[article["lang"]],
        random=random,
        style=random.randrange(12),
        chosen=chosen,
        attribute=_attributes(chosen["names"], salt),
        published=published,
        authors=article["authors"][:count],
        url=f"https://www.{digest(article['outlet'])[:6]}.example/news/{digest(salt)[:9]}",
        gold=Gold(title=article["title"]),
    )


def _attributes(name: str, salt: str) -> Callable[[str], str]:
    """Role -> attribute; an id gets a number when it is used again."""
    used: Counter[str] = Counter()

    def attribute(role: str) -> str:
        made = NAMES[name](role, salt)
        used[made] += 1
        return made if used[made] == 1 or " id=" not in made else f'{made[:-1]}_{used[made]}"'

    return attribute


def _document(draft: Draft, era: Era) -> str:
    chosen, article = draft.chosen, draft.article
    is_old = era == "old"
    values = {"title": article["title"], "outlet": article["outlet"], "section": article["section"]}
    title = draft.fill(head_parts.TITLE_TAGS[chosen["title_tag"]], **values)
    slots = {
        name: Html("\n".join(draft.slots.get(name, []))) for name in ("top", "head", "text", "after", "aside", "bottom")
    }
    body = draft.fill(layouts.SKELETONS[chosen["skeleton"]], **slots)
    if chosen["skeleton"] == "amp":
        body = Html(body.replace("<img ", '<amp-img layout="responsive" '))
    direction = ' dir="rtl"' if draft.lang in RIGHT_TO_LEFT else ""
    doctype = '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">' if is_old else "<!DOCTYPE html>"
    head = "\n".join(['<meta charset="utf-8">', f"<title>{title}</title>", *draft.head])
    return (
        f'{doctype}\n<html lang="{draft.lang}"{direction}>\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'
    )
