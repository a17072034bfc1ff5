"""How a heading, a title or a label is written: signs around it, lines above and below it, capitals, place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.layouts.wrap import columns

PAGE_COLUMNS = 72
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """`before` and `after` may hold {n}, {letter}, {roman} or {circled}, which count from the first heading."""

    before: str = ""
    after: str = ""
    below: str = ""  # the sign of a line below
    above: str = ""
    is_upper: bool = False
    is_centred: bool = False
    indent: int = 0
    is_boxed: bool = False
    is_one_line: bool = False  # never wrapped: its signs stand at both ends of one line
    runs_in: bool = False  # text follows on the same line

    @property
    def is_marked(self) -> bool:
        """Whether a reader sees at one glance that the line is no paragraph."""
        is_colon = self.after in (":", " :", "：") and not self.before
        return bool(self.before or (self.after and not is_colon) or self.below or self.above or self.is_boxed)

    @property
    def is_numbered(self) -> bool:
        """Whether its mark is a number or a letter that counts."""
        return "{" in self.before

    def text_of(self, text: str) -> str:
        """The words as they are written, without marks."""
        return text.upper() if self.is_upper else text

    def marked(self, text: str, number: int) -> str:
        """The words with the marks before and after them."""
        place = {
            "n": number,
            "letter": LETTERS[number - 1],
            "roman": ROMAN[number - 1],
            "circled": CIRCLED[number - 1],
            "small": LETTERS[number - 1].lower(),
        }
        return self.before.format(**place) + self.text_of(text) + self.after

    def lines(self, text: str, number: int, wrapped: Callable[[str], Sequence[str]]) -> list[str]:
        """The lines of the text with all marks; `wrapped` wraps it."""
        marked = self.marked(text, number)
        inner = [marked] if self.is_one_line or self.is_boxed else list(wrapped(marked))
        length = max(map(columns, inner))
        if self.is_boxed:
            rule = "+" + "-" * (length + 2) + "+"
            return [rule, *(f"| {line} |" for line in inner), rule]
        if self.is_centred:
            inner = [" " * max(4, (PAGE_COLUMNS - columns(line)) // 2) + line for line in inner]
        inner = [" " * self.indent + line for line in inner]
        above = [self.above * length] if self.above else []
        return [*above, *inner, *([self.below * length] if self.below else [])]


def around(before: str, after: str) -> Style:
    """The style with these signs before and after the text, all in one line."""
    return Style(before=before, after=after, is_one_line=True)


def underlined(sign: str) -> Style:
    """The style with a line of this sign below."""
    return Style(below=sign)


BARE = Style()
HEADINGS = {
    "upper": Style(is_upper=True),
    "upper, colon": Style(is_upper=True, after=":"),
    "upper, underlined -": Style(is_upper=True, below="-"),
    "upper, numbered": Style(is_upper=True, before="{n}. "),
    "upper, centred": Style(is_upper=True, is_centred=True),
    "upper, indented": Style(is_upper=True, indent=5),
    "underlined =": underlined("="),
    "underlined -": underlined("-"),
    "underlined ~": underlined("~"),
    "underlined ^": underlined("^"),
    "underlined _": underlined("_"),
    "underlined *": underlined("*"),
    "underlined ─": underlined("─"),
    "over and under -": Style(above="-", below="-"),
    "over and under =": Style(above="=", below="="),
    "over and under *": Style(above="*", below="*"),
    "1.": Style(before="{n}. "),
    "1)": Style(before="{n}) "),
    "(1)": Style(before="({n}) "),
    "[1]": Style(before="[{n}] "),
    "1 -": Style(before="{n} - "),
    "I.": Style(before="{roman}. "),
    "A.": Style(before="{letter}. "),
    "(a)": Style(before="({small}) "),
    "①": Style(before="{circled} "),
    "##": around("## ", ""),
    "###": around("### ", ""),
    "####": around("#### ", ""),
    "## ##": around("## ", " ##"),
    "== ==": around("== ", " =="),
    "=== ===": around("=== ", " ==="),
    "h2.": around("h2. ", ""),
    "** **": around("**", "**"),
    "__ __": around("__", "__"),
    "* *": around("*", "*"),
    "_ _": around("_", "_"),
    "*** ***": around("***", "***"),
    "**: **": around("**", ":**"),
    "[ ]": around("[", "]"),
    "【 】": around("【", "】"),
    "< >": around("<", ">"),
    "[[ ]]": around("[[", "]]"),
    "( )": around("(", ")"),
    "〔 〕": around("〔", "〕"),
    "--- ---": around("--- ", " ---"),
    "-- --": around("-- ", " --"),
    "— —": around("— ", " —"),
    "~ ~": around("~ ", " ~"),
    "* spaced *": around("* ", " *"),
    "::: :::": around("::: ", " :::"),
    "■": Style(before="■ "),
    "●": Style(before="● "),
    "◆": Style(before="◆ "),
    "►": Style(before="► "),
    "▼": Style(before="▼ "),
    "★": Style(before="★ "),
    "»": Style(before="» "),
    ">>": Style(before=">> "),
    "//": Style(before="// "),
    "|": Style(before="| "),
    "+": Style(before="+ "),
    "centred": Style(is_centred=True),
    "indented": Style(indent=6),
    "boxed": Style(is_boxed=True),
}
TITLES = {
    "upper": Style(is_upper=True),
    "upper, centred": Style(is_upper=True, is_centred=True),
    "upper, underlined =": Style(is_upper=True, below="="),
    "underlined =": underlined("="),
    "underlined -": underlined("-"),
    "underlined *": underlined("*"),
    "underlined ━": underlined("━"),
    "over and under =": Style(above="=", below="="),
    "over and under -": Style(above="-", below="-"),
    "over and under #": Style(above="#", below="#"),
    "#": around("# ", ""),
    "# #": around("# ", " #"),
    "=": around("= ", ""),
    "== ==": around("== ", " =="),
    "h1.": around("h1. ", ""),
    "** **": around("**", "**"),
    "* *": around("*", "*"),
    "__ __": around("__", "__"),
    "[ ]": around("[", "]"),
    "【 】": around("【", "】"),
    "<< >>": around("<< ", " >>"),
    "*** ***": around("*** ", " ***"),
    "--- ---": around("--- ", " ---"),
    "~~ ~~": around("~~ ", " ~~"),
    "★": Style(before="★ "),
    "■": Style(before="■ "),
    "📰": Style(before="📰 "),
    "centred": Style(is_centred=True),
    "indented": Style(indent=8),
    "boxed": Style(is_boxed=True),
    "full stop": Style(after="."),
    "full stop, underlined -": Style(after=".", below="-"),
    "full stop, #": around("# ", "."),
    "full stop, upper": Style(after=".", is_upper=True),
}
LABELS = {
    "colon": Style(after=":"),
    "colon and dash": Style(after=":-"),
    "upper": Style(is_upper=True),
    "upper, colon": Style(is_upper=True, after=":"),
    "underlined -": underlined("-"),
    "underlined =": underlined("="),
    "underlined ~": underlined("~"),
    "over and under -": Style(above="-", below="-"),
    "[ ]": around("[", "]"),
    "【 】": around("【", "】"),
    "( )": around("(", ")"),
    "< >": around("<", ">"),
    "** **": around("**", "**"),
    "**: **": around("**", ":**"),
    "* *": around("*", "*"),
    "__ __": around("__", "__"),
    "##": around("## ", ""),
    "###": around("### ", ""),
    "== ==": around("== ", " =="),
    "--- ---": around("--- ", " ---"),
    "-- --": around("-- ", " --"),
    "*** ***": around("*** ", " ***"),
    "+++ +++": around("+++ ", " +++"),
    ">> <<": around(">> ", " <<"),
    ">": Style(before="> "),
    "■": Style(before="■ "),
    "►": Style(before="► "),
    "●": Style(before="● "),
    "📌": Style(before="📌 "),
    "🔎": Style(before="🔎 ", after=":"),
    "boxed": Style(is_boxed=True),
    "centred": Style(is_centred=True),
    "indented, upper": Style(indent=4, is_upper=True),
}
RUN_INS = {
    "run in, colon": Style(after=": ", runs_in=True),
    "run in, upper, colon": Style(after=": ", is_upper=True, runs_in=True),
    "run in, dash": Style(after=" - ", runs_in=True),
    "run in, long dash": Style(after=" — ", runs_in=True),
    "run in, ** **": Style(before="**", after=":** ", runs_in=True),
    "run in, bold and stop": Style(before="**", after=".** ", runs_in=True),
    "run in, [ ]": Style(before="[", after="] ", runs_in=True),
    "run in, upper, stop": Style(after=". ", is_upper=True, runs_in=True),
    "run in, |": Style(after=" | ", runs_in=True),
    "run in, _ _": Style(before="_", after="_: ", runs_in=True),
}
