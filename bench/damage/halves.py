"""The two halves into which the kinds of damage are split.

The names of a group are sorted by the SHA-256 of "group:name" and given to the halves in turn. Rules are written on the
half "write"; figures come from the half "measure". A new kind moves others to the other half, so kinds are added only
together with new floors, and never because of a rule that was written.
"""

import hashlib
from collections.abc import Iterable

HALVES = ("write", "measure")


def half_of(group: str, names: Iterable[str], half: str) -> list[str]:
    """The names of a group that are in this half: every second one, sorted by their hashes."""
    ordered = sorted(set(names), key=lambda name: hashlib.sha256(f"{group}:{name}".encode()).hexdigest())
    return ordered[HALVES.index(half) :: 2]
