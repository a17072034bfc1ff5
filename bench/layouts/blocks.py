"""The building blocks of a layout, by dimension, and the two halves into which they are split.

A block is known by its dimension and its name. The blocks of a dimension are sorted by the SHA-256 of "dimension:name"
and given to the halves in turn, so that each half has every dimension. Rules are written and fitted on the half
"write"; figures come from the half "measure". `common` blocks are the plainest form of a dimension, which every reader
of texts knows (a bare heading, a blank line between paragraphs); they are in both halves.
"""

import hashlib
import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from bench.layouts import styles, surroundings
from bench.layouts.words import words
from bench.layouts.wrap import LONG_HYPHENATED_LETTERS, Wrap

HALVES = ("write", "measure")
NOTHING = "(unseen)"  # in place of a block that shows nothing in an article


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraphs:
    """How paragraphs are told apart: lines between them, and what the first and the other lines begin with."""

    gap: int = 0
    first: str = ""
    rest: str = ""
    blank: str = ""  # what a blank line consists of
    is_first_flush: bool = False  # no indent below a heading, as in books


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """Blank lines above and below a heading; None: as between paragraphs."""

    above: int | None = None
    below: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """How the items of the facts are placed."""

    indent: str = ""
    is_hanging: bool = False
    gap: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Top:
    """Blank lines below kicker, title and metadata."""

    kicker: int
    title: int
    metadata: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """Blocks that exclude one another. `common_share` of the texts have one of the common blocks."""

    blocks: Mapping[str, object]
    common: Mapping[str, object] = field(default_factory=dict)
    common_share: float


