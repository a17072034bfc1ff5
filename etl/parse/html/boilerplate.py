"""Recognise the boilerplate of a page: navigation, related articles, comments, sign-ups, advertisements.

Tags and names of elements decide here. The model in main_text/ leaves out other boilerplate, and parts/body.py
promotions between the paragraphs.
"""

from collections.abc import Iterable

from lxml.html import HtmlElement

from etl.parse.html.blocks import PageBlock
from etl.parse.html.tree import name_words, with_ancestors
from etl.words.element_names import NameKind, has_boilerplate_part, words_of

BOILERPLATE_TAGS = frozenset(("nav", "footer", "menu", "dialog"))
PAGE_TAGS = frozenset(("html", "body", "main"))  # their class names describe the whole page: "has-sidebar"
MIN_MAIN_CHARS = 200  # a shorter main text may itself be boilerplate, for example the menu of an empty page
MAX_BOILERPLATE_SHARE = 0.3  # of the main text; an element with more is part of the article, whatever its name


class Regions:
    """The regions of a page that are boilerplate; every element is examined once."""

    def __init__(self, main: Iterable[PageBlock]) -> None:
        self._known: dict[HtmlElement, bool] = {}
        self._spared: frozenset[HtmlElement] = frozenset()
        self._main_chars: dict[HtmlElement, int] = {}
        self._named_chars: dict[str, int] = {}
        self._total = 0
        for block in main:
            self._total += len(block.text)
            for element in with_ancestors(block.element):
                self._main_chars[element] = self._main_chars.get(element, 0) + len(block.text)
                name = element.get("class") or ""
                self._named_chars[name] = self._named_chars.get(name, 0) + len(block.text)

    def is_boilerplate(self, element: HtmlElement) -> bool:
        """Whether the element or an ancestor is named as boilerplate and does not contain much of the main text."""
        found = self._known.get(element)
        if found is None:
            parent = element.getparent()
            found = (parent is not None and self.is_boilerplate(parent)) or self._is_named_so(element)
            self._known[element] = found
        return found

    def spare(self, element: HtmlElement) -> None:
        """Say that an element is part of the article: then no name makes an element around it boilerplate."""
        self._spared = frozenset(with_ancestors(element))
        self._known.clear()

    def main_share(self, element: HtmlElement) -> float:
        """The share of the main text that is in the element, 0 to 1."""
        return self._main_chars.get(element, 0) / max(1, self._total)

    def _is_named_so(self, element: HtmlElement) -> bool:
        if element.tag in PAGE_TAGS or self._holds_much(element):
            return False
        if element.tag in BOILERPLATE_TAGS:
            return True
        if element in self._spared:
            return False
        if not words_of(NameKind.BOILERPLATE).isdisjoint(name_words(element)):
            return True
        return has_boilerplate_part(element.get("class", "")) or has_boilerplate_part(element.get("id", ""))

    def _holds_much(self, element: HtmlElement) -> bool:
        """Whether the element, or all elements of its class, have too much of the main text to be boilerplate."""
        name = element.get("class")
        chars = max(self._main_chars.get(element, 0), self._named_chars.get(name, 0) if name else 0)
        return self._total >= MIN_MAIN_CHARS and chars > MAX_BOILERPLATE_SHARE * self._total
