"""Distribute the files of a run over its shards."""

import heapq
from collections.abc import Sequence

SHARD_BYTES = 64 * 1024 * 1024  # a shard this small is not worth splitting


def balance(sizes: Sequence[int], max_shards: int) -> list[int]:
    """The shard of each file, so that shards have about equal sizes: largest file first, into the smallest shard."""
    number = max(1, min(max_shards, len(sizes), -(-sum(sizes) // SHARD_BYTES)))
    lightest = [(0, shard) for shard in range(number)]
    shards = [0] * len(sizes)
    for index in sorted(range(len(sizes)), key=lambda index: -sizes[index]):
        weight, shard = heapq.heappop(lightest)
        shards[index] = shard
        heapq.heappush(lightest, (weight + sizes[index], shard))
    return shards
