"""Lines that say when an article was published or changed: "Updated: 17 May 2024, 09:05"."""

import csv
import unicodedata
from functools import cache
from importlib import resources

from etl.documents import DateCandidate, DateKind, Moment
from etl.parse.dates import parse_date
from etl.parse.labels import folded

MAX_DATELINE_CHARS = 120
LANGUAGES_OF_SCRIPT = {
    "ARABIC": ("ar", "fa", "ur"),
    "HEBREW": ("he",),
    "THAI": ("th",),
    "HIRAGANA": ("ja",),
    "CJK": ("zh", "ja"),
    "HANGUL": ("ko",),
    "DEVANAGARI": ("hi", "mr"),
    "BENGALI": ("bn",),
    "TAMIL": ("ta",),
    "TELUGU": ("te",),
    "GREEK": ("el",),
    "GEORGIAN": ("ka",),
    "ARMENIAN": ("hy",),
    "CYRILLIC": ("ru", "uk", "bg", "sr"),
    "LATIN": ("en", "fr", "de", "es", "it", "pt", "nl", "pl", "tr", "sv", "da", "cs", "ro", "hu", "id", "vi"),
}
WIDE_SCRIPTS = ("ARABIC", "DEVANAGARI", "CYRILLIC", "LATIN")  # of more languages than are listed here
EDGE_SIGNS = " :：|,،.·•-–—\u200e\u200f"


def date_languages(declared: str | None, text: str) -> tuple[str, ...]:
    """The languages in which to read a page's dates: the declared one and, where its script is another or nothing is
    declared, those that the script of the text suggests."""
    names = [unicodedata.name(character, "").split()[0] for character in text if character.isalpha()]
    script = max(sorted(set(names)), key=names.count) if names else "LATIN"
    if "HIRAGANA" in names or "KATAKANA" in names:
        script = "HIRAGANA"
    languages = LANGUAGES_OF_SCRIPT.get(script, ())
    language = (declared or "").split("-")[0].lower()
    if language and (language in languages or not languages or (script in WIDE_SCRIPTS and language != "en")):
        return (language,)
    return languages if not language else (*languages, language)


def read_dateline(text: str, languages: tuple[str, ...], evidence: str) -> DateCandidate | None:
    """The date that a short line consists of, published unless its label says otherwise.

    None where anything but a label and a date stands in the line: dates in sentences are no evidence.
    """
    if len(text) > MAX_DATELINE_CHARS or not any(character.isdigit() for character in text):
        return None
    kind, rest = split_label(text)
    moment = _parse(rest, languages)
    if moment is None:
        return None
    return DateCandidate(kind=kind or DateKind.PUBLISHED, evidence=evidence, text=text, moment=moment)


def split_label(text: str) -> tuple[DateKind | None, str]:
    """The kind that a known label at the head of the line names, and the line without it."""
    words = text.split()
    for count in range(min(len(words), 4), 0, -1):
        head = " ".join(words[:count])
        if (kind := _labels().get(folded(head))) is not None:
            return kind, " ".join(words[count:]).strip(EDGE_SIGNS)
    return _unspaced_label(text)


def _unspaced_label(text: str) -> tuple[DateKind | None, str]:
    """Labels of scripts that write no space after them."""
    head, colon, rest = text.replace("：", ":").partition(":")
    kind = _labels().get(folded(head)) if colon else None
    return (kind, rest.strip(EDGE_SIGNS)) if kind is not None else (None, text)


def _parse(text: str, languages: tuple[str, ...]) -> Moment | None:
    moment = parse_date(text, languages)
    if moment is None and languages and "en" not in languages:
        moment = parse_date(text, ("en",)) if text.isascii() and any(c.isalpha() for c in text) else None
    return moment if moment is not None and moment.on is not None else None


@cache
def _labels() -> dict[str, DateKind]:
    with resources.files("etl.parse").joinpath("date_labels.tsv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {folded(row["phrase"]): DateKind(row["kind"]) for row in rows}
