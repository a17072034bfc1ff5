"""Write etl/words/date_names_cldr.tsv: names of months, days and halves of the day, from CLDR (by babel).

python tools/date_names.py > etl/words/date_names_cldr.tsv
"""

import sys
from collections.abc import Iterator

from babel import Locale
from babel.localedata import locale_identifiers

LANGUAGES = frozenset((
    "af", "am", "ar", "as", "ast", "az", "ba", "be", "bg", "bho", "bn", "bo", "br", "bs", "ca", "ce", "ceb",
    "ckb", "co", "cs", "cv", "cy", "da", "de", "el", "en", "eo", "es", "et", "eu", "fa", "fi", "fil", "fo",
    "fr", "fur", "fy", "ga", "gd", "gl", "gn", "gu", "ha", "he", "hi", "hr", "hsb", "ht", "hu", "hy", "id",
    "ig", "is", "it", "ja", "jv", "ka", "kk", "km", "kn", "ko", "kok", "ku", "ky", "lb", "lg", "ln", "lo",
    "lt", "lv", "mai", "mg", "mi", "mk", "ml", "mn", "mr", "ms", "mt", "my", "ne", "nl", "nn", "no", "ny",
    "oc", "om", "or", "os", "pa", "pap", "pl", "ps", "pt", "qu", "rm", "rn", "ro", "ru", "rw", "sah", "sc",
    "sd", "si", "sk", "sl", "sn", "so", "sq", "sr", "st", "su", "sv", "sw", "szl", "ta", "te", "tg", "th",
    "ti", "tk", "tn", "tr", "tt", "ug", "uk", "ur", "uz", "vi", "wo", "xh", "yi", "yo", "zh", "zu",
))  # fmt: skip
WIDTHS = ("wide", "abbreviated")
CONTEXTS = ("format", "stand-alone")
HALVES = ("am", "pm")
SCRIPTS = (["Latn"], ["Cyrl"], ["Arab"], ["Hant"])
# Locales with a country that are used too; for the others, names hardly differ, or are in date_names_own.tsv.
REGIONAL = ("en_AU", "en_GB", "es_MX", "ar_MA", "ar_DZ", "ar_LB", "ar_IQ", "ar_TN", "de_AT", "it_CH", "pt_PT", "ur_IN")


def main() -> None:
    """Print one row per language and meaning."""
    meanings: dict[tuple[str, str, str], dict[str, None]] = {}
    for identifier in sorted(locale_identifiers()):
        language, *rest = identifier.split("_")
        if language in LANGUAGES and (not rest or rest in SCRIPTS or identifier in REGIONAL):
            for kind, value, name in _names(Locale.parse(identifier)):
                meanings.setdefault((language, kind, value), {})[name.strip()] = None
    sys.stdout.write("language\tkind\tvalue\tnames\tprovenance\n")
    for (language, kind, value), names in meanings.items():
        sys.stdout.write(f"{language}\t{kind}\t{value}\t{'|'.join(names)}\tCLDR\n")


def _names(locale: Locale) -> Iterator[tuple[str, str, str]]:
    """Yield kind, value (days: 0 is Monday) and name; names with digits are left out."""
    for context in CONTEXTS:
        for width in WIDTHS:
            for number, name in locale.months[context][width].items():
                yield from _kept("month", str(number), name)
            for number, name in locale.days[context][width].items():
                yield from _kept("weekday", str(number), name)
            for half, name in locale.day_periods.get(context, {}).get(width, {}).items():
                if half in HALVES:
                    yield from _kept(half, "", name)


def _kept(kind: str, value: str, name: str) -> Iterator[tuple[str, str, str]]:
    if name and not any(character.isdigit() for character in name) and "|" not in name:
        yield kind, value, name


if __name__ == "__main__":
    main()
