"""Find the text, title and date of a record with unknown keys by the form of its values."""

from collections.abc import Iterable

import regex

from etl.parse.dates.lines import stated_date
from etl.parse.records.fragment import plain_text
from etl.words.characters import ANY_SENTENCE_END, CLOSERS, FULL_STOPS, LETTERS_PER_CHARACTER, UNSPACED_LETTER

MIN_TEXT_CHARS = 40  # of running text; a character of a script without spaces counts LETTERS_PER_CHARACTER times
SURE_TEXT_CHARS = 300  # of running text in a record without a title
MIN_TEXT_WORDS = 6
MAX_TITLE_CHARS = 250
MIN_TITLE_WORDS = 3
MIN_TITLE_LETTERS = 10  # counted as in MIN_TEXT_CHARS
MAX_DATE_CHARS = 60

_LETTER = regex.compile(r"[\p{L}\p{M}]")
_END = regex.compile(rf"{ANY_SENTENCE_END.pattern}(?:\s|[{regex.escape(CLOSERS)}]|$|(?=\p{{Lo}}))")
_NO_TEXT = regex.compile(r"https?://\S+$|[\w.+-]+@[\w.-]+$|\s*[{\[<]|.*[{};=]{2}")
Found = dict[str, tuple[str, str]]  # field -> its key and its value


def fields_by_content(values: Iterable[tuple[str, str]], *, is_titled: bool, min_chars: int = 0) -> Found:
    """The text of a record and, unless `is_titled`, its title, found among the given keys and values.

    The text is the longest value that is running text of at least MIN_TEXT_WORDS words and `min_chars` characters. The
    title is the longest value of one line that is mostly letters and does not end with a full stop. A text without a
    title must have SURE_TEXT_CHARS. Empty if no text is found.
    """
    texts = {key: value for key, value in values if _NO_TEXT.match(value) is None}
    running = {key: value for key, value in texts.items() if _is_running(value) and _weight(value) >= min_chars}
    if not running:
        return {}
    text = max(running.items(), key=lambda each: _weight(each[1]))
    lines = [(key, value.strip()) for key, value in texts.items() if key != text[0] and _is_line(value)]
    title = max(lines, key=lambda each: _weight(each[1]), default=None)
    if title is None and not is_titled and _weight(text[1]) < SURE_TEXT_CHARS:
        return {}
    return {"text": text} | ({"title": title} if title and not is_titled else {})


def only_date(values: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    """The key and value of the first full date, if all full dates of a record are the same; otherwise None."""
    dates = [(key, value, moment) for key, value in values if (moment := _full_date(value)) is not None]
    return dates[0][:2] if dates and len({moment for _, _, moment in dates}) == 1 else None


def _full_date(value: str) -> object | None:
    if len(value) > MAX_DATE_CHARS or sum(map(str.isdigit, value)) < 5 or value.isdigit():
        return None
    moment = stated_date(value, None)
    return moment.on if moment is not None else None


def _weight(value: str) -> int:
    sample = value[:20_000]
    return len(value) + (LETTERS_PER_CHARACTER - 1) * len(UNSPACED_LETTER.findall(sample))


def _is_running(value: str) -> bool:
    """Whether a value is running text: it has the end of a sentence, and most of its characters are letters."""
    plain = plain_text(value[:5_000])
    letters = len(_LETTER.findall(plain))
    words = len(plain.split()) + len(UNSPACED_LETTER.findall(plain)) // 2
    is_long = _weight(plain) >= MIN_TEXT_CHARS and words >= MIN_TEXT_WORDS
    return is_long and letters >= 0.6 * len("".join(plain.split())) and _END.search(plain) is not None


def _is_line(value: str) -> bool:
    """Whether a value can be a title: one line with a few words, neither a date nor a sentence."""
    line = value.strip()
    if not line or len(line) > MAX_TITLE_CHARS or "\n" in line or (_END.search(line[-2:]) and line[-1] in FULL_STOPS):
        return False
    letters = len(_LETTER.findall(line))
    words = len(line.split()) + len(UNSPACED_LETTER.findall(line)) // 2
    is_worded = words >= MIN_TITLE_WORDS and letters + 2 * len(UNSPACED_LETTER.findall(line)) >= MIN_TITLE_LETTERS
    return is_worded and letters >= 0.6 * len("".join(line.split())) and _full_date(line) is None
