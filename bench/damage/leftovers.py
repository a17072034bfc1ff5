"""Sentences that language models and templates leave in texts, and sentences of news that only look like them.

leftovers.tsv has sentences of eleven families (who speaks, refusals, orders to write ...) in 40 languages, written for
this test, by the same person who wrote the rules afterwards. A kind is a family in a language.
"""

import csv
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.damage.halves import half_of

TABLE = Path(__file__).with_name("leftovers.tsv")
OF_PLACEHOLDERS = ("insert", "unfilled")
# These stand inside paragraphs as often as alone.
IN_PARAGRAPHS = ("identity", "refusal", "cutoff", "closing")


def leftovers(half: str, carriers: Mapping[str, Sequence[str]]) -> Iterator[dict[str, Any]]:
    """Yield the sentences of a half, some also at the end of a clean paragraph; look-alikes have no flags."""
    chance = random.Random(half)
    with TABLE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    families = sorted({row["family"] for row in rows})
    wanted = {
        (family, language)
        for family in families
        for language in half_of(family, (row["language"] for row in rows if row["family"] == family), half)
    }
    for number, row in enumerate(row for row in rows if (row["family"], row["language"]) in wanted):
        texts = carriers.get(row["language"].partition("-")[0], ())
        heads = [""]
        if row["family"] in IN_PARAGRAPHS and row["is"] == "damage" and texts:
            heads.append(chance.choice(texts) + " ")
        for head in heads:
            yield _row(f"{row['family']}-{number}{'-end' if head else ''}", row, head)


def _row(identifier: str, row: Mapping[str, str], head: str) -> dict[str, Any]:
    rule = "placeholder" if row["family"] in OF_PLACEHOLDERS else "prompt_leftover"
    text = head + row["text"]
    mark = {"flag": rule, "start": len(head), "end": len(text), "span": row["text"]}
    flags = [mark | {"where": "sections[0].paragraphs[0]"}] if row["is"] == "damage" else []
    return {"id": identifier, "lang": row["language"], "kind": f"{row['family']}:{row['language']}", "text": text} | {
        "flags": flags
    }
