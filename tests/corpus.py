"""A small invented corpus: text files and JSON lines, with revisions, copies and broken units."""

import json
import random
from pathlib import Path

WORDS = (
    *("harbour", "council", "bridge", "water", "night", "market", "school"),
    *("train", "winter", "letter", "field", "engine", "window", "river", "garden"),
)


def make_corpus(folder: Path, texts: int = 40, lines: int = 360) -> int:
    """Write the corpus and return the number of its units; the same at every call."""
    choose = random.Random(7)
    folder.mkdir(parents=True)
    for number in range(texts):
        (folder / f"{number:03}.txt").write_text(_text(choose, number), encoding="utf-8")
    with (folder / "dump.jsonl").open("w", encoding="utf-8") as dump:
        for number in range(lines):
            dump.write(_line(choose, number) + "\n")
    (folder / "empty.txt").touch()
    return texts + lines + 1


def _sentence(choose: random.Random, words: int) -> str:
    return " ".join(choose.choices(WORDS, k=words)).capitalize() + "."


def _text(choose: random.Random, number: int) -> str:
    facts = "".join(f"- {_sentence(choose, 9)}\n" for _ in range(3))
    sections = "".join(
        f"Section {part} of report {number}\n{_sentence(choose, 30)}\n{_sentence(choose, 40)}\n" for part in range(3)
    )
    return f"Key facts\n{facts}Summary\n{_sentence(choose, 30)}\n{sections}"


def _line(choose: random.Random, number: int) -> str:
    """Every third article is a revision of an earlier one, every tenth a copy, every fiftieth broken."""
    if number % 50 == 49:
        return '{"title": "cut'
    page = number - number % 3 if number % 3 else number
    return json.dumps(
        {
            "url": f"https://news.example/{page}",
            "title": f"Report {page}",
            "maintext": "\n".join(_sentence(choose, 40) for _ in range(5)) if number % 10 else "The same text again.",
            "date_publish": f"2026-10-{number % 28 + 1:02} 08:00:00",
            "authors": [f"Author {number % 7}"],
            "language": "en",
        }
    )
