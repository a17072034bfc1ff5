"""The numbers and letters that number items and headings: "1.", "(2)", "三、", "a)", "IV."."""

import unicodedata

import regex

from etl.words import han_numerals

DIGITS = r"\p{Nd}{1,3}"
# Letters that number items, in their order.
ALPHABETS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", "АБВГДЕЖЗИКЛМН", "абвгдежзиклмн", "ΑΒΓΔΕΖΗΘ",
    "αβγδεζηθ", "أبجدهوزحطي", "ابتثجحخ", "אבגדהוזחטי", "कखगघङचछज", "กขคงจฉชซ", "가나다라마바사아", "甲乙丙丁戊己庚",
)  # fmt: skip
LETTERS = "".join(ALPHABETS)
HAN_NUMERALS = han_numerals.DIGITS + han_numerals.TEN + han_numerals.HUNDRED
NUMBER = regex.compile(
    rf"(?P<number>{DIGITS})(?P<sign>[.)\]）．、]|\s?[-–—])(?:\s+|(?=\p{{Lo}}))(?P<text>.+)"
    rf"|(?P<sign>[(（\[])(?P<number>{DIGITS})[)）\]]\s*(?P<text>.+)"
    rf"|(?P<number>[{HAN_NUMERALS}]{{1,3}})(?P<sign>[、．.])\s*(?P<text>.+)"
    rf"|(?P<sign>[（(])(?P<number>[{HAN_NUMERALS}]{{1,3}})[）)]\s*(?P<text>.+)"
    r"|(?P<number>[①-⑳❶-❿])(?P<sign>)\s*(?P<text>.+)"
    r"|(?P<number>[IVX]{1,5})(?P<sign>[.)])\s+(?P<text>.+)"
    r"|(?P<number>[0-9])(?P<sign>\ufe0f?\u20e3)\s*(?P<text>.+)"
    rf"|(?P<number>{DIGITS})(?P<sign>/)\s+(?P<text>.+)"
    rf"|(?P<number>[{LETTERS}])(?P<sign>[.)])\s+(?P<text>.+)"
    rf"|(?P<sign>[(（])(?P<number>[{LETTERS}])[)）]\s*(?P<text>.+)"
)
DAY = regex.compile(r"\p{Nd}{1,2}\.\s+\p{L}[\p{L}\p{M}]+\.?\s+\p{Nd}{4}[:.]?")  # "3. Mai 2026": no numbered line


def number_family(number: str, sign: str) -> str:
    alphabet = next((alphabet for alphabet in ALPHABETS if number in alphabet), None)
    if alphabet is not None and number not in "IVX":
        return alphabet[0] + sign
    kinds = {"1": number.isdecimal(), "I": number.isascii(), "①": "①" <= number <= "⑳", "❶": "❶" <= number <= "❿"}
    return next((kind for kind, is_so in kinds.items() if is_so), "一") + sign


def number_value(number: str) -> int | None:
    if number.isdecimal():
        return int(number)
    if number.isascii() and set(number) <= set("IVX"):
        return _roman(number)
    alphabet = next((alphabet for alphabet in ALPHABETS if number in alphabet), None)
    if alphabet is not None:
        return alphabet.index(number) + 1
    if len(number) == 1:
        return int(unicodedata.numeric(number))
    return None


def _roman(number: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in number]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
