"""Damage clean paragraphs in other ways than in the annotated set, for bench/figures/flags.py."""

import csv
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SEED = 20_260_101
PER_KIND = 150
PHRASES = Path(__file__).with_name("leftovers.tsv")

# With which UTF-8 is decoded here; the annotated set has latin-1, cp1252, cp1251, cp1256 and cp437.
ENCODINGS = ("cp1250", "cp1253", "cp1254", "cp1255", "cp1257", "koi8-r", "mac-roman", "cp866", "cp850", "iso8859-15")
LEGACY = {"ru": "cp1251", "el": "cp1253", "ar": "cp1256", "he": "cp1255"}
LEGACY |= {"ja": "cp932", "zh": "gb18030", "ko": "euc-kr"}

SENTENCES = {
    "en": (
        "The minister said that the talks would go on until the end of the week.",
        "It was not clear how many people had been in the building at the time.",
        "Residents have been told to stay at home while the work is being done.",
    ),
    "fr": (
        "Le maire a annoncé que les travaux seraient terminés avant la fin de l'année.",
        "Selon les habitants, la route était déjà en mauvais état depuis plusieurs mois.",
    ),
    "de": (
        "Nach Angaben der Polizei wurde bei dem Unfall niemand schwer verletzt.",
        "Die Stadt will nun prüfen, ob die Brücke noch in diesem Jahr gesperrt werden muss.",
    ),
    "es": (
        "El alcalde dijo que las obras terminarán antes de que empiece el verano.",
        "Según los vecinos, la calle no ha sido reparada desde hace más de diez años.",
    ),
    "ru": ("По словам мэра, работы должны быть закончены до конца этого года.",),
    "ar": ("وقال رئيس البلدية إن الأعمال ستنتهي قبل نهاية هذا العام في جميع الأحياء.",),
    "zh": ("市长表示，这项工程将在今年年底之前全部完成，居民可以放心。",),
}
GLITCHES = ("strengthening", "responsibilities", "nevertheless", "transformation", "collaborative", "significantly")
LOOKALIKES = str.maketrans("aceopxi", "асеорхі")
CYRILLIC_LOOKALIKES = str.maketrans("асеорху", "aceopxy")
NOT_LATIN = ("ar", "fa", "he", "hi", "ja", "th", "zh", "el")


def damaged(carriers: dict[str, list[str]]) -> Iterator[dict[str, Any]]:
    """Yield paragraphs with one damage each, as text and a flag with its place; they are the same at every call.

    `carriers` are clean paragraphs by language.
    """
    chance = random.Random(SEED)
    for kind in (_mojibake, _double, _legacy, _homoglyph, _untranslated, _glitch, _repeated):
        for number in range(PER_KIND):
            language = chance.choice(sorted(carriers))
            text, *context = chance.sample(carriers[language], min(3, len(carriers[language])))
            row = kind(chance, language, text)
            if row:
                row["text"] = "\n\n".join([*context, row["text"]])
                for flag in row["flags"]:
                    flag["where"] = f"sections[0].paragraphs[{len(context) + flag['later']}]"
                yield {"id": f"{kind.__name__}-{number}", "lang": language, "kind": kind.__name__} | row
    with PHRASES.open(encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t")):
            text = row["text"]
            made = {"id": f"leftover-{number}", "lang": row["language"], "kind": "leftover"}
            yield made | _row(row["rule"], text, 0, len(text))


def _row(flag: str, text: str, start: int, end: int, later: int = 0) -> dict[str, Any]:
    mark = {"flag": flag, "start": start, "end": end, "span": text[start:end], "later": later}
    return {"text": text, "flags": [mark]}


def _misread(text: str, encoding: str) -> str:
    """The text encoded as UTF-8 and decoded with this encoding; bytes without a character become control characters."""
    return "".join(
        chr(byte) if 0x80 <= byte < 0xA0 and _shown(byte, encoding) == "\ufffd" else _shown(byte, encoding)
        for byte in text.encode()
    )


def _shown(byte: int, encoding: str) -> str:
    return bytes([byte]).decode(encoding, "replace")


def _foreign_count(text: str) -> int:
    return sum(not character.isascii() for character in text)


def _mojibake(chance: random.Random, language: str, text: str) -> dict[str, Any] | None:
    """The paragraph, or a few words of it, decoded with another encoding."""
    words = text.split(" ")
    first = chance.randrange(max(1, len(words) - 12)) if chance.random() < 0.5 else 0
    last = len(words) if first == 0 else first + 12
    broken = _misread(" ".join(words[first:last]), chance.choice(ENCODINGS))
    if _foreign_count(" ".join(words[first:last])) < 3:
        return None
    head = " ".join(words[:first]) + (" " if first else "")
    return _row("mojibake", " ".join([head + broken, *words[last:]]), len(head), len(head) + len(broken))


def _double(chance: random.Random, language: str, text: str) -> dict[str, Any] | None:
    if _foreign_count(text) < 3:
        return None
    broken = _misread(_misread(text[:150], "cp1252"), "cp1252")
    return _row("mojibake", broken, 0, len(broken))


def _legacy(chance: random.Random, language: str, text: str) -> dict[str, Any] | None:
    """The paragraph in the language's legacy encoding, decoded as Western European."""
    if language not in LEGACY:
        return None
    broken = text.encode(LEGACY[language], "ignore").decode("latin-1")
    return _row("mojibake", broken, 0, len(broken))


def _homoglyph(chance: random.Random, language: str, text: str) -> dict[str, Any] | None:
    table = CYRILLIC_LOOKALIKES if language in ("ru", "uk", "bg") else LOOKALIKES
    words = [w for w in text.split() if w.isalpha() and len(w) > 4 and w.islower() and w.translate(table) != w]
    words = [word for word in words if not all(ord(letter) in table for letter in word)]
    if not words or language in NOT_LATIN:
        return None
    word = chance.choice(words)
    start = text.index(word)
    return _row("homoglyph", text.replace(word, word.translate(table), 1), start, start + len(word))


def _untranslated(chance: random.Random, language: str, text: str) -> dict[str, Any] | None:
    foreign = chance.choice([code for code in SENTENCES if code != language])
    sentence = chance.choice(SENTENCES[foreign])
    return _row("untranslated", f"{text} {sentence}", len(text) + 1, len(text) + 1 + len(sentence))


def _glitch(chance: random.Random, language: str, text: str) -> dict[str, Any] | None:
    words = text.split(" ")
    if language not in ("ar", "fa", "he", "hi", "ru", "el") or len(words) < 8:
        return None
    place = chance.randrange(2, len(words) - 2)
    if not all(word.isalpha() and not word.isascii() for word in words[place - 1 : place + 1]):
        return None
    head = " ".join(words[:place]) + " "
    word = chance.choice(GLITCHES)
    return _row("mixed_script_glitch", f"{head}{word} {' '.join(words[place:])}", len(head), len(head) + len(word))


def _repeated(chance: random.Random, language: str, text: str) -> dict[str, Any] | None:
    """The paragraph, another one, and the paragraph again."""
    between = "12.04.2026"
    if len(text) < 130 or text[-1] not in ".。۔।":
        return None
    return _row("repeated_text", f"{text}\n\n{between}\n\n{text}", 0, len(text), later=2)
