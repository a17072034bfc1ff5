"""Whether the labels of key facts and summaries are known in the language of a text."""

from collections import Counter
from functools import cache

from etl.words.fact_labels import label_rows
from etl.words.function_words import prose_language
from etl.words.scripts import count_letters, script_of

MAX_CHARS = 20_000  # examined at the beginning of a text
MAX_LANGUAGES = 2  # with labels in one script; with more, the script does not show the language


def has_known_labels(text: str) -> bool:
    """Whether fact_labels.tsv has labels of the language of a text, as shown by script or function words.

    False if neither shows the language.
    """
    text = text[:MAX_CHARS]
    if prose_language(text) in languages_with_labels():
        return True
    scripts = count_letters(text)
    return bool(scripts) and next(iter(scripts)) in _scripts_of_few(languages_with_labels())


@cache
def languages_with_labels() -> frozenset[str | None]:
    """The languages of fact_labels.tsv."""
    return frozenset(row.language for row in label_rows())


@cache
def _scripts_of_few(languages: frozenset[str | None]) -> frozenset[str | None]:
    """The scripts in which at most MAX_LANGUAGES of these languages are written."""
    counts = Counter(script_of(language) for language in languages if language)
    return frozenset(script for script, count in counts.items() if count <= MAX_LANGUAGES)
