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
from etl.words.slipped_words import latin_terms, opening_words, plain_words

MAX_TERM_USES = 2  # a foreign word that an article uses more often is a term of its subject
MIN_HOST_LETTERS = 12  # of the text's main script
HOST_SHARE = 0.75  # of the letters, for the main script; without one, the text mixes languages on purpose
MIN_LATIN_LETTERS = 4
MAX_LATIN_WORDS = 2  # in lower case, besides a word that no list knows; an article with more is about their subject
MAX_NAMES = 3  # Latin words in any case, in the paragraph of such a word

_MARKS = r"\p{M}\u0640\u200c\u200d"  # these belong to the run before them, whatever their script in Unicode
_RUN = regex.compile(
    "|".join(
        rf"(?P<{code}>[\p{{L}}&&[{letters}]][[\p{{L}}&&[{letters}]]{_MARKS}]*)"
        for code, letters in SCRIPTS.items()
        if code not in ("Latn", "Hani", "Hang")
    )
    + rf"|(?P<Latn>\p{{Latin}}[\p{{Latin}}{_MARKS}]*(?:-\p{{Latin}}[\p{{Latin}}{_MARKS}]*)*)"
    + rf"|(?P<CJK>[[\p{{L}}&&[{SCRIPTS['Hani']}{SCRIPTS['Hang']}]]ー々]+)",
    regex.V1,
)
_LETTER = regex.compile(r"\p{L}")
_LATIN_WORD = regex.compile(r"\p{Latin}{2,}")
_OPENING = regex.compile(rf"\s*[{regex.escape(COMMAS)}]\s*")
_SENTENCE_START = regex.compile(rf"^\P{{L}}*$|[{regex.escape(SENTENCE_ENDS)}\n]\P{{L}}*$")
_CODE = regex.compile(r"[`_{}<>=\\|#@]|://|\w\(|::|->")
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
    """A slipped word. Its span includes a lone letter before it, which proves the slip.

    An unknown word is in no list and has no English ending: it is a slip only in an article without Latin terms.
    """

    start: int
    end: int
    word: str
    proven: bool = False
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class _Run:
    """Adjacent letters of one script."""

    start: int
    end: int
    script: str
    text: str


def find_glitches(text: str, language: str | None = None) -> Iterator[Glitch]:
    """Yield the words of a text that are in another script than the rest, unless they are there for a reason.

    Reasons are a capital letter (unless an English adverb opens the sentence), and a quote, bracket, digit, symbol or
    another foreign word next to the word. Terms that other scripts write in Latin letters are left out. A word of
    another script than Latin must be inside a sentence and not follow a name.
    """
    if text.isascii() or not _OTHER_LETTER.search(text):
        return
    runs = [_Run(m.start(), m.end(), m.lastgroup or "", m.group()) for m in _RUN.finditer(text)]
    host = _host_script(runs)
    for position, run in enumerate(runs):
        if host and run.script != host:
            if run.text == run.text.lower():
                yield from _examine(text, runs, position, host, has_capital_nouns=language == "de")
            elif _opens_sentence(text, runs, position, host):
                yield Glitch(run.start, run.end, run.text)


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


def _examine(text: str, runs: Sequence[_Run], position: int, host: str, *, has_capital_nouns: bool) -> Iterator[Glitch]:
    """Yield a glitch if the run at this position is one."""
    run = runs[position]
    before = runs[position - 1] if position else None
    after = runs[position + 1] if position + 1 < len(runs) else None
    left = text[before.end if before else 0 : run.start]
    right = text[run.end : after.start if after else len(text)]
    if not (_is_open(before, left, host) and _is_open(after, right, host)):
        return
    if run.script != "Latn":
        nouns = has_capital_nouns and position > 1 and runs[position - 2].text[0].islower()
        if _is_inside_sentence(before, left, after, right, may_follow_capital=nouns) and len(
            run.text
        ) >= _least_letters(run):
            yield Glitch(run.start, run.end, run.text)
        return
    prefix = _prefix(before, left, host)
    proven = prefix is not None and left == " " and prefix.text not in _ONE_LETTER_WORDS
    start = prefix.start if prefix else run.start
    if _is_english(run.text) or (proven and len(run.text) >= MIN_LATIN_LETTERS):
        yield Glitch(start, run.end, run.text, proven)
    elif _may_be_prose(run.text) and _CODE.search(text) is None and len(_LATIN_WORD.findall(text)) <= MAX_NAMES + 1:
        yield Glitch(start, run.end, run.text, unknown=True)


def _may_be_prose(word: str) -> bool:
    """Whether a word that no list knows may be one of everyday language, in any language with Latin letters."""
    return len(word) >= MIN_LATIN_LETTERS and latin_terms().isdisjoint(word.split("-"))


def _is_english(word: str) -> bool:
    """Whether all parts of a word are derived or plain English."""
    return all(_DERIVED.fullmatch(part) or part in plain_words() for part in word.split("-"))


def _opens_sentence(text: str, runs: Sequence[_Run], position: int, host: str) -> bool:
    """Whether the run at this position is an English adverb with a capital and a comma, at the start of a sentence."""
    run = runs[position]
    if run.script != "Latn" or run.text.lower() not in opening_words() or position + 1 == len(runs):
        return False
    after = runs[position + 1]
    begins = _SENTENCE_START.search(text, 0, run.start) is not None
    return begins and after.script == host and _OPENING.fullmatch(text, run.end, after.start) is not None


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


def _is_inside_sentence(
    before: _Run | None, left: str, after: _Run | None, right: str, *, may_follow_capital: bool
) -> bool:
    """Whether host words are on both sides; after a capitalised word, the run is a name in its original script.

    It may follow a capitalised word that is only a noun, as in German after an article or adjective.
    """
    if before is None or after is None or left.strip() or right.strip():
        return False
    return may_follow_capital or before.text[0] == before.text[0].lower()


def _least_letters(run: _Run) -> int:
    """The minimum number of letters of a word that is not Latin: shorter ones are mathematical symbols."""
    return 2 if run.script == "CJK" else 4


def _in_article(texts: Texts) -> Iterator[Found]:
    """Yield every slipped word, unless the article uses it more than MAX_TERM_USES times."""
    found = [
        (place, glitch)
        for place, block in texts.blocks
        for glitch in islice(find_glitches(block.text, texts.article.language), MAX_ISSUES)
    ]
    uses = Counter(glitch.word for _, glitch in found)
    latin = _latin_words(texts) if any(glitch.unknown for _, glitch in found) else frozenset()
    for place, glitch in found:
        is_term = glitch.unknown and len(latin - set(glitch.word.split("-"))) > MAX_LATIN_WORDS
        if glitch.proven or (uses[glitch.word] <= MAX_TERM_USES and not is_term):
            yield place, Span(glitch.start, glitch.end)


def _latin_words(texts: Texts) -> frozenset[str]:
    """The words in Latin letters and lower case of an article, without those that are slips in any article."""
    words = {word for _, block in texts.blocks for word in _LATIN_WORD.findall(block.text)}
    return frozenset(word for word in words if word == word.lower() and not _is_english(word))


RULE = Rule("mixed_script_glitch", Severity.WARNING, find=_in_article)
