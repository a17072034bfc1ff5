"""Tell which elements of a page its readers do not see: hidden ones, text for screen readers, dialogs over the page."""

import re
from functools import cache, cached_property, lru_cache
from itertools import islice
from typing import cast

from lxml.etree import XPath
from lxml.html import HtmlElement

from etl.parse.html.style_sheets import HIDING, read_hidden_names
from etl.parse.html.tree import text_of, words_of_name
from etl.words.element_names import NameKind, kinds_of, names_of

KNOWN_CLASSES = 8192  # values of class and style attributes that are remembered from page to page
PAGE_TAGS = frozenset(("html", "body"))
DIALOG = "dialog"
DIALOGS = frozenset(("dialog", "alertdialog"))
ARTICLE_TAGS = ("article", "main")  # a dialog that contains one shows the article
_CONTROLLED = XPath(
    "//@aria-controls | //@data-target | //@data-bs-target | //label/@for | //a/@href[starts-with(., '#')]"
)
CONTROL_TAGS = frozenset(("button", "label"))
MIN_SHOWN_CHARS = 40  # beside hidden text that continues it
MAX_CHARS_BELOW, MAX_SIBLINGS_BELOW = 80, 8  # after hidden text that a control next to it opens
MAX_PREFIX_CHARS = 3  # of the name of a style library: "is-hidden", "uk-hidden"
# Words of classes that hide an element on some screens only, or show one that another class hides.
SCREENS = frozenset(("xs", "sm", "md", "lg", "xl", "xxl", "no", "not", "un"))
SHOWN = re.compile(
    r"(?:.*\b)?(?:xs|sm|md|lg|x+l|\dxl|tablet|desktop|medium|large)[:@-](?:block|flex|grid|inline|table|visible)\b"
)


class Visibility:
    """The hidden elements of one page."""

    def __init__(self, tree: HtmlElement) -> None:
        self._tree = tree
        self._classes, self._ids = read_hidden_names(tree)
        self._of_class: dict[str, str | None] = {}

    def hidden_by(self, element: HtmlElement) -> str | None:
        """What hides an element: an attribute, a style, a class, the id; None if readers see it or can unfold it.

        An element that is hidden on some screens only is visible, and so is one that a control on the page opens.
        Dialogs are always hidden, unless the article is in them.
        """
        names = element.keys()
        if not names or element.tag in PAGE_TAGS:
            return None
        if ("role" in names and element.get("role") in DIALOGS) or element.get("aria-modal") == "true":
            return None if any(element.find(f".//{tag}") is not None for tag in ARTICLE_TAGS) else DIALOG
        evidence = self._evidence(element, names)
        return None if evidence is None or self._is_opened(element) else evidence

    def _evidence(self, element: HtmlElement, names: list[str]) -> str | None:
        if "hidden" in names and (element.get("hidden") or "").lower() != "until-found":
            return "hidden"
        if "style" in names and _is_hiding_style(element.get("style") or ""):
            return "style"
        if "class" in names and (found := self._hiding_class(element.get("class") or "")):
            return found
        return "id" if self._ids and element.get("id") in self._ids else None

    def _hiding_class(self, name: str) -> str | None:
        """The class that hides the elements with this value of the class attribute."""
        if name not in self._of_class:
            known = self._classes.intersection(name.split()) if self._classes else frozenset()
            self._of_class[name] = _hiding_class(name) or min(known, default=None)
        return self._of_class[name]

    def _is_opened(self, element: HtmlElement) -> bool:
        """Whether a control opens the element: one that names its id, or one next to it at the end of a text."""
        name = element.get("id")
        if name and name in self._opened_ids:
            return True
        parent = element.getparent()
        beside = (element.getprevious(), element.getnext())
        if parent is None or not any(each is not None and _is_control(each) for each in beside):
            return False
        after = list(islice(element.itersiblings(), MAX_SIBLINGS_BELOW + 1))
        below = sum(len(text_of(each)) for each in after)
        if len(after) > MAX_SIBLINGS_BELOW or below > MAX_CHARS_BELOW:
            return False
        return len(text_of(parent)) - len(text_of(element)) - below >= MIN_SHOWN_CHARS

    @cached_property
    def _opened_ids(self) -> frozenset[str]:
        values = cast(list[str], _CONTROLLED(self._tree))
        return frozenset(name for value in values for name in value.replace("#", " ").split())


def _is_control(element: HtmlElement) -> bool:
    href = element.get("href") or ""
    is_link = element.tag == "a" and (href in ("", "#") or href.lower().startswith("javascript:"))
    is_box = element.tag == "input" and element.get("type") in ("checkbox", "button")
    return element.tag in CONTROL_TAGS or is_link or is_box


@lru_cache(KNOWN_CLASSES)
def _is_hiding_style(style: str) -> bool:
    return HIDING.search(style) is not None


@lru_cache(KNOWN_CLASSES)
def _hiding_class(name: str) -> str | None:
    """The first of an element's classes that hides it, if no other one shows it on some screens."""
    if words_of_name(name).isdisjoint(_hints()):
        return None
    classes = name.split()
    found = next((each for each in classes if _hides(each)), None)
    return None if found is None or any(map(SHOWN.match, classes)) else found


def _hides(name: str) -> bool:
    words = words_of_name(name.rpartition("--")[2])
    if words.isdisjoint(_hints()):
        return False
    if NameKind.HIDDEN in kinds_of(words):
        return True
    return any(
        hiding <= words and all(len(word) <= MAX_PREFIX_CHARS and word not in SCREENS for word in words - hiding)
        for hiding in names_of(NameKind.HIDING)
    )


@cache
def _hints() -> frozenset[str]:
    """The longest word of each name that hides an element."""
    return frozenset(max(words, key=len) for kind in (NameKind.HIDDEN, NameKind.HIDING) for words in names_of(kind))
