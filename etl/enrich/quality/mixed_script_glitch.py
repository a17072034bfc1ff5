"""Words of another script that slipped into a text by mistake, as in "تم ت formalization القرار"."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import regex

from etl.articles import Severity
from etl.enrich.quality.rule import MAX_ISSUES, Found, Rule, Texts
from etl.enrich.quality.spans import Span
from etl.words.characters import COMMAS, SCRIPTS, SENTENCE_ENDS, UNSPACED_SCRIPTS, letter_count
from etl.words.slipped_words import plain_words

MAX_TERM_USES = 2  # a foreign word that an article uses more often is a term of its subject
MIN_HOST_LETTERS = 12  # of the text's main script
HOST_SHARE = 0.75  # of the letters, for the main script; without one, the text mixes languages on purpose
MIN_PROVEN_LETTERS = 4

_MARKS = r"\p{M}\u0640\u200c\u200d"  # these belong to the run before them, whatever their script in Unicode
_RUN = regex.compile(
    "|".join(
        rf"(?P<{code}>[\p{{L}}&&[{letters}]][[\p{{L}}&&[{letters}]]{_MARKS}]*)"
        for code, letters in SCRIPTS.items()
        if code not in ("Hani", "Hang")
    )
    + rf"|(?P<CJK>[[\p{{L}}&&[{SCRIPTS['Hani']}{SCRIPTS['Hang']}]]ー々]+)",
    regex.V1,
)
_LETTER = regex.compile(r"\p{L}")
_OTHER_LETTER = regex.compile(r"[\p{L}--\p{Latin}]", regex.V1)

# Between a slipped word and its neighbours there is only a space or the end of a clause: quotes, brackets,
# digits and symbols mean that the writer put the word there on purpose.
_GAP = regex.compile(rf"\s*(?:[{regex.escape(COMMAS + SENTENCE_ENDS)}]\s*)?")

# Scripts written without spaces, or with prefixes that join any word.
_GLUING = frozenset({"CJK", "Arab", "Hebr", *UNSPACED_SCRIPTS})

_TATWEEL = "\u0640"  # writers lengthen a prefix with it before a foreign word, on purpose

# Scripts in which a single letter is not a word, except those below (Arabic "and", the Persian ezafe).
_PREFIXING = frozenset({"Arab", "Hebr"})
_ONE_LETTER_WORDS = frozenset("ویي")

# Machine-written text slips into derived English words. Names, brands, units and loanwords (pixel, blog, bitcoin,
# robot) seldom have these endings.
_DERIVED = regex.compile(
    r"[a-z]{4,}(?:ing|[st]ions?|ments?|ness|it(?:y|ies)|ships?|[ae]nc(?:e|es|y|ies)"
    r"|ive|ous|ful|[ai]ble|ly|i[sz](?:e|ed|es)|if(?:y|ied|ies)|isms?|ical|[gt]ic|ed)"
)


@dataclass(frozen=True, slots=True)
class Glitch:
    """A slipped word. Its span includes a lone letter before it, which proves the slip."""

    start: int
    end: int
    word: str
    proven: bool


@dataclass(frozen=True, slots=True)
class _Run:
    """Adjacent letters of one script."""

    start: int
    end: int
    script: str
    text: str


def find_glitches(text: str) -> Iterator[Glitch]:
    """Yield the words of a text that are in another script than the rest, unless they are there for a reason.

    Reasons are a capital letter, and a quote, bracket, digit, symbol or another foreign word next to the word. A Latin
    word must also be derived or plain English, or follow a lone letter; a word of another script must be inside a
    sentence and not follow a name.
    """
    if text.isascii() or not _OTHER_LETTER.search(text):
        return
    runs = [_Run(m.start(), m.end(), m.lastgroup or "", m.group()) for m in _RUN.finditer(text)]
    host = _host_script(runs)
    for position, run in enumerate(runs):
        if host and run.script != host and run.text == run.text.lower():
            yield from _examine(text, runs, position, host)


def _host_script(runs: Sequence[_Run]) -> str | None:
    """The script that has HOST_SHARE of the letters, not counting the longest word of another script."""
    letters: Counter[str] = Counter()
    for run in runs:
        letters[run.script] += _weight(run)
    script, count = max(letters.items(), key=lambda item: item[1], default=("", 0))
    longest = max((_weight(run) for run in runs if run.script != script), default=0)
    return script if count >= max(MIN_HOST_LETTERS, HOST_SHARE * (letters.total() - longest)) else None


def _weight(run: _Run) -> int:
    return letter_count(run.text)


def _examine(text: str, runs: Sequence[_Run], position: int, host: str) -> Iterator[Glitch]:
    """Yield a glitch if the run at this position is one."""
    run = runs[position]
    before = runs[position - 1] if position else None
    after = runs[position + 1] if position + 1 < len(runs) else None
    left = text[before.end if before else 0 : run.start]
    right = text[run.end : after.start if after else len(text)]
    if not (_is_open(before, left, host) and _is_open(after, right, host)):
        return
    if run.script != "Latn":
        if _is_inside_sentence(before, left, after, right) and len(run.text) >= _least_letters(run):
            yield Glitch(run.start, run.end, run.text, proven=False)
        return
    prefix = _prefix(before, left, host)
    proven = prefix is not None and left == " " and prefix.text not in _ONE_LETTER_WORDS
    if _DERIVED.fullmatch(run.text) or run.text in plain_words() or (proven and len(run.text) >= MIN_PROVEN_LETTERS):
        yield Glitch(prefix.start if prefix else run.start, run.end, run.text, proven)


def _is_open(neighbour: _Run | None, gap: str, host: str) -> bool:
    """Whether only a space or the end of a clause separates a word from its neighbour, which has the host script."""
    if not _GAP.fullmatch(gap):
        return False
    if neighbour is None:
        return True
    return neighbour.script == host and not neighbour.text.endswith(_TATWEEL) and (gap != "" or host in _GLUING)


def _prefix(before: _Run | None, gap: str, host: str) -> _Run | None:
    """The prefix in the host script that the word was meant to follow: a lone letter, or letters joined to it."""
    if before is None or host not in _PREFIXING:
        return None
    is_lone_letter = gap == " " and len(_LETTER.findall(before.text)) == 1
    return before if gap == "" or is_lone_letter else None


def _is_inside_sentence(before: _Run | None, left: str, after: _Run | None, right: str) -> bool:
    """Whether host words are on both sides; after a capitalised word, the run is a name in its original script."""
    if before is None or after is None or left.strip() or right.strip():
        return False
    return before.text[0] == before.text[0].lower()


def _least_letters(run: _Run) -> int:
    """The minimum number of letters of a word that is not Latin: shorter ones are mathematical symbols."""
    return 2 if run.script == "CJK" else 4


def _in_article(texts: Texts) -> Iterator[Found]:
    """Yield every slipped word, unless the article uses it more than MAX_TERM_USES times."""
    found = [
        (place, glitch) for place, block in texts.blocks for glitch in islice(find_glitches(block.text), MAX_ISSUES)
    ]
    uses = Counter(glitch.word for _, glitch in found)
    for place, glitch in found:
        if glitch.proven or uses[glitch.word] <= MAX_TERM_USES:
            yield place, Span(glitch.start, glitch.end)


RULE = Rule("mixed_script_glitch", Severity.WARNING, find=_in_article)
