"""Sentences in another language than the article's, left over from a translation."""

from collections.abc import Iterator
from itertools import islice

import regex

from etl.articles import Severity
from etl.enrich.language.model import guess
from etl.enrich.quality.quotes import is_bracketed, is_quoted
from etl.enrich.quality.rule import MAX_ISSUES, Found, Rule, Texts
from etl.enrich.quality.spans import Span
from etl.words.characters import COLONS, COMMAS, SCRIPTS, SENTENCE, SENTENCE_ENDS, UNSPACED_SCRIPTS
from etl.words.function_words import Prose, has_function_words, looks_like, read_prose
from etl.words.scripts import script_of

MIN_WORDS = 5  # a shorter passage is a name, a term or a title
MIN_LETTERS = 24
MIN_FUNCTION_WORDS = 2
FUNCTION_SHARE = 0.25  # of the words of a sentence; names and headlines have fewer function words
LOWER_SHARE = 0.6  # of the words that have no capital; titles of works have fewer in most languages
SAME_SCRIPT_WORDS = 8
SAME_SCRIPT_FUNCTION_WORDS = 4  # of a passage in the article's script
OUTWEIGHS = 4  # times as many function words as of the article's language
UNKNOWN_FUNCTION_WORDS = 6  # of a passage in the article's script, if the function words of its language are not known
MIN_SPACED_LETTERS = 30  # of a passage in another script than the article's, not Latin, with spaces between words
MIN_UNSPACED_LETTERS = 14  # of such a passage in a script without spaces
MAX_CHARS = 20_000  # of a block that are examined

# Languages so similar in writing that a sentence of one may be one of the other.
_RELATED = (
    frozenset({"hr", "sr", "bs", "cnr", "sl"}), frozenset({"id", "ms"}), frozenset({"da", "no", "nb", "nn", "sv"}),
    frozenset({"cs", "sk"}), frozenset({"es", "gl", "ca", "pt", "ast", "oc"}), frozenset({"bg", "mk"}),
    frozenset({"ru", "uk", "be"}), frozenset({"tr", "az"}), frozenset({"nl", "af"}), frozenset({"en", "pcm", "sco"}),
    frozenset({"ar", "fa", "ur", "ps", "ckb", "sd", "ug"}), frozenset({"hi", "mr", "ne", "sa", "bho"}),
    frozenset({"fr", "oc", "ht"}), frozenset({"it", "co", "scn", "lmo", "vec"}), frozenset({"fi", "et"}),
    frozenset({"de", "lb", "als", "gsw"}), frozenset({"sw", "zu", "xh"}),
)  # fmt: skip

_IN_LATIN = regex.compile(r"\p{Latin}[\p{Latin}\p{M}\p{Nd}\s'’\-–—,;:.!?%$€£]*[\p{Latin}.!?]")
_BETWEEN_WORDS = regex.escape(COMMAS + COLONS + SENTENCE_ENDS + "-–—\u200c")
_IN_ANY_OTHER = regex.compile(
    r"(?=[\p{L}--\p{Latin}])(?:"
    + "|".join(
        rf"(?P<{code}>[{letters}][{letters}\p{{M}}\p{{Nd}}\s{_BETWEEN_WORDS}]*)"
        for code, letters in SCRIPTS.items()
        if code != "Latn"
    )
    + ")",
    regex.V1,
)
_QUOTATION = regex.compile(r"[“„«「\"][^“”„«»「」\"]{1,300}[”“»」\"]")
_LETTER = regex.compile(r"\p{L}")
_LATIN = regex.compile(r"\p{Latin}")
_CODE = regex.compile(r"[`_{}<>=\\|#@/]|\w\(|::|->|--\w")


def find_untranslated(text: str, language: str | None) -> Iterator[Span]:
    """Yield the passages of a text in another language than the article's; the evidence is that language or script.

    A passage is at least a sentence, with the function words of its language. Quotations, names, terms, titles and code
    are left out. Passages in another script are recognised by the script, those in the same script only by function
    words, and not if the two languages are related.
    """
    text = text[:MAX_CHARS]
    script = script_of(language) if language else None
    if language is None or script is None:
        return
    found = [*_in_latin(text)] if script != "Latn" and _LATIN.search(text) else []
    if not text.isascii():
        found += _in_other_script(text, script)
    if not found:
        found = list(_in_same_script(text, language))
    yield from _joined(text, found)


