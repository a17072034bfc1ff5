"""Tell from the words before a date that it is that of another thing than the article: an event, a download."""

from etl.parse.dates.labels import split_label
from etl.words.bylines import find_byline, is_byline_phrase
from etl.words.characters import COLONS, ends_with
from etl.words.date_labels import is_label_of_other_date
from etl.words.date_names import is_date_word

MAX_LABEL_WORDS = 6
MAX_SMALL_CHARS = 3  # of words such as "on", "am", "le" between label and date


def labels_other_date(before: str) -> bool:
    """Whether the text right before a date is the label of another thing's date.

    It is if it begins with such a label ("Deadline", "Valid until"), if more words follow the label of a date ("Date of
    hearing"), if it ends with a colon and is no known label, or if it is a phrase in small letters ("Doors open").
    """
    text = before.strip(" -–—|·•,;")
    words = text.split()
    if not 0 < len(words) <= MAX_LABEL_WORDS or any(map(str.isdigit, text)):
        return False
    if find_byline(text) is not None or any(map(is_byline_phrase, words)):
        return False
    if is_label_of_other_date(text):
        return True
    kind, rest = split_label(text)
    words = [word for word in rest.split() if not is_date_word(word) and len(word) > MAX_SMALL_CHARS]
    if kind is not None:
        return bool(words) and find_byline(rest) is None and not words[0][0].isupper()
    return ends_with(text, COLONS) or _is_phrase(words, before)


def _is_phrase(words: list[str], before: str) -> bool:
    """Whether words are a phrase that begins with a capital and ends in small letters, without a sign behind it."""
    has_sign = before.rstrip()[-1:] in "-–—|·•,;)"
    return len(words) > 1 and not has_sign and words[0][0].isupper() and words[-1].islower()
