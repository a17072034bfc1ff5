"""The names and words that the text of a page mentions: whoever is mentioned is its subject, not its author."""

from functools import cached_property

import regex

from etl.articles import Role
from etl.parse.html.blocks import PageBlock
from etl.parse.html.parts.chosen_text import CHOSEN_TEXT
from etl.parse.html.parts.title import title_position
from etl.parse.html.state import PageState, part_that_looks
from etl.words.characters import CLOSERS, letter_count
from etl.words.person_names import is_particle

MIN_RUNNING_LETTERS = 60  # of a paragraph, see letter_count
WORD = regex.compile(r"[\p{L}\p{M}\u200c]+")


class Mentions:
    """What the title and the paragraphs of one page say; read when first asked for."""

    def __init__(self, state: PageState) -> None:
        self._state = state

    def says(self, name: str) -> bool:
        """Whether the title or a paragraph has the name; the last one may begin or end with it, as signatures do."""
        *others, last = self._texts or [""]
        is_signed = last.startswith(name) or last.rstrip(CLOSERS).endswith(name)
        return any(name in text for text in others) or last.count(name) > is_signed

    def new_share(self, names: tuple[str, ...], *, in_page: bool) -> float:
        """The share of the words of names that the text does not have in any case; with `in_page`, the whole page.

        Blocks with a whole name do not count.
        """
        words = [word.lower() for name in names for word in WORD.findall(name) if not is_particle(word)]
        seen = self._words_of_page(names) if in_page else self._words
        return sum(word not in seen for word in words) / max(1, len(words))

    @cached_property
    def _texts(self) -> list[str]:
        state, title = self._state, title_position(self._state)
        found = [state.blocks[title].text] if title is not None else []
        return found + [state.blocks[p].text for p in state[CHOSEN_TEXT] if is_running(state.blocks[p])]

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word.lower() for text in self._texts for word in WORD.findall(text))

    def _words_of_page(self, names: tuple[str, ...]) -> frozenset[str]:
        texts = (block.text for block in self._state.blocks if not any(name in block.text for name in names))
        return self._words.union(word.lower() for text in texts for word in WORD.findall(text))


def is_running(block: PageBlock) -> bool:
    """Whether a block is long enough for a paragraph of running text."""
    return block.role is not Role.HEADING and letter_count(block.text) >= MIN_RUNNING_LETTERS


MENTIONS = part_that_looks("names in the text", Mentions)
