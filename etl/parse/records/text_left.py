"""Report the texts of a record that no block of the article contains."""

from collections.abc import Iterable, Iterator

import regex

from etl.article_blocks import walk
from etl.articles import Body, QualityIssue, QualityRule, Severity
from etl.parse.records.fragment import is_page, plain_text
from etl.words.characters import ANY_SENTENCE_END, CLOSERS, UNSPACED_ENDS, UNSPACED_LETTER
from etl.words.folding import squashed

RECORD_TEXT_LEFT = QualityRule("record_text_left", Severity.INFO)
MIN_CHARS = 80  # of a text that is checked; a third of it in scripts without spaces
MIN_PIECE_CHARS = 20  # letters and digits of a sentence that is checked
SHOWN_CHARS = 100
MAX_ISSUES = 20  # followed by one with the number of those left out

# The lookbehind keeps the search linear: in a long run of signs, only the first one is tried as the start of a match.
_END = regex.compile(
    rf"(?<!{ANY_SENTENCE_END.pattern}){ANY_SENTENCE_END.pattern}++[{regex.escape(CLOSERS)}]*+\s++"
    rf"|[{UNSPACED_ENDS}]|<[^<>]*>|[\r\n]+"
)
MIN_WORDS = 5


def text_left(values: Iterable[tuple[str, str]], body: Body) -> tuple[QualityIssue, ...]:
    """An issue for each text with a sentence that is nowhere in the article; `values` are paths and values of a record.

    Texts are strings of at least MIN_CHARS characters and MIN_WORDS words, but not URLs, codes or whole HTML pages.
    """
    said = squashed(" ".join(block.text for _, block in walk(body)))
    left = [(path, value) for path, value in values if _is_text(value) and not _stands(value, said)]
    issues = [RECORD_TEXT_LEFT.issue(evidence=_shown(path, value)) for path, value in left[:MAX_ISSUES]]
    if len(left) > MAX_ISSUES:
        issues.append(RECORD_TEXT_LEFT.issue(evidence=f"{len(left) - MAX_ISSUES} more"))
    return tuple(issues)


def _is_text(value: str) -> bool:
    if len(value) < MIN_CHARS // 3:
        return False
    unspaced = len(UNSPACED_LETTER.findall(value[:1000]))
    is_long = len(value) >= MIN_CHARS and len(value[:10_000].split()) >= MIN_WORDS
    return (is_long or unspaced >= MIN_CHARS // 3) and not is_page(value)


def _stands(value: str, said: str) -> bool:
    """Whether the article's text contains each sentence; the search goes on from the last one, which is faster."""
    position = 0
    for piece in _pieces(value):
        found = said.find(piece, position)
        found = said.find(piece) if found < 0 else found
        if found < 0:
            return False
        position = found + len(piece)
    return True


def _pieces(value: str) -> Iterator[str]:
    """Yield the sentences of a text as they are compared, without those that are too short to identify."""
    for sentence in _END.split(value):
        piece = squashed(plain_text(sentence)) if sentence else ""
        if len(piece) >= MIN_PIECE_CHARS or (piece and UNSPACED_LETTER.search(piece)):
            yield piece


def _shown(path: str, value: str) -> str:
    return f"{path}: {len(value):,} characters: {plain_text(value[:SHOWN_CHARS])}"
