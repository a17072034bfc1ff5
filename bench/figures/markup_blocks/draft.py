"""A page while it is made: its article, the words of its language, the slots of its layout, and what is right for it."""

import hashlib
import html
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).parent
ROLE = re.compile(r" @([a-z_]+)(?=[ >/])")
FIELD = re.compile(r"\{(\w+)\}")


class Html(str):
    """Markup: not escaped again when it is put into a template."""


@dataclass(slots=True, kw_only=True)
class Gold:
    """What a careful reader of the page says. `lines` are rows and items inside the text."""

    title: str
    authors: list[str] = field(default_factory=list)
    published: str | None = None  # ISO, without what the page does not say
    standfirst: str | None = None
    facts: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    corrections: list[str] = field(default_factory=list)
    machine_notes: list[str] = field(default_factory=list)
    junk: list[str] = field(default_factory=list)  # visible, and no part of the article
    hidden: list[str] = field(default_factory=list)  # on the page, but nobody sees it


@dataclass(slots=True, kw_only=True)
class Draft:
    """A page while it is made. Blocks read `article`, `words` and `chosen`, and add to `slots`, `head` and `gold`."""

    article: dict[str, Any]
    words: dict[str, Any]
    random: Random
    style: int  # which of several forms of dates the site uses
    chosen: dict[str, str]  # dimension -> name of its block; a dimension that the page lacks is not there
    attribute: Callable[[str], str]  # role of an element -> its class or another attribute, with a space before it
    published: datetime
    authors: list[str]
    url: str
    gold: Gold
    head: list[str] = field(default_factory=list)
    slots: dict[str, list[str]] = field(default_factory=dict)

    @property
    def lang(self) -> str:
        """Language of the article, as in its lang attribute."""
        return str(self.article["lang"])

    def word(self, key: str) -> str:
        """A text of the page's furniture in its language."""
        return str(self.words[key])

    def fill(self, template: str, **values: object) -> Html:
        """The template with the attributes of its roles (` @byline`) and these values for its `{fields}`."""
        named = ROLE.sub(lambda found: self.attribute(found[1]), template)
        return Html(FIELD.sub(lambda found: escaped(values[found[1]]), named))

    def many(self, template: str, values: Iterable[object]) -> Html:
        """The template once for each value, as `{value}` and its number `{n}`."""
        return Html("\n".join(self.fill(template, value=value, n=n) for n, value in enumerate(values, 1)))

    def put(self, slot: str, markup: str) -> None:
        """Add markup at the end of a slot."""
        self.slots.setdefault(slot, []).append(markup)


def escaped(value: object) -> str:
    """The value as markup."""
    return value if isinstance(value, Html) else html.escape(str(value), quote=True)


def digest(*parts: object) -> str:
    """64 hex digits that depend on the parts alone."""
    return hashlib.sha256(":".join(map(str, parts)).encode()).hexdigest()


@cache
def articles() -> tuple[dict[str, Any], ...]:
    """The invented articles. `text` is a list of sections: the heading, empty in the first, and the paragraphs."""
    return tuple(map(json.loads, (HERE / "articles.jsonl").read_text(encoding="utf-8").splitlines()))


@cache
def words() -> dict[str, dict[str, Any]]:
    """Language -> the words of the furniture of its pages."""
    rows = map(json.loads, (HERE / "words.jsonl").read_text(encoding="utf-8").splitlines())
    return {row["lang"]: row for row in rows}
