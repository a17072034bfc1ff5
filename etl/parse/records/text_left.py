"""The account of a record: which of its texts stand in no block of the article."""

from collections.abc import Iterable, Iterator

import regex

from etl.articles import Body, QualityIssue, QualityRule, Severity
from etl.parse.records.fragment import is_page, plain_text
from etl.places import walk
from etl.words.characters import ANY_SENTENCE_END, CLOSERS, UNSPACED_ENDS, UNSPACED_LETTER
from etl.words.folding import squashed

RECORD_TEXT_LEFT = QualityRule("record_text_left", Severity.INFO)
MIN_CHARS = 80  # of a text that is accounted for; in scripts without spaces a third of it
MIN_PIECE_CHARS = 20  # of a sentence that is looked for, letters and digits alone
SHOWN_CHARS = 100
MAX_ISSUES = 20  # the last one says how many more there are

_END = regex.compile(rf"{ANY_SENTENCE_END.pattern}+[{regex.escape(CLOSERS)}]*\s+|[{UNSPACED_ENDS}]|<[^<>]*>|[\r\n]+")
MIN_WORDS = 5


def text_left(values: Iterable[tuple[str, str]], body: Body) -> tuple[QualityIssue, ...]:
    """An issue for each text of a record, given as path and value, of which a sentence stands nowhere in the article.

    Texts are strings of at least MIN_CHARS with words in them: no addresses, codes, or whole pages.
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
    """Whether each sentence is said; they are looked for in their order first, for long texts have many."""
    position = 0
    for piece in _pieces(value):
        found = said.find(piece, position)
        found = said.find(piece) if found < 0 else found
        if found < 0:
            return False
        position = found + len(piece)
    return True


def _pieces(value: str) -> Iterator[str]:
    """The sentences of a text, to be compared; what is too short to tell anything is left out."""
    for sentence in _END.split(value):
        piece = squashed(plain_text(sentence)) if sentence else ""
        if len(piece) >= MIN_PIECE_CHARS or (piece and UNSPACED_LETTER.search(piece)):
            yield piece


def _shown(path: str, value: str) -> str:
    return f"{path}: {len(value):,} characters: {plain_text(value[:SHOWN_CHARS])}"
