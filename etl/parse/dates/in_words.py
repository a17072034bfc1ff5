"""Parse dates in words and digits: day, month and year, perhaps with a time of day and a zone."""

from collections.abc import Iterator

import regex

from etl.articles import Moment
from etl.parse.dates.calendars import with_common_years
from etl.parse.dates.clock import clock_of, find_clock
from etl.parse.dates.day_month_year import Part, day_of_parts
from etl.parse.dates.moment import Zone, moment_of_parts, offset_zone
from etl.words.characters import UNSPACED_LETTER, script_of_letter
from etl.words.date_names import TOKEN, Names, fold_word, languages_of_script, names_of

MAX_NAME_TOKENS = 5
MAX_NAME_CHARS = 20  # of a name in a script without spaces
MAX_NUMBER_CHARS = 4
MAX_SHORT_ZONE_CHARS = 2  # ET, PT: other words in lower case
HALVES = frozenset(("am", "pm", "noon", "night"))
# Characters that no date has, for example a currency sign, a plus or a question mark.
OTHER_SIGN = regex.compile(r"[^\p{L}\p{M}\d\s.,:;/|()\[\]'’‘`\"“”„«»<>*•·∙‧\-–—−~〜،؛۔。、，・｜։՝־״׳@°]")
DEFAULT_LANGUAGES = ("en",)

Tokens = list[tuple[str, str, str]]  # of each token: the text before it, the token as printed, the token folded


def date_from_words(text: str, languages: tuple[str, ...]) -> Moment | None:
    """The date of a short text with ASCII digits, and words of the languages or else of any that uses its script.

    None if the text is anything but a date, or there is no such day or time.
    """
    try:
        found = find_clock(with_common_years(text))
        if OTHER_SIGN.search(found.rest):
            return None
        tokens = _tokens(found.rest)
        for names in _dictionaries(tokens, languages):
            parts = _read(tokens, names)
            if parts is not None:
                halves = found.half or frozenset(kind for kind in map(_half, parts) if kind)
                on = day_of_parts(parts, languages or DEFAULT_LANGUAGES)
                return moment_of_parts(on, clock_of(found, halves), found.zone or _zone(parts)) if on else None
    except (ValueError, OverflowError):  # no such hour or offset, no such day in its calendar
        return None
    return None


def _tokens(text: str) -> Tokens:
    tokens: Tokens = []
    end = 0
    for found in TOKEN.finditer(text):
        tokens.append((text[end : found.start()], found[0], fold_word(found[0])))
        end = found.end()
    return tokens


def _dictionaries(tokens: Tokens, languages: tuple[str, ...]) -> Iterator[Names]:
    """Yield the words of the given languages, then those of all languages that use the text's script.

    The second are needed because a page may declare a wrong language.
    """
    yield names_of(languages or DEFAULT_LANGUAGES)
    scripts = {script_of_letter(printed[0]) for _, printed, _ in tokens if not printed[0].isdigit()}
    if scripts:
        yield names_of(tuple(language for script in sorted(scripts) for language in languages_of_script(script)))


def _read(tokens: Tokens, names: Names) -> list[Part] | None:
    """The numbers and words of a text; None if one of them does not belong to a date."""
    parts: list[Part] = []
    position = 0
    while position < len(tokens):
        size, found = _next(tokens, position, names)
        if not found:
            return None
        parts += found
        position += size
    return parts


def _next(tokens: Tokens, position: int, names: Names) -> tuple[int, list[Part]]:
    """The number of tokens of the longest name at this position, and its parts; no parts if there is no name."""
    before, printed, folded = tokens[position]
    for size in range(min(MAX_NAME_TOKENS, len(tokens) - position), 0, -1):
        name = folded if size == 1 else " ".join(word for _, _, word in tokens[position : position + size])
        if name in names:
            is_zone = len(printed) > MAX_SHORT_ZONE_CHARS or printed.isupper()
            meanings = {m for m in names[name] if m.kind != "zone" or is_zone}
            if meanings:
                shown = " ".join(word for _, word, _ in tokens[position : position + size])
                return size, [Part(before=before, text=shown, meanings=frozenset(meanings))]
    if printed.isdigit():
        return 1, [Part(before=before, text=printed)] if len(printed) <= MAX_NUMBER_CHARS else []
    return 1, _split(before, folded, names) if UNSPACED_LETTER.search(folded) else []


def _split(before: str, word: str, names: Names) -> list[Part]:
    """A run of letters in a script without spaces, split into the longest names; empty if that is not possible."""
    parts = []
    while word:
        size = next((n for n in range(min(MAX_NAME_CHARS, len(word)), 0, -1) if word[:n] in names), 0)
        if not size:
            return []
        parts.append(Part(before=before, text=word[:size], meanings=names[word[:size]]))
        before, word = "", word[size:]
    return parts


def _half(part: Part) -> str | None:
    """The half of the day that a word means, if it has no other meaning."""
    kinds = {meaning.kind for meaning in part.meanings}
    return next(iter(kinds)) if len(kinds) == 1 and kinds <= HALVES else None


def _zone(parts: list[Part]) -> Zone | None:
    """The zone that the words name, without an offset if the words are ambiguous or name different zones."""
    found = [(part.text, m.value) for part in parts for m in part.meanings if m.kind == "zone"]
    if not found:
        return None
    offsets = {value for _, value in found}
    text = " ".join(dict.fromkeys(text for text, _ in found))
    is_known = len(offsets) == 1 and "" not in offsets
    return Zone(text=text, offset=offset_zone(next(iter(offsets))).offset if is_known else None)