NONE: dict[str, object] = {"none": None}
WIDTHS = (55, 58, 60, 62, 64, 65, 66, 68, 70, 72, 74, 75, 76, 78, 80, 84, 88, 92, 96, 100)
DIMENSIONS: dict[str, Dimension] = {
    "wrap": Dimension(
        blocks={
            **{f"{width}": Wrap(width=width) for width in WIDTHS},
            **{f"{width}, justified": Wrap(width=width, is_justified=True) for width in (58, 65, 72, 78)},
            **{f"{width}, space at line ends": Wrap(width=width, line_end=" ") for width in (60, 68, 76, 90)},
        },
        common={"none": Wrap()},
        common_share=0.55,
    ),
    "hyphens": Dimension(
        blocks={
            "-": {"hyphen": "-"},
            "- in long words": {"hyphen": "-", "min_letters": LONG_HYPHENATED_LETTERS},
            "soft hyphen": {"hyphen": "\u00ad"},
            "unicode hyphen": {"hyphen": "\u2010"},
            "not sign": {"hyphen": "¬"},
            "soft hyphen in long words": {"hyphen": "\u00ad", "min_letters": LONG_HYPHENATED_LETTERS},
            "at hyphens": {"breaks_after": "-"},
            "at dashes and slashes": {"breaks_after": "–—/"},
        },
        common={"none": {}},
        common_share=0.8,
    ),
    "paragraphs": Dimension(
        blocks={
            "two blank": Paragraphs(gap=2),
            "blank of spaces": Paragraphs(gap=1, blank="    "),
            "blank of a no-break space": Paragraphs(gap=1, blank="\u00a0"),
            "blank of a tab": Paragraphs(gap=1, blank="\t"),
            "indent 1": Paragraphs(first=" "),
            "indent 2": Paragraphs(first="  "),
            "indent 3": Paragraphs(first="   "),
            "indent 4": Paragraphs(first="    "),
            "indent 5": Paragraphs(first="     "),
            "indent 8": Paragraphs(first="        "),
            "tab": Paragraphs(first="\t"),
            "ideographic indent": Paragraphs(first="\u3000\u3000"),
            "em spaces": Paragraphs(first="\u2003\u2003"),
            "no-break indent": Paragraphs(first="\u00a0\u00a0\u00a0\u00a0"),
            "indent 3, not the first": Paragraphs(first="   ", is_first_flush=True),
            "indent 5, not the first": Paragraphs(first="     ", is_first_flush=True),
            "indent 4 and blank": Paragraphs(gap=1, first="    "),
            "tab and blank": Paragraphs(gap=1, first="\t"),
            "hanging 3": Paragraphs(rest="   "),
            "hanging 4 and blank": Paragraphs(gap=1, rest="    "),
            "pilcrow": Paragraphs(first="¶ "),
        },
        common={"tight": Paragraphs(), "blank": Paragraphs(gap=1)},
        common_share=0.6,
    ),
    "headings": Dimension(blocks=styles.HEADINGS, common={"bare": styles.BARE}, common_share=0.35),
    "heading space": Dimension(
        blocks={
            "1 and 0": Space(above=1, below=0),
            "1 and 1": Space(above=1, below=1),
            "2 and 0": Space(above=2, below=0),
            "2 and 1": Space(above=2, below=1),
            "3 and 1": Space(above=3, below=1),
            "2 and 2": Space(above=2, below=2),
            "0 and 0": Space(above=0, below=0),
            "4 and 2": Space(above=4, below=2),
        },
        common={"as paragraphs": Space()},
        common_share=0.5,
    ),
    "heading end": Dimension(
        blocks={
            "colon": ":",
            "full stop": ".",
            "exclamation mark": "!",
            "question mark": "?",
            "ellipsis": "…",
            "three dots": "...",
            "one question mark": "one ?",
            "one exclamation mark": "one !",
            "half question marks": "half ?",
            "half full stops": "half .",
            "colon with space": " :",
            "two exclamation marks": "!!",
        },
        common={"none": ""},
        common_share=0.75,
    ),
    "sections": Dimension(
        blocks={
            "one long heading": None,
            "all headings long": None,
            "half of the headings long": None,
            "one empty": None,
            "first empty": None,
            "last empty": None,
            "two empty": None,
            "short paragraphs": None,
            "one-sentence paragraphs": None,
            "no headings": None,
            "one heading": None,
            "list in a section": None,
        },
        common=NONE,
        common_share=0.6,
    ),
    "bullets": Dimension(
        blocks={
            name: bullet
            for name, bullet in (
                *((sign, f"{sign} ") for sign in "-*•·–—o+>»→►▪■◆✓✔◦‣●○□☐➤❖✦¤Ø"),
                *(
                    (sign, f"{sign} ")
                    for sign in ("--", "->", "=>", ">>", "**", "\uf0b7", "✅", "🔹", "👉", "[x]", "[ ]")
                ),
                *((f"{sign}, no space", sign) for sign in "-•*・"),
                *((f"{sign}, tab", f"{sign}\t") for sign in "•-o"),
                *((name, name.replace("1", "{n}") + " ") for name in ("1.", "1)", "(1)", "[1]", "1 -", "1/", "1:")),
                *((f"{form}", f"{form.replace('a', '{small}')} ") for form in ("a)", "a.", "(a)")),
                ("A.", "{letter}. "),
                ("I.", "{roman}. "),
                ("①", "{circled} "),
            )
        },
        common=NONE,
        common_share=0.2,
    ),
    "items": Dimension(
        blocks={
            "hanging": Items(is_hanging=True),
            "indent 2": Items(indent="  "),
            "indent 2, hanging": Items(indent="  ", is_hanging=True),
            "indent 4, hanging": Items(indent="    ", is_hanging=True),
            "indent 8": Items(indent="        "),
            "tab": Items(indent="\t"),
            "blank between": Items(gap=1),
            "hanging, blank between": Items(is_hanging=True, gap=1),
            "indent 3, blank between": Items(indent="   ", is_hanging=True, gap=1),
            "no-break space": Items(indent="\u00a0"),
        },
        common={"flush": Items()},
        common_share=0.55,
    ),
    "facts label": Dimension(blocks=styles.LABELS, common={"bare": styles.BARE, "as headings": None}, common_share=0.5),
    "summary label": Dimension(
        blocks={**styles.LABELS, **styles.RUN_INS},
        common={"bare": styles.BARE, "as headings": None},
        common_share=0.45,
    ),
    "order": Dimension(
        blocks={
            "summary, facts, body": ("summary", "facts", "body"),
            "body, facts": ("body", "facts"),
            "body, summary": ("body", "summary"),
            "body, facts, summary": ("body", "facts", "summary"),
            "body, summary, facts": ("body", "summary", "facts"),
            "facts, body, summary": ("facts", "body", "summary"),
            "summary, body, facts": ("summary", "body", "facts"),
            "facts, body": ("facts", "body"),
            "summary, body": ("summary", "body"),
            "body, facts, body": ("body", "facts", "body"),
            "summary, body, facts, body": ("summary", "body", "facts", "body"),
            "body": ("body",),
        },
        common={"facts, summary, body": ("facts", "summary", "body")},
        common_share=0.35,
    ),
    "title": Dimension(blocks=styles.TITLES, common={"none": None, "bare": styles.BARE}, common_share=0.55),
    "kicker": Dimension(blocks=surroundings.KICKERS, common=NONE, common_share=0.78),
    "metadata": Dimension(blocks={**surroundings.ABOVE, **surroundings.BELOW}, common=NONE, common_share=0.6),
    "dateline": Dimension(blocks=surroundings.DATELINES, common=NONE, common_share=0.88),
    "ending": Dimension(blocks=surroundings.ENDINGS, common=NONE, common_share=0.72),
    "top space": Dimension(
        blocks={
            "1, 1, 1": Top(kicker=1, title=1, metadata=1),
            "0, 0, 1": Top(kicker=0, title=0, metadata=1),
            "0, 2, 2": Top(kicker=0, title=2, metadata=2),
            "0, 1, 2": Top(kicker=0, title=1, metadata=2),
            "2, 1, 1": Top(kicker=2, title=1, metadata=1),
            "0, 0, 0": Top(kicker=0, title=0, metadata=0),
            "1, 0, 1": Top(kicker=1, title=0, metadata=1),
            "1, 3, 2": Top(kicker=1, title=3, metadata=2),
        },
        common={"0, 1, 1": Top(kicker=0, title=1, metadata=1)},
        common_share=0.5,
    ),
    "rules": Dimension(
        blocks={
            "---": "---",
            "-" * 20: "-" * 20,
            "-" * 60: "-" * 60,
            "=" * 40: "=" * 40,
            "=" * 72: "=" * 72,
            "_" * 50: "_" * 50,
            "* * *": "* * *",
            "***": "***",
            "*" * 30: "*" * 30,
            "~~~~~": "~~~~~",
            "· · ·": "· · ·",
            "———": "———",
            "─" * 30: "─" * 30,
            "- - - - -": "- - - - -",
            "+++": "+++",
            "◆◇◆": "◆◇◆",
        },
        common=NONE,
        common_share=0.9,
    ),
    "pages": Dimension(
        blocks={
            "- 2 -": "number",
            "2": "number",
            "centred 2": "number",
            "[2]": "number",
            "Page 2": "number",
            "Page 2 of 5": "number",
            "(2/5)": "number",
            "[p. 2]": "number",
            "outlet 2": "header",
            "2 outlet": "header",
            "outlet, date": "header",
            "title 2": "header",
            "form feed, outlet": "header",
            "form feed": "header",
            "address, 2/5": "header",
            "number and outlet": "header",
            "more": "header",
            "number, tight": "tight",
        },
        common=NONE,
        common_share=0.9,
    ),
    "spaces": Dimension(
        blocks={
            "two after a sentence": None,
            "at line ends": None,
            "margin 2": "  ",
            "margin 5": "     ",
            "margin 8": "        ",
            "margin tab": "\t",
            "quoted >": "> ",
            "quoted |": "| ",
            "quoted >>": ">> ",
            "quoted :": ": ",
            "no-break spaces": None,
            "some double": None,
            "margin no-break": "\u00a0\u00a0",
        },
        common=NONE,
        common_share=0.82,
    ),
    "signs": Dimension(
        blocks={
            "straight quotes": {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "«": '"', "»": '"'},
            "two hyphens": {"—": "--", "–": "-"},
            "latex quotes": {"“": "``", "”": "''", "„": "``"},
            "capitals": None,
            "three dots": {"…": "..."},
            "curly apostrophes": {"'": "’"},
            "guillemets": {"“": "«", "”": "»", "„": "«"},
            "spaced dashes": {"—": " — "},
        },
        common=NONE,
        common_share=0.9,
    ),
    "file": Dimension(
        blocks={
            "CRLF": "\r\n",
            "CR": "\r",
            "byte order mark": None,
            "blank lines at the top": None,
            "no line end": None,
            "form feed at the top": None,
            "line separators": "\u2028",
            "blank lines at the end": None,
            "end of file sign": None,
        },
        common=NONE,
        common_share=0.86,
    ),
}


def halves(dimension: str, names: list[str]) -> dict[str, list[str]]:
    """Half -> names of its blocks, sorted by their hashes."""
    by_hash = sorted(names, key=lambda name: hashlib.sha256(f"{dimension}:{name}".encode()).hexdigest())
    return {"write": by_hash[::2], "measure": by_hash[1::2]}


def drawn(half: str, rng: random.Random) -> dict[str, str]:
    """One block of each dimension, by name: of the half, or a common one."""
    layout = {}
    for name, dimension in DIMENSIONS.items():
        is_common = rng.random() < dimension.common_share
        names = list(dimension.common) if is_common else halves(name, list(dimension.blocks))[half]
        layout[name] = rng.choice(names)
    return layout


def block(layout: Mapping[str, str], dimension: str) -> object:
    """The block of a layout in a dimension; the first common one if the dimension shows nothing in the article."""
    name, of = layout[dimension], DIMENSIONS[dimension]
    if name == NOTHING:
        return next(iter(of.common.values()))
    return of.common[name] if name in of.common else of.blocks[name]


def words_of(half: str, language: str, kind: str) -> list[str]:
    """Words of words.tsv that a half has: labels and kickers are split as blocks are."""
    return halves(f"{kind}:{language}", words()[language, kind])[half]