def _in_latin(text: str) -> Iterator[Span]:
    """Yield the passages in Latin letters in a text in another script."""
    for match in _IN_LATIN.finditer(text):
        prose = read_prose(match.group())
        language, count = prose.best()
        is_prose = count >= max(MIN_FUNCTION_WORDS, FUNCTION_SHARE * prose.words) and _is_sentence(match.group(), prose)
        if language and is_prose and not _is_deliberate(text, match.start(), match.end()):
            yield Span(match.start(), match.end(), language)


def _is_sentence(passage: str, prose: Prose) -> bool:
    if prose.words < MIN_WORDS or prose.lower_words < LOWER_SHARE * prose.words:
        return False
    return len(_LETTER.findall(passage)) >= MIN_LETTERS


def _is_deliberate(text: str, start: int, end: int) -> bool:
    """Whether a passage is quoted, in brackets, or code."""
    around = text[max(0, start - 2) : start] + text[end : end + 2]
    return is_quoted(text, start) or is_bracketed(text, start) or _CODE.search(around + text[start:end]) is not None


def _in_other_script(text: str, script: str) -> Iterator[Span]:
    """Yield the passages in a script that is neither Latin nor the article's."""
    for match in _IN_ANY_OTHER.finditer(text):
        code = match.lastgroup or ""
        passage = match.group().rstrip()
        if code == script or (script == "Hang" and code == "Hani"):
            continue
        least = MIN_UNSPACED_LETTERS if code in UNSPACED_SCRIPTS else MIN_SPACED_LETTERS
        is_long = len(_LETTER.findall(passage)) >= least and (
            code in UNSPACED_SCRIPTS or passage.count(" ") >= MIN_WORDS - 1
        )
        end = match.start() + len(passage)
        if is_long and not _is_deliberate(text, match.start(), end):
            yield Span(match.start(), end, code)


def _in_same_script(text: str, host: str) -> Iterator[Span]:
    """Yield the sentences whose function words are those of another language."""
    primary = host.partition("-")[0]
    for match in SENTENCE.finditer(text):
        if looks_like(match.group(), primary):
            continue
        prose = read_prose(_QUOTATION.sub(" ", match.group()))
        if _is_other(prose, primary) and _is_sentence(match.group(), prose):
            start = match.end() - len(match.group().lstrip())
            if guess(match.group())[0] != primary and not _is_deliberate(text, start, match.end()):
                yield Span(start, match.end(), prose.best()[0])


def _is_other(prose: Prose, host: str) -> bool:
    """Whether a sentence has the function words of a language that is not related to the article's."""
    language, count = prose.best()
    if language is None or language == host or any({language, host} <= family for family in _RELATED):
        return False
    least = SAME_SCRIPT_FUNCTION_WORDS if has_function_words(host) else UNKNOWN_FUNCTION_WORDS
    is_dense = prose.words >= SAME_SCRIPT_WORDS and count >= FUNCTION_SHARE * prose.words
    return is_dense and count >= least and count >= OUTWEIGHS * prose.of[host]


def _joined(text: str, spans: list[Span]) -> Iterator[Span]:
    """Yield the passages in text order; adjacent ones in one language are joined."""
    current: Span | None = None
    for span in sorted(spans, key=lambda span: span.start):
        if current and current.evidence == span.evidence and not text[current.end : span.start].strip():
            current = Span(current.start, span.end, span.evidence)
            continue
        if current:
            yield current
        current = span
    if current:
        yield current


def _in_body(texts: Texts) -> Iterator[Found]:
    for place, block in texts.content:
        for span in islice(find_untranslated(block.text, texts.article.language), MAX_ISSUES):
            yield place, span


RULE = Rule("untranslated", Severity.WARNING, find=_in_body, hides=frozenset({"mixed_script_glitch"}))
