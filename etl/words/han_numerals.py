"""Chinese numerals in dates and numbered lists: 二〇二四, 三十一."""

ZERO = "〇"
ZEROS = ZERO + "零○"  # the last one is a circle, which many people type instead of the first
DIGITS = "一二三四五六七八九"
TEN, HUNDRED = "十", "百"
_VALUES = {**dict.fromkeys(ZEROS, 0), **{digit: value for value, digit in enumerate(DIGITS, start=1)}}


def han_number(text: str) -> int:
    """The value of up to four numerals, digit by digit (二〇二四) or with tens (三十一)."""
    if TEN not in text:
        return int("".join(str(_VALUES[digit]) for digit in text))
    tens, _, units = text.partition(TEN)
    return 10 * _VALUES.get(tens, 1) + _VALUES.get(units, 0)
