"""Words of another script that slipped into a text by mistake, as in "تم ت formalization القرار"."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

import regex

from etl.articles import Severity
from etl.enrich.quality.rule import MAX_ISSUES, Found, Rule, Texts
from etl.enrich.quality.spans import Span
from etl.words.read_table import read_rows

MAX_TERM_USES = 2  # a foreign word that comes up more often in one article is a term of its subject
MIN_HOST_LETTERS = 12  # in fewer no script is the text's own
CJK_WEIGHT = 3  # a Han character says about as much as three letters
HOST_SHARE = 0.75  # of the letters; where no script reaches it, two languages stand side by side on purpose
MIN_PROVEN_LETTERS = 4

_SCRIPTS = (
    *("Latin", "Cyrillic", "Greek", "Armenian", "Georgian", "Hebrew", "Arabic", "Ethiopic"),
    *("Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala"),
    *("Thai", "Lao", "Khmer", "Myanmar"),
)
_MARKS = r"\p{M}\u0640\u200c\u200d"  # they belong to the run, whatever script Unicode gives them
_RUN = regex.compile(
    "|".join(rf"(?P<{name}>[\p{{L}}&&\p{{{name}}}][[\p{{L}}&&\p{{{name}}}]{_MARKS}]*)" for name in _SCRIPTS)
    + r"|(?P<CJK>[[\p{L}&&[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Bopomofo}]]ー々]+)",
    regex.V1,
)
_LETTER = regex.compile(r"\p{L}")
_OTHER_LETTER = regex.compile(r"[\p{L}--\p{Latin}]", regex.V1)

# Between a slipped word and its neighbours stands a space or the end of a clause: quotes, brackets,
# digits and signs mean that the writer put the word there on purpose.
_GAP = regex.compile(r"\s*(?:[.,;!?،؛؟。、，；！？।]\s*)?")

# Scripts written without spaces, or with prefixes that are written onto any word.
_GLUING = frozenset({"CJK", "Arabic", "Hebrew", "Thai", "Lao", "Khmer", "Myanmar"})

_TATWEEL = "\u0640"  # a prefix drawn out with it is written so on purpose, before a foreign word

# Scripts in which one letter is no word of its own, but for those below (Arabic "and", the Persian ezafe).
_PREFIXING = frozenset({"Arabic", "Hebrew"})
_ONE_LETTER_WORDS = frozenset("ویي")

# English words made by derivation are the ones a writing machine falls into. Names, brands, units and
# terms that other languages take over (pixel, blog, bitcoin, robot) are seldom of this make.
_DERIVED = regex.compile(
    r"[a-z]{4,}(?:ing|[st]ions?|ments?|ness|it(?:y|ies)|ships?|[ae]nc(?:e|es|y|ies)"
    r"|ive|ous|ful|[ai]ble|ly|i[sz](?:e|ed|es)|if(?:y|ied|ies)|isms?|ical|[gt]ic|ed)"
)


@dataclass(frozen=True, slots=True)
class Glitch:
    """A slipped word; its span holds the lone letter before it too, which proves the slip."""

    start: int
    end: int
    word: str
    proven: bool


@dataclass(frozen=True, slots=True)
class _Run:
    """Letters of one script without a break."""

    start: int
    end: int
    script: str
    text: str


def find_glitches(text: str) -> Iterator[Glitch]:
    """Yield the words of a text that are in another script than the rest, and not for a reason.

    A reason is a quote, bracket, digit or sign beside the word, another foreign word beside it, or a
    capital. A Latin word must be derived or plain English besides, or have a lone letter before it; a word of
    another script must stand inside a sentence, and not behind a name.
    """
    if text.isascii() or not _OTHER_LETTER.search(text):
        return
    runs = [_Run(m.start(), m.end(), m.lastgroup or "", m.group()) for m in _RUN.finditer(text)]
    host = _host_script(runs)
    for position, run in enumerate(runs):
        if host and run.script != host and run.text == run.text.lower():
            yield from _examine(text, runs, position, host)


def _host_script(runs: Sequence[_Run]) -> str | None:
    """The script that has HOST_SHARE of the letters; the longest word of another one does not count."""
    letters: Counter[str] = Counter()
    for run in runs:
        letters[run.script] += _weight(run)
    script, count = max(letters.items(), key=lambda item: item[1], default=("", 0))
    longest = max((_weight(run) for run in runs if run.script != script), default=0)
    return script if count >= max(MIN_HOST_LETTERS, HOST_SHARE * (letters.total() - longest)) else None


def _weight(run: _Run) -> int:
    return len(run.text) * (CJK_WEIGHT if run.script == "CJK" else 1)


def _examine(text: str, runs: Sequence[_Run], position: int, host: str) -> Iterator[Glitch]:
    """Yield the glitch that the run at a position is, if it is one."""
    run = runs[position]
    before = runs[position - 1] if position else None
    after = runs[position + 1] if position + 1 < len(runs) else None
    left = text[before.end if before else 0 : run.start]
    right = text[run.end : after.start if after else len(text)]
    if not (_is_open(before, left, host) and _is_open(after, right, host)):
        return
    if run.script != "Latin":
        if _is_inside_sentence(before, left, after, right) and len(run.text) >= _least_letters(run):
            yield Glitch(run.start, run.end, run.text, proven=False)
        return
    prefix = _prefix(before, left, host)
    proven = prefix is not None and left == " " and prefix.text not in _ONE_LETTER_WORDS
    if _DERIVED.fullmatch(run.text) or run.text in _plain_words() or (proven and len(run.text) >= MIN_PROVEN_LETTERS):
        yield Glitch(prefix.start if prefix else run.start, run.end, run.text, proven)


def _is_open(neighbour: _Run | None, gap: str, host: str) -> bool:
    """Whether nothing but a space or the end of a clause parts a word from a neighbour in the host script."""
    if not _GAP.fullmatch(gap):
        return False
    if neighbour is None:
        return True
    return neighbour.script == host and not neighbour.text.endswith(_TATWEEL) and (gap != "" or host in _GLUING)


def _prefix(before: _Run | None, gap: str, host: str) -> _Run | None:
    """The host script's letters that the word was to be joined to: one alone, or written onto it."""
    if before is None or host not in _PREFIXING:
        return None
    is_lone_letter = gap == " " and len(_LETTER.findall(before.text)) == 1
    return before if gap == "" or is_lone_letter else None


def _is_inside_sentence(before: _Run | None, left: str, after: _Run | None, right: str) -> bool:
    """Whether host words stand on both sides; behind a capital the word is the original of a name."""
    if before is None or after is None or left.strip() or right.strip():
        return False
    return before.text[0] == before.text[0].lower()


def _least_letters(run: _Run) -> int:
    """Letters from which a word that is not Latin is no sign of mathematics."""
    return 2 if run.script == "CJK" else 4


@cache
def _plain_words() -> frozenset[str]:
    """English words of speech and writing that no other language has taken over, and that are no term or name."""
    return frozenset(row["word"] for row in read_rows("slipped_words.tsv"))


def _in_article(texts: Texts) -> Iterator[Found]:
    """Every word of another script that slipped in, unless the article keeps using it."""
    found = [
        (place, glitch) for place, block in texts.blocks for glitch in islice(find_glitches(block.text), MAX_ISSUES)
    ]
    uses = Counter(glitch.word for _, glitch in found)
    for place, glitch in found:
        if glitch.proven or uses[glitch.word] <= MAX_TERM_USES:
            yield place, Span(glitch.start, glitch.end)


RULE = Rule("mixed_script_glitch", Severity.WARNING, find=_in_article)
