"""Read the lines that say when an article was published or modified: "Updated: 17 May 2024, 09:05"."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import regex

from etl.articles import DateCandidate, DateKind, Moment
from etl.parse.credits.authors import is_signature
from etl.parse.dates.labels import EDGE_SIGNS, split_label
from etl.parse.dates.other_labels import labels_other_date
from etl.parse.dates.parse_date import is_lunar_date, parse_date, parse_epoch
from etl.words.characters import script_of_letter
from etl.words.date_names import base_language, languages_of_script
from etl.words.date_suffixes import DateUnit, unit_words
from etl.words.function_words import likely_languages
from etl.words.han_numerals import DIGITS, TEN, ZERO

MAX_DATELINE_CHARS = 120
MAX_PARTS = 8
MAX_WORDS_BEFORE_DAY = 4  # of the date before its first digit: "on Friday, the"
PROSE_CHARS = 4000  # of a text, whose function words tell its language
SCRIPT_CHARS = 400  # letters that determine the script
JAPANESE_KANA = ("HIRAGANA", "KATAKANA")
DIGIT = regex.compile(rf"[\p{{Nd}}{ZERO}{DIGITS}{TEN}]")
NUMERIC = regex.compile(r"\p{Nd}{1,2}([./-])\p{Nd}{1,2}\1\p{Nd}{2,4}(?:,? \p{Nd}{1,2}:\p{Nd}{2})?")
STRONG_PART = regex.compile(r"\s*[|•·∙｜]\s*")
LABELLED = regex.compile(r"\p{L}[\p{L}\p{M}]+[:：]")
PART = regex.compile(r"\s*[|•·∙｜]\s*|\s+[-–—/]\s+|(?<=\d) \((?=\p{L}+[ :])|(?<=\d)\)$")


def date_languages(declared: str | None, text: str) -> tuple[str, ...]:
    """The languages (BCP 47) in which to read a page's dates: the declared one, if it uses the script of the text.

    Otherwise they are all languages that write their months in that script.
    """
    letters = [script_of_letter(sign) for sign in text[: 2 * SCRIPT_CHARS] if sign.isalpha()][:SCRIPT_CHARS]
    script = Counter(letters).most_common(1)[0][0] if letters else "LATIN"
    if any(kana in letters for kana in JAPANESE_KANA):
        return ("ja",)
    languages = languages_of_script(script)
    if declared and (not languages or base_language(declared) in languages):
        return (declared,)
    return languages


def settled_order(text: str, prose: str) -> Moment | None:
    """The moment of a date in digits whose day and month could be exchanged, read as the languages of a text do.

    None if the function words of the text do not tell its language, or if it may be English.
    """
    if NUMERIC.fullmatch(text) is None:
        return None
    languages = likely_languages(prose[:PROSE_CHARS])
    return parse_date(text, languages) if languages else None


def stated_date(text: str, declared: str | None = None) -> Moment | None:
    """The date of a value of metadata: seconds or milliseconds since 1970, or a text as parse_date reads it."""
    return parse_epoch(text) or parse_date(text, (declared,) if declared else ())


def read_dateline(text: str, languages: tuple[str, ...], evidence: str) -> DateCandidate | None:
    """The date of a short line that consists of a date and perhaps a label; published, unless the label says otherwise.

    None if the line has anything else, because dates in sentences are no evidence. A numeric date that is impossible or
    ambiguous, and a date of the Hijri calendar, is a candidate without a moment.
    """
    if len(text) > MAX_DATELINE_CHARS or _year().search(text) is None:
        return None
    kind, rest = split_label(text)
    moment = parse_date(rest, languages)
    if (moment is None or moment.on is None) and NUMERIC.fullmatch(rest) is None and not is_lunar_date(rest):
        return None
    moment = moment if moment is not None and moment.on is not None else None
    return DateCandidate(kind=kind or DateKind.PUBLISHED, evidence=evidence, text=text, moment=moment)


def read_byline_dates(text: str, languages: tuple[str, ...], evidence: str) -> list[DateCandidate]:
    """The dates of a line that is known to be a byline or dateline, so it may also have names and places.

    A date is a part of the line (between bars, dots or dashes, or after a label), or the end of a part.
    """
    if len(text) > MAX_DATELINE_CHARS or _year().search(text) is None:
        return []
    parts = list(_parts(text))[:MAX_PARTS]
    found: list[DateCandidate] = []
    first = 0
    while first < len(parts):
        spans = ((last, " ".join(parts[first:last])) for last in range(len(parts), first, -1))
        read = ((last, read_dateline(span.strip(EDGE_SIGNS), languages, evidence)) for last, span in spans)
        last, candidate = next(((last, date) for last, date in read if date), (first + 1, None))
        candidate = candidate or _at_end(parts[first:], languages, evidence)
        is_others = first > 0 and not found and labels_other_date(parts[first - 1])
        found += [candidate] if candidate and not is_others else []
        first = last
    return list(dict.fromkeys(found))


def read_pieces(text: str, pieces: tuple[str, ...], languages: tuple[str, ...], evidence: str) -> list[DateCandidate]:
    """The dates of a byline on a page: of its text, else of the texts of its elements, else of its parts at commas."""
    found = read_byline_dates(text, languages, evidence)
    if not found and len(pieces) > 1:
        lines = [line for piece in pieces if (line := " ".join(piece.split()).strip(EDGE_SIGNS))]
        own = [b for a, b in pairwise(["", *lines]) if not labels_other_date(a)]
        found = [date for line in own for date in read_byline_dates(line, languages, evidence)]
    return found or read_byline_dates(text.replace(", ", " | "), languages, evidence)


def whole_parts(text: str, languages: tuple[str, ...], evidence: str) -> list[DateCandidate]:
    """The dates that are complete parts of a line with bars or dots: "17 May 2024 | Anna Berg"."""
    parts = STRONG_PART.split(text)[:MAX_PARTS] if len(text) <= MAX_DATELINE_CHARS else []
    own = [b for a, b in pairwise(["", *parts]) if not labels_other_date(a)]
    read = (read_dateline(part, languages, evidence) for part in own)
    return [candidate for candidate in read if candidate is not None]


def _parts(text: str) -> Iterator[str]:
    """Yield the parts of a line: split at separators, and after digits also before a label or "by" and names."""
    for part in PART.split(text):
        words = part.split()
        start = 0
        for position in range(1, len(words)):
            before = words[position - 1][-1]
            if (before.isdecimal() or before in ".,;)") and _begins_part(words[position:]):
                yield " ".join(words[start:position])
                start = position
        if words:
            yield " ".join(words[start:])


def _begins_part(words: list[str]) -> bool:
    """Whether the words begin with the label of a date, another word with a colon ("来源：") or a signature."""
    text = " ".join(words)
    return split_label(text)[0] is not None or LABELLED.match(words[0]) is not None or is_signature(text)


def _at_end(parts: list[str], languages: tuple[str, ...], evidence: str) -> DateCandidate | None:
    """The date at the end of the first part, which begins with something else; the next part may be its time."""
    words = parts[0].split()
    day = next((position for position, word in enumerate(words) if DIGIT.search(word)), None)
    if day is None:
        return None
    for start in range(day, max(0, day - MAX_WORDS_BEFORE_DAY - 1), -1):
        for following in (parts[1:2], []):
            text = " ".join([*words[start:], *following])
            if labels_other_date(" ".join(words[:start])):
                continue
            if (candidate := read_dateline(text, languages, evidence)) is not None:
                return candidate
    return None


@cache
def _year() -> regex.Pattern[str]:
    """What every date has: four digits, a year with its word, or a year of two digits that cannot be read."""
    return regex.compile(
        rf"\p{{Nd}}{{4}}|{unit_words(DateUnit.YEAR)}|\p{{Nd}}{{1,2}}([./-])\p{{Nd}}{{1,2}}\1\p{{Nd}}{{2}}"
    )
