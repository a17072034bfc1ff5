"""Find the classes and ids that the style sheets inside a page hide."""

import re

from lxml.html import HtmlElement

# Declarations that take text out of sight, in lower or upper case. All quantifiers are possessive.
HIDING = re.compile(
    r"""(?:^|[;{\s])(?:
        display\s*+:\s*+none | visibility\s*+:\s*+(?:hidden|collapse) | position\s*+:\s*+fixed | mso-hide\s*+:\s*+all
        | (?:opacity|font-size|max-height)\s*+:\s*+0(?:px|em|rem|%)?+\s*+(?:[;!}]|$)
        | (?:left|top|right|text-indent|margin-left|margin-top)\s*+:\s*+-(?:999|\d{4})
        | (?:left|top|right)\s*+:\s*+-100(?:%|vw|vh)
        | clip\s*+:\s*+rect | clip-path\s*+:\s*+inset\(\s*+(?:50|100)% | transform\s*+:\s*+scale\(\s*+0\s*+\)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
HIDING_WORDS = ("none", "hidden", "fixed", "-9", "-1", "rect", "inset")  # one of them is in a rule that counts
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SIMPLE = re.compile(r"\s*+([.#])([\w-]++)\s*+")  # a selector that is one class or one id
MAX_SHEET_CHARS = 500_000  # of one style element; a longer one is not read

Names = frozenset[str]


def read_hidden_names(tree: HtmlElement) -> tuple[Names, Names]:
    """The classes and the ids that a rule for all screens hides, and that no rule shows on some.

    Only rules whose selector is one class or one id count: ".notice", "#welcome".
    """
    hidden: set[tuple[str, str]] = set()
    shown: set[tuple[str, str]] = set()
    for style in tree.iter("style"):
        sheet = style.text or ""
        if len(sheet) <= MAX_SHEET_CHARS:
            _read(COMMENT.sub("", sheet) if "/*" in sheet else sheet, hidden, shown)
    left = hidden - shown
    return frozenset(name for sign, name in left if sign == "."), frozenset(name for sign, name in left if sign == "#")


def _read(sheet: str, hidden: set[tuple[str, str]], shown: set[tuple[str, str]]) -> None:
    """Add what the rules of a style sheet hide and show."""
    words = [word for word in HIDING_WORDS if word in sheet]
    depth = 0
    for piece in sheet.split("}"):
        selectors, _, declarations = piece.rpartition("{")
        depth += piece.count("{")
        if any(map(declarations.__contains__, words)) and HIDING.search(declarations):
            if depth == 1:
                hidden.update(_simple(selectors))
        elif "display" in declarations or "visible" in declarations:
            shown.update(_simple(selectors))
        depth = max(0, depth - 1)


def _simple(selectors: str) -> list[tuple[str, str]]:
    """The classes and ids among the selectors of a rule, each with its sign, after what else is before the rule."""
    found = map(SIMPLE.fullmatch, selectors.rpartition("{")[2].rpartition(";")[2].split(","))
    return [(match[1], match[2]) for match in found if match]
