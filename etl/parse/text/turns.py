"""Find the turns of a conversation: "Mara: Who pays?", "19:10 - Mara: who pays?"."""

import re
from collections import Counter
from collections.abc import Sequence

import regex

from etl.words.characters import COLONS
from etl.words.folding import folded

MIN_TURNS = 2  # of each speaker
MIN_SPEAKERS = 2
MAX_CHARS = 100  # of the beginning of a line, with time and name
COLON = re.compile(f"[{COLONS}]")
TIME = r"[\[(]?\p{Nd}{1,4}(?:[\p{Nd}/.,:\s-]{2,20}\p{Nd})(?:\s?[AaPp]\.?[Mm]\.?)?[\])]?\s*(?:[-–—]\s*)?"
TURN = regex.compile(
    rf"(?:{TIME})?(?:\*\*|__)?(?P<name>[\p{{Lu}}\p{{Lt}}\p{{Lo}}][\p{{L}}\p{{M}}\p{{N}}.'’ -]{{0,40}}?)"
    rf"(?:\*\*|__)?\s?[{COLONS}](?:\*\*|__)?(?:\s+|(?<=[：﹕]))(?=\S)"
)


def find_turns(texts: Sequence[str]) -> list[bool]:
    """Whether each line or paragraph is the beginning of a turn.

    It begins with a name and a colon, perhaps after a time, and two or more such names occur at least twice.
    """
    beginnings = [text[:MAX_CHARS] for text in texts]
    found = [TURN.match(text) if COLON.search(text) is not None else None for text in beginnings]
    names = [folded(turn["name"]) if turn is not None else "" for turn in found]
    turns = Counter(filter(None, names))
    speakers = {name for name, count in turns.items() if count >= MIN_TURNS}
    return [len(speakers) >= MIN_SPEAKERS and name in speakers for name in names]
